from __future__ import annotations

import numpy as np
import pytest
from planted_studies import FIXED, HEADLINE, SHORT, cell, placebo, studied
from planted_worlds import planted_worlds

from coopsim.claim.criteria.cells import Headline
from coopsim.claim.judging.cells import cell_documents, difference, divides, in_order
from coopsim.claim.judging.paired import OF_H2, Effects, side_by_side
from coopsim.claim.judging.reading import judged_h2
from coopsim.claim.part_documents import h2_part

FALLS, STAYS = {"cohort_offered_share": -0.09}, {}


def effects(worlds):
    return Effects.of(worlds, FIXED, "composite")


def of_h2(one, other):
    return {id: difference(one, other, id, FIXED) for id in OF_H2}


@pytest.fixture(scope="module")
def documents():
    study = studied(STAYS, other_cells={"fixed/fixed": cell(FALLS)})
    h2 = h2_part(judged_h2(study.main, FIXED, resamples=20), statement={"en": "", "es": ""})
    return study, h2, cell_documents(study, h2, resamples=20)


def test_the_headline_stands_between_its_two_ends_and_the_others_follow(documents):
    _study, _h2, cells = documents
    names = [one.cell for one in cells]
    assert names[:3] == ["fixed/pooled/12", "fixed/pooled/3", "fixed/pooled/1"]
    assert names[3:] == ["fixed/fixed", "fixed/indexed", "open/fixed", "open/pooled/12", "open/pooled/1", "open/indexed"]


@pytest.mark.parametrize("headline", [Headline("open/indexed"), HEADLINE], ids=lambda one: one.cell)
def test_a_cell_is_listed_once_whether_or_not_the_headline_is_one_of_the_eight(headline):
    simulated = dict.fromkeys((*FIXED.frozen.cells, headline.cell))
    listed = in_order(simulated, headline, FIXED.frozen.cells)
    assert sorted(listed) == sorted(simulated)
    assert listed[: len(headline.shown)] == headline.shown


def test_the_headline_is_not_judged_twice(documents):
    _study, h2, cells = documents
    own = next(one for one in cells if one.cell == HEADLINE.cell)
    assert own.classes == h2.classes
    assert (own.word, own.difference, own.divides) == (h2.word, {}, None)
    assert (own.worlds, own.runs) == (60, 20)


def test_the_ends_have_as_many_runs_as_the_headline_and_the_others_fewer(documents):
    _study, _h2, cells = documents
    assert [one.runs for one in cells] == [20, 20, 20] + [8] * 6
    assert [one.worlds for one in cells] == [60, 60, 60] + [40] * 6


def test_every_cell_has_its_five_shares_and_the_mean_effect_of_each_part(documents):
    _study, _h2, cells = documents
    for one in cells:
        assert sum(share.share for share in one.classes.by_name.values()) == pytest.approx(1)
        assert {"H1", "H2d", "H2t", "H2c", "H3"} <= set(one.effects)


def test_a_planted_fall_in_offers_divides_and_nothing_else_does(documents):
    _study, _h2, cells = documents
    by_name = {one.cell: one for one in cells}
    assert by_name["fixed/fixed"].difference["H2d"].value == pytest.approx(0.09)
    assert by_name["fixed/fixed"].classes.side_selling_only.share > 0.9
    assert [one.cell for one in cells if one.divides] == ["fixed/fixed"]


def test_cells_pair_by_world_whatever_their_order():
    headline, there = planted_worlds(STAYS), cell(FALLS)
    shuffled = there.only(np.random.default_rng(5).permutation(40))
    one, other = (of_h2(effects(worlds), effects(headline)) for worlds in (there, shuffled))
    assert one["H2d"].mean == pytest.approx(other["H2d"].mean)
    assert (one["H2d"].low, one["H2d"].high) == pytest.approx((other["H2d"].low, other["H2d"].high))
    assert one["H2d"].high - one["H2d"].low < 1e-6  # draws are common: nothing but the planted fall is left


def test_only_worlds_and_runs_of_both_are_compared():
    lasts = np.ones((40, 8), dtype=bool)
    lasts[3, 2:] = False  # two of eight runs: the world does not last
    there = planted_worlds(FALLS, worlds=40, runs=8, windows=SHORT, lasts=lasts)
    first, second = side_by_side(effects(there), effects(planted_worlds(STAYS)), "H2d")
    assert first.shape == second.shape == (40, 8)
    assert np.array_equal(np.isnan(first), np.isnan(second))
    assert of_h2(effects(there), effects(planted_worlds(STAYS)))["H2d"].n == 39


def by_hand(offers, trouble, spread_of_offers=0.0, spread_of_trouble=0.0):
    """Forty worlds whose mean effects are these, half of them above and half below."""
    sides = np.where(np.arange(40) % 2, 1.0, -1.0)[:, None]
    alike = np.ones((40, 8))
    both = {"H2d": offers + spread_of_offers * sides * alike, "H2t": trouble + spread_of_trouble * sides * alike}
    return Effects(np.arange(40), both)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (by_hand(0.06, 0.0, 0.01), by_hand(0.0, 0.0), True),
        (by_hand(0.04, 0.0, 0.01), by_hand(0.0, 0.0), False),  # clear, of the same kind
        (by_hand(0.06, 0.0, 1.0), by_hand(0.0, 0.0), False),  # of another kind, not clear
        (by_hand(0.06, 0.05, 1.0, 0.01), by_hand(0.0, 0.0), False),  # what is clear is not what moves it
        (by_hand(0.0, -0.12, 0.0, 1.0), by_hand(-0.06, 0.0), False),  # the opposite, one way or the other
    ],
)
def test_what_clearly_differs_must_move_the_mean_to_another_kind(here, there, expected):
    assert divides(here, there, of_h2(here, there), FIXED) is expected


def test_nothing_is_said_of_a_cell_without_a_common_world():
    here = planted_worlds(STAYS, worlds=20, runs=2)
    there = planted_worlds(STAYS, worlds=40, runs=2).only(np.arange(20, 40))
    assert divides(effects(there), effects(here), of_h2(effects(there), effects(here)), FIXED) is None


def test_placebo_cells_do_not_divide():
    quiet = 0
    for seed in range(20):
        headline, *others = (placebo(100 * seed + place) for place in range(9))
        quiet += not any(divides(one, headline, of_h2(one, headline), FIXED) for one in others)
    assert quiet >= 18
