"""The cooperative's treasury: what it can lay hands on, and how it pays."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, total
from coopsim.equations import standing as equations
from coopsim.model.processes import books
from coopsim.model.processes.chain_contract import ordered_usd
from coopsim.model.processes.office import office_usd
from coopsim.scenario.mechanisms import UNLIMITED_USD


@equation
def overdue_usd(cooperative: Any) -> float:
    """What the cooperative owes and ought to have paid: to buyers for broken contracts, to suppliers, to members."""
    return cooperative.debt_to_buyers_usd + cooperative.overdue_suppliers_usd + cooperative.overdue_members_usd


@equation
def standing_share(cooperative: Any) -> float:
    """How lender and buyers see it: own funds at the last closing and its size, against what is overdue today."""
    overdue = overdue_usd(cooperative)
    return equations.standing_share(cooperative.own_funds_usd, overdue, office_usd(cooperative))


@process
def set_credit_limit(cooperative: Any, district: Any, market: Any) -> None:
    """What the lender allows this month, by own funds, standing, contracts and coffee shipped for them; and a state bank's line.

    Reads these and the world price (the normal price where the line does not grow); writes the limit.
    """
    if not cooperative.alive:
        cooperative.credit_limit_usd = 0.0
        return
    if not district.working_capital_limit:
        cooperative.credit_limit_usd = UNLIMITED_USD
        return
    contracts, receivables = collateral_usd(cooperative, district, market)
    cooperative.credit_limit_usd = cooperative.state_line_usd + equations.credit_limit_usd(
        cooperative.joint_standing_share if stands_in(cooperative) else standing_share(cooperative),
        cooperative.credit_line_usd,
        cooperative.joint_own_funds_usd if stands_in(cooperative) else cooperative.own_funds_usd,
        cooperative.credit_line_share,
        contracts,
        receivables,
    )


@equation
def stands_in(cooperative: Any) -> bool:
    """Whether it and others of its centre stand in for each other with the lender."""
    return cooperative.joint_line and cooperative.centre > 0.0


@equation
def collateral_usd(cooperative: Any, district: Any, market: Any) -> tuple[float, float]:
    """Open contracts, an order of a chain, and coffee shipped against contracts and not yet paid, as the lender values them."""
    open_qq = total(cooperative.open_qq) + total(cooperative.rolled_open_qq)
    if district.line_grows:
        price = market.world_price_usd_per_qq + cooperative.differential_usd_per_qq
        fixed_usd = total(cooperative.fixed_usd) + total(cooperative.rolled_fixed_usd)
        return fixed_usd + open_qq * price + ordered_usd(cooperative, price), cooperative.receivable_contract_usd
    price = district.normal_price_usd_per_qq + cooperative.differential_usd_per_qq
    fixed_qq = total(cooperative.fixed_qq) + total(cooperative.rolled_fixed_qq)
    return (fixed_qq + open_qq) * price + ordered_usd(cooperative, price), cooperative.receivable_contract_qq * price


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
