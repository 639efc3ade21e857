"""The rows of the field that worlds are compared with, and how they are read off the last seasons of the burn-in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.criteria.tables import MatchingRow
from coopsim.model.world import World
from coopsim.patterns import calibrated, cooperatives, households, markets
from coopsim.patterns.calibrated import ORDINARY, ordinary_leakage
from coopsim.patterns.declared import AS_IT_IS, COMPONENT, Pattern, Results, Seen
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
FLOWS = ("harvest_qq", "offered_qq", "side_sold_qq", "refused_qq", "months_without_cash")
PATTERNS: dict[str, Pattern] = {
    pattern.id: pattern for module in (calibrated, cooperatives, households, markets) for pattern in module.PATTERNS
}


@dataclass(frozen=True)
class Row:
    """A row of the field: what was seen, how well that is known, and the error that the model is allowed."""

    pattern: str
    observed: float
    sd_observed: float
    sd_model: float
    source: str = ""

    @property
    def measure(self) -> Pattern:
        """The row of `validate` that it is.

        >>> Row("P30", 3.0, 0.5, 0.5).measure.unit
        'months'
        """
        return PATTERNS[self.pattern]

    @property
    def in_the_burn_in(self) -> bool:
        """Whether it is read with nothing done to the world: rows with arms of their own are compared in a wave of their own.

        >>> Row("P1", 0.29, 0.02, 0.03).in_the_burn_in, Row("P4b", 0.0, 1.0, 1.0).in_the_burn_in
        (True, False)
        """
        arms = self.measure.arms
        return bool(arms) and all(replace(arm, seasons=AS_IT_IS.seasons) == AS_IT_IS for arm in arms)


def rows(declared: Iterable[MatchingRow]) -> tuple[Row, ...]:
    """The rows as the table `matching` of `claim.toml` declares them; parts of the claim itself (class C) are refused.

    Parameters
    ----------
    declared : iterable of MatchingRow
        As they were read.

    Returns
    -------
    tuple of Row
        In the order declared.

    Raises
    ------
    ValueError
        A row that `validate` does not have, or one of class C: worlds chosen by parts of the claim would prove it.

    Examples
    --------
    >>> from coopsim.claim.criteria import criteria
    >>> [row.pattern for row in rows(criteria().frozen.matching.row)]
    ['P1', 'P2', 'P30']
    """
    wanted = tuple(Row(**one.model_dump()) for one in declared)
    for row in wanted:
        if row.pattern not in PATTERNS:
            raise ValueError(f"no row {row.pattern} in validate")
        if row.measure.kind == COMPONENT:
            raise ValueError(f"{row.pattern} is a part of the claim (class C): no world is chosen by it")
    return wanted


@dataclass
class SeasonSums:
    """An observer that keeps what the rows need of some seasons, counted from 0 since the start of the burn-in."""

    wanted: tuple[int, ...]
    seasons: dict[int, dict[str, Floats]] = field(default_factory=dict)
    open: dict[int, Floats] = field(default_factory=dict)
    every_month = False

    def month_ended(self, world: World) -> None:
        """Nothing is taken down by month."""

    def season_ended(self, world: World) -> None:
        """Sums of households of the first cooperative's district, and whether it is open."""
        season = world.month // 12 - 1
        if season not in self.wanted:
            return
        f = world.farmers
        here = (f.district == 0).astype(float)
        sums = {name: np.asarray(getattr(f, f"season_{name}") * here) for name in FLOWS}
        self.seasons[season] = sums | {"season_member": np.asarray(f.season_member * here)}
        self.open[season] = world.cooperatives.alive[:, 0].astype(float)

    def seen(self, seasons: Iterable[int]) -> Seen:
        """These seasons as the measures of `validate` take them.

        Parameters
        ----------
        seasons : iterable of int
            Among the seasons kept.

        Returns
        -------
        Seen
            Of all rows of the world.
        """
        kept = [self.seasons[season] for season in seasons]
        season = {name: np.stack([sums[name] for sums in kept]) for name in kept[0]}
        alive = np.stack([self.open[number] for number in seasons])
        return Seen(season, {"alive": alive}, {}, season["season_member"][0] > 0)


def simulated(wanted: Iterable[Row], seen: Seen, scenario: Scenario, seed: int) -> Floats:
    """Each row of the field as it comes out in each run.

    Parameters
    ----------
    wanted : iterable of Row
        Rows read in the burn-in.
    seen : Seen
        Two seasons of it.
    scenario : Scenario
        Of the runs.
    seed : int
        Of the study.

    Returns
    -------
    array, shape (runs, rows)
        In the unit of the row; NaN where the cooperative was open in neither season.
    """
    results = Results({ORDINARY: seen}, scenario, seed)
    return np.stack([row.measure.measure(results) for row in wanted], axis=1)


def offered_share(seen: Seen, scenario: Scenario, seed: int) -> Floats:
    """Share of the members' coffee offered to the cooperative in the seasons in which it was open, (runs,): 1 less P1."""
    return np.asarray(1.0 - ordinary_leakage(Results({ORDINARY: seen}, scenario, seed)))
