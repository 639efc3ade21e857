"""The season's result: fixed cost levelled where the model is asked to, the surplus shared, a loss absorbed."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.model.processes import books, treasury
from coopsim.model.processes.leaders import leaders_take_their_part, rent_usd
from coopsim.model.processes.office import office_usd
from coopsim.model.records import LONGEST_DELAY

MONTHS_OF_COST_KEPT = 3.0  # months of fixed cost that stay in cash before surplus is shared; assumed


@process
def results_are_shared(row: Any) -> None:
    """Cooperatives share the surplus among members by the coffee that they delivered this season."""
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].sharing_qq = 0.0
    for i in range(len(row.households)):
        shares_by_coffee(row.households[i], row.cooperatives[row.households[i].home])
    for place in range(len(row.cooperatives)):
        share_the_result(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.journal)
    leaders_take_their_part(row)
    slot = (row.market.month + 1) % LONGEST_DELAY
    for i in range(len(row.households)):
        is_promised_a_refund(row.households[i], row.cooperatives[row.households[i].home], slot)


@process
def fixed_costs_are_levelled(row: Any) -> None:
    """Where fixed cost is not spread over the coffee delivered."""
    for place in range(len(row.cooperatives)):
        level_the_fixed_cost(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.journal)


@equation
def level_the_fixed_cost(cooperative: Any, district: Any, journal: Any) -> None:
    """M5 off: fixed cost per qq stays what it is at the normal volume; outside money pays the rest, or takes it.

    Reads the season's deliveries; adds to cash and to the result.
    """
    if district.fixed_cost_spread or not cooperative.alive:
        return
    volume = cooperative.season_delivered_qq / max(cooperative.normal_volume_qq, 1e-9)
    gap = office_usd(cooperative) * (1.0 - volume)
    given_back = treasury.pay(cooperative, journal, max(-gap, 0.0))
    books.support(cooperative, journal, max(gap, 0.0) - given_back)


@equation
def shares_by_coffee(household: Any, cooperative: Any) -> None:
    """A member's coffee of the season; adds to that by which the surplus is shared."""
    if household.is_member:
        cooperative.sharing_qq += household.season_delivered_qq


@equation
def share_the_result(cooperative: Any, district: Any, journal: Any) -> None:
    """Surplus: a share to the reserve, the rest to members, if cash stays. Loss: reserve, then shares.

    Reads the result; writes the refund and the result of the season; adds to the reserve and to what members are owed.
    """
    result = cooperative.result_usd
    surplus, loss = max(result, 0.0), max(-result, 0.0)
    refund = 0.0
    if district.surplus_shared:
        refund = refund_usd(cooperative, surplus)
        books.surplus_shared(cooperative, journal, surplus - refund, refund)
    else:
        away = treasury.pay(cooperative, journal, min(surplus, spare_cash_usd(cooperative)))
        books.surplus_given_away(cooperative, journal, away)
        books.surplus_shared(cooperative, journal, surplus - away, 0.0)
    cooperative.season_refund_usd = refund
    cooperative.refund_usd_per_qq = refund / cooperative.sharing_qq if cooperative.sharing_qq > 0 else 0.0
    absorb_loss(cooperative, journal, loss)
    cooperative.season_result_usd = result


@equation
def absorb_loss(cooperative: Any, journal: Any, loss_usd: float) -> None:
    """A loss falls on the reserve, then on members' shares: reads and writes both, and the result."""
    from_shares = min(max(loss_usd - max(cooperative.reserve_usd, 0.0), 0.0), max(cooperative.shares_usd, 0.0))
    books.loss_absorbed(cooperative, journal, loss_usd - from_shares, from_shares)


@equation
def spare_cash_usd(cooperative: Any) -> float:
    """Cash beyond the line, what is overdue, and some months of fixed cost."""
    kept = MONTHS_OF_COST_KEPT * office_usd(cooperative) / 12.0
    owed = cooperative.line_usd + treasury.overdue_usd(cooperative)
    spare: float = max(cooperative.cash_usd - owed - kept, 0.0)
    return spare


@equation
def refund_usd(cooperative: Any, surplus_usd: float) -> float:
    """What goes back to members: losses of earlier years and the reserve come first, and there must be cash to spare."""
    if cooperative.sharing_qq <= 0:
        return 0.0
    after_losses = max(surplus_usd - max(-cooperative.reserve_usd, 0.0), 0.0)
    to_members: float = (1.0 - cooperative.reserve_share) * after_losses
    return min(to_members, spare_cash_usd(cooperative))


@equation
def is_promised_a_refund(household: Any, cooperative: Any, slot: int) -> None:
    """The household's part of the surplus, and a leader's of what leaders took of it, fall due with the slot."""
    household.season_refund_usd = 0.0
    if household.is_member:
        household.season_refund_usd = household.season_delivered_qq * cooperative.refund_usd_per_qq
        household.season_refund_usd += rent_usd(household, cooperative)
    household.due_usd[slot] += household.season_refund_usd
