"""What each world draws, and the scenario that comes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import qmc

from coopsim.claim.criteria import Criteria
from coopsim.runs.documents import plain
from coopsim.scenario import Distribution, Scenario

Value = bool | int | float | str  # of a parameter
Values = dict[str, Value]  # by name
ROWS_A_JOB = 40  # runs of a job, before they are copied for their arms
REPLICATES_APART = 1000  # replicates set aside for each world


def drawn_worlds(criteria: Criteria, number: int, seed: int, first: int = 0) -> pd.DataFrame:
    """What each world draws: a Latin hypercube over the declared ranges; one more for worlds from number `first` on.

    The hypercube is made for that number, so 60 worlds are not the first 60 of 200.
    """
    drawn = criteria.frozen.draws
    seeds = [seed, 20_001, first] if first else [seed, 20_001]
    sample = qmc.LatinHypercube(d=len(drawn), rng=np.random.default_rng(seeds)).random(number)
    table = pd.DataFrame({d.column: d.value(sample[:, j]) for j, d in enumerate(drawn)})
    for d in drawn:
        if d.whole:
            table[d.column] = table[d.column].astype(int)
    return table.set_axis(pd.RangeIndex(first, first + number, name="world"))


def parts(draws: pd.DataFrame, runs: int = 1, rows: int = ROWS_A_JOB) -> list[pd.DataFrame]:
    """The worlds in blocks that one job can hold."""
    size = max(1, rows // runs)
    return [draws.iloc[first : first + size] for first in range(0, len(draws), size)]


def held(draws: pd.DataFrame, criteria: Criteria, scenario: Scenario, names: Collection[str]) -> pd.DataFrame:
    """The same worlds with what the user has set (`names`, as in `--set`) at its value instead of drawn.

    A plain name of a farmer's number holds its mean; `NAME.sd` holds its spread.
    """
    values = held_values(criteria, scenario, names)
    return draws.assign(**{column: value for column, value in values.items() if column in draws})


def held_values(criteria: Criteria, scenario: Scenario, names: Collection[str]) -> Values:
    """The columns that these names hold, each at its value.

    >>> from coopsim.claim.criteria import criteria
    >>> from coopsim.scenario import load
    >>> held_values(criteria(), load("castillo"), ["trust", "cooperative.jnc.advance_share", "farmers"])
    {'advance_share': 0.6, 'trust.mean': 0.8}
    """
    wanted = {name.rpartition(".")[2] if name.startswith("cooperative.") else name for name in names}
    drawn = [d for d in criteria.frozen.draws if d.column in wanted or (d.part in ("", "mean") and d.name in wanted)]
    return {d.column: value_of(scenario, d.name, d.part) for d in drawn}


def value_of(scenario: Scenario, name: str, part: str = "") -> Any:
    """What a scenario says of a parameter (its first cooperative, where there are several), or of one number of a distribution.

    >>> from coopsim.scenario import load
    >>> value_of(load("castillo"), "advance_share"), value_of(load("castillo"), "loyalty_usd_per_qq", "sd")
    (0.6, 70.0)
    """
    tables = (
        scenario.cooperative[0],
        scenario.population,
        scenario.household,
        scenario.network,
        scenario.intermediary,
        scenario.closing,
    )
    value = next(getattr(table, name) for table in tables if name in type(table).model_fields)
    if isinstance(value, Distribution):
        return getattr(value, part or "mean")
    return value


def world_scenario(scenario: Scenario, draws: Mapping[str, Value], fixed: Mapping[str, Value]) -> Scenario:
    """The scenario of one world. A drawn `margin_share` tilts the farm-gate price around its normal level, which stays."""
    return scenario.with_values({**draws, **fixed}).resolved()


def parameter_values(record: Mapping[str, Value]) -> Values:
    """A row of the table of worlds as values of parameters: a drawn mean under the parameter's own name."""
    return {name.removesuffix(".mean"): value for name, value in plain(record).items()}
