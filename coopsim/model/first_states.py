"""The states that a world begins with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import farm_cost, household, traders
from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ
from coopsim.equations.exporters import kept_by_exporters_usd_per_qq
from coopsim.model import measure
from coopsim.model.processes import books
from coopsim.model.processes.exporters import paid_to_traders_usd_per_qq
from coopsim.model.processes.terms import promised_on_delivery_usd_per_qq, total_usd_per_qq
from coopsim.model.world import World
from coopsim.scenario.market import Intermediary
from coopsim.scenario.price import Price

Array = NDArray[np.float64]
FIRST_INCOME_RISK_SHARE = 0.2  # of the price: growers' prices differ so much from year to year (assumed)


def first_states(world: World) -> None:
    """Write everybody's first state into the records; what is not written begins at nothing."""
    _markets_begin(world)
    _households_begin(world)
    _cooperatives_begin(world)
    measure.memories_begin(world)


def _markets_begin(world: World) -> None:
    """The calendar, and traders' price at the normal world price of the scenario."""
    markets, d, f = world.records.markets, world.districts, world.farmers
    markets["harvest_shares"] = world.harvest_shares
    markets["largest_harvest_share"] = world.harvest_shares.max()
    world.records.districts["picking_wage_usd_per_qq_now"] = world.records.districts["picking_wage_usd_per_qq"]
    export = paid_to_traders_usd_per_qq(d, d.normal_price_usd_per_qq)
    all_coffee = world.by_district(f.hectares * f.yield_qq_per_ha)
    of_members = world.by_district(np.where(f.is_member, f.hectares * f.yield_qq_per_ha, 0.0))
    share = of_members * world.records.districts["normal_delivery_share"] / np.maximum(all_coffee, 1e-9)
    d.add(known_price_usd_per_qq=export, traders=d.number, cooperative_share=share, frozen_share=share)
    _traders_begin(world, all_coffee * (1.0 - share))
    of = world.records.districts
    price = traders.farm_gate_price_usd_per_qq(
        d.farm_gate_normal_usd_per_qq,
        d.margin_share,
        export,
        of["normal_export_price_usd_per_qq"],
        of["start_markdown_usd_per_qq"],
        of["normal_markdown_usd_per_qq"],
        0.0,
    )
    d.add(farm_gate_price_usd_per_qq=price)


def _traders_begin(world: World, left_to_them_qq: Array) -> None:
    """What their farm-gate price is measured from, and what a trader earns at the start: his normal profit.

    `farm_gate_normal_usd_per_qq` is paid at the mean world price, with the usual number of traders, their usual market power and
    differential. So a scenario with more traders, or better exporters, pays more than that.
    """
    d, of, usual = world.districts, world.records.districts, Intermediary()
    money = NORMAL_PRICE_USD_PER_QQ / Price().reference_price_usd_per_qq  # 1 in US$: what is usual is said in them
    usual_export = traders.export_price_usd_per_qq(NORMAL_PRICE_USD_PER_QQ, usual.trader_differential_usd_per_qq * money)
    one_call = kept_by_exporters_usd_per_qq(d.exporter_markdown_usd_per_qq, d.exporters, 1.0)
    of["normal_export_price_usd_per_qq"] = usual_export - one_call  # who calls one exporter pays what all the others pay
    usual_markdown = traders.markdown_usd_per_qq(usual.markdown_usd_per_qq * money, usual.number, d.frozen_share)
    of["normal_markdown_usd_per_qq"] = usual_markdown
    of["start_markdown_usd_per_qq"] = traders.markdown_usd_per_qq(d.markdown_usd_per_qq, d.number, d.frozen_share)
    of["start_purchases_qq"] = left_to_them_qq / d.number


