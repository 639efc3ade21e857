"""Put options: bought as the season opens, as far as funds go, and paid out in the month in which the coffee is shipped."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.equations.hedging import option_pays_usd
from coopsim.model.processes import books
from coopsim.model.processes.contracts import differential_usd_per_qq, forward_price
from coopsim.model.processes.treasury import pay
from coopsim.model.records import CONTRACT_MONTHS


@process
def options_are_bought(row: Any) -> None:
    """The season opens: every cooperative that covers itself buys options for the coffee that it expects."""
    for place in range(len(row.cooperatives)):
        c = row.cooperatives[place]
        if c.alive and c.hedged_share > 0.0:
            buys_options(c, row.districts[c.district], row.market, row.known_log_shift, row.journal)


@process
def buys_options(cooperative: Any, district: Any, market: Any, known_log_shift: Any, journal: Any) -> None:
    """For each month in which coffee will be shipped, less of all where money is short: adds to options by month, pays."""
    c, lag = cooperative, int(cooperative.processing_months)
    differential, cost = differential_usd_per_qq(cooperative, district), 0.0
    for month in range(12):
        if market.harvest_shares[month] > 0:
            expected = forward_price(c, district, market, known_log_shift, float(month + lag)) - differential
            cost += c.hedged_share * c.expected_volume_qq * market.harvest_shares[month] * c.option_cost_share * expected
    paid = pay(c, journal, cost)
    bought_share = paid / cost if cost > 0.0 else 1.0
    books.option(c, journal, books.OPTION_BOUGHT, -paid)
    for month in range(12):
        if market.harvest_shares[month] > 0:
            expected = forward_price(c, district, market, known_log_shift, float(month + lag)) - differential
            quantity = bought_share * c.hedged_share * c.expected_volume_qq * market.harvest_shares[month]
            due = (market.month + month + lag) % CONTRACT_MONTHS
            c.option_qq[due] += quantity
            c.option_floor_usd[due] += quantity * c.option_floor_share * expected


@process
def options_are_paid(row: Any) -> None:
    """Options of this month pay what the world price lacks of their floor; they are gone."""
    due = row.market.month % CONTRACT_MONTHS
    for place in range(len(row.cooperatives)):
        c = row.cooperatives[place]
        if c.option_qq[due] > 0.0:
            is_paid_for_options(c, row.market, row.journal, due)


@equation
def is_paid_for_options(cooperative: Any, market: Any, journal: Any, due: int) -> None:
    """Writes the options of one month (none are left) and the books."""
    paid: Any = option_pays_usd(cooperative.option_floor_usd[due], cooperative.option_qq[due], market.world_price_usd_per_qq)
    books.option(cooperative, journal, books.OPTION_PAYS, paid)
    cooperative.option_qq[due] = cooperative.option_floor_usd[due] = 0.0


@equation
def sells_its_options(cooperative: Any, market: Any, journal: Any) -> None:
    """It closes: every option is sold for what it would pay today."""
    for due in range(CONTRACT_MONTHS):
        if cooperative.option_qq[due] > 0.0:
            is_paid_for_options(cooperative, market, journal, due)
