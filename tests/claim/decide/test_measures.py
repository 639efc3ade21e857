"""A number of an experiment: worlds are the units, their runs are its noise, and shares of worlds are without it."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.decide.measures import number
from coopsim.claim.decide.numbers import smallest_effects
from coopsim.claim.decide.rules import CLOSED, OFFERS, REFUSED, TROUBLE
from coopsim.claim.documents import Measurement
from coopsim.runs.statistics import mean_interval


def planted(seed: int, mean: float, of_worlds: float, of_runs: float, worlds: int = 60, runs: int = 8) -> np.ndarray:
    draws = np.random.default_rng(seed)
    return mean + draws.normal(0.0, of_worlds, (worlds, 1)) + draws.normal(0.0, of_runs, (worlds, runs))


def test_the_interval_is_that_of_the_means_of_worlds() -> None:
    values = planted(1, 0.03, 0.05, 0.2)
    measured = number("", values)
    mean, low, high, worlds = mean_interval(values.mean(axis=1))
    assert (measured.mean, measured.low, measured.high, measured.worlds) == (mean, low, high, worlds)
    assert measured.runs == 8


def test_a_run_that_is_left_out_takes_no_world_with_it_but_half_of_them_do() -> None:
    values = planted(2, 0.03, 0.05, 0.2, worlds=4)
    values[0, :4] = values[1, :5] = np.nan
    measured = number("", values)
    assert measured.worlds == 3
    assert measured.mean == pytest.approx(np.mean([values[0, 4:].mean(), values[2].mean(), values[3].mean()]))


def test_shares_of_worlds_are_without_the_noise_of_runs() -> None:
    """All worlds lie within the smallest effect; the noise of eight runs carries a quarter of their means beyond it."""
    raw, clean = [], []
    for seed in range(10):
        values = planted(seed, 0.0, 0.01, 0.2)
        measured = number("", values, smallest=0.05)
        raw.append(float((np.abs(values.mean(axis=1)) > 0.05).mean()))
        clean.append(measured.share_above + measured.share_below)
    assert np.mean(raw) > 0.4
    assert np.mean(clean) < 0.1


def test_the_spread_of_worlds_is_found_behind_that_of_runs() -> None:
    spreads = [number("", planted(seed, 0.1, 0.1, 0.2), smallest=0.05).sd_worlds for seed in range(10)]
    assert np.mean(spreads) == pytest.approx(0.1, abs=0.02)


def test_a_level_stays_within_0_and_1() -> None:
    for alive in (np.ones((20, 8)), np.zeros((20, 8)), np.random.default_rng(3).random((20, 8)) < 0.98):
        measured = number("", alive.astype(float), unit="level")
        assert 0.0 <= measured.low <= measured.mean <= measured.high <= 1.0
        assert measured.high > measured.low  # that all worlds agree does not make it certain


def test_of_no_world_nothing_is_said() -> None:
    for values in (np.empty((0, 1)), np.full((3, 2), np.nan)):
        measured = number("fall", values, smallest=0.05)
        assert measured.worlds == 0
        assert (measured.above(0.0), measured.below(0.0)) == ("open", "open")
        assert measured.document() == Measurement(key="fall", value=None, worlds=0, runs=values.shape[1], smallest_effect=0.05)


def test_bounds_of_the_rules_and_level_are_those_of_the_claim() -> None:
    assert list(smallest_effects(criteria()).values()) == [OFFERS, TROUBLE, CLOSED, REFUSED]
    assert number.__kwdefaults__["level"] == criteria().frozen.judgement.level
