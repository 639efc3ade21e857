"""Lessons 2 to 5, one page for all of them: the years so far, bet, see harvest by harvest, what refutes the usual bet, try it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import solara

from coopsim.language import declared
from coopsim.language import text as _
from coopsim.lessons import NUMBERS, Lesson, LessonRuns, lesson
from coopsim.lessons.grid import FEWEST_RUNS, Point
from coopsim.web.blocks import heading, paragraph, points
from coopsim.web.components import live_chart
from coopsim.web.components.for_lessons import player, tries
from coopsim.web.lesson_parts import (
    bet_card,
    bet_of,
    check,
    explore_state,
    first_look,
    lesson_charts,
    point_of,
    points_in_sentence,
    slider_data,
    tools,
    use_runs,
    what_it_says,
)
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState

CHALLENGE = 5
_PACE_MS = 900


def _title(number: int, language: str) -> str:
    return f"{number} · {declared(lesson(number).title, language)}"


def _body(number: int, session: Session) -> None:
    state, language, content = session.state, session.state.language, lesson(number)
    bet = bet_of(content, state)
    seen = solara.use_reactive(False)
    point = point_of(content, state.place)
    sentence, mistake = use_runs(number, points_in_sentence(content), state.seed, language)
    point_runs, point_mistake = use_runs(number, (point,), state.seed, language)
    last: Any = solara.use_ref(None)  # what stays on the screen while the runs of another point are under way
    if point_runs is not None:
        last.current = (point_runs, point)
    bet_card(session, content, bet)
    if bet < 0:
        first = first_look(number, state.seed)
        _charts(first, content.start, max(1, content.from_harvest - 1), language)
        return
    if mistake or point_mistake:
        paragraph(mistake or point_mistake, role="alert")
    if last.current is None or sentence is None:
        paragraph(_under_way(language), role="status")
        _charts(first_look(number, state.seed), content.start, max(1, content.from_harvest - 1), language)
        return

    def again(*_data: Any) -> None:
        seen.set(False)
        session.change(lambda state: PageState(page=state.page, seed=state.seed, language=state.language))

    shown, shown_at = last.current
    length = shown.current[shown_at][content.charts[0]].shape[1]
    upto = min(state.period or max(1, content.from_harvest - 1), length)
    over = seen.value or upto == length
    with solara.Div(classes=["coop-lesson-scene"]):  # what is moved stays in sight below what it moves
        with solara.Div().key("charts"):
            _charts(shown, shown_at, upto, language)
        with solara.Div().key("answer"):
            if over:
                what_it_says(content, bet, sentence, "", language)
                _look(content, point_runs, point, language)
        with solara.Div(classes=["coop-lesson-dock"]).key("dock"):
            _play(session, upto, length, seen, again)
            if over:
                _try(session, content, point, point_runs)
    if over:
        tools(explore_state(content, point, state), again)


def _play(session: Session, upto: int, length: int, seen: solara.Reactive[bool], again: Any) -> None:
    def move(harvest: Any) -> None:
        period = max(1, min(length, int(harvest)))
        seen.set(seen.value or period == length)
        session.move(period=period)

    def act(what: str) -> None:
        does = {"undo": session.undo, "redo": session.redo, "reset": again}
        if what in does:
            does[what]()

    player(
        upto=upto,
        length=length,
        can={"undo": bool(session.history.past), "redo": bool(session.history.future)},
        labels=_player_labels(upto, length, session.state.language),
        event_month=move,
        event_act=act,
        pace=_PACE_MS,
    )


def _player_labels(upto: int, length: int, language: str) -> dict[str, Any]:
    return {
        "tools": _("Time and changes", language),
        "play": _("Play", language),
        "pause": _("Pause", language),
        "back": _("One harvest back", language),
        "step": _("Next harvest", language),
        "month": _("Harvest", language),
        "at": f"{upto} {_('of', language)} {length}",
        "undo": _("Undo", language),
        "redo": _("Redo", language),
        "reset": _("Start this lesson again", language),
        "ask": _("Start this lesson again? Your bet and decisions are lost.", language),
        "close": _("Close", language),
        "keys": _("Keys", language),
        "list": [
            [_("Space", language), _("Play or pause", language)],
            ["← →", _("One harvest back or on", language)],
            ["Home End", _("First harvest, last harvest", language)],
            ["R", _("Start this lesson again", language)],
            ["Z  Y", _("Undo, redo", language)],
            ["?", _("This list", language)],
        ],
    }


def _charts(runs: LessonRuns, point: Point, upto: int, language: str) -> None:
    with solara.Div(classes=["coop-lesson-charts"]):
        for chart in lesson_charts(runs, point, language):
            with solara.Div(classes=["coop-card"]).key(chart.title):
                live_chart(chart=chart.as_data() | {"low_on_phones": True}, upto=upto, tall=230)
    note = (
        _(
            "By harvest. Lines: the middle of {runs} runs; shaded: the middle 80 % of the runs. Before your bet you saw a single "
            "one of them: that is why its figures were others.",
            language,
        )
        if runs.replicates > 1
        else _("By harvest. Grey: one run in which nothing changes; blue: the years so far. What comes next?", language)
    )
    content = runs.lesson
    if content.from_harvest:
        note += " " + _("The change begins with harvest {harvest}.", language).format(harvest=content.from_harvest)
    paragraph(note.format(runs=runs.replicates))


def _look(content: Lesson, point_runs: LessonRuns | None, point: Point, language: str) -> None:
    """What to look for, and in the last lesson the numbers of the setting chosen."""
    with solara.Div(classes=["coop-card", "coop-lesson-card", "coop-off-paper"]):
        heading(_("Try it yourself", language))
        points([declared(sentence, language) for sentence in content.look])
        if content.number == CHALLENGE and point_runs is not None:
            paragraph(check(point_runs, point, language)[1])


def _try(session: Session, content: Lesson, point: Point, point_runs: LessonRuns | None) -> None:
    language = session.state.language

    def move(sent: Any) -> None:
        slider, stop = int(sent["slider"]), int(sent["stop"])
        place = tuple(stop if k == slider else at for k, at in enumerate(point))
        if place in content.points:
            session.change(lambda state: replace(state, place=() if place == content.start else place))

    tries(sliders=[slider_data(slider, at, language) for slider, at in zip(content.slider, point, strict=True)], event_move=move)
    if point_runs is None:
        paragraph(_under_way(language), role="status")
    elif content.number == CHALLENGE:
        paragraph(check(point_runs, point, language)[0], strong=True, role="status", data_text="check")


def _under_way(language: str) -> str:
    return _("Running {runs} simulations with the change and {runs} without it …", language).format(runs=FEWEST_RUNS)


PAGES = {number: page(f"lessons/{number}", partial(_title, number), partial(_body, number)) for number in NUMBERS if number != 1}
