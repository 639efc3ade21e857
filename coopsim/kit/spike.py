"""A rise of the world price that happened, on half a page: the shipped prices, in dollars of their month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from babel.dates import format_skeleton
from numpy.typing import NDArray
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from coopsim.kit.halves import Halves
from coopsim.kit.paper import BOLD, COOPERATIVE, INK, LETTERS, RULE, SOFT, WHITE, Sheet, paragraph
from coopsim.language import current
from coopsim.language import text as _
from coopsim.prices.episodes import episodes
from coopsim.prices.published import world_price_usd_per_qq
from coopsim.report.workshop_words import per_cent, usd

EPISODE = "boom-2021-22"
AROUND = 12  # months that are shown before it and after it
STEP = 50  # US$ between two lines of the chart


@dataclass(frozen=True)
class Spike:
    """The months that are shown, from the first one on, and three of them by their place.

    Attributes
    ----------
    first : Period
        The month of the first price.
    prices : array
        US$ a quintal, in dollars of each month.
    """

    first: pd.Period
    prices: NDArray[np.float64]

    @property
    def peak(self) -> int:
        """The dearest month."""
        return int(self.prices.argmax())

    @property
    def low(self) -> int:
        """The cheapest month before it."""
        return int(self.prices[: self.peak].argmin())

    @property
    def later(self) -> int:
        """A year after the dearest."""
        return self.peak + 12

    def month(self, place: int) -> str:
        """The name of a month in the language spoken."""
        return str(format_skeleton("yMMMM", (self.first + place).to_timestamp(), locale=current()))

    def sentence(self) -> str:
        """What happened."""
        form = _(
            "From {low_month} to {peak_month} the world price rose from {low} to {peak} a quintal: {rise} more in {n} months. "
            "A year later it stood at {later}."
        )
        low, peak, later = (float(self.prices[place]) for place in (self.low, self.peak, self.later))
        return form.format(
            low_month=self.month(self.low), peak_month=self.month(self.peak), low=usd(low), peak=usd(peak),
            rise=per_cent(peak / low - 1), n=self.peak - self.low, later=usd(later),
        )  # fmt: skip


def spike() -> Spike:
    """The rise of 2021 and 2022, as published.

    >>> seen = spike()
    >>> str(seen.first + seen.low), str(seen.first + seen.peak)
    ('2020-06', '2022-02')
    """
    episode = next(episode for episode in episodes() if episode.name == EPISODE)
    first, last = episode.from_month - AROUND, episode.to_month + AROUND
    prices = world_price_usd_per_qq("arabica", nominal=True)
    return Spike(first, prices[first:last].to_numpy(dtype=np.float64))


def spike_pages(sheet: Sheet) -> Iterator[Flowable]:
    """The half, twice on a page."""
    seen = spike()
    questions = _(
        "What did our cooperative pay in those months, and when did it pay? Whom did you sell to? "
        "How did the cooperative come out of it?"
    )
    source = _(
        "World Bank Commodity Price Data (The Pink Sheet), arabica, monthly averages, in dollars of each month. CC BY 4.0."
    )

    def half(width: float) -> list[Flowable]:
        return [
            paragraph(_("It has happened: the world price of coffee"), 15, bold=True, after=4),
            paragraph(seen.sentence(), 10, after=6),
            PriceChart(seen, width, sheet.height / 2 - 150),
            paragraph(questions, 10, bold=True, before=6),
            paragraph(source, 7.5, colour=SOFT, before=2),
        ]

    yield Halves(sheet, half)


class PriceChart(Flowable):
    """A line with its lowest and its highest month in words."""

    def __init__(self, spike: Spike, width: float, height: float) -> None:
        super().__init__()
        self.spike, self.width, self.height = spike, width, height

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it with its corner at the origin."""
        canvas, values = self.canv, self.spike.prices
        left, bottom, top = 34.0, 16.0, self.height - 16
        highest = STEP * (int(values.max() / STEP) + 1)

        def x(place: float) -> float:
            return left + (self.width - left - 4) * place / (len(values) - 1)

        def y(value: float) -> float:
            return bottom + (top - bottom) * value / highest

        canvas.setFont(LETTERS, 8)
        for line in range(0, highest + 1, STEP):
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.5)
            canvas.line(left, y(line), self.width, y(line))
            canvas.setFillColor(SOFT)
            canvas.drawRightString(left - 4, y(line) - 3, str(line))
        canvas.drawString(0, self.height - 8, _("US$ a quintal"))
        for place in range(len(values)):
            month = self.spike.first + place
            if month.month == 1:
                canvas.line(x(place), bottom, x(place), bottom - 4)
                canvas.drawString(x(place) + 2, bottom - 10, str(month.year))
        path = canvas.beginPath()
        path.moveTo(x(0), y(values[0]))
        for place, value in enumerate(values[1:], 1):
            path.lineTo(x(place), y(value))
        canvas.setStrokeColor(COOPERATIVE)
        canvas.setLineWidth(2)
        canvas.drawPath(path)
        for place, above in ((self.spike.low, -13), (self.spike.peak, 7)):
            label = f"{self.spike.month(place)}: {usd(values[place])}"
            wide = stringWidth(label, BOLD, 8.5)
            start = max(x(place) - wide / 2, left + 2)
            canvas.setFillColor(WHITE)  # no line runs through the words
            canvas.rect(start - 2, y(values[place]) + above - 2, wide + 4, 10, fill=1, stroke=0)
            canvas.setFillColor(INK)
            canvas.setFont(BOLD, 8.5)
            canvas.circle(x(place), y(values[place]), 3, fill=1, stroke=0)
            canvas.drawString(start, y(values[place]) + above, label)
