"""Lesson 1: the visitor decides for one farmer, month by month; all others decide by their rule."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import solara

from coopsim.language import declared
from coopsim.language import text as _
from coopsim.lessons import Lesson, lesson
from coopsim.lessons.grid import Point
from coopsim.report.lesson_labels import month_name
from coopsim.web.blocks import heading, paragraph, points
from coopsim.web.components.for_lessons import decide_month, tries
from coopsim.web.lesson_game import HARVEST_MONTHS, Game, Offer, Taken, neighbour_of, played, year_of
from coopsim.web.lesson_parts import bet_card, bet_of, explore_state, point_of, slider_data, tools, use_runs, what_it_says
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState
from coopsim.web.story.figures import per_cent, whole_per_cent
from coopsim.web.story.figures import usd as in_dollars
from coopsim.web.story.hands import hands_of, sentence


def usd(amount: float) -> str:
    """Whole dollars that no line break parts from their sign.

    >>> usd(601.4) == "US$" + chr(160) + "601"
    True
    """
    return in_dollars(amount).replace(" ", "\u00a0")


def month(place: int, language: str) -> str:
    """The month at a place of the lesson's harvest year."""
    return month_name(lesson(1).scenario_at(lesson(1).start).time.season_opens, place, language)


def _title(language: str) -> str:
    return f"1 · {declared(lesson(1).title, language)}"


def _body(session: Session) -> None:
    state, language, content = session.state, session.state.language, lesson(1)
    bet = bet_of(content, state)
    decided = tuple(min(choice, 2) for choice in state.decided[:HARVEST_MONTHS])
    point = point_of(content, state.place)
    many, mistake = use_runs(1, (content.start,), state.seed, language)
    game = solara.use_memo(lambda: Game.begin(point, state.seed), [point, state.seed])

    def again(*_data: Any) -> None:
        session.change(lambda state: PageState(page=state.page, seed=state.seed, language=state.language))

    bet_card(session, content, bet)
    months, offer = played(game, decided)
    _month(session, months, offer, bet >= 0)
    if offer is None and bet >= 0:
        _result(language, game, decided)
        what_it_says(content, bet, many, mistake, language)
        _try(session, content, point)
        tools(explore_state(content, point, state), again)


def _month(session: Session, months: list[Taken], offer: Offer | None, begun: bool) -> None:
    """The month that is to be decided; before the bet it is seen and not yet decided."""
    language, decided = session.state.language, session.state.decided
    names = [_("All to the trader", language), _("Half and half", language), _("All to the cooperative", language)]
    calendar = [
        {
            "name": month(place, language),
            "share": months[place].share if place < len(months) else 0.0,
            "text": names[round(2 * months[place].share)] if place < len(months) else "",
        }
        for place in range(HARVEST_MONTHS)
    ]
    last = months[-1] if months else None
    with solara.Div(classes=["coop-card"]):
        decide_month(
            calendar=calendar,
            months=[{"trader": taken.trader_usd, "coop": taken.advance_usd + taken.earlier_usd} for taken in months],
            offer=_offer(offer, language),
            totals={
                "hand_text": usd(last.hand_usd if last else 0.0),
                "coming": last.coming_usd if last else 0.0,
                "coming_text": usd(last.coming_usd if last else 0.0),
            },
            sentences=_sentences(last, len(months) - 1, language),
            choices=names if begun and offer is not None else [],
            labels=_labels(len(months), language),
            event_decide=lambda choice: session.move(decided=(*decided, max(0, min(2, int(choice))))[:HARVEST_MONTHS]),
            event_back=lambda *_data: session.move(decided=decided[:-1]),
        )


def _offer(offer: Offer | None, language: str) -> dict[str, Any]:
    if offer is None:
        none = "–"
        return {
            "trader": 0, "advance": 0, "later": 0, "question": "", "when": "",
            "trader_text": none, "advance_text": none, "later_text": none,
        }  # fmt: skip
    question = _("You have {coffee} quintals this month, and lack {need} in cash. What do you do with them?", language)
    return {
        "trader": offer.trader_usd_per_qq,
        "advance": offer.advance_usd_per_qq,
        "later": offer.later_usd_per_qq,
        "trader_text": usd(offer.trader_usd_per_qq),
        "advance_text": usd(offer.advance_usd_per_qq),
        "later_text": usd(offer.later_usd_per_qq),
        "when": _("in {months} months, if it keeps its word", language).format(months=offer.wait_months),
        "question": question.format(coffee=round(offer.coffee_qq), need=usd(offer.need_usd)),
    }


def _labels(done: int, language: str) -> dict[str, str]:
    return {
        "what": _("One harvest, month by month", language),
        "months": _("Month {number} of {all}", language).format(number=min(done + 1, HARVEST_MONTHS), all=HARVEST_MONTHS),
        "trader": _("Trader, at your door", language),
        "quintal": _("for each quintal", language),
        "cooperative": _("Cooperative", language),
        "today": _("today", language),
        "hand": _("In your hand so far", language),
        "coming": _("Still to come from the cooperative:", language),
        "back": _("Change the last month", language),
        "keys": _("Keys: 1, 2, 3 decide; Z changes the last month.", language),
        "key": _(
            "A bill is US$ 10 a quintal, a coin US$ 100. In your hand is all that came in since the harvest began, the last"
            " payment for last year's coffee included.",
            language,
        ),
    }


