"""Lesson 1: the visitor decides for one farmer, month by month; all others decide by their rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any, NamedTuple

import solara

from coopsim.language import declared, speaking
from coopsim.language import text as _
from coopsim.lessons import lesson
from coopsim.web.blocks import paragraph
from coopsim.web.lesson_parts import tools, use_runs, what_it_says
from coopsim.web.live import LiveRun
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState

PRESET = "calm"
HARVEST_MONTHS, YEAR = 6, 12
SHARES = (0.0, 0.5, 1.0)


def _title(language: str) -> str:
    return f"1 · {declared(lesson(1).title, language)}"


def played_member(run: LiveRun) -> int:
    """The farmer that the visitor plays: the lesson's farmer if she is a member with this seed, else the first member."""
    farmers = run.model.farmer_agents
    return next(farmer.slot for farmer in (farmers[lesson(1).one_farmer], *farmers) if farmer.is_member)


class Earned(NamedTuple):
    """Gross receipts of a farmer by the end of the harvest and of the year, US$, and those of the year for each quintal."""

    harvest_usd: float
    year_usd: float
    usd_per_qq: float


def neighbour_of(run: LiveRun, slot: int) -> int | None:
    """The first of a farmer's neighbours who is a member."""
    return next((farmer.slot for farmer in run.model.farmer_agents[slot].neighbours if farmer.is_member), None)


def year_of(start: LiveRun, slot: int, shares: tuple[float, ...], whose: int | None = None) -> Earned:
    """What a farmer earns in a year in which she decides so; without shares she follows her rule.

    `whose`: the receipts of another farmer in that same year.

    >>> start = LiveRun.start("calm", players=(0,))
    >>> earned = year_of(start, 0, (1.0,) * HARVEST_MONTHS)
    >>> earned.harvest_usd < earned.year_usd
    True
    """
    run, harvest = start.copy(), 0.0
    farmer = run.model.farmer_agents[slot if whose is None else whose]
    for month in range(YEAR):
        run.step({slot: shares[month]} if month < len(shares) else None)
        if month + 1 == HARVEST_MONTHS:
            harvest = float(farmer.season_received_usd)
    year, picked = float(farmer.season_received_usd), float(farmer.season_harvest_qq)
    return Earned(harvest, year, year / picked if picked > 0 else float("nan"))


def _body(session: Session) -> None:
    language, seed = session.state.language, session.state.seed
    content = lesson(1)
    bet = solara.use_reactive(-1)
    many, mistake = use_runs(1, (content.start,), seed, language)
    shares: solara.Reactive[tuple[float, ...]] = solara.use_reactive(())

    def again(*_data: Any) -> None:
        bet.set(-1)
        shares.set(())

    with solara.Div(classes=["coop-card"]):
        paragraph(declared(content.story, language))
        paragraph(declared(content.question, language), strong=True)
        for place, choice in enumerate(content.bet):
            _button(
                declared(choice, language),
                partial(bet.set, place),
                f"bet-{place}",
                chosen=bet.value == place,
                off=bet.value >= 0,
            )
    _game(language, seed, bet.value >= 0, shares)
    if len(shares.value) == HARVEST_MONTHS and bet.value >= 0:
        what_it_says(content, bet.value, many, mistake, language)
        tools(PageState(preset=PRESET, seed=seed, language=language), again)


def _game(language: str, seed: int, begun: bool, shares: solara.Reactive[tuple[float, ...]]) -> None:
    def begin() -> tuple[LiveRun, LiveRun, int]:
        by_rule = LiveRun.start(PRESET, (), seed)
        slot = played_member(by_rule)
        return by_rule, LiveRun.start(PRESET, (), seed, players=(slot,)), slot

    runs = solara.use_memo(lambda: begin() if begun else None, [seed, begun])
    if runs is None:
        return
    by_rule, start, slot = runs
    done = shares.value
    if len(done) < HARVEST_MONTHS:
        _month(language, start, slot, done, shares)
    else:
        _result(language, by_rule, start, slot, done)


