"""Moments 2 and 7: coffee sold forward, coffee shipped; what is done about coffee that is not there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import contracts, postings
from coopsim.equations.prices import floor_price
from coopsim.model.treasury import funds_usd, pay
from coopsim.model.world import CONTRACT_MONTHS, LONGEST_PROCESSING, World, over_months, some

Array = NDArray[np.float64]
NEAR = 1e-9  # a tie between two prices is no reason to break a contract


def sale_price_today(world: World) -> Array:
    """The cooperative's FOB price for coffee shipped now.

    Without its premium while a buyer remembers a default; with the floor where certified.
    """
    c, paid = world.cooperatives, world.world_price_usd_per_qq()
    if some(c.certified_share):
        floor = np.where(c.certified_floor, floor_price(paid, world.paths.price_floor_usd_per_qq[world.month]), paid)
        paid = c.certified_share * floor + (1.0 - c.certified_share) * paid
    return np.asarray(paid + _differential(world))


def _differential(world: World) -> Array:
    """The cooperative's own, or what anybody gets while a buyer remembers a default."""
    c = world.cooperatives
    if not some(c.relation_lost_months):
        return c.differential_usd_per_qq
    return np.where(c.relation_lost_months > 0, world.districts.trader_differential_usd_per_qq, c.differential_usd_per_qq)


def forward_prices(world: World, months_ahead: NDArray[Any]) -> Array:
    """What a buyer agrees to today for delivery so far ahead: what is expected (known levels included), plus differential.

    All deliveries in one go, shape (deliveries, rows, cooperatives); `months_ahead` has that shape, or 1 where all are alike.
    """
    d = world.districts
    ahead = np.zeros((len(months_ahead) + 1, *world.cooperatives.shape))  # one more, so that there never is a single number:
    ahead[:-1] = months_ahead  # NumPy squares that one and takes powers of many, and the last digit moves
    now, then = world.paths.known_level(world.month), world.paths.known_level(world.month + ahead)
    expected = contracts.forward_price_usd_per_qq(
        world.world_price_usd_per_qq() / now, d.normal_price_usd_per_qq, d.return_share_per_month, ahead, 0.0
    )
    return np.asarray((expected * then + _differential(world))[:-1])


def expected_sale_price(world: World) -> Array:
    """Forward price averaged over the harvest still to come this season (over today's where none is)."""
    lag, to_come = world.cooperatives.processing_months, world.harvest_shares[world.season_month :]
    ahead = np.flatnonzero(to_come > 0)
    if len(ahead) == 0:
        return np.asarray(forward_prices(world, lag[None])[0])
    weighted = to_come[ahead, None, None] * forward_prices(world, ahead[:, None, None] + lag)
    return np.asarray(over_months(weighted) / to_come.sum())


def pool_price(world: World, open_price: Array) -> Array:
    """What the pool is expected to fetch per qq: shipped so far, contracts at their price, the rest at what is expected."""
    c, season = world.cooperatives, world.season % 2
    fixed_qq, fixed_usd = over_months(world.fixed_qq), over_months(world.fixed_usd)
    to_come = c.expected_volume_qq * world.harvest_shares[world.season_month :].sum()
    unsold = c.stock_qq + over_months(world.in_process_qq) + to_come
    rest = np.maximum(unsold - fixed_qq, 0.0)
    counted = np.minimum(fixed_qq, np.maximum(unsold, 1e-9))
    price_of_fixed = fixed_usd / np.maximum(fixed_qq, 1e-9)
    value = world.pool_revenue_usd[season] + counted * price_of_fixed + rest * open_price
    volume = world.pool_shipped_qq[season] + counted + rest
    return np.where(volume > 1e-6, value / np.maximum(volume, 1e-9), open_price)


def sell_forward(world: World) -> None:
    """Pledge month: a share of the expected volume is sold ahead, part of it at a fixed price, spread over the harvest."""
    c, rows = world.cooperatives, np.arange(world.cooperatives.shape[0])[:, None]
    slots = np.arange(world.cooperatives.shape[1])[None, :]
    lag, to_come = c.processing_months.astype(np.int64), np.flatnonzero(world.harvest_shares > 0)
    for ahead, price in zip(to_come, forward_prices(world, to_come[:, None, None] + lag), strict=True):
        quantity = np.where(c.alive, c.forward_share * c.expected_volume_qq * world.harvest_shares[ahead], 0.0)
        fixed = np.where(c.sells_fixed, c.fixed_price_share, 0.0) * quantity
        due = (world.month + ahead + lag) % CONTRACT_MONTHS
        world.fixed_qq[due, rows, slots] += fixed
        world.fixed_usd[due, rows, slots] += fixed * price
        world.open_qq[due, rows, slots] += quantity - fixed


