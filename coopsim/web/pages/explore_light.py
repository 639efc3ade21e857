"""Explore for a phone: the story, its levers and play as plain HTML; a run comes as JSON. It is a tenth of the full page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from coopsim import __version__
from coopsim.errors import UserMistake
from coopsim.language import speaking
from coopsim.language import text as _
from coopsim.web import presets
from coopsim.web.frame import plain_head
from coopsim.web.levers import levers
from coopsim.web.pages import explore_labels as labels
from coopsim.web.pages.start import THEME
from coopsim.web.shell import LANGUAGE_NAMES, site
from coopsim.web.state import PageState, short_names
from coopsim.web.story.payload import story_of
from coopsim.web.story.region import chosen_of, region_of

FULL = "coopsim_full"  # the cookie of a reader who went on to the full page
SCRIPTS = ("/static/assets/custom.js", "/drawn/story.js", "/drawn/charts.js", "/drawn/light.js")
STYLES = ("/drawn/tokens.css", "/static/assets/custom.css", "/drawn/light.css")


def is_light(headers: Mapping[str, str], query: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
    """Whether a request for Explore gets the light page: a phone, unless it asks for a view or was on the full page.

    >>> phone = {"user-agent": "... Mobile Safari"}
    >>> is_light(phone, {"p": "boom"}, {}), is_light(phone, {"v": "charts"}, {})
    (True, False)
    """
    phone = "Mobi" in headers.get("user-agent", "") or headers.get("sec-ch-ua-mobile") == "?1"
    return phone and "v" not in query and FULL not in cookies


def run_of(query: str) -> dict[str, Any]:
    """What the light page shows for the query of a link: the story, its levers; or why there is none (`refused`)."""
    state, message = PageState.of_query(query, "explore")
    with speaking(state.language):
        try:
            of = state.preset, state.changes, state.seed
            cooperative = chosen_of(*of, state.cooperative)
            story = story_of(*of, state.language, cooperative=cooperative).as_data()
        except UserMistake as mistake:
            return {"refused": str(mistake), "query": state.query()}
        codes = {name: code for code, name in short_names().items()}
        six = [{**one, "code": codes[one["name"]]} for one in levers(presets.preset(state.preset), state)]
    at = None if state.period is None else state.period - 1
    return {"story": story, "levers": six, "query": state.query(), "month": at, "message": message}


def light_page(query: str, language: str) -> str:
    """The whole page for the query of a link."""
    run = run_of(query)
    state = PageState.of_query(run["query"], "explore")[0]
    title = _("Explore", language)
    styles = "".join(f'<link rel="stylesheet" href="{style}?{__version__}">' for style in STYLES)
    data = json.dumps({**run, "labels": _labels(language), "language": language}, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'{plain_head(title, language, styles)}<body><script>{THEME};document.body.classList.add("v-application")</script>'
        f'<div class="coop coop-page-explore coop-light">{_header(state, title, language)}'
        f"<main>{_main(state, language)}</main></div>"
        f'<script type="application/json" id="data">{data}</script>'
        + "".join(f'<script src="{script}?{__version__}"></script>' for script in SCRIPTS)
        + "</body></html>"
    )


def _labels(language: str) -> dict[str, Any]:
    return {
        "chart": labels.chart_labels(language),
        "number": labels.number_labels(language),
        "health": labels.health_labels(language),
        "lever": {key: text for key, text in labels.lever_labels(language).items() if key != "boxes"},
        "player": {key: text for key, text in labels.player_labels(language).items() if key != "list"},
        "failed": _("No answer. Is the program still running?", language),
    }


def _header(state: PageState, title: str, language: str) -> str:
    links = "".join(
        f'<a href="{escape(replace(PageState(language=language), page=name).address())}"'
        f"{' aria-current=page' if name == 'explore' else ''}>{escape(text)}</a>"
        for name, text in site(language)
    )
    other = next(code for code in LANGUAGE_NAMES if code != language)
    pages, theme = escape(_("Pages", language)), escape(_("Light or dark", language))
    return (
        f'<header class="coop-header"><a class="coop-brand" href="/?lang={language}">coopsim</a>'
        f'<button type="button" class="coop-menu" id="menu" aria-expanded="false" aria-label="{pages}">☰</button>'
        f'<nav class="coop-nav" id="pages" aria-label="{pages}">{links}</nav><div class="coop-languages">'
        f'<a id="speak" lang="{other}" href="{escape(replace(state, language=other).address())}">{LANGUAGE_NAMES[other]}</a>'
        f'<button type="button" id="theme" aria-label="{theme}">◐</button></div>'
        f'<h1 class="coop-title">{escape(title)}</h1></header>'
    )


def _cooperatives(state: PageState, language: str) -> str:
    """The choice of a cooperative, where there are several."""
    of = state.preset, state.changes, state.seed
    try:
        region = region_of(*of, chosen_of(*of, state.cooperative), language)
    except UserMistake:  # the run is refused: the page says why
        return ""
    if region is None:
        return ""
    every = region["cooperatives"]
    groups = [(district["name"], [every[place] for place in district["places"]]) for district in region["districts"]]
    options = [
        (name, "".join(_option(one, one["id"] == region["chosen"], region["labels"]) for one in ones)) for name, ones in groups
    ]
    inside = "".join(made if region["alone"] else f'<optgroup label="{escape(name)}">{made}</optgroup>' for name, made in options)
    label = escape(region["labels"]["choose"])
    return f'<label class="coop-light-choice">{label} <select class="coop-pill" id="cooperative">{inside}</select></label>'


def _option(one: dict[str, Any], is_chosen: bool, labels_of: dict[str, str]) -> str:
    """A cooperative in the list; one that never stands cannot be chosen, and the list says why."""
    if one["stands"]:
        return f"<option{' selected' if is_chosen else ''}>{escape(one['id'])}</option>"
    return f"<option disabled>{escape(labels_of['never' if one['founded'] is None else 'shut'].format(name=one['id']))}</option>"


def _main(state: PageState, language: str) -> str:
    chosen = "".join(
        f'<option value="{name}"{" selected" if name == state.preset else ""}>'
        f"{escape(presets.preset_texts(name, language)['title'])}</option>"
        for name in presets.PRESETS
    )
    cooperative = _cooperatives(state, language)
    scenario, full = escape(_("Scenario", language)), escape(_("All levers, the valley and its families, files", language))
    tools = escape(_("Time and changes", language))
    return (
        '<div class="coop-explore coop-view-charts"><section class="coop-bar">'
        f'<select class="coop-pill" id="preset" aria-label="{scenario}">{chosen}</select>'
        f"{cooperative}"
        '<p class="coop-sentence" role="status" id="sentence" data-sentence></p></section>'
        '<section class="coop-charts" id="charts"></section>'
        '<div class="coop-aside"><section class="coop-number" id="number" role="status"></section></div>'
        '<dl class="coop-health" id="health"></dl>'
        f'<p class="coop-views"><a id="full" href="{escape(state.address())}&amp;v=charts">{full} ›</a></p>'
        f'<section class="coop-levers" id="levers" aria-label="{escape(str(labels.lever_labels(language)["title"]))}"></section>'
        f'<div class="coop-player" id="player" role="toolbar" aria-label="{tools}"></div></div>'
        '<p class="coop-message" id="message" role="alert" hidden></p>'
    )
