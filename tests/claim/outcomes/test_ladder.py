"""The ladder of trouble: a season has one highest rung, higher rungs are rarer, and late pay alone is no trouble."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from coopsim.claim import documents
from coopsim.claim.criteria import criteria
from coopsim.claim.outcomes.ladder import (
    RUNGS,
    TROUBLE,
    Steps,
    amounts,
    companions,
    highest,
    only_some_seasons,
    reached,
    rungs,
    season,
)

SHAPE = (2, 5, 3)  # seasons, rows, cooperatives
MONEY = arrays.arrays(float, SHAPE, elements=st.floats(-100_000, 100_000, width=32, allow_subnormal=False))
PART = arrays.arrays(float, SHAPE, elements=st.floats(0, 100_000, width=32, allow_subnormal=False))
PARTS = ("late_usd", "due_usd", "refused_qq", "offered_qq", "missed_qq", "contracted_qq", "fixed_cost_usd")
SUMS = dict.fromkeys((*PARTS, "closing_pressure", "closing_patience"), PART) | dict.fromkeys(
    ("result_usd", "net_worth_usd"), MONEY
)
SEASONS = st.fixed_dictionaries(SUMS | {"is_open": arrays.arrays(bool, SHAPE)}).map(lambda sums: season(**sums))
WELL = {"due_usd": 100.0, "offered_qq": 100.0, "contracted_qq": 100.0, "fixed_cost_usd": 100.0, "net_worth_usd": 100.0}


@given(SEASONS)
def test_higher_rungs_are_rarer_and_every_season_has_one(sums: Any):
    highest_rungs = rungs(sums)
    at_least, at = reached(highest_rungs), highest(highest_rungs)
    assert (np.diff(at_least, axis=0) <= 1e-12).all()
    assert np.allclose(at.sum(axis=0), 1.0)
    assert np.allclose(at[1:][::-1].cumsum(axis=0)[::-1], at_least)


@given(SEASONS)
def test_a_closed_season_is_the_sixth_rung_whatever_it_owed(sums: Any):
    assert (rungs(sums._replace(is_open=np.zeros(SHAPE, bool))) == 6).all()
    assert (rungs(sums._replace(is_open=np.ones(SHAPE, bool))) < 6).all()


@given(SEASONS, PART)
def test_late_pay_moves_the_lowest_rung_only(sums: Any, late: np.ndarray):
    before, after = rungs(sums), rungs(sums._replace(late_usd=late))
    assert np.array_equal(before[before >= TROUBLE], after[before >= TROUBLE])
    assert np.array_equal(reached(before)[TROUBLE - 1 :], reached(after)[TROUBLE - 1 :])


@pytest.mark.parametrize(
    ("sums", "rung"),
    [
        ({}, 0),
        ({"late_usd": 10.0}, 1),
        ({"late_usd": 9.9}, 0),
        ({"late_usd": 50.0, "refused_qq": 10.0}, 2),
        ({"missed_qq": 10.0}, 3),
        ({"result_usd": -25.0}, 0),
        ({"result_usd": -25.1}, 4),
        ({"net_worth_usd": 0.0}, 0),
        ({"net_worth_usd": -0.1}, 5),
        ({"refused_qq": 100.0, "missed_qq": 100.0, "result_usd": -200.0}, 4),
        ({"is_open": False}, 6),
    ],
)
def test_rungs_at_their_bounds(sums: dict[str, Any], rung: int):
    assert int(rungs(season(**WELL | sums))) == rung


def test_nothing_due_offered_or_contracted_is_no_trouble():
    assert int(rungs(season(net_worth_usd=1.0))) == 0
    assert not amounts(season(late_usd=5.0, result_usd=-5.0)).any()


def test_steps_and_names_are_those_fixed_before():
    frozen = criteria().frozen.ladder
    assert frozen.rungs == RUNGS == documents.RUNGS
    assert frozen.rungs[TROUBLE - 1 :] == frozen.trouble
    assert len(frozen.companions) == len(RUNGS)
    assert Steps.of(frozen) == Steps()


def test_several_cooperatives_weigh_alike_a_closed_one_too():
    highest_rungs = np.array([[[6, 0, 0, 0]]])
    assert reached(highest_rungs)[:, 0].tolist() == [0.25] * 6
    assert highest(highest_rungs)[:, 0].tolist() == [0.75, 0, 0, 0, 0, 0, 0.25]


def test_companions_count_only_what_is_open_in_both_arms():
    late = np.array([20.0, 90.0]).reshape(1, 1, 2)
    opened = np.array([True, False]).reshape(1, 1, 2)
    treated = season(late_usd=late, due_usd=np.full((1, 1, 2), 100.0), is_open=opened)
    base = season(late_usd=np.zeros((1, 1, 2)), due_usd=np.full((1, 1, 2), 100.0))
    both = companions(treated, base)
    assert both.pairs.tolist() == [1]
    assert both.effect[0] == pytest.approx([0.2])
    assert both.treated[0] == pytest.approx([0.1])  # a fifth late, the rung is at a tenth
    none_open = companions(treated._replace(is_open=np.zeros((1, 1, 2), bool)), base)
    assert np.isnan(none_open.effect).all()


@given(SEASONS)
def test_an_amount_beyond_its_rung_is_a_rung_reached(sums: Any):
    """Where there is something to measure by, the distance is positive where the condition of the rung holds."""
    sums = sums._replace(is_open=np.ones(SHAPE, bool), fixed_cost_usd=np.maximum(sums.fixed_cost_usd, 1.0))
    distance = amounts(sums) - Steps().in_order[:, None, None, None]
    for rung in range(1, 6):
        assert (rungs(sums)[distance[rung - 1] > 1e-9] >= rung).all()


def test_a_rung_whose_amount_moves_the_other_way_is_marked():
    assert only_some_seasons(0.1, -0.01)
    assert not only_some_seasons(0.1, 0.01)
    assert not only_some_seasons(0.0, 0.01)
