"""Whether the harvest year of a scenario fits its harvest and its first month: a base's year is that of the base's country."""

from __future__ import annotations

from collections.abc import Sequence

from coopsim.scenario.model import Scenario

YEAR = 12


def harvest_months(scenario: Scenario) -> list[int]:
    """The calendar months (1: January) in which coffee is picked, in the order of the harvest year.

    >>> from coopsim.scenario import load
    >>> harvest_months(load("castillo"))
    [4, 5, 6, 7, 8, 9]
    """
    time = scenario.time
    return [calendar_month(time.season_opens, place) for place, share in enumerate(time.harvest_shares) if share > 0]


def calendar_month(opens: int, place: int) -> int:
    """The calendar month of a place in a harvest year that opens in a month.

    >>> calendar_month(10, 0), calendar_month(10, 3)
    (10, 1)
    """
    return (opens - 1 + place) % YEAR + 1


def is_cut_by_the_year(shares: Sequence[float]) -> bool:
    """Whether one harvest lies in two harvest years: picked in the last month and in the first, with a pause between.

    >>> is_cut_by_the_year([0.5, 0.0, 0.5]), is_cut_by_the_year([0.5, 0.5, 0.0]), is_cut_by_the_year([0.3, 0.4, 0.3])
    (True, False, False)
    """
    return shares[0] > 0 and shares[-1] > 0 and min(shares) == 0


def opens_with_the_harvest(shares: Sequence[float]) -> int:
    """By how many months the year would have to open later, so that it opens with the harvest after its longest pause.

    >>> opens_with_the_harvest([0.5, 0.0, 0.0, 0.3, 0.2])
    3
    """
    number = len(shares)

    def pause_before(month: int) -> int:
        return next(pause for pause in range(number) if shares[(month - 1 - pause) % number] > 0)

    return max((month for month in range(number) if shares[month] > 0), key=pause_before)


def months_until_it_opens(scenario: Scenario) -> int:
    """Months from the first reported month until a harvest year opens; 0 where the report begins with one.

    >>> from coopsim.scenario import load
    >>> months_until_it_opens(load("castillo")), months_until_it_opens(load("castillo").with_values({"start": "1990-10"}))
    (0, 6)
    """
    return (scenario.time.season_opens - int(scenario.time.start[5:])) % YEAR
