"""A centre of cooperatives: what is done once for all, cash lent between them, the line for which they stand in, and its end.

Its cooperatives are those with its number. It owns nothing: what it costs is billed, what one is lent another has lent, and all
that they have lent each other is what they owe each other. What concerns all of them is done where the first of them stands.
"""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import central as equations
from coopsim.equations.standing import standing_share
from coopsim.model.processes import books, treasury
from coopsim.model.processes.office import office_alone_usd, office_usd
from coopsim.model.processes.payments import running_cost_usd
from coopsim.model.processes.surplus import absorb_loss, spare_cash_usd


@process
def leads(cooperatives: Any, place: int) -> bool:
    """Whether it is the first of a centre, open or closed."""
    first = 0
    while cooperatives[first].centre != cooperatives[place].centre:
        first += 1
    return first == place and cooperatives[place].centre > 0.0


@process
def is_of(cooperative: Any, centre: float) -> bool:
    """Whether it is open and belongs to that centre."""
    return cooperative.alive and cooperative.centre == centre


# what is done once for all


@process
def centres_meet(row: Any) -> None:
    """As a season begins: a centre bills its cooperatives by their coffee, or ends where it costs more than it saves."""
    for place in range(len(row.cooperatives)):
        if leads(row.cooperatives, place) and not bills_its_cooperatives(row.cooperatives, place):
            centre_ends(row, row.cooperatives[place].centre)


@process
def bills_its_cooperatives(cooperatives: Any, first: int) -> bool:
    """What it costs, by the coffee that each reckons with: writes each one's part; false where it ends instead.

    Its office costs the largest sum that is written for one of its cooperatives, open or not. Services are prepared once, for
    the one that spends most on what they do together.
    """
    centre = cooperatives[first].centre
    there = coffee = office = services = saved = 0.0
    for its in cooperatives:
        if its.centre == centre:
            office = max(office, its.centre_office_usd_per_year)
        if is_of(its, centre):
            there += 1.0
            coffee += its.expected_volume_qq
            together = its.joint_services_share * its.services_usd_per_member_year * its.members_today
            services = max(services, together)
            saved += its.pooled_office_share * office_alone_usd(its) + together
    if there < 2.0 or not equations.centre_pays(office + services, saved):
        return False
    for its in cooperatives:
        if is_of(its, centre):
            its.centre_bill_usd = equations.part_of_usd(office, its.expected_volume_qq, coffee)
            its.centre_services_usd = equations.part_of_usd(services, its.expected_volume_qq, coffee)
    return True


@process
def centre_ends(row: Any, centre: float) -> None:
    """What is owed through it is called and paid as far as funds go; then each is alone, with its whole office and line."""
    paid = lost = 0.0
    for its in row.cooperatives:
        owed = its.owed_to_centre_usd
        if its.centre == centre and owed > 0.0:
            ready = treasury.pay(its, row.journal, owed)
            books.borrowed_through_centre(its, row.journal, books.HELP_REPAID, -ready)
            books.help_dropped(its, row.journal, owed - ready)
            paid, lost = paid + ready, lost + owed - ready
    those_who_lent_get(row, centre, paid, lost)
    for its in row.cooperatives:
        if its.centre == centre:
            its.centre = its.centre_bill_usd = its.centre_services_usd = 0.0


# cash lent between them


@process
def centres_help(row: Any) -> None:
    """Before members are paid: who owes others of its centre repays what it can spare, then whoever is short is lent."""
    for place in range(len(row.cooperatives)):
        if leads(row.cooperatives, place):
            help_is_repaid(row, row.cooperatives[place].centre)
            help_is_given(row, row.cooperatives[place].centre)


@process
def to_pay_this_month_usd(its: Any, district: Any) -> float:
    """What is due to members, what is overdue to them and to suppliers, and the month's running cost."""
    overdue = its.overdue_usd + its.overdue_suppliers_usd
    return its.falls_due_usd + overdue + running_cost_usd(its, district)


@process
def help_is_repaid(row: Any, centre: float) -> None:
    """Out of the cash that is left when everybody else but the lender is paid: writes accounts of both sides."""
    paid = 0.0
    for its in row.cooperatives:
        if is_of(its, centre) and its.owed_to_centre_usd > 0.0:
            left = max(its.cash_usd - to_pay_this_month_usd(its, row.districts[its.district]), 0.0)
            back = min(left, its.owed_to_centre_usd)
            if back > 0.0:
                books.borrowed_through_centre(its, row.journal, books.HELP_REPAID, -back)
            paid += back
    those_who_lent_get(row, centre, paid, 0.0)


@process
def those_who_lent_get(row: Any, centre: float, paid_usd: float, lost_usd: float) -> None:
    """What is repaid, and what never will be, falls to those who have lent by what they have: writes their accounts."""
    if paid_usd == 0.0 and lost_usd == 0.0:
        return
    lent = 0.0
    for its in row.cooperatives:
        lent += its.lent_to_centre_usd if its.centre == centre else 0.0
    for its in row.cooperatives:
        if its.centre == centre and its.lent_to_centre_usd > 0.0:
            back = equations.part_of_usd(paid_usd, its.lent_to_centre_usd, lent)
            gone = equations.part_of_usd(lost_usd, its.lent_to_centre_usd, lent)
            books.lent_through_centre(its, row.journal, books.HELP_REPAID, -back)
            books.help_lost(its, row.journal, gone)


