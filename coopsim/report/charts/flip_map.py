"""The map of a high price that everybody sees coming: where offers rise, where they fall, and where arithmetic says so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from coopsim.claim.documents import CurvePoint, H2dPart, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, fold, new_figure, plain
from coopsim.report.claim_text.details import cell_label
from coopsim.report.numbers import bare_effect, effect_text, true_minus

COLOURS = LinearSegmentedColormap.from_list("red-blue", [RED, "#ffffff", BLUE])
STRONGEST = 3.0  # smallest effects: there the colour is full
DISAGREES = " *"
Square = tuple[float, float]  # advance, margin


def flip_map(verdict: Verdict, language: str | None = None) -> Figure:
    """A panel for each cell: the measured effect by advance and margin, and the line on which arithmetic sees none."""
    language = language or current()
    points, line = ((), ()) if verdict.curves is None else (verdict.curves.flip_map, verdict.curves.flip_line)
    cells = list(dict.fromkeys(point.name for point in points))
    title = _("A high price that everybody sees coming: where members offer more and where they offer less", language)
    subtitle = _(
        "Change in quintals offered of each 100 under a price {rise} above normal that lasts; {n} price paths a square, all else "
        "as in the scenario. Grey numbers: it may be nothing (95 %). Above the line a promise of the cooperative gains by a high "
        "price, below it loses, by arithmetic alone: solid with the trust of the start, dashed with that when the price rises.",
        language,
    ).format(
        rise=effect_text(math.expm1(verdict.headline_ln_size), "relative", language, sign=False),
        n=max((point.worlds for point in points if point.outcome == "offers"), default=0),
    )
    figure = new_figure(11, 5.8, title, subtitle)
    part = next((one for one in verdict.parts if isinstance(one, H2dPart)), None)
    smallest = (part.smallest_effect if part is not None else None) or 0.05
    for axes, cell in zip(figure.subplots(1, max(len(cells), 1), squeeze=False)[0], cells, strict=False):
        mine = [point for point in points if point.name == cell]
        _squares(axes, mine, smallest)
        _lines(axes, [point for point in line if point.name == cell])
        axes.set_title(f"{cell_label(cell, language)}\n" + fold(_agreement(mine, language), 60), loc="left", fontsize=9.5)
        axes.set_xlabel(_("paid on delivery, dollars of 100", language), fontsize=9)
        axes.set_ylabel(_("traders keep, dollars of 100 of a rise", language), fontsize=9)
    return figure


def _squares(axes: Axes, points: Sequence[CurvePoint], smallest: float) -> None:
    """The measured effects, a number in each square; a star where the sign is not that of arithmetic."""
    offers, predicted = _by_square(points, "offers"), _by_square(points, "worth_slope")
    across, up = (sorted({place[k] for place in offers}) for k in (0, 1))
    if not across or not up:
        axes.set_axis_off()
        return
    edges = _edges(across), _edges(up)
    signs = _signs(points)
    for (x, y), value in offers.items():
        left, low = across.index(x), up.index(y)
        strength = float(np.clip(value / (STRONGEST * smallest), -1, 1))
        right_edge, top = edges[0][left + 1], edges[1][low + 1]
        axes.fill_between([edges[0][left], right_edge], edges[1][low], top, color=COLOURS((strength + 1) / 2), linewidth=0)
        sign = signs[x, y]
        disagrees = sign != 0 and (x, y) in predicted and sign * predicted[x, y] < 0
        axes.text(
            (edges[0][left] + right_edge) / 2,
            (edges[1][low] + top) / 2,
            true_minus(bare_effect(value, "share")) + (DISAGREES if disagrees else ""),
            ha="center",
            va="center",
            zorder=3,
            fontsize=10 if len(across) < 6 else 8,
            color="white" if abs(strength) > 0.9 else BLACK if sign else GREY,
            path_effects=[] if abs(strength) > 0.9 else [withStroke(linewidth=2.5, foreground=COLOURS((strength + 1) / 2))],
        )
    axes.set(xlim=(edges[0][0], edges[0][-1]), ylim=(edges[1][0], edges[1][-1]))
    axes.set_xticks(across, [f"{100 * value:g}" for value in across])
    axes.set_yticks(up, [f"{100 * value:g}" for value in up])
    plain(axes)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _lines(axes: Axes, line: Sequence[CurvePoint]) -> None:
    """Where arithmetic sees no effect."""
    for outcome, dash, width in (("start", "-", 1.8), ("at_the_event", "--", 1.4)):
        mine = [point for point in line if point.outcome == outcome and point.x is not None and point.value is not None]
        axes.plot(
            [point.x or 0.0 for point in mine],
            [point.value or 0.0 for point in mine],
            color=BLACK,
            linewidth=width,
            linestyle=dash,
        )


def _agreement(points: Sequence[CurvePoint], language: str) -> str:
    """In how many squares arithmetic has the sign that was measured, with the margin as it is and with what prices really do."""
    clear = {square: sign for square, sign in _signs(points).items() if sign}
    agree = [
        sum(sign * predicted[square] > 0 for square, sign in clear.items() if square in predicted)
        for predicted in (_by_square(points, "worth_slope"), _by_square(points, "worth_slope_again"))
    ]
    sentence = _("the line is right in {k} of {n} clear squares (* wrong); with what both prices really do in {again}", language)
    return sentence.format(k=agree[0], n=len(clear), again=agree[1])


def _by_square(points: Sequence[CurvePoint], outcome: str) -> dict[Square, float]:
    return {square: point.value for square, point in _measured(points, outcome) if point.value is not None}


def _signs(points: Sequence[CurvePoint]) -> dict[Square, int]:
    """Of what is offered, by square."""
    return {square: _sign(point) for square, point in _measured(points, "offers")}


def _measured(points: Sequence[CurvePoint], outcome: str) -> Iterator[tuple[Square, CurvePoint]]:
    """Points that lie in a square, by advance and margin."""
    for point in points:
        if point.outcome == outcome and point.x is not None and point.y is not None:
            yield (point.x, point.y), point


def _sign(point: CurvePoint) -> int:
    """Of an effect whose interval excludes 0; else 0."""
    if point.ci_low is None or point.ci_high is None:
        return 0
    return 1 if point.ci_low > 0 else -1 if point.ci_high < 0 else 0


def _edges(values: Sequence[float]) -> list[float]:
    """Where the squares of a grid meet: half way between their values."""
    if len(values) < 2:
        return [values[0] - 0.05, values[0] + 0.05]
    middles = [(a + b) / 2 for a, b in pairwise(values)]
    return [2 * values[0] - middles[0], *middles, 2 * values[-1] - middles[-1]]
