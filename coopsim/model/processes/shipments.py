"""Coffee is shipped against contracts; what the cooperative does about coffee that is not there."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, total
from coopsim.equations import contracts
from coopsim.model.processes import books, chains
from coopsim.model.processes.contracts import fixed_book, forward_price, sale_price_today
from coopsim.model.processes.label import certified_share_now
from coopsim.model.processes.treasury import funds_usd, pay
from coopsim.model.records import CONTRACT_MONTHS, LONGEST_PROCESSING


@process
def coffee_is_shipped(row: Any) -> None:
    """Every cooperative ships what is ready."""
    for place in range(len(row.cooperatives)):
        coffee_gets_ready(row.cooperatives[place], row.market)
        ship(
            row.cooperatives[place], row.districts[row.cooperatives[place].district], row.market, row.known_log_shift, row.journal
        )


@process
def coffee_gets_ready(cooperative: Any, market: Any) -> None:
    """What has been processed goes to stock.

    Reads what is in process; writes stock, the shipment and the damages of the month (none yet).
    """
    ready = market.month % LONGEST_PROCESSING
    cooperative.stock_qq += cooperative.in_process_qq[ready]
    cooperative.in_process_qq[ready] = 0.0
    cooperative.shipped_qq = cooperative.damages_this_month_usd = 0.0


@process
def ship(cooperative: Any, district: Any, market: Any, known_log_shift: Any, journal: Any) -> None:
    """Coffee in stock is shipped: contracts of the month first, the rest at the price of the day.

    Reads stock and contracts due; writes the contracts of the month (none are left); adds to the season's account of
    contracts. A shortfall is rolled over, bought in or owed.
    """
    due = market.month % CONTRACT_MONTHS
    if cooperative.stock_qq == 0.0 and due_qq(cooperative, due) == 0.0:
        return
    if walks_away(cooperative, market):
        leave_contracts(cooperative, market, journal)
    contracted, stock = due_qq(cooperative, due), cooperative.stock_qq
    own_coffee = min(stock, contracted)
    filled = own_coffee / max(contracted, 1e-12)
    cooperative.season_contracted_qq += contracted
    cooperative.season_own_coffee_missing_qq += contracted - own_coffee
    cooperative.season_kept_qq += own_coffee
    if stock > 0:
        price = sale_price_today(cooperative, district, market)  # after walking away: buyers remember
        fixed_qq, fixed_usd = fixed_due(cooperative, due)
        of_contracts = filled * (fixed_usd + (contracted - fixed_qq) * price)
        chain_qq, of_the_chain = chains.sells_into_the_chain(cooperative, stock - own_coffee, price)
        sold_ahead = of_contracts + of_the_chain
        rest = (stock - own_coffee - chain_qq) * chains.price_of_the_rest(cooperative, district, price)
        ship_own_coffee(cooperative, market, sold_ahead + rest, own_coffee + chain_qq, sold_ahead, journal)
    if filled < 1.0 and contracted > 0.0:
        lacks_coffee(cooperative, district, market, known_log_shift, 1.0 - filled, journal)
    clear(cooperative, due)


@process
def due_qq(cooperative: Any, due: int) -> float:
    """All contracts of a month."""
    moved = cooperative.rolled_fixed_qq[due] + cooperative.rolled_open_qq[due]
    return cooperative.fixed_qq[due] + cooperative.open_qq[due] + moved


@process
def fixed_due(cooperative: Any, due: int) -> tuple[float, float]:
    """Contracts of a month at a fixed price, those moved to it among them: qq, and their value in US$."""
    return (
        cooperative.fixed_qq[due] + cooperative.rolled_fixed_qq[due],
        cooperative.fixed_usd[due] + cooperative.rolled_fixed_usd[due],
    )


@process
def clear(cooperative: Any, due: int) -> None:
    """No contract of this month is left: writes them."""
    cooperative.fixed_qq[due] = cooperative.fixed_usd[due] = cooperative.open_qq[due] = 0.0
    cooperative.rolled_fixed_qq[due] = cooperative.rolled_fixed_usd[due] = cooperative.rolled_open_qq[due] = 0.0


@process
def ship_own_coffee(
    cooperative: Any, market: Any, revenue_usd: float, contract_qq: float, of_contracts_usd: float, journal: Any
) -> None:
    """All that is in stock goes to the exporter, who pays next month; certified coffee earns its premium.

    Reads stock and its cost; writes stock (nothing), what was shipped; adds to receivables, apart those of contracts, and to
    the season's pool.
    """
    quantity, season = cooperative.stock_qq, market.season % 2
    in_stock = quantity + total(cooperative.in_process_qq)
    cost = cooperative.stock_usd * quantity / max(in_stock, 1e-12)
    books.shipment(cooperative, journal, books.SHIPMENT, quantity, revenue_usd, cost)
    certified = certified_share_now(cooperative)
    if certified > 0:
        premium = cooperative.premium_usd_per_qq * certified * quantity
        books.certification_premium(cooperative, journal, premium)
    cooperative.stock_qq = 0.0
    cooperative.receivable_qq += quantity
    cooperative.receivable_contract_qq += contract_qq
    cooperative.receivable_contract_usd += of_contracts_usd
    cooperative.pool_revenue_usd[season] += revenue_usd
    cooperative.pool_shipped_qq[season] += quantity
    cooperative.shipped_qq = quantity


@equation
def buy_in_price(cooperative: Any, market: Any) -> float:
    """What coffee of the contract's own quality costs that is bought in a hurry: the same differential, and dearer."""
    return contracts.buy_in_price_usd_per_qq(
        market.world_price_usd_per_qq, cooperative.differential_usd_per_qq, cooperative.buy_in_premium_usd_per_qq
    )