@process
def help_is_given(row: Any, centre: float) -> None:
    """Who is short is lent by those with cash to spare, both pro rata: writes accounts of both sides."""
    spare = asked = 0.0
    for its in row.cooperatives:
        if is_of(its, centre):
            spare += may_lend_usd(its)
            asked += is_short_of_usd(its, row.districts[its.district])
    lent = min(spare, asked)
    if lent <= 0.0:
        return
    for its in row.cooperatives:
        if is_of(its, centre):
            given = equations.part_of_usd(lent, may_lend_usd(its), spare)
            got = equations.part_of_usd(lent, is_short_of_usd(its, row.districts[its.district]), asked)
            if given > 0.0:
                books.lent_through_centre(its, row.journal, books.HELP, given)
            if got > 0.0:
                books.borrowed_through_centre(its, row.journal, books.HELP, got)


@process
def may_lend_usd(its: Any) -> float:
    """Out of its spare cash; nothing where it owes others itself."""
    if its.mutual_help_share == 0.0 or its.owed_to_centre_usd > 0.0:
        return 0.0
    return equations.lends_usd(its.mutual_help_share, spare_cash_usd(its), its.falls_due_usd)


@process
def is_short_of_usd(its: Any, district: Any) -> float:
    """What it asks for: only who would lend is lent."""
    if its.mutual_help_share == 0.0:
        return 0.0
    due = to_pay_this_month_usd(its, district)
    return equations.asks_usd(due, treasury.funds_usd(its), office_usd(its), its.owed_to_centre_usd)


# the line for which they stand in


@process
def lender_looks_at_all(row: Any) -> None:
    """Own funds, what is overdue and offices of those who stand in for each other: writes what the lender goes by."""
    for place in range(len(row.cooperatives)):
        if leads(row.cooperatives, place):
            sees_as_one(row.cooperatives, row.cooperatives[place].centre)


@process
def sees_as_one(cooperatives: Any, centre: float) -> None:
    """Reads accounts and lines; writes each one's part of all own funds, and the standing of all."""
    own = overdue = offices = lines = 0.0
    for its in cooperatives:
        if is_of(its, centre) and its.joint_line:
            own += its.own_funds_usd
            overdue += treasury.overdue_usd(its)
            offices += office_usd(its)
            lines += its.credit_line_usd
    for its in cooperatives:
        if is_of(its, centre) and its.joint_line:
            its.joint_own_funds_usd = equations.joint_own_funds_usd(own, its.credit_line_usd, lines)
            its.joint_standing_share = standing_share(own, overdue, offices)


# closing


@process
def before_closing(row: Any) -> None:
    """Those that close call what they have lent, and it is known whether others stand in for them: writes accounts and that."""
    for place in range(len(row.cooperatives)):
        if leads(row.cooperatives, place):
            centre = row.cooperatives[place].centre
            closing_ones_call(row, centre)
            funds = funds_that_stand_in_usd(row.cooperatives, centre)
            for its in row.cooperatives:
                if its.centre == centre:
                    its.others_stand_in = its.closes and its.joint_line and funds > 0.0
                    its.stood_in_for_usd = its.paid_to_centre_usd = its.lost_by_centre_usd = 0.0


@process
def closing_ones_call(row: Any, centre: float) -> None:
    """What those that close have lent is called from all who owe, pro rata, and paid out of cash at hand; the rest is lost."""
    called = owed = paid = 0.0
    for its in row.cooperatives:
        if its.centre == centre:
            called += its.lent_to_centre_usd if its.closes else 0.0
            owed += its.owed_to_centre_usd
    if called <= 0.0:
        return
    for its in row.cooperatives:
        if its.centre == centre and its.owed_to_centre_usd > 0.0:
            part = equations.part_of_usd(called, its.owed_to_centre_usd, owed)
            ready = min(part, treasury.cash_at_hand_usd(its))
            books.borrowed_through_centre(its, row.journal, books.HELP_REPAID, -ready)
            books.help_dropped(its, row.journal, part - ready)
            paid += ready
    for its in row.cooperatives:
        lent = its.lent_to_centre_usd
        if its.centre == centre and its.closes and lent > 0.0:
            back = equations.part_of_usd(paid, lent, called)
            books.lent_through_centre(its, row.journal, books.HELP_REPAID, -back)
            books.help_lost(its, row.journal, lent - back)


@process
def funds_that_stand_in_usd(cooperatives: Any, centre: float) -> float:
    """Own funds of those that stay open and stand in for others."""
    funds = 0.0
    for its in cooperatives:
        if is_of(its, centre) and not its.closes and its.joint_line:
            funds += max(its.own_funds_usd, 0.0)
    return funds


@process
def after_closing(row: Any) -> None:
    """What those that closed left unpaid: of the line, to those who stand in, by their own funds; of help, to those who lent."""
    for place in range(len(row.cooperatives)):
        if leads(row.cooperatives, place):
            others_bear(row, row.cooperatives[place].centre)


@process
def others_bear(row: Any, centre: float) -> None:
    """Writes accounts, net worth and own funds of those that stay; the season's result is closed already: reserve or shares."""
    line = paid = lost = 0.0
    for its in row.cooperatives:
        if its.centre == centre and its.closes:
            line += its.stood_in_for_usd
            paid += its.paid_to_centre_usd
            lost += its.lost_by_centre_usd
    those_who_lent_get(row, centre, paid, lost)
    funds = funds_that_stand_in_usd(row.cooperatives, centre)
    for its in row.cooperatives:
        if line > 0.0 and is_of(its, centre) and not its.closes and its.joint_line:
            borne = equations.part_of_usd(line, max(its.own_funds_usd, 0.0), funds)
            books.stands_in(its, row.journal, borne)
    for its in row.cooperatives:
        if is_of(its, centre) and not its.closes:
            its.net_worth_usd += its.result_usd
            its.own_funds_usd += its.result_usd
            books.surplus_shared(its, row.journal, max(its.result_usd, 0.0), 0.0)
            absorb_loss(its, row.journal, max(-its.result_usd, 0.0))
