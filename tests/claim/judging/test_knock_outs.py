from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_studies import FIXED, cell, placebo, studied
from planted_worlds import planted_worlds

from coopsim.claim.judging.knock_outs import family_levels, knock_out_documents, of_family
from coopsim.claim.judging.paired import OF_H2, Effects
from coopsim.runs.statistics import holm_p_values, mean_interval, paired_p_value
from coopsim.scenario.mechanisms import NUMBERS

TROUBLE = {"trouble": 0.15, "cohort_offered_share": -0.02}
WITHOUT = {"trouble": 0.10, "cohort_offered_share": -0.02}


@pytest.fixture(scope="module")
def documents():
    return knock_out_documents(studied(TROUBLE, knocked_out={"M2": cell(WITHOUT)}))


def of(documents, part):
    return {one.mechanism: one for one in documents if one.part == part}


def test_every_mechanism_is_read_by_offers_and_by_trouble(documents):
    assert [(one.part, one.mechanism) for one in documents] == [(part, name) for part in OF_H2 for name in NUMBERS.values()]
    assert {one.way for one in documents} == {"recentred"}
    assert {(one.worlds, one.runs) for one in documents} == {(40, 8)}


def test_the_change_is_what_was_planted_in_the_same_worlds_and_runs(documents):
    without = of(documents, "H2t")["M2"]
    assert without.change.value == pytest.approx(-0.05)
    assert without.effect_without - without.effect_whole == pytest.approx(without.change.value)
    assert (without.clear, without.label.en) == (True, FIXED.frozen.mechanisms["M2"]["en"])
    assert of(documents, "H2d")["M2"].change.value == pytest.approx(0.0, abs=1e-12)


def test_a_mechanism_is_compared_with_the_whole_that_was_settled_as_its_own_worlds_were():
    """The headline has the shifts of its table; a world settled anew differs from it by that alone."""
    moved = {"trouble": 0.30, "cohort_offered_share": -0.02}
    changes = of(knock_out_documents(studied(moved, whole=cell(TROUBLE), knocked_out={"M2": cell(WITHOUT)})), "H2t")
    assert changes["M2"].change.value == pytest.approx(-0.05)


def test_what_changes_nothing_is_not_clear(documents):
    assert [one.mechanism for one in documents if one.clear] == ["M2"]


def test_raw_and_recentred_are_families_of_their_own():
    study = studied(TROUBLE, knocked_out={"M2": cell(WITHOUT)})
    both = {**study.knock_outs, ("M2", "raw"): cell(WITHOUT, seed=7)}
    documents = knock_out_documents(studied(TROUBLE, knock_outs=both))
    raw = [one for one in documents if one.way == "raw"]
    assert [(one.mechanism, one.part) for one in raw] == [("M2", "H2d"), ("M2", "H2t")]
    assert all(one.holm == one.change for one in raw)  # one alone is adjusted for nothing
    recentred = next(one for one in documents if (one.mechanism, one.part) == ("M3", "H2d"))
    assert recentred.way == "recentred"


def test_the_interval_is_students_over_worlds():
    whole, off = planted_worlds(TROUBLE, worlds=30, runs=8, seed=1), cell(WITHOUT, worlds=30, seed=2)
    one, other = (Effects.of(worlds, FIXED, "composite", OF_H2) for worlds in (whole, off))
    document = of_family({"M1": other}, one, "H2t", "recentred", FIXED)[0]
    change = (other.by_part["H2t"] - one.by_part["H2t"]).mean(axis=1)
    expected = mean_interval(change)
    assert (document.change.value, document.change.ci_low, document.change.ci_high) == pytest.approx(expected[:3])


def test_a_run_that_is_dropped_is_dropped_from_both():
    lasts = np.ones((30, 8), dtype=bool)
    lasts[:, 0] = False
    lasts[4] = False
    whole, off = planted_worlds(TROUBLE, worlds=30, runs=8), planted_worlds(WITHOUT, worlds=30, runs=8, lasts=lasts)
    one, other = (Effects.of(worlds, FIXED, "composite", OF_H2) for worlds in (whole, off))
    document = of_family({"M1": other}, one, "H2t", "recentred", FIXED)[0]
    assert document.worlds == 29
    assert document.change.value == pytest.approx(-0.05)
    assert document.effect_without - document.effect_whole == pytest.approx(-0.05)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=13))
def test_an_interval_is_clear_of_zero_where_holms_steps_reject(p_values):
    """At confidence c the interval excludes 0 just where p < 1 - c."""
    by_interval = np.array(p_values) < 1 - family_levels(p_values, 0.95)
    by_steps = holm_p_values(p_values) < 0.05
    near = np.abs(holm_p_values(p_values) - 0.05) < 1e-9
    assert np.array_equal(by_interval[~near], by_steps[~near])


@pytest.mark.parametrize("part", OF_H2)
def test_placebo_mechanisms_are_not_clear(part):
    """One family of twenty may look clear by chance."""
    quiet = 0
    for seed in range(20):
        whole, *others = (placebo(100 * seed + place) for place in range(14))
        without = dict(zip(NUMBERS.values(), others, strict=True))
        quiet += not any(one.clear for one in of_family(without, whole, part, "recentred", FIXED))
    assert quiet >= 18


def test_clear_agrees_with_the_p_value_of_the_pairs():
    whole = Effects.of(planted_worlds(TROUBLE, worlds=30, runs=8), FIXED, "composite", OF_H2)
    without = {f"M{k}": Effects.of(cell(WITHOUT, worlds=30, seed=k + 1), FIXED, "composite", OF_H2) for k in range(1, 6)}
    documents = of_family(without, whole, "H2t", "recentred", FIXED)
    changes = [(one.by_part["H2t"] - whole.by_part["H2t"]).mean(axis=1) for one in without.values()]
    adjusted = holm_p_values([paired_p_value(change) for change in changes])
    assert [one.clear for one in documents] == (adjusted < 0.05).tolist()
    for one in documents:
        assert one.clear == (one.holm.ci_low > 0 or one.holm.ci_high < 0)


@pytest.mark.parametrize(("worlds", "runs"), [(29, 8), (30, 7)])
def test_too_few_worlds_or_runs_make_no_mechanism_clear(worlds, runs):
    """All worlds change alike: the interval has no width, and says nothing."""
    settings = [planted_worlds(planted, worlds=worlds, runs=runs) for planted in (TROUBLE, WITHOUT)]
    whole, without = (Effects.of(one, FIXED, "composite", OF_H2) for one in settings)
    document = of_family({"M1": without}, whole, "H2t", "recentred", FIXED)[0]
    assert document.holm.ci_high < 0
    assert not document.clear
