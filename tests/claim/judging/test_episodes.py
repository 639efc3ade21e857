from __future__ import annotations

import numpy as np
import pytest
from planted_studies import FIXED, PlantedEpisode, episode, episodes
from planted_worlds import planted_worlds

from coopsim.claim.judging.episodes import at_one_setting, episode_documents, history_of

FALLS = {"cohort_offered_share": -0.08, "reached_refused": 0.02}
H2D = FIXED.subclaim("H2d")


def documents(results, main=None):
    return episode_documents(results, FIXED, main)


def test_effects_count_positive_in_the_claims_direction():
    one = documents(episodes({**FALLS, "income_usd_per_farmer": 480.0}))[0]
    assert one.effects["H2d"] == pytest.approx(0.08)
    assert one.effects["H2t"] == pytest.approx(0.02)
    assert one.effects["H1"] == pytest.approx(480.0 / 2400.0)
    assert one.kinds == {
        "H1": "supported",
        "H2d": "supported",
        "H2t": "too_small",
        "H3": "too_small",
        "H4": "too_small",
        "H2": "side_selling_only",
    }


def test_facts_of_the_episode_are_kept():
    one = documents(episodes(FALLS))[0]
    assert (one.name, one.kind, one.from_month, one.to_month) == ("boom-1994", "boom", "1994-04", "1995-03")
    assert (one.r_reference, one.surprise, one.before_after) == (195.0, True, {"H2d": 0.02})


def test_an_income_must_agree_with_that_of_the_poorest_third():
    both = {"income_usd_per_farmer": 480.0, "income_poorest_third_usd_per_farmer": 180.0}
    one, other = documents([episode("a", "boom", 1994, both), episode("b", "boom", 2005, {"income_usd_per_farmer": 480.0})])
    assert (one.over_replicates["H1"].verdict, other.over_replicates["H1"].verdict) == ("supported", "inconclusive")
    assert one.over_replicates["H1"].effect == other.over_replicates["H1"].effect


def test_a_relative_effect_is_that_of_the_mean_of_all_runs():
    """A single run may earn next to nothing."""

    class Uneven(PlantedEpisode):
        def baseline(self, outcome, window):
            return super().baseline(outcome, window) * np.where(np.arange(self.runs) % 2, 0.1, 1.9)

    planted = episode("a", "boom", 1994, {"income_usd_per_farmer": 480.0})
    uneven = Uneven(**planted.__dict__)
    assert documents([uneven])[0].effects["H1"] == pytest.approx(documents([planted])[0].effects["H1"])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.051, 0.2, "supported"),
        (0.05, 0.2, "inconclusive"),
        (-0.2, -0.051, "contradicted"),
        (-0.2, -0.05, "inconclusive"),
        (-0.049, 0.049, "too_small"),
        (-0.05, 0.02, "inconclusive"),
        (-0.3, 0.3, "inconclusive"),
        (np.nan, np.nan, "inconclusive"),
    ],
)
def test_one_setting(low, high, expected):
    assert at_one_setting(low, high, 0.05) == expected


def test_the_interval_over_runs_holds_the_effect():
    one = documents(episodes(FALLS))[0].over_replicates["H2d"]
    assert one.low < one.effect < one.high
    assert one.effect == pytest.approx(0.08)
    assert (one.runs, one.verdict) == (12, "supported")


def test_counts_are_by_kind_and_sign():
    results = [
        episode("a", "boom", 1994, {"cohort_offered_share": -0.20}),
        episode("b", "boom", 2005, {"cohort_offered_share": -0.02}),
        episode("c", "boom", 2010, {"cohort_offered_share": 0.10}),
        episode("d", "slump", 1999, {"cohort_offered_share": -0.30}),
    ]
    history = history_of(H2D, documents(results))
    assert (history.boom.n, history.boom.beyond, history.boom.against, history.boom.same_direction) == (3, 1, 1, 2)
    assert (history.slump.n, history.slump.beyond) == (1, 1)
    assert history.boom.effect == pytest.approx((0.20 + 0.02 - 0.10) / 3)


def test_leave_one_out_leaves_one_out():
    effects = {"a": -0.20, "b": -0.02, "c": 0.10}
    results = [
        episode(name, "boom", 1994 + 5 * place, {"cohort_offered_share": effect})
        for place, (name, effect) in enumerate(effects.items())
    ]
    left = {one.without: one.effect for one in history_of(H2D, documents(results)).leave_one_out}
    for name in effects:
        others = [-effect for other, effect in effects.items() if other != name]
        assert left[name] == pytest.approx(np.mean(others))


def test_a_missing_window_leaves_the_episode_out():
    results = [episode("a", "boom", 1994, FALLS), episode("b", "boom", 2025, FALLS, windows=("impact",))]
    found = documents(results)
    assert history_of(FIXED.subclaim("H2t"), found).boom.n == 1
    assert history_of(H2D, found).boom.n == 2


def test_an_episode_before_which_all_had_closed_says_nothing():
    one = documents([episode("a", "boom", 1994, FALLS, alive_at_start=0.0)], planted_worlds({}))[0]
    assert (one.effects, one.over_replicates, one.percentile_among_worlds) == ({}, {}, {})
    assert one.note == "closed_during_burn_in"
    assert history_of(H2D, [one]) is None


def test_an_episode_has_its_place_among_the_worlds_of_its_kind():
    main = planted_worlds({"cohort_offered_share": (-0.08, 0.02, 0.0)}, {"cohort_offered_share": 0.08})
    boom, slump = documents([episode("a", "boom", 1994, FALLS), episode("b", "slump", 1999, FALLS)], main)
    assert 0.3 < boom.percentile_among_worlds["H2d"] < 0.7
    assert slump.percentile_among_worlds["H2d"] == 1.0  # offers rise in every slump of the worlds


def test_h2_and_the_contrast_have_no_dot_of_their_own():
    found = documents(episodes(FALLS))
    assert set(found[0].effects) == {"H1", "H2d", "H2t", "H3", "H4"}
    assert history_of(FIXED.subclaim("H2c"), found) is None
