"""Cards to be held up: dark, white, striped; each says in words what it is, and what it means in each vote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from coopsim.kit.drawing import draw_card
from coopsim.kit.paper import INK, RULE, WHITE, Sheet, paragraph
from coopsim.language import current, declared
from coopsim.language import text as _
from coopsim.workshop.programme import programme

ACROSS, DOWN = 2, 4  # cards on a page
KINDS = ("blue", "white", "orange")


def card_pages(sheet: Sheet) -> Iterator[Flowable]:
    """A page of each kind."""
    for number, kind in enumerate(KINDS):
        if number:
            yield PageBreak()
        yield CardPage(kind, sheet)


def meanings(kind: str) -> list[str]:
    """What a card says in each vote."""
    lines: dict[str, str] = {}
    for place in programme(90).places:
        vote = _("each year") if place.step.yearly else declared(place.phase.title, current())
        lines.update((vote, declared(card, current())) for card in place.step.card if card.id == kind)
    return [f"{vote[:1].upper()}{vote[1:]} · {meaning}" for vote, meaning in lines.items()]


class CardPage(Flowable):
    """Eight cards of one kind with lines to cut along."""

    def __init__(self, kind: str, sheet: Sheet) -> None:
        super().__init__()
        self.kind, self.sheet = kind, sheet

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The whole page."""
        return self.sheet.width, self.sheet.height - 2

    def draw(self) -> None:
        """Draw them."""
        width, height = self.sheet.width / ACROSS, (self.sheet.height - 2) / DOWN
        for place in range(ACROSS * DOWN):
            self._card(place % ACROSS * width, place // ACROSS * height, width, height)

    def _card(self, x: float, y: float, width: float, height: float) -> None:
        canvas, edge = self.canv, 3 * mm
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.setDash(2, 3)
        canvas.rect(x, y, width, height, fill=0, stroke=1)
        canvas.setDash()
        draw_card(canvas, self.kind, x + edge, y + edge, width - 2 * edge, height - 2 * edge)
        name = {"blue": _("BLUE"), "white": _("WHITE"), "orange": _("ORANGE")}[self.kind]
        label: dict[str, Any] = {"bold": True, "alignment": 1}
        lines = [
            paragraph(name, 24, colour=self._ink(), **label),
            *(paragraph(one, 8, colour=self._ink(), alignment=1) for one in meanings(self.kind)),
        ]
        inner = width - 8 * edge
        sizes = [line.wrap(inner, height) for line in lines]
        whole = sum(high for _wide, high in sizes)
        top = y + (height + whole) / 2
        if self.kind == "orange":  # a clear field, so that the letters do not stand on stripes
            canvas.setFillColor(WHITE)
            canvas.rect(x + 3 * edge, top - whole - edge, width - 6 * edge, whole + 2 * edge, fill=1, stroke=0)
        for line, (_wide, high) in zip(lines, sizes, strict=True):
            top -= high
            line.drawOn(canvas, x + 4 * edge, top)

    def _ink(self) -> Color:
        return WHITE if self.kind == "blue" else INK
