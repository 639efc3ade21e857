"""A pool shares out its own season and nothing else; a contract moved is a contract re-marked; nothing lingers out of season."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import books, contracts
from coopsim.model.simulate import live, world_of
from coopsim.model.start import start
from coopsim.model.world import World
from tests.model.little import little, one_month
from tests.model.phases import post, run_each

OF_PRICES = ("district", "market", "known_log_shift")
DELAYS = (0, 3, 7, 9, 12, 15, 18)
STEADY: dict[str, Any] = {
    "source": "constant",
    "from_month": 0,
    "warm_up_years": 0,
    "years": 5,
    "bearing_cycle_share": 0.0,
    "farm_weather_sd": 0.0,
    "district_weather_sd": 0.0,
    "supply_response": False,
    "working_capital_limit": False,
    "interest_share_per_year": 0.0,
    "forward_share": 0.0,
    "tied_debt_share": 0.0,
}


def pool(delay: int, **values: Any) -> World:
    return world_of(little("castillo", **(STEADY | {"member_price": "pooled", "payment_delay_months": delay} | values)), (0,), 1)


def by_season(world: World, seasons: int, name: str) -> np.ndarray:
    told, share = [], np.full(world.farmers.shape, 0.7)
    for _season in range(seasons):
        live(world, world.month + 12, given=share)
        told.append(float(getattr(world.cooperatives, name)[0, 0]))
    return np.array(told)


def test_a_pool_shares_the_same_whatever_the_wait() -> None:
    """How late the second payment comes does not change what each season's coffee has left."""
    waits = {delay: by_season(pool(delay), 3, "season_second_payment_usd") for delay in DELAYS}
    for delay, paid in waits.items():
        assert np.allclose(paid, waits[3], rtol=1e-9), f"{delay} months: {paid.round()} against {waits[3].round()}"


def test_what_members_wait_for_is_not_shared_out_as_surplus() -> None:
    results = {delay: by_season(pool(delay), 3, "season_result_usd") for delay in DELAYS}
    for delay, result in results.items():
        assert np.allclose(result, results[3], rtol=1e-9, atol=1e-6), (
            f"{delay} months: {result.round()} against {results[3].round()}"
        )


@pytest.mark.parametrize("delay", DELAYS)
def test_a_season_is_paid_by_its_own_sales(delay: int) -> None:
    """A price that is high from the second season on does nothing for the coffee of the first, however late it is paid."""
    normal, high = pool(delay, sale_price="open"), pool(delay, sale_price="open")
    high.paths.world_price_usd_per_qq[:, 12:] *= 1.6
    a, b = by_season(normal, 3, "season_second_payment_usd"), by_season(high, 3, "season_second_payment_usd")
    assert a[0] == pytest.approx(b[0], rel=1e-9)
    assert (b[1:] > a[1:] * 1.5).all()


@pytest.mark.parametrize("in_debt", [False, True])
def test_rolling_over_moves_a_loss_and_does_not_undo_it(in_debt: bool) -> None:
    """The new price is the old one plus the calendar spread of forwards, also for whoever owes for broken contracts."""
    scenario = little(
        "castillo",
        forward_share=0.9,
        fixed_price_share=1.0,
        rollover_limit_share=1.0,
        member_price="fixed",
        source="constant",
        relation_value_share=2.0,
        buy_in_premium_usd_per_qq=100.0,
    )
    world = world_of(scenario, (0,), 1)
    one_month(world, np.zeros(world.farmers.shape))
    world.paths.world_price_usd_per_qq[:, 1:] *= 1.5
    if in_debt:
        post(world, books.damages_owed, books.WASHOUT, 1e6)
    due = 1
    fixed_qq, fixed_usd = world.ring("fixed_qq"), world.ring("fixed_usd")
    rolled_qq, rolled_usd = world.ring("rolled_fixed_qq"), world.ring("rolled_fixed_usd")
    old = float(fixed_usd[due].sum() / fixed_qq[due].sum())
    one_month(world, np.zeros(world.farmers.shape))
    moved_qq = float(rolled_qq[due + 3].sum())
    assert moved_qq > 0
    world.month -= 1
    three, none = (run_each(world, lambda *of, h=months: contracts.forward_price(*of, h), *OF_PRICES) for months in (3.0, 0.0))
    spread = float((three - none).mean())
    moved = float(rolled_usd[due + 3].sum()) / moved_qq
    assert moved == pytest.approx(old + spread, abs=1e-9)


def test_out_of_season_nobody_is_hired() -> None:
    """Coffee that traders could not pay for waits at home; the pickers of the last harvest month are not paid again."""
    world = world_of(
        little(
            "castillo",
            trader_cash=True,
            cash_usd=1000.0,
            turns_per_month=1.0,
            own_picking_qq_per_month=0.0,
            source="constant",
            buffer_share=0.002,
        ),
        (0,),
        1,
    )
    nothing = np.zeros(world.farmers.shape)
    live(world, 6, given=nothing)
    assert world.farmers.kept_qq.sum() > 0
    assert world.harvest_shares[world.season_month] == 0
    world.farmers.debt_usd[:] = 0.0
    world.farmers.savings_usd[:] = 0.0
    f, has_coffee = world.farmers, world.farmers.kept_qq > 0
    need = np.maximum(f.need_usd_per_month - f.off_coffee_income_usd_per_month, 0.0)
    one_month(world, nothing)
    assert np.allclose(world.records.households["cash_need_usd"], np.where(has_coffee, need, 0.0))


def test_how_many_traders_may_come_does_not_depend_on_who_shares_the_block() -> None:
    few = little("castillo", number=1.5, entry_elasticity=2.0, source="constant", from_month=0)
    many = few.with_values({"number": 12.0})
    alone = world_of(few, (0,), 1)
    paths = replace(alone.paths, world_price_usd_per_qq=np.repeat(alone.paths.world_price_usd_per_qq, 2, axis=0))
    together = start([few, many], [0, 0], 1, paths)
    live(alone, 60)
    live(together, 60)
    assert together.districts.traders[0] == pytest.approx(alone.districts.traders[0])
