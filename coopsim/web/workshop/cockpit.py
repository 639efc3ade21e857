"""The trainer's cockpit: clock, what to say and ask, votes by hand, sheets of boards, what the wall shows, what comes next."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from coopsim.language import current, declared
from coopsim.language import text as _
from coopsim.report.workshop_words import board_name
from coopsim.web.shell import LANGUAGE_NAMES
from coopsim.web.workshop.pieces import LETTERS_OF_STOPS, in_html, plain_page, script, swatch
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.screens import screen
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import SHOWN_AT_ANY_TIME, Place
from coopsim.workshop.session import Session

BAR_PX, LETTER_PX = 960, 7  # of the bar of phases in a window of 1024 px, and of a letter below it


def cockpit_page(room: Room, language: str) -> str:
    """The page, which fetches what stands in it."""
    title = _("Workshop")
    labels = {"lost": _("No connection to the program. It tries again."), "unsaved": _("Not saved: is the stick full or gone?")}
    body = (
        f'<main id="cockpit" data-state="/workshop/state" data-do="/workshop/do" data-key="{escape(room.key)}" '
        f'data-labels="{escape(json.dumps(labels))}"><h1 class="hidden">{escape(title)}</h1><div id="content"></div>'
        '<p id="message" role="alert"></p></main>'
    )
    return plain_page(title, body, script("valley") + script("workshop"), kind="cockpit")


def cockpit(room: Room) -> dict[str, Any]:
    """What the cockpit shows, in the language spoken, and its clock."""
    session = room.session
    place = session.place
    content = (
        f"{_top(room)}{_phases(room)}<div class='two'><section>{_script(place)}{_decisions(room, place)}</section>"
        f"<section>{_wall(room)}</section></div>{_next(room)}"
    )
    return {
        "html": content,
        "left": round(session.seconds_left(), 1),
        "runs": not session.state.is_paused,
        "saved": session.log.is_saved,
    }


def _button(
    text: str, event: dict[str, Any], kind: str = "", name: str = "", is_on: bool | None = None, off: bool = False
) -> str:
    pressed = "" if is_on is None else f' aria-pressed="{str(is_on).lower()}"'
    return (
        f'<button type="button" class="pill {kind}" id="{escape(name)}" data-event="{escape(json.dumps(event))}"{pressed}'
        f"{' disabled' if off else ''}>{text}</button>"
    )


def _top(room: Room) -> str:
    session = room.session
    state, place = session.state, session.place
    spent = sum(state.spent.values()) + session.elapsed - state.since
    left = escape(_("left of {phase}").format(phase=declared(place.phase.title, current())))
    whole = escape(f"{_('{n} of {all} minutes').format(n=round(spent / 60), all=session.programme.plan)} · {_lateness(session)}")
    pause = _button(_("Go on") if state.is_paused else _("Pause"), {"kind": "pause", "paused": not state.is_paused}, name="pause")
    more = _button(_("+ 1 minute"), {"kind": "minutes", "minutes": 1}, name="more")
    less = _button(_("− 1 minute"), {"kind": "minutes", "minutes": -1}, name="less")
    other = next(code for code in LANGUAGE_NAMES if code != current())
    speak = f'<a class="pill" lang="{other}" href="/workshop?lang={other}&amp;key={escape(room.key)}">{LANGUAGE_NAMES[other]}</a>'
    return (
        f'<div class="top"><b class="clock" role="timer" id="clock"></b><p>{left}<br><span>{whole}</span></p>'
        f'<div class="right">{speak}{pause}{less}{more}</div></div>'
    )


def _lateness(session: Session) -> str:
    minutes = round(session.seconds_late() / 60)
    if minutes == 0:
        return _("on time")
    return _("{n} min late").format(n=minutes) if minutes > 0 else _("{n} min ahead").format(n=-minutes)


def _has_room(name: str, minutes: int, plan: int) -> bool:
    """Whether a phase's name can be read below its part of the bar: its longest word, in a window of 1024 px."""
    return max(map(len, name.split())) * LETTER_PX <= BAR_PX * minutes / plan


