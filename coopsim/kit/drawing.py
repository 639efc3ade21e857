"""Pictures on paper: the charts of the wall, drawn from the same SVG, and a card."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from reportlab.platypus import Flowable

from coopsim.kit.paper import BOLD, COOPERATIVE, COOPERATIVE_TINT, INK, LETTERS, RULE, SOFT, TINT, TRADER, TRADER_TINT, WHITE

SIZE = 26  # of the letters, as on the wall
# class -> colour and thickness of the line, dashes, colour that fills; what workshop.css says
LINES: dict[str, tuple[Any, float, tuple[int, ...], Any]] = {
    "grid": (RULE, 1, (), None),
    "base": (SOFT, 4, (12, 6), None),
    "coop": (COOPERATIVE, 6, (), None),
    "mark": (None, 0, (), COOPERATIVE),
    "hollow": (SOFT, 2.5, (), WHITE),
    "dot": (None, 0, (), COOPERATIVE),
    "median": (INK, 4, (), None),
    "rise": (None, 0, (), TINT),
    "gap": (None, 0, (), TRADER_TINT),
    "trader": (TRADER, 3, (), None),
    "advance": (COOPERATIVE, 7, (), None),
    "promised": (COOPERATIVE, 3, (12, 7), None),
    "bracket": (INK, 5, (), None),
    "across": (TRADER, 3, (3, 6), None),
    "coop-full": (None, 0, (), COOPERATIVE),
    "coop-later": (COOPERATIVE, 2, (8, 6), COOPERATIVE_TINT),
    "door-full": (TRADER, 4, (), TRADER_TINT),
    "sack-in": (None, 0, (), COOPERATIVE),
    "sack-out": (TRADER, 2.5, (), WHITE),
}
LETTERING = {
    "blue": (BOLD, COOPERATIVE),
    "grey": (LETTERS, SOFT),
    "": (LETTERS, INK),
    "strong": (BOLD, INK),
    **{f"strong {name}-text": (BOLD, COOPERATIVE) for name in ("coop", "advance", "promised")},
    **{f"strong {name}-text": (BOLD, TRADER) for name in ("door", "trader")},
    "strong large-text": (BOLD, INK),
}


class Picture(Flowable):
    """A chart of `screen_charts`. It draws what they are made of, lines, circles, bars and words, and refuses anything else."""

    def __init__(self, svg: Element, width: float) -> None:
        super().__init__()
        self.svg, (_x, _y, self.wide, self.high) = svg, map(float, svg.get("viewBox", "0 0 1 1").split())
        self.width, self.height = width, width * self.high / self.wide

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it with its corner at the origin."""
        self.canv.scale(self.width / self.wide, self.width / self.wide)
        for child in self.svg:
            self._draw(child, child.get("class", ""))

    def _draw(self, node: Element, kind: str) -> None:
        shape = node.tag
        if shape == "g":
            for child in node:
                self._draw(child, kind)
        elif shape == "text":
            self._write(node, kind)
        elif shape in ("circle", "path", "rect"):
            self._line(node, kind)
        else:
            raise ValueError(shape)

    def _write(self, node: Element, kind: str) -> None:
        name, colour = LETTERING[kind]
        self.canv.setFont(name, SIZE * 0.92)  # these letters are wider than those of the wall
        self.canv.setFillColor(colour)
        x, y = float(node.get("x", 0)), self.high - float(node.get("y", 0))
        write = {"end": self.canv.drawRightString, "middle": self.canv.drawCentredString}
        write.get(node.get("text-anchor", ""), self.canv.drawString)(x, y, node.text or "")

    def _line(self, node: Element, kind: str) -> None:
        colour, thickness, dashes, fill = LINES[kind]
        dashed = tuple(int(part) for part in (node.get("stroke-dasharray") or "").split()) or dashes
        self.canv.setDash(*(dashed, 0) if dashed else ())
        self.canv.setLineCap(1 if dashed else 0)
        self.canv.setLineWidth(thickness)
        if colour is not None:
            self.canv.setStrokeColor(colour)
        if fill is not None:
            self.canv.setFillColor(fill)
        how = {"stroke": int(colour is not None), "fill": int(fill is not None)}
        if node.tag == "circle":
            x, y, radius = (float(node.get(name, 0)) for name in ("cx", "cy", "r"))
            self.canv.circle(x, self.high - y, radius, **how)
        elif node.tag == "rect":
            x, y, wide, high = (float(node.get(name, 0)) for name in ("x", "y", "width", "height"))
            self.canv.rect(x, self.high - y - high, wide, high, **how)
        else:
            self.canv.drawPath(self._path(node.get("d", "")), **how)

    def _path(self, written: str) -> Any:
        path, x, y = self.canv.beginPath(), 0.0, 0.0
        for command, given in re.findall(r"([MLHVmlhvz])([^MLHVmlhvz]*)", written):
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", given)]
            if command == "z":
                path.close()
                continue
            across, down = (0.0, 0.0) if command.isupper() else (x, y)
            if command in "Hh":
                x = across + numbers[0]
            elif command in "Vv":
                y = down + numbers[0]
            else:
                x, y = across + numbers[0], down + numbers[1]
            (path.moveTo if command in "Mm" else path.lineTo)(x, self.high - y)
        return path


class Card(Flowable):
    """A card: dark, white, or pale with stripes, so that no colour is needed to tell them apart."""

    def __init__(self, kind: str, width: float = 14, height: float = 10) -> None:
        super().__init__()
        self.kind, self.width, self.height = kind, width, height

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it with its corner at the origin."""
        draw_card(self.canv, self.kind, 0, 0, self.width, self.height)


def draw_card(canvas: Any, kind: str, x: float, y: float, width: float, height: float) -> None:
    """A card on a canvas."""
    line, fill = {"blue": (COOPERATIVE, COOPERATIVE), "white": (INK, WHITE), "orange": (TRADER, TRADER_TINT)}[kind]
    canvas.saveState()
    canvas.setStrokeColor(line)
    canvas.setFillColor(fill)
    canvas.setLineWidth(max(0.8, height / 40))
    canvas.rect(x, y, width, height, fill=1, stroke=1)
    if kind == "orange":
        frame = canvas.beginPath()
        frame.rect(x, y, width, height)
        canvas.clipPath(frame, stroke=0)
        step = max(5.0, height / 7)
        for place in range(int((width + height) / step) + 1):
            canvas.line(x + place * step - height, y, x + place * step, y + height)
    canvas.restoreState()
