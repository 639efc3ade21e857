"""Outcomes over windows of seasons, from what each season comes to: sums over sums, or the last season."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.outcomes.ladder import RUNGS, Ints, SeasonSums, rungs
from coopsim.runs.ladder_outcomes import RENAMED_OUTCOMES

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

# Sum over the window's seasons over sum. Those over households are means over households and seasons.
RATIOS = {
    "income_usd_per_farmer": ("income_usd", "households"),
    "income_poorest_third_usd_per_farmer": ("income_poorest_usd", "households_poorest"),
    "cohort_offered_share": ("offered_qq", "harvest_qq"),
    "cohort_delivered_share": ("delivered_qq", "harvest_qq"),
    "refused_share": ("refused_qq", "offered_qq"),
    "offered_poorest_third_share": ("offered_poorest_qq", "harvest_poorest_qq"),
    "offered_richest_third_share": ("offered_richest_qq", "harvest_richest_qq"),
    "members_active_share": ("households_active", "households"),
    "turning_gap_usd_per_qq": ("turning_gaps_usd_per_qq", "households"),
    "distress_share": ("households_in_distress", "households"),
    "shortfall_usd_per_farmer": ("shortfall_usd", "households"),
    "cohesion_share": ("cohesive_qq", "usual_qq"),
    "cohort_trust": ("trust", "households"),
}
LAST_SEASON = {
    "abandoned_share": ("abandoned_ha", "planted_ha"),
    "members_kept_share": ("members_kept", "households"),
}
REACHED = {f"reached_{rung}": place for place, rung in enumerate(RUNGS, 1)}
HIGHEST = {f"highest_{rung}": place for place, rung in enumerate(("none", *RUNGS))}
COMPANIONS = {f"companion_{rung}": place for place, rung in enumerate(RUNGS)}  # of pairs of arms: `ladder.companions`


@dataclass(frozen=True)
class Seasons:
    """What every season of one arm comes to.

    Parameters
    ----------
    sums : mapping
        Of the cohort, by name: (seasons, worlds, runs). `outcomes.cohort` says which.
    books : SeasonSums
        Of each cooperative, (seasons, worlds, runs, cooperatives): the ladder of trouble is read of them.
    """

    sums: Mapping[str, Singles]
    books: SeasonSums

    @property
    def number(self) -> int:
        """How many seasons."""
        return int(self.books.is_open.shape[0])

    def worlds(self, which: slice | Ints | NDArray[np.bool_]) -> Seasons:
        """Of some of the worlds, in this order."""
        return self._at((slice(None), which))

    def first_runs(self, number: int) -> Seasons:
        """With the first so many runs of each world."""
        return self._at((slice(None), slice(None), slice(number)))

    def _at(self, place: tuple[Any, ...]) -> Seasons:
        return Seasons({name: of[place] for name, of in self.sums.items()}, SeasonSums._make(part[place] for part in self.books))

    def books_of(self, places: Sequence[int]) -> SeasonSums:
        """The cooperatives' books of some seasons as the ladder takes them: (seasons, worlds x runs, cooperatives)."""
        self.refuse_missing(places)
        return SeasonSums._make(part[list(places)].reshape(len(places), -1, part.shape[-1]) for part in self.books)

    def refuse_missing(self, places: Sequence[int]) -> None:
        """Seasons that were not simulated cannot be read."""
        if not places or min(places) < 0 or max(places) >= self.number:
            raise KeyError(f"seasons {list(places)} were not simulated: of this arm there are {self.number}, counted from 0")

    @staticmethod
    def together(parts: Sequence[Seasons], axis: int = 1) -> Seasons:
        """Worlds one after another; along axis 0, seasons one after another."""
        return Seasons(
            {name: np.concatenate([part.sums[name] for part in parts], axis) for name in parts[0].sums},
            SeasonSums._make(np.concatenate(one, axis) for one in zip(*(part.books for part in parts), strict=True)),
        )


def over(seasons: Seasons, outcome: str, places: Sequence[int]) -> Floats:
    """An outcome over a window of seasons.

    Shares are sums over sums, 0 where there is nothing to divide by; what holds at the end is read in the last season; a rung is
    the share of seasons, over several cooperatives the mean; a sum by its own name is added up.

    Parameters
    ----------
    seasons : Seasons
        Of one arm.
    outcome : str
        One of `runs.cohort_outcomes`, or a sum such as `income_usd`.
    places : sequence of int
        Seasons of the first axis.

    Returns
    -------
    array, shape (worlds, runs)
        In the outcome's unit; never missing.

    Raises
    ------
    KeyError
        An outcome that is not measured, or a season that was not simulated.

    Examples
    --------
    Offered 10 of 40 qq, then 60 of 80: not the mean of 1/4 and 3/4.

    >>> from coopsim.claim.outcomes.ladder import season
    >>> sums = {"offered_qq": np.array([[[10.0]], [[60.0]]]), "harvest_qq": np.array([[[40.0]], [[80.0]]])}
    >>> of_one_run = Seasons(sums, season(is_open=[[[[True]]], [[[False]]]]))
    >>> [over(of_one_run, name, [0, 1]).round(3).item() for name in ("cohort_offered_share", "reached_closed", "offered_qq")]
    [0.583, 0.5, 70.0]
    """
    seasons.refuse_missing(places)
    if outcome in LAST_SEASON:
        return _ratio(seasons, *LAST_SEASON[outcome], [max(places)])
    if outcome in RATIOS:
        return _ratio(seasons, *RATIOS[outcome], places)
    if outcome == "closed_share":
        return np.asarray(1.0 - seasons.books.is_open[max(places)].mean(axis=-1))
    if outcome in REACHED:
        return np.asarray((_rungs(seasons, places) >= REACHED[outcome]).mean(axis=(0, -1)))
    if outcome in HIGHEST:
        return np.asarray((_rungs(seasons, places) == HIGHEST[outcome]).mean(axis=(0, -1)))
    if outcome in COMPANIONS:
        raise KeyError(f"{outcome} is read of two arms, in seasons that are open in both: ask for its effect")
    return _sum(seasons, outcome, places)


def _rungs(seasons: Seasons, places: Sequence[int]) -> Ints:
    return rungs(SeasonSums._make(part[list(places)] for part in seasons.books))


def _sum(seasons: Seasons, name: str, places: Sequence[int]) -> Floats:
    if name not in seasons.sums and name in RENAMED_OUTCOMES:
        raise KeyError(f"{name} has a new name: {RENAMED_OUTCOMES[name]}")
    if name not in seasons.sums:
        raise KeyError(f"{name} was not measured; there are {', '.join(sorted(seasons.sums))}")
    return np.asarray(seasons.sums[name][list(places)].sum(axis=0, dtype=float))


def _ratio(seasons: Seasons, part: str, whole: str, places: Sequence[int]) -> Floats:
    top, bottom = _sum(seasons, part, places), _sum(seasons, whole, places)
    return np.asarray(np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1.0), 0.0))
