"""Effects of a part, run by run: direction, contrast, the baseline of a relative effect."""

from __future__ import annotations

import numpy as np
import pytest
from planted_worlds import planted_worlds

from coopsim.claim.criteria import criteria
from coopsim.claim.judging.effects import effects_of, joint_effects

FIXED = criteria()


def test_a_relative_effect_is_of_the_worlds_mean_without_the_price_change():
    """Not of each run's: a run that earns next to nothing without the change would weigh like ten others."""
    simulated = planted_worlds(worlds=4, runs=5)
    effect = simulated.effect("composite", "boom", "income_usd_per_farmer", "impact+1")
    baseline = simulated.baseline("income_usd_per_farmer", "composite", "impact+1").mean(axis=1, keepdims=True)
    assert np.allclose(effects_of(simulated, FIXED, "composite", "H1"), effect / baseline)


def test_a_contrast_is_a_boom_less_a_slump_run_by_run():
    simulated = planted_worlds({"trouble": 0.3}, {"trouble": 0.1}, worlds=4, runs=5)
    boom, slump = (effects_of(simulated, FIXED, "composite", "H2t", kind=kind) for kind in ("boom", "slump"))
    assert np.allclose(effects_of(simulated, FIXED, "composite", "H2c"), boom - slump)


def test_both_effects_of_h2_are_those_of_its_parts():
    simulated = planted_worlds({"trouble": 0.3, "cohort_offered_share": -0.1}, worlds=4, runs=5)
    both = joint_effects(simulated, FIXED, "composite")
    for place, part in enumerate(("H2d", "H2t")):
        assert np.array_equal(both[..., place], effects_of(simulated, FIXED, "composite", part))


def test_a_run_that_does_not_last_has_no_effect():
    lasts = np.ones((4, 5), dtype=bool)
    lasts[2, 3] = False
    simulated = planted_worlds(worlds=4, runs=5, lasts=lasts)
    for part in ("H1", "H1p", "H1f", "H2d", "H2t", "H2c", "H3", "H4"):
        assert np.array_equal(np.isnan(effects_of(simulated, FIXED, "composite", part)), ~lasts), part


def test_h2_has_no_one_effect_and_another_size_is_not_the_headlines():
    simulated = planted_worlds(worlds=4, runs=5, ln_sizes=(0.2, 0.47))
    with pytest.raises(KeyError, match="H2"):
        effects_of(simulated, FIXED, "composite", "H2")
    with pytest.raises(KeyError, match="no boom"):
        effects_of(simulated, FIXED, "composite", "H2d", ln_size=0.8)
    assert effects_of(simulated, FIXED, "composite", "H2d", ln_size=0.2).shape == (4, 5)
