"""Compare: A and B with common random numbers on the same axes; the differences in one run, and in words from many."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import solara

import coopsim
from coopsim.language import in_own_words, speaking
from coopsim.language import text as _
from coopsim.report.side_by_side_words import comparison_table
from coopsim.web import ensembles, presets
from coopsim.web.components import live_chart
from coopsim.web.components.for_pages import many_runs, pair
from coopsim.web.controls import value_text
from coopsim.web.live import Path
from coopsim.web.region_sides import is_region, region_figures
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.sides import by_calendar, charts_of, delivered_share, first_of, paths_of, sides
from coopsim.web.state import PageState, carried
from coopsim.web.story.closing import closed_of
from coopsim.web.story.figures import per_cent, times

_PROGRESS_EVERY_S = 0.2


@dataclass(frozen=True)
class Runs:
    """How far the many runs of one pair are: "none", "running" or "done"."""

    state: str = "none"
    done: int = 0
    of: int = 2 * ensembles.RUNS
    comparison: Any = None
    mistake: str = ""


def _title(language: str) -> str:
    return _("Compare", language)


def _body(session: Session) -> None:
    state, language = session.state, session.state.language
    a, b = sides(state)
    path_a, path_b = paths_of(state)
    _choice(session, state, language)
    with solara.Div(classes=["coop-grid-two"]):
        for letter, side, path in (("A", a, path_a), ("B", b, path_b)):
            if is_region(path_a) or is_region(path_b):
                large, lines = region_figures(path, language)
            else:
                large, lines = _figures(path, by_calendar(path_a, path_b), language)
            _number(letter, side.title, large, lines)
    ManyRuns(a.key, b.key, state.seed, language)
    for left, right in charts_of(path_a, path_b, language):
        with solara.Div(classes=["coop-grid-two"]).key(left.title):
            for letter, chart in (("A", left), ("B", right)):
                with solara.Div(classes=["coop-card"]).key(letter):
                    shown = replace(chart, title=f"{letter} · {chart.title}")
                    live_chart(chart=shown.as_data(), upto=len(chart.dates), tall=260)


def _choice(session: Session, state: PageState, language: str) -> None:
    names = [{"name": name, "title": presets.preset_texts(name, language)["title"]} for name in presets.PRESETS]
    normal = {"name": presets.NORMAL_PRICE, "title": _("the same as B, at a normal price", language)}
    named = carried()
    pair(
        firsts=[normal, *names],
        seconds=names,
        first=first_of(state),
        second=state.preset,
        seed=state.seed,
        changes=[
            f"{in_own_words(getattr(named[name], language), language)}: {value_text(named[name], value, language)}"
            for name, value in state.changes
        ],
        labels={
            "what": _("What is compared", language),
            "first": _("is", language),
            "second": _("is", language),
            "seed": _("Luck no.", language),
            "same_draws": _(
                "Both have the same families, the same weather and the same luck: what differs comes from the situation.",
                language,
            ),
            "changes": _("Changed in B:", language),
            "forget": _("Undo the changes", language),
        },
        event_choose_first=lambda name: session.change(lambda state: _valid(replace(state, other=_preset_name(str(name))))),
        event_choose_second=lambda name: session.change(
            lambda state: _valid(replace(state, preset=presets.preset(str(name)).id, other=first_of(state), changes=()))
        ),
        event_set_seed=lambda seed: session.change(lambda state: _valid(replace(state, seed=_whole(seed, state.seed)))),
        event_forget=lambda *_data: session.change(lambda state: replace(state, changes=(), other=first_of(state))),
    )


def _figures(path: Path, dated: bool, language: str) -> tuple[str, list[str]]:
    """The large number of one cooperative and what is to be read below it."""
    closed = closed_of(path)
    if closed is None:
        sentence = _(
            "of members' coffee goes through the cooperative, in this one run of {years} years; at the end it is open",
            language,
        ).format(years=round(path.length / 12))
    elif closed.month >= 0:
        sentence = _(
            "of members' coffee went through the cooperative, in this one run, until it closed: {time}. {why}", language
        ).format(time=times(path, language, dated)[closed.month], why=closed.why(language))
    else:
        sentence = _("The cooperative closes before the first month of this run. {why}", language).format(
            why=closed.why(language)
        )
    return per_cent(delivered_share(path), language), [sentence]


def _number(letter: str, title: str, large: str, lines: list[str]) -> None:
    with solara.Div(classes=["coop-card"], attributes={"data-side-number": letter}).key(f"number {letter}"):
        solara.HTML(tag="h2", unsafe_innerHTML=escape(f"{letter} · {title}"), style={"font-size": "1.1rem"})
        solara.HTML(tag="p", unsafe_innerHTML=large, classes=["coop-giant"], style={"margin": "0"})
        for line in lines:
            with solara.Div():
                solara.Text(line)


@solara.component
def ManyRuns(a: tuple[str, Any], b: tuple[str, Any], seed: int, language: str) -> None:
    """The part of the page that asks for many runs; a new pair begins anew and stops what was under way."""
    key = (a, b, seed)
    runs, set_runs = solara.use_state(Runs(), key="runs")
    stop = solara.use_memo(threading.Event, [key])

    def forget_when_left() -> Any:
        set_runs(Runs())
        return stop.set

    solara.use_effect(forget_when_left, [key])

    def begin(*_data: Any) -> None:
        stop.clear()
        set_runs(Runs("running"))
        last = [0.0]

        def on_progress(done: int, of: int) -> None:
            if time.monotonic() - last[0] > _PROGRESS_EVERY_S and not stop.is_set():
                last[0] = time.monotonic()
                set_runs(Runs("running", done, of))

        def work() -> None:
            try:
                with speaking(language):
                    comparison = ensembles.compare(a, b, seed, on_progress, stop.is_set)
            except ensembles.Stopped:
                return
            except coopsim.UserMistake as mistake:
                set_runs(Runs(mistake=str(mistake)))
            else:
                if not stop.is_set():
                    set_runs(Runs("done", comparison=comparison))

        threading.Thread(target=work, daemon=True).start()

    def halt(*_data: Any) -> None:
        stop.set()
        set_runs(Runs())

    report = coopsim.comparison_text(runs.comparison, language) if runs.comparison is not None else None
    table = comparison_table(runs.comparison, language) if runs.comparison is not None else None
    status = {
        "none": runs.mistake,
        "running": _("{done} of {of} runs", language).format(done=runs.done, of=runs.of),
        "done": "",
    }
    no_word = _(
        "More than the price differs, or the prices hardly do: this comparison says nothing for or against the claim.", language
    )
    many_runs(
        state=runs.state,
        done=runs.done,
        of=runs.of,
        claim=(report.claim or no_word) if report else "",
        sentences=report.sentences if report else [],
        table=table._asdict() if table else None,
        labels={
            "sentences": _("The same in sentences", language),
            "what": _("What differs, and how certain it is", language),
            "begin": _("Repeat both {n} times, with different luck", language).format(n=ensembles.RUNS),
            "stop": _("Stop", language),
            "progress": _("Progress of the runs", language),
            "status": status[runs.state],
            "note": _(
                "The charts show one run: one possible story. Only many runs show how certain the difference is. "
                'The full test of the claim is the command "coopsim claim".',
                language,
            ),
        },
        event_begin=begin,
        event_stop=halt,
    )


def _preset_name(name: str) -> str:
    if name != presets.NORMAL_PRICE:
        presets.preset(name)
    return name


def _valid(state: PageState) -> PageState:
    """The same state, its runs made: an impossible pair gives its message before anything is shown."""
    paths_of(state)
    return state


def _whole(given: Any, otherwise: int) -> int:
    try:
        return max(0, min(999_999, int(given)))
    except (TypeError, ValueError):
        return otherwise


Page = page("compare", _title, _body)
