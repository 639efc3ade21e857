"""Moment 9: the household's month: what it earns besides, spends, borrows, repays, and goes without."""

from __future__ import annotations

import numpy as np

from coopsim.equations import household, postings, trees
from coopsim.equations.amounts import Amount
from coopsim.model.loops.each import Results, each_household
from coopsim.model.world import World


def households_live(world: World) -> None:
    """Cash in, cash out. What exceeds some months of need is spent as well.

    Who falls short borrows from traders up to a limit, then goes without; nobody's debt runs away.
    """
    f = world.farmers
    costs = world.at_farms(world.districts.local_cost_index)
    farm_costs: Amount = 0.0
    free_hands: Amount = 0.0
    wages: Amount = 0.0
    harvest = bool(world.harvest_shares[world.season_month] > 0)
    if harvest:
        price = world.world_price_usd_per_qq()
        wage = trees.picking_wage_usd_per_qq(f.picking_wage_usd_per_qq, price, f.picking_wage_elasticity) * costs
        picking, farm_costs, free_hands = harvest_work(f, wage=wage, costs=costs)
        bill, hands = world.by_district(picking), world.by_district(free_hands)
        wages = f.local_picking_share * world.at_farms(bill) / np.maximum(world.at_farms(hands), 1e-9)
    flows = household_month(
        f,
        farm_costs_usd=farm_costs,
        free_hands_qq=free_hands,
        wages_usd_per_qq=wages,
        costs=costs,
        melted_share=float(world.paths.inflation_share[world.month]),
        struck=bool(f.blow_usd.any()),
        harvest=harvest,
    )
    world.ledger.post("household month", postings.household_month(*(world.by_district(amount) for amount in flows)))


@each_household(adds=("season_costs_usd",), gives=("picking_usd", "farm_costs_usd", "free_hands_qq"))
def harvest_work(
    hired_qq: Amount,
    harvest_qq: Amount,
    own_picking_qq_per_month: Amount,
    input_cost_usd_per_qq: Amount,
    wage: Amount,
    costs: Amount,
) -> Results:
    """What hired pickers and the farm cost, and how much the household could pick for others."""
    picking = hired_qq * wage
    farm_costs = picking + harvest_qq * input_cost_usd_per_qq * costs
    return farm_costs, picking, farm_costs, np.maximum(own_picking_qq_per_month - harvest_qq, 0.0)


@each_household(
    writes=("debt_usd", "savings_usd"),
    adds=("season_months_without_cash", "season_interest_usd", "season_unmet_usd", "season_cash_income_usd", "season_need_usd"),
    gives=("paid_out_usd", "earned_usd", "borrowed_usd", "repaid_usd"),
)
def household_month(
    savings_usd: Amount,
    debt_usd: Amount,
    need_usd_per_month: Amount,
    off_coffee_income_usd_per_month: Amount,
    blow_usd: Amount,
    called_debt_share: Amount,
    loan_interest_share_per_year: Amount,
    savings_leakage_share_per_month: Amount,
    savings_target_months: Amount,
    area_ha: Amount,
    yield_qq_per_ha: Amount,
    expected_price_usd_per_qq: Amount,
    debt_limit_share: Amount,
    farm_costs_usd: Amount,
    free_hands_qq: Amount,
    wages_usd_per_qq: Amount,
    costs: Amount,
    melted_share: float,
    struck: bool,
    harvest: bool,
) -> Results:
    """The purse from the month's first day to its last; costs of the harvest, wages and called debt in harvest months only."""
    earned, need = off_coffee_income_usd_per_month * costs, need_usd_per_month * costs
    spent = need + blow_usd if struck else need
    before = savings_usd + earned - spent
    repaid: Amount = 0.0
    if harvest:
        wages = free_hands_qq * wages_usd_per_qq
        earned, spent = earned + wages, spent + farm_costs_usd
        before = before + (wages - farm_costs_usd)
        repaid = np.clip(before, 0.0, np.minimum(debt_usd * called_debt_share, debt_usd))
        before = before - repaid
    interest = debt_usd * (loan_interest_share_per_year / 12.0)
    leaked = np.maximum(before, 0.0) * savings_leakage_share_per_month  # other claims on idle cash
    idle = before - leaked
    beyond = household.spending_beyond_need_usd(idle, need, savings_target_months)
    after = idle - beyond
    crop = household.usual_crop_usd(area_ha, yield_qq_per_ha, expected_price_usd_per_qq)
    owed = (debt_usd + interest) / (1.0 + melted_share) - repaid
    short = np.maximum(-after, 0.0)
    borrowed = np.minimum(short, household.credit_room_usd(crop, debt_limit_share, owed))
    unmet = short - borrowed
    limit = np.maximum(crop * debt_limit_share, 0.0)
    debt = np.clip(owed + borrowed, 0.0, limit)  # what is beyond the limit, the lender writes off
    thin = household.is_month_without_cash(after, need)
    paid_out = spent + leaked + beyond - unmet
    return debt, np.maximum(after, 0.0), thin, interest, unmet, earned, need, paid_out, earned, borrowed, repaid
