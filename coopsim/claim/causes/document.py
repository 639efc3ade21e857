"""From arrays to H5: parts with their intervals, the cohort year by year, who closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from coopsim.claim.causes.declared import Declared
from coopsim.claim.causes.intervals import bootstrap_interval
from coopsim.claim.causes.job import KINDS_OF_PAY
from coopsim.claim.causes.lives import ALIVE
from coopsim.claim.causes.measured import Flags, Measured, placebo, thirds
from coopsim.claim.causes.shapley import Floats, shapley_values
from coopsim.claim.documents import Both, Interval
from coopsim.claim.documents.causes import CausePart, CohortYear, GroupOfCohort, H5Part, Otherwise, Verdict5
from coopsim.runs.closings import CAUSES

SIZES = ("small", "middle", "large")
MOST_OF_A_GROUP = 1.0  # cooperatives, mean of replicates: of fewer nothing is said


def interval(values: Any) -> Interval:
    """The mean of replicates and its interval, as documents have them; a missing replicate is left out."""
    value = np.asarray(values, dtype=float)
    mean, low, high, _n = bootstrap_interval(value[~np.isnan(value)])
    return Interval(value=mean, ci_low=low, ci_high=high)


def verdict_of(highs: CausePart, smallest: float) -> Verdict5:
    """What the interval of the highs' part says of the smallest part that matters."""
    low, high = highs.ci_low, highs.ci_high
    if low is None or high is None:
        return "inconclusive"
    if low > smallest:
        return "supported"
    if high < -smallest:
        return "contradicted"
    return "too_small" if -smallest < low and high < smallest else "inconclusive"


def h5_part(
    fixed: Declared,
    statement: Both,
    measured: Measured,
    districts: Sequence[str],
    first_year: int,
    steady: Measured | None = None,
    otherwise: Mapping[str, Measured] | None = None,
) -> H5Part:
    """H5 as verdict.json has it.

    Parameters
    ----------
    fixed : Declared
        The causes, in the order of the arms.
    statement : Both
        What is claimed.
    measured : Measured
        Every arm.
    districts : sequence of str
        Their names, in the order of their numbers.
    first_year : int
        Calendar year in which the first harvest year ends.
    steady : Measured, optional
        No cause, with the price of the start.
    otherwise : mapping, optional
        No cause and every cause under another assumption, by its name.

    Returns
    -------
    H5Part
        Its parts sum to the total.
    """
    closed, by_season, years = measured.closed_share(), measured.closed_by_season(), measured.years_open()
    parts, over_time, lost = shapley_values(closed), shapley_values(by_season).mean(axis=1), -shapley_values(years)
    causes = tuple(
        _part(fixed, place, parts[place], lost[place], over_time[place], closed, first_year) for place in range(len(fixed.causes))
    )
    by_name = {part.cause: part for part in causes}
    highs = next(by_name[cause.id] for cause in fixed.causes if cause.kind == "highs")
    return H5Part(
        id=fixed.subclaim,
        statement=statement,
        verdict=verdict_of(highs, fixed.smallest_effect),
        smallest_effect=fixed.smallest_effect,
        closed=interval(closed[-1]),
        ordinary=interval(closed[0]),
        steady=None if steady is None else interval(steady.closed_share()[0]),
        total=interval(closed[-1] - closed[0]),
        parts=causes,
        placebo=interval(placebo(closed)) if closed.shape[1] > 1 else None,
        cohort=_years(fixed, measured, by_season, over_time, first_year),
        groups=tuple(_groups(fixed, measured, districts)),
        closings=_closings(measured),
        assumptions=tuple(
            Otherwise(name=name, closed=interval(other.closed_share()[-1]), ordinary=interval(other.closed_share()[0]))
            for name, other in (otherwise or {}).items()
        ),
    )


def _part(
    fixed: Declared, place: int, part: Floats, lost: Floats, over_time: Floats, closed: Floats, first_year: int
) -> CausePart:
    cause, of, largest = fixed.causes[place], interval(part), int(np.argmax(over_time))
    return CausePart(
        cause=cause.id,
        title=Both(**cause.title),
        source=cause.source,
        effect=of.value,
        ci_low=of.ci_low,
        ci_high=of.ci_high,
        years=interval(lost),
        largest=over_time[largest],
        largest_year=first_year + largest,
        alone=float((closed[1 << place] - closed[0]).mean()),
        last=float((closed[-1] - closed[-1 - (1 << place)]).mean()),
    )


def _years(fixed: Declared, measured: Measured, by_season: Floats, over_time: Floats, first_year: int) -> tuple[CohortYear, ...]:
    alive = 1.0 - by_season[-1]
    closing = np.diff(by_season[-1], axis=1, prepend=0.0).mean(axis=0)
    made = []
    for season in range(measured.seasons):
        of = interval(alive[:, season])
        made.append(
            CohortYear(
                year=first_year + season,
                alive_share=of.value,
                ci_low=of.ci_low,
                ci_high=of.ci_high,
                ordinary_alive_share=1.0 - by_season[0, :, season].mean(),
                parts={name: float(over_time[place, season]) for place, name in enumerate(fixed.names)},
                closed_now=closing[season],
                living=measured.living[:, -1, season].mean(),
                founded=measured.founded[:, -1, season].mean(),
                revived=measured.revived[:, -1, season].mean(),
            )
        )
    return tuple(made)


def _groups(fixed: Declared, measured: Measured, districts: Sequence[str]) -> list[GroupOfCohort]:
    made = []
    for by, group, of in _flags(measured, districts):
        closed, size = measured.closed_share(of), float(np.mean([one.sum() for one in of]))
        if size < MOST_OF_A_GROUP:
            continue
        there = ~np.isnan(closed[0])
        parts = shapley_values(closed[:, there]).mean(axis=1)
        made.append(
            GroupOfCohort(
                by=by,
                group=group,
                cooperatives=size,
                closed=interval(closed[-1]),
                ordinary=float(closed[0, there].mean()),
                parts=dict(zip(fixed.names, parts.tolist(), strict=True)),
            )
        )
    return made


def _flags(measured: Measured, districts: Sequence[str]) -> list[tuple[Any, str, list[Flags]]]:
    """(by, group, which cooperatives of each replicate)."""
    groups = measured.groups
    made: list[tuple[Any, str, list[Flags]]] = [
        ("district", name, [one["district"] == number for one in groups]) for number, name in enumerate(districts)
    ]
    made += [("size", name, [thirds(one["members"]) == number for one in groups]) for number, name in enumerate(SIZES)]
    made += [
        ("policy", f"{sells} {pays}", [(one["sells_fixed"] == (sells == "fixed")) & (one["pays"] == number) for one in groups])
        for sells in ("fixed", "open")
        for number, pays in enumerate(KINDS_OF_PAY)
    ]
    return made


def _closings(measured: Measured) -> dict[str, float]:
    """What the accounts said at the closings of the history as it was, by name of the cause."""
    why = np.concatenate([cause[-1][closed[-1] != ALIVE] for cause, closed in zip(measured.cause, measured.closed, strict=True)])
    return {CAUSES[number]: float((why == number).mean()) for number in np.unique(why).tolist()} if len(why) else {}