def contract_gain_usd(world: World) -> Array:
    """What the forward book would gain at today's forward prices: sum of qq (F - forward price)."""
    held = np.flatnonzero(world.fixed_usd.any(axis=(1, 2)) | world.fixed_qq.any(axis=(1, 2)))
    if len(held) == 0:  # most seasons end with everything shipped
        return np.zeros(world.cooperatives.shape)
    worth = forward_prices(world, (held - world.month)[:, None, None] % CONTRACT_MONTHS)
    return over_months(world.fixed_usd[held] - world.fixed_qq[held] * worth)


def ship(world: World) -> None:
    """Coffee ready is shipped: contracts of the month first, the rest at the price of the day; shortfalls are dealt with."""
    c, slot = world.cooperatives, world.month % CONTRACT_MONTHS
    ready = world.in_process_qq[world.month % LONGEST_PROCESSING]
    c.stock_qq += ready
    ready[:] = 0.0
    c.shipped_qq[:] = 0.0
    if some(c.relation_lost_months):
        c.relation_lost_months[:] = np.maximum(c.relation_lost_months - 1.0, 0.0)
    fixed, fixed_usd, open_qq = world.fixed_qq[slot], world.fixed_usd[slot], world.open_qq[slot]
    if not (some(c.stock_qq) or some(fixed) or some(open_qq)):
        return
    price = sale_price_today(world)
    if _walk_away(world, price):
        price = sale_price_today(world)  # the buyer remembers
    contracted = fixed + open_qq
    own = np.minimum(c.stock_qq, contracted)
    filled = own / np.maximum(contracted, 1e-12)
    c.season_contracted_qq += contracted
    c.season_own_coffee_missing_qq += contracted - own
    c.season_kept_qq += own
    _ship_own(world, c.stock_qq + 0.0, filled * fixed_usd + (c.stock_qq - filled * fixed) * price)
    shortfall = (1.0 - filled) * contracted
    if some(shortfall):
        contract_price = np.where(contracted > 0, (fixed_usd + open_qq * price) / np.maximum(contracted, 1e-12), price)
        _fill_the_gap(world, shortfall, contract_price, (1.0 - filled) * fixed, (1.0 - filled) * fixed_usd)
    world.fixed_qq[slot], world.fixed_usd[slot], world.open_qq[slot] = 0.0, 0.0, 0.0


def _ship_own(world: World, quantity: Array, revenue: Array) -> None:
    c, season = world.cooperatives, world.season % 2
    in_stock = c.stock_qq + over_months(world.in_process_qq)
    cost = world.ledger.has("stock") * np.where(in_stock > 0, quantity / np.maximum(in_stock, 1e-12), 0.0)
    world.ledger.post("shipment", postings.shipment(quantity, revenue, cost))
    if some(c.certified_share):
        premium = c.premium_usd_per_qq * c.certified_share * quantity
        world.ledger.post("certification premium", postings.certification_premium(premium))
    c.stock_qq -= quantity
    c.receivable_qq += quantity
    world.pool_revenue_usd[season] += revenue
    world.pool_shipped_qq[season] += quantity
    c.shipped_qq[:] = quantity


