"""The cooperative's purse: what it can lay hands on, and how it pays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import cooperative, postings
from coopsim.model.world import World, over_months, some

Array = NDArray[np.float64]


def set_credit_limit(world: World) -> None:
    """What the lender allows this month, by the value of contracts and receivables.

    They are valued at the normal price where the line does not grow.
    """
    c, d, price = world.cooperatives, world.districts, world.world_price_usd_per_qq()
    open_qq = over_months(world.open_qq)
    contracts = over_months(world.fixed_usd) + open_qq * (price + c.differential_usd_per_qq)
    receivables = world.ledger.has("receivable")
    if not c.line_grows.all():
        normal = d.normal_price_usd_per_qq + c.differential_usd_per_qq
        contracts = np.where(c.line_grows, contracts, (over_months(world.fixed_qq) + open_qq) * normal)
        receivables = np.where(c.line_grows, receivables, c.receivable_qq * normal)
    c.credit_limit_usd[:] = cooperative.credit_limit_usd(c.credit_line_usd, c.credit_line_share, contracts, receivables) * c.alive


def funds_usd(world: World) -> Array:
    """Cash and the unused line."""
    return np.asarray(_cash_at_hand_usd(world) + _unused_line_usd(world))


def _cash_at_hand_usd(world: World) -> Array:
    return np.asarray(np.maximum(world.ledger.has("cash"), 0.0))


def _unused_line_usd(world: World) -> Array:
    return np.asarray(np.maximum(world.cooperatives.credit_limit_usd - world.ledger.owes("line"), 0.0))


def pay(world: World, amount_usd: Array) -> Array:
    """Make `amount_usd` ready in cash, drawing on the line where cash is short.

    Gives what can be paid (never more than the funds).
    """
    if not some(amount_usd):  # arrears, penalties, what is overdue: mostly nothing
        return amount_usd
    cash = _cash_at_hand_usd(world)
    payable = np.minimum(amount_usd, cash + _unused_line_usd(world))
    drawn = np.maximum(payable - cash, 0.0)
    if some(drawn):
        world.ledger.post("draw", postings.draw(drawn))
    return payable


def repay_line(world: World) -> None:
    """Cash at hand goes to the lender first."""
    repaid = np.minimum(_cash_at_hand_usd(world), np.maximum(world.ledger.owes("line"), 0.0))
    if some(repaid):
        world.ledger.post("repay", postings.repayment(repaid))
