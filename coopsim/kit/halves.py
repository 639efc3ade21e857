"""Half a page, twice on a page, with a line to cut along."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.platypus import Flowable, Frame, KeepInFrame

from coopsim.kit.paper import LETTERS, MARGIN, SOFT, Sheet

GAP = 16  # points on either side of the cut


class Halves(Flowable):
    """A page with the same half twice; what does not fit is an error, never cut off.

    Parameters
    ----------
    sheet : Sheet
        The paper.
    half : callable
        What stands on half of it, which is so wide.
    """

    def __init__(self, sheet: Sheet, half: Callable[[float], list[Flowable]]) -> None:
        super().__init__()
        self.sheet, self.half = sheet, half

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The whole page."""
        return self.sheet.width, self.sheet.height - 2

    def draw(self) -> None:
        """Draw both and the cut."""
        whole = self.sheet.height - 2
        high = whole / 2 - GAP
        none = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
        for bottom in (whole / 2 + GAP, 0.0):
            frame = Frame(0, bottom, self.sheet.width, high, **none)
            frame.addFromList([KeepInFrame(self.sheet.width, high, self.half(self.sheet.width), mode="error")], self.canv)
        self.canv.setDash(3, 3)
        self.canv.setStrokeColor(SOFT)
        self.canv.line(-MARGIN + 12, whole / 2, self.sheet.width + MARGIN - 12, whole / 2)
        self.canv.setFillColor(SOFT)
        self.canv.setFont(LETTERS, 11)
        self.canv.drawString(0, whole / 2 - 4, "✂")
