"""Moment 3, and what the trees remember from season to season."""

from __future__ import annotations

import numpy as np

from coopsim.equations import trees
from coopsim.equations.amounts import Amount, Condition
from coopsim.equations.postings import harvest
from coopsim.model.loops.each import Results, each_household
from coopsim.model.world import World, over_months

NEGLECT_AFTER, ABANDON_AFTER, REVIVE_AFTER = 2, 4, 2  # seasons below cash cost, and above it again (economics of supply, assumed)


def set_the_crop(world: World) -> None:
    """As the season opens: what the trees would give, by area, care, the two-year cycle and the weather."""
    f, rows = world.farmers, world.farmers.shape
    cost = f.production_cost_usd_per_qq * world.at_farms(world.districts.local_cost_index)
    everywhere = world.luck.once_a_season("district weather", world.month, world.cooperatives.shape[1])
    crop_of_the_year(
        f,
        care=trees.care_factor(f.expected_price_usd_per_qq, cost, f.care_elasticity),
        farm_luck=world.luck.once_a_season("farm weather", world.month, rows[1]),
        district_luck=world.at_farms(everywhere),
        season=world.season,
    )


@each_household(writes=("crop_qq",))
def crop_of_the_year(
    area_ha: Amount,
    yield_qq_per_ha: Amount,
    care: Amount,
    seasons_below_cost: Amount,
    neglected_yield_share: Amount,
    supply_response: Condition,
    abandoned: Condition,
    farm_luck: Amount,
    farm_weather_sd: Amount,
    district_luck: Amount,
    district_weather_sd: Amount,
    bearing_phase: Amount,
    bearing_cycle_share: Amount,
    season: int,
) -> Results:
    """What the trees of one household would give."""
    farm = trees.weather_factor(farm_luck, farm_weather_sd)
    district = trees.weather_factor(district_luck, district_weather_sd)
    cycle = trees.bearing_cycle_factor(season, bearing_phase, bearing_cycle_share)
    neglect = np.where(seasons_below_cost >= NEGLECT_AFTER, neglected_yield_share, 1.0)
    tended = np.where(supply_response, care * neglect, 1.0)
    return (np.where(abandoned, 0.0, np.maximum(area_ha * yield_qq_per_ha * tended * farm * district * cycle, 0.0)),)


def trees_bear(world: World) -> None:
    """This month's share of the harvest is picked, where the best price pays the picking; kept coffee joins the lot."""
    f, d, share = world.farmers, world.districts, world.harvest_shares[world.season_month]
    if share <= 0:
        f.harvest_qq[:] = 0.0
        f.unpicked_qq[:] = 0.0
        f.hired_qq[:] = 0.0
        f.lot_qq[:] = f.kept_qq
        return
    price = world.world_price_usd_per_qq()
    wage = trees.picking_wage_usd_per_qq(f.picking_wage_usd_per_qq, price, f.picking_wage_elasticity)
    best = np.maximum(world.at_farms(d.farm_gate_price_usd_per_qq), world.at_farms(world.cooperatives.advance_usd_per_qq))
    wage = world.at_farms(np.asarray(wage)) * world.at_farms(d.local_cost_index)
    picked_this_month(f, picking_pays=best > wage, share=float(share))
    world.ledger.post("harvest", harvest(world.by_district(f.harvest_qq)))


@each_household(writes=("harvest_qq", "unpicked_qq", "lot_qq", "hired_qq"), adds=("season_harvest_qq", "season_unpicked_qq"))
def picked_this_month(
    crop_qq: Amount,
    crop_loss_share: Amount,
    kept_qq: Amount,
    own_picking_qq_per_month: Amount,
    picking_pays: Condition,
    share: float,
) -> Results:
    """The household's harvest of the month; what does not pay falls or rots unpicked."""
    ripe = crop_qq * share
    harvest_qq = np.where(picking_pays, ripe * (1.0 - crop_loss_share), 0.0)
    unpicked = ripe - harvest_qq
    hired = trees.hired_picking_qq(harvest_qq, own_picking_qq_per_month)
    return harvest_qq, unpicked, harvest_qq + kept_qq, hired, harvest_qq, unpicked


def remember_the_price(world: World) -> None:
    """Season's end: expectation, neglect, abandonment, planting. Reads what was received, nothing else."""
    f = world.farmers
    slot = (world.season + 1) % world.planted_ha.shape[0]
    (plants,) = after_the_season(
        f,
        street_usd_per_qq=world.at_farms(world.districts.farm_gate_price_usd_per_qq),
        costs=world.at_farms(world.districts.local_cost_index),
        bearing_ha=world.planted_ha[slot],
    )
    if plants.any():
        room = np.maximum(f.hectares * (1.0 + f.spare_land_share) - f.area_ha - over_months(world.planted_ha), 0.0)
        planted = np.where(plants > 0, np.minimum(f.planting_share * f.hectares, room), 0.0)
        for years in np.unique(f.bearing_years):
            ready = (world.season + 1 + int(years)) % world.planted_ha.shape[0]
            world.planted_ha[ready] += np.where(f.bearing_years == years, planted, 0.0)


@each_household(
    writes=("expected_price_usd_per_qq", "bearing_ha", "seasons_below_cost", "seasons_above_cost", "abandoned"),
    adds=("area_ha",),
    gives=("plants",),
)
def after_the_season(
    season_delivered_qq: Amount,
    season_side_sold_qq: Amount,
    season_received_usd: Amount,
    expected_price_usd_per_qq: Amount,
    expectation_share: Amount,
    picking_wage_usd_per_qq: Amount,
    input_cost_usd_per_qq: Amount,
    production_cost_usd_per_qq: Amount,
    planting_price_ratio: Amount,
    supply_response: Condition,
    abandoned: Condition,
    seasons_below_cost: Amount,
    seasons_above_cost: Amount,
    street_usd_per_qq: Amount,
    costs: Amount,
    bearing_ha: Amount,
) -> Results:
    """What one household takes from the season; trees planted years ago begin to bear."""
    sold = season_delivered_qq + season_side_sold_qq
    received = np.where(sold > 0, season_received_usd / np.maximum(sold, 1e-9), street_usd_per_qq)
    expected = trees.expected_price_usd_per_qq(expected_price_usd_per_qq, received, expectation_share)
    loses = received < (picking_wage_usd_per_qq + input_cost_usd_per_qq) * costs
    below, above = np.where(loses, seasons_below_cost + 1, 0), np.where(loses, 0, seasons_above_cost + 1)
    gone = supply_response & np.where(abandoned, above < REVIVE_AFTER, below >= ABANDON_AFTER)
    plants = supply_response & (expected > planting_price_ratio * production_cost_usd_per_qq * costs)
    return expected, 0.0, below, above, gone, bearing_ha, plants
