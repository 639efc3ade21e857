from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.claim.judge import kinds, kinds_of_all, kinds_of_h2, verdict_at_one_setting, verdict_over_worlds

S, C, T = "supported", "contradicted", "too_small"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.051, 0.2, S),
        (0.05, 0.2, "inconclusive"),
        (-0.2, -0.051, C),
        (-0.2, -0.05, "inconclusive"),
        (-0.049, 0.049, T),
        (-0.05, 0.02, "inconclusive"),
        (-0.3, 0.3, "inconclusive"),
        (np.nan, np.nan, "inconclusive"),
    ],
)
def test_one_setting(low, high, expected):
    assert verdict_at_one_setting(low, high, 0.05) == expected


def test_h2_rule_word_for_word():
    """Every pair, against the sentences of the specification taken one by one."""
    for offers, trouble in product((S, C, T), repeat=2):
        if offers == S and trouble == S:
            expected = S
        elif trouble == C or (offers == C and trouble != S):
            expected = C
        elif trouble == S:
            expected = "supported_not_through_side_selling"
        elif offers == S:
            expected = "side_selling_without_damage"
        else:
            expected = T
        assert kinds_of_h2(np.array([offers]), np.array([trouble]))[0] == expected, (offers, trouble)


def test_h2_says_nothing_where_one_half_is_missing():
    assert kinds_of_h2(np.array(["", S]), np.array([S, ""])).tolist() == ["", ""]


def test_h1_needs_both():
    mean, poorest = kinds([0.2, 0.2, -0.2, 0.0, np.nan], 0.1), kinds([0.2, 0.05, -0.2, 0.0, 0.2], 0.1)
    assert kinds_of_all([mean, poorest]).tolist() == [S, "mixed", C, T, ""]


@given(st.lists(st.sampled_from([S, C, T, "mixed", ""]), min_size=1, max_size=200))
def test_shares_add_up_and_the_verdict_has_its_80_per_cent(listed):
    found = verdict_over_worlds(np.array(listed), threshold=0.8, minimum=5)
    n = sum(kind != "" for kind in listed)
    assert found.n_worlds == n
    if n:
        assert sum(found.shares.values()) == pytest.approx(1)
    share = {S: found.share_supported, C: found.share_contradicted, T: found.share_small}
    if n < 5:
        assert found.verdict == "inconclusive"
    elif found.verdict == "depends":
        assert all(value < 0.8 for value in share.values())
    else:
        assert share[found.verdict] >= 0.8 - 1e-9


def test_exactly_eighty_per_cent_is_enough():
    assert verdict_over_worlds(np.array([S] * 24 + [T] * 6)).verdict == S
    assert verdict_over_worlds(np.array([S] * 23 + [T] * 7)).verdict == "depends"


def test_labels_of_h2():
    alone, undamaged = "supported_not_through_side_selling", "side_selling_without_damage"
    found = verdict_over_worlds(np.array([alone] * 30))
    assert (found.verdict, found.label) == (S, alone)
    found = verdict_over_worlds(np.array([alone] * 15 + [S] * 15))
    assert (found.verdict, found.label) == (S, "supported_partly_not_through_side_selling")
    found = verdict_over_worlds(np.array([undamaged] * 30))
    assert (found.verdict, found.label) == (T, undamaged)