def _phases(room: Room) -> str:
    programme, here = room.session.programme, room.session.place.phase
    ids = [phase.id for phase in programme.phases]
    parts = []
    for phase in programme.phases:
        kind = "on" if phase is here else "done" if ids.index(phase.id) < ids.index(here.id) else ""
        event = escape(json.dumps({"kind": "go", "step": programme.first_of(phase.id)}))
        minutes = programme.minutes(phase)
        title = declared(phase.title, current())
        name = _("{phase}, {n} min").format(phase=title, n=minutes)
        shown = escape(title) if _has_room(title, minutes, programme.plan) else ""
        mark = ' aria-current="step"' if phase is here else ""
        parts.append(
            f'<button type="button" id="phase-{phase.id}" class="{kind}" style="flex:{max(minutes, 4)}" title="{escape(name)}" '
            f'aria-label="{escape(name)}" data-event="{event}"{mark}><i></i><span>{shown}</span></button>'
        )
    return f'<nav class="phases" aria-label="{escape(_("Phases"))}">{"".join(parts)}</nav>'


def _script(place: Place) -> str:
    step = place.step
    reply = f'<p class="reply">{in_html(step.reply)}</p>' if step.reply.en else ""
    return f'<h2>{escape(_("Say"))}</h2><p class="say">«{in_html(step.say)}»</p><p class="ask">{in_html(step.ask)}</p>{reply}'


def _decisions(room: Room, place: Place) -> str:
    if place.boards_decide:
        return _sheets(room, place)
    if place.question:
        return f"{_hands(room, place)}{_people(room)}"
    if place.step.screen == "join":
        return f"<h2>{escape(_('People in the room'))}</h2>{_people(room)}"
    return ""


def _number(name: str, label: str, value: int, kind: str) -> str:
    fewer, more = (escape(form.format(what=label)) for form in (_("{what}: one fewer"), _("{what}: one more")))
    return (
        f'<button type="button" class="round" id="{name}-less" data-add="-1" data-to="{name}" aria-label="{fewer}">−</button>'
        f'<input id="{name}" type="number" min="0" max="60" value="{value}" inputmode="numeric" data-kind="{kind}" '
        f'aria-label="{escape(label)}">'
        f'<button type="button" class="round" id="{name}-more" data-add="1" data-to="{name}" aria-label="{more}">+</button>'
    )


def _people(room: Room) -> str:
    label = _("People in the room")
    number = _number("people", label, room.session.state.people, "people")
    return f'<div class="row"><span>{escape(label)}</span>{number}</div>'


def _hands(room: Room, place: Place) -> str:
    state = room.session.state
    hands, phones = state.hands.get(place.question, {}), state.phones.get(place.question, {})
    rows = "".join(
        f'<div class="row"><span>{swatch(card.id)} {in_html(card)}'
        f"{_by_phone(sum(1 for shown in phones.values() if shown == card.id))}</span>"
        f"{_number(card.id, declared(card, current()), hands.get(card.id, 0), 'cards')}</div>"
        for card in place.step.card
    )
    head = _("Cards counted by hand ({n} people)").format(n=state.people)
    counted = _("{n} of {all} counted; the model decides for the others.")
    if not place.step.yearly:
        counted = _("{n} of {all} counted.")
    shown = counted.format(n=sum(state.cards(place.question).values()), all=state.people)
    off = " disabled" if room.session.is_locked and place.question != "commitment" else ""
    return (
        f'<h2>{escape(head)}</h2><fieldset data-question="{place.question}"{off}><legend class="hidden">{escape(head)}</legend>'
        f'{rows}</fieldset><p class="note">{escape(shown)}</p>'
    )


def _by_phone(number: int) -> str:
    return f" <small>{escape(_('+ {n} by phone').format(n=number))}</small>" if number else ""


