"""Paper: sizes, letters, colours that stay apart in grey, and a document with page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from matplotlib import get_data_path
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from coopsim.language import current
from coopsim.language import text as _
from coopsim.version import __version__

SIZES = {"a4": A4, "letter": LETTER}
MARGIN = 15 * mm
LETTERS, BOLD, TYPED = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono"  # they come with matplotlib, and have every mark
INK, SOFT, RULE, TINT = (HexColor(colour) for colour in ("#1d2529", "#3b454a", "#a9a294", "#eef0f1"))
COOPERATIVE, COOPERATIVE_TINT = (HexColor(colour) for colour in ("#064a73", "#d5e6f1"))
TRADER, TRADER_TINT = (HexColor(colour) for colour in ("#b34a00", "#f8d3ae"))
WHITE = HexColor("#ffffff")
MIDDLE, TOP = ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("VALIGN", (0, 0), (-1, -1), "TOP")
TIGHT = (("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0))


@cache
def letters() -> None:
    """Make the letters known to ReportLab, once."""
    folder = Path(get_data_path()) / "fonts" / "ttf"
    for name in (LETTERS, BOLD, TYPED):
        registerFont(TTFont(name, folder / f"{name}.ttf"))
    registerFontFamily(LETTERS, normal=LETTERS, bold=BOLD, italic=LETTERS, boldItalic=BOLD)


def style(
    size: float, bold: bool = False, colour: Color = INK, before: float = 0, after: float = 2, **more: Any
) -> ParagraphStyle:
    """How a paragraph looks; a size in points."""
    letters()
    name = BOLD if bold else LETTERS
    return ParagraphStyle(
        "", fontName=name, fontSize=size, leading=size * 1.3, textColor=colour, spaceBefore=before, spaceAfter=after, **more
    )


def paragraph(text: str, size: float = 9.5, label: str = "", **how: Any) -> Paragraph:
    """A paragraph of plain text, after a bold label; what stands between ` is printed as it is typed."""
    marked = re.sub(r"`([^`]+)`", rf'<font name="{TYPED}" size="{size * 0.92:.1f}">\1</font>', escape(text))
    return Paragraph(f"<b>{escape(label)}:</b> {marked}" if label else marked, style(size, **how))


def typed(command: str, indent: float = 0) -> Table:
    """A command to be typed, in a box; it is never broken."""
    letters()
    look = [("FONT", (0, 0), (-1, -1), TYPED, 9), ("BACKGROUND", (1, 0), (1, 0), TINT), ("TEXTCOLOR", (0, 0), (-1, -1), INK)]
    return Table([["", command]], colWidths=[indent, None], hAlign="LEFT", spaceBefore=1, spaceAfter=4, style=look)


def heading(text: str, size: float = 13, before: float = 10) -> Paragraph:
    """A heading, never the last thing on a page."""
    return paragraph(text, size, bold=True, before=before, after=3, keepWithNext=1)


def rows(content: Sequence[Sequence[Any]], widths: Sequence[float], *styles: tuple[Any, ...], **more: Any) -> Table:
    """A table with a hairline below each row."""
    plain = [
        MIDDLE,
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Table(content, colWidths=widths, style=[*plain, *styles], **more)


class Sheet:
    """A size of paper, upright or lying: what fits on it, and documents of it."""

    def __init__(self, name: str, lying: bool = False) -> None:
        self.name = name
        self.size = landscape(SIZES[name]) if lying else SIZES[name]

    @property
    def width(self) -> float:
        """Between the margins, in points."""
        return float(self.size[0] - 2 * MARGIN)

    @property
    def height(self) -> float:
        """Between the margins; the line with the number of the page stands in the lower one."""
        return float(self.size[1] - 2 * MARGIN)

    def document(self, title: str, content: Sequence[Flowable], numbered: bool = True) -> bytes:
        """The PDF. The same content gives the same bytes: no date, no name of a computer or of anybody is in it."""
        letters()
        written = BytesIO()
        margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN - 6)  # a frame pads by 6
        document = SimpleDocTemplate(
            written, pagesize=self.size, title=title, author="coopsim", creator=f"coopsim {__version__}", lang=current(),
            invariant=1, **margins,
        )  # fmt: skip

        def foot(canvas: Any, _document: Any) -> None:
            if numbered:
                canvas.setFont(LETTERS, 7.5)
                canvas.setFillColor(SOFT)
                canvas.drawString(MARGIN, MARGIN - 18, title)
                page = _("page {n}").format(n=canvas.getPageNumber())
                canvas.drawRightString(self.size[0] - MARGIN, MARGIN - 18, page)

        document.build(list(content), onFirstPage=foot, onLaterPages=foot)
        return written.getvalue()
