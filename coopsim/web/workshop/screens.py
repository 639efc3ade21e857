"""What the projector shows at each step: one question as title, one picture or a few large numbers, and no control."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from coopsim.language import text as _
from coopsim.report.workshop_words import (
    bet_lines,
    board_line,
    board_name,
    claim_line,
    round_names,
    rounds_lines,
    rule_names,
    sacks,
    usd,
    why_closed,
)
from coopsim.web.workshop.code import drawn_code
from coopsim.web.workshop.pieces import in_html, swatch
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.screen_charts import futures_chart, rounds_chart
from coopsim.workshop.games import NOBODY
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import ROUNDS, Place

BLACK = "black"


def screen(room: Room) -> str:
    """The projector's picture, in the language spoken."""
    place, chosen = room.session.place, room.session.state.screen
    name = chosen or place.step.screen
    if name == BLACK:
        return '<div class="wall wall-black"></div>'
    title = in_html(place.step.title)
    if chosen and chosen != place.step.screen:
        title = escape(titles()[chosen])
    return f'<div class="wall"><h1>{title}</h1>{_DRAWN[name](room, place)}</div>'


def titles() -> dict[str, str]:
    """Names of what may be shown at any time."""
    return {
        "join": _("Join with a phone, or hold up cards"),
        "replay": _("Of 100 sacks, how many reached the cooperative?"),
        "futures": _("Each board's decisions in fifty futures"),
        BLACK: _("Black"),
    }


def _title(room: Room, place: Place) -> str:
    return ""


def _join(room: Room, place: Place) -> str:
    joined = _("{n} phones are in. Without a phone: cards.").format(n=len(room.session.state.players))
    return (
        f'<div class="join"><div class="code-picture">{drawn_code(room.link)}</div><div><p class="code">{room.code}</p>'
        f"<p>{escape(room.link.partition('?')[0])}</p><p>{escape(joined)}</p></div></div>"
    )


def _votes(room: Room, place: Place) -> str:
    cards = room.session.state.cards(place.question)
    part = {card: min(100.0, 100 * number / room.session.state.people) for card, number in cards.items()}
    rows = "".join(
        f'<li><span class="what">{swatch(card.id)} {in_html(card)}</span>'
        f'<span class="bar"><i class="fill-{card.id}" style="width:{part.get(card.id, 0.0):.0f}%"></i></span>'
        f"<b>{cards.get(card.id, 0)}</b></li>"
        for card in place.step.card
    )
    return f'<ul class="votes">{rows}</ul>{_counted(room, place)}'


def _counted(room: Room, place: Place) -> str:
    shown = sum(room.session.state.cards(place.question).values())
    return f'<p class="under">{escape(_("{n} of {all} have decided").format(n=shown, all=room.session.state.people))}</p>'


def _offer(room: Room, place: Place) -> str:
    offer = room.games.offer(place.phase.id, place.year)
    rows = [
        (_("today"), usd(offer.advance), usd(offer.trader)),
        (_("in {n} months").format(n=offer.wait_months), usd(offer.promised - offer.advance), usd(0)),
        (_("in all, if it is paid"), usd(offer.promised), usd(offer.trader)),
    ]
    body = "".join(f'<tr><th scope="row">{escape(when)}</th><td>{hers}</td><td>{his}</td></tr>' for when, hers, his in rows)
    sides = (("blue", _("cooperative")), ("orange", _("trader")))
    heads = "".join(f'<th scope="col">{swatch(card)} {escape(name)}</th>' for card, name in sides)
    year = _("Year {n}. World price {price} a quintal.").format(n=place.year + 1, price=usd(offer.world))
    rule = _("Rule: {rule}.").format(rule=rule_names()[room.games.rule]) if place.phase.id == ROUNDS[-1] else ""
    return (
        f'<p class="under">{escape(year)} {escape(rule)}</p><table class="offer"><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table>{_counted(room, place)}"
    )


