"""The debrief of a workshop in sentences. Every number in them is one of `coopsim.workshop.facts`, rounded; nothing is typed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.words import listed
from coopsim.runs.closings import Closing
from coopsim.workshop.board_game import BoardRun
from coopsim.workshop.cards import most
from coopsim.workshop.facts import FEWER, MORE, SAME, Claim, Facts
from coopsim.workshop.futures import Futures
from coopsim.workshop.member_game import PlayedYear


def usd(amount: float) -> str:
    """Whole dollars; from ten thousand on whole hundreds.

    >>> usd(172.4), usd(-13305.5), usd(float("nan"))
    ('US$ 172', '−US$ 13,300', '–')
    """
    if math.isnan(amount):
        return "–"
    whole = round(amount / 100) * 100 if abs(amount) >= 10_000 else round(amount)
    return f"{'−' if whole < 0 else ''}US$ {abs(whole):,}"


def sacks(number: float) -> str:
    """Whole sacks of 100."""
    return "–" if math.isnan(number) else str(round(number))


def per_cent(share: float) -> str:
    """A share in whole per cent: with a space in Spanish."""
    if math.isnan(share):
        return "–"
    return f"{100 * share:.0f}" + ("%" if current() == "en" else "\N{NO-BREAK SPACE}%")


def round_names(rule: str) -> dict[str, str]:
    """The rounds of the members by name; the last by the card of the rule that was voted for."""
    ruled = {"blue": _("with a fine"), "white": _("with a bonus"), "orange": _("third, no rule")}
    return {"silent": _("without talking"), "talk": _("after talking"), "rule": ruled[rule]}


def bet_names() -> dict[str, str]:
    """What the cards of the bet mean."""
    return {MORE: _("more sacks"), SAME: _("the same"), FEWER: _("fewer sacks")}


def rule_names() -> dict[str, str]:
    """What the cards of the vote mean."""
    return {"blue": _("a fine"), "white": _("a bonus"), "orange": _("no rule")}


def why_closed(closing: Closing) -> str:
    """The cause of a closing."""
    if closing.cause == "low_sales":
        return _("For three harvests running, it sold too little to pay for its office.")
    form = _("It owed {amount} more than it had, for longer than lenders and members bear.")
    return form.format(amount=usd(-closing.net_worth_usd))


def rounds_lines(rounds: Mapping[str, Sequence[PlayedYear]], by_model: Sequence[PlayedYear], rule: str) -> list[str]:
    """What the members did and got, round by round."""
    lines = []
    for phase, years in rounds.items():
        form = _("{round}: of 100 sacks, {sacks} reached the cooperative, year by year.")
        name = _first_large(round_names(rule)[phase])
        lines.append(form.format(round=name, sacks=listed([sacks(year.sacks) for year in years])))
        lines += [paid_line(years[-1])] if years else []
        lines += [_("The cooperative closed. {why}").format(why=why_closed(year.closing)) for year in years if year.closing]
    form = _("When the model decides for everybody: {sacks}.")
    return [*lines, form.format(sacks=listed([sacks(year.sacks) for year in by_model]))]


def paid_line(year: PlayedYear) -> str:
    """What a quintal brought in a year, to those with a blue card and to those with an orange one."""
    form = _("In year {year}, a quintal brought {brought} to those with a blue card and {sold} to those with an orange one.")
    return form.format(year=year.year + 1, brought=usd(year.brought_usd_per_qq), sold=usd(year.sold_usd_per_qq))


def board_name(board: int) -> str:
    """A board, or the cooperative without one."""
    return _("Board {number}").format(number=board) if board else _("Nobody decides")


def board_line(board: int, run: BoardRun) -> str:
    """What a board's members got, and whether its cooperative is open."""
    form = _("{board}: a member family earned {income} a year; {sacks} of 100 sacks arrived; reserve {reserve}.")
    line = form.format(
        board=board_name(board), income=usd(run.income_usd), sacks=sacks(run.sacks), reserve=usd(run.years[-1].reserve_usd)
    )
    return line if run.closing is None else f"{line} {_('It closed.')} {why_closed(run.closing)}"


def futures_line(board: int, futures: Futures) -> str:
    """A board's decisions in its futures."""
    income = futures.income_usd[np.isfinite(futures.income_usd)]
    low, middle, high = (float(value) for value in np.quantile(income, (0.0, 0.5, 1.0))) if len(income) else (math.nan,) * 3
    form = _("{board} in {runs} futures: {middle} a year in the middle, {low} to {high}; still open in {open}.")
    values = {"middle": usd(middle), "low": usd(low), "high": usd(high), "open": int(futures.is_open.sum())}
    return form.format(board=board_name(board), runs=futures.number, **values)


def boards_lines(facts: Facts) -> list[str]:
    """What each board brought, in the game and in its futures."""
    boards = [board for board in facts.boards if board]
    lines = [board_line(board, facts.boards[board]) for board in boards]
    return lines + [futures_line(board, facts.futures[board]) for board in boards]


def bet_lines(facts: Facts) -> list[str]:
    """The bet of the room beside the runs."""
    names, (fewer, same, more) = bet_names(), facts.usual_bet
    cards = [f"{names[card]} {facts.bet.get(card, 0)}" for card in (MORE, SAME, FEWER)]
    form = _(
        "In {comparable} of {runs} futures the cooperative, run by the model, was open when the price rose: "
        "fewer sacks in {fewer}, the same in {same}, more in {more}."
    )
    runs = form.format(comparable=fewer + same + more, runs=facts.futures[0].number, fewer=fewer, same=same, more=more)
    bet = most(facts.bet, "")
    if not bet:
        verdict = _("The room was divided.")
    elif bet == facts.bet_card:
        verdict = _("Most of you bet on what was seen most often.")
    else:
        verdict = _("Most of you bet on “{bet}”; “{seen}” was seen most often.").format(
            bet=names[bet], seen=names[facts.bet_card]
        )
    return [_("You bet: {cards}.").format(cards=listed(cards)), runs, verdict]


def claim_line(claim: Claim) -> str:
    """How often a good price weakened the cooperatives of this room, with runs and spread, and what that does not show."""
    form = _(
        "In this room a good price brought fewer sacks to the cooperative in {fewer} of {comparable} futures "
        "({low} to {high} by board; {runs} were run), the same in {same} and more in {more}; "
        "{closed} ended closed with the rise and {closed_without} without it. One afternoon and one model prove nothing."
    )
    return form.format(
        fewer=claim.fewer,
        comparable=claim.comparable,
        low=per_cent(claim.fewest_share),
        high=per_cent(claim.most_share),
        runs=claim.runs,
        same=claim.same,
        more=claim.more,
        closed=claim.closed,
        closed_without=claim.closed_without,
    )


def debrief_lines(facts: Facts) -> list[tuple[str, Sequence[str]]]:
    """The whole debrief: a heading and its sentences."""
    return [
        (_("Members"), rounds_lines(facts.rounds, facts.by_model, facts.rule)),
        (_("Boards"), boards_lines(facts)),
        (_("The bet"), [*bet_lines(facts), claim_line(facts.claim)]),
    ]


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
