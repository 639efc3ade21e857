"""Who receives what share of the export price: a bar for each channel, parts from the farmer to the port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, SKY, fold, new_figure, plain

Rows = Sequence[Mapping[str, Any]]
FILLS = {  # colour and hatch: each is told from its neighbours without colour
    "farmers_now": (GREEN, ""),
    "farmers_later": ("#9fdcc8", "..."),
    "quality": (GREY, "xxx"),
    "road": ("#cccccc", "//"),
    "processing": (SKY, ""),
    "office": (BLUE, "\\\\"),
    "lender": (PURPLE, "--"),
    "calls": ("#ffffff", "xx"),
    "traders": (ORANGE, "//"),
    "exporters": (RED, "oo"),
    "state": ("#000000", ""),
    "kept": ("#ffffff", ".."),
}
LEAST_NAMED = 0.035  # a part that is smaller has no room for its number


def part_words(part: str, language: str) -> str:
    """A part in words."""
    titles = {
        "farmers_now": _("farmers, on delivery", language),
        "farmers_later": _("farmers, later", language),
        "quality": _("quality asked by the chain", language),
        "road": _("fetching and road", language),
        "processing": _("processing", language),
        "office": _("office and services", language),
        "lender": _("interest", language),
        "calls": _("traders' calls", language),
        "traders": _("traders", language),
        "exporters": _("exporters", language),
        "state": _("state and donors", language),
        "kept": _("stays in the cooperative", language),
    }
    return titles[part]


def price_shares(rows: Rows, language: str | None = None) -> Figure:
    """Two bars of 100 %: what is sold through the cooperative, and through traders. `rows`: price_shares of summary.json."""
    language = language or current()
    names = {"cooperative": _("through the cooperative", language), "traders": _("through traders", language)}
    channels = [channel for channel in names if any(row["channel"] == channel for row in rows)]
    title = _("Who receives what share of the export price", language)
    below = _("All recorded seasons, at most four replicates, from the journal. US$ of 2025 per quintal at the port.", language)
    figure = new_figure(10, 1.9 + 0.75 * len(channels), title, below)
    axes = figure.subplots()
    labels = []
    for place, channel in enumerate(channels):
        parts = [row for row in rows if row["channel"] == channel]
        price = sum(row["usd_per_qq"] for row in parts)
        labels.append(fold(names[channel], 18) + "\n" + _("{price} US$ a quintal", language).format(price=f"{price:,.0f}"))
        _bar(axes, place, parts)
    axes.set_yticks(range(len(channels)), labels)
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    axes.set_xlabel(_("share of the export price", language), fontsize=9)
    plain(axes, "x")
    _legend(figure, {str(row["part"]) for row in rows}, language)
    return figure


def _bar(axes: Axes, place: int, parts: Rows) -> None:
    """Its parts side by side; what is less than nothing, paid in by somebody, lies left of zero."""
    right = left = 0.0
    for row in parts:
        share, (colour, hatch) = float(row["share"]), FILLS[row["part"]]
        begins = right if share > 0 else left
        axes.barh(place, share, 0.62, left=begins, color=colour, hatch=hatch, edgecolor="#333333", linewidth=0.6)
        if abs(share) >= LEAST_NAMED:
            at = begins + share / 2
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.9}
            axes.text(at, place, f"{100 * share:.0f} %", ha="center", va="center", fontsize=8.5, bbox=box)
        if share > 0:
            right += share
        else:
            left += share


def _legend(figure: Figure, shown: set[str], language: str) -> None:
    looks: Any = {"edgecolor": "#333333", "linewidth": 0.6}
    patches = [
        Patch(facecolor=colour, hatch=hatch, label=part_words(part, language), **looks)
        for part, (colour, hatch) in FILLS.items()
        if part in shown
    ]
    figure.legend(handles=patches, loc="outside lower center", ncols=4, frameon=False, fontsize=8.5)
