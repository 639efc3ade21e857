"""Regions with other numbers, for `--full`: what the history does not say itself is drawn, or that of worlds like the field."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from coopsim.claim.causes.declared import Declared
from coopsim.claim.causes.otherwise import Assumption
from coopsim.claim.criteria import Criteria
from coopsim.claim.matching.likeness import likeness, scenario_of
from coopsim.claim.matching.waves import Simulate
from coopsim.claim.worlds.draws import REPLICATES_APART, Value, drawn_worlds, parameter_values, value_of
from coopsim.runs.documents import plain
from coopsim.scenario import Scenario

LIKE = "castillo"  # whose worlds look like the field
LOYALTY = "loyalty_usd_per_qq"


def drawn_regions(scenario: Scenario, causes: Declared, criteria: Criteria, seed: int, number: int) -> Assumption:
    """Regions whose numbers are drawn from the ranges of `claim.toml`, but for what the history says itself."""
    draws = drawn_worlds(criteria, number, seed)
    return _regions("drawn", scenario, causes, draws, [0.0] * number)


def matched_regions(
    scenario: Scenario, causes: Declared, criteria: Criteria, seed: int, number: int, simulate: Simulate
) -> Assumption:
    """Regions with the numbers of cooperatives that look like the field, and the loyalty at which members deliver as they do.

    Parameters
    ----------
    scenario : Scenario
        Of the history; the rule that most of its farmers have says whose worlds.
    causes : Declared
        With what the history says itself.
    criteria : Criteria
        In force.
    seed, number : int
        Of the study; so many at most.
    simulate : callable
        Does jobs, where there is no kept table.

    Returns
    -------
    Assumption
        The first of those that are left.
    """
    rules = scenario.population.rules
    matched = likeness(scenario_of(LIKE, max(rules, key=rules.__getitem__)), criteria, seed, simulate, worlds=number).matched
    shifts = np.sum(matched.shifts, axis=0)
    return _regions("matched", scenario, causes, matched.draws.iloc[:number], shifts[:number])


def _regions(name: str, scenario: Scenario, causes: Declared, draws: pd.DataFrame, shifts: Sequence[float]) -> Assumption:
    """One scenario for each row; `shifts` moves everybody's loyalty."""
    drawn = draws.drop(columns=[column for column in draws if str(column).removesuffix(".mean") in causes.not_drawn])
    usual = value_of(scenario, LOYALTY, "mean")
    scenarios = []
    for record, shift in zip(drawn.to_dict("records"), shifts, strict=True):
        values: dict[str, Value] = {str(key): value for key, value in record.items()}
        scenarios.append(scenario.with_values(parameter_values(plain(values)) | {LOYALTY: usual + float(shift)}))
    numbers = tuple(int(world) * REPLICATES_APART for world in draws.index)
    return Assumption(name, tuple(scenarios), numbers, causes.orders)
