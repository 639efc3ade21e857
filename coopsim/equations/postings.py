"""The bookkeeper's table: one function per event, each returning its postings.

The cooperative's accounts are signed as a bookkeeper adds them up: debit positive, credit negative, so that each
event's postings sum to zero. Amounts have the shape of the cooperatives; names end in their unit. `outside` is the
cash of the others (received positive), so that with the cooperative's own cash it sums to zero over the whole world;
`coffee` moves between holders and sums to zero as well.
Source: double entry; the events are those of a Peruvian coffee cooperative's year.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from coopsim.equations.amounts import Amount

ASSETS = ("cash", "stock", "receivable")
LIABILITIES = ("line", "due_members", "overdue_members", "overdue_suppliers", "penalty_due", "premium_fund")
EQUITY = ("shares", "reserve", "result")
ACCOUNTS = ASSETS + LIABILITIES + EQUITY
PARTIES = ("households", "traders", "exporter", "lender", "suppliers", "state", "donor")
HOLDERS = ("farmers", "cooperative", "traders", "exporter")
_NOTHING: Mapping[str, Amount] = MappingProxyType({})


class Posting(NamedTuple):
    """What one event writes: the cooperative's accounts, the others' cash, coffee; `party` is who stands on the other side."""

    party: str
    accounts: Mapping[str, Amount]
    outside: Mapping[str, Amount] = _NOTHING
    coffee: Mapping[str, Amount] = _NOTHING


def delivery(quantity_qq: Amount, promised: Amount, advance: Amount) -> Posting:
    """Coffee delivered against a firm promise m, advance a paid: Stock m q / Cash a q, DueMembers (m - a) q (Eq. A2).

    >>> delivery(10.0, 172.0, 103.0).accounts
    {'stock': 1720.0, 'cash': -1030.0, 'due_members': -690.0}
    """
    accounts = {
        "stock": promised * quantity_qq,
        "cash": -advance * quantity_qq,
        "due_members": -(promised - advance) * quantity_qq,
    }
    return Posting(
        "households", accounts, {"households": advance * quantity_qq}, {"farmers": -quantity_qq, "cooperative": quantity_qq}
    )


def delivery_without_cash(quantity_qq: Amount, promised: Amount, advance: Amount) -> Posting:
    """The advance itself is owed, due at once: Stock m q / DueMembers[0] a q, DueMembers[tau] (m - a) q. Pooled: m = a (Eq. A3).

    >>> delivery_without_cash(10.0, 172.0, 103.0).accounts
    {'stock': 1720.0, 'due_members': -1720.0}
    """
    accounts = {"stock": promised * quantity_qq, "due_members": -promised * quantity_qq}
    return Posting("households", accounts, {}, {"farmers": -quantity_qq, "cooperative": quantity_qq})


def trader_sale(quantity_qq: Amount, to_households_usd: Amount, pick_up_usd: Amount) -> Posting:
    """Coffee sold to traders, who pay the household and the pick-up; the cooperative's own books are not touched (Eq. A4).

    >>> trader_sale(10.0, 1450.0, 50.0).outside
    {'traders': -1500.0, 'households': 1450.0, 'suppliers': 50.0}
    """
    outside = {"traders": -(to_households_usd + pick_up_usd), "households": to_households_usd, "suppliers": pick_up_usd}
    return Posting("traders", {}, outside, {"farmers": -quantity_qq, "traders": quantity_qq})


def harvest(quantity_qq: Amount) -> Posting:
    """Coffee picked: the only event in which coffee comes into the world (Eq. A1).

    >>> harvest(10.0).coffee
    {'farmers': 10.0, 'trees': -10.0}
    """
    return Posting("households", {}, {}, {"farmers": quantity_qq, "trees": -quantity_qq})


def household_month(spent_usd: Amount, earned_usd: Amount, borrowed_usd: Amount, repaid_usd: Amount) -> Posting:
    """Consumption, inputs and hired labour paid; off-coffee income earned; loans taken from traders and repaid (Eq. A33)."""
    outside = {
        "households": earned_usd + borrowed_usd - spent_usd - repaid_usd,
        "suppliers": spent_usd - earned_usd,
        "traders": repaid_usd - borrowed_usd,
    }
    return Posting("suppliers", {}, outside)


def household_gift(amount_usd: Amount) -> Posting:
    """Cash to households from outside, at unchanged prices (Eq. A34).

    >>> household_gift(100.0).outside
    {'households': 100.0, 'state': -100.0}
    """
    return Posting("state", {}, {"households": amount_usd, "state": -amount_usd})


def processing(quantity_qq: Amount, cost_usd_per_qq: Amount) -> Posting:
    """Stock k q / Cash k q (Eq. A5)."""
    cost = cost_usd_per_qq * quantity_qq
    return Posting("suppliers", {"stock": cost, "cash": -cost}, {"suppliers": cost})


def shipment(quantity_qq: Amount, revenue_usd: Amount, cost_usd: Amount) -> Posting:
    """Receivable s q / Result (sales); Result (cost) / Stock at cost; coffee goes to the exporter (Eq. A6).

    >>> shipment(10.0, 2300.0, 2020.0).accounts
    {'receivable': 2300.0, 'stock': -2020.0, 'result': -280.0}
    """
    accounts = {"receivable": revenue_usd, "stock": -cost_usd, "result": cost_usd - revenue_usd}
    return Posting("exporter", accounts, {}, {"cooperative": -quantity_qq, "exporter": quantity_qq})


def buyer_pays(amount_usd: Amount) -> Posting:
    """Cash / Receivable, one month after shipment (Eq. A7)."""
    return Posting("exporter", {"cash": amount_usd, "receivable": -amount_usd}, {"exporter": -amount_usd})


def buy_in(quantity_qq: Amount, cost_usd: Amount) -> Posting:
    """Coffee bought from traders to fill a contract: Stock / Cash (Eq. A8)."""
    return Posting(
        "traders",
        {"stock": cost_usd, "cash": -cost_usd},
        {"traders": cost_usd},
        {"traders": -quantity_qq, "cooperative": quantity_qq},
    )


def rollover(fee_usd: Amount) -> Posting:
    """A delivery moved to a later month: Result (fee) / Cash (Eq. A9)."""
    return Posting("exporter", {"result": fee_usd, "cash": -fee_usd}, {"exporter": fee_usd})


def penalty_owed(amount_usd: Amount) -> Posting:
    """Washout or default: Result / PenaltyDue (Eq. A10)."""
    return Posting("exporter", {"result": amount_usd, "penalty_due": -amount_usd})


def penalty_paid(amount_usd: Amount) -> Posting:
    """PenaltyDue / Cash (Eq. A11)."""
    return Posting("exporter", {"penalty_due": amount_usd, "cash": -amount_usd}, {"exporter": amount_usd})


def running_cost(cost_usd: Amount, paid_usd: Amount) -> Posting:
    """Fixed cost, services, certification: Result / Cash, what cannot be paid to Overdue (suppliers) (Eq. A12).

    >>> running_cost(100.0, 60.0).accounts
    {'result': 100.0, 'cash': -60.0, 'overdue_suppliers': -40.0}
    """
    return Posting(
        "suppliers", {"result": cost_usd, "cash": -paid_usd, "overdue_suppliers": -(cost_usd - paid_usd)}, {"suppliers": paid_usd}
    )


def arrears_paid(amount_usd: Amount) -> Posting:
    """Overdue (suppliers) / Cash (Eq. A13)."""
    return Posting("suppliers", {"overdue_suppliers": amount_usd, "cash": -amount_usd}, {"suppliers": amount_usd})


def interest(amount_usd: Amount) -> Posting:
    """Result i Line / 12, added to the Line; it is paid when the line is repaid (Eq. A14)."""
    return Posting("lender", {"result": amount_usd, "line": -amount_usd})


def debt_deflated(amount_usd: Amount) -> Posting:
    """Inflation on a nominal debt: Line / Result, the lender's loss in real money (Eq. A15)."""
    return Posting("lender", {"line": amount_usd, "result": -amount_usd})