@process
def walks_away(cooperative: Any, market: Any) -> bool:
    """Whether the board leaves fixed contracts that it could fill: it gains more than it expects to feel of the debt.

    Reads contracts, the price of cover, what the board's word is worth to it, its hurry and enforcement.
    """
    book, value = fixed_book(cooperative)
    if book <= 1e-9:
        return False
    cover = buy_in_price(cooperative, market)
    if not contracts.breaks_contracts(
        cover,
        value / book,
        cooperative.board_discount_share_per_year,
        cooperative.enforcement_share_per_year,
        cooperative.relation_value_share,
    ):
        return False
    due = due_qq(cooperative, market.month % CONTRACT_MONTHS)
    return cooperative.stock_qq + funds_usd(cooperative) / max(cover, 1e-9) >= due  # else it has to break them


@process
def leave_contracts(cooperative: Any, market: Any, journal: Any) -> None:
    """Strategic default: all contracts at a fixed price are left, of this month and of later ones; damages are owed in full.

    Reads contracts; writes them (none at a fixed price); adds to the season's account of contracts.
    """
    book, value = fixed_book(cooperative)
    damages: Any = contracts.damages_usd_per_qq(buy_in_price(cooperative, market), value / max(book, 1e-12))
    owes_damages(cooperative, books.STRATEGIC_DEFAULT, damages * book, journal)
    cooperative.season_defaulted_strategic_qq += book
    cooperative.season_contracted_qq += book
    cooperative.season_own_coffee_missing_qq += book
    cooperative.fixed_qq[:] = cooperative.fixed_usd[:] = 0.0
    cooperative.rolled_fixed_qq[:] = cooperative.rolled_fixed_usd[:] = 0.0


@process
def owes_damages(cooperative: Any, event: int, amount_usd: float, journal: Any) -> None:
    """What broken contracts cost the buyers is a debt to them: adds to it, and to what of it is new this month."""
    books.damages_owed(cooperative, journal, event, amount_usd)
    cooperative.damages_this_month_usd += amount_usd


@process
def lacks_coffee(cooperative: Any, district: Any, market: Any, known_log_shift: Any, missing_share: float, journal: Any) -> None:
    """The same part of every contract of the month lacks coffee: moved to a later month, bought in, or owed.

    Reads the contracts of the month and prices.
    """
    due = market.month % CONTRACT_MONTHS
    forward = forward_prices(cooperative, district, market, known_log_shift)
    rolled = rolled_share(cooperative, district, market, forward, missing_share)
    roll_over(cooperative, district, market, forward, rolled * missing_share, journal)
    fixed, open_qq = cooperative.fixed_qq[due], cooperative.open_qq[due]
    rest_fixed = missing_share * ((1.0 - rolled) * fixed + cooperative.rolled_fixed_qq[due])
    rest_usd = missing_share * ((1.0 - rolled) * cooperative.fixed_usd[due] + cooperative.rolled_fixed_usd[due])
    rest_open = missing_share * ((1.0 - rolled) * open_qq + cooperative.rolled_open_qq[due])
    price = sale_price_today(cooperative, district, market)
    buy_in_or_owe(cooperative, market, rest_fixed, rest_usd, rest_open, price, journal)