def _sentences(taken: Taken | None, place: int, language: str) -> list[str]:
    """What the last month brought, and what the neighbour did."""
    if taken is None:
        return []
    parts = [
        (_("{usd} from the trader", language), taken.trader_usd),
        (_("{usd} as an advance", language), taken.advance_usd),
        (_("{usd} for coffee delivered before", language), taken.earlier_usd),
    ]
    paid = ", ".join(text.format(usd=usd(amount)) for text, amount in parts if round(amount) > 0)
    sentences = [_("In {month}: {paid}.", language).format(month=month(place, language), paid=paid)] if paid else []
    if taken.neighbour_share is not None:
        neighbour = _("Your neighbour took {share} of every 100 quintals to the cooperative.", language)
        sentences.append(neighbour.format(share=whole_per_cent(taken.neighbour_share)))
    return sentences


def _result(language: str, game: Game, decided: tuple[int, ...]) -> None:
    start, slot, shares = game.start, game.slot, tuple(choice / 2 for choice in decided)
    outside, inside = (year_of(start, slot, (share,) * HARVEST_MONTHS) for share in (0.0, 1.0))
    compared = [
        (_("You", language), year_of(start, slot, shares)),
        (_("Everything to the trader", language), outside),
        (_("Everything to the cooperative", language), inside),
        (_("The model's rule, in your place", language), year_of(game.by_rule, slot, ())),
    ]
    neighbour = neighbour_of(start, slot)
    if neighbour is not None:
        compared.append((_("Your neighbour, by her own rule", language), year_of(start, slot, shares, whose=neighbour)))
    head = [
        "",
        _("received by the end of the harvest", language),
        _("received in the year", language),
        _("per quintal", language),
    ]
    with solara.Div(classes=["coop-card"]):
        _table(head, [(name, *(usd(value) for value in earned)) for name, earned in compared])
        paragraph(
            own_year(inside.harvest_usd - outside.harvest_usd, inside.year_usd - outside.year_usd, language), data_text="own-year"
        )
        solara.HTML(tag="details", unsafe_innerHTML=_reasons(game, language))


def own_year(by_harvest_usd: float, in_year_usd: float, language: str) -> str:
    """What delivering everything brings in the year played, which the table shows; the sentence below gives the range of years.

    >>> own_year(-1290.9, 1095.9, "en").replace(chr(160), " ")[72:]
    'everything brings US$ 1,291 less by the end of the harvest, and US$ 1,096 more in the whole year.'
    """
    more, less = _("{usd} more", language), _("{usd} less", language)
    by_harvest, in_year = (
        (more if amount >= 0 else less).format(usd=usd(abs(amount))) for amount in (by_harvest_usd, in_year_usd)
    )
    text = _(
        "Compared with selling everything to the trader, in your year delivering everything brings {by_harvest} by the end of the"
        " harvest, and {in_year} in the whole year.",
        language,
    )
    return text.format(by_harvest=by_harvest, in_year=in_year)


def _reasons(game: Game, language: str) -> str:
    """Month by month: the part of her coffee that her rule takes to the cooperative, and one sentence on why."""
    rule, rows = game.by_rule.copy(), []
    for place in range(HARVEST_MONTHS):
        rule.step()
        hands = hands_of(rule.model.farmer_agents[game.slot].explain())
        if hands is not None:
            rows.append((month(place, language), per_cent(hands.offered_share, language), sentence(hands, language)))
    summary = escape(_("What the rule would have done, month by month, and why", language))
    cells = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    head = "".join(f"<th>{escape(text)}</th>" for text in ("", _("to the cooperative", language), _("why", language)))
    return f"<summary>{summary}</summary><table class='coop-lesson-why'><tr>{head}</tr>{cells}</table>"


def _try(session: Session, content: Lesson, point: Point) -> None:
    """The same harvest in another year: the decisions begin anew, the bet stays."""
    language = session.state.language

    def move(sent: Any) -> None:
        place = (int(sent["stop"]),)
        if place in content.points:
            session.move(place=() if place == content.start else place, decided=())

    with solara.Div(classes=["coop-card", "coop-lesson-card", "coop-off-paper"]):
        heading(_("Try it yourself", language))
        points([declared(one, language) for one in content.look])
        sliders = [slider_data(slider, at, language) for slider, at in zip(content.slider, point, strict=True)]
        tries(sliders=sliders, event_move=move)


def _table(head: list[str], rows: Sequence[tuple[str, ...]]) -> None:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join(
        f"<tr><th scope='row'>{escape(row[0])}</th>" + "".join(f"<td>{escape(value)}</td>" for value in row[1:]) + "</tr>"
        for row in rows
    )
    solara.HTML(
        tag="table",
        unsafe_innerHTML=(f"<tr>{top}</tr>" if head else "") + lines,
        classes=["coop-lesson-table"],
        attributes={"data-lesson": "table"},
    )


Page = page("lessons/1", _title, _body)
