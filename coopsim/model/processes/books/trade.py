"""What is written for coffee, contracts, running costs and the lender. In the docstrings: debit / credit."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.model.processes.books import journal as kept
from coopsim.model.processes.books.journal import EXPORTER, HOUSEHOLDS, LENDER, STATE, SUPPLIERS, TRADERS, note


@equation
def harvest(cooperative: Any, journal: Any, quantity_qq: float) -> None:
    """Coffee picked: the only event in which coffee comes into the world (Eq. A1)."""
    cooperative.coffee_of_farmers_qq += quantity_qq
    cooperative.coffee_of_trees_qq -= quantity_qq
    note(journal, cooperative, kept.HARVEST, HOUSEHOLDS)


@equation
def delivery(cooperative: Any, journal: Any, event: int, quantity_qq: float, promised: float, advance: float) -> None:
    """Coffee delivered against a firm promise m, advance a paid: Stock m q / Cash a q, DueMembers (m - a) q (Eq. A2)."""
    cooperative.stock_usd += promised * quantity_qq
    cooperative.cash_usd -= advance * quantity_qq
    cooperative.due_members_usd += (promised - advance) * quantity_qq
    cooperative.cash_of_households_usd += advance * quantity_qq
    cooperative.coffee_of_farmers_qq -= quantity_qq
    cooperative.coffee_of_cooperative_qq += quantity_qq
    note(journal, cooperative, event, HOUSEHOLDS)


@equation
def trader_sale(cooperative: Any, journal: Any, quantity_qq: float, to_households_usd: float, pick_up_usd: float) -> None:
    """Coffee sold to traders, who pay the household and the pick-up; the cooperative's own books are not touched (Eq. A4)."""
    cooperative.cash_of_traders_usd -= to_households_usd + pick_up_usd
    cooperative.cash_of_households_usd += to_households_usd
    cooperative.cash_of_suppliers_usd += pick_up_usd
    cooperative.coffee_of_farmers_qq -= quantity_qq
    cooperative.coffee_of_traders_qq += quantity_qq
    note(journal, cooperative, kept.STREET_SALE, TRADERS)


@equation
def processing(cooperative: Any, journal: Any, quantity_qq: float, cost_usd_per_qq: float) -> None:
    """Stock k q / Cash k q (Eq. A5)."""
    cost = cost_usd_per_qq * quantity_qq
    cooperative.stock_usd += cost
    cooperative.cash_usd -= cost
    cooperative.cash_of_suppliers_usd += cost
    note(journal, cooperative, kept.PROCESSING, SUPPLIERS)


@equation
def shipment(cooperative: Any, journal: Any, event: int, quantity_qq: float, revenue_usd: float, cost_usd: float) -> None:
    """Receivable s q / Result (sales); Result (cost) / Stock at cost; coffee goes to the exporter (Eq. A6)."""
    cooperative.receivable_usd += revenue_usd
    cooperative.stock_usd -= cost_usd
    cooperative.result_usd += revenue_usd - cost_usd
    cooperative.coffee_of_cooperative_qq -= quantity_qq
    cooperative.coffee_of_exporter_qq += quantity_qq
    note(journal, cooperative, event, EXPORTER)


@equation
def buyer_pays(cooperative: Any, journal: Any, event: int, amount_usd: float) -> None:
    """Cash / Receivable, one month after shipment (Eq. A7)."""
    cooperative.cash_usd += amount_usd
    cooperative.receivable_usd -= amount_usd
    cooperative.cash_of_exporter_usd -= amount_usd
    note(journal, cooperative, event, EXPORTER)


@equation
def buy_in(cooperative: Any, journal: Any, quantity_qq: float, cost_usd: float) -> None:
    """Coffee bought from traders to fill a contract: Stock / Cash (Eq. A8)."""
    cooperative.stock_usd += cost_usd
    cooperative.cash_usd -= cost_usd
    cooperative.cash_of_traders_usd += cost_usd
    cooperative.coffee_of_traders_qq -= quantity_qq
    cooperative.coffee_of_cooperative_qq += quantity_qq
    note(journal, cooperative, kept.BUY_IN, TRADERS)


@equation
def rollover(cooperative: Any, journal: Any, interest_usd: float) -> None:
    """A delivery moved to a later month: Result (interest) / Cash (Eq. A9)."""
    cooperative.result_usd -= interest_usd
    cooperative.cash_usd -= interest_usd
    cooperative.cash_of_exporter_usd += interest_usd
    note(journal, cooperative, kept.ROLLOVER, EXPORTER)


