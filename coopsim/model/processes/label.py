"""A label: buyers want it or not, members keep its standard where that pays, and are paid for what was sold with it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, total
from coopsim.equations import demand
from coopsim.model.processes import books
from coopsim.model.records import GAIN_SEASONS, LONGEST_DELAY


@equation
def is_chosen(cooperative: Any) -> bool:
    """Whether members choose to keep the standard: else all coffee counts as kept."""
    return cooperative.keeper_cost_usd_per_year > 0.0 or cooperative.keeper_price_usd_per_qq > 0.0


@equation
def wanted_share(cooperative: Any) -> float:
    """What part of coffee that meets the standard buyers take with the label this season."""
    return 0.0 if cooperative.label_unwanted else cooperative.certified_share


@equation
def certified_share_now(cooperative: Any) -> float:
    """What part of the coffee shipped this month is sold with the label."""
    share: float = wanted_share(cooperative)
    return share * cooperative.standard_share if is_chosen(cooperative) else share


@process
def buyers_come_and_go(row: Any) -> None:
    """The season opens: whether buyers want each cooperative's label this season; where demand is steady, always."""
    for place in range(len(row.cooperatives)):
        c = row.cooperatives[place]
        steady = c.demand_stops_share_per_year == 0.0
        c.label_unwanted = not steady and demand.is_unwanted(
            c.label_unwanted, row.draws.label_demand[place], c.demand_stops_share_per_year, c.demand_returns_share_per_year
        )


@process
def keepers_spend(row: Any) -> None:
    """Who keeps the standard pays a twelfth of its cost each month, sold or not, and once what starting costs."""
    for i in range(len(row.households)):
        household = row.households[i]
        if household.keeps_standard:
            spends_on_the_standard(household, row.cooperatives[household.home])


@process
def spends_on_the_standard(household: Any, cooperative: Any) -> None:
    """Adds to the month's other expenses and to the season's costs of the farm; she has started by then."""
    spent = cooperative.keeper_cost_usd_per_year / 12.0
    if household.starts_keeping:
        spent += cooperative.keeper_start_usd
    household.starts_keeping = False
    household.blow_usd += spent
    household.season_costs_usd += spent


@process
def kept_coffee_is_mixed(row: Any) -> None:
    """After deliveries: what part of the coffee in each cooperative's hands meets the standard."""
    asked = False
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].standard_delivered_qq = 0.0
        asked = asked or is_chosen(row.cooperatives[place])
    if not asked:
        return
    for i in range(len(row.households)):
        household = row.households[i]
        if household.keeps_standard and household.facing == household.home:
            row.cooperatives[household.home].standard_delivered_qq += household.delivered_qq
    for place in range(len(row.cooperatives)):
        c = row.cooperatives[place]
        before = c.stock_qq + total(c.in_process_qq) - c.delivered_qq
        c.standard_share = demand.standard_share(c.standard_share, before, c.standard_delivered_qq, c.delivered_qq)


@equation
def expected_price_usd_per_qq(household: Any, cooperative: Any) -> float:
    """What the label pays a member on a quintal more this season, as far as she trusts it; nothing to who keeps no standard."""
    if not household.keeps_standard or household.home != cooperative.place:
        return 0.0
    return household.trust * cooperative.keeper_price_usd_per_qq * wanted_share(cooperative)


@process
def keepers_are_paid(row: Any) -> None:
    """The season closes: keepers are owed the label's price, which buyers pay next month; all members reckon whether it pays."""
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].keepers_usd = 0.0
    for i in range(len(row.households)):
        household, cooperative = row.households[i], row.cooperatives[row.households[i].home]
        if household.is_member and cooperative.alive and is_chosen(cooperative):
            is_paid_for_the_standard(household, cooperative, row.market)
            decides_on_the_standard(household, cooperative, row.market)
        else:
            household.keeps_standard = household.starts_keeping = False
    for place in range(len(row.cooperatives)):
        c = row.cooperatives[place]
        if c.keepers_usd > 0.0:
            books.shipment(c, row.journal, books.PRICE_OF_THE_LABEL, 0.0, c.keepers_usd, 0.0)
            books.second_payment_declared(c, row.journal, books.PRICE_OF_THE_LABEL, c.keepers_usd)


@process
def is_paid_for_the_standard(household: Any, cooperative: Any, market: Any) -> None:
    """Adds to her bonuses and to what falls due next month; what she spent on the standard is off her gain of membership."""
    if not household.keeps_standard:
        return
    amount = cooperative.keeper_price_usd_per_qq * wanted_share(cooperative) * household.season_delivered_qq
    household.season_bonus_usd += amount
    household.due_usd[(market.month + 1) % LONGEST_DELAY] += amount
    cooperative.keepers_usd += amount
    household.season_membership_gain_usd -= cooperative.keeper_cost_usd_per_year


@process
def decides_on_the_standard(household: Any, cooperative: Any, market: Any) -> None:
    """Three seasons' gains decide: remembers this season's; writes whether she keeps the standard, and whether she starts."""
    household.keeping_gain_usd[market.season % GAIN_SEASONS] = demand.gain_of_keeping_usd(
        cooperative.keeper_price_usd_per_qq,
        wanted_share(cooperative),
        household.season_delivered_qq,
        cooperative.keeper_cost_usd_per_year,
    )
    before = household.keeps_standard
    household.keeps_standard = demand.keeps(before, total(household.keeping_gain_usd), cooperative.keeper_start_usd)
    household.starts_keeping = household.keeps_standard and not before
