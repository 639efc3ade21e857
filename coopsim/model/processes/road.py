"""The road between districts: which cooperatives are within reach along it, and what it costs to carry coffee to one."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.equations import outlets as equations


@equation
def is_within_reach(number: int, district: Any, cooperative: Any) -> bool:
    """Whether households of a district, of this number, may turn to a cooperative: one of theirs, or one near by road."""
    near = abs(cooperative.road_km - district.road_km) <= district.reach_km
    return cooperative.district == number or (near and district.reach_km > 0.0)


@equation
def road_usd_per_qq(paid_on_delivery_usd_per_qq: float, cooperative: Any, district: Any) -> float:
    """What the road takes of what a cooperative pays on delivery; nothing within its district."""
    cost = district.road_cost_usd_per_qq_km
    return equations.road_usd_per_qq(paid_on_delivery_usd_per_qq, cost, district.road_km, cooperative.road_km)