def _sheets(room: Room, place: Place) -> str:
    heads = "".join(f'<th scope="col">{board}</th>' for board in room.games.boards)
    rows = []
    for lever in levers().values():
        cells = []
        for board in room.games.boards:
            chosen = room.session.state.sheets.get(board, {}).get(place.year, {}).get(lever.id)
            buttons = "".join(
                f'<button type="button" id="s-{lever.id}-{board}-{stop}" aria-pressed="{str(stop == chosen).lower()}" '
                f"{'disabled ' if room.session.is_locked else ''}"
                f'aria-label="{escape(board_name(board))}: {in_html(lever.title)}: {in_html(lever.stop[stop])}" '
                f'title="{in_html(lever.stop[stop])}" '
                f'data-event="{escape(json.dumps(_choice(board, place.year, lever.id, stop)))}">{LETTERS_OF_STOPS[stop]}</button>'
                for stop in range(len(lever.stop))
            )
            cells.append(f'<td><div class="stops">{buttons}</div></td>')
        rows.append(f'<tr><th scope="row">{in_html(lever.title)}</th>{"".join(cells)}</tr>')
    head = _("Sheets of the boards, year {n}").format(n=place.year + 1)
    note = _("What is not ticked stays as it was the year before.")
    table = f"<thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<h2>{escape(head)}</h2><table class="sheet">{table}</table><p class="note">{escape(note)}</p>'


def _choice(board: int, year: int, lever: str, stop: int) -> dict[str, Any]:
    return {"kind": "choose", "board": board, "year": year, "lever": lever, "stop": stop}


def _wall(room: Room) -> str:
    chosen = room.session.state.screen
    buttons = "".join(
        _button(escape(_short_names()[name]), {"kind": "show", "screen": name}, "quiet", f"show-{name}", name == chosen)
        for name in ("", *SHOWN_AT_ANY_TIME)
        if name != "replay" or room.session.state.furthest >= room.session.programme.first_of("replay")
        if name != "futures" or room.session.state.furthest >= room.session.programme.first_of("futures")
    )
    link = f"/workshop/screen?lang={current()}&amp;key={escape(room.screen_key)}"
    opens = escape(_("Open the projector's page in a new window"))
    return (
        f'<h2>{escape(_("On the screen"))}</h2><div class="preview" aria-hidden="true" inert>{screen(room)}</div>'
        f'<p><a href="{link}" target="projector" rel="noopener">{opens}</a></p>'
        f'<h2 id="change">{escape(_("Change the screen"))}</h2>'
        f'<div class="pills" role="group" aria-labelledby="change">{buttons}</div>'
        f'<p class="note">{escape(_("Phones"))}: <b>{room.code}</b> · {escape(room.link.partition("?")[0])}</p>'
    )


def _short_names() -> dict[str, str]:
    return {
        "": _("Step"),
        "join": _("Code"),
        "gap": _("Gap"),
        "valley": _("Valley"),
        "replay": _("Rounds"),
        "futures": _("50 futures"),
        "black": _("Black"),
    }


def _next(room: Room) -> str:
    session = room.session
    step, places = session.state.step, session.programme.places
    back = _button(f"‹ {escape(_('Back'))}", {"kind": "go", "step": max(step - 1, 0)}, name="back", off=step == 0)
    last = step == len(places) - 1
    go = _button(
        f"{escape(_('Next'))} ›", {"kind": "go", "step": min(step + 1, len(places) - 1)}, "go large", name="next", off=last
    )
    caption = ""
    if not last and places[step + 1].phase is session.place.phase:
        caption = declared(places[step + 1].step.title, current())
    elif not last:
        phase = places[step + 1].phase
        title, ready = declared(phase.title, current()), declared(phase.ready, current())
        caption = _("Next: {phase}, {n} min. {ready}").format(phase=title, n=session.programme.minutes(phase), ready=ready)
    return f'<div class="next">{back}{go}<p>{escape(caption)}</p></div>'
