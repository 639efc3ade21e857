"""What the pages of the lessons share: runs, charts by harvest, what refutes the bet, whether a setting breaks the claim."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import solara

import coopsim
from coopsim.language import declared, speaking
from coopsim.language import text as _
from coopsim.lessons import Lesson, Taught
from coopsim.lessons.grid import HIGH, LOW, Point, band
from coopsim.report.charts.described import Chart, Series
from coopsim.report.lesson_page import outcome, share
from coopsim.web import ensembles
from coopsim.web.components.for_lessons import lesson_tools
from coopsim.web.presets import preset
from coopsim.web.state import PageState, as_value, written
from coopsim.web.told import heading, paragraph, points


def point_of(told: Lesson, place: tuple[int, ...]) -> Point:
    """Where the sliders stand; where the lesson begins if an address says what cannot be.

    >>> from coopsim.lessons import lesson
    >>> point_of(lesson(2), (0, 2)), point_of(lesson(2), (9, 9)), point_of(lesson(2), ())
    ((0, 2), (4, 1), (4, 1))
    """
    return place if place in told.points else told.start


def points_told(told: Lesson) -> tuple[Point, ...]:
    """The points of which the refuting sentence speaks.

    >>> from coopsim.lessons import lesson
    >>> points_told(lesson(5))
    ((0, 0), (2, 3))
    """
    return tuple(dict.fromkeys((told.start, *(figure.at for figure in told.figure if figure.at))))


def use_runs(number: int, at: tuple[Point, ...], seed: int, language: str) -> tuple[Taught | None, str]:
    """The runs at these points as soon as they are there, and a mistake to tell. Made apart; a visitor who leaves stops them."""
    key = (number, at, seed)
    nothing: tuple[Any, Taught | None, str] = (None, None, "")
    made, set_made = solara.use_state(nothing)  # the latest, with the key it answers

    def begin() -> Callable[[], None]:
        stop = threading.Event()

        def work() -> None:
            try:
                with speaking(language):
                    found = ensembles.lesson_runs(*key, stop.is_set)
            except ensembles.Stopped:
                return
            except coopsim.UserMistake as problem:
                set_made((key, None, str(problem)))
            else:
                if not stop.is_set():
                    set_made((key, found, ""))

        if ensembles.known_lesson_runs(*key) is None:
            threading.Thread(target=work, daemon=True).start()
        return stop.set

    solara.use_effect(begin, [key])
    return made[1:] if made[0] == key else (ensembles.known_lesson_runs(*key), "")


def lesson_charts(found: Taught, point: Point, language: str) -> list[Chart]:
    """The lesson's charts at a point: the middle of the runs by harvest, without the change grey and dashed, with it blue."""
    made = []
    for name in found.lesson.charts:
        _low, before, _high = band(found.baseline[point][name])
        low, now, high = band(found.current[point][name])
        series = (
            Series(_("without it, same luck", language), f"{name}_baseline", tuple(before), "grey", "dashed", "", 1.8, True),
            Series(
                _("with the change", language), name, tuple(now), "blue", "solid", "circle", 2.6, low=tuple(low), high=tuple(high)
            ),
        )
        known = [value for row in (before, low, high) for value in row if value is not None]
        from_zero = not known or min(known) <= 0.5 * max(known)
        per_cent = share(name)
        unit = "" if per_cent else _(outcome(name).unit, language)
        harvests = tuple(str(harvest + 1) for harvest in range(len(now)))
        title = declared(outcome(name), language)
        made.append(Chart(title, unit, harvests, series, per_cent, min(0.0, *known) if from_zero else None))
    return made


def what_it_says(told: Lesson, bet: int, found: Taught | None, mistake: str, language: str) -> None:
    """After the last harvest: the visitor's bet, what refutes the usual one, and what the group may talk about."""
    with solara.Div(classes=["coop-card", "coop-lesson-card"], attributes={"data-told": "refutes"}):
        right = told.bet[bet].right
        verdict = _("You bet what the runs show.", language) if right else _("The runs show something else.", language)
        paragraph(verdict, strong=True)
        heading(_("The usual bet", language))
        paragraph(declared(told.wrong_bet, language))
        heading(_("What refutes it", language))
        if found is None:
            paragraph(mistake or _("The runs are under way …", language), role="status")
        else:
            paragraph(declared(told.refutes, language).format(**found.figures()))
        heading(_("What is behind it", language))
        paragraph(declared(told.mechanism, language))
        heading(_("What this does not show", language))
        paragraph(declared(told.not_shown, language))
        heading(_("To discuss in the group", language))
        points([declared(words, language) for words in told.ask])


def tools(explore: PageState, again: Callable[..., None]) -> None:
    """Print the lesson, begin it again, or open what it shows in Explore."""
    language = explore.language
    lesson_tools(
        href=explore.address(),
        words={
            "print": _("Print", language),
            "again": _("Start this lesson again", language),
            "explore": _("Open this in Explore", language),
        },
        event_again=again,
    )


def check(found: Taught, point: Point, language: str) -> str:
    """Lesson 5: whether a setting breaks the claim, from the same figure that shows the harm, run against run.

    The claim holds (or is broken) when four runs in five deliver less (or more) than without the rise, and the tenth and the
    ninetieth of a hundred agree; else the runs do not say.
    """
    figure = next(one for one in found.lesson.figure if one.of == "less")
    differences = figure.times * found.difference(figure.outcome, figure.harvests, point)
    low, middle, high = (float(value) for value in np.nanquantile(differences, (LOW, 0.5, HIGH)))
    words = {"runs": len(differences), "more": int((differences > 0).sum())} | {
        name: f"{value:+.1f}".replace("-", "−") for name, value in (("low", low), ("middle", middle), ("high", high))
    }
    if low > 0:
        verdict = _("Broken here: with the good price members bring a larger share of their coffee.", language)
    elif high < 0:
        verdict = _("Not broken: with the good price members bring a smaller share of their coffee, as the claim says.", language)
    else:
        verdict = _("Not broken, and not shown either: some runs go up, others down, or nothing moves.", language)
    numbers = _(
        "Share delivered in the two good years, with the rise less without it: {middle} points of 100 (80 % of {runs} runs:"
        " {low} to {high}; above zero in {more} of {runs}).",
        language,
    )
    caution = _(
        "This looks at one side of the claim only, in one invented cooperative: a single setting proves nothing.", language
    )
    return f"{verdict} {numbers.format(**words)} {caution}"


def explore_state(told: Lesson, point: Point, state: PageState) -> PageState:
    """The scenario at a point, as Explore shows it with the same luck: what differs from the scenario's file is a change.

    >>> from coopsim.lessons import lesson
    >>> explore_state(lesson(3), (4,), PageState()).changes, explore_state(lesson(3), (1,), PageState()).changes
    ((), (('event.change.trader_differential_usd_per_qq', 5.0),))
    """
    values: dict[str, Any] = dict(told.values)
    for slider, stop in zip(told.slider, point, strict=True):
        values |= slider.stops[stop]
    values = {name: as_value(name, written(value)) for name, value in values.items()}  # 20 and 20.0 are one setting
    own = preset(told.scenario)
    changes = {name: value for name, value in values.items() if own.with_values({name: value}).hash() != own.hash()}
    return PageState(
        page="explore", preset=told.scenario, seed=state.seed, language=state.language, changes=tuple(sorted(changes.items()))
    )
