"""What a member answers for who pledged a part of her crop and sold it outside (Eq. C12, C13, C23, C28)."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.equations import levers
from coopsim.model.simulate import live
from tests.second_derivation.tiny import one, tiny


def close(value, expected):
    assert float(value) == pytest.approx(float(expected), rel=1e-9)


def season(loyalty=-2000.0, need=3000.0, **values):
    """One member, 0.8 of her harvest pledged, always checked, no cash to spare; the trader pays more than the cooperative."""
    pledge = {"minimum_delivery_share": 0.8, "monitoring_share": 1.0, "farm_gate_normal_usd_per_qq": 195.0}
    world = tiny(member_price="fixed", **(pledge | values))
    f, c, d = world.farmers, world.cooperatives, world.districts
    f.loyalty_usd_per_qq[:] = f.loyalty_anchor_usd_per_qq[:] = loyalty
    f.need_usd_per_month[:], f.savings_usd[:] = need, 0.0
    gains = []

    def month(_world):
        lot = one(f.lot_qq)
        p = one(d.farm_gate_price_usd_per_qq) - 40.0 / lot - 0.5 * one(f.road_distance_km) if lot else 0.0
        gains.append(lot * max(p - one(c.posted_price_usd_per_qq), 0.0))
        return np.full(f.shape, np.nan)

    live(world, 12, given=month)
    return world, sum(gains) / one(f.season_harvest_qq)


@pytest.mark.parametrize("way", ["nothing", "fine", "bonus", "debt", "exclusion"])
def test_what_a_missing_quintal_costs(way):
    """Nothing; the fine on 0.8 of the harvest; no bonus; what a quintal brought above the pledge; her membership."""
    world, gain = season(shortfall_costs=way, sanction_usd_per_qq=30.0)
    f = world.farmers
    missing = 0.8 * one(f.season_harvest_qq)
    assert one(f.season_delivered_qq) == 0
    assert gain > 5
    owed = {"fine": 30.0 * missing, "debt": gain * missing}.get(way, 0.0)
    assert one(f.owed_to_cooperative_usd) == pytest.approx(owed, rel=1e-9, abs=1e-9)
    assert one(world.ledger.has("member_debts")) == pytest.approx(owed, rel=1e-9, abs=1e-9)
    assert bool(f.is_member.all()) == (way != "exclusion")


@pytest.mark.parametrize("way", ["nothing", "fine", "bonus", "debt", "exclusion"])
def test_who_brings_what_she_pledged_answers_for_nothing(way):
    world, _gain = season(
        loyalty=5000.0, need=100.0, shortfall_costs=way, sanction_usd_per_qq=30.0, farm_gate_normal_usd_per_qq=100.0
    )
    f = world.farmers
    assert one(f.season_delivered_qq) >= 0.8 * one(f.season_harvest_qq)
    assert one(f.owed_to_cooperative_usd) == 0
    assert f.is_member.all()


def test_what_it_is_expected_to_cost():
    """Outside 240, pledged at 172, checked with chance 0.5: 34 while she is short, nothing once she has brought enough."""
    close(levers.gain_of_breaking_usd_per_qq(240.0, 172.0), 68)
    close(levers.gain_of_breaking_usd_per_qq(150.0, 172.0), 0)
    close(levers.expected_sanction_usd_per_qq(68.0, 0.5, 0.8, 6.0, 10.0), 34)
    close(levers.expected_sanction_usd_per_qq(68.0, 0.5, 0.8, 8.0, 10.0), 0)
    close(levers.shortfall_qq(0.8, 5.0, 10.0), 3)


def test_what_is_lost_at_once_is_spread_over_what_is_missing():
    """600 of membership at stake, 30 qq missing: 20 a quintal; with a lot larger than what is missing, over the lot."""
    close(levers.lost_at_once_usd_per_qq(600.0, 30.0, 10.0), 20)
    close(levers.lost_at_once_usd_per_qq(600.0, 5.0, 10.0), 60)
    close(levers.lost_at_once_usd_per_qq(-600.0, 5.0, 10.0), 0)
