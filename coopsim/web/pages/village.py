"""The valley on a page, and one family opened: how she sold in the harvest that is shown, and her two hands in a month of it."""

from __future__ import annotations

from typing import Any

import solara

from coopsim.agents import Explanation
from coopsim.agents.explanation_text import where_she_turned
from coopsim.language import text as _
from coopsim.web.components.for_valley import hands_view, valley_view
from coopsim.web.live import Path, model_at
from coopsim.web.session import Session
from coopsim.web.story.facts import facts_of
from coopsim.web.story.figures import per_cent, times, usd
from coopsim.web.story.hands import hands_of, picture
from coopsim.web.story.valley import peak_month, valley_of


def village(session: Session, current: Path, upto: int) -> None:
    """The valley after `upto` months, and the family that is opened."""
    state, language = session.state, session.state.language
    data = valley(current, language)
    here = current.families.tolist()
    slot = state.farmer if state.farmer in here else None
    season = data["shown"][upto - 1]
    with solara.Div(classes=["coop-valley-page"]):
        valley_view(
            valley=data,
            month=upto - 1,
            family=-1 if slot is None else here.index(slot),
            card=None if slot is None else family_card(data, slot, here.index(slot), season, language),
            event_choose=lambda given: session.move(farmer=_slot(given, here)),
        )
        if slot is not None:
            hands_view(hands=hands_picture(current, slot, season, language))


def valley_small(session: Session, current: Path, upto: int) -> None:
    """The picture alone, for the side of a page."""
    data = valley(current, session.state.language)
    valley_view(valley=data, month=upto - 1, family=-1, card=None, event_choose=lambda _slot: None, small=True)


def valley(path: Path, language: str) -> dict[str, Any]:
    """The valley of a run, in the words of now: some milliseconds, so not kept."""
    return valley_of(facts_of(path.scenario.id, path.changes, path.seed, path.cooperative, path.replicate), language)


def family_card(data: dict[str, Any], slot: int, place: int, season: int, language: str) -> dict[str, Any]:
    """A family in a few sentences, all of the harvest that the houses show; `place` is where she stands in the valley."""
    letters = data["seasons"][season]
    near = [letters[other] for other in data["neighbours"][place]]
    kind = data["labels"][letters[place]]
    listens = _(
        "Of the {all} families to whom she listens: deliver {f}, share it out {h}, sell outside {o}, no members {n}.", language
    )
    of_another = _(" Members of another cooperative: {a}.", language) if "a" in near else ""
    return {
        "title": _("Family {n}", language).format(n=slot),
        "season": season,
        "lines": [
            _("The road is {km} km farther from her than the collection point.", language).format(km=data["distance_km"][place]),
            f"{data['years'][season]}: {kind}.",
            listens.format(all=len(near), **{one: near.count(one) for one in "fhon"}) + of_another.format(a=near.count("a")),
        ],
    }


def hands_picture(path: Path, slot: int, season: int, language: str) -> dict[str, Any]:
    """Her two hands in the month of most coffee of a season, with what she delivered in all of it; without coffee, one line."""
    month = peak_month(path, season)
    why = _why(path, slot, month)
    hands = None if why is None else hands_of(why)
    if why is None or hands is None:
        return {"sentence": _("She had no coffee to sell in that harvest.", language)}
    share = float(path.farmers[season, slot])
    year = _("In the whole year she delivered {share} of her coffee.", language).format(share=per_cent(share, language))
    name, when = _("Family {n}", language).format(n=slot), times(path, language)[month]
    drawn = picture(hands, language, name, when[:1].upper() + when[1:])
    turned = where_she_turned(why, language)
    drawn |= {"details": drawn["details"] + outlets_in_rows(why, language), "sentence": f"{turned} {drawn['sentence']}".strip()}
    return {**drawn, "year": year if share == share else ""}


def outlets_in_rows(why: Explanation, language: str) -> list[list[str]]:
    """What each cooperative within her reach would have paid, where there are several."""
    cooperatives = [outlet for outlet in why.outlets if outlet.name]
    if len(cooperatives) == 1:
        return []
    pays = _("{cash} today, {total} in all", language)
    nothing = _("does not buy from her", language)
    rows = []
    for outlet in cooperatives:
        amounts = pays.format(cash=usd(outlet.cash_usd_per_qq), total=usd(outlet.promised_usd_per_qq))
        rows.append([outlet.name, amounts if outlet.takes_coffee else nothing])
    return rows


def _why(path: Path, slot: int, month: int) -> Explanation | None:
    """Why she sold as she did in a month; None where she had nothing to sell."""
    why = model_at(path.scenario.id, path.changes, path.seed, month + 1, path.replicate).farmer_agents[slot].explain()
    return why if why.month == month else None


def _slot(given: Any, here: list[int]) -> int | None:
    place = int(given)
    return None if place < 0 else here[min(place, len(here) - 1)]
