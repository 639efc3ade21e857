"""Promises to households: what falls due is paid, late or broken; trust learns from it, and from what neighbours report."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations.levers import found_as_promised_share
from coopsim.equations.trust import heard_share, kept_share, next_trust
from coopsim.model.processes import member_debts


@process
def claims_overdue(household: Any, cooperative: Any) -> None:
    """What the household is still owed from earlier months; adds to what the cooperative owes."""
    cooperative.overdue_usd += household.overdue_usd


@process
def catches_up(household: Any, cooperative: Any) -> None:
    """What comes late, pro rata: money, and no promise kept.

    Reads what is overdue and how much of it is paid; writes what is still overdue; adds to savings and to what the household
    received.
    """
    if household.overdue_usd == 0.0:
        return
    amount = household.overdue_usd * cooperative.overdue_paid_share
    household.overdue_usd -= amount
    receives(household, cooperative, amount)


@process
def claims_what_is_due(household: Any, cooperative: Any, slot: int) -> None:
    """What falls due to the household this month; adds to what the cooperative owes."""
    cooperative.falls_due_usd += household.due_usd[slot]


@process
def is_paid(household: Any, cooperative: Any, slot: int, management_draw: float) -> None:
    """The household gets her part of what is due; with cash on delivery it counts as kept if found as promised (weights, papers).

    What she owes the cooperative is taken out of it; where all is paid on delivery, out of that. Reads her cash on delivery,
    reads and empties what is due; writes the money promised for this month and what she counts as kept of it; adds to savings, to
    what she received, and to what is overdue.
    """
    due, cash = household.due_usd[slot], household.cash_on_delivery_usd if household.facing == household.home else 0.0
    amount = due * cooperative.paid_share
    household.due_usd[slot] = 0.0
    household.overdue_usd += due - amount
    receives(household, cooperative, amount)
    if household.owed_to_cooperative_usd > 0.0 and cooperative.advance_usd_per_qq >= cooperative.posted_price_usd_per_qq:
        member_debts.is_taken_from(household, cooperative, cash)
    as_promised = management_draw < found_as_promised_share(cooperative.kept_promise_share, cooperative.transparency_share)
    household.promised_usd = cash + due
    household.kept_usd = household.promised_usd * kept_share(cash, amount, due, as_promised)


@process
def trust_learns(household: Any, kept: float, kept_shares: Any, reports: Any, neighbours: Any, district: Any) -> None:
    """Trust moves with what was promised for this month and kept, and with what neighbours and kin report of theirs.

    Reads what share was kept, her own and her neighbours', and who of them has something to report; writes trust.
    """
    of_neighbours, tellers = 0.0, 0.0
    for number in neighbours:
        of_neighbours += kept_shares[number]
        tellers += reports[number]
    heard = of_neighbours / tellers if tellers > 0 else kept
    share = heard_share(kept, heard, district.kin_talk_share)
    household.trust = next_trust(household.trust, share, district.trust_gain_share, district.trust_loss_share)


@process
def receives(household: Any, cooperative: Any, amount_usd: float) -> None:
    """Money for coffee, less what she owes the cooperative; adds to savings and to what was received in month and season."""
    household.savings_usd += amount_usd
    household.received_usd += amount_usd
    household.season_received_usd += amount_usd
    if household.owed_to_cooperative_usd > 0.0:
        member_debts.is_taken_from(household, cooperative, amount_usd)


@process
def claims_at_closing(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """The cooperative closes: what the household is owed, due and overdue, once what she owes is set off, paid or written off.

    Writes what both owe, and savings; adds to the claims, to the members and to what members set off and paid.
    """
    member_debts.sets_off(household, cooperative, market)
    member_debts.pays_out_of_savings(household, cooperative, district)
    member_debts.is_written_off(household, cooperative)
    for due in household.due_usd:
        cooperative.claims_usd += due
    cooperative.claims_usd += household.overdue_usd
    cooperative.claiming_members += 1.0 if household.is_member else 0.0


@process
def divides_what_is_left(cooperative: Any, paid_usd: float) -> float:
    """What members get out of a closing: first what is owed, pro rata; the rest by equal shares: what falls to nobody.

    Reads claims and members; writes what part of a claim is paid, and the equal share.
    """
    to_claims = np.minimum(paid_usd, cooperative.claims_usd)
    rest = paid_usd - to_claims
    cooperative.claims_paid_share = to_claims / cooperative.claims_usd if cooperative.claims_usd > 0 else 0.0
    cooperative.rest_usd_per_member = rest / cooperative.claiming_members if cooperative.claiming_members > 0 else 0.0
    return 0.0 if cooperative.claiming_members > 0 else rest


@process
def loses_her_cooperative(household: Any, cooperative: Any) -> None:
    """The cooperative has closed: the household gets what is left of her claims, and is nobody's member.

    Reads how claims are paid; empties what is due, overdue and pooled; writes membership; adds to savings and to what the
    household received this season.
    """
    owed = household.overdue_usd
    for due in household.due_usd:
        owed += due
    amount = owed * cooperative.claims_paid_share
    if household.is_member:
        amount += cooperative.rest_usd_per_member
        household.cooperative = -1
    household.savings_usd += amount
    household.season_received_usd += amount
    household.due_usd[:] = 0.0
    household.pooled_qq[:] = 0.0
    household.overdue_usd = 0.0
    household.is_member = False
    household.attends = False
