"""Lesson 1: the visitor decides for one farmer, month by month; all others decide by their rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import solara

from coopsim.language import speaking
from coopsim.language import text as _
from coopsim.lessons import lesson
from coopsim.web.live import LiveRun
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState

PRESET = "calm"
HARVEST_MONTHS, YEAR = 6, 12
SHARES = (0.0, 0.5, 1.0)


def _title(language: str) -> str:
    return str(getattr(lesson(1).title, language))


def played_member(run: LiveRun) -> int:
    """The farmer whom the visitor plays: the one of the lesson if she is a member under this luck, else the first who is."""
    farmers = run.model.farmer_agents
    return next(farmer.slot for farmer in (farmers[lesson(1).one_farmer], *farmers) if farmer.is_member)


def year_of(start: LiveRun, slot: int, shares: tuple[float, ...]) -> tuple[float, float]:
    """Gross receipts of the farmer by the end of the harvest and of the year, US$; without shares she follows her rule.

    >>> start = LiveRun.start("calm", players=(0,))
    >>> harvest, year = year_of(start, 0, (1.0,) * HARVEST_MONTHS)
    >>> harvest < year
    True
    """
    run, harvest = start.copy(), 0.0
    for month in range(YEAR):
        run.step({slot: shares[month]} if month < len(shares) else None)
        if month + 1 == HARVEST_MONTHS:
            harvest = float(run.model.farmer_agents[slot].season_received_usd)
    return harvest, float(run.model.farmer_agents[slot].season_received_usd)


def _body(session: Session) -> None:
    language, seed = session.state.language, session.state.seed
    told = lesson(1)
    bet = solara.use_reactive(-1)
    shares: solara.Reactive[tuple[float, ...]] = solara.use_reactive(())
    with solara.Div(classes=["coop-card"]):
        _paragraph(getattr(told.story, language))
        _paragraph(getattr(told.question, language), strong=True)
        for place, choice in enumerate(told.bet):
            _button(
                getattr(choice, language), partial(bet.set, place), f"bet-{place}", chosen=bet.value == place, off=bet.value >= 0
            )
    _game(language, seed, bet.value >= 0, shares)
    if len(shares.value) == HARVEST_MONTHS and bet.value >= 0:
        with solara.Div(classes=["coop-card"]):
            _paragraph(getattr(told.mechanism, language), strong=True)
            _paragraph(getattr(told.not_shown, language))
            _button(_("Start this lesson again", language), partial(shares.set, ()), "again")
            address = PageState(preset=PRESET, seed=seed, language=language).address()
            solara.HTML(tag="a", unsafe_innerHTML=_("Explore", language), attributes={"href": address})


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
        _paragraph(_("Month {number} of {all}", language).format(number=len(done) + 1, all=HARVEST_MONTHS), strong=True)
        _table([], rows)
        _paragraph(_("What do you do with it?", language), strong=True)
        names = (_("All to the trader", language), _("Half and half", language), _("All to the cooperative", language))
        for place, name in enumerate(names):
            _button(name, partial(shares.set, (*done, SHARES[place])), f"decide-{place}")


def _result(language: str, by_rule: LiveRun, start: LiveRun, slot: int, done: tuple[float, ...]) -> None:
    compared = (
        (_("You", language), year_of(start, slot, done)),
        (_("Everything to the trader", language), year_of(start, slot, (0.0,) * HARVEST_MONTHS)),
        (_("Everything to the cooperative", language), year_of(start, slot, (1.0,) * HARVEST_MONTHS)),
        (_("The model's rule, in your place", language), year_of(by_rule, slot, ())),
    )
    head = ["", _("received by the end of the harvest", language), _("received in the year", language)]
    rule, why = by_rule.copy(), []
    for _step in range(HARVEST_MONTHS):
        rule.step()
        with speaking(language):
            why.append(str(rule.model.farmer_agents[slot].explain()))
    with solara.Div(classes=["coop-card"]):
        _table(head, [(name, f"US$ {harvest:,.0f}", f"US$ {year:,.0f}") for name, (harvest, year) in compared])
        summary = _safe(_("What the rule would have done, month by month, and why", language))
        texts = "".join(f"<pre style='white-space: pre-wrap; font-size: .85rem'>{_safe(text)}</pre>" for text in why)
        solara.HTML(tag="details", unsafe_innerHTML=f"<summary>{summary}</summary>{texts}")


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _paragraph(text: str, strong: bool = False) -> None:
    solara.HTML(tag="p", unsafe_innerHTML=f"<strong>{_safe(text)}</strong>" if strong else _safe(text))


def _table(head: list[str], rows: Sequence[tuple[str, ...]]) -> None:
    top = "".join(f"<th>{_safe(name)}</th>" for name in head)
    lines = "".join(
        f"<tr><th scope='row' style='text-align:left'>{_safe(row[0])}</th>"
        + "".join(f"<td style='text-align:right'>{_safe(value)}</td>" for value in row[1:])
        + "</tr>"
        for row in rows
    )
    solara.HTML(tag="table", unsafe_innerHTML=(f"<tr>{top}</tr>" if head else "") + lines, style="width: 100%")


@solara.component
def _button(name: str, act: Callable[[], None], which: str, chosen: bool = False, off: bool = False) -> None:
    """A plain button; a component of its own, since which buttons there are changes and hooks may not."""
    attributes = {"data-lesson": which, "aria-pressed": "true" if chosen else "false"} | ({"disabled": ""} if off else {})
    element = solara.v.Html(tag="button", children=[name], attributes=attributes, style_="margin: 4px")
    solara.v.use_event(element, "click", lambda *_ignored: act())


Page = page("lessons/1", _title, _body)