def draw(amount_usd: Amount) -> Posting:
    """Cash / Line (Eq. A16)."""
    return Posting("lender", {"cash": amount_usd, "line": -amount_usd}, {"lender": -amount_usd})


def repayment(amount_usd: Amount) -> Posting:
    """Line / Cash (Eq. A17)."""
    return Posting("lender", {"line": amount_usd, "cash": -amount_usd}, {"lender": amount_usd})


def certification_premium(amount_usd: Amount) -> Posting:
    """Receivable / PremiumFund, restricted to projects (Eq. A18)."""
    return Posting("exporter", {"receivable": amount_usd, "premium_fund": -amount_usd})


def premium_spent(amount_usd: Amount) -> Posting:
    """PremiumFund / Cash, on projects (Eq. A19)."""
    return Posting("suppliers", {"premium_fund": amount_usd, "cash": -amount_usd}, {"suppliers": amount_usd})


def second_payment_declared(amount_usd: Amount) -> Posting:
    """Pooled price: the residual of coffee shipped becomes owed: Result / DueMembers (Eq. A21)."""
    return Posting("households", {"result": amount_usd, "due_members": -amount_usd})


def due_paid(due_usd: Amount, paid_usd: Amount) -> Posting:
    """What falls due: DueMembers / Cash, the unpaid part to Overdue (a late or broken promise) (Eq. A22).

    >>> due_paid(100.0, 70.0).accounts
    {'due_members': 100.0, 'cash': -70.0, 'overdue_members': -30.0}
    """
    accounts = {"due_members": due_usd, "cash": -paid_usd, "overdue_members": -(due_usd - paid_usd)}
    return Posting("households", accounts, {"households": paid_usd})


