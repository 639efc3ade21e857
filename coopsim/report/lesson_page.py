"""The lessons as one HTML file that opens from disk: our own script and style, the grid of runs, and no network."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from coopsim.agents import CoopModel
from coopsim.language import current, in_own_words
from coopsim.language import text as _
from coopsim.lessons.declared import NUMBERS, Lesson, Slider, lesson
from coopsim.lessons.grid import FEWEST_RUNS, LessonRuns, Point, band, run_lesson
from coopsim.model.column import Column
from coopsim.model.season_columns import SEASONS
from coopsim.version import __version__

LARGEST_BYTES = 1_000_000


def lesson_page(
    *,
    replicates: int = FEWEST_RUNS,
    seed: int = 1,
    workers: int = 1,
    command: str = "",
    grids: Mapping[int, tuple[Point, ...]] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> str:
    """The page in the language spoken. The same seed, replicates and command give the same bytes.

    `grids` runs only some points of some lessons' grids: for tests, which need not wait for all.
    """
    pages = []
    for place, number in enumerate(NUMBERS):
        chosen = lesson(number)
        points = (grids or {}).get(number, chosen.points)
        progress = _part(on_progress, place)
        pages.append(
            plain(run_lesson(chosen, replicates=replicates, seed=seed, workers=workers, points=points, on_progress=progress))
        )
    data = {"lessons": pages, "ui": ui()}
    stamp = _("coopsim {version} · seed {seed} · {runs} runs for each setting · made with: {command}").format(
        version=__version__, seed=seed, runs=replicates, command=command or "coopsim export lesson"
    )
    folder = files("coopsim.report") / "templates"
    page = Environment(loader=PackageLoader("coopsim.report"), autoescape=True).get_template("lesson.html")
    embedded = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return page.render(
        language=current(),
        ui=data["ui"],
        stamp=stamp,
        data=Markup(embedded.replace("<", "\\u003c")),
        style=Markup((folder / "lesson.css").read_text(encoding="utf-8")),
        script=Markup((folder / "lesson.js").read_text(encoding="utf-8")),
    )


def _part(on_progress: Callable[[int, int], None] | None, place: int) -> Callable[[int, int], None] | None:
    """Progress of one lesson as progress of all: each counts the same."""
    if on_progress is None:
        return None
    return lambda done, of: on_progress(100 * place + 100 * done // max(of, 1), 100 * len(NUMBERS))


def plain(with_runs: LessonRuns) -> dict[str, Any]:
    """One lesson as the page's script reads it, in the language spoken."""
    lesson, language = with_runs.lesson, current()

    def say(sentence: Any) -> str:
        return in_own_words(str(getattr(sentence, language)))

    columns = {column.name: column for column in SEASONS}
    page_data: dict[str, Any] = {
        "number": lesson.number,
        "title": say(lesson.title),
        "story": say(lesson.story),
        "question": say(lesson.question),
        "bets": [{"text": say(bet), "right": bet.right} for bet in lesson.bet],
        "mechanism": say(lesson.mechanism),
        "wrong": say(lesson.wrong_bet),
        "refutes": say(lesson.refutes).format(**with_runs.figures()),
        "not_shown": say(lesson.not_shown),
        "look": [say(sentence) for sentence in lesson.look],
        "ask": [say(sentence) for sentence in lesson.ask],
        "from": lesson.from_harvest,
        "sliders": [_slider(slider, language) for slider in lesson.slider],
        "charts": [
            {"title": in_own_words(columns[name].label(language)), "unit": "%" if share(name) else _(columns[name].unit)}
            for name in lesson.charts
        ],
        "commands": [lesson.settings_at(point) for point in lesson.points],
    }
    if with_runs.years:
        return page_data | {"years": [_year(with_runs, point) for point in lesson.points if point in with_runs.years]}
    empty: list[Any] = []
    for kind in ("current", "baseline"):
        runs = getattr(with_runs, kind)
        page_data[kind] = [
            [band(runs[point][name] * (100.0 if share(name) else 1.0)) for name in lesson.charts] if point in runs else empty
            for point in lesson.points
        ]
    return page_data


def share(name: str) -> bool:
    """Whether an outcome is shown in per cent: shares, and what runs from 0 to 1.

    >>> share("trust"), share("members")
    (True, False)
    """
    return outcome(name).unit in ("share", "0 to 1")


