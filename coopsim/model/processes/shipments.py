"""Coffee is shipped against contracts; what the cooperative does about coffee that is not there."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process, total
from coopsim.equations import contracts
from coopsim.model.processes import books
from coopsim.model.processes.contracts import forward_price, sale_price_today
from coopsim.model.processes.treasury import funds_usd, pay
from coopsim.model.records import CONTRACT_MONTHS, LONGEST_PROCESSING

NEAR = 1e-9  # a tie between two prices is no reason to break a contract


@process
def coffee_is_shipped(row: Any) -> None:
    """Every cooperative ships what is ready."""
    for place in range(len(row.cooperatives)):
        coffee_gets_ready(row.cooperatives[place], row.market)
        ship(row.cooperatives[place], row.districts[place], row.market, row.known_log_shift, row.journal)


@process
def coffee_gets_ready(cooperative: Any, market: Any) -> None:
    """What has been processed goes to stock; a buyer forgets a default as months pass.

    Reads what is in process; writes stock, the shipment of the month (none yet) and the months without relation.
    """
    ready = market.month % LONGEST_PROCESSING
    cooperative.stock_qq += cooperative.in_process_qq[ready]
    cooperative.in_process_qq[ready] = 0.0
    cooperative.shipped_qq = 0.0
    cooperative.relation_lost_months = max(cooperative.relation_lost_months - 1.0, 0.0)


@process
def ship(cooperative: Any, district: Any, market: Any, known_log_shift: Any, journal: Any) -> None:
    """Coffee in stock is shipped: contracts of the month first, the rest at the price of the day.

    Reads stock and contracts due; writes the contracts of the month (none are left); adds to the season's account of
    contracts. A shortfall is rolled over, bought in or paid off.
    """
    due = market.month % CONTRACT_MONTHS
    if cooperative.stock_qq == 0.0 and cooperative.fixed_qq[due] == 0.0 and cooperative.open_qq[due] == 0.0:
        return
    if walks_away(cooperative, district, market):
        leave_contracts(cooperative, market, journal)
    price = sale_price_today(cooperative, district, market)  # after that: the buyer remembers
    fixed, fixed_usd, open_qq = cooperative.fixed_qq[due], cooperative.fixed_usd[due], cooperative.open_qq[due]
    contracted, stock = fixed + open_qq, cooperative.stock_qq
    own_coffee = min(stock, contracted)
    filled = own_coffee / max(contracted, 1e-12)
    cooperative.season_contracted_qq += contracted
    cooperative.season_own_coffee_missing_qq += contracted - own_coffee
    cooperative.season_kept_qq += own_coffee
    if stock > 0:
        ship_own_coffee(cooperative, market, filled * fixed_usd + (stock - filled * fixed) * price, journal)
    missing = 1.0 - filled
    shortfall = missing * contracted
    if shortfall > 0:
        contract_price = (fixed_usd + open_qq * price) / max(contracted, 1e-12)
        forward = forward_prices(cooperative, district, market, known_log_shift)
        rolled = rolled_over_qq(cooperative, district, market, forward, shortfall, contract_price)
        roll_over(cooperative, market, forward, rolled, shortfall, missing * fixed, missing * fixed_usd, journal)
        buy_in_or_pay_off(cooperative, district, market, shortfall - rolled, contract_price, journal)
    cooperative.fixed_qq[due] = cooperative.fixed_usd[due] = cooperative.open_qq[due] = 0.0


@process
def ship_own_coffee(cooperative: Any, market: Any, revenue_usd: float, journal: Any) -> None:
    """All that is in stock goes to the exporter, who pays next month; certified coffee earns its premium.

    Reads stock and its cost; writes stock (nothing), what was shipped; adds to receivables and to the season's pool.
    """
    quantity, season = cooperative.stock_qq, market.season % 2
    in_stock = quantity + total(cooperative.in_process_qq)
    cost = cooperative.stock_usd * quantity / max(in_stock, 1e-12)
    books.shipment(cooperative, journal, books.SHIPMENT, quantity, revenue_usd, cost)
    if cooperative.certified_share > 0:
        premium = cooperative.premium_usd_per_qq * cooperative.certified_share * quantity
        books.certification_premium(cooperative, journal, premium)
    cooperative.stock_qq = 0.0
    cooperative.receivable_qq += quantity
    cooperative.pool_revenue_usd[season] += revenue_usd
    cooperative.pool_shipped_qq[season] += quantity
    cooperative.shipped_qq = quantity


@process
def buy_in_price(cooperative: Any, market: Any) -> float:
    """What coffee of the contract's own quality costs that is bought in a hurry: the same differential, and dearer."""
    return contracts.buy_in_price_usd_per_qq(
        market.world_price_usd_per_qq, cooperative.differential_usd_per_qq, cooperative.buy_in_premium_usd_per_qq
    )


@process
def walks_away(cooperative: Any, district: Any, market: Any) -> bool:
    """Whether the board leaves fixed contracts that it could fill, as that is worth more than the relation to the buyer."""
    book = total(cooperative.fixed_qq)
    if book <= 1e-9:
        return False
    relation = contracts.relation_value_usd(
        cooperative.differential_usd_per_qq - district.trader_differential_usd_per_qq,
        cooperative.expected_volume_qq,
        max(cooperative.relation_years, 1e-9),
        cooperative.interest_share_per_year,
    )
    price, agreed = sale_price_today(cooperative, district, market), total(cooperative.fixed_usd) / max(book, 1e-9)
    if not contracts.defaults_strategically(price, agreed, cooperative.penalty_usd_per_qq, book, relation):
        return False
    month = market.month % CONTRACT_MONTHS
    due = cooperative.fixed_qq[month] + cooperative.open_qq[month]
    could_buy = funds_usd(cooperative) / buy_in_price(cooperative, market)
    return cooperative.stock_qq + could_buy >= due  # else it has to break them


