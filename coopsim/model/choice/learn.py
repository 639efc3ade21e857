"""What households take from what has happened: first memories, the price of the year, and what each rule learns."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim.compiled import process
from coopsim.model.decision import rules
from coopsim.model.processes.terms import advance_to_usd_per_qq
from coopsim.model.processes.traders import street_price_at_farm
from coopsim.model.processes.usual import usual_outlets
from coopsim.model.records import Row

LAST_MONTH = 11


class Outcome(NamedTuple):
    """What came of one household's month."""

    lot_qq: float  # free to sell
    offered_qq: float
    delivered_qq: float
    side_sold_qq: float
    advance_usd_per_qq: float
    street_usd_per_qq: float
    later_usd: float  # received beyond cash for this month's coffee, less a fine that was settled
    later_usd_per_qq: float  # what a quintal delivered has brought or spared later, as far as it was settled this month
    balance_paid_usd_per_qq: float  # the same over the last season that is closed
    price_of_year_usd_per_qq: float
    is_member: bool
    alive: bool


@process
def rules_begin(row: Row, start_draws: Any) -> None:
    """The first memory of all households, from what outlets pay at the normal price, and one draw a household.

    Where nobody learns there is nothing to remember.
    """
    if not some_rule_learns(row.rules):
        return
    for slice_number in range(len(row.rules)):
        rule, first, end = row.rules[slice_number]
        for i in range(first, end):
            household = row.households[i]
            district = row.districts[household.district]
            usual = usual_outlets(household, row.cooperatives[household.home], district, row.market)
            usually = usual.promised_usd_per_qq if household.is_member else usual.street_usd_per_qq
            household.price_of_year_usd_per_qq = usually
            household.share_of_year = district.normal_delivery_share if household.is_member else 0.0
            rules.begin(rule, household, district, usual, start_draws[i])


@process
def rules_learn(row: Row) -> None:
    """The month's money has moved: at the year's end everybody's price is taken down; rules that learn do."""
    if not some_rule_learns(row.rules):
        return
    for slice_number in range(len(row.rules)):
        rule, first, end = row.rules[slice_number]
        for i in range(first, end):
            household = row.households[i]
            if row.market.season_month == LAST_MONTH:
                take_down_the_year(household)
            if rules.learns(rule):
                district, cooperative = row.districts[household.district], row.cooperatives[household.home]
                rules.learn(rule, household, district, outcome_of(household, cooperative, district, row.market))


@process
def some_rule_learns(numbers: Any) -> bool:
    """Whether any rule in use takes something from what has happened; a rule of a user may."""
    learning = False
    for rule in numbers[:, 0]:
        learning = learning or rule < 0 or rules.learns(rule)
    return learning


@process
def take_down_the_year(household: Any) -> None:
    """What her coffee was paid this season, less the fine settled in it, and what share of it she offered; as before where none.

    Reads the sums of the season; writes the price and the share of the year.
    """
    sold_qq = household.season_delivered_qq + household.season_side_sold_qq + household.season_delivered_elsewhere_qq
    if sold_qq > 1e-9:
        household.price_of_year_usd_per_qq = (household.season_received_usd - household.fine_settled_usd) / sold_qq
    if household.season_harvest_qq > 1e-9:
        household.share_of_year = household.season_offered_qq / household.season_harvest_qq


@process
def outcome_of(household: Any, cooperative: Any, district: Any, market: Any) -> Outcome:
    """What came of one household's month, once coffee and cash have moved.

    What the close has settled is learnt as the next season opens, when it is paid: refund and bonus, and the fine, which a
    quintal delivered would have spared.
    """
    street = street_price_at_farm(household, district, household.lot_qq)
    advance = advance_to_usd_per_qq(household, cooperative, district)
    if household.elsewhere_qq > 0.0:  # another's cash, and no balance
        advance = household.cash_on_delivery_usd / household.elsewhere_qq
    later = household.received_usd - street * household.side_sold_qq - advance * household.delivered_qq
    later_usd_per_qq = cooperative.balance_this_month_usd_per_qq
    if market.season_month == 0:
        later -= household.fine_settled_usd
        later_usd_per_qq += cooperative.paid_share * household.settled_usd_per_qq + household.fine_spared_usd_per_qq
    return Outcome(
        household.lot_qq - household.tied_qq,
        household.offered_qq,
        household.delivered_qq,
        household.side_sold_qq,
        advance,
        street,
        later if np.abs(later) > 1e-6 else 0.0,
        later_usd_per_qq,
        cooperative.balance_paid_usd_per_qq,
        household.price_of_year_usd_per_qq,
        household.is_member,
        cooperative.alive,
    )
