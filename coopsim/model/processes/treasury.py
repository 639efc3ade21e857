"""The cooperative's treasury: what it can lay hands on, and how it pays."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, total
from coopsim.equations.cooperative import credit_limit_usd
from coopsim.model.processes import books


@process
def set_credit_limit(cooperative: Any, district: Any, market: Any) -> None:
    """What the lender allows this month, by the value of contracts and receivables.

    Reads contracts, receivables and the world price (the normal price where the line does not grow); writes the limit.
    """
    if not cooperative.alive:
        cooperative.credit_limit_usd = 0.0
        return
    open_qq = total(cooperative.open_qq)
    if district.line_grows:
        price = market.world_price_usd_per_qq + cooperative.differential_usd_per_qq
        contracts, receivables = total(cooperative.fixed_usd) + open_qq * price, cooperative.receivable_usd
    else:
        price = district.normal_price_usd_per_qq + cooperative.differential_usd_per_qq
        contracts, receivables = (total(cooperative.fixed_qq) + open_qq) * price, cooperative.receivable_qq * price
    cooperative.credit_limit_usd = credit_limit_usd(
        cooperative.credit_line_usd, cooperative.credit_line_share, contracts, receivables
    )


@equation
def cash_at_hand_usd(cooperative: Any) -> float:
    """Cash, where there is any."""
    cash: float = max(cooperative.cash_usd, 0.0)
    return cash


@equation
def unused_line_usd(cooperative: Any) -> float:
    """What could still be drawn on the line."""
    unused: float = max(cooperative.credit_limit_usd - cooperative.line_usd, 0.0)
    return unused


@equation
def funds_usd(cooperative: Any) -> float:
    """Cash and the unused line."""
    return cash_at_hand_usd(cooperative) + unused_line_usd(cooperative)


@equation
def pay(cooperative: Any, journal: Any, amount_usd: float) -> float:
    """Make an amount ready in cash, drawing on the line where cash is short: what can be paid, never more than the funds."""
    cash = cash_at_hand_usd(cooperative)
    payable = min(amount_usd, cash + unused_line_usd(cooperative))
    if payable > cash:
        books.draw(cooperative, journal, payable - cash)
    return payable


@equation
def repay_line(cooperative: Any, journal: Any) -> None:
    """Cash at hand goes to the lender first."""
    repaid = min(cash_at_hand_usd(cooperative), max(cooperative.line_usd, 0.0))
    if repaid > 0:
        books.repayment(cooperative, journal, repaid)