def outcome(name: str) -> Column:
    """What an outcome of a harvest is called in both languages, and its unit.

    >>> outcome("trust").unit
    '0 to 1'
    """
    return next(column for column in SEASONS if column.name == name)


def _slider(slider: Slider, language: str) -> dict[str, Any]:
    levels = [float(f"{level * slider.times:.6g}") for level in slider.levels]
    stops = [in_own_words(getattr(one, language)) for one in slider.choice] or levels
    return {
        "label": in_own_words(getattr(slider.label, language)),
        "unit": in_own_words(getattr(slider.unit, language)),
        "stops": stops,
        "named": bool(slider.choice),
        "start": slider.start_stop,
    }


def _year(with_runs: LessonRuns, point: Point) -> dict[str, Any]:
    """Lesson 1 at one point: months, every way of deciding, and what the rule says of each month."""
    year = with_runs.years[point]
    return {
        "months": [{name: round(value, 1) for name, value in row.items()} for row in year.months],
        "september": [round(value) for value in year.september_usd.tolist()],
        "year": [round(value) for value in year.year_usd.tolist()],
        "harvest": round(year.harvest_qq, 1),
        "rule_shares": [round(value, 2) for value in year.rule_shares],
        "rule": [round(year.rule_september_usd), round(year.rule_year_usd)],
        "neighbour": [round(year.neighbour_year_usd), round(year.neighbour_harvest_qq, 1)],
        "explained": explained(with_runs.lesson, point, with_runs.seed, len(year.months)),
    }


def explained(lesson: Lesson, point: Point, seed: int, months: int) -> list[str]:
    """What `explain()` says of the farmer's choice in each harvest month, when she follows her rule."""
    model = CoopModel(case=lesson.scenario_at(point), world_seed=seed)
    explanations = []
    for _month in range(months):
        model.step()
        explanations.append(str(model.farmer_agents[lesson.one_farmer].explain()))
    return explanations


def ui() -> dict[str, str]:
    """The page's own words."""
    return {
        "title": _("Five lessons on coffee and cooperatives"),
        "lesson": _("Lesson"),
        "bet_first": _("First bet, then see"),
        "see": _("I have placed my bet: show me"),
        "next_harvest": _("Next harvest"),
        "all_harvests": _("Show all"),
        "harvest": _("harvest"),
        "right": _("You bet what the runs show."),
        "not_right": _("The runs show something else."),
        "mechanism": _("Why it happens"),
        "wrong_bet": _("What most people bet"),
        "refutes": _("Why it is wrong"),
        "not_shown": _("What this does not show"),
        "try": _("Try it yourself"),
        "ask": _("To discuss in the group"),
        "current": _("with the change"),
        "baseline": _("without it, same luck"),
        "band": _("middle 80 % of the runs"),
        "between": _("A straight line between the runs with {runs}; nothing is simulated again."),
        "exactly": _("Simulated exactly so: {runs}."),
        "no_number": _("no number: every cooperative is closed"),
        "print": _("Print"),
        "theme": _("Light or dark"),
        "keys": _("Keys"),
        "keys_list": _(
            "1 to 5: lesson · space or →: next harvest or month · ←: one back · R: start the lesson again · P: print · ?: keys"
        ),
        "again": _("Start this lesson again"),
        "sure": _("Start this lesson again? Your bet and decisions are lost."),
        "month": _("Month {number} of {all}"),
        "coffee": _("Your coffee this month"),
        "at_door": _("Trader, today at your door"),
        "advance": _("Cooperative, advance today"),
        "promise": _("Cooperative, total announced"),
        "need": _("Cash missing this month"),
        "world": _("World price"),
        "decide": _("What do you do with it?"),
        "sell": _("All to the trader"),
        "half": _("Half and half"),
        "deliver": _("All to the cooperative"),
        "you": _("You"),
        "rule": _("The model's rule, in your place"),
        "neighbour": _("Your neighbour, by her own rule"),
        "all_trader": _("Everything to the trader"),
        "all_cooperative": _("Everything to the cooperative"),
        "by_september": _("received by the end of the harvest"),
        "by_year": _("received in the year"),
        "per_qq": _("per quintal"),
        "why": _("What the rule would have done, month by month, and why"),
        "command": _("The same on the command line"),
        "skip": _("To the lesson"),
    }
