"""The start: a story of six screens as plain HTML, light enough for any phone; each screen is also a link."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import Any

from coopsim import __version__
from coopsim.language import text as _
from coopsim.web.frame import plain_head
from coopsim.web.lives import BEGINS, LAST, Lives, kept
from coopsim.web.pages import start_text
from coopsim.web.pages.start_charts import life_chart, lives_chart
from coopsim.web.shell import LANGUAGE_NAMES, site
from coopsim.web.state import PageState
from coopsim.web.story.hands import picture

SCREENS = ("bet", "family", "valley", "life", "lives", "doors")
DOORS = ("lessons", "explore", "compare")
_PICTURE = '<svg width="64" height="44" viewBox="0 0 64 44" aria-hidden="true">{}</svg>'
PICTURES = {
    "lessons": _PICTURE.format(
        '<path class="p-ink" d="M4 6H60V34H30L20 42V34H4Z"/><circle cx="32" cy="30" r="1.6" class="p-dot"/>'
        '<path class="p-ink" d="M25 17c0-3 2-6 7-6 5 0 7 3 7 6 0 4-7 4-7 9"/>'
    ),
    "explore": _PICTURE.format('<path class="p-ink" d="M4 12H60M4 32H60"/><circle cx="44" cy="12" r="8" class="p-dot"/>'
                               '<circle cx="20" cy="32" r="8" class="p-dot"/>'),
    "compare": _PICTURE.format('<path class="p-ink" d="M4 40H60"/><path class="p-coop" d="M10 40V10H26V40Z"/>'
                               '<path class="p-base" d="M38 39V22H54V39Z"/>'),
    "workshop": _PICTURE.format('<path class="p-ink" d="M4 4H60V30H4Z"/><path class="p-coop" d="M14 24V14H22V24Z"/>'
                                '<path class="p-base" d="M34 24V10H42V24Z"/><circle cx="14" cy="39" r="4" class="p-dot"/>'
                                '<circle cx="32" cy="39" r="4" class="p-dot"/><circle cx="50" cy="39" r="4" class="p-dot"/>'),
}  # fmt: skip


def start_page(language: str, with_workshop: bool = False) -> str:
    """The whole page; `with_workshop`: this server holds one."""
    lives = kept()
    title = start_text.bet_screen(lives, language)["title"]
    screens = (_bet(lives, language), _family(lives, language), _valley(language), _life(lives, language),
               _lives(lives, language), _doors(language, with_workshop))  # fmt: skip
    main = "".join(
        f'<section id="{name}" class="screen" aria-labelledby="h-{name}">{screen}{_next(name, language)}</section>'
        for name, screen in zip(SCREENS, screens, strict=True)
    )
    data = json.dumps(_data(lives, language), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f"{plain_head(title, language, _styles())}"
        f'<body class="theme--light"><script>{THEME}</script><div class="coop start">{_header(title, language)}'
        f"<main>{main}</main>{_places(language)}</div>"
        f'<script type="application/json" id="data">{data}</script>'
        + "".join(f'<script src="/drawn/{name}.js?{__version__}"></script>' for name in ("valley", "hands", "start"))
        + "</body></html>"
    )


def _styles() -> str:
    return "".join(f'<link rel="stylesheet" href="/drawn/{name}.css?{__version__}">' for name in ("tokens", "start"))


THEME = (
    "(()=>{let v='auto';try{v=JSON.parse(localStorage.getItem(':solara:theme.variant')||'\"auto\"')}catch(e){}"
    "const d=v==='dark'||(v!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches);"
    "document.body.className=d?'theme--dark':'theme--light'})()"
)


def _header(title: str, language: str) -> str:
    links = "".join(
        f'<a href="{_address(name, language)}"{" aria-current=page" if not name else ""}>{escape(text)}</a>'
        for name, text in site(language)
    )
    other = next(code for code in LANGUAGE_NAMES if code != language)
    pages, theme = _("Pages", language), _("Light or dark", language)
    return (
        f'<header class="coop-header"><h1 class="coop-title" title="{escape(title)}">coopsim</h1>'
        f'<nav class="coop-nav" aria-label="{pages}">{links}</nav>'
        f'<a class="turn" id="speak" lang="{other}" href="/?lang={other}">{LANGUAGE_NAMES[other]}</a>'
        f'<button type="button" class="turn" id="theme" aria-label="{theme}">◐</button></header>'
    )


def _address(name: str, language: str) -> str:
    return escape(replace(PageState(language=language), page=name).address())


def _bet(lives: Lives, language: str) -> str:
    labels = start_text.bet_screen(lives, language)
    buttons = "".join(
        f'<button type="button" data-bet="{bet}" aria-pressed="false"><b>{escape(name)}</b><span>{escape(why)}</span></button>'
        for bet, (name, why) in start_text.bet_texts(language).items()
    )
    yours = _("Your bet", language)
    return (
        f'<h2 id="h-bet" class="giant">{_halves(labels["title"])}</h2><p class="lead">{labels["text"]}</p>'
        f'<div class="bets" role="group" aria-label="{yours}">{buttons}</div>'
        f'<p class="small" id="noted" role="status">{escape(labels["same"])}</p>'
        f'<div id="valley-small" class="valley-small"></div>'
    )


def _halves(title: str) -> str:
    first, dot, rest = title.partition(". ")
    return f"{escape(first)}{dot.strip()}<br>{escape(rest)}" if rest else escape(title)


def _family(lives: Lives, language: str) -> str:
    labels, shown = start_text.family_screen(lives, language), _hands(lives, language)
    rows = "".join(f"<tr><th scope=row>{escape(what)}</th><td>{escape(amount)}</td></tr>" for what, amount in shown["details"])
    return (
        f'<h2 id="h-family">{escape(shown["title"])}</h2><p class="under">{escape(shown["under"])}</p><div id="hands"></div>'
        f'<p class="why answer"><b>{escape(shown["sentence"])}</b> {escape(shown["what_if"])} {escape(labels["year"])}</p>'
        f'<p class="small answer">{escape(labels["others"])}</p>'
        f'<details class="small answer"><summary>{escape(shown["labels"]["more"])}</summary><table>{rows}</table></details>'
    )


def _hands(lives: Lives, language: str) -> dict[str, Any]:
    labels = start_text.family_screen(lives, language)
    return picture(lives.hands, language, labels["name"], labels["when"])


def _valley(language: str) -> str:
    labels = start_text.valley_screen(language)
    return (
        f'<h2 id="h-valley">{escape(labels["title"])}</h2><p class="under">{escape(labels["text"])}</p>'
        f'<div class="valley-row"><div id="valley-large"></div><div class="valley-side"><h3 id="valley-when" role="status"></h3>'
        f'<ul id="valley-key"></ul><p id="valley-says"></p>'
        f'<button type="button" class="pill go" id="valley-play">▶ {escape(labels["play"])}</button></div></div>'
    )


def _life(lives: Lives, language: str) -> str:
    labels = start_text.life_screen(lives, language)
    key = [("d", _("trader, today", language)), ("c", _("advance, today", language)), ("p", _("cooperative, total", language)),
           ("c", _("sacks, with the rise", language)), ("t", _("sacks, without a rise", language))]  # fmt: skip
    marks = "".join(f'<li class="{kind}">{escape(word)}</li>' for kind, word in key)
    return (
        f'<h2 id="h-life">{escape(labels["title"])}</h2>'
        f'<div class="wide chart">{life_chart(lives, language, 1100, 380)}</div>'
        f'<div class="narrow chart">{life_chart(lives, language, 370, 400, narrow=True)}<ul class="key">{marks}</ul></div>'
        f'<p class="why"><b>{escape(labels["gap"])}</b> {escape(labels["coffee"])} {escape(labels["money"])}</p>'
        f'<p class="small">{escape(labels["one"])}</p>'
    )


def _lives(lives: Lives, language: str) -> str:
    labels = start_text.lives_screen(lives, language)
    return (
        f'<h2 id="h-lives">{escape(labels["title"])}</h2><p class="under">{escape(labels["text"])}</p>'
        f'<div class="wide chart">{lives_chart(lives, language, 1100, 310)}</div>'
        f'<div class="narrow chart">{lives_chart(lives, language, 370, 400, narrow=True)}</div>'
        f'<p class="why">{escape(labels["spread"])} <b>{escape(labels["longer"])}</b> {escape(labels["closed"])} '
        f'<span id="your-bet"></span></p>'
    )


def _doors(language: str, with_workshop: bool) -> str:
    texts = {
        "lessons": _("Five short lessons. First you bet, then you see. In the last one you try to break the claim.", language),
        "explore": _("Move one thing and see what members, neighbours and the cooperative do.", language),
        "compare": _("Two situations side by side, with the same families and the same rains.", language),
    }
    names = dict(site(language))
    doors = "".join(
        f'<a class="door" href="{_address(name, language)}">{PICTURES[name]}<b>{escape(names[name])} ›</b>'
        f"<span>{escape(texts[name])}</span></a>"
        for name in DOORS
    ) + _workshop(language, with_workshop)
    title = _("Your turn", language)
    note = _("A model alone proves nothing. What it assumes, and where its numbers come from:", language)
    return (
        f'<h2 id="h-doors" class="giant">{title}</h2><div class="doors">{doors}</div>'
        f'<p class="small">{escape(note)} <a href="{_address("about", language)}">{escape(names["about"])}</a></p>'
    )


def _workshop(language: str, is_open: bool) -> str:
    """The door of the trainer; where the server holds no workshop: how to start it."""
    name = _("Workshop", language)
    text = _("Ninety minutes with members of a cooperative: cards, a projector, no internet.", language)
    if is_open:
        return (
            f'<a class="door" href="/workshop?lang={language}">{PICTURES["workshop"]}<b>{escape(name)} ›</b>'
            f"<span>{escape(text)} {escape(_('The page for the trainer.', language))}</span></a>"
        )
    start = _("It starts with this command:", language)
    return (
        f'<div class="door shut">{PICTURES["workshop"]}<b>{escape(name)}</b>'
        f"<span>{escape(text)} {escape(start)}<br><code>coopsim --lang {language} app --workshop</code></span></div>"
    )


def _next(name: str, language: str) -> str:
    place = SCREENS.index(name)
    if place == len(SCREENS) - 1:
        return ""
    go_on = _("Go on", language)
    return f'<p class="go-on"><a class="pill" href="#{SCREENS[place + 1]}">{go_on} ↓</a></p>'


def _places(language: str) -> str:
    form, screens = _("Screen {n} of {all}", language), _("Screens", language)
    dots = "".join(
        f'<a href="#{name}" aria-label="{form.format(n=place, all=len(SCREENS))}"><i></i></a>'
        for place, name in enumerate(SCREENS, 1)
    )
    return f'<nav class="places" aria-label="{screens}">{dots}</nav>'


def _data(lives: Lives, language: str) -> dict[str, Any]:
    labels, chosen = start_text.lives_screen(lives, language), start_text.valley_screen(language)
    counted, runs = start_text.counted(lives), len(lives.comparable)
    names = {bet: name for bet, (name, _why) in start_text.bet_texts(language).items()}
    return {
        "valley": start_text.valley_data(lives, language),
        "hands": _hands(lives, language),
        "months": (BEGINS - 1, BEGINS, LAST - 1),
        "bets": {bet: labels["bet"].format(bet=names[bet], n=counted[bet], runs=runs) for bet in names},
        "no_bet": labels["no_bet"],
        "noted": {bet: _("Noted: “{bet}”. The answer comes in 50 lives.", language).format(bet=names[bet]) for bet in names},
        "again": chosen["again"],
        "play": chosen["play"],
    }
