"""The price gap on the wall: what the trader pays today less the advance; this year's two offers, and month by month."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

import numpy as np
from numpy.typing import NDArray

from coopsim.language import text as _
from coopsim.report.workshop_words import per_cent, usd
from coopsim.web.workshop.screen_charts import apart, rect, svg
from coopsim.workshop.member_game import Offer
from coopsim.workshop.scenes import BEFORE, Prices

WIDTH, HEIGHT = 960, 540
LEFT, RIGHT, TOP, BOTTOM = 70, 580, 72, 470
STEP = 100  # US$ from one line of the grid to the next
APART = 46  # between two labels, so that the large one has room
BAR, ROWS = 92, (52, 212)  # of the two offers: how high a bar is, and where each begins
Array = NDArray[np.float64]


def gap_text(trader: float, advance: float) -> str:
    """The gap in one sentence.

    >>> gap_text(160.0, 86.0), gap_text(80.0, 86.0)
    ('Today the trader pays US$ 74 more than the advance.', 'Today the advance is US$ 6 more than the trader pays.')
    """
    gap = round(trader) - round(advance)  # of what is shown, so that it adds up
    if gap >= 0:
        return _("Today the trader pays {amount} more than the advance.").format(amount=usd(gap))
    return _("Today the advance is {amount} more than the trader pays.").format(amount=usd(-gap))


def offer_bars(offer: Offer) -> str:
    """What a quintal brings here and there: full what is paid today, pale what comes later; the bracket is the gap."""
    later, unit = offer.promised - offer.advance, WIDTH / np.nanmax((offer.trader, offer.promised))
    texts = {
        "coop": _("cooperative: it is closed and does not buy"),
        "door": _("trader: {amount} today, nothing later").format(amount=usd(offer.trader)),
    }
    hers, his = ROWS
    trader = unit * offer.trader - 2
    drawn = [rect(2, his, trader - 2, BAR, "door-full")]
    if offer.buys:
        form = _("cooperative: {advance} today + {later} in {n} months, if it is paid")
        texts["coop"] = form.format(advance=usd(offer.advance), later=usd(later), n=offer.wait_months)
        advance, bracket = unit * offer.advance, his + BAR + 24
        drawn += [
            rect(0, hers, advance, BAR, "coop-full"),
            rect(advance, hers + 1, unit * later - 2, BAR - 2, "coop-later"),
            f'<path d="M{advance:.0f} {hers + BAR}V{bracket + 10}M{trader:.0f} {hers}V{bracket + 10}" class="across"/>',
            f'<path d="M{advance:.0f} {bracket}H{trader:.0f}" class="bracket"/>',
        ]
    drawn += [
        f'<text x="0" y="{row - 14}" class="strong {name}-text">{escape(text)}</text>'
        for (name, text), row in zip(texts.items(), ROWS, strict=True)
    ]
    return svg(". ".join(texts.values()), drawn, ROWS[1] + BAR + 36, "bars")


def gap_chart(prices: Prices, years: int) -> str:
    """The gap month by month as an area, with the promised total; nothing right of what was played."""
    plot = _Plot(prices)
    last = {name: float(line[-1]) for name, line in plot.lines.items() if math.isfinite(line[-1])}
    labels = {name: form.format(n=round(last[name])) for name, form in _labels().items() if name in last}
    heights = {name: plot.y(value) for name, value in last.items()}
    if "advance" in last:
        labels["large"] = usd(round(last["trader"]) - round(last["advance"]))
        heights["large"] = (heights["trader"] + heights["advance"]) / 2
    drawn = [*plot.rise(), *plot.grid(years), *plot.areas(), *plot.end()]
    drawn += [
        f'<text x="{RIGHT + 14}" y="{height + 9:.0f}" class="strong {name}-text">{escape(labels[name])}</text>'
        for name, height in apart(heights, BOTTOM, APART).items()
    ]
    spoken = [gap_text(last["trader"], last["advance"])] if {"trader", "advance"} <= set(last) else []
    return svg(" ".join([*spoken, *labels.values()]), drawn)


def _labels() -> dict[str, str]:
    return {"trader": _("{n} trader, today"), "advance": _("{n} advance, today"), "promised": _("{n} in all, if it is paid")}


@dataclass(frozen=True)
class _Plot:
    prices: Prices

    @cached_property
    def lines(self) -> dict[str, Array]:
        return {name: getattr(self.prices, name) for name in ("promised", "trader", "advance")}

    @cached_property
    def top(self) -> int:
        return STEP * math.ceil(max(self.prices.highest, float(np.nanmax(self.prices.trader))) / STEP)

    @cached_property
    def bought(self) -> list[int]:
        """The months in which the cooperative bought."""
        return np.flatnonzero(np.isfinite(self.prices.advance)).tolist()

    def x(self, month: float) -> float:
        return LEFT + (RIGHT - LEFT) * month / self.prices.months

    def y(self, amount: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * amount / self.top

    def points(self, line: Array, months: Sequence[int]) -> str:
        return "L".join(f"{self.x(month + 0.5):.1f} {self.y(float(line[month])):.1f}" for month in months)

    def rise(self) -> list[str]:
        begins, ends = (self.x(month) for month in self.prices.rise)
        label = escape(_("the world price rises {share}").format(share=per_cent(self.prices.rise_share)))
        return [
            rect(begins, TOP, ends - begins, BOTTOM - TOP, "rise"),
            f'<text x="{ends:.0f}" y="{TOP - 14}" text-anchor="end" class="strong">{label}</text>',
        ]

    def grid(self, years: int) -> list[str]:
        drawn = [f'<text x="0" y="26">{escape(_("US$ a quintal"))}</text>']
        for amount in range(0, self.top + 1, STEP):
            height = self.y(amount)
            drawn.append(f'<path d="M{LEFT} {height:.0f}H{RIGHT}" class="grid"/>')
            drawn.append(f'<text x="{LEFT - 12}" y="{height + 9:.0f}" text-anchor="end">{amount}</text>')
        for year in range(years + 1):
            name, middle = _("year {n}").format(n=year) if year else _("before"), self.x(BEFORE * (year + 0.5))
            drawn.append(f'<text x="{middle:.0f}" y="{BOTTOM + 40}" text-anchor="middle">{escape(name)}</text>')
        return drawn

    def areas(self) -> list[str]:
        """The gap, and the three lines that it lies between."""
        every, prices = range(len(self.prices.trader)), self.prices
        back = self.points(prices.advance, self.bought[::-1])
        drawn = [f'<path d="M{self.points(prices.trader, self.bought)}L{back}z" class="gap"/>'] if self.bought else []
        drawn.append(f'<path d="M{self.points(prices.trader, every)}" class="trader"/>')
        if self.bought:
            drawn.append(f'<path d="M{self.points(prices.promised, self.bought)}" class="promised"/>')
            drawn.append(f'<path d="M{self.points(prices.advance, self.bought)}" class="advance"/>')
        return drawn

    def end(self) -> list[str]:
        """The gap of the last month with its number; a cooperative that has closed has its end instead."""
        last = len(self.prices.trader) - 1
        if last not in self.bought:
            closes = self.x(self.bought[-1] + 1 if self.bought else 0)
            text = escape(f"\N{MULTIPLICATION X} {_('it closes')}")
            return [
                f'<path d="M{closes:.0f} {TOP}V{BOTTOM}" class="bracket"/>',
                f'<text x="{closes - 8:.0f}" y="{BOTTOM - 14}" text-anchor="end" class="strong">{text}</text>',
            ]
        here, trader, advance = self.x(last + 0.5), float(self.prices.trader[last]), float(self.prices.advance[last])
        return [f'<path d="M{here:.0f} {self.y(trader):.0f}V{self.y(advance):.0f}" class="bracket"/>']
