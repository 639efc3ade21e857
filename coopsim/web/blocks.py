"""Blocks of text on a page: paragraphs, headings and lists; nothing in them is read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import solara


def paragraph(text: str, strong: bool = False, **attributes: Any) -> None:
    """A paragraph; `attributes` with _ for - (`data_text="check"`)."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    inside = escape(text, quote=False)
    solara.HTML(tag="p", unsafe_innerHTML=f"<strong>{inside}</strong>" if strong else inside, attributes=named)


def heading(text: str) -> None:
    """A heading below the page's own."""
    solara.HTML(tag="h2", unsafe_innerHTML=escape(text, quote=False))


def points(texts: Sequence[str], classes: Sequence[str] = ()) -> None:
    """A list."""
    items = "".join(f"<li>{escape(text, quote=False)}</li>" for text in texts)
    solara.HTML(tag="ul", unsafe_innerHTML=items, classes=list(classes))