@process
def leave_contracts(cooperative: Any, market: Any, journal: Any) -> None:
    """Strategic default: all contracts at a fixed price are left, the penalty is owed and the buyer remembers.

    Reads contracts; writes them (none at a fixed price) and the months without relation; adds to the season's account.
    """
    month = market.month % CONTRACT_MONTHS
    book, due = total(cooperative.fixed_qq), cooperative.fixed_qq[month]
    books.penalty_owed(cooperative, journal, books.STRATEGIC_DEFAULT, cooperative.penalty_usd_per_qq * book)
    cooperative.season_defaulted_strategic_qq += book
    cooperative.season_contracted_qq += due
    cooperative.season_own_coffee_missing_qq += due
    cooperative.relation_lost_months = 12.0 * cooperative.relation_years
    cooperative.fixed_qq[:] = 0.0
    cooperative.fixed_usd[:] = 0.0


@process
def pay_off_cost_usd_per_qq(cooperative: Any, district: Any, market: Any, contract_price: float) -> float:
    """Loss per quintal of paying oneself out of a contract today."""
    price = sale_price_today(cooperative, district, market)
    return contracts.washout_cost_usd_per_qq(price, contract_price, cooperative.penalty_usd_per_qq)


@process
def forward_prices(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> tuple[float, float]:
    """What a buyer agrees to today for this month, and for the month to which a delivery can be moved."""
    today = forward_price(cooperative, district, market, known_log_shift, 0.0)
    return today, forward_price(cooperative, district, market, known_log_shift, cooperative.rollover_months)


@process
def rolled_over_qq(
    cooperative: Any, district: Any, market: Any, forward: Any, shortfall_qq: float, contract_price: float
) -> float:
    """What of a shortfall moves to a later month: as far as the buyer allows and the fee can be paid, if that is cheapest.

    Reads prices and funds; `forward` are the forward prices of this and the later month.
    """
    fee, money, buy_price = cooperative.rollover_fee_usd_per_qq, funds_usd(cooperative), buy_in_price(cooperative, market)
    instead = pay_off_cost_usd_per_qq(cooperative, district, market, contract_price)
    if money >= buy_price * shortfall_qq:
        instead = min(contracts.buy_in_cost_usd_per_qq(buy_price, contract_price), instead)
    if not cooperative.alive or contracts.rollover_cost_usd_per_qq(fee, forward[0], forward[1]) > instead:
        return 0.0
    return min(cooperative.rollover_limit_share * shortfall_qq, money / max(fee, 1e-9))


@process
def roll_over(
    cooperative: Any,
    market: Any,
    forward: Any,
    rolled_qq: float,
    shortfall_qq: float,
    fixed_qq: float,
    fixed_usd: float,
    journal: Any,
) -> None:
    """Deliveries move to a later month, for a fee; a fixed price is re-marked, so that a loss moves along.

    Reads what of the shortfall was at a fixed price; adds to contracts of the later month and to what is late this season.
    """
    fee = cooperative.rollover_fee_usd_per_qq * rolled_qq
    books.rollover(cooperative, journal, pay(cooperative, journal, fee))
    due = (market.month + int(cooperative.rollover_months)) % CONTRACT_MONTHS
    share = rolled_qq / max(shortfall_qq, 1e-12)
    price = contracts.rolled_price_usd_per_qq(fixed_usd / max(fixed_qq, 1e-12), forward[0], forward[1])
    cooperative.fixed_qq[due] += share * fixed_qq
    cooperative.fixed_usd[due] += share * fixed_qq * max(price, 0.0)
    cooperative.open_qq[due] += share * (shortfall_qq - fixed_qq)
    cooperative.season_late_qq += rolled_qq


@process
def buy_in_or_pay_off(
    cooperative: Any, district: Any, market: Any, shortfall_qq: float, contract_price: float, journal: Any
) -> None:
    """What was not rolled over is filled with bought coffee as far as there is money, if that is cheaper; the rest paid off.

    Reads prices and funds; adds to receivables and to the season's forced defaults.
    """
    buy_price = buy_in_price(cooperative, market)
    pay_off_cost = pay_off_cost_usd_per_qq(cooperative, district, market, contract_price)
    bought = 0.0
    if cooperative.alive and contracts.buy_in_cost_usd_per_qq(buy_price, contract_price) <= pay_off_cost + NEAR * buy_price:
        bought = min(shortfall_qq, funds_usd(cooperative) / max(buy_price, 1e-9))
        cost = pay(cooperative, journal, buy_price * bought)
        books.buy_in(cooperative, journal, bought, cost)
        books.shipment(cooperative, journal, books.SHIPMENT_OF_BOUGHT_COFFEE, bought, bought * contract_price, cost)
        cooperative.receivable_qq += bought
    paid_off = shortfall_qq - bought
    books.penalty_owed(cooperative, journal, books.WASHOUT, pay_off_cost * paid_off)
    cooperative.season_defaulted_forced_qq += paid_off
