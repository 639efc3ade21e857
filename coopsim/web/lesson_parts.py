"""What the pages of the lessons share: runs, charts by harvest, what refutes the bet, whether a setting breaks the claim."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import solara

import coopsim
from coopsim.language import declared, speaking
from coopsim.language import text as _
from coopsim.lessons import Lesson, LessonRuns, lesson, run_lesson
from coopsim.lessons.grid import HIGH, LOW, Point, band
from coopsim.report.charts.described import Chart, Series
from coopsim.report.lesson_labels import chart_title, share
from coopsim.web import ensembles
from coopsim.web.blocks import heading, paragraph, points
from coopsim.web.components.for_lessons import bet_first, lesson_tools
from coopsim.web.presets import preset
from coopsim.web.session import Session
from coopsim.web.state import PageState, as_value, written

SHARE_SPAN = 0.2  # an axis in per cent covers twenty points at least


def point_of(lesson: Lesson, place: tuple[int, ...]) -> Point:
    """Where the sliders stand; where the lesson begins if an address says what cannot be.

    >>> from coopsim.lessons import lesson
    >>> point_of(lesson(2), (0, 2)), point_of(lesson(2), (9, 9)), point_of(lesson(2), ())
    ((0, 2), (4, 1), (4, 1))
    """
    return place if place in lesson.points else lesson.start


def bet_of(lesson: Lesson, state: PageState) -> int:
    """The bet that was placed; -1: none yet."""
    return -1 if state.bet is None else min(state.bet, len(lesson.bet) - 1)


def bet_card(session: Session, lesson: Lesson, bet: int) -> None:
    """The lesson's story, and the bet to place before anything is seen."""
    language = session.state.language
    with solara.Div(classes=["coop-card", "coop-lesson-card"]):
        paragraph(declared(lesson.story, language))
        bet_first(
            question=declared(lesson.question, language),
            bets=[declared(choice, language) for choice in lesson.bet],
            chosen=bet,
            done=bet >= 0,
            labels={"first": _("First bet, then see", language), "see": _("I have placed my bet: show me", language)},
            event_bet=lambda place: session.move(bet=max(0, min(len(lesson.bet) - 1, int(place)))),
        ).key(f"bet {bet}")


def points_in_sentence(lesson: Lesson) -> tuple[Point, ...]:
    """The points of which the refuting sentence speaks.

    >>> from coopsim.lessons import lesson
    >>> points_in_sentence(lesson(5))
    ((0, 0), (2, 3))
    """
    return tuple(dict.fromkeys((lesson.start, *(figure.at for figure in lesson.figure if figure.at))))


def use_runs(number: int, at: tuple[Point, ...], seed: int, language: str) -> tuple[LessonRuns | None, str]:
    """The runs at these points as soon as they are there, and a mistake to tell. Made apart; a visitor who leaves stops them."""
    key = (number, at, seed)
    nothing: tuple[Any, LessonRuns | None, str] = (None, None, "")
    latest, set_latest = solara.use_state(nothing)  # the latest, with the key it answers

    def begin() -> Callable[[], None]:
        stop = threading.Event()

        def work() -> None:
            try:
                with speaking(language):
                    runs = ensembles.lesson_runs(*key, stop.is_set)
            except ensembles.Stopped:
                return
            except coopsim.UserMistake as problem:
                set_latest((key, None, str(problem)))
            else:
                if not stop.is_set():
                    set_latest((key, runs, ""))

        if ensembles.finished_lesson_runs(*key) is None:
            threading.Thread(target=work, daemon=True).start()
        return stop.set

    solara.use_effect(begin, [key])
    return latest[1:] if latest[0] == key else (ensembles.finished_lesson_runs(*key), "")


@lru_cache(maxsize=16)
def first_look(number: int, seed: int) -> LessonRuns:
    """One run of the lesson's start and one without its change: there at once, before many runs are."""
    chosen = lesson(number)
    return run_lesson(chosen, replicates=1, seed=seed, points=(chosen.start,))


def lesson_charts(runs: LessonRuns, point: Point, language: str) -> list[Chart]:
    """The lesson's charts at a point: the middle of the runs by harvest, without the change grey and dashed, with it blue."""
    begins = runs.lesson.from_harvest
    mark = (begins - 1.5, _("here it changes", language)) if begins > 1 else None
    charts = []
    for name in runs.lesson.charts:
        _low, before, _high = band(runs.baseline[point][name])
        low, middle, high = band(runs.current[point][name])
        series = (
            Series(_("without it, same luck", language), f"{name}_baseline", tuple(before), "grey", "dashed", "", 1.8, True),
            Series(
                _("with the change", language),
                name,
                tuple(middle),
                "blue",
                "solid",
                "circle",
                2.6,
                low=tuple(low),
                high=tuple(high),
            ),
        )
        values = [value for row in (before, low, high) for value in row if value is not None]
        from_zero = not values or min(values) <= 0.5 * max(values)
        per_cent = share(name)
        harvests = tuple(str(harvest + 1) for harvest in range(len(middle)))
        named = tuple(_("harvest {number}", language).format(number=harvest) for harvest in harvests)
        lowest = min(0.0, *values) if from_zero else None
        highest = None
        if per_cent and values and not from_zero and max(values) - min(values) < SHARE_SPAN:  # what hardly moves looks so
            centre = min(1.0 - SHARE_SPAN / 2, max(SHARE_SPAN / 2, (max(values) + min(values)) / 2))
            lowest, highest = centre - SHARE_SPAN / 2, centre + SHARE_SPAN / 2
        title, unit = chart_title(name, language)
        charts.append(Chart(title, unit, harvests, series, per_cent, lowest, highest, times=named, mark=mark))
    return charts


