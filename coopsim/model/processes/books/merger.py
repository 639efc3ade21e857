"""What is written when one cooperative goes into another: every account, so that both stay balanced and no sum changes."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.model.processes.books import journal as kept
from coopsim.model.processes.books.journal import HOUSEHOLDS, note


@equation
def merged(giver: Any, taker: Any, journal: Any) -> None:
    """Own accounts, and those of the others' cash and coffee, go over."""
    own_accounts_go_over(giver, taker)
    others_accounts_go_over(giver, taker)
    note(journal, giver, kept.MERGER_GIVEN, HOUSEHOLDS)
    note(journal, taker, kept.MERGER_TAKEN, HOUSEHOLDS)


@equation
def own_accounts_go_over(giver: Any, taker: Any) -> None:
    """What is owned and what is owed."""
    g, t = giver, taker
    t.cash_usd += g.cash_usd
    t.stock_usd += g.stock_usd
    t.receivable_usd += g.receivable_usd
    t.member_debts_usd += g.member_debts_usd
    t.lent_to_centre_usd += g.lent_to_centre_usd
    t.line_usd += g.line_usd
    t.due_members_usd += g.due_members_usd
    t.overdue_members_usd += g.overdue_members_usd
    t.overdue_suppliers_usd += g.overdue_suppliers_usd
    t.owed_to_centre_usd += g.owed_to_centre_usd
    t.debt_to_buyers_usd += g.debt_to_buyers_usd
    t.premium_fund_usd += g.premium_fund_usd
    t.shares_usd += g.shares_usd
    t.reserve_usd += g.reserve_usd
    t.result_usd += g.result_usd
    g.cash_usd = g.stock_usd = g.receivable_usd = g.member_debts_usd = g.line_usd = g.due_members_usd = 0.0
    g.overdue_members_usd = g.overdue_suppliers_usd = g.debt_to_buyers_usd = g.premium_fund_usd = 0.0
    g.shares_usd = g.reserve_usd = g.result_usd = g.lent_to_centre_usd = g.owed_to_centre_usd = 0.0


@equation
def others_accounts_go_over(giver: Any, taker: Any) -> None:
    """Cash that others have received, and coffee by holder."""
    g, t = giver, taker
    t.cash_of_households_usd += g.cash_of_households_usd
    t.cash_of_traders_usd += g.cash_of_traders_usd
    t.cash_of_exporter_usd += g.cash_of_exporter_usd
    t.cash_of_lender_usd += g.cash_of_lender_usd
    t.cash_of_suppliers_usd += g.cash_of_suppliers_usd
    t.cash_of_state_usd += g.cash_of_state_usd
    t.cash_of_donor_usd += g.cash_of_donor_usd
    t.cash_of_centre_usd += g.cash_of_centre_usd
    t.coffee_of_farmers_qq += g.coffee_of_farmers_qq
    t.coffee_of_cooperative_qq += g.coffee_of_cooperative_qq
    t.coffee_of_traders_qq += g.coffee_of_traders_qq
    t.coffee_of_exporter_qq += g.coffee_of_exporter_qq
    t.coffee_of_trees_qq += g.coffee_of_trees_qq
    g.cash_of_households_usd = g.cash_of_traders_usd = g.cash_of_exporter_usd = g.cash_of_lender_usd = 0.0
    g.cash_of_suppliers_usd = g.cash_of_state_usd = g.cash_of_donor_usd = g.cash_of_centre_usd = 0.0
    g.coffee_of_farmers_qq = g.coffee_of_cooperative_qq = g.coffee_of_traders_qq = 0.0
    g.coffee_of_exporter_qq = g.coffee_of_trees_qq = 0.0
