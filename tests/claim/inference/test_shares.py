"""Every pair of effects is of one kind; shares add to 1, find what was planted, and do not hang on how many runs there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import CLUSTERS, SMALLEST, TRUTHS, clusters, draws_of, effects, true_shares
from scipy import stats

from coopsim.claim import documents
from coopsim.claim.criteria import criteria
from coopsim.claim.inference.mixture import SHAPES, Mixture, fits, tables_of
from coopsim.claim.inference.noise import world_means
from coopsim.claim.inference.shares import FIVE, NOT_WORSE, THREE, chances, conditional, five, masses

GRID = [step * 0.25 for step in range(-8, 9)]
EFFECTS = st.floats(-1e3, 1e3)
SENTENCES = {
    "offers fall by their smallest effect or more and trouble rises by its own or more": lambda fall, rise: (
        fall >= 1 and rise >= 1
    ),
    "trouble rises, offers do not fall": lambda fall, rise: rise >= 1 and not fall >= 1,
    "offers fall, trouble does not rise": lambda fall, rise: fall >= 1 and not rise >= 1,
    "neither, and offers rise or trouble falls by the smallest effect or more": lambda fall, rise: (
        not fall >= 1 and not rise >= 1 and (fall <= -1 or rise <= -1)
    ),
    "the rest": lambda fall, rise: not fall >= 1 and not rise >= 1 and not fall <= -1 and not rise <= -1,
}


def de_noised(table: np.ndarray) -> np.ndarray:
    return masses(fits(world_means(table).divided_by(SMALLEST))[0].mixture, FIVE)[0]


def raw(table: np.ndarray) -> np.ndarray:
    kinds = five(world_means(table).mean / SMALLEST)
    return np.bincount(kinds, minlength=5) / len(kinds)


def test_kinds_are_those_of_the_sentences_fixed_before():
    assert tuple(SENTENCES) == criteria().frozen.shares.rules
    for fall in GRID:
        for rise in GRID:
            holds = [place for place, sentence in enumerate(SENTENCES.values()) if sentence(fall, rise)]
            assert holds == [int(five([fall, rise]))]


@given(EFFECTS, EFFECTS)
def test_every_pair_is_of_exactly_one_kind(fall: float, rise: float):
    assert [sentence(fall, rise) for sentence in SENTENCES.values()].count(True) == 1
    assert 0 <= int(five([fall, rise])) < 5


def test_names_are_those_of_the_document():
    assert FIVE.names == documents.FIVE
    assert THREE.names == NOT_WORSE.names == documents.THREE


@given(st.lists(st.floats(0.001, 1.0), min_size=3, max_size=3), st.lists(st.floats(-5, 5), min_size=6, max_size=6))
def test_shares_of_a_distribution_add_to_one(weights: list[float], means: list[float]):
    weight = np.array([weights]) / sum(weights)
    mixture = Mixture(weight, np.reshape(means, (1, 3, 2)), np.broadcast_to(np.eye(2), (1, 3, 2, 2)).copy())
    assert abs(masses(mixture, FIVE).sum() - 1.0) < 1e-12


def test_masses_are_those_of_the_normal():
    cov = np.array([[1.0, 0.6], [0.6, 2.0]])
    mixture = Mixture(np.ones((1, 1)), np.array([[[0.5, 0.2]]]), cov[None, None])
    normal = stats.multivariate_normal([-0.5, -0.2], cov)
    harm = float(normal.cdf([-1.0, -1.0]))
    falls = float(stats.norm.sf(1, 0.5, 1.0))
    share = masses(mixture, FIVE)[0]
    assert share[0] == pytest.approx(harm, abs=2e-3)
    assert share[0] + share[2] == pytest.approx(falls, abs=1e-3)


def test_a_spike_is_nothing_and_not_worse():
    spike = Mixture(np.ones((1, 1)), np.zeros((1, 1, 2)), np.zeros((1, 1, 2, 2)))
    assert masses(spike, FIVE)[0].tolist() == [0, 0, 0, 0, 1]
    one = Mixture(np.ones((1, 1)), np.zeros((1, 1, 1)), np.zeros((1, 1, 1, 1)))
    assert masses(one, NOT_WORSE)[0].tolist() == [1, 0, 0]


def test_trouble_where_the_condition_hardly_occurs_is_not_said():
    assert np.isnan(conditional(np.array([0.02, 0.2, 0.02, 0.1, 0.66]))[0])
    assert np.isnan(conditional(np.array([0.5, 0.02, 0.46, 0.01, 0.01]))[1])


@pytest.mark.full
def test_five_planted_shares_are_found():
    truth = np.array([share for share, *_place in CLUSTERS.values()])
    assert list(CLUSTERS) == list(FIVE.names)
    found_in = sum(np.abs(de_noised(clusters(200, 20, draws_of(seed))) - truth) <= 0.10 for seed in range(20))
    assert (found_in >= 18).all(), found_in


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["normal", "bumps"])
def test_more_runs_move_shares_less_than_counts(kind: str):
    by_runs = {
        runs: [(de_noised(table), raw(table)) for table in (effects(kind, 200, runs, draws_of(seed)) for seed in range(20))]
        for runs in (20, 40)
    }
    moved = np.abs(np.mean(by_runs[40], axis=0) - np.mean(by_runs[20], axis=0))
    assert (moved[0] < 0.03).all(), moved
    assert moved[1].sum() > moved[0].sum(), moved
    off = {
        name: np.abs(np.mean(by_runs[20], axis=0)[place] - true_shares(kind)).sum() for place, name in enumerate(("share", "raw"))
    }
    assert off["share"] < off["raw"] / 2, off


@pytest.mark.parametrize("kind", TRUTHS)
def test_chances_of_worlds_add_to_the_share(kind: str):
    means = world_means(effects(kind, 120, 20, draws_of(4))).divided_by(SMALLEST)
    best, (tables, _order) = fits(means)[0], tables_of(means)
    by_world = chances(best.mixture, tables, FIVE)
    assert np.allclose(by_world.sum(axis=1), 1.0)
    assert np.allclose(by_world.mean(axis=0), masses(best.mixture, FIVE)[0], atol=0.03)


def test_bic_does_not_ask_for_more_than_was_planted():
    draws = draws_of(6)
    table = draws.normal(0.02, 0.05, (200, 1)) + draws.normal(0, 0.06, (200, 20))
    assert fits(world_means(table).divided_by(0.05))[0].shape == SHAPES[0]
