"""Trees and picking, and the price that a household comes to expect."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import farm_cost, trees
from coopsim.model.processes import books
from coopsim.model.processes.budget import learns_the_risk
from coopsim.model.processes.land import own_picked_share, plant, tends_or_neglects, trees_begin_to_bear
from coopsim.model.processes.other_work import own_picking_qq_per_month
from coopsim.model.processes.terms import advance_to_usd_per_qq, may_deliver
from coopsim.model.processes.traders import street_price_at_farm


@process
def trees_bear(row: Any) -> None:
    """This month's share of the harvest is picked, as far as the best price pays the picking; kept coffee joins the lot."""
    for place in range(len(row.districts)):
        row.districts[place].harvest_qq = 0.0
    if row.market.harvest_share <= 0:
        for i in range(len(row.households)):
            nothing_ripe(row.households[i])
        return
    for i in range(len(row.households)):
        household = row.households[i]
        pick(household, row.cooperatives[household.home], row.districts[household.district], row.market)
    for place in range(len(row.districts)):
        books.harvest(row.cooperatives[row.districts[place].books_at], row.journal, row.districts[place].harvest_qq)


@process
def trees_remember(row: Any) -> None:
    """The season ends: new trees begin to bear; expectation, neglect and loss, planting."""
    for i in range(len(row.households)):
        household, district = row.households[i], row.districts[row.households[i].district]
        trees_begin_to_bear(household, row.market)
        remember_the_price(household, district)
        tends_or_neglects(household, district)
        plant(household, district, row.market)


@process
def set_the_crop(household: Any, district: Any, market: Any, farm_luck: float, district_luck: float) -> None:
    """As the season opens: what the trees would give, by area, care, neglect, the two-year cycle and the weather.

    Reads the land, the expected price and the weather; writes the crop of the season, the part of it from tended land, and the
    part of a usual one that the family picks itself.
    """
    household.own_picked_share = own_picked_share(household, market)
    weather = trees.weather_factor(farm_luck, district.farm_weather_sd)
    weather *= trees.weather_factor(district_luck, district.district_weather_sd)
    cycle = trees.bearing_cycle_factor(market.season, household.bearing_phase, district.bearing_cycle_share)
    household.crop_qq = crop_qq(household, district, weather, cycle)
    household.tended_crop_share = tended_crop_share(household, district)


@process
def care_and_neglected_yield(household: Any, district: Any) -> tuple[float, float]:
    """What tended and neglected trees give of a usual yield, by the price that she expects."""
    if not district.supply_response:
        return 1.0, 1.0
    usual_price = household.usual_price_usd_per_qq * district.local_cost_index
    care = trees.care_factor(household.expected_price_usd_per_qq, usual_price, district.care_elasticity)
    return care, district.neglected_yield_share


@process
def crop_qq(household: Any, district: Any, weather: Any, cycle: Any) -> float:
    """What her trees give at this weather and in this year of their cycle, as she tends them."""
    care, neglected_yield = care_and_neglected_yield(household, district)
    tended_ha, neglected_ha = household.area_ha - household.neglected_ha, household.neglected_ha
    return trees.crop_qq(tended_ha, neglected_ha, household.yield_qq_per_ha, care, neglected_yield, weather, cycle)


@process
def tended_crop_share(household: Any, district: Any) -> float:
    """What part of her crop grows on tended land."""
    care, neglected_yield = care_and_neglected_yield(household, district)
    tended_ha, neglected_ha = household.area_ha - household.neglected_ha, household.neglected_ha
    return trees.tended_crop_share(tended_ha, neglected_ha, care, neglected_yield)


@process
def best_price_usd_per_qq(household: Any, cooperative: Any, district: Any, lot_qq: float) -> float:
    """The better of what traders pay at her farm, by last month's price, and last month's advance, where it is offered to her."""
    advance = advance_to_usd_per_qq(household, cooperative, district) if may_deliver(household, cooperative) else 0.0
    return np.maximum(street_price_at_farm(household, district, lot_qq), advance)


@process
def pick(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """The household's harvest of the month: own hands first, then hired ones, on the plots where the best price pays them.

    Reads the crop, prices and the picking wage; writes what is picked, what stays on the tree, what hired hands pick, what the
    harvest costs, and the lot with coffee kept at home; adds to the harvest of household and district.
    """
    ripe = household.crop_qq * market.harvest_share * (1.0 - district.crop_loss_share)
    beyond_own = trees.hired_picking_qq(ripe, own_picking_qq_per_month(household))
    best_price = best_price_usd_per_qq(household, cooperative, district, ripe)
    wage = household.cost_factor * district.picking_wage_usd_per_qq_now
    own_cost = district.own_time_value_share * wage
    if not district.supply_response:
        own_cost = wage = 0.0  # all is picked that can be sold
    household.hired_qq = trees.picked_qq(beyond_own, best_price, wage, district.plot_spread_share)
    own_qq = trees.picked_qq(ripe - beyond_own, best_price, own_cost, district.plot_spread_share)
    household.harvest_qq = own_qq + household.hired_qq
    household.unpicked_qq = ripe - household.harvest_qq
    household.costs_of_harvest_usd = farm_cost.harvest_cost_usd(
        household.cost_factor,
        household.hired_qq,
        district.picking_wage_usd_per_qq_now,
        household.harvest_qq * household.tended_crop_share,
        household.input_cost_usd_per_qq * district.local_cost_index,
    )
    household.lot_qq = household.harvest_qq + household.kept_qq
    household.season_harvest_qq += household.harvest_qq
    household.season_unpicked_qq += household.unpicked_qq
    district.harvest_qq += household.harvest_qq


@process
def nothing_ripe(household: Any) -> None:
    """A month without harvest: only coffee kept at home is for sale.

    Reads coffee kept at home; writes harvest, its costs, and the lot.
    """
    household.harvest_qq = 0.0
    household.unpicked_qq = 0.0
    household.hired_qq = 0.0
    household.costs_of_harvest_usd = 0.0
    household.lot_qq = household.kept_qq


@process
def remember_the_price(household: Any, district: Any) -> None:
    """The season ends: the price received moves the price expected and the risk of income.

    Reads the season's sales, or the farm-gate price where nothing was sold; writes the expected price and the risk of income.
    """
    sold = household.season_delivered_qq + household.season_side_sold_qq + household.season_delivered_elsewhere_qq
    received = household.season_received_usd / np.maximum(sold, 1e-9) if sold > 0 else district.farm_gate_price_usd_per_qq
    learns_the_risk(household, district, received)
    household.expected_price_usd_per_qq = trees.expected_price_usd_per_qq(
        household.expected_price_usd_per_qq, received, district.expectation_share
    )
