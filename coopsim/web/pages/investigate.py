"""Investigate: many runs over up to three parameters; a map of how they end; a cell's runs; one farmer's story."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import quote

import solara

from coopsim.errors import UserMistake
from coopsim.language import speaking
from coopsim.language import text as _
from coopsim.report.flips_words import flips_sentences
from coopsim.web import ensembles
from coopsim.web.components import live_chart
from coopsim.web.components.for_pages import cell_runs, investigate_form, many_runs, outcome_map, sign_maps
from coopsim.web.investigation import asking, shown
from coopsim.web.investigation.files import NAMES
from coopsim.web.investigation.study import Results, commands, key_of, runs_of, threshold_of
from coopsim.web.live import Path, path_of
from coopsim.web.pages import investigate_labels as labels
from coopsim.web.pages.village import village
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState
from coopsim.web.story.closing import refuse_closed_before
from coopsim.web.story.region import chosen_of

_PROGRESS_EVERY_S = 0.2


@dataclass(frozen=True)
class Progress:
    """How far the runs are: "none", "waiting" (behind so many others), "running" or "done"."""

    state: str = "none"
    done: int = 0
    before: int = 0
    mistake: str = ""


def _title(language: str) -> str:
    return _("Investigate", language)


def _body(session: Session) -> None:
    state, language = session.state, session.state.language
    solara.HTML(tag="p", unsafe_innerHTML=escape(_intro(language)))
    investigate_form(
        form=asking.form_of(state),
        labels=labels.form_labels(language),
        answers=session.history.answers,
        event_set=lambda sent: session.change(lambda state: asking.with_sent(state, dict(sent))),
    )
    _runs(state)
    results = ensembles.finished_sweep(state)
    if results is not None:
        _what_came_out(session, results)


def _intro(language: str) -> str:
    return _(
        "Choose up to three parameters and their levels: every combination is run many times. See where the cooperative lasts, "
        "what a high and a low price do, and where the claim does not hold.",
        language,
    )


def _runs(state: PageState) -> None:
    """The button, the progress and Stop; another question begins anew and stops what was under way."""
    key, language, of = key_of(state), state.language, runs_of(state)
    progress, set_progress = solara.use_state(Progress(), key="progress")
    stop = solara.use_memo(threading.Event, [key])

    def forget_when_left() -> Any:
        set_progress(Progress())
        return stop.set

    solara.use_effect(forget_when_left, [key])

    def begin(*_data: Any) -> None:
        stop.clear()
        set_progress(Progress("running"))
        last = [0.0]

        def on_progress(done: int, _of: int) -> None:
            if time.monotonic() - last[0] > _PROGRESS_EVERY_S and not stop.is_set():
                last[0] = time.monotonic()
                set_progress(Progress("running", done))

        def on_wait(before: int) -> None:
            if not stop.is_set():
                set_progress(Progress("waiting", before=before))

        def work() -> None:
            try:
                with speaking(language):
                    ensembles.sweep(state, on_progress, stop.is_set, on_wait)
            except ensembles.Stopped:
                return
            except UserMistake as mistake:
                set_progress(Progress(mistake=str(mistake)))
            else:
                if not stop.is_set():
                    set_progress(Progress("done"))

        threading.Thread(target=work, daemon=True).start()

    def halt(*_data: Any) -> None:
        stop.set()
        set_progress(Progress())

    many_runs(
        state="running" if progress.state == "waiting" else progress.state,
        done=progress.done,
        of=of,
        claim="",
        sentences=[],
        table=None,
        labels=labels.run_labels(language, _status(progress, of, language)),
        event_begin=begin,
        event_stop=halt,
    )


def _status(progress: Progress, of: int, language: str) -> str:
    if progress.state == "waiting":
        sentence = _(
            "Somebody else's runs are under way; one visitor at a time. Before yours: {n}. They begin by themselves.", language
        )
        return sentence.format(n=progress.before)
    if progress.state == "running":
        return _("{done} of {of} runs", language).format(done=progress.done, of=of)
    return progress.mistake


def _what_came_out(session: Session, results: Results) -> None:
    state, language = session.state, session.state.language
    names = shown.price_names(language)
    with solara.Div(attributes={"data-found": "true"}).key("results"):
        for line in shown.totals(state, results, language):
            solara.HTML(tag="p", unsafe_innerHTML=escape(line), style={"margin": "2px 0"}).key(line)
        outcome_map(
            shown=shown.outcome_map(state, results, language),
            prices=[{"name": name, "text": names[name], "here": name == shown.price_of(state)} for name in results.prices],
            labels=labels.map_labels(language),
            event_open=lambda cell: session.move(asked=replace(state.asked, cell=tuple(int(k) for k in cell), run=None)),
            event_price=lambda price: session.move(asked=replace(state.asked, price=asking.price(price), run=None)),
        )
        _cell(session, results)
        with solara.Div(classes=["coop-card"]).key("fan"):
            fan = shown.fan(state, results, language)
            solara.HTML(tag="p", unsafe_innerHTML=escape(shown.fan_words(state, results, language)), classes=["coop-unit"])
            live_chart(chart=fan.as_data(), upto=len(fan.dates), tall=300)
        _signs(session, results)
        _saved(state)


def _signs(session: Session, results: Results) -> None:
    state, language = session.state, session.state.language
    try:
        with speaking(language):
            changes = shown.flips_of(state, results)
            maps, lines = shown.sign_maps(state, results, changes, language), flips_sentences(changes, language)
    except UserMistake as mistake:
        maps, lines = [], [str(mistake)]
    line = None
    if not state.asked.three_prices:
        times, unit = asking.shown_unit(state.asked.outcome, language)
        line = {"value": float(f"{times * threshold_of(state):.6g}"), "unit": unit}
    sign_maps(
        maps=maps,
        sentences=lines,
        outcome=state.asked.outcome,
        threshold=line,
        labels=labels.sign_labels(state, language),
        event_set=lambda sent: session.change(lambda state: asking.with_sent(state, dict(sent))),
    )


def _cell(session: Session, results: Results) -> None:
    """The runs of the opened cell, and the story of the opened run."""
    state, language = session.state, session.state.language
    cell = shown.cell_of(state, results)
    if cell is None:
        return
    where = shown.cell_words(state, results, cell, language)
    price = shown.price_names(language)[shown.price_of(state)]
    cell_runs(
        title=f"{where}; {price}",
        runs=shown.runs_of_cell(state, results, language),
        opened=-1 if state.asked.run is None else state.asked.run,
        labels=labels.cell_labels(language),
        event_open=lambda run: session.move(asked=replace(state.asked, run=int(run)), farmer=None, period=None),
    )
    changes = shown.changes_of_run(state, results)
    if changes is not None and state.asked.run is not None:
        _story(session, changes, state.asked.run)


def _story(session: Session, changes: tuple[tuple[str, Any], ...], run: int) -> None:
    state, language = session.state, session.state.language
    with solara.Div(classes=["coop-card"], attributes={"data-story-of": str(run)}).key(f"story {run}"):
        solara.HTML(tag="h2", unsafe_innerHTML=escape(_("The families of run {n}", language).format(n=run + 1)))
        try:
            path = _path(state, changes, run)
            with speaking(language):
                refuse_closed_before(path, language)
        except UserMistake as mistake:
            solara.Text(str(mistake))
            return
        village(session, path, path.length)
        solara.HTML(tag="p", unsafe_innerHTML=f"<code>{escape(path.command())}</code>")


def _path(state: PageState, changes: tuple[tuple[str, Any], ...], run: int) -> Path:
    cooperative = chosen_of(state.preset, changes, state.seed, state.cooperative)
    return path_of(state.preset, changes, state.seed, cooperative, run)


def _saved(state: PageState) -> None:
    language = state.language
    with solara.Div(classes=["coop-card"], attributes={"data-saved": "true"}).key("saved"):
        solara.HTML(tag="h2", unsafe_innerHTML=escape(_("Save and share", language)), style={"font-size": "1.1rem"})
        names = {"map": _("map", language), "fan": _("fan", language), "flips": _("signs", language)}
        links = []
        for name in NAMES:
            what, _dot, kind = name.partition(".")
            text = f"{names[what]} {kind.upper()}" if what in names else name
            links.append(
                f'<a class="coop-pill coop-quiet" href="/download/investigate/{quote(name)}?{escape(state.query())}" '
                f'data-file="{name}">{escape(text)}</a>'
            )
        solara.HTML(tag="p", unsafe_innerHTML=" ".join(links), classes=["coop-tight"])
        heading = _("The same numbers on the command line, with the file {file}:", language).format(file=NAMES[1])
        lines = "<br>".join(f"<code data-command>{escape(line)}</code>" for line in commands(state))
        solara.HTML(tag="p", unsafe_innerHTML=f"{escape(heading)}<br>{lines}")


Page = page("investigate", _title, _body)
