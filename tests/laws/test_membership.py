"""What membership brings is counted month by month; what it costs decides how many are members."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.agents import CoopModel
from coopsim.equations.delivery import later_money_value
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import load
from tests.model.little import little, one_month

HER, JUNE = 3, 2
RISE = float(np.exp(0.47))


def option_usd_per_qq(world: World, trust: float, street: float) -> float:
    """What the freedom to deliver is worth a quintal to one member at the terms of today, written out."""
    f, c, d = world.farmers, world.cooperatives, world.records.districts[0, 0]
    person = {name: float(np.broadcast_to(getattr(f, name), f.shape)[0, HER]) for name in (*LATER, *FELT)}
    advance, promised = float(c.advance_usd_per_qq[0, 0]), float(c.posted_price_usd_per_qq[0, 0])
    wait = float(world.records.cooperatives["months_to_second_payment"][0, 0])
    omega = float(later_money_value(*(person[name] for name in LATER), wait))
    felt = person["loyalty_usd_per_qq"] + float(world.records.cooperatives["services_usd_per_qq"][0, 0])
    felt += person["peer_weight_usd_per_qq"] * (person["neighbours_share"] - person["normal_delivery_share"])
    value = advance + trust * omega * (promised - advance) - street + felt * float(d["money_scale"])
    scale = person["taste_usd_per_qq"] * float(d["money_scale"])
    return scale * float(np.log1p(np.exp(value / scale)))


LATER = ("lean_money_value", "patience_share_per_month", "savings_leakage_share_per_month")
FELT = ("loyalty_usd_per_qq", "peer_weight_usd_per_qq", "neighbours_share", "normal_delivery_share", "taste_usd_per_qq")


def test_the_season_s_gain_is_the_sum_of_its_months() -> None:
    """A surprise in June: what one member has gained by September is what each month's lot gained at that month's terms.

    Valued all at March's terms it would be another sum, and on the side on which March's terms lie.
    """
    scenario = little("castillo", source="constant", warm_up_years=0, years=3, tied_debt_share=0.0)
    world, by_hand, lots = world_of(scenario, (0,), 1), 0.0, 0.0
    world.paths.world_price_usd_per_qq[:, 12 + JUNE :] *= RISE
    live(world, 12)
    options = []
    for _month in range(12):
        trust = float(world.farmers.trust[0, HER])
        one_month(world)
        her = world.records.households[0, HER]
        if her["harvest_qq"] > 0.0:
            options.append(option_usd_per_qq(world, trust, float(her["street_at_farm_usd_per_qq"])))
            by_hand += float(her["lot_qq"]) * options[-1]
            lots += float(her["lot_qq"])
            assert her["season_membership_gain_usd"] == pytest.approx(by_hand, rel=1e-9)
    beside = float(her["season_refund_usd"] + her["season_bonus_usd"] - her["season_fine_usd"])
    beside -= float(world.cooperatives.dues_usd_per_year[0, 0] + scenario.population.membership_effort_usd_per_year)
    assert her["membership_gain_usd"][1] == pytest.approx(by_hand + beside, rel=1e-9)
    assert world.farmers.is_member[0, HER]
    of_march = option_usd_per_qq(world, float(world.farmers.trust[0, HER]), float(options_street(world)))
    assert np.sign(by_hand - lots * of_march) == np.sign(by_hand / lots - of_march)
    assert abs(by_hand - lots * of_march) > 0.02 * abs(by_hand)


def options_street(world: World) -> float:
    """What the trader pays her in March for the lot of her largest month."""
    d, her = world.records.districts[0, 0], world.records.households[0, HER]
    lot = float(her["area_ha"] * her["yield_qq_per_ha"] * world.harvest_shares.max())
    road = float(d["road_cost_usd_per_qq_km"] * her["road_distance_km"])
    return float(d["farm_gate_price_usd_per_qq"]) - float(d["visit_cost_usd"]) / lot - road


def test_explain_shows_the_same_sum() -> None:
    model = CoopModel(case=little("castillo", source="constant", warm_up_years=0))
    for _month in range(4):
        model.step()
    farmer = model.farmer_agents[HER]
    why = farmer.explain()
    assert why.season_membership_gain_usd == farmer.season_membership_gain_usd != 0.0
    assert f"{why.season_membership_gain_usd:,.0f}" in str(why)


@pytest.mark.slow
def test_the_dearer_membership_the_fewer_members() -> None:
    members = []
    for effort in (0.0, 100.0, 300.0):
        values = {"source": "constant", "warm_up_years": 0, "years": 11, "membership_effort_usd_per_year": effort}
        world = world_of(load("castillo").with_values(values), range(16), 1)
        live(world, 120)
        members.append(float(world.farmers.is_member.sum(axis=1).mean()))
    assert members[0] > members[1] > members[2], members
