"""The lessons as one HTML file that opens from disk: our own script and style, the grid of runs, and no network."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from coopsim.agents import CoopModel
from coopsim.agents.explanation_text import Explanation
from coopsim.language import current, in_own_words
from coopsim.language import text as _
from coopsim.lessons.declared import NUMBERS, Lesson, Slider, lesson
from coopsim.lessons.grid import FEWEST_RUNS, LessonRuns, Point, band, run_lesson
from coopsim.lessons.one_farmer import SHARES
from coopsim.report.lesson_labels import chart_title, month_name, share, ui
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
            {"title": in_own_words(title), "unit": "%" if share(name) else unit, "money": unit.startswith("US$")}
            for name, (title, unit) in ((name, chart_title(name)) for name in lesson.charts)
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
    year, opens = with_runs.years[point], with_runs.lesson.scenario_at(point).time.season_opens
    last = len(year.months) - 1  # what she has in hand depends on the months so far: one number for each way up to then
    return {
        "names": [in_own_words(month_name(opens, place)) for place in range(len(year.months))],
        "received": [
            [round(value) for value in year.received_usd[:: len(SHARES) ** (last - place), place].tolist()]
            for place in range(len(year.months))
        ],
        "near": [None if share != share else round(share, 2) for share in year.neighbour_shares],
        "months": [{name: round(value, 1) for name, value in row.items()} for row in year.months],
        "year": [round(value) for value in year.year_usd.tolist()],
        "harvest": round(year.harvest_qq, 1),
        "rule_shares": [round(value, 2) for value in year.rule_shares],
        "rule": [round(year.rule_september_usd), round(year.rule_year_usd)],
        "neighbour": [round(year.neighbour_year_usd), round(year.neighbour_harvest_qq, 1)],
        "why": reasons(with_runs.lesson, point, with_runs.seed, len(year.months)),
    }


def reasons(lesson: Lesson, point: Point, seed: int, months: int) -> list[str]:
    """One sentence on the farmer's choice in each harvest month, when she follows her rule; chance is in none of its amounts."""
    model = CoopModel(case=lesson.scenario_at(point), world_seed=seed)
    sentences = []
    for _month in range(months):
        model.step()
        sentences.append(reason(model.farmer_agents[lesson.one_farmer].explain()))
    return sentences


def reason(why: Explanation) -> str:
    """What weighed in one month, in whole dollars a quintal."""
    terms = {name: value for name, value in dict(why.terms).items() if name != "luck"}
    if why.limited_by_need:
        text = _("This month she needed US$ {need} at once, and the trader pays at once.")
    else:
        text = _(
            "To her a quintal is worth US$ {worth} at the cooperative, for the wait and her trust, and US$ {trader} at the"
            " trader's. Loyalty and neighbours: US$ {pull} for the cooperative."
        )
    worth = terms.get("advance", 0.0) + terms.get("promise", 0.0)
    pull = sum(terms.values()) - worth - terms.get("street", 0.0)
    figures = {"need": why.offer["cash_need_usd"], "worth": worth, "trader": why.offer["street_usd_per_qq"]}
    whole = {name: f"{round(value):,}" for name, value in figures.items()}
    return in_own_words(text.format(**whole, pull=f"{round(pull) + 0:+d}".replace("-", "−")))
