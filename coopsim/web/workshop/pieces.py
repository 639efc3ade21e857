"""What the workshop's pages are made of: escaped texts, the frame around a page, names of cards and levers."""

from __future__ import annotations

from html import escape
from typing import Any

from coopsim import __version__
from coopsim.language import current, declared
from coopsim.web.frame import plain_head

LETTERS_OF_STOPS = "ABC"


def in_html(text: Any) -> str:
    """A declared text in the language spoken, escaped."""
    return escape(declared(text, current()))


def plain_page(title: str, body: str, scripts: str = "", styles: tuple[str, ...] = ("tokens", "workshop"), kind: str = "") -> str:
    """A page of its own with our styles."""
    links = "".join(f'<link rel="stylesheet" href="/drawn/{name}.css?{__version__}">' for name in styles)
    return f'{plain_head(title, current(), links)}<body class="{kind}">{body}{scripts}</body></html>'


def script(name: str) -> str:
    """A script of ours."""
    return f'<script src="/drawn/{name}.js?{__version__}" defer></script>'


def swatch(card: str) -> str:
    """A card, drawn: the colour has a shape too, for those who do not see it."""
    shapes = {
        "blue": '<rect x="1" y="1" width="26" height="18" rx="3" class="card-blue"/>',
        "white": '<rect x="2" y="2" width="24" height="16" rx="3" class="card-white"/>',
        "orange": '<rect x="2" y="2" width="24" height="16" rx="3" class="card-orange"/><path d="M6 18L22 2" class="card-line"/>',
    }
    return f'<svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" class="swatch">{shapes[card]}</svg>'
