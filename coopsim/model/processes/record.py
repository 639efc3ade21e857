"""What the tables `months` and `seasons` take down: sums over the households of each cooperative, in one pass."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process, total
from coopsim.equations import indicators, traders
from coopsim.model.processes.assembly import is_held
from coopsim.model.processes.contracts import fixed_book, open_book_qq
from coopsim.model.processes.exporters import paid_to_traders_usd_per_qq

DELIVERS_FROM = 0.5  # share of her harvest


def _amounts(*names: str) -> np.dtype[np.void]:
    return np.dtype([(name, float) for name in names])


MONTH = _amounts(
    *("farmers", "members", "harvest_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq"),
    "delivered_elsewhere_qq",
    *("bought_from_others_qq", "shipped_qq", "stock_qq", "forward_book_qq"),
    *("district_area_ha", "neglected_area_ha", "planted_area_ha"),
    *("cash_usd", "debt_usd", "debt_to_buyers_usd", "owed_to_farmers_usd", "intermediaries", "alive", "world_price_usd_per_qq"),
    *("farm_gate_price_usd_per_qq", "trader_margin_usd_per_qq", "advance_usd_per_qq", "advance_cut_usd_per_qq"),
    "promised_usd_per_qq",
    *("trust", "loyalty_usd_per_qq", "keeps_district_books"),
)
SEASON = _amounts(
    *("members", "harvest_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "sold_qq"),
    "delivered_elsewhere_qq",
    *(
        "members_selling_outside",
        "members_asked",
        "members_attending",
        "received_usd",
        "income_usd",
        "membership_gain_usd",
        "unmet_usd",
        "months_without_cash",
    ),
    *("trust", "trust_squared", "loyalty_usd_per_qq", "delivered_share", "delivered_share_squared", "both_deliver"),
    *("usual_qq", "cohesive_qq", "area_ha", "household_debt_usd", "household_savings_usd"),
)


@process
def takes_down_the_month(row: Any, months: Any) -> None:
    """The month that is ending: adds to `months`, a record of MONTH for each cooperative that holds nothing yet."""
    for place in range(len(row.cooperatives)):
        cooperative_in_the_month(
            row.cooperatives[place], row.districts[row.cooperatives[place].district], row.market, months[place]
        )
    for i in range(len(row.households)):
        household_in_the_month(row.households[i], months[row.households[i].season_home], months[row.households[i].facing])


@process
def cooperative_in_the_month(cooperative: Any, district: Any, market: Any, month: Any) -> None:
    """Coffee, money and prices as the month ends: writes what is no sum over households."""
    month.shipped_qq = cooperative.shipped_qq
    month.stock_qq = cooperative.stock_qq + total(cooperative.in_process_qq)
    month.forward_book_qq = fixed_book(cooperative)[0] + open_book_qq(cooperative)
    month.cash_usd = cooperative.cash_usd
    month.debt_usd = cooperative.line_usd
    month.debt_to_buyers_usd = cooperative.debt_to_buyers_usd
    month.owed_to_farmers_usd = cooperative.due_members_usd + cooperative.overdue_members_usd
    month.intermediaries = district.traders
    month.alive = 1.0 if cooperative.alive else 0.0
    month.world_price_usd_per_qq = market.world_price_usd_per_qq
    month.farm_gate_price_usd_per_qq = district.farm_gate_price_usd_per_qq
    export = paid_to_traders_usd_per_qq(district, market.world_price_usd_per_qq)
    month.trader_margin_usd_per_qq = traders.trader_margin_usd_per_qq(export, district.farm_gate_price_usd_per_qq)
    month.advance_usd_per_qq = cooperative.advance_usd_per_qq
    month.advance_cut_usd_per_qq = cooperative.advance_cut_usd_per_qq
    month.promised_usd_per_qq = cooperative.posted_price_usd_per_qq
    month.keeps_district_books = 1.0 if district.books_at == cooperative.place else 0.0


@process
def household_in_the_month(household: Any, month: Any, month_of_buyer: Any) -> None:
    """Adds a household to the sums of its cooperative: land, members of the season, and what others delivered.

    Its cooperative is the one that was its home as the season opened. One that is not has bought from one who is not its member.
    Of coffee kept from an earlier month, what was offered or refused was counted when it was picked.
    """
    month.farmers += 1.0
    month.district_area_ha += household.area_ha
    month.neglected_area_ha += household.neglected_ha
    month.planted_area_ha += total(household.planted_ha)
    if not household.season_member or household.elsewhere_qq > 0.0:
        month_of_buyer.bought_from_others_qq += household.delivered_qq
    if not household.season_member:
        return
    harvest_qq, lot_qq = household.harvest_qq, household.lot_qq
    month.members += 1.0
    month.harvest_qq += harvest_qq
    if household.facing == household.season_home:
        month.offered_qq += indicators.counted_once_qq(household.offered_qq, harvest_qq, lot_qq)
        month.refused_qq += indicators.counted_once_qq(household.refused_qq, harvest_qq, lot_qq)
        month.delivered_qq += household.delivered_qq
    month.delivered_elsewhere_qq += household.elsewhere_qq
    month.side_sold_qq += household.side_sold_qq
    month.trust += household.trust
    month.loyalty_usd_per_qq += household.loyalty_usd_per_qq


@process
def takes_down_the_season(row: Any, groups: Any, cohesion: Any, seasons: Any) -> None:
    """Members of the season, once it has closed, with the cooperative that was their home as it opened.

    Adds to `seasons[group, cooperative]`, records of SEASON that hold nothing yet.

    `groups[grouping, household]` is the number of the group that a household belongs to, -1 for none; `cohesion` is what part of
    her coffee each household would offer under the standard temptation.
    """
    for i in range(len(row.households)):
        household = row.households[i]
        if household.season_member:
            company = share_delivering(row.households, row.neighbours[i])
            for grouping in range(len(groups)):
                if groups[grouping, i] >= 0:
                    season = seasons[groups[grouping, i], household.season_home]
                    coffee_in_the_season(household, season)
                    people_in_the_season(household, company, cohesion[i], season)
                    assembly_in_the_season(household, row.districts[household.district], season)


@process
def coffee_in_the_season(household: Any, season: Any) -> None:
    """Adds what a member harvested, sold, received and spent in the season that has closed."""
    season.members += 1.0
    season.harvest_qq += household.season_harvest_qq
    season.offered_qq += household.season_offered_qq
    season.refused_qq += household.season_refused_qq
    season.delivered_qq += household.season_delivered_qq
    season.side_sold_qq += household.season_side_sold_qq
    season.delivered_elsewhere_qq += household.season_delivered_elsewhere_qq
    season.sold_qq += household.season_delivered_qq + household.season_side_sold_qq + household.season_delivered_elsewhere_qq
    if indicators.sells_outside(household.season_side_sold_qq, household.season_refused_qq, household.season_harvest_qq):
        season.members_selling_outside += 1.0
    season.received_usd += household.season_received_usd
    season.income_usd += indicators.net_coffee_income_usd(
        household.season_received_usd, household.season_costs_usd, household.season_interest_usd
    )
    season.membership_gain_usd += household.season_membership_gain_usd
    season.unmet_usd += household.season_unmet_usd
    season.months_without_cash += household.season_months_without_cash
    season.household_debt_usd += household.debt_usd
    season.household_savings_usd += household.savings_usd


@process
def people_in_the_season(household: Any, company: float, cohesion: float, season: Any) -> None:
    """Adds what a member is at the season's end: trust, loyalty, what she delivers and her neighbours do, her land."""
    share, usual_qq = delivered_share(household), household.hectares * household.yield_qq_per_ha
    season.trust += household.trust
    season.trust_squared += household.trust**2
    season.loyalty_usd_per_qq += household.loyalty_usd_per_qq
    season.delivered_share += share
    season.delivered_share_squared += share**2
    if share >= DELIVERS_FROM:
        season.both_deliver += company
    season.usual_qq += usual_qq
    season.cohesive_qq += cohesion * usual_qq
    season.area_ha += household.area_ha


@process
def assembly_in_the_season(household: Any, district: Any, season: Any) -> None:
    """Adds a member to those who are asked to the assembly, where one is held, and to those who go."""
    if is_held(district):
        season.members_asked += 1.0
        season.members_attending += 1.0 if household.attends else 0.0


@process
def delivered_share(household: Any) -> float:
    """What part of her harvest of the season she delivered."""
    return household.season_delivered_qq / household.season_harvest_qq if household.season_harvest_qq > 0 else 0.0


@process
def share_delivering(households: Any, neighbours: Any) -> float:
    """What share of these neighbours delivered at least half of their harvest; nothing where there are none."""
    share = 0.0
    for neighbour in neighbours:
        if delivered_share(households[neighbour]) >= DELIVERS_FROM:
            share += 1.0 / len(neighbours)
    return share
