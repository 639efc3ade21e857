"""What the wall shows at a step, on paper: the page of the projector itself, with the letters of the guide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from reportlab.platypus import Flowable, Table

from coopsim.kit.drawing import Card, Picture
from coopsim.kit.paper import COOPERATIVE, INK, SOFT, TIGHT, TOP, TRADER, WHITE, paragraph, rows
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.screens import screen
from coopsim.workshop.facts import Facts
from coopsim.workshop.rehearsal import Rehearsal

SIZE = 7.5


class Rehearsed(Room):
    """The room of a rehearsal, as its pages show it."""

    def __init__(self, played: Rehearsal) -> None:
        super().__init__(played.session, played.games)
        self._facts = played.facts

    def facts(self) -> Facts:
        """They are worked out already."""
        return self._facts

    def wall(self, step: int) -> Element:
        """The projector's page at a step."""
        self.session.do("go", step=step)
        return fromstring(screen(self))


def shown(wall: Element, width: float) -> list[Flowable]:
    """What stands below the title of the wall; nothing where there is only a title or the code for phones."""
    return [part for child in wall for part in _part(child, width)]


def framed(parts: list[Flowable], width: float) -> Table:
    """The wall's frame."""
    return Table([[parts]], colWidths=[width], style=[("BOX", (0, 0), (-1, -1), 1, INK), ("BACKGROUND", (0, 0), (-1, -1), WHITE)])


def _part(node: Element, width: float) -> Iterator[Flowable]:
    kind = node.get("class", "")
    if node.tag == "svg":
        yield Picture(node, width)
    elif node.tag == "p":
        yield paragraph(_text(node), SIZE, colour=SOFT)
    elif node.tag == "table":
        yield _table(node, width)
    elif kind == "votes":
        yield rows([_vote(item, width) for item in node], [18, width * 0.42, width * 0.4 - 18, width * 0.18])
    elif kind == "sheets":
        yield rows([[paragraph(_text(part), SIZE) for part in item] for item in node], [width * 0.5, width * 0.5])
    elif kind == "meanings":
        yield rows([[_card(item), paragraph(_text(item), SIZE, bold=True)] for item in node], [24, width - 24])
    elif kind.startswith("facts"):
        yield from (paragraph(f"– {_text(item)}", SIZE, leftIndent=8, firstLineIndent=-8) for item in node)
    elif kind == "pays":
        yield Table([[_paid(item) for item in node]], colWidths=[width / len(node)] * len(node), style=[TOP])


def _text(node: Element) -> str:
    return " ".join("".join(node.itertext()).split())


def _card(node: Element) -> Card | None:
    """The card that is drawn in a cell, if there is one: told by its shape's class."""
    first = node.find(".//rect")
    return None if first is None else Card(str(first.get("class")).removeprefix("card-"))


def _vote(item: Element, width: float) -> list[Any]:
    what, bar, number = item
    share = float(str(bar[0].get("style")).removeprefix("width:").rstrip("%")) / 100
    card = _card(what)
    drawn = Bar(card.kind if card else "white", (width * 0.4 - 24) * share)
    return [card or "", paragraph(_text(what), SIZE), drawn, paragraph(_text(number), SIZE + 2, bold=True)]


class Bar(Card):
    """How many: a bar of the card's kind."""

    def __init__(self, kind: str, width: float) -> None:
        super().__init__(kind, max(width, 0.5), 8)


def _table(node: Element, width: float) -> Table:
    head, *body = node.iter("tr")
    first = width * 0.28
    others = (width - first) / (len(head) - 1)
    widths = [first, *[others] * (len(head) - 1)]
    return rows([_row(row, widths, row is head) for row in (head, *body)], widths)


def _row(row: Element, widths: list[float], is_head: bool) -> list[Flowable]:
    cells: list[Flowable] = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        text = paragraph(_text(cell), SIZE, bold=is_head and place > 0, alignment=2 if place else 0)
        card = _card(cell)
        above = [("ALIGN", (0, 0), (-1, -1), "RIGHT"), *TIGHT]
        cells.append(text if card is None else Table([[card], [text]], colWidths=[width - 6], style=above))
    return cells


def _paid(item: Element) -> list[Flowable]:
    card = _card(item)
    amount, *captions = (part for part in item if part.tag != "svg")
    colour = COOPERATIVE if card and card.kind == "blue" else TRADER
    lines: list[Flowable] = [card] if card else []
    return [*lines, paragraph(_text(amount), 13, bold=True, colour=colour), *(paragraph(_text(one), SIZE) for one in captions)]
