"""Moment 3, and what the trees remember from season to season."""

from __future__ import annotations

import numpy as np

from coopsim.model.world import World, over_months
from coopsim.rules import household
from coopsim.rules.postings import harvest

NEGLECT_AFTER, ABANDON_AFTER, REVIVE_AFTER = 2, 4, 2  # seasons below cash cost, and above it again (economics of supply, assumed)


def set_the_crop(world: World) -> None:
    """As the season opens: what the trees would give, by area, care, the two-year cycle and the weather."""
    f, rows = world.farmers, world.farmers.shape
    care = household.care_factor(
        f.expected_price_usd_per_qq,
        f.production_cost_usd_per_qq * world.at_farms(world.districts.local_cost_index),
        f.care_elasticity,
    )
    farm = household.weather_factor(world.luck.once_a_season("farm weather", world.month, rows[1]), f.farm_weather_sd)
    everywhere = world.luck.once_a_season("district weather", world.month, world.cooperatives.shape[1])
    district = household.weather_factor(world.at_farms(everywhere), f.district_weather_sd)
    cycle = household.bearing_cycle_factor(world.season, f.bearing_phase, f.bearing_cycle_share)
    neglect = np.where(f.seasons_below_cost >= NEGLECT_AFTER, f.neglected_yield_share, 1.0)
    care = np.where(f.supply_response, care * neglect, 1.0)
    f.crop_qq[:] = np.where(f.abandoned, 0.0, np.maximum(f.area_ha * f.yield_qq_per_ha * care * farm * district * cycle, 0.0))


def trees_bear(world: World) -> None:
    """This month's share of the harvest is picked, where the best price pays the picking; kept coffee joins the lot."""
    f, d, share = world.farmers, world.districts, world.harvest_shares[world.season_month]
    if share <= 0:
        f.harvest_qq[:] = 0.0
        f.unpicked_qq[:] = 0.0
        f.hired_qq[:] = 0.0
        f.lot_qq[:] = f.kept_qq
        return
    wage = world.at_farms(
        np.asarray(
            household.picking_wage_usd_per_qq(
                f.picking_wage_usd_per_qq, world.world_price_usd_per_qq(), f.picking_wage_elasticity
            )
        )
    )
    wage = wage * world.at_farms(d.local_cost_index)
    best = np.maximum(world.at_farms(d.street_price_usd_per_qq), world.at_farms(world.cooperatives.advance_usd_per_qq))
    ripe = f.crop_qq * share
    f.harvest_qq[:] = np.where(best > wage, ripe * (1.0 - f.crop_loss_share), 0.0)  # the rest falls or rots unpicked
    f.unpicked_qq[:] = ripe - f.harvest_qq
    f.lot_qq[:] = f.harvest_qq + f.kept_qq
    f.hired_qq[:] = household.hired_picking_qq(f.harvest_qq, f.own_picking_qq_per_month)
    f.season_harvest_qq += f.harvest_qq
    f.season_unpicked_qq += f.unpicked_qq
    world.ledger.post("harvest", harvest(world.by_district(f.harvest_qq)))


def remember_the_price(world: World) -> None:
    """Season's end: expectation, neglect, abandonment, planting. Reads what was received, nothing else."""
    f = world.farmers
    sold = f.season_delivered_qq + f.season_side_sold_qq
    received = np.where(
        sold > 0, f.season_received_usd / np.maximum(sold, 1e-9), world.at_farms(world.districts.street_price_usd_per_qq)
    )
    f.expected_price_usd_per_qq[:] = household.expected_price_usd_per_qq(
        f.expected_price_usd_per_qq, received, f.expectation_share
    )
    slot = (world.season + 1) % world.planted_ha.shape[0]
    f.area_ha += world.planted_ha[slot]
    world.planted_ha[slot] = 0.0
    costs = world.at_farms(world.districts.local_cost_index)
    below = received < (f.picking_wage_usd_per_qq + f.input_cost_usd_per_qq) * costs
    f.seasons_below_cost[:] = np.where(below, f.seasons_below_cost + 1, 0)
    f.seasons_above_cost[:] = np.where(below, 0, f.seasons_above_cost + 1)
    f.abandoned[:] = f.supply_response & np.where(
        f.abandoned, f.seasons_above_cost < REVIVE_AFTER, f.seasons_below_cost >= ABANDON_AFTER
    )
    plants = f.supply_response & (f.expected_price_usd_per_qq > f.planting_price_ratio * f.production_cost_usd_per_qq * costs)
    if plants.any():
        room = np.maximum(f.hectares * (1.0 + f.spare_land_share) - f.area_ha - over_months(world.planted_ha), 0.0)
        planted = np.where(plants, np.minimum(f.planting_share * f.hectares, room), 0.0)
        for years in np.unique(f.bearing_years):
            ready = (world.season + 1 + int(years)) % world.planted_ha.shape[0]
            world.planted_ha[ready] += np.where(f.bearing_years == years, planted, 0.0)
