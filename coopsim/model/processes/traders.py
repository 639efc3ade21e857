"""Traders post a price and buy what is left of the coffee; then they come or go with their profit."""

from __future__ import annotations

from math import ceil
from typing import Any

from coopsim.compiled import process
from coopsim.equations import entry, traders
from coopsim.equations.levers import gain_of_breaking_usd_per_qq
from coopsim.model.processes import books
from coopsim.model.processes.chain_contract import cost_of_delivering_usd_per_qq
from coopsim.model.processes.exporters import calls, paid_to_traders_usd_per_qq

SLOTS_FOR_ENTRANTS = 4  # slots for traders, as a multiple of their number at the start


@process
def traders_post_a_price(district: Any, uniform: float) -> None:
    """What traders pay at the farm gate, by the price that they go by, competition and the year; 0 where they buy nothing.

    Reads their number and the share of the cooperatives (as at the start where they are no yardstick), and the season's draw;
    writes the noise of the year, the markdown and the farm-gate price.
    """
    number, share = district.number, district.frozen_share
    if district.yardstick:
        number, share = district.traders, district.cooperative_share if district.open_cooperatives > 0.0 else 0.0
    district.markdown_now_usd_per_qq = traders.markdown_usd_per_qq(district.markdown_usd_per_qq, number, share)
    district.noise_of_the_year_usd_per_qq = traders.noise_of_the_year_usd_per_qq(district.farm_gate_noise_usd_per_qq, uniform)
    district.farm_gate_price_usd_per_qq = traders.farm_gate_price_usd_per_qq(
        district.farm_gate_normal_usd_per_qq,
        district.margin_share,
        district.known_price_usd_per_qq,
        district.normal_export_price_usd_per_qq,
        district.markdown_now_usd_per_qq,
        district.normal_markdown_usd_per_qq,
        district.noise_of_the_year_usd_per_qq,
    )


@process
def street_price_at_farm(household: Any, district: Any, lot_qq: float) -> float:
    """What traders pay her for a lot of that size, net of pick-up and road, US$/qq."""
    return traders.price_at_the_farm_usd_per_qq(
        district.farm_gate_price_usd_per_qq,
        district.visit_cost_usd,
        lot_qq,
        district.road_cost_usd_per_qq_km,
        household.road_distance_km,
    )


@process
def coffee_is_sold_to_traders(row: Any) -> None:
    """What is left goes to traders, as far as they have cash; in a harvest month traders come and go."""
    for place in range(len(row.districts)):
        see_what_traders_can_buy(row.districts[place], row.market)
    for i in range(len(row.households)):
        household = row.households[i]
        sell_the_rest(household, row.cooperatives[household.home], row.districts[household.district])
    for place in range(len(row.cooperatives)):
        grown_here_qq = row.cooperatives[place].delivered_qq - row.cooperatives[place].carried_in_qq
        row.districts[row.cooperatives[place].district].taken_qq += grown_here_qq
    places = len(row.traders) // len(row.districts)
    for place in range(len(row.districts)):
        book_street_sales(row.cooperatives[row.districts[place].books_at], row.districts[place], row.journal)
        if row.market.harvest_share > 0:
            enter_or_leave(row.districts[place], row.traders[place * places : (place + 1) * places], row.market)


@process
def nothing_is_sold(row: Any) -> None:
    """A month without coffee."""
    for i in range(len(row.households)):
        has_nothing_to_sell(row.households[i])


@process
def has_nothing_to_sell(household: Any) -> None:
    """No coffee changes hands: writes nothing offered, delivered, sold or received for it this month."""
    household.offered_qq = household.refused_qq = household.delivered_qq = household.elsewhere_qq = 0.0
    household.side_sold_qq = household.kept_qq = household.received_usd = household.cash_on_delivery_usd = 0.0


@process
def cash_usd(district: Any, market: Any) -> float:
    """What one trader can spend at today's world price; 0 where his cash is not limited."""
    if not district.trader_cash:
        return 0.0
    return entry.trader_cash_usd(
        district.cash_usd, market.world_price_usd_per_qq, district.normal_price_usd_per_qq, district.cash_follows_price_share
    )


@process
def see_what_traders_can_buy(district: Any, market: Any) -> None:
    """Nothing at a price of 0; else all, or pro rata where their cash is limited and short.

    Reads what is left to them and the farm-gate price; writes the accepted share and begins the month's sums of their purchases.
    """
    price = district.farm_gate_price_usd_per_qq
    district.accepted_share = 1.0 if price > 0.0 else 0.0
    if price > 0.0 and district.trader_cash:
        most = district.traders * entry.purchasable_qq(cash_usd(district, market), district.turns_per_month, price)
        district.accepted_share = min(1.0, most / max(district.left_to_traders_qq, 1e-12))
    district.side_sold_qq = district.revenue_usd = district.taken_qq = 0.0


