"""Lessons 2 to 5, one page for all of them: bet, see harvest by harvest, what refutes the usual bet, try it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import solara

from coopsim.language import declared
from coopsim.language import text as _
from coopsim.lessons import NUMBERS, Lesson, Taught, lesson
from coopsim.lessons.grid import FEWEST_RUNS, Point
from coopsim.web.components import live_chart, player
from coopsim.web.components.for_lessons import bet_first, tries
from coopsim.web.lesson_parts import check, explore_state, lesson_charts, point_of, points_told, tools, use_runs, what_it_says
from coopsim.web.pages.explore_words import player_words
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState
from coopsim.web.told import heading, paragraph, points

CHALLENGE = 5
_PACE_MS = 900


def _title(number: int, language: str) -> str:
    return f"{number} · {declared(lesson(number).title, language)}"


def _body(number: int, session: Session) -> None:
    state, language, told = session.state, session.state.language, lesson(number)
    bet = solara.use_reactive(-1)
    seen = solara.use_reactive(False)
    point = point_of(told, state.place)
    sentence, mistake = use_runs(number, points_told(told), state.seed, language)
    here, mistake_here = use_runs(number, (point,), state.seed, language)
    last: Any = solara.use_ref(None)  # what stays on the screen while the runs of another point are under way
    if here is not None:
        last.current = (here, point)
    with solara.Div(classes=["coop-card", "coop-lesson-card"]):
        paragraph(declared(told.story, language))
        bet_first(
            question=declared(told.question, language),
            bets=[declared(choice, language) for choice in told.bet],
            chosen=bet.value,
            done=bet.value >= 0,
            words={"first": _("First bet, then see", language), "see": _("I have bet: let me see", language)},
            event_bet=lambda place: bet.set(max(0, min(len(told.bet) - 1, int(place)))),
        ).key(f"bet {bet.value}")
    if bet.value < 0:
        return
    if mistake or mistake_here:
        paragraph(mistake or mistake_here, role="alert")
    if last.current is None or sentence is None:
        paragraph(_under_way(language), role="status")
        return

    def again(*_data: Any) -> None:
        bet.set(-1)
        seen.set(False)
        session.change(lambda now: PageState(page=now.page, seed=now.seed, language=now.language))

    shown, shown_at = last.current
    length = shown.current[shown_at][told.charts[0]].shape[1]
    upto = min(state.period or 1, length)
    _see(session, upto, length, seen, again)
    _charts(shown, shown_at, upto, language)
    if seen.value or upto == length:
        what_it_says(told, bet.value, sentence, "", language)
        _try(session, told, point, here)
        tools(explore_state(told, point, state), again)


def _see(session: Session, upto: int, length: int, seen: solara.Reactive[bool], again: Any) -> None:
    language = session.state.language
    words = player_words(language) | {
        "month": _("Harvest", language),
        "step": _("Next harvest", language),
        "reset": _("Start this lesson again", language),
        "ask": _("Start this lesson again? Your bet and decisions are lost.", language),
        "list": [
            [_("Space", language), _("Play or pause", language)],
            ["← →", _("One harvest back or on", language)],
            ["Home End", _("First harvest, last harvest", language)],
            ["R", _("Start this lesson again", language)],
            ["Z  Y", _("Undo, redo", language)],
            ["?", _("This list", language)],
        ],
    }

    def move(harvest: Any) -> None:
        now = max(1, min(length, int(harvest)))
        seen.set(seen.value or now == length)
        session.move(period=now)

    def act(what: str) -> None:
        if what == "undo":
            session.undo()
        elif what == "redo":
            session.redo()
        elif what == "reset":
            again()

    past = bool(session.history.past)
    player(
        upto=upto,
        length=length,
        date="",
        can={"undo": past, "redo": bool(session.history.future), "replay": past},
        words=words,
        presets=[],
        event_month=move,
        event_act=act,
        event_preset=lambda _name: None,
        pace=_PACE_MS,
    )


def _charts(found: Taught, point: Point, upto: int, language: str) -> None:
    with solara.Div(classes=["coop-lesson-charts"]):
        for chart in lesson_charts(found, point, language):
            with solara.Div(classes=["coop-card"]).key(chart.title):
                live_chart(chart=chart.as_data(), upto=upto, words={}, tall=230)
    note = _("By harvest. Lines: the middle of {runs} runs; shaded: the middle 80 % of the runs.", language)
    told = found.lesson
    if told.from_harvest:
        note += " " + _("The change begins with harvest {harvest}.", language).format(harvest=told.from_harvest)
    paragraph(note.format(runs=found.replicates))


def _try(session: Session, told: Lesson, point: Point, here: Taught | None) -> None:
    language = session.state.language

    def move(sent: Any) -> None:
        slider, stop = int(sent["slider"]), int(sent["stop"])
        place = tuple(stop if k == slider else now for k, now in enumerate(point))
        if place in told.points:
            session.change(lambda now: replace(now, place=() if place == told.start else place))

    with solara.Div(classes=["coop-card", "coop-lesson-card"]):
        heading(_("Try it yourself", language))
        points([declared(words, language) for words in told.look], classes=["coop-off-paper"])
        tries(sliders=[_slider(slider, at, language) for slider, at in zip(told.slider, point, strict=True)], event_move=move)
        if here is None:
            paragraph(_under_way(language), role="status")
        elif told.number == CHALLENGE:
            paragraph(check(here, point, language), strong=True, role="status", data_told="check")


def _slider(slider: Any, at: int, language: str) -> dict[str, Any]:
    named = [declared(choice, language) for choice in slider.choice]
    return {
        "label": declared(slider.label, language),
        "unit": declared(slider.unit, language),
        "stops": named or [f"{level * slider.times:g}" for level in slider.levels],
        "at": at,
        "named": bool(named),
    }


def _under_way(language: str) -> str:
    return _("{runs} runs with the change and as many without it are under way …", language).format(runs=FEWEST_RUNS)


PAGES = {number: page(f"lessons/{number}", partial(_title, number), partial(_body, number)) for number in NUMBERS if number != 1}