def _walk_away(world: World, price: Array) -> bool:
    """Strategic default: the board leaves fixed contracts that it could fill, if walking away is worth more than the relation.

    Whether any board does.
    """
    c, d = world.cooperatives, world.districts
    book, value = over_months(world.fixed_qq), over_months(world.fixed_usd)
    if not some(book):
        return False
    premium = c.differential_usd_per_qq - d.trader_differential_usd_per_qq
    relation = contracts.relation_value_usd(
        premium, c.expected_volume_qq, np.maximum(c.relation_years, 1e-9), c.interest_share_per_year
    )
    walks = (book > 1e-9) & contracts.defaults_strategically(
        price, value / np.maximum(book, 1e-9), c.penalty_usd_per_qq, book, relation
    )
    if not some(walks):  # nearly always: the rest need not be asked
        return False
    due = world.fixed_qq[world.month % CONTRACT_MONTHS] + world.open_qq[world.month % CONTRACT_MONTHS]
    busy = (c.stock_qq > 0) | (due > 0)
    able = c.stock_qq + funds_usd(world) / _buy_in_price(world) >= due  # it has the coffee or could buy it: else it is forced
    walks &= busy & able
    if not some(walks):
        return False
    broken = np.where(walks, book, 0.0)
    world.ledger.post("strategic default", postings.penalty_owed(c.penalty_usd_per_qq * broken))
    c.season_defaulted_strategic_qq += broken
    due_now = np.where(walks, world.fixed_qq[world.month % CONTRACT_MONTHS], 0.0)
    c.season_contracted_qq += due_now
    c.season_own_coffee_missing_qq += due_now
    c.relation_lost_months[:] = np.where(walks, 12.0 * c.relation_years, c.relation_lost_months)
    world.fixed_qq[:, walks] = 0.0
    world.fixed_usd[:, walks] = 0.0
    return True


def _buy_in_price(world: World) -> Array:
    """Coffee of the contract's own quality, bought in a hurry: the same differential, and dearer."""
    c = world.cooperatives
    return np.asarray(
        contracts.buy_in_price_usd_per_qq(world.world_price_usd_per_qq(), c.differential_usd_per_qq, c.buy_in_premium_usd_per_qq)
    )


def _fill_the_gap(world: World, shortfall: Array, contract_price: Array, fixed: Array, fixed_usd: Array) -> None:
    """Shortfall of the month: roll over what the buyer allows, buy in, or pay oneself out; the cheapest that can be paid for."""
    c, rows = world.cooperatives, np.arange(world.cooperatives.shape[0])[:, None]
    price, slots = sale_price_today(world), np.arange(world.cooperatives.shape[1])[None, :]
    later = c.rollover_months.astype(np.int64)
    now, then = forward_prices(world, np.stack([0.0 * c.rollover_months, c.rollover_months]))
    buy_price = _buy_in_price(world)
    buy_cost = contracts.buy_in_cost_usd_per_qq(buy_price, contract_price)
    roll_cost = contracts.rollover_cost_usd_per_qq(c.rollover_fee_usd_per_qq, now, then)
    out_cost = contracts.washout_cost_usd_per_qq(price, contract_price, c.penalty_usd_per_qq)
    money = funds_usd(world)
    other = np.where(money >= buy_price * shortfall, np.minimum(buy_cost, out_cost), out_cost)  # what could be done instead
    rolls = np.where((roll_cost <= other) & c.alive, c.rollover_limit_share * shortfall, 0.0)
    rolls = np.minimum(rolls, money / np.maximum(c.rollover_fee_usd_per_qq, 1e-9))
    share = rolls / np.maximum(shortfall, 1e-12)
    world.ledger.post("rollover", postings.rollover(pay(world, c.rollover_fee_usd_per_qq * rolls)))
    due = (world.month + later) % CONTRACT_MONTHS
    world.fixed_qq[due, rows, slots] += share * fixed
    world.fixed_usd[due, rows, slots] += (
        share * fixed * np.maximum(contracts.rolled_price_usd_per_qq(fixed_usd / np.maximum(fixed, 1e-12), now, then), 0.0)
    )
    world.open_qq[due, rows, slots] += share * (shortfall - fixed)
    c.season_late_qq += rolls
    rest = shortfall - rolls
    affordable = np.minimum(rest, funds_usd(world) / np.maximum(buy_price, 1e-9))
    bought = np.where((buy_cost <= out_cost + NEAR * buy_price) & c.alive, affordable, 0.0)
    cost = pay(world, buy_price * bought)
    world.ledger.post("buy-in", postings.buy_in(bought, cost))
    world.ledger.post("shipment of bought coffee", postings.shipment(bought, bought * contract_price, cost))
    c.receivable_qq += bought
    washed = rest - bought
    world.ledger.post("washout", postings.penalty_owed(out_cost * washed))
    c.season_defaulted_forced_qq += washed
