"""Survival: judged by accounts only. Closing pays claims in order; each creditor's loss has a name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import contracts, cooperative, postings
from coopsim.model.contracts import contract_gain_usd, sale_price_today
from coopsim.model.world import World, over_months

Array = NDArray[np.float64]

# who is paid first when a cooperative closes, and who bears what is left unpaid
CLAIMS = (
    ("line", "lender"),
    ("penalty_due", "exporter"),
    ("overdue_suppliers", "suppliers"),
    ("premium_fund", "state"),
    ("due_members", "households"),
    ("overdue_members", "households"),
    ("shares", "households"),
)


def judge_survival(world: World) -> None:
    """Which cooperatives close, by their accounts.

    Negative net worth at so many closings running, long arrears with nothing to lend on, or sales too small for too long.
    """
    c, ledger = world.cooperatives, world.ledger
    c.net_worth_usd[:] = cooperative.net_worth_usd(ledger.equity_usd, contract_gain_usd(world))
    c.negative_count[:] = np.where(cooperative.insolvent(c.net_worth_usd), c.negative_count + 1.0, 0.0)
    covers = c.season_delivered_qq * c.fee_usd_per_qq < c.low_sales_share * c.fixed_cost_usd_per_year
    spread = c.fixed_cost_spread
    c.low_sales_count[:] = np.where(covers & spread, c.low_sales_count + 1.0, 0.0)
    nothing_to_lend_on = (over_months(world.fixed_qq) + over_months(world.open_qq)) <= 1e-9
    closes = c.alive & (
        (c.negative_count >= c.negative_closings)
        | ((c.arrears_count > c.arrears_months) & nothing_to_lend_on)
        | (c.low_sales_count >= c.low_sales_seasons)
    )
    if closes.any():
        _close(world, closes)


def _close(world: World, closes: NDArray[np.bool_]) -> None:
    c, f, ledger = world.cooperatives, world.farmers, world.ledger
    price = sale_price_today(world)
    quantity = np.where(closes, c.stock_qq + over_months(world.in_process_qq), 0.0)
    ledger.post("closing: coffee sold", postings.shipment(quantity, quantity * price, np.where(closes, ledger.has("stock"), 0.0)))
    ledger.post("closing: buyers pay", postings.buyer_pays(np.where(closes, ledger.has("receivable"), 0.0)))
    book, value = over_months(world.fixed_qq), over_months(world.fixed_usd)
    out = contracts.washout_cost_usd_per_qq(price, value / np.maximum(book, 1e-12), c.penalty_usd_per_qq)
    ledger.post(
        "closing: contracts",
        postings.penalty_owed(np.where(closes, out * book + c.penalty_usd_per_qq * over_months(world.open_qq), 0.0)),
    )
    paid_members = np.zeros(c.shape)
    for account, creditor in CLAIMS:
        claim = np.where(closes, np.maximum(ledger.owes(account), 0.0), 0.0)
        paid = np.minimum(claim, np.maximum(ledger.has("cash"), 0.0))
        ledger.post(f"closing: {account}", postings.claim_paid(account, paid, creditor))
        ledger.post(f"closing: {account} lost", postings.written_off(account, claim - paid, creditor))
        if creditor == "households":
            paid_members += paid
    left = np.where(closes, ledger.has("cash"), 0.0)
    equity = np.where(closes, ledger.owes("reserve"), 0.0)
    result = np.where(closes, ledger.owes("result"), 0.0)
    ledger.post(
        "closing: the rest",
        postings.Posting("households", {"reserve": equity, "result": result, "cash": -left}, {"households": left}),
    )
    _pay_out(world, closes, paid_members + left)
    where = world.at_farms(closes) & np.ones(f.shape, dtype=bool)
    world.due_usd[:, where] = 0.0
    world.pooled_qq[:, where] = 0.0
    f.overdue_usd[where] = 0.0
    f.cooperative[where & f.is_member] = -1
    f.is_member[where] = False
    f.attends[where] = False
    for ring in (
        world.pool_advance_usd,
        world.balance_qq,
        world.balance_usd,
        world.fixed_qq,
        world.fixed_usd,
        world.open_qq,
        world.in_process_qq,
    ):
        ring[:, closes] = 0.0
    for column in (
        c.stock_qq,
        c.receivable_qq,
        c.posted_price_usd_per_qq,
        c.advance_usd_per_qq,
        c.expected_volume_qq,
        c.credit_limit_usd,
    ):
        column[closes] = 0.0
    c.closed_month[closes] = world.month
    c.alive[closes] = False


def _pay_out(world: World, closes: NDArray[np.bool_], paid: Array) -> None:
    """What members get out of a closing: first what each is owed, pro rata; what is left by equal shares."""
    f, members = world.farmers, world.by_district(world.farmers.is_member.astype(float))
    own = (over_months(world.due_usd) + f.overdue_usd) * world.at_farms(closes)
    owed = world.by_district(own)
    to_claims = np.minimum(paid, owed)
    to_shares = np.where(members > 0, paid - to_claims, 0.0)
    nobody = paid - to_claims - to_shares
    world.ledger.post("closing: to nobody", postings.Posting("state", {}, {"households": -nobody, "state": nobody}))
    amount = own * world.at_farms(np.where(owed > 0, to_claims / np.maximum(owed, 1e-12), 0.0))
    amount += np.where(f.is_member, world.at_farms(np.where(members > 0, to_shares / np.maximum(members, 1.0), 0.0)), 0.0)
    f.savings_usd += amount
    f.season_received_usd += amount
