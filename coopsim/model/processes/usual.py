"""What is usual at the normal price: where memories, loyalty and the probe begin."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import cooperative as accounts
from coopsim.equations import traders
from coopsim.model.decision import Outlets
from coopsim.model.processes.rewards import services_usd_per_qq
from coopsim.model.processes.terms import may_deliver, months_to_second_payment
from coopsim.model.processes.traders import street_price_at_farm


@process
def cooperative_total_usd_per_qq(cooperative: Any, price_usd_per_qq: float) -> float:
    """What a cooperative can pay in all at a world price, its own quality and costs counted."""
    return accounts.member_price_usd_per_qq(
        price_usd_per_qq + cooperative.differential_usd_per_qq,
        cooperative.processing_cost_usd_per_qq,
        cooperative.fee_usd_per_qq,
        cooperative.interest_share_per_year,
        cooperative.finance_months,
        cooperative.advance_share,
    )


@process
def usual_total_usd_per_qq(cooperative: Any, district: Any) -> float:
    """What the cooperative pays in all at the normal price."""
    return cooperative_total_usd_per_qq(cooperative, district.normal_price_usd_per_qq)


@process
def usual_lot_qq(household: Any, market: Any) -> float:
    """A usual lot: what her land gives in the largest month of a normal harvest."""
    return household.hectares * household.yield_qq_per_ha * market.largest_harvest_share


@process
def usual_street_usd_per_qq(household: Any, district: Any, market: Any) -> float:
    """What traders pay her at the farm for a usual lot at the normal price."""
    cleared = traders.clearing_price_usd_per_qq(
        district.normal_price_usd_per_qq, district.trader_differential_usd_per_qq, district.trader_cost_usd_per_qq
    )
    markdown = traders.markdown_usd_per_qq(district.markdown_usd_per_qq, district.number, district.normal_delivery_share)
    street = traders.farm_gate_price_usd_per_qq(cleared, district.margin_share, markdown, district.own_carriage_usd_per_qq)
    return traders.price_at_the_farm_usd_per_qq(
        street,
        district.visit_cost_usd,
        usual_lot_qq(household, market),
        district.road_cost_usd_per_qq_km,
        household.road_distance_km,
    )


@process
def usual_benefit_usd_per_qq(household: Any, cooperative: Any, district: Any, market: Any) -> float:
    """What the cooperative usually pays her above the street at the normal price."""
    return usual_total_usd_per_qq(cooperative, district) - usual_street_usd_per_qq(household, district, market)


@process
def usual_outlets(household: Any, cooperative: Any, district: Any, market: Any) -> Outlets:
    """What a household faces in a usual harvest month at the normal price; nothing beside the prices."""
    total = usual_total_usd_per_qq(cooperative, district)
    return Outlets(
        cooperative.advance_share * total,
        total,
        int(months_to_second_payment(cooperative)),
        usual_street_usd_per_qq(household, district, market),
        0.0,
        0.0,
        district.normal_delivery_share,
        1.0,
        0.0,
        usual_lot_qq(household, market),
        True,
    )


@process
def outlets_of_a_usual_lot(household: Any, cooperative: Any, district: Any, market: Any) -> Outlets:
    """Today's terms for a usual lot of her bearing land: what membership is judged by.

    What a bonus or a fine brings is counted when it is paid, and the need for cash asks nothing of membership.
    """
    lot_qq = household.area_ha * household.yield_qq_per_ha * market.largest_harvest_share
    return Outlets(
        cooperative.advance_usd_per_qq,
        cooperative.posted_price_usd_per_qq,
        int(months_to_second_payment(cooperative)),
        street_price_at_farm(household, district, lot_qq),
        services_usd_per_qq(cooperative),
        0.0,
        household.neighbours_share,
        district.money_scale,
        0.0,
        lot_qq,
        may_deliver(household, cooperative),
    )
