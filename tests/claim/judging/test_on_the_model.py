"""The judging reads what the model's worlds come to: every name it asks for is measured."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim.arms import arms
from coopsim.claim.criteria import criteria
from coopsim.claim.judging.effects import effects_of
from coopsim.claim.judging.parts import parts_of
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.simulated import Simulated
from coopsim.scenario import load

FIXED = criteria()


@pytest.fixture(scope="module")
def simulated() -> Simulated:
    """Two worlds of a small cooperative that has room enough to last."""
    small = load("castillo").with_values({"farmers": 60, "members": 40})
    composite = tuple(arms(FIXED, treatments=("composite",)))
    job = WorldsJob(
        small, FIXED.frozen.headline.cell, drawn_worlds(FIXED, 2, 1), composite, 1, 3, None, headroom=2.0, with_gap=True
    )
    return job()


def test_every_part_is_read_of_real_worlds(simulated: Simulated):
    parts = {part.id: part for part in parts_of(simulated, FIXED, resamples=2)}
    for part_id in ("H1", "H1p", "H1f", "H2d", "H2t", "H2c", "H3", "H4"):
        assert parts[part_id].effect.value is not None, part_id
    for entry in FIXED.secondary:
        shown = {(one.outcome, one.window) for one in parts[entry.subclaim].secondary}
        assert (entry.outcome, entry.window) in shown
    assert all(rung.boom is not None for rung in parts["H2t"].rungs.in_order)
    assert {parts[part_id].word for part_id in ("H2", "H2d", "H2t", "H3", "H4")} == {"inconclusive"}


def test_of_a_dollar_more_some_cents_reach_the_farm_and_hardly_more_than_a_hundred(simulated: Simulated):
    of_a_dollar = effects_of(simulated, FIXED, "composite", "H1f").mean()
    assert 0.3 < of_a_dollar < 1.3
    assert np.isfinite(effects_of(simulated, FIXED, "composite", "H1p")).all()
