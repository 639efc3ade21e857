"""A link as a picture that a phone reads, drawn here."""

from __future__ import annotations

import io

import segno


def printed_code(link: str) -> str:
    """A link as a picture of characters, for a terminal; drawn here, nothing is asked of anybody."""
    drawn = io.StringIO()
    segno.make(link, error="m", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()


def drawn_code(link: str) -> str:
    """A link as a picture for a page."""
    return str(
        segno.make(link, error="m", micro=False).svg_inline(scale=6, border=2, dark="#1d2529", light="#fff", omitsize=True)
    )