def overdue_paid(amount_usd: Amount) -> Posting:
    """Overdue (members) / Cash (Eq. A23)."""
    return Posting("households", {"overdue_members": amount_usd, "cash": -amount_usd}, {"households": amount_usd})


def surplus_shared(to_reserve_usd: Amount, refund_usd: Amount) -> Posting:
    """Close with a surplus: Result / Reserve, DueMembers (patronage refund) (Eq. A27)."""
    return Posting("households", {"result": to_reserve_usd + refund_usd, "reserve": -to_reserve_usd, "due_members": -refund_usd})


def surplus_given_away(amount_usd: Amount) -> Posting:
    """A surplus nobody keeps (mechanism switched off): Result / Cash, to the state (Eq. A28)."""
    return Posting("state", {"result": amount_usd, "cash": -amount_usd}, {"state": amount_usd})


def loss_absorbed(from_reserve_usd: Amount, from_shares_usd: Amount) -> Posting:
    """Close with a loss: Reserve, then Shares / Result (Eq. A29)."""
    return Posting(
        "households", {"reserve": from_reserve_usd, "shares": from_shares_usd, "result": -(from_reserve_usd + from_shares_usd)}
    )


def support(amount_usd: Amount) -> Posting:
    """Money from outside that is nobody's claim: Cash / Result (Eq. A20)."""
    return Posting("state", {"cash": amount_usd, "result": -amount_usd}, {"state": -amount_usd})


def paid_from_outside(party: str, amount_usd: Amount) -> Posting:
    """A bill that state or donor pay directly; the cooperative's own books are not touched (Eq. A35).

    >>> paid_from_outside("donor", 100.0).outside
    {'donor': -100.0, 'suppliers': 100.0}
    """
    return Posting(party, {}, {party: -amount_usd, "suppliers": amount_usd})


def paid_by_households(from_savings_usd: Amount, borrowed_usd: Amount) -> Posting:
    """A bill that households pay: out of savings, the rest borrowed from traders (Eq. A36).

    >>> paid_by_households(80.0, 20.0).outside
    {'households': -80.0, 'traders': -20.0, 'suppliers': 100.0}
    """
    outside = {"households": -from_savings_usd, "traders": -borrowed_usd, "suppliers": from_savings_usd + borrowed_usd}
    return Posting("suppliers", {}, outside)


def joining(capital_usd: Amount, borrowed_usd: Amount) -> Posting:
    """Cash / Shares; the household pays out of savings, the rest borrowed from traders (Eq. A24).

    >>> joining(100.0, 30.0).outside
    {'households': -70.0, 'traders': -30.0}
    """
    outside = {"households": borrowed_usd - capital_usd, "traders": 0.0 - borrowed_usd}
    return Posting("households", {"cash": capital_usd, "shares": -capital_usd}, outside)


def leaving(capital_usd: Amount) -> Posting:
    """Shares / DueMembers: paid back after a delay, like every other debt to a member (Eq. A25)."""
    return Posting("households", {"shares": capital_usd, "due_members": -capital_usd})


def dues(amount_usd: Amount, borrowed_usd: Amount) -> Posting:
    """Cash / Result: the members' yearly dues, or fines; paid out of savings, the rest borrowed from traders (Eq. A26)."""
    outside = {"households": borrowed_usd - amount_usd, "traders": 0.0 - borrowed_usd}
    return Posting("households", {"cash": amount_usd, "result": -amount_usd}, outside)


def opening(cash_usd: Amount, reserve_usd: Amount, shares_usd: Amount) -> Posting:
    """The opening balance: Cash / Reserve, Shares (Eq. A30)."""
    return Posting("households", {"cash": cash_usd, "reserve": -reserve_usd, "shares": -shares_usd}, {"households": -cash_usd})


def written_off(account: str, amount_usd: Amount, creditor: str) -> Posting:
    """At closure, a claim that nothing is left for: the claim / Result, a loss borne by a named creditor (Eq. A32)."""
    return Posting(creditor, {account: amount_usd, "result": -amount_usd})


def claim_paid(account: str, amount_usd: Amount, creditor: str) -> Posting:
    """At closure, a claim paid from what is left: the claim / Cash (Eq. A31)."""
    return Posting(creditor, {account: amount_usd, "cash": -amount_usd}, {creditor: amount_usd})
