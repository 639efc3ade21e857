"""What traders pay, keep and buy, how many they are, and how members answer to the farm-gate price."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.first_states import usual_total_usd_per_qq
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.patterns.declared import Arm
from coopsim.patterns.laboratory import Laboratory
from coopsim.patterns.measures import cohort_leakage_share
from coopsim.scenario import load
from tests.model.little import little, one_month

NORMAL_USD_PER_QQ = 215.0
QUIET: dict[str, Any] = {"source": "constant", "warm_up_years": 0, "years": 6, "farm_gate_noise_usd_per_qq": 0.0}


def at_prices(prices: Any, **values: Any) -> World:
    """A row for each world price, which stands from the first month on; the world begins at the normal price."""
    world = world_of(little("castillo", **(QUIET | values)), (0,) * len(prices), 1)
    world.paths.world_price_usd_per_qq[:] = np.asarray(prices, dtype=float)[:, None]
    return world


@pytest.mark.parametrize("noise", [0.0, 12.0])
def test_nobody_sells_where_traders_would_pay_nothing(noise: float) -> None:
    prices = [20.0, 25.0, 30.0, 35.0, 40.0, 60.0, 120.0, 215.0, 400.0, 800.0]
    world, nobody_buys = at_prices(prices, farm_gate_noise_usd_per_qq=noise, entry_elasticity=0.3), 0
    for _month in range(36):
        one_month(world)
        price, sold = world.districts.farm_gate_price_usd_per_qq[:, 0], world.farmers.side_sold_qq
        assert price.min() >= 0.0
        assert not sold[price <= 0.0].any()
        received = world.farmers.received_usd[sold > 0.0]
        assert received.size == 0 or received.min() > 0.0  # no coffee is given away
        nobody_buys += int((price <= 0.0).sum())
    assert nobody_buys > 36


def test_a_constant_price_moves_the_farm_gate_by_what_traders_do_not_keep() -> None:
    """Elasticity 1.1 to 1.3 around the normal price; dp/dW = 1 - m once the lag has passed, where competition stands still."""
    prices = np.linspace(185.0, 245.0, 60)
    for yardstick in (True, False):
        world = at_prices(prices, yardstick=yardstick)
        live(world, 60)
        paid = world.districts.farm_gate_price_usd_per_qq[:, 0]
        elasticity = np.polyfit(np.log(prices), np.log(paid), 1)[0]
        assert 1.1 <= elasticity <= 1.3
        if not yardstick:
            assert np.diff(paid) / np.diff(prices) == pytest.approx(0.85, abs=1e-6)


@pytest.mark.parametrize("margin", [0.0, 0.03, 0.15, 0.3, 0.45])
@pytest.mark.parametrize("normal", [100.0, 152.0, 195.0])
def test_whatever_the_margin_the_normal_price_is_paid_at_the_start(margin: float, normal: float) -> None:
    world = at_prices([NORMAL_USD_PER_QQ], margin_share=margin, farm_gate_normal_usd_per_qq=normal)
    assert world.districts.farm_gate_price_usd_per_qq[0, 0] == normal
    one_month(world)
    assert world.districts.farm_gate_price_usd_per_qq[0, 0] == pytest.approx(normal, abs=1e-9)


def test_what_of_a_doubling_is_passed_on() -> None:
    """35 % in the month itself, 73 % after three months: 1 - 0.65^3."""
    world, passed_on = at_prices([2.0 * NORMAL_USD_PER_QQ], yardstick=False), []
    for _month in range(3):
        one_month(world)
        paid = world.districts.farm_gate_price_usd_per_qq[0, 0]
        passed_on.append((paid - 152.0) / (0.85 * NORMAL_USD_PER_QQ))
    assert passed_on[0] == pytest.approx(0.35)
    assert passed_on[2] == pytest.approx(1.0 - 0.65**3)


def test_a_fall_is_passed_on_faster() -> None:
    world = at_prices([0.5 * NORMAL_USD_PER_QQ], yardstick=False)
    one_month(world)
    assert world.districts.farm_gate_price_usd_per_qq[0, 0] == pytest.approx(152.0 - 0.8 * 0.85 * 0.5 * NORMAL_USD_PER_QQ)


def test_the_year_s_price_is_drawn_once_for_each_district_and_season() -> None:
    scenario = load("two-cooperatives").with_values(
        {
            "district": "",
            "source": "constant",
            "warm_up_years": 0,
            "years": 20,
            "yardstick": False,
            "farm_gate_noise_usd_per_qq": 12.0,
        }
    )
    world, noise = world_of(scenario, (0, 1, 2), 1), []
    for _month in range(20 * 12):
        one_month(world)
        noise.append(world.records.districts["noise_of_the_year_usd_per_qq"].copy())
    by_season = np.array(noise).reshape(20, 12, 3, 2)
    assert np.ptp(by_season, axis=1).max() == 0.0
    years = by_season[:, 0].reshape(20, 6)
    assert abs(years.mean()) < 4.0
    assert 9.0 < years.std() < 15.0
    assert np.abs(np.corrcoef(years.T)[np.triu_indices(6, 1)]).max() < 0.6


@pytest.mark.slow
def test_offers_fall_as_the_farm_gate_rises() -> None:
    """From 30 dollars below the cooperative's total to 30 above: no step up, and five points of a hundred by the middle."""
    scenario = load("castillo")
    total = float(usual_total_usd_per_qq(world_of(scenario.with_values({"source": "constant"}), (0,), 1))[0, 0])
    arms = tuple(Arm(gap_share=gap / total) for gap in (-30.0, -20.0, -10.0, 0.0, 10.0, 20.0, 30.0))
    seen = Laboratory(scenario, tuple(range(32)), 1, arms)()
    offered = [1.0 - float(np.nanmean(cohort_leakage_share(seen[arm]))) for arm in arms]
    assert (np.diff(offered) <= 0.0).all(), offered
    assert offered[0] - offered[3] >= 0.05, offered


@pytest.mark.slow
def test_at_the_normal_price_traders_and_members_stay() -> None:
    """Over ten seasons; members of the cooperatives that are open, for whoever closes has none."""
    scenario = load("castillo").with_values({"source": "constant", "warm_up_years": 0, "years": 11, "entry_elasticity": 0.3})
    world, traders, members = world_of(scenario, range(32), 1), [], []
    for season in range(10):
        live(world, 12 * (season + 1))
        traders.append(float(world.districts.traders.mean()))
        members.append(float(world.farmers.is_member.sum(axis=1)[world.cooperatives.alive[:, 0]].mean()))
    assert 2.7 <= min(traders) <= max(traders) <= 3.3, traders
    assert 95.0 <= min(members) <= max(members) <= 105.0, members
