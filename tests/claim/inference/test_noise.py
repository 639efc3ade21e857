"""From runs to worlds: what is dropped, what is counted apart, how noise is pooled."""

from __future__ import annotations

import numpy as np
import pytest
from planted import draws_of

from coopsim.claim.inference.judge import judged
from coopsim.claim.inference.mixture import noise_by_level
from coopsim.claim.inference.noise import pseudo_values, world_means


def with_runs_left(*left: int, runs: int = 20) -> np.ndarray:
    effects = draws_of(1).normal(0, 1, (len(left), runs))
    for world, number in enumerate(left):
        effects[world, number:] = np.nan
    return effects


def test_a_world_with_half_of_its_runs_counts_and_one_with_fewer_is_counted_apart():
    means = world_means(with_runs_left(9, 10, 20))
    assert means.lasts.tolist() == [False, True, True]
    assert (means.worlds, means.do_not_last, means.runs.tolist()) == (2, 1, [10, 20])
    assert means.runs_dropped_share == pytest.approx(21 / 60)


def test_a_run_is_dropped_with_its_pair():
    effects = np.ones((1, 4, 2))
    effects[0, 0, 1] = np.nan
    effects[0, 0, 0] = 100.0  # its offers alone would still be there
    means = world_means(effects)
    assert means.runs.tolist() == [3]
    assert means.mean.tolist() == [[1.0, 1.0]]


def test_pooled_noise_is_that_of_all_runs_about_their_own_world():
    effects = with_runs_left(20, 15, 12)
    residuals = [row[~np.isnan(row)] - np.nanmean(row) for row in effects]
    expected = sum(float((one**2).sum()) for one in residuals) / (19 + 14 + 11)
    assert world_means(effects).noise[0, 0] == pytest.approx(expected)


def test_the_noise_of_a_mean_is_that_of_a_run_over_the_runs():
    noise = np.array([[[4.0, -2.0], [-2.0, 9.0]]])
    of_means = noise_by_level(noise, np.array([1, 4]))[0]
    assert of_means == pytest.approx(np.stack([noise[0], noise[0] / 4]), abs=1e-5)


def test_noise_of_two_effects_keeps_what_they_share():
    shared = draws_of(2).normal(0, 1, (300, 20))
    noise = world_means(np.stack([shared, -shared], axis=2)).noise
    assert noise[0, 1] == pytest.approx(-noise[0, 0])


def test_pseudo_values_have_the_spread_of_the_ratio():
    draws = draws_of(3)
    spread = np.std(_ratio(_tops_and_bottoms(draws, 4000).sum(axis=1)))
    pseudo = pseudo_values(_tops_and_bottoms(draws, 400), _ratio)
    assert np.sqrt(pseudo.var(axis=1, ddof=1).mean() / 20) == pytest.approx(spread, rel=0.1)
    assert pseudo.mean() == pytest.approx(0.9, abs=0.01)


def test_pseudo_values_leave_out_what_was_dropped_and_where_nothing_divides():
    sums = _tops_and_bottoms(draws_of(4), 3)
    sums[0, 12:] = np.nan
    sums[1, :, 1] = 0.0
    pseudo = pseudo_values(sums, _ratio)
    assert pseudo[0, :12] == pytest.approx(pseudo_values(sums[:1, :12], _ratio)[0])
    assert np.isnan(pseudo[0, 12:]).all()
    assert np.isnan(pseudo[1]).all()


def _tops_and_bottoms(draws: np.random.Generator, worlds: int) -> np.ndarray:
    bottom = draws.lognormal(0, 0.3, (worlds, 20))
    return np.stack([0.9 * bottom + draws.normal(0, 0.2, (worlds, 20)), bottom], axis=2)


def _ratio(total: np.ndarray) -> np.ndarray:
    return total[..., 0] / total[..., 1]


def test_one_run_a_world_or_one_world_gives_no_verdict_and_no_share():
    for effects in (np.ones((50, 1)), np.ones((1, 20)), np.full((40, 20), np.nan)):
        nothing = judged(effects, 0.1)
        assert nothing.word == "inconclusive"
        assert np.isnan(nothing.share).all()
        assert nothing.reason
