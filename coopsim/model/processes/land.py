"""Coffee land from year to year: tended, neglected, lost and planted, and what is earned outside coffee for want of tending."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process, total
from coopsim.equations import farm_cost, land
from coopsim.model.processes.other_work import own_picking_qq_per_month


@process
def trees_begin_to_bear(household: Any, market: Any) -> None:
    """The season ends: trees planted years ago begin to bear next season.

    Reads and empties what was planted for that season; adds to the bearing area.
    """
    ready = (market.season + 1) % len(household.planted_ha)
    household.area_ha += household.planted_ha[ready]
    household.planted_ha[ready] = 0.0


@process
def tends_or_neglects(household: Any, district: Any) -> None:
    """The season ends: plots whose coffee is not worth its tending are neglected bit by bit, or taken up again; some are lost.

    Reads the expected price and the costs of the month; writes the neglected land; takes from the bearing area.
    """
    if not (district.supply_response and district.land):
        return
    untended = land.untended_share(
        household.expected_price_usd_per_qq, running_cost_usd_per_qq(household, district), district.plot_spread_share
    )
    neglected = land.neglected_ha(household.neglected_ha, household.area_ha, untended, district.neglect_speed_share_per_year)
    lost = land.lost_ha(neglected, district.abandon_share_per_year)
    household.neglected_ha = np.maximum(neglected - lost, 0.0)
    household.area_ha = np.maximum(household.area_ha - lost, 0.0)


@process
def plant(household: Any, district: Any, market: Any) -> None:
    """The season ends: who expects a price well above full cost plants on the plots where it is, as far as there is land.

    Reads the expected price and the land; adds to what will bear after some years. It costs the family's time, no cash.
    """
    if not (district.supply_response and district.land):
        return
    room = household.hectares * (1.0 + district.spare_land_share) - household.area_ha - total(household.planted_ha)
    ready = (market.season + 1 + int(district.bearing_years)) % len(household.planted_ha)
    household.planted_ha[ready] += land.planted_ha(
        district.planting_share,
        household.hectares,
        household.expected_price_usd_per_qq,
        district.planting_price_ratio,
        full_cost_usd_per_qq(household, district),
        district.plot_spread_share,
        room,
    )


@process
def running_cost_usd_per_qq(household: Any, district: Any) -> float:
    """What a quintal costs the family at today's wages, its own time at what that earns."""
    return farm_cost.running_cost_usd_per_qq(
        household.cost_factor,
        household.input_cost_usd_per_qq * district.local_cost_index,
        district.picking_wage_usd_per_qq_now,
        household.own_picked_share,
        district.own_time_value_share,
        district.upkeep_usd_per_ha_now,
        household.yield_qq_per_ha,
        district.other_crop_usd_per_ha,
    )


@process
def full_cost_usd_per_qq(household: Any, district: Any) -> float:
    """What a quintal costs the family at today's wages, its own time at the wage."""
    return farm_cost.full_cost_usd_per_qq(
        household.cost_factor,
        household.input_cost_usd_per_qq * district.local_cost_index,
        district.picking_wage_usd_per_qq_now,
        district.upkeep_usd_per_ha_now,
        household.yield_qq_per_ha,
    )


@process
def own_picked_share(household: Any, market: Any) -> float:
    """What part of a usual crop the family picks itself, over the months of a harvest."""
    usual_qq, picked = household.hectares * household.yield_qq_per_ha, 0.0
    for share in market.harvest_shares:
        picked += farm_cost.own_picked_share(usual_qq, own_picking_qq_per_month(household), share)
    return picked


@process
def outside_income_usd(household: Any, district: Any) -> float:
    """What the family earns this month with the time and the land that coffee no longer takes."""
    return land.outside_income_usd(
        household.hectares,
        household.area_ha - household.neglected_ha,
        district.own_time_value_share,
        district.upkeep_usd_per_ha_now,
        household.hectares - household.area_ha - total(household.planted_ha),
        district.other_crop_usd_per_ha,
    )
