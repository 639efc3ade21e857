"""The rows of the field that worlds are compared with, and how they are read off the last seasons of the burn-in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.criteria.tables import MatchingRow
from coopsim.patterns import calibrated, cooperatives, households, markets
from coopsim.patterns.calibrated import ORDINARY
from coopsim.patterns.declared import AS_IT_IS, COMPONENT, Pattern, Results, Seen
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
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