def _households_begin(world: World) -> None:
    """Loyalty starts near where it comes to rest; everybody expects what she usually receives at the normal price."""
    f, luck, slots = world.farmers, world.luck, world.farmers.shape[1]
    anchor = f.loyalty_usd_per_qq - np.where(f.is_member, 0.0, f.outsider_loyalty_gap_usd_per_qq)
    usual_benefit = measure.usual_benefit_usd_per_qq(world)
    usual_price = usual_price_usd_per_qq(world, usual_benefit)
    f.add(
        loyalty_usd_per_qq=anchor + np.where(f.is_member, f.benefit_weight * usual_benefit, 0.0),
        loyalty_anchor_usd_per_qq=anchor,
        area_ha=f.hectares,
        own_picked_share=own_picked_share(world),
        need_usd_per_month=household.need_for_size_usd(f.need_usd_per_month, f.hectares, f.need_size_elasticity),
        usual_price_usd_per_qq=usual_price,
        expected_price_usd_per_qq=usual_price,
        income_risk_share=FIRST_INCOME_RISK_SHARE,
        bearing_phase=luck.once_a_season("bearing phase", 0, slots) < 0.5,
        insurance_rank=luck.once_a_season("insured", 0, slots),
        tenure_seasons=np.where(f.is_member, 5.0, 0.0),
        neighbours_share=f.normal_delivery_share,
        last_share=f.normal_delivery_share,
        season_member=f.is_member,
    )
    for number, (_rule, part) in enumerate(world.rules):
        f.rule_number[:, part] = number
    f.add(size_third=_thirds(f.hectares), poverty_third=_thirds(normal_income_usd_per_month(world)))


def _cooperatives_begin(world: World) -> None:
    """Open, with its members' shares and its reserve in cash; or a place where none stands yet, with nothing."""
    c = world.cooperatives
    normal, reserve = _normal_volume_qq(world), np.where(c.stands_at_start, c.opening_reserve_usd, 0.0)
    c.add(alive=c.stands_at_start, founded_month=np.where(c.stands_at_start, 0.0, -1.0))
    c.add(rule_suspended=c.delivery_rule_voted)  # until they choose it
    c.add(closed_month=-1.0, revived_month=-1.0, merged_into=-1, leaders_kin=-1)
    c.add(expected_volume_qq=normal, normal_volume_qq=normal, last_delivered_qq=normal)
    total = usual_total_usd_per_qq(world)
    c.add(balance_paid_usd_per_qq=total - promised_on_delivery_usd_per_qq(c, total, True))
    capital = c.share_capital_usd_per_member * world.members()
    c.add(own_funds_usd=reserve + capital)
    world.ledger.write(books.opening, reserve, capital)


def _normal_volume_qq(world: World) -> Array:
    """Coffee that members deliver in a normal season, (rows, cooperatives)."""
    f = world.farmers
    coffee = world.by_cooperative(np.where(f.is_member, f.hectares * f.yield_qq_per_ha, 0.0))
    return np.asarray(coffee * world.of_district(world.records.districts["normal_delivery_share"]))


def usual_total_usd_per_qq(world: World) -> Array:
    """What the cooperative pays in all at the normal price, shape (rows, cooperatives)."""
    c, price = world.cooperatives, world.of_district(world.districts.normal_price_usd_per_qq)
    return np.asarray(total_usd_per_qq(c, price + c.differential_usd_per_qq, c.processing_cost_usd_per_qq))


def usual_price_usd_per_qq(world: World, usual_benefit_usd_per_qq: Array) -> Array:
    """What each household usually receives at the normal price: the traders' price at her farm, of a member in part the total."""
    f = world.farmers
    from_traders = world.at_farms(usual_total_usd_per_qq(world)) - usual_benefit_usd_per_qq
    return np.asarray(from_traders + np.where(f.is_member, f.normal_delivery_share * usual_benefit_usd_per_qq, 0.0))


def own_picked_share(world: World) -> Array:
    """What part of a usual crop each family picks itself, over the months of a harvest."""
    f = world.farmers
    usual_qq = f.hectares * f.yield_qq_per_ha
    picked = np.zeros(f.shape)
    for share in world.harvest_shares:
        picked += farm_cost.own_picked_share(usual_qq, f.own_picking_qq_per_month, share)
    return picked


def normal_income_usd_per_month(world: World) -> Array:
    """A household's usual income beyond its need: a normal crop at the usual price less cash costs, other income, need."""
    f = world.farmers
    hired = (1.0 - f.own_picked_share) * f.picking_wage_usd_per_qq
    margin = f.expected_price_usd_per_qq - f.cost_factor * (f.input_cost_usd_per_qq + hired)
    return np.asarray(f.hectares * f.yield_qq_per_ha * margin / 12.0 + f.off_coffee_income_usd_per_month - f.need_usd_per_month)


def _thirds(value: Array) -> NDArray[np.int64]:
    """0 for the lowest third of each row, 2 for the highest."""
    rank = np.argsort(np.argsort(value, axis=1, kind="stable"), axis=1)
    return np.asarray(rank * 3 // value.shape[1])