def what_it_says(lesson: Lesson, bet: int, runs: LessonRuns | None, mistake: str, language: str) -> None:
    """After the last harvest: the visitor's bet, what refutes the usual one, and what the group may talk about."""
    with solara.Div(classes=["coop-card", "coop-lesson-card"], attributes={"data-text": "refutes"}):
        right = lesson.bet[bet].right
        verdict = _("You bet what the runs show.", language) if right else _("The runs show something else.", language)
        paragraph(verdict, strong=True)
        heading(_("What most people bet", language))
        paragraph(declared(lesson.wrong_bet, language))
        heading(_("Why it is wrong", language))
        if runs is None:
            paragraph(mistake or _("The simulations are running …", language), role="status")
        else:
            paragraph(declared(lesson.refutes, language).format(**runs.figures()))
        heading(_("Why it happens", language))
        paragraph(declared(lesson.mechanism, language))
        heading(_("What this does not show", language))
        paragraph(declared(lesson.not_shown, language))
        heading(_("To discuss in the group", language))
        points([declared(sentence, language) for sentence in lesson.ask])


def tools(explore: PageState, again: Callable[..., None]) -> None:
    """Print the lesson, begin it again, or open what it shows in Explore."""
    language = explore.language
    lesson_tools(
        href=explore.address(),
        labels={
            "print": _("Print", language),
            "again": _("Start this lesson again", language),
            "explore": _("Open this in Explore", language),
            "ask": _("Start this lesson again? Your bet and decisions are lost.", language),
            "close": _("Close", language),
        },
        event_again=again,
    )


def slider_data(slider: Any, at: int, language: str) -> dict[str, Any]:
    """A slider of a lesson as the page takes it, at one of its stops."""
    named = [declared(choice, language) for choice in slider.choice]
    return {
        "label": declared(slider.label, language),
        "unit": declared(slider.unit, language),
        "stops": named or [f"{level * slider.times:g}" for level in slider.levels],
        "at": at,
        "named": bool(named),
    }


def check(runs: LessonRuns, point: Point, language: str) -> tuple[str, str]:
    """Lesson 5: whether a setting breaks the claim, from the same figure that shows the harm, run against run; the numbers.

    The claim holds (or is broken) when four runs in five deliver less (or more) than without the rise, and the tenth and the
    ninetieth of a hundred agree; else the runs do not say.
    """
    figure = next(one for one in runs.lesson.figure if one.of == "less")
    differences = figure.times * runs.difference(figure.outcome, figure.harvests, point)
    low, middle, high = (float(value) for value in np.nanquantile(differences, (LOW, 0.5, HIGH)))
    figures = {"runs": len(differences), "more": int((differences > 0).sum())} | {
        name: f"{round(value) + 0:+d}".replace("-", "−").replace("+0", "0")
        for name, value in (("low", low), ("middle", middle), ("high", high))
    }
    if low > 0:
        verdict = _("The claim fails here: with the good price members bring a larger part of their coffee.", language)
    elif high < 0:
        verdict = _("The claim holds here: with the good price members bring a smaller part of their coffee.", language)
    else:
        verdict = _("Undecided here: in some runs members bring more, in others less, or nothing changes.", language)
    numbers = _(
        "Part of the harvest delivered in the two good years, with the rise minus without it: {middle} percentage points"
        " (80 % of {runs} runs: {low} to {high}; above zero in {more} of {runs}).",
        language,
    )
    caution = _("This covers only one side of the claim, in one invented cooperative. A single setting proves nothing.", language)
    return verdict, f"{numbers.format(**figures)} {caution}"


def explore_state(lesson: Lesson, point: Point, state: PageState) -> PageState:
    """The scenario at a point, as Explore shows it with the same seed: what differs from the scenario's file is a change.

    >>> from coopsim.lessons import lesson
    >>> explore_state(lesson(3), (4,), PageState()).changes, explore_state(lesson(3), (1,), PageState()).changes
    ((), (('event.change.trader_differential_usd_per_qq', 5.0),))
    """
    values: dict[str, Any] = dict(lesson.values)
    for slider, stop in zip(lesson.slider, point, strict=True):
        values |= slider.stops[stop]
    values = {name: as_value(name, written(value)) for name, value in values.items()}  # 20 and 20.0 are one setting
    scenario = preset(lesson.scenario)
    changes = {name: value for name, value in values.items() if scenario.with_values({name: value}).hash() != scenario.hash()}
    return PageState(
        page="explore", preset=lesson.scenario, seed=state.seed, language=state.language, changes=tuple(sorted(changes.items()))
    )
