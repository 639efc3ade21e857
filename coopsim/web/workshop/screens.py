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
from coopsim.web.workshop.pieces import LETTERS_OF_STOPS, in_html, swatch
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.screen_charts import futures_chart, rounds_chart, sacks_picture
from coopsim.web.workshop.wall_gap import gap_chart, gap_text, offer_bars
from coopsim.web.workshop.wall_valley import valley_picture, valley_text
from coopsim.workshop.games import NOBODY
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import ROUNDS, Place

BLACK = "black"
FEW_LINES = 6  # more are written closer
NICKNAMES_SHOWN = 24  # those that came last; more have no room on the wall


def screen(room: Room) -> str:
    """The projector's picture, in the language spoken."""
    place, chosen = room.session.place, room.session.state.screen
    name = chosen or place.step.screen
    if name == BLACK:
        return '<div class="wall wall-black"></div>'
    title = in_html(place.step.title)
    if chosen and chosen != place.step.screen:
        title = escape(titles()[chosen])
    return f'<div class="wall wall-{name}"><h1>{title}</h1>{_DRAWN[name](room, place)}</div>'


def titles() -> dict[str, str]:
    """Names of what may be shown at any time."""
    return {
        "join": _("Join with a phone, or hold up cards"),
        "gap": _("How much more does the trader pay today?"),
        "valley": _("Where did the coffee of every family go?"),
        "replay": _("Of 100 sacks, how many reached the cooperative?"),
        "futures": _("Fifty futures of every board"),
        BLACK: _("Black"),
    }


def _title(room: Room, place: Place) -> str:
    return ""


def _join(room: Room, place: Place) -> str:
    joined = _("Phones that are in: {n}. Without a phone: cards.").format(n=len(room.session.state.players))
    names = " · ".join(f"{player} {name}" for player, name in list(room.nicknames.items())[-NICKNAMES_SHOWN:])
    return (
        f'<div class="join"><div class="code-picture">{drawn_code(room.link)}</div><div><p class="code">{room.code}</p>'
        f"<p>{escape(room.link.partition('?')[0])}</p><p>{escape(joined)}</p></div></div>"
        f'<p class="under">{escape(names)}</p>'
    )


def _cards(room: Room, place: Place) -> str:
    rows = "".join(f"<li>{swatch(card.id)} {in_html(card)}</li>" for card in place.phase.yearly_cards)
    return f'<ul class="meanings">{rows}</ul>'


def _levers(room: Room, place: Place) -> str:
    heads = "".join(f'<th scope="col">{letter}</th>' for letter in LETTERS_OF_STOPS)
    rows = "".join(
        f'<tr><th scope="row">{in_html(lever.title)}</th>{"".join(f"<td>{in_html(stop)}</td>" for stop in lever.stop)}</tr>'
        for lever in levers().values()
    )
    return f'<table class="levers"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _shown_round(room: Room, place: Place) -> tuple[str, int]:
    """The round of which the gap and the valley are shown, and how many of its years are decided: this one, or the last."""
    programme = room.session.programme
    rounds = [phase.id for phase in programme.phases if phase.id in ROUNDS]
    if place.phase.id in rounds:
        return place.phase.id, place.year + (place.step.screen == "year")
    is_over = room.session.state.step > programme.first_of(rounds[-1])
    return (rounds[-1], programme.years) if is_over else (rounds[0], 0)


def _when(room: Room, phase: str, year: int) -> str:
    """A year of a round by name; 0: the one before the game."""
    if year == 0:
        return _("The year before the game")
    return _("Year {n}, {round}").format(n=year, round=round_names(room.games.rule)[phase])


def _gap(room: Room, place: Place) -> str:
    phase, years = _shown_round(room, place)
    offers = place.step.screen == "offer"
    prices = room.games.prices(phase, years, offers)
    trader, advance = float(prices.trader[-1]), float(prices.advance[-1])
    text = gap_text(trader, advance) if advance == advance else _("The cooperative is closed.")
    head = f"{_when(room, phase, years + offers)}. {text}"
    return f'<p class="under">{escape(head)}</p>{gap_chart(prices, room.session.programme.years)}'


def _valley(room: Room, place: Place) -> str:
    phase, years = _shown_round(room, place)
    village = room.games.village(phase, years)
    when = _when(room, phase, years)
    return f'<p class="under">{escape(f"{when}. {valley_text(village)}")}</p>{valley_picture(village, when)}'


def _votes(room: Room, place: Place) -> str:
    cards = room.session.state.cards(place.question)
    part = {card: min(100.0, 100 * number / room.session.state.people) for card, number in cards.items()}
    rows = "".join(
        f'<li><span class="what">{swatch(card.id)} {in_html(card)}</span>'
        f'<span class="bar"><i class="fill-{card.id}" style="width:{part.get(card.id, 0.0):.0f}%"></i></span>'
        f"<b>{cards.get(card.id, 0)}</b></li>"
        for card in place.step.card
    )
    under = f'<p class="under">{in_html(place.step.under)}</p>' if place.step.under.en else ""
    return f'{under}<ul class="votes">{rows}</ul>{_counted(room, place)}'


def _counted(room: Room, place: Place) -> str:
    shown = sum(room.session.state.cards(place.question).values())
    return f'<p class="under">{escape(_("{n} of {all} have decided").format(n=shown, all=room.session.state.people))}</p>'


def _offer(room: Room, place: Place) -> str:
    offer = room.games.offer(place.phase.id, place.year)
    year = _("Year {n}. World price {price} a quintal.").format(n=place.year + 1, price=usd(offer.world))
    rule = _("Rule: {rule}.").format(rule=rule_names()[room.games.rule]) if place.phase.id == ROUNDS[-1] else ""
    text = gap_text(offer.trader, offer.advance) if offer.buys else _("The cooperative is closed.")
    return (
        f'<p class="under">{escape(year)} {escape(rule)}</p>{offer_bars(offer)}'
        f'<p class="gap-text">{escape(text)}</p>{_counted(room, place)}'
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
        n=year.year + 1, round=round_names(room.games.rule)[place.phase.id], sacks=sacks(year.sacks)
    )
    caption = _("a quintal brought this year")
    groups = (("blue", year.brought, year.brought_usd_per_qq), ("orange", year.sold, year.sold_usd_per_qq))
    paid = "".join(
        f'<div class="paid">{swatch(card)}<b class="{card}">{usd(amount)}</b><span>{escape(caption)}</span>'
        f"<span>{escape(_('{n} players').format(n=players))}</span></div>"
        for card, players, amount in groups
    )
    return (
        f'<p class="under">{escape(head)}</p>{sacks_picture(year.sacks)}<div class="pays">{paid}</div>'
        f'<p class="under">{escape(state)}</p>'
    )


def _replay(room: Room, place: Place) -> str:
    rounds, names = room.games.rounds(), round_names(room.games.rule)
    prices = room.games.prices(next(iter(rounds)), room.session.programme.years)
    return rounds_chart(rounds, room.games.by_model(), names, prices)


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
    kind = "facts many" if len(lines) > FEW_LINES else "facts"
    return f'<ul class="{kind}">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'


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
    "valley": _valley,
    "votes": _votes,
    "cards": _cards,
    "offer": _offer,
    "year": _year,
    "gap": _gap,
    "replay": _replay,
    "levers": _levers,
    "sheets": _sheets,
    "boards": _boards,
    "futures": _futures,
    "rounds": _rounds,
    "why": _why,
    "claim": _claim,
}