@process
def forward_prices(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> tuple[float, float]:
    """What a buyer agrees to today for this month, and for the month to which a delivery can be moved."""
    today = forward_price(cooperative, district, market, known_log_shift, 0.0)
    return today, forward_price(cooperative, district, market, known_log_shift, cooperative.rollover_months)


@process
def contract_price_due(cooperative: Any, district: Any, market: Any) -> float:
    """Mean price of the month's contracts that were never moved: as agreed, or the price of the day."""
    due = market.month % CONTRACT_MONTHS
    open_qq = cooperative.open_qq[due]
    value = cooperative.fixed_usd[due] + open_qq * sale_price_today(cooperative, district, market)
    return value / max(cooperative.fixed_qq[due] + open_qq, 1e-12)


@process
def rolled_share(cooperative: Any, district: Any, market: Any, forward: Any, missing_share: float) -> float:
    """What part of the contracts that lack coffee, and were never moved, moves to a later month.

    As far as the buyer allows and the interest can be paid, if that is cheaper than cover. `forward` are the forward prices of
    this and the later month.
    """
    due, agreed = market.month % CONTRACT_MONTHS, contract_price_due(cooperative, district, market)
    shortfall = missing_share * (cooperative.fixed_qq[due] + cooperative.open_qq[due])
    interest, months = cooperative.interest_share_per_year, cooperative.rollover_months
    cost = contracts.rollover_cost_usd_per_qq(agreed, interest, months, forward[0], forward[1])
    cheaper = cost <= contracts.damages_usd_per_qq(buy_in_price(cooperative, market), agreed)
    if not cooperative.alive or not cheaper or shortfall <= 0.0:
        return 0.0
    bill = contracts.rollover_interest_usd_per_qq(agreed, interest, months) * shortfall
    return min(cooperative.rollover_limit_share, funds_usd(cooperative) / max(bill, 1e-9))


@process
def roll_over(cooperative: Any, district: Any, market: Any, forward: Any, share: float, journal: Any) -> None:
    """Part of the month's contracts moves to a later month, once; interest is paid, and a fixed price is re-marked.

    Reads contracts that were never moved; adds to contracts moved to the later month and to what is late this season.
    """
    due = market.month % CONTRACT_MONTHS
    fixed, open_qq = share * cooperative.fixed_qq[due], share * cooperative.open_qq[due]
    interest = contracts.rollover_interest_usd_per_qq(
        contract_price_due(cooperative, district, market), cooperative.interest_share_per_year, cooperative.rollover_months
    )
    books.rollover(cooperative, journal, pay(cooperative, journal, interest * (fixed + open_qq)))
    agreed = cooperative.fixed_usd[due] / max(cooperative.fixed_qq[due], 1e-12)
    later = (market.month + int(cooperative.rollover_months)) % CONTRACT_MONTHS
    cooperative.rolled_fixed_qq[later] += fixed
    cooperative.rolled_fixed_usd[later] += fixed * max(contracts.rolled_price_usd_per_qq(agreed, forward[0], forward[1]), 0.0)
    cooperative.rolled_open_qq[later] += open_qq
    cooperative.season_late_qq += fixed + open_qq


@process
def buy_in_or_owe(
    cooperative: Any, market: Any, fixed_qq: float, fixed_usd: float, open_qq: float, price_usd_per_qq: float, journal: Any
) -> None:
    """What was not moved is filled with bought coffee as far as there is money; damages for the rest are owed.

    Both cost the same, so nothing is gained by not paying. Adds to receivables, to coffee bought in, to forced defaults.
    """
    shortfall, cover = fixed_qq + open_qq, buy_in_price(cooperative, market)
    bought = min(shortfall, funds_usd(cooperative) / max(cover, 1e-9)) if cooperative.alive else 0.0
    share = bought / max(shortfall, 1e-12)
    if bought > 0:
        revenue, cost = share * (fixed_usd + open_qq * price_usd_per_qq), pay(cooperative, journal, cover * bought)
        books.buy_in(cooperative, journal, bought, cost)
        books.shipment(cooperative, journal, books.SHIPMENT_OF_BOUGHT_COFFEE, bought, revenue, cost)
        cooperative.receivable_qq += bought
        cooperative.receivable_contract_qq += bought
        cooperative.receivable_contract_usd += revenue
        cooperative.season_bought_in_qq += bought
    damages: Any = contracts.damages_usd_per_qq(cover, fixed_usd / max(fixed_qq, 1e-12)) * fixed_qq
    damages += contracts.damages_usd_per_qq(cover, price_usd_per_qq) * open_qq
    owes_damages(cooperative, books.WASHOUT, (1.0 - share) * damages, journal)
    cooperative.season_defaulted_forced_qq += shortfall - bought