@equation
def option(cooperative: Any, journal: Any, event: int, amount_usd: float) -> None:
    """Cash / Result, from the exporter who sold it: what an option pays, or with a minus what it costs (Eq. S9)."""
    cooperative.cash_usd += amount_usd
    cooperative.result_usd += amount_usd
    cooperative.cash_of_exporter_usd -= amount_usd
    note(journal, cooperative, event, EXPORTER)


@equation
def damages_owed(cooperative: Any, journal: Any, event: int, amount_usd: float) -> None:
    """Contracts washed out or broken: Result / DebtToBuyers, in full and at once (Eq. A10)."""
    cooperative.result_usd -= amount_usd
    cooperative.debt_to_buyers_usd += amount_usd
    note(journal, cooperative, event, EXPORTER)


@equation
def debt_to_buyers_paid(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """What is enforced: DebtToBuyers / Cash (Eq. A11)."""
    cooperative.debt_to_buyers_usd -= amount_usd
    cooperative.cash_usd -= amount_usd
    cooperative.cash_of_exporter_usd += amount_usd
    note(journal, cooperative, kept.DEBT_TO_BUYERS_PAID, EXPORTER)


@equation
def debt_to_buyers_deflated(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Inflation on a nominal debt: DebtToBuyers / Result, the buyers' loss in real money (Eq. A43)."""
    cooperative.debt_to_buyers_usd -= amount_usd
    cooperative.result_usd += amount_usd
    note(journal, cooperative, kept.DEBT_TO_BUYERS_DEFLATED, EXPORTER)


@equation
def running_cost(cooperative: Any, journal: Any, event: int, cost_usd: float, paid_usd: float) -> None:
    """Fixed cost, services, certification: Result / Cash, what cannot be paid to Overdue (suppliers) (Eq. A12)."""
    cooperative.result_usd -= cost_usd
    cooperative.cash_usd -= paid_usd
    cooperative.overdue_suppliers_usd += cost_usd - paid_usd
    cooperative.cash_of_suppliers_usd += paid_usd
    note(journal, cooperative, event, SUPPLIERS)


@equation
def arrears_paid(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Overdue (suppliers) / Cash (Eq. A13)."""
    cooperative.overdue_suppliers_usd -= amount_usd
    cooperative.cash_usd -= amount_usd
    cooperative.cash_of_suppliers_usd += amount_usd
    note(journal, cooperative, kept.ARREARS_PAID, SUPPLIERS)


@equation
def interest(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Result i Line / 12, added to the Line; it is paid when the line is repaid (Eq. A14)."""
    cooperative.result_usd -= amount_usd
    cooperative.line_usd += amount_usd
    note(journal, cooperative, kept.INTEREST, LENDER)


@equation
def debt_deflated(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Inflation on a nominal debt: Line / Result, the lender's loss in real money (Eq. A15)."""
    cooperative.line_usd -= amount_usd
    cooperative.result_usd += amount_usd
    note(journal, cooperative, kept.EROSION, LENDER)


@equation
def draw(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Cash / Line (Eq. A16)."""
    cooperative.cash_usd += amount_usd
    cooperative.line_usd += amount_usd
    cooperative.cash_of_lender_usd -= amount_usd
    note(journal, cooperative, kept.DRAW, LENDER)


@equation
def repayment(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Line / Cash (Eq. A17)."""
    cooperative.line_usd -= amount_usd
    cooperative.cash_usd -= amount_usd
    cooperative.cash_of_lender_usd += amount_usd
    note(journal, cooperative, kept.REPAY, LENDER)


@equation
def certification_premium(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Receivable / PremiumFund, restricted to projects (Eq. A18)."""
    cooperative.receivable_usd += amount_usd
    cooperative.premium_fund_usd += amount_usd
    note(journal, cooperative, kept.CERTIFICATION_PREMIUM, EXPORTER)


@equation
def premium_spent(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """PremiumFund / Cash, on projects (Eq. A19)."""
    cooperative.premium_fund_usd -= amount_usd
    cooperative.cash_usd -= amount_usd
    cooperative.cash_of_suppliers_usd += amount_usd
    note(journal, cooperative, kept.PREMIUM_SPENT, SUPPLIERS)


@equation
def support(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Money from outside that is nobody's claim: Cash / Result (Eq. A20)."""
    cooperative.cash_usd += amount_usd
    cooperative.result_usd += amount_usd
    cooperative.cash_of_state_usd -= amount_usd
    note(journal, cooperative, kept.SUPPORT, STATE)