def _year(room: Room, place: Place) -> str:
    years = room.games.round(place.phase.id, place.year + 1)
    if not years:
        return ""
    year = years[-1]
    state = _("The cooperative is open; its reserve is {reserve}.").format(reserve=usd(year.reserve_usd))
    if year.closing:
        state = _("The cooperative closed. {why}").format(why=why_closed(year.closing))
    elif not year.is_open:
        state = _("The cooperative is closed.")
    head = _("Year {n}, {round}: of 100 sacks, {sacks} reached the cooperative.").format(
        n=year.year + 1, round=round_names()[place.phase.id], sacks=sacks(year.sacks)
    )
    caption = _("a quintal brought this year")
    groups = (("blue", year.brought, year.brought_usd_per_qq), ("orange", year.sold, year.sold_usd_per_qq))
    paid = "".join(
        f'<div class="paid">{swatch(card)}<b class="{card}">{usd(amount)}</b><span>{escape(caption)}</span>'
        f"<span>{escape(_('{n} players').format(n=players))}</span></div>"
        for card, players, amount in groups
    )
    return f'<p class="under">{escape(head)}</p><div class="pays">{paid}</div><p class="under">{escape(state)}</p>'


def _replay(room: Room, place: Place) -> str:
    return rounds_chart(room.games.rounds(), room.games.by_model())


def _sheets(room: Room, place: Place) -> str:
    sheets, number = room.session.state.sheets, len(levers())
    price = room.games.board(NOBODY).years[place.year].world_price_usd_per_qq
    head = _("Year {n} of {all}. World price {price} a quintal.").format(
        n=place.year + 1, all=room.session.programme.board_years, price=usd(price)
    )
    rows = "".join(
        f"<li><span>{escape(board_name(board))}</span>"
        f"<b>{escape(_('{n} of {all} ticked').format(n=len(sheets.get(board, {}).get(place.year, {})), all=number))}</b></li>"
        for board in room.games.boards
    )
    return f'<p class="under">{escape(head)}</p><ul class="sheets">{rows}</ul>'


def _boards(room: Room, place: Place) -> str:
    heads = (_("sacks of 100"), _("income of a family"), _("reserve"), _("members"))
    rows = []
    for board in (*room.games.boards, NOBODY):
        run = room.games.board(board, place.year + 1)
        year = run.years[-1]
        cells = [sacks(year.sacks), usd(year.income_usd), usd(year.reserve_usd), str(year.members)]
        if not year.is_open:
            cells = [_("closed"), usd(year.income_usd), "–", str(year.members)]
        kind = "" if board else ' class="nobody"'
        columns = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        rows.append(f'<tr{kind}><th scope="row">{escape(board_name(board))}</th>{columns}</tr>')
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    year_text = _("Year {n} of {all}").format(n=place.year + 1, all=room.session.programme.board_years)
    table = f"<thead><tr><td>{escape(year_text)}</td>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<table class="boards">{table}</table>'


def _futures(room: Room, place: Place) -> str:
    debrief = room.facts()
    return (
        _wait() if debrief is None else futures_chart({board: debrief.futures[board] for board in (*room.games.boards, NOBODY)})
    )


def _wait() -> str:
    return f'<p class="under" role="status">{escape(_("Working out the futures …"))}</p>'


def _list(lines: list[str]) -> str:
    return f'<ul class="facts">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'


def _rounds(room: Room, place: Place) -> str:
    return _list(rounds_lines(room.games.rounds(), room.games.by_model(), room.games.rule))


def _why(room: Room, place: Place) -> str:
    return _list([board_line(board, room.games.board(board)) for board in room.games.boards])


def _claim(room: Room, place: Place) -> str:
    debrief = room.facts()
    return _wait() if debrief is None else _list([*bet_lines(debrief), claim_line(debrief.claim)])


_DRAWN: Mapping[str, Callable[[Room, Place], str]] = {
    "title": _title,
    "join": _join,
    "votes": _votes,
    "offer": _offer,
    "year": _year,
    "replay": _replay,
    "sheets": _sheets,
    "boards": _boards,
    "futures": _futures,
    "rounds": _rounds,
    "why": _why,
    "claim": _claim,
}
