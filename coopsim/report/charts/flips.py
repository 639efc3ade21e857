"""Where a sign changes: a line along one factor, or a map over two."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, fold, new_figure, plain
from coopsim.report.charts.sweep import scale
from coopsim.report.flips_words import what_words
from coopsim.report.numbers import fixed, true_minus
from coopsim.report.sweep_words import factor_axis
from coopsim.runs.indicators import indicator
from coopsim.sweeps.flips import Flips

COLOURS = LinearSegmentedColormap.from_list("red-blue", [RED, "#ffffff", BLUE])
MOST_PANELS = 12


def flips(changes: Flips, language: str) -> Figure:
    """A panel for each comparison and factor; a map where two factors are followed at once."""
    of = ["level", "reference", "along", "across"]
    panels = [(key, places) for key, places in changes.places.groupby(of, sort=False)][:MOST_PANELS]
    across = min(3, max(1, len(panels)))
    down = max(1, -(-len(panels) // across))
    one = indicator(changes.outcome)
    line = _(
        "Dot: mean, bar: its 95 % interval; hollow: it may be zero. Dashed: where the sign changes, shaded its interval.",
        language,
    )
    cells = _("Mean in each cell; grey: it may be zero (95 %). Line: where the sign changes.", language)
    subtitle = cells if (changes.places["across"] != "").any() else line
    measured = one.es if language == "es" else one.en
    title, size = _("Where the sign changes", language), (4.4 * across + 0.6, 3.6 * down + 1.3)
    figure = new_figure(*size, title, f"{measured}. {subtitle}")
    grid = figure.subplots(down, across, squeeze=False).ravel()
    for axes, ((level, reference, along, second), places) in zip(grid, panels, strict=False):
        crossings = changes.crossings
        for name, value in zip(of, (level, reference, along, second), strict=True):
            crossings = crossings[crossings[name] == value]
        draw = _map if second else _line
        draw(axes, places, crossings, scale(one.unit))
        axes.set_title(fold(what_words(changes, str(level), str(reference), language), 48), loc="left", fontsize=8.5)
        axes.set_xlabel(fold(factor_axis(str(along), language), 44), fontsize=8.5)
        if second:
            axes.set_ylabel(fold(factor_axis(str(second), language), 36), fontsize=8.5)
    for axes in grid[len(panels) :]:
        axes.set_visible(False)
    return figure


def _is_number(places: pd.DataFrame, label: str) -> bool:
    first = places[label].astype(str).str.split(" ").str[0]
    return bool(pd.to_numeric(first, errors="coerce").notna().all())


def _line(axes: Axes, places: pd.DataFrame, crossings: pd.DataFrame, times: float) -> None:
    numbers = _is_number(places, "label")
    at = places["middle"].to_numpy(dtype=float) if numbers else np.arange(len(places), dtype=float)
    mean, low, high = (places[name].to_numpy(dtype=float) * times for name in ("mean", "ci_low", "ci_high"))
    axes.axhline(0.0, color=BLACK, linewidth=0.8)
    if numbers:
        axes.plot(at, mean, color=GREY, linewidth=0.9)
    for x, y, bottom, top, sign in zip(at, mean, low, high, places["sign"], strict=True):
        colour = {1: BLUE, -1: RED}.get(int(sign), GREY)
        if np.isfinite(bottom):
            axes.plot([x, x], [bottom, top], color=colour, linewidth=1.6)
        axes.plot(x, y, "o", color=colour, markerfacecolor=colour if sign else "white", markersize=6)
    if not numbers:
        axes.set_xticks(at, [fold(str(label), 12) for label in places["label"]])
    for crossing in crossings.to_dict("records"):
        axes.axvline(crossing["value"], color=BLACK, linewidth=1.0, linestyle=(0, (4, 3)))
        if np.isfinite(crossing["ci_low"]):
            axes.axvspan(crossing["ci_low"], crossing["ci_high"], color=GREY, alpha=0.15, linewidth=0)
    plain(axes, "y")


def _map(axes: Axes, places: pd.DataFrame, crossings: pd.DataFrame, times: float) -> None:
    columns, rows = (places[[label, middle]].drop_duplicates().sort_values(middle, kind="stable")
                     for label, middle in (("label", "middle"), ("across_label", "across_middle")))  # fmt: skip
    x_of, y_of = ({label: place for place, label in enumerate(part.iloc[:, 0])} for part in (columns, rows))
    largest = float(places["mean"].abs().max()) or 1.0
    table: Any = np.full((len(rows), len(columns)), np.nan)
    for row in places.to_dict("records"):
        x, y = x_of[row["label"]], y_of[row["across_label"]]
        table[y, x] = row["mean"] / largest
        value = row["mean"] * times
        text = true_minus(fixed(value, 0 if abs(value) >= 100 else 1 if abs(value) >= 1 else 2, sign=True))
        strong = abs(row["mean"]) > 0.7 * largest
        axes.text(x, y, text, ha="center", va="center", fontsize=8.5, color="white" if strong else BLACK if row["sign"] else GREY)
    axes.imshow(table, cmap=COLOURS, vmin=-1, vmax=1, aspect="auto", origin="lower")
    axes.set_xticks(range(len(columns)), [fold(str(label), 12) for label in columns.iloc[:, 0]])
    axes.set_yticks(range(len(rows)), [fold(str(label), 14) for label in rows.iloc[:, 0]])
    middles = columns.iloc[:, 1].to_numpy(dtype=float)
    for crossing in crossings.to_dict("records"):
        at, y = float(np.interp(crossing["value"], middles, np.arange(len(middles)))), y_of[crossing["across_label"]]
        axes.plot([at, at], [y - 0.5, y + 0.5], color=BLACK, linewidth=2.0)
    plain(axes)
    axes.tick_params(length=0)
