"""Twice the runs give the same words: the test of the claim at a smaller size, forty worlds of the scenario `castillo` a seed.

A word "undecided" and a word "depends" count as one here. Neither says yes or no; which of them is printed hangs on whether an
interval is wider than thirty points, and at forty worlds most intervals are about as wide as that. Every other change of a word
counts, and from supported to contradicted none is allowed in any seed. Told at full size in docs/how-we-test.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import arms
from coopsim.claim.criteria import criteria
from coopsim.claim.doubling import verdict_words
from coopsim.claim.matching.job import MatchingJob
from coopsim.claim.matching.rows import rows
from coopsim.claim.matching.waves import ITSELF, RUNS_OF_ITSELF, of_itself
from coopsim.claim.settings import headline_of_scenario
from coopsim.claim.worlds.draws import drawn_worlds, parts
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.runs.run import run
from coopsim.scenario import load

SEEDS, WORLDS, RUNS = range(1, 5), 40, 10
FIXED, CASTILLO = criteria(), load("castillo")
AS_ONE = {"undecided": "depends"}


@cache
def target_share() -> float:
    field = rows(FIXED.frozen.matching.row)
    return of_itself(MatchingJob(CASTILLO, pd.DataFrame(index=[ITSELF]), None, field, 1, RUNS_OF_ITSELF)(), field).target_share


def simulated(seed: int, worlds: int = WORLDS, runs: int = 2 * RUNS, shifts: Shifts | None = None) -> Simulated:
    pair = tuple(arms(FIXED, treatments=(FIXED.headline_treatment,)))
    cell = headline_of_scenario(CASTILLO).cell
    blocks = parts(drawn_worlds(FIXED, worlds, seed), runs)
    target = target_share() if shifts is None else None
    return together(run([WorldsJob(CASTILLO, cell, block, pair, seed, runs, target, shifts) for block in blocks], workers=2))


def words(whole: Simulated) -> Mapping[str, str]:
    return {id: AS_ONE.get(word, word) for id, word in verdict_words(whole, FIXED).items()}


def test_the_first_runs_of_a_world_are_those_of_a_study_with_fewer() -> None:
    """With known shifts; found anew a shift is the mean over all runs of its world, and moves a little with their number."""
    none = Shifts.none(2)
    few, many = (simulated(1, worlds=2, runs=runs, shifts=none) for runs in (2, 4))
    first = many.first_runs(2)
    for arm, seasons in few.treated.items():
        for name, of in seasons.sums.items():
            np.testing.assert_array_equal(of, first.treated[arm].sums[name])
    np.testing.assert_array_equal(few.lasts, first.lasts)


@pytest.mark.full
def test_twice_the_runs_give_the_same_words_and_never_the_opposite() -> None:
    by_seed = {}
    for seed in SEEDS:
        whole = simulated(seed)
        by_seed[seed] = words(whole.first_runs(RUNS)), words(whole)
    changed = {seed: [id for id in once if once[id] != twice[id]] for seed, (once, twice) in by_seed.items()}
    turned = [
        (seed, id)
        for seed, (once, twice) in by_seed.items()
        for id in once
        if {once[id], twice[id]} == {"supported", "contradicted"}
    ]
    assert not turned
    assert sum(not parts_changed for parts_changed in changed.values()) == len(SEEDS), changed
