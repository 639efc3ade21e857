"""The states that a world begins with, and the sums that a season keeps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import cooperative, household, traders
from coopsim.equations.postings import opening
from coopsim.model.table import Table
from coopsim.model.world import World

Array = NDArray[np.float64]

FARMER_STATES = (
    "debt_usd",
    "overdue_usd",
    "kept_qq",
    "lot_qq",
    "harvest_qq",
    "unpicked_qq",
    "offered_qq",
    "refused_qq",
    "delivered_qq",
    "side_sold_qq",
    "tied_qq",
    "received_usd",
    "hired_qq",
    "crop_qq",
    "blow_usd",
    "seasons_below_cost",
    "seasons_above_cost",
)
COOPERATIVE_STATES = (
    "shipped_qq",
    "season_result_usd",
    "net_worth_usd",
    "receivable_qq",
    "stock_qq",
    "net_sale_price_usd_per_qq",
    "relation_lost_months",
    "arrears_count",
    "negative_count",
    "low_sales_count",
    "credit_limit_usd",
    "closed_month",
    "balance_this_month_usd_per_qq",
)
# summed over a season, each as season_NAME
SEASON_SUMS = (
    "harvest_qq",
    "unpicked_qq",
    "offered_qq",
    "refused_qq",
    "delivered_qq",
    "side_sold_qq",
    "received_usd",
    "advances_usd",
    "street_value_usd",
    "costs_usd",
    "interest_usd",
    "unmet_usd",
    "cash_income_usd",
    "need_usd",
    "months_without_cash",
    "refund_usd",
    "bonus_usd",
    "fine_usd",
)
COOPERATIVE_SUMS = (
    "delivered_qq",
    "member_delivered_qq",
    "contracted_qq",
    "own_coffee_missing_qq",
    "kept_qq",
    "late_qq",
    "defaulted_strategic_qq",
    "defaulted_forced_qq",
    "offered_qq",
    "refused_qq",
    "due_usd",
    "late_usd",
    "balance_qq",
    "balance_usd",
    "second_payment_usd",
    "refund_usd",
    "illiquid_months",
    "joined",
    "left",
    "costs_usd",
)


def first_states(world: World) -> None:
    """Write everybody's first state into the world's tables, and the opening balance into its books."""
    f, c, d = world.farmers, world.cooperatives, world.districts
    member = f.is_member
    anchor = f.loyalty_usd_per_qq - np.where(member, 0.0, f.outsider_loyalty_gap_usd_per_qq)
    cleared = traders.clearing_price_usd_per_qq(
        d.normal_price_usd_per_qq, d.trader_differential_usd_per_qq, d.trader_cost_usd_per_qq
    )
    f.loyalty_usd_per_qq[:] = anchor + np.where(member, f.benefit_weight * usual_benefit_usd_per_qq(world), 0.0)
    f.add(
        loyalty_anchor_usd_per_qq=anchor,
        area_ha=f.hectares,
        need_usd_per_month=household.need_for_size_usd(f.need_usd_per_month, f.hectares, f.need_size_elasticity),
        savings_usd=f.opening_savings_usd,
        expected_price_usd_per_qq=world.at_farms(np.asarray(cleared)),
        bearing_phase=(world.luck.once_a_season("bearing phase", 0, f.shape[1]) < 0.5).astype(float),
        rule_number=0,
        insurance_rank=world.luck.once_a_season("insured", 0, f.shape[1]),
        tenure_seasons=np.where(member, 5.0, 0.0),
        neighbours_share=f.normal_delivery_share,
        last_share=f.normal_delivery_share,
        season_member=member,
        season_opening_savings_usd=f.opening_savings_usd,
        attends=False,
        abandoned=False,
    )
    for number, (_rule, part) in enumerate(world.rules):
        f.rule_number[:, part] = number
    f.add(size_third=_thirds(f.hectares), poverty_third=_thirds(normal_income_usd_per_month(f)))
    f.add(**dict.fromkeys(FARMER_STATES, 0.0))
    f.add(**{f"season_{name}": 0.0 for name in SEASON_SUMS})
    members = world.by_district(member.astype(float))
    normal = world.by_district(np.where(member, f.hectares * f.yield_qq_per_ha, 0.0)) * f.normal_delivery_share
    c.add(alive=True, expected_volume_qq=normal, posted_price_usd_per_qq=0.0, advance_usd_per_qq=0.0)
    c.add(**dict.fromkeys(COOPERATIVE_STATES, 0.0))
    c.closed_month[:] = -1.0
    usual = usual_total_usd_per_qq(world)
    c.add(balance_paid_usd_per_qq=(1.0 - c.advance_share) * usual, normal_volume_qq=normal)
    c.add(**{f"season_{name}": 0.0 for name in COOPERATIVE_SUMS})
    share = normal / np.maximum(world.by_district(f.hectares * f.yield_qq_per_ha), 1e-9)
    d.add(
        known_price_usd_per_qq=cleared,
        farm_gate_price_usd_per_qq=cleared,
        traders=d.number,
        cooperative_share=share,
        frozen_share=share,
    )
    capital = c.share_capital_usd_per_member * members
    world.ledger.post("opening", opening(c.opening_reserve_usd + capital, c.opening_reserve_usd + 0.0, capital))


def usual_total_usd_per_qq(world: World) -> Array:
    """What the cooperative pays in all at the normal price, shape (rows, cooperatives)."""
    c, d = world.cooperatives, world.districts
    total = cooperative.member_price_usd_per_qq(
        d.normal_price_usd_per_qq + c.differential_usd_per_qq,
        c.processing_cost_usd_per_qq,
        c.fee_usd_per_qq,
        c.interest_share_per_year,
        c.finance_months,
        c.advance_share,
    )
    return np.asarray(total)


def usual_benefit_usd_per_qq(world: World) -> Array:
    """What the cooperative usually pays each farmer above the street at the normal price.

    Loyalty starts near where it comes to rest.
    """
    d = world.districts
    cleared = traders.clearing_price_usd_per_qq(
        d.normal_price_usd_per_qq, d.trader_differential_usd_per_qq, d.trader_cost_usd_per_qq
    )
    markdown = traders.markdown_usd_per_qq(
        world.at_farms(d.markdown_usd_per_qq), world.at_farms(d.number), world.farmers.normal_delivery_share
    )
    street = traders.farm_gate_price_usd_per_qq(
        world.at_farms(cleared), world.at_farms(d.margin_share), markdown, world.at_farms(d.own_carriage_usd_per_qq)
    )
    lot = world.farmers.hectares * world.farmers.yield_qq_per_ha * world.harvest_shares.max()
    distance = world.farmers.road_distance_km
    at_farm = traders.price_at_the_farm_usd_per_qq(
        street, world.at_farms(d.visit_cost_usd), lot, world.at_farms(d.road_cost_usd_per_qq_km), distance
    )
    return np.asarray(world.at_farms(usual_total_usd_per_qq(world)) - at_farm)


def normal_income_usd_per_month(farmers: Table) -> Array:
    """A household's usual income beyond its need: a normal crop at the expected price less cash costs, other income, need."""
    f = farmers
    margin = f.expected_price_usd_per_qq - f.input_cost_usd_per_qq - f.picking_wage_usd_per_qq
    return np.asarray(f.hectares * f.yield_qq_per_ha * margin / 12.0 + f.off_coffee_income_usd_per_month - f.need_usd_per_month)


def _thirds(value: Array) -> NDArray[np.int64]:
    """0 for the lowest third of each row, 2 for the highest."""
    rank = np.argsort(np.argsort(value, axis=1, kind="stable"), axis=1)
    return np.asarray(rank * 3 // value.shape[1])
