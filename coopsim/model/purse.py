"""Moment 9: the household's month: what it earns besides, spends, borrows, repays, and goes without."""

from __future__ import annotations

import numpy as np

from coopsim.model.offers import debt_called_usd
from coopsim.model.world import World
from coopsim.rules import household
from coopsim.rules.postings import household_month


def households_live(world: World) -> None:
    """Cash in, cash out. Who falls short borrows from traders up to a limit, then goes without; nobody's debt runs away."""
    f, price = world.farmers, world.world_price_usd_per_qq()
    costs = world.at_farms(world.districts.local_cost_index)
    harvesting = world.harvest_shares[world.season_month] > 0
    earned = f.off_coffee_income_usd_per_month * costs
    need = f.need_usd_per_month * costs
    farm_costs = 0.0 * earned
    if harvesting:
        wage = household.picking_wage_usd_per_qq(f.picking_wage_usd_per_qq, price, f.picking_wage_elasticity) * costs
        picking = f.hired_qq * wage
        farm_costs = picking + f.harvest_qq * f.input_cost_usd_per_qq * costs
        free_hands = np.maximum(f.own_picking_qq_per_month - f.harvest_qq, 0.0)
        bill, hands = world.by_district(picking), world.by_district(free_hands)
        pay_per_qq = f.local_picking_share * world.at_farms(bill) / np.maximum(world.at_farms(hands), 1e-9)
        earned = earned + free_hands * pay_per_qq
    called = np.minimum(debt_called_usd(world), f.debt_usd)
    interest = f.debt_usd * f.loan_interest_share_per_year / 12.0
    before = f.savings_usd + earned - need - farm_costs - f.blow_usd
    repaid = np.clip(before, 0.0, called)
    leaked = np.maximum(before - repaid, 0.0) * f.savings_leak_share_per_month  # other claims on idle cash
    after = before - repaid - leaked
    limit = f.debt_limit_share * f.area_ha * f.yield_qq_per_ha * f.expected_price_usd_per_qq
    melted = world.paths.inflation_share[world.month]
    owed = (f.debt_usd + interest) / (1.0 + melted) - repaid
    room = np.maximum(limit - owed, 0.0)
    borrowed = np.minimum(np.maximum(-after, 0.0), room)
    unmet = np.maximum(-after - borrowed, 0.0)
    f.debt_usd[:] = np.clip(owed + borrowed, 0.0, np.maximum(limit, 0.0))  # what is beyond the limit, the lender writes off
    f.savings_usd[:] = np.maximum(after, 0.0)
    f.season_costs_usd += farm_costs
    f.season_interest_usd += interest
    f.season_unmet_usd += unmet
    f.season_cash_income_usd += earned
    f.season_need_usd += need
    spent = need + farm_costs + f.blow_usd + leaked - unmet
    sums = [world.by_district(amount) for amount in (spent, earned, borrowed, repaid)]
    world.ledger.post("household month", household_month(*sums))
