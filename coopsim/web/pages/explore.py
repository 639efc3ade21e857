"""Explore: move a lever, see what it does to what tempts members and to what they deliver, beside the run without the cause."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import solara

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.web import controls, presets
from coopsim.web.charts import chain_charts
from coopsim.web.components import live_chart
from coopsim.web.components.for_explore import (
    cooperatives,
    levers,
    more_levers,
    sharing,
    story_bar,
    story_charts,
    story_health,
    story_number,
    story_player,
    story_source,
    wall,
)
from coopsim.web.levers import levers as levers_of
from coopsim.web.live import Changes, Path, path_of
from coopsim.web.pages import explore_labels as labels
from coopsim.web.pages.village import valley_small, village
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState
from coopsim.web.story.closing import refuse_closed_before
from coopsim.web.story.grey import grey_of
from coopsim.web.story.payload import story_of
from coopsim.web.story.region import chosen_of, region_of


def _title(language: str) -> str:
    return _("Explore", language)


def _body(session: Session) -> None:
    state, language = session.state, session.state.language
    more_open, set_more_open = solara.use_state(False, key="more")
    scenario = presets.preset(state.preset)
    before = _before(session)
    story, refused = solara.use_memo(
        lambda: _story_or_why(state, before),
        [state.preset, state.changes, state.seed, state.cooperative, language, before],
    )
    region = None if story is None else _region(state)
    if region is not None:
        cooperatives(region=region, event_choose=lambda name: session.move(cooperative=str(name), farmer=None))
    is_open = story is not None and state.view == "community" and state.farmer in _current(state).families
    opened = ["coop-family-open"] if is_open else []
    with solara.Div(classes=["coop-explore", f"coop-view-{state.view}", *opened]):
        if story is not None:
            story_source(
                story=story,
                run=f"{state.preset} {state.seed}",
                period=state.period,
                language=language,
                event_moved=lambda month: session.move(period=_month(month, story["months"])),
            )
        story_bar(
            presets=[presets.preset_texts(name, language) for name in presets.PRESETS],
            chosen=state.preset,
            seed=state.seed,
            labels=labels.bar_labels(language),
            event_preset=lambda name: session.change(lambda state: _of_preset(state, name)),
            event_set_seed=lambda seed: session.change(lambda state: _valid(replace(state, seed=_seed(seed), period=None))),
        )
        if story is None:
            with solara.Div(classes=["coop-message"], attributes={"role": "alert"}):
                solara.Text(refused)
        else:
            _main(session, int(story["opens_at"]))
        story_player(
            can={"undo": bool(session.history.past), "redo": bool(session.history.future)},
            labels=labels.player_labels(language),
            presets=list(presets.PRESETS),
            event_act=lambda act: _act(session, act),
            event_preset=lambda name: session.change(lambda state: _of_preset(state, name)),
        )
        story_health(labels=labels.health_labels(language))
        levers(
            levers=levers_of(scenario, state),
            labels=labels.lever_labels(language),
            changed=bool(state.changes),
            answers=session.history.answers,
            event_change=lambda sent: _sent(session, sent),
            event_open_more=lambda *_data: set_more_open(True),
        )
    more_levers(
        groups=controls.all_groups(scenario, state) if more_open else [],
        labels=labels.more_labels(language),
        event_change=lambda sent: _sent(session, sent),
        event_back_group=lambda names: session.change(lambda state: _valid(state.without(names))),
    )
    if not refused:
        sharing(query=state.query(), command=_current(state).command(), labels=labels.sharing_labels(language))
        wall(title=presets.preset_texts(state.preset, language)["title"], labels=labels.wall_labels(language))


def _main(session: Session, opens_at: int) -> None:
    state, language = session.state, session.state.language
    if state.view == "charts":
        story_charts(labels=labels.chart_labels(language))
    else:
        with solara.Div(classes=["coop-charts"]):
            if state.view == "community":
                current = _current(state)
                village(session, current, state.period or opens_at + 1)
            else:
                _chain(state)
    with solara.Div(classes=["coop-aside"]):
        story_number(labels=labels.number_labels(language))
        if state.view == "charts":
            with solara.Div(classes=["coop-small-valley"]):
                valley_small(session, _current(state), state.period or opens_at + 1)
        _views(session)


def _story_or_why(state: PageState, before: Changes | None) -> tuple[dict[str, Any] | None, str]:
    """The story of the state beside the run of the changes `before`; or why there is none."""
    try:
        earlier = path_of(state.preset, before, state.seed, _chosen(state)) if before is not None else None
        story = story_of(state.preset, state.changes, state.seed, state.language, earlier, _chosen(state))
        return story.as_data(), ""
    except UserMistake as mistake:
        return None, str(mistake)


def _before(session: Session) -> Changes | None:
    """What was changed before the last change; None where that was another scenario, or the same."""
    state, past = session.state, session.history.past
    if not past or (past[-1].preset, past[-1].seed) != (state.preset, state.seed) or past[-1].changes == state.changes:
        return None
    return past[-1].changes


def _current(state: PageState) -> Path:
    return path_of(state.preset, state.changes, state.seed, _chosen(state))


def _chosen(state: PageState) -> str:
    return chosen_of(state.preset, state.changes, state.seed, state.cooperative)


def _region(state: PageState) -> dict[str, Any] | None:
    return region_of(state.preset, state.changes, state.seed, _chosen(state), state.language)


def _chain(state: PageState) -> None:
    language, current = state.language, _current(state)
    solara.HTML(tag="p", unsafe_innerHTML=labels.chain_text(language))
    grey = grey_of(state.preset, state.changes, state.seed, _chosen(state))
    with solara.Div(classes=["coop-grid-two"]):
        for chart in chain_charts(current, grey.path, language, grey.label(language)):
            with solara.Div(classes=["coop-card"]).key(chart.title):
                live_chart(chart=chart.as_data(), upto=current.length, tall=170)


def _views(session: Session) -> None:
    language = session.state.language
    names = {
        "charts": _("Story", language),
        "community": _("The community", language),
        "chain": _("The chain", language),
    }
    with solara.Div(classes=["coop-views"], attributes={"role": "group", "aria-label": _("View", language)}):
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
        session.change(lambda state: replace(state, changes=(), farmer=None))
    elif act == "community":
        session.move(view="charts" if session.state.view == "community" else "community")


def _of_preset(state: PageState, name: Any) -> PageState:
    return _valid(replace(state, preset=presets.preset(str(name)).id, changes=(), period=None, farmer=None, cooperative=""))


def _sent(session: Session, sent: Any) -> None:
    """A lever was moved; `again`: by the same movement of a hand as the change before, so that undo takes both back."""
    make = session.amend if sent.get("again") else session.change
    make(lambda state: _with_change(state, sent))


def _with_change(state: PageState, sent: Any) -> PageState:
    name = str(sent["name"])
    value = controls.read(name, sent["value"])
    return _valid(state.with_change(name, value, controls.usual(presets.preset(state.preset), name)))


def _valid(state: PageState) -> PageState:
    """The same state, its run made: an impossible scenario gives its message before anything is shown."""
    refuse_closed_before(_current(state), state.language)
    return state


def _seed(given: Any) -> int:
    try:
        return max(0, min(999_999, int(given)))
    except (TypeError, ValueError):
        return 1


def _month(given: Any, length: int) -> int:
    return max(1, min(length, int(given)))


Page = page("explore", _title, _body)
