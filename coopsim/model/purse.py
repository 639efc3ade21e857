"""Moment 9: the household's month: what it earns besides, spends, borrows, repays, and goes without."""

from __future__ import annotations

import numpy as np

from coopsim.model.bills import usual_crop_usd
from coopsim.model.offers import debt_called_usd
from coopsim.model.world import World
from coopsim.rules import household
from coopsim.rules.postings import household_month


def households_live(world: World) -> None:
    """Cash in, cash out. What exceeds some months of need is spent as well.

    Who falls short borrows from traders up to a limit, then goes without; nobody's debt runs away.
    """
    f, price = world.farmers, world.world_price_usd_per_qq()
    costs = world.at_farms(world.districts.local_cost_index)
    earned, need, strike = f.off_coffee_income_usd_per_month * costs, f.need_usd_per_month * costs, f.blow_usd.any()
    spent = need + f.blow_usd if strike else need
    before = f.savings_usd + earned - spent
    if world.harvest_shares[world.season_month] > 0:
        wage = household.picking_wage_usd_per_qq(f.picking_wage_usd_per_qq, price, f.picking_wage_elasticity) * costs
        picking = f.hired_qq * wage
        farm_costs = picking + f.harvest_qq * f.input_cost_usd_per_qq * costs
        free_hands = np.maximum(f.own_picking_qq_per_month - f.harvest_qq, 0.0)
        bill, hands = world.by_district(picking), world.by_district(free_hands)
        wages = free_hands * (f.local_picking_share * world.at_farms(bill) / np.maximum(world.at_farms(hands), 1e-9))
        earned, spent = earned + wages, spent + farm_costs
        before += wages - farm_costs
        f.season_costs_usd += farm_costs
        repaid = np.clip(before, 0.0, np.minimum(debt_called_usd(world), f.debt_usd))
        before -= repaid
    else:  # nobody calls a debt
        repaid = np.zeros((f.shape[0], 1))
    interest = f.debt_usd * (f.loan_interest_share_per_year / 12.0)
    leaked = np.maximum(before, 0.0) * f.savings_leak_share_per_month  # other claims on idle cash
    idle = before - leaked
    beyond = household.spending_beyond_need_usd(idle, need, f.savings_target_months)
    after = idle - beyond
    crop = usual_crop_usd(world)
    melted = world.paths.inflation_share[world.month]
    owed = (f.debt_usd + interest) / (1.0 + melted) - repaid
    short = np.maximum(-after, 0.0)
    borrowed = np.minimum(short, household.credit_room_usd(crop, f.debt_limit_share, owed))
    unmet = short - borrowed
    limit = np.maximum(crop * f.debt_limit_share, 0.0)
    f.debt_usd[:] = np.clip(owed + borrowed, 0.0, limit)  # what is beyond the limit, the lender writes off
    f.savings_usd[:] = np.maximum(after, 0.0)
    f.season_thin_months += household.is_thin_month(after, need)
    f.season_interest_usd += interest
    f.season_unmet_usd += unmet
    f.season_cash_income_usd += earned
    f.season_need_usd += need
    sums = [world.by_district(amount) for amount in (spent + leaked + beyond - unmet, earned, borrowed, repaid)]
    world.ledger.post("household month", household_month(*sums))
