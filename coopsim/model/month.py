"""READ FIRST. One month of one replicate, in the order in which it happens.

Each line is a phase: what happens to every household, cooperative and district in turn, on what the phases before have left.
A phase ends where a sum over households, or a neighbour's new state, is needed by what comes next. `docs/engine.md` says how to
change one.
"""

from __future__ import annotations

from typing import Any

from coopsim.compiled import entry, process
from coopsim.model.choice.decide import households_decide
from coopsim.model.choice.kin_lend import kin_lend
from coopsim.model.choice.learn import LAST_MONTH, rules_learn
from coopsim.model.choice.neighbours import look_at_neighbours, look_at_one_neighbour
from coopsim.model.processes import books
from coopsim.model.processes.assembly import assembly_meets
from coopsim.model.processes.budget import households_earn_and_spend
from coopsim.model.processes.central import centres_help, centres_meet
from coopsim.model.processes.chains import buyers_review_their_chains
from coopsim.model.processes.closing import cooperatives_are_judged
from coopsim.model.processes.contracts import coffee_is_sold_forward
from coopsim.model.processes.deliveries import coffee_is_delivered
from coopsim.model.processes.founding import cooperatives_are_founded
from coopsim.model.processes.funds import cooperatives_see_their_funds
from coopsim.model.processes.harvest import trees_bear, trees_remember
from coopsim.model.processes.hedging import options_are_bought, options_are_paid
from coopsim.model.processes.kin_feast import kin_feast, kin_look_at_each_other
from coopsim.model.processes.kin_loans import kin_are_repaid, old_loans_are_lost
from coopsim.model.processes.label import buyers_come_and_go, keepers_are_paid, keepers_spend, kept_coffee_is_mixed
from coopsim.model.processes.membership import loyalty_and_membership, membership_gains_this_month
from coopsim.model.processes.merging import cooperatives_merge
from coopsim.model.processes.opening import season_opens, volumes_are_reviewed
from coopsim.model.processes.payments import claims_of_the_month, cooperatives_pay, households_are_paid, trust_learns
from coopsim.model.processes.pools import second_payments_are_declared
from coopsim.model.processes.prices import market_moves, prices_are_seen
from coopsim.model.processes.record import takes_down_the_month
from coopsim.model.processes.review import outlets_are_reviewed
from coopsim.model.processes.revival import cooperatives_are_revived
from coopsim.model.processes.rewards import bonus_and_fines
from coopsim.model.processes.seasonal import associations_gather
from coopsim.model.processes.shipments import coffee_is_shipped
from coopsim.model.processes.shocks import shocks_strike
from coopsim.model.processes.state_support import grants_are_paid
from coopsim.model.processes.surplus import fixed_costs_are_levelled, results_are_shared
from coopsim.model.processes.terms import buyers_post_terms
from coopsim.model.processes.traders import coffee_is_sold_to_traders, nothing_is_sold
from coopsim.model.processes.votes import members_vote
from coopsim.model.rows import row_at

WHOLE, UNTIL_CHOICE, AFTER_CHOICE, SEASON_CLOSES = range(4)  # what part of a month: users' rules decide and learn between parts


@process
def until_households_decide(row: Any) -> None:
    """From the month's first day to what each household offers: all on what was known before anyone moved."""
    if row.market.season_month == 0:
        season_opens(row)  # sums, pool, crop, dues
        buyers_come_and_go(row)  # who want a label or not
    prices_are_seen(row)  # what traders go by; local costs
    if row.market.season_month == 0:
        coffee_is_sold_forward(row)  # at an expectation, against deliveries to come
        options_are_bought(row)  # against a fall
    shocks_strike(row)  # a sudden expense, insured or not
    keepers_spend(row)  # on a label's standard
    trees_bear(row)  # this month's share of the harvest
    cooperatives_see_their_funds(row)  # the buyer pays, the lender sets its limit; what is promised comes first
    buyers_post_terms(row)  # farm-gate price; advance and promise
    look_at_one_neighbour(row)
    look_at_neighbours(row)
    kin_look_at_each_other(row)
    kin_lend(row)  # before traders do
    households_decide(row)


@process
def after_households_decide(row: Any) -> None:
    """Coffee and money move."""
    membership_gains_this_month(row)  # at this month's terms, by her lot
    if coffee_is_delivered(row):  # offered, taken or refused
        kept_coffee_is_mixed(row)  # with what is in hand
        coffee_is_sold_to_traders(row)  # the rest; traders come and go
    else:
        nothing_is_sold(row)
    options_are_paid(row)  # where the world price is below their floor
    coffee_is_shipped(row)  # against contracts: kept, bought in, rolled over, broken
    claims_of_the_month(row)  # what is owed to households
    if row.market.season_month == 0:
        centres_meet(row)  # what is done once for several cooperatives is billed, or a centre ends
    centres_help(row)  # cooperatives of one centre lend each other cash
    cooperatives_pay(row)  # lender and suppliers first
    households_are_paid(row)  # in full, late or not at all
    trust_learns(row)
    kin_are_repaid(row)
    kin_feast(row)  # who sold outside pays kin; who can pays for the feast
    households_earn_and_spend(row)  # need, wages, debt
    rules_learn(row)  # for rules that learn


@process
def close_the_season(row: Any) -> None:
    """Accounts closed, surplus shared, assembly held; members leave and join; trees remember; cooperatives close and begin."""
    second_payments_are_declared(row)
    fixed_costs_are_levelled(row)
    bonus_and_fines(row)
    keepers_are_paid(row)
    results_are_shared(row)
    assembly_meets(row)
    members_vote(row)
    grants_are_paid(row)
    old_loans_are_lost(row)
    loyalty_and_membership(row)
    trees_remember(row)
    volumes_are_reviewed(row)
    buyers_review_their_chains(row)
    cooperatives_merge(row)
    cooperatives_are_judged(row)
    associations_gather(row)
    cooperatives_are_revived(row)
    cooperatives_are_founded(row)
    outlets_are_reviewed(row)  # who knows only closed ones looks about


@entry
def simulate(
    rows: Any, prices: Any, inflation: Any, cost_index: Any, price_floor: Any, first: int, last: int, part: int, taken: Any
) -> None:
    """Months `first` to `last` (not included) of every row, one row after another: what a row needs stays in the cache.

    `taken` is records of MONTH (rows, months, cooperatives) for what is taken down of each month; of no months: nothing is.
    """
    for number in range(len(rows.households)):
        row = row_at(rows, number)
        for month in range(first, last):
            if part in (WHOLE, UNTIL_CHOICE):
                market_moves(row.market, month, prices[number, month], inflation[month], cost_index[month], price_floor[month])
                books.begin_month(row.journal, month)
                until_households_decide(row)
            if part in (WHOLE, AFTER_CHOICE):
                after_households_decide(row)
            if part in (WHOLE, SEASON_CLOSES) and row.market.season_month == LAST_MONTH:
                close_the_season(row)
            if taken.shape[1] > 0:
                takes_down_the_month(row, taken[number, month - first])
