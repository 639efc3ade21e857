"""The figure of headroom: how often the cooperative has trouble, or closes, by how much it sells over its break-even."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.claim.documents import CurvePoint, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, new_figure, plain
from coopsim.report.claim_text.details import cell_label
from coopsim.report.numbers import effect_text

ARMS = {"untreated": (GREY, "o", ":"), "boom": (BLUE, "^", "-"), "slump": (RED, "v", "--")}
APART = 0.008  # of the headroom, so that the bars of arms do not lie on each other


def headroom_curve(verdict: Verdict, language: str | None = None) -> Figure:
    """Chance of trouble, and of closing within six seasons, over headroom: without a price change, in a boom, in a slump."""
    language = language or current()
    curve = () if verdict.curves is None else verdict.curves.headroom
    title = _("Trouble and survival, by how much the cooperative sells over its break-even", language)
    subtitle = _(
        "At least {low} imagined cooperatives at each place, {runs} runs each; sales/members: {cell}. The fixed cost is set so "
        "that normal sales are so many times the break-even. Bars: 95 %. Dotted: where the headline stands.",
        language,
    )
    low = min((point.worlds for point in curve if point.outcome == "trouble"), default=0)
    runs = max((point.runs for point in curve), default=0)
    cell = cell_label(verdict.headline_cell, language)
    figure = new_figure(10.5, 4.7, title, subtitle.format(low=low, runs=runs, cell=cell))
    panels = {
        "trouble": _("Trouble in the season or the next", language),
        "closed": _("Closed within six seasons", language),
    }
    for axes, (outcome, head) in zip(figure.subplots(1, 2, sharey=True), panels.items(), strict=True):
        _panel(axes, [point for point in curve if point.outcome == outcome], _names(verdict, language))
        if verdict.headroom is not None:
            axes.axvline(verdict.headroom, color=BLACK, linestyle=":", linewidth=0.9)
        axes.set_title(head, loc="left", fontsize=9.5)
        axes.set_xlabel(_("normal sales over break-even sales", language), fontsize=9)
        axes.set_ylabel(_("of 100 cases", language), fontsize=9)
    top = max((100 * point.ci_high for point in curve if point.ci_high is not None and point.outcome in panels), default=100.0)
    figure.axes[0].set_ylim(-2, min(102, 1.08 * top + 2))
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    return figure


def _names(verdict: Verdict, language: str) -> dict[str, str]:
    """What the arms are called."""
    size = verdict.headline_ln_size
    rise, fall = (effect_text(abs(math.expm1(one)), "relative", language, sign=False) for one in (size, -size))
    return {
        "untreated": _("no boom, no slump", language),
        "boom": _("boom of {rise}", language).format(rise=rise),
        "slump": _("slump of {fall}", language).format(fall=fall),
    }


def _panel(axes: Axes, points: Sequence[CurvePoint], names: dict[str, str]) -> None:
    """A line with bars for each arm."""
    for place, (arm, (colour, marker, dash)) in enumerate(ARMS.items()):
        mine = [point for point in points if point.name == arm and point.value is not None]
        at = np.array([point.x for point in mine], dtype=float) * (1 + APART * (place - 1))
        middle, low, high = (
            100 * np.array([getattr(point, name) for point in mine], dtype=float) for name in ("value", "ci_low", "ci_high")
        )
        axes.errorbar(
            at,
            middle,
            yerr=[np.maximum(middle - low, 0), np.maximum(high - middle, 0)],
            color=colour,
            marker=marker,
            linestyle=dash,
            markersize=5.5,
            linewidth=1.4,
            elinewidth=0.9,
            capsize=2,
            label=names[arm],
        )
    plain(axes, "y")