def _month(language: str, start: LiveRun, slot: int, done: tuple[float, ...], shares: solara.Reactive[tuple[float, ...]]) -> None:
    ahead = start.copy()  # the offers of the month that is to be decided, seen in a world of its own
    for share in done:
        ahead.step({slot: share})
    figures = ahead.step()
    farmer = ahead.model.farmer_agents[slot]
    offer = farmer.explain().offer
    rows = [
        (_("Your coffee this month", language), f"{farmer.lot_qq:.1f} qq"),
        (_("World price", language), f"US$ {figures['world_price_usd_per_qq']:,.0f}/qq"),
        (_("Trader, today at your door", language), f"US$ {offer['street_usd_per_qq']:,.0f}/qq"),
        (_("Cooperative, advance today", language), f"US$ {offer['advance_usd_per_qq']:,.0f}/qq"),
        (_("Cooperative, total announced", language), f"US$ {offer['promised_usd_per_qq']:,.0f}/qq"),
        (_("Cash missing this month", language), f"US$ {offer['cash_need_usd']:,.0f}"),
    ]
    with solara.Div(classes=["coop-card"]):
        paragraph(_("Month {number} of {all}", language).format(number=len(done) + 1, all=HARVEST_MONTHS), strong=True)
        _table([], rows)
        paragraph(_("What do you do with it?", language), strong=True)
        names = (_("All to the trader", language), _("Half and half", language), _("All to the cooperative", language))
        for place, name in enumerate(names):
            _button(name, partial(shares.set, (*done, SHARES[place])), f"decide-{place}")


def _result(language: str, by_rule: LiveRun, start: LiveRun, slot: int, done: tuple[float, ...]) -> None:
    compared = [
        (_("You", language), year_of(start, slot, done)),
        (_("Everything to the trader", language), year_of(start, slot, (0.0,) * HARVEST_MONTHS)),
        (_("Everything to the cooperative", language), year_of(start, slot, (1.0,) * HARVEST_MONTHS)),
        (_("The model's rule, in your place", language), year_of(by_rule, slot, ())),
    ]
    neighbour = neighbour_of(start, slot)
    if neighbour is not None:
        compared.append((_("Your neighbour, by her own rule", language), year_of(start, slot, done, whose=neighbour)))
    head = [
        "",
        _("received by the end of the harvest", language),
        _("received in the year", language),
        _("per quintal", language),
    ]
    rule, why = by_rule.copy(), []
    for _step in range(HARVEST_MONTHS):
        rule.step()
        with speaking(language):
            why.append(str(rule.model.farmer_agents[slot].explain()))
    with solara.Div(classes=["coop-card"]):
        _table(head, [(name, *(f"US$ {value:,.0f}" for value in earned)) for name, earned in compared])
        summary = escape(_("What the rule would have done, month by month, and why", language))
        texts = "".join(f"<pre style='white-space: pre-wrap; font-size: .85rem'>{escape(text)}</pre>" for text in why)
        solara.HTML(tag="details", unsafe_innerHTML=f"<summary>{summary}</summary>{texts}")


def _table(head: list[str], rows: Sequence[tuple[str, ...]]) -> None:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join(
        f"<tr><th scope='row' style='text-align:left'>{escape(row[0])}</th>"
        + "".join(f"<td style='text-align:right'>{escape(value)}</td>" for value in row[1:])
        + "</tr>"
        for row in rows
    )
    solara.HTML(
        tag="table",
        unsafe_innerHTML=(f"<tr>{top}</tr>" if head else "") + lines,
        style="width: 100%",
        attributes={"data-lesson": "table"},
    )


@solara.component
def _button(name: str, act: Callable[[], None], which: str, chosen: bool = False, off: bool = False) -> None:
    """A plain button; a component of its own, since which buttons there are changes and hooks may not."""
    attributes = {"data-lesson": which, "aria-pressed": "true" if chosen else "false"} | ({"disabled": ""} if off else {})
    element = solara.v.Html(tag="button", children=[name], attributes=attributes, style_="margin: 4px")
    solara.v.use_event(element, "click", lambda *_ignored: act())


Page = page("lessons/1", _title, _body)
