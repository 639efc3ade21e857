"""Each of the thirteen switches moves what it must, the way it must, where that is arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from coopsim.model.decision import Outlets, random_utility
from coopsim.model.processes.treasury import funds_usd
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from tests.model.little import little
from tests.model.phases import faced, run_each

# Each switch, where its sign is arithmetic: the same month of the same world, on and off. ----------------------------


def harvest_month(**values: Any) -> World:
    """The third month of a season in the second year, all terms posted and read as the households read them."""
    world = world_of(little("castillo", source="constant", **values), (0, 1), 1)
    live(world, 14)
    return world


def after_a_rise(world: World, rise: float = 0.5) -> World:
    world.paths.world_price_usd_per_qq[:, world.month :] *= 1.0 + rise
    live(world, world.month + 1)
    return world


def street(world: World) -> float:
    return float(world.districts.farm_gate_price_usd_per_qq.mean())


def posted(world: World) -> float:
    return float(world.cooperatives.posted_price_usd_per_qq.mean())


@pytest.mark.parametrize(
    ("mechanism", "told", "sign", "values"),
    [
        (
            "late_price_review",
            posted,
            +1,
            {"member_price": "fixed", "price_review_months": 12},
        ),  # M1 harms in a rise: off, the price follows
        ("late_price_review", posted, +1, {"member_price": "pooled", "advance_review": 12}),  # and so does the announcement
        ("slow_traders", street, +1, {}),  # M9 helps in a rise: off, the street is there at once
        (
            "forward_sales",
            lambda w: float(w.ring("fixed_qq").sum()),
            -1,
            {"sale_price": "fixed", "forward_share": 0.9, "fixed_price_share": 0.9},
        ),  # M2
        ("working_capital_limit", lambda w: float(run_each(w, funds_usd).min()), +1, {}),  # M4: off, unlimited
        (
            "line_grows",
            lambda w: float(w.cooperatives.credit_limit_usd.sum()),
            -1,
            {"sale_price": "open", "forward_share": 0.9},
        ),  # M10 helps in a rise
    ],
)
def test_switching_off_moves_a_rise_the_way_it_must(
    mechanism: str, told: Callable[[World], float], sign: int, values: dict[str, Any]
) -> None:
    on, off = (told(after_a_rise(harvest_month(**values, **{mechanism: state}))) for state in (True, False))
    assert np.sign(off - on) == sign, (on, off)


def terms_of(world: World) -> tuple[list[random_utility.Terms], list[Outlets]]:
    """What speaks for delivering to each household of all rows, and what it faces."""
    seen = faced(world)
    return [random_utility.terms(*one) for one in seen], [outlets for _household, _district, outlets in seen]


def test_m3_off_takes_the_discount_away() -> None:
    on, off = (harvest_month(deferred_discount=state, payment_delay_months=9) for state in (True, False))
    member = on.farmers.is_member.ravel()
    value_on, value_off = (np.array([sum(terms) for terms in terms_of(world)[0]]) for world in (on, off))
    assert (value_off >= value_on - 1e-9)[member].mean() > 0.9
    full, outlets = terms_of(off)
    cash = np.array([terms.advance + terms.promise for terms in full])
    member = off.farmers.is_member.ravel()
    assert np.allclose(cash[member], np.array([one.promised_usd_per_qq for one in outlets])[member])


def test_m6_off_leaves_no_neighbours() -> None:
    terms, _outlets = terms_of(harvest_month(neighbours=False))
    assert not any(one.neighbours for one in terms)


def test_m8_off_leaves_no_need() -> None:
    broke = harvest_month(buffer_share=0.002)
    for world, needy in ((broke, True), (harvest_month(cash_need=False), False)):
        world.farmers.savings_usd[:] = 0.0
        assert any(outlets.cash_need_usd for outlets in terms_of(world)[1]) is needy


def test_m11_off_makes_later_money_never_better_than_cash() -> None:
    world = world_of(little("castillo", saving_motive=False, lean_money_value=1.4), (0,), 1)
    f = world.farmers
    assert (f.lean_money_value == 1.0).all()


def test_m5_off_the_season_pays_for_itself_at_any_volume() -> None:
    """Outside money keeps the fixed cost per quintal what it is at the normal volume: here the fee, so nothing is left."""
    for share_delivered in (0.2, 0.9):
        world = world_of(
            little(
                "castillo",
                source="constant",
                fixed_cost_spread=False,
                working_capital_limit=False,
                interest_share_per_year=0.0,
                forward_share=0.0,
            ),
            (0,),
            1,
        )
        world.cooperatives.fixed_cost_usd_per_year[:] = world.cooperatives.fee_usd_per_qq * world.cooperatives.normal_volume_qq
        live(world, 12, given=np.full(world.farmers.shape, share_delivered))
        assert world.cooperatives.season_result_usd[0, 0] == pytest.approx(0.0, abs=1.0)


def test_m7_and_m13_off_freeze_number_and_markdown() -> None:
    world = after_a_rise(harvest_month(trader_entry=False))
    assert (world.districts.traders == world.districts.number).all()
    frozen = harvest_month(yardstick=False)
    frozen.cooperatives.alive[:] = False
    before = street(frozen)
    live(frozen, frozen.month + 1)
    assert street(frozen) == pytest.approx(before)
    moving = harvest_month()
    before = street(moving)
    moving.cooperatives.alive[:] = False
    live(moving, moving.month + 1)
    assert street(moving) < before, "without the cooperative the street pays less"


def test_m12_off_leaves_no_refund() -> None:
    shared, away = (
        world_of(
            little("castillo", source="constant", fixed_cost_usd_per_year=2_000.0, surplus_shared=state),
            (0,),
            1,
        )
        for state in (True, False)
    )
    for world in (shared, away):
        live(world, 12, given=np.full(world.farmers.shape, 0.9))
    assert shared.cooperatives.season_refund_usd[0, 0] > 0
    assert away.cooperatives.season_refund_usd[0, 0] == 0
    assert away.ledger.outside["state"][0, 0] > 0
