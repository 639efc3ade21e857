"""The community: every farmer as a mark, and one of them opened, with her own reasons."""

from __future__ import annotations

import math
from html import escape
from typing import Any

import solara

from coopsim.language import speaking
from coopsim.language import text as _
from coopsim.web.components import community_map
from coopsim.web.live import Path, model_at
from coopsim.web.session import Session


def village(session: Session, current: Path, upto: int) -> None:
    """The map, and the farmer who is opened."""
    state, language = session.state, session.state.language
    season = current.season_of(upto)
    with solara.Div(classes=["coop-grid-two", "coop-village"]):
        with solara.Div(classes=["coop-card"]):
            community_map(
                farmers=marks(current, season),
                links=[list(pair) for pair in current.links],
                opened=state.farmer,
                labels=_labels(language, season),
                event_open=lambda slot: session.move(farmer=_slot(slot, current)),
            )
        with solara.Div(classes=["coop-card"]):
            if state.farmer is None or state.farmer >= current.farmers.shape[1]:
                solara.Text(_("Choose a farmer: click on her mark, or move to it with Tab and press Enter.", language))
            else:
                _opened(state.preset, state.changes, state.seed, upto, state.farmer, language)


def _opened(preset: str, changes: Any, seed: int, upto: int, slot: int, language: str) -> None:
    farmer = model_at(preset, changes, seed, upto).farmer_agents[slot]
    with speaking(language):
        reasons = str(farmer.explain())
    facts = _("{hectares} ha of coffee, trust {trust} %, savings US$ {savings}", language).format(
        hectares=f"{farmer.hectares:.1f}", trust=f"{100 * farmer.trust:.0f}", savings=f"{farmer.savings_usd:,.0f}"
    )
    solara.HTML(tag="h2", unsafe_innerHTML=_("Why did she sell there?", language))
    solara.Text(facts)
    solara.HTML(tag="pre", unsafe_innerHTML=escape(reasons), classes=["coop-reasons"])


def marks(path: Path, season: int) -> list[dict[str, Any]]:
    """Each farmer's place and how much she delivered in that season; ring neighbours stand side by side."""
    number = path.farmers.shape[1]
    wide = max(1, math.ceil(math.sqrt(number * 1.5)))
    farmers = []
    for slot in range(number):
        row, place = divmod(slot, wide)
        column = place if row % 2 == 0 else wide - 1 - place
        share = float(path.farmers[season, slot]) if season >= 0 else math.nan
        farmers.append(
            {
                "x": column + 0.32 * math.sin(slot * 12.9898),
                "y": row + 0.32 * math.sin(slot * 78.233),
                "share": None if math.isnan(share) else round(share, 3),
                "member": bool(path.members[season, slot]) if season >= 0 else False,
            }
        )
    return farmers


def _slot(given: Any, path: Path) -> int:
    return max(0, min(int(given), path.farmers.shape[1] - 1))


def _labels(language: str, season: int) -> dict[str, str]:
    return {
        "title": _("Who delivered in harvest year {n}", language).format(n=season + 1)
        if season >= 0
        else _("No harvest year has ended yet", language),
        "much": _("two thirds or more", language),
        "half": _("in between", language),
        "little": _("less than a third", language),
        "none": _("no coffee", language),
        "farmer": _("Farmer", language),
        "member": _("member", language),
        "outsider": _("not a member (ring)", language),
    }
