"""Time moves by the price that a family expects; who comes picks and eats."""

from __future__ import annotations

import pytest

from coopsim.model.processes import other_work
from coopsim.model.records import DISTRICT, HOUSEHOLD
from tests.model.processes.one import one

pytestmark = pytest.mark.usefixtures("uncompiled")


def family(expected: float, **district: float) -> tuple[object, object]:
    household = one(
        HOUSEHOLD,
        expected_price_usd_per_qq=expected,
        usual_price_usd_per_qq=160.0,
        own_picking_qq_per_month=2.0,
        need_usd_per_month=100.0,
    )
    where = one(DISTRICT, local_cost_index=1.0, other_work_elasticity=2.0, other_work_usd_per_month=150.0, **district)
    other_work.moves_its_time(household, where)
    return household, where


@pytest.mark.parametrize(("expected", "elsewhere"), [(160.0, 0.3), (320.0, 0.12), (80.0, 0.48)])
def test_time_goes_where_more_is_earned(expected: float, elsewhere: float) -> None:
    household, district = family(expected, other_work_time_share=0.6)
    assert other_work.paid_elsewhere_usd(household, district) == pytest.approx(150.0 * elsewhere)
    assert other_work.own_picking_qq_per_month(household) == pytest.approx(2.0 * (1.0 - elsewhere))


def test_relatives_who_come_pick_and_eat() -> None:
    household, district = family(240.0, kin_hands_share=0.5)
    assert other_work.own_picking_qq_per_month(household) == pytest.approx(2.0 * 1.25)
    assert other_work.need_usd(household, district) == pytest.approx(100.0 * 1.25)
    stayed, district = family(150.0, kin_hands_share=0.5)
    assert other_work.own_picking_qq_per_month(stayed) == 2.0
    assert other_work.need_usd(stayed, district) == 100.0


def test_where_it_is_off_nothing_moves() -> None:
    household, district = family(300.0)
    assert other_work.paid_elsewhere_usd(household, district) == 0.0
    assert other_work.own_picking_qq_per_month(household) == 2.0
    assert other_work.need_usd(household, district) == 100.0
