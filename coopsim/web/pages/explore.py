"""Explore: change one thing, see what it does to prices, deliveries and the cooperative, next to the run without the change."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import solara

from coopsim.language import text as _
from coopsim.web import controls, presets
from coopsim.web.charts import chain_charts, explore_charts
from coopsim.web.components import big_number, control_panel, live_chart, player, preset_bar, sharing
from coopsim.web.live import Path, path_of
from coopsim.web.pages.explore_labels import control_labels, number_labels, player_labels, sharing_labels
from coopsim.web.pages.village import village
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState


def _title(language: str) -> str:
    return _("Explore", language)


def _body(session: Session) -> None:
    state, language = session.state, session.state.language
    baseline = path_of(state.preset, (), state.seed)
    current = path_of(state.preset, state.changes, state.seed) if state.changes else baseline
    before = baseline if state.changes else None
    upto = max(1, min(state.period or current.length, current.length))
    preset_bar(
        presets=[presets.preset_texts(name, language) for name in presets.PRESETS],
        chosen=state.preset,
        seed=state.seed,
        labels={"scenario": _("Scenario", language), "seed": _("Luck no.", language), "all": _("All scenarios", language)},
        event_preset=lambda name: session.change(lambda state: _of_preset(state, name)),
        event_set_seed=lambda seed: session.change(lambda state: _valid(replace(state, seed=_seed(seed)))),
    )
    player(
        upto=upto,
        length=current.length,
        date=current.dates[upto - 1],
        can={"undo": bool(session.history.past), "redo": bool(session.history.future), "replay": bool(session.history.past)},
        labels=player_labels(language),
        presets=list(presets.PRESETS),
        event_month=lambda month: session.move(period=_month(month, current.length)),
        event_act=lambda act: _act(session, act),
        event_preset=lambda name: session.change(lambda state: _of_preset(state, name)),
    )
    with solara.Div(classes=["coop-columns"]):
        with solara.Div(classes=["coop-side"]):
            control_panel(
                groups=controls.groups(baseline.scenario, state),
                more=controls.more(baseline.scenario, state),
                labels=control_labels(language),
                event_change=lambda sent: session.change(lambda state: _with_change(state, sent)),
            )
        with solara.Div():
            with solara.Div(classes=["coop-top"]):
                _giant(current, before, upto, language)
                _views(session)
            if state.view == "community":
                village(session, current, upto)
            else:
                _charts(state, current, before, upto)
            sharing(query=state.query(), command=current.command(), labels=sharing_labels(language))


def _charts(state: PageState, current: Path, before: Path | None, upto: int) -> None:
    language = state.language
    if state.view == "chain":
        with solara.Div(classes=["coop-card"]):
            solara.Text(
                _(
                    "A loop: when intermediaries pay more than the advance (1), members deliver less (2), each quintal bears more"
                    " of the fixed cost (3), the cooperative can promise less (4), and the gap widens again (1).",
                    language,
                )
            )
        charts = chain_charts(current, before, language)
    else:
        charts = list(explore_charts(current, before, language))
    with solara.Div(classes=["coop-grid-two"]):
        for chart in charts:
            with solara.Div(classes=["coop-card"]).key(chart.title):
                live_chart(chart=chart.as_data(), upto=upto, tall=190 if state.view == "chain" else 280)


def _giant(current: Path, before: Path | None, upto: int, language: str) -> None:
    big_number(
        number=per_cent(current.months["delivered_share_of_year"][upto - 1]),
        before=per_cent(before.months["delivered_share_of_year"][min(upto, before.length) - 1]) if before else "",
        alive=bool(current.months["alive"][upto - 1] > 0),
        labels=number_labels(language),
    )


def per_cent(share: float) -> str:
    """A share as the page says it.

    >>> per_cent(0.708), per_cent(float("nan"))
    ('71 %', '–')
    """
    return "–" if math.isnan(share) else f"{100 * share:.0f} %"


def _views(session: Session) -> None:
    language = session.state.language
    names = {
        "charts": _("Prices and deliveries", language),
        "chain": _("The chain", language),
        "community": _("The community", language),
    }
    with solara.Div(classes=["coop-row"], attributes={"role": "group", "aria-label": _("View", language)}):
        for view, text in names.items():
            _view_button(session, view, text)


def _view_button(session: Session, view: str, text: str) -> None:
    here = session.state.view == view
    solara.Button(
        text,
        on_click=lambda: session.move(view=view),
        text=True,
        attributes={"aria-pressed": str(here).lower(), "data-view": view},
    ).key(view)


def _act(session: Session, act: str) -> None:
    if act == "undo":
        session.undo()
    elif act == "redo":
        session.redo()
    elif act == "reset":
        session.change(lambda state: PageState(page=state.page, preset=state.preset, language=state.language))
    elif act in ("charts", "chain", "community"):
        session.move(view=act)


def _of_preset(state: PageState, name: Any) -> PageState:
    presets.preset(str(name))
    return replace(state, preset=str(name), changes=(), period=None, farmer=None)


def _with_change(state: PageState, sent: Any) -> PageState:
    name = str(sent["name"])
    value = controls.read(name, sent["value"])
    return _valid(state.with_change(name, value, controls.usual(presets.preset(state.preset), name)))


def _valid(state: PageState) -> PageState:
    """The same state, its run made: an impossible scenario gives its message before anything is shown."""
    path_of(state.preset, state.changes, state.seed)
    return state


def _seed(given: Any) -> int:
    try:
        return max(0, min(999_999, int(given)))
    except (TypeError, ValueError):
        return 1


def _month(given: Any, length: int) -> int | None:
    month = max(1, int(given))
    return None if month >= length else month


Page = page("explore", _title, _body)
