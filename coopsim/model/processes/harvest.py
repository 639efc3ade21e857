"""Trees, picking, and what trees and household remember from season to season."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import trees
from coopsim.model.processes import books

NEGLECT_AFTER, ABANDON_AFTER, REVIVE_AFTER = 2, 4, 2  # seasons below cash cost, and above it again (economics of supply, assumed)


@process
def trees_bear(row: Any) -> None:
    """This month's share of the harvest is picked, where the best price pays the picking; kept coffee joins the lot."""
    for place in range(len(row.districts)):
        row.districts[place].harvest_qq = 0.0
    if row.market.harvest_share <= 0:
        for i in range(len(row.households)):
            nothing_ripe(row.households[i])
        return
    for i in range(len(row.households)):
        place = row.households[i].district
        pick(row.households[i], row.cooperatives[place], row.districts[place], row.market)
    for place in range(len(row.districts)):
        books.harvest(row.cooperatives[place], row.journal, row.districts[place].harvest_qq)


@process
def trees_remember(row: Any) -> None:
    """The season ends: new trees begin to bear; expectation, neglect, abandonment, planting."""
    for i in range(len(row.households)):
        household, district = row.households[i], row.districts[row.households[i].district]
        trees_begin_to_bear(household, row.market)
        remember_the_price(household, district)
        plant(household, district, row.market)


@process
def set_the_crop(household: Any, district: Any, market: Any, farm_luck: float, district_luck: float) -> None:
    """As the season opens: what the trees would give, by area, care, neglect, the two-year cycle and the weather.

    Reads expected price, costs and the weather; writes the crop of the season.
    """
    if household.abandoned:
        household.crop_qq = 0.0
        return
    tended = 1.0
    if district.supply_response:
        cost = household.production_cost_usd_per_qq * district.local_cost_index
        tended = trees.care_factor(household.expected_price_usd_per_qq, cost, district.care_elasticity)
        if household.seasons_below_cost >= NEGLECT_AFTER:
            tended *= district.neglected_yield_share
    weather = trees.weather_factor(farm_luck, district.farm_weather_sd)
    weather *= trees.weather_factor(district_luck, district.district_weather_sd)
    cycle = trees.bearing_cycle_factor(market.season, household.bearing_phase, district.bearing_cycle_share)
    household.crop_qq = np.maximum(household.area_ha * household.yield_qq_per_ha * tended * weather * cycle, 0.0)


@process
def pick(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """The household's harvest of the month, where the best price pays the picking; what does not pay rots unpicked.

    Reads the crop, prices and the picking wage; writes what is picked, unpicked, picked by hired hands, and the lot with coffee
    kept at home; adds to the harvest of household and district.
    """
    ripe = household.crop_qq * market.harvest_share
    best_price = np.maximum(district.farm_gate_price_usd_per_qq, cooperative.advance_usd_per_qq)
    picking_pays = best_price > district.picking_wage_usd_per_qq_now
    household.harvest_qq = ripe * (1.0 - district.crop_loss_share) if picking_pays else 0.0
    household.unpicked_qq = ripe - household.harvest_qq
    household.hired_qq = trees.hired_picking_qq(household.harvest_qq, household.own_picking_qq_per_month)
    household.lot_qq = household.harvest_qq + household.kept_qq
    household.season_harvest_qq += household.harvest_qq
    household.season_unpicked_qq += household.unpicked_qq
    district.harvest_qq += household.harvest_qq


@process
def nothing_ripe(household: Any) -> None:
    """A month without harvest: only coffee kept at home is for sale.

    Reads coffee kept at home; writes harvest and lot.
    """
    household.harvest_qq = 0.0
    household.unpicked_qq = 0.0
    household.hired_qq = 0.0
    household.lot_qq = household.kept_qq


@process
def trees_begin_to_bear(household: Any, market: Any) -> None:
    """The season ends: trees planted years ago begin to bear next season.

    Reads and empties what was planted for that season; adds to the bearing area.
    """
    ready = (market.season + 1) % len(household.planted_ha)
    household.area_ha += household.planted_ha[ready]
    household.planted_ha[ready] = 0.0


@process
def remember_the_price(household: Any, district: Any) -> None:
    """The season ends: the price received moves the price expected, and years below cash cost end in neglect or abandonment.

    Reads the season's sales; writes the expected price, seasons below and above cash cost, whether the coffee is given up.
    """
    sold = household.season_delivered_qq + household.season_side_sold_qq
    received = household.season_received_usd / np.maximum(sold, 1e-9) if sold > 0 else district.farm_gate_price_usd_per_qq
    household.expected_price_usd_per_qq = trees.expected_price_usd_per_qq(
        household.expected_price_usd_per_qq, received, district.expectation_share
    )
    cash_cost = (district.picking_wage_usd_per_qq + household.input_cost_usd_per_qq) * district.local_cost_index
    if received < cash_cost:
        household.seasons_below_cost += 1.0
        household.seasons_above_cost = 0.0
    else:
        household.seasons_below_cost = 0.0
        household.seasons_above_cost += 1.0
    if household.abandoned:
        goes_on = household.seasons_above_cost >= REVIVE_AFTER
    else:
        goes_on = household.seasons_below_cost < ABANDON_AFTER
    household.abandoned = district.supply_response and not goes_on


@process
def plant(household: Any, district: Any, market: Any) -> None:
    """The season ends: who expects a price well above cost plants, as far as there is land.

    Reads the expected price and the land; adds to what will bear after some years.
    """
    cost = household.production_cost_usd_per_qq * district.local_cost_index
    pays = household.expected_price_usd_per_qq > district.planting_price_ratio * cost
    if not (district.supply_response and pays):
        return
    not_yet_bearing = 0.0
    for area_ha in household.planted_ha:
        not_yet_bearing += area_ha
    land = household.hectares * (1.0 + district.spare_land_share)
    room = np.maximum(land - household.area_ha - not_yet_bearing, 0.0)
    ready = (market.season + 1 + int(district.bearing_years)) % len(household.planted_ha)
    household.planted_ha[ready] += np.minimum(district.planting_share * household.hectares, room)