@process
def sell_the_rest(household: Any, cooperative: Any, district: Any) -> None:
    """What was not delivered goes to traders at the farm's price, and cash from both outlets comes in.

    Reads her lot, offer and delivery; writes what was refused, sold outside and kept, and what she received; adds that to her
    savings and to the season's and the district's sums. Coffee kept at home was counted as offered in the month it came.
    """
    lot, offered, delivered = household.lot_qq, household.offered_qq, household.delivered_qq
    at_farm = street_price_at_farm(household, district, lot)
    refused, sold = offered - delivered, household.left_qq * district.accepted_share
    if at_farm <= 0.0:  # not worth the trip
        sold = 0.0
    household.refused_qq, household.side_sold_qq, household.kept_qq = refused, sold, household.left_qq - sold
    revenue = at_farm * sold
    received = household.cash_on_delivery_usd + revenue
    household.received_usd = received
    household.savings_usd += received
    household.season_received_usd += received
    household.season_side_sold_qq += sold
    announced = cooperative.posted_price_usd_per_qq
    announced -= cost_of_delivering_usd_per_qq(cooperative.advance_usd_per_qq, cooperative, district)
    household.season_gain_outside_usd += gain_of_breaking_usd_per_qq(at_farm, announced) * sold
    if household.facing == household.home:
        delivered_at_home(household, at_farm)
    else:
        delivered_elsewhere(household, announced)
    if lot > 0:
        household.last_share = offered / max(lot, 1e-12)
    district.side_sold_qq += sold
    district.revenue_usd += revenue


@process
def delivered_at_home(household: Any, at_farm_usd_per_qq: float) -> None:
    """Adds what she offered to her own cooperative, and what it took and paid, to the sums of the season."""
    household.elsewhere_qq = 0.0
    household.season_advances_usd += household.cash_on_delivery_usd
    household.season_street_value_usd += at_farm_usd_per_qq * household.delivered_qq
    household.season_delivered_qq += household.delivered_qq
    if household.lot_qq > 0:
        new_share = household.harvest_qq / max(household.lot_qq, 1e-12)
        household.season_offered_qq += household.offered_qq * new_share
        household.season_refused_qq += household.refused_qq * new_share


@process
def delivered_elsewhere(household: Any, announced_usd_per_qq: float) -> None:
    """What another cooperative took and paid in cash: of hers it is coffee sold outside; writes how much, adds to the season.

    `announced_usd_per_qq` is what her own announces to pay in all.
    """
    delivered = household.delivered_qq
    household.elsewhere_qq = delivered
    household.season_delivered_elsewhere_qq += delivered
    if delivered > 0.0:
        paid = household.cash_on_delivery_usd / delivered
        household.season_gain_outside_usd += gain_of_breaking_usd_per_qq(paid, announced_usd_per_qq) * delivered


@process
def book_street_sales(cooperative: Any, district: Any, journal: Any) -> None:
    """What traders paid to households and for pick-up; and what part of its coffee went to cooperatives anywhere.

    `cooperative` keeps the outside accounts of the district. Reads the month's sums; writes the cooperatives' share where any
    coffee was sold.
    """
    sold, revenue = district.side_sold_qq, district.revenue_usd
    books.trader_sale(cooperative, journal, sold, revenue, district.farm_gate_price_usd_per_qq * sold - revenue)
    of_calls = calls(district) * sold
    if of_calls > 0.0:
        books.calls_paid(cooperative, journal, of_calls)
    taken = max(district.taken_qq + district.carried_out_qq, 0.0)
    all_sold = taken + sold
    if all_sold > 0:
        district.cooperative_share = taken / max(all_sold, 1e-12)


@process
def enter_or_leave(district: Any, places: Any, market: Any) -> None:
    """In a harvest month traders come or go with the profit of an ordinary year over the normal one.

    What the year adds to their price, or takes off, is gone with it. Reads what they bought and prices; writes their number, and
    each place of a trader in the district as it was in this month.
    """
    harvest_share, number, cash = market.harvest_share, district.traders, cash_usd(district, market)
    bought = district.side_sold_qq / number
    profit = profit_usd_per_qq(district, market, district.noise_of_the_year_usd_per_qq) * bought
    of_an_ordinary_year = profit_usd_per_qq(district, market, 0.0) * bought
    for k in range(len(places)):
        present = min(max(number - k, 0.0), 1.0)
        places[k].present_share, places[k].cash_usd = present, cash * present
        places[k].bought_qq, places[k].profit_usd = present * bought, present * profit
    normal = entry.normal_profit_usd(district.start_markdown_usd_per_qq, district.start_purchases_qq * harvest_share)
    most = SLOTS_FOR_ENTRANTS * ceil(district.number)  # as many as alone, whoever shares the block
    district.traders = entry.next_number(number, of_an_ordinary_year, normal, district.entry_elasticity * harvest_share, most)


@process
def profit_usd_per_qq(district: Any, market: Any, noise_usd_per_qq: float) -> float:
    """What a trader earns per quintal this month by lag, market power and the noise of the year, his calls paid."""
    export = paid_to_traders_usd_per_qq(district, market.world_price_usd_per_qq)
    profit: float = entry.trader_profit_usd_per_qq(
        district.margin_share,
        export,
        district.known_price_usd_per_qq,
        district.markdown_now_usd_per_qq,
        noise_usd_per_qq,
    )
    return profit - calls(district)
