"""What is usual at the normal price: where memories, loyalty and the probe begin."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import traders
from coopsim.model.decision import Outlets, outlets_at
from coopsim.model.processes.exporters import paid_to_traders_usd_per_qq
from coopsim.model.processes.terms import months_to_second_payment, promised_on_delivery_usd_per_qq, total_usd_per_qq


@process
def cooperative_total_usd_per_qq(cooperative: Any, price_usd_per_qq: float) -> float:
    """What a cooperative can pay in all at a world price, its own quality and costs counted."""
    sale = price_usd_per_qq + cooperative.differential_usd_per_qq
    return total_usd_per_qq(cooperative, sale, cooperative.processing_cost_usd_per_qq)


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
    export = paid_to_traders_usd_per_qq(district, district.normal_price_usd_per_qq)
    street = traders.farm_gate_price_usd_per_qq(
        district.farm_gate_normal_usd_per_qq,
        district.margin_share,
        export,
        district.normal_export_price_usd_per_qq,
        traders.markdown_usd_per_qq(district.markdown_usd_per_qq, district.number, district.frozen_share),
        district.normal_markdown_usd_per_qq,
        0.0,
    )
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
    advance = promised_on_delivery_usd_per_qq(cooperative, total, household.is_member)
    street, lot = usual_street_usd_per_qq(household, district, market), usual_lot_qq(household, market)
    months = months_to_second_payment(cooperative)
    return outlets_at(advance, total, months, street, lot, district.normal_delivery_share, 1.0)
