"""The figures of a sweep: an outcome against a factor, arms against the first, two factors at once. Plain tables in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, fold, new_figure, plain
from coopsim.report.numbers import fixed

Document = Mapping[str, Any]


def against_factors(levels: pd.DataFrame, outcome: Document, axis_titles: Mapping[str, str], language: str) -> Figure:
    """One outcome over the levels of each factor: dots with their interval, the band of the middle 80 % of runs behind.

    `levels`: rows of by_factor of this outcome. `axis_titles`: factor -> title of its axis, with the unit.
    """
    factors = [str(name) for name in pd.unique(levels["factor"])]
    columns = min(3, len(factors))
    rows = -(-len(factors) // columns)
    title = outcome[language]
    subtitle = _("Dot: mean over all else, bar: 95 % interval, band: middle 80 % of runs.", language)
    figure = new_figure(3.7 * columns + 0.6, 3.1 * rows + 0.9, title, subtitle)
    grid = figure.subplots(rows, columns, sharey=True, squeeze=False)
    for place, factor in enumerate(factors):
        axes = grid[place // columns][place % columns]
        _levels(axes, levels[levels["factor"] == factor], scale(outcome["unit"]))
        axes.set_xlabel(fold(axis_titles[factor], 38), fontsize=8.5)
        if place % columns == 0:
            axes.set_ylabel(_axis(outcome, language), fontsize=8.5)
    for place in range(len(factors), rows * columns):
        grid[place // columns][place % columns].set_visible(False)
    return figure


def _levels(axes: Axes, rows: pd.DataFrame, times: float) -> None:
    numbers = _is_number(rows["label"])
    at = rows["middle"].to_numpy(dtype=float) if numbers else np.arange(len(rows), dtype=float)
    mean, low, high, bottom, top = (
        rows[name].to_numpy(dtype=float) * times for name in ("mean", "ci_low", "ci_high", "q10", "q90")
    )
    if numbers:
        axes.fill_between(at, bottom, top, color=BLUE, alpha=0.13, linewidth=0)
        axes.plot(at, mean, color=BLUE, linewidth=1.0)
        if len(at) <= 5 and " " not in str(rows["label"].iloc[0]):
            axes.set_xticks(at, [str(label) for label in rows["label"]])
    else:
        axes.bar(at, top - bottom, 0.55, bottom=bottom, color=BLUE, alpha=0.13, linewidth=0)
        axes.set_xticks(at, [fold(str(label), 12) for label in rows["label"]])
        axes.set_xlim(-0.6, len(at) - 0.4)
    reach = np.nan_to_num(np.stack([mean - low, high - mean]).clip(min=0))
    axes.errorbar(at, mean, yerr=reach, fmt="o", color=BLUE, markersize=4.5, capsize=3, linewidth=1.2)
    plain(axes, "y")


def _is_number(labels: pd.Series) -> bool:
    """Whether levels are numbers, or quintiles of numbers, in a row."""
    first = labels.astype(str).str.split(" ").str[0]
    return bool(len(labels) > 1 and pd.to_numeric(first, errors="coerce").notna().all())


def arm_differences(rows: pd.DataFrame, outcomes: Sequence[Document], reference: str, language: str) -> Figure:
    """Each arm's difference from the first, one panel an outcome; an interval that leaves zero out is drawn full.

    `rows`: differences over all backgrounds, of arms.
    """
    arms = [str(name) for name in pd.unique(rows["level"])]
    folded = sum(fold(arm, 34).count("\n") + 1 for arm in arms)
    height = 1.3 + len(outcomes) * (0.6 + 0.18 * len(arms) + 0.16 * folded)
    title = _("Differences from {reference}", language).format(reference=reference)
    subtitle = _("Dot: mean of the paired difference, bar: its 95 % interval; hollow: the interval holds zero.", language)
    figure = new_figure(8.6, height, title, subtitle)
    panels = figure.subplots(len(outcomes), 1, squeeze=False)[:, 0]
    for axes, outcome in zip(panels, outcomes, strict=True):
        by_arm = rows[rows["outcome"] == outcome["name"]].set_index("level").reindex(arms)
        times = scale(outcome["unit"])
        mean, low, high = (by_arm[name].to_numpy(dtype=float) * times for name in ("mean", "ci_low", "ci_high"))
        for place in range(len(arms)):
            clear = low[place] > 0 or high[place] < 0
            colour = (BLUE if mean[place] > 0 else RED) if clear else GREY
            if np.isfinite(low[place]):
                axes.plot([low[place], high[place]], [place, place], color=colour, linewidth=2.2)
            axes.plot(mean[place], place, "o", color=colour, markerfacecolor=colour if clear else "white", markersize=7)
        axes.axvline(0, color=BLACK, linewidth=0.8)
        axes.set_yticks(range(len(arms)), [fold(arm, 34) for arm in arms], fontsize=8)
        axes.set_ylim(len(arms) - 0.5, -0.5)
        axes.set_title(fold(outcome[language], 62), loc="left", fontsize=9)
        axes.set_xlabel(_unit(outcome, language, difference=True), fontsize=8)
        plain(axes, "x")
    return figure


def heat_map(table: pd.DataFrame, outcome: Document, titles: tuple[str, str], language: str) -> Figure:
    """Two factors at once: means of an outcome, every cell with its number. `titles`: of the axes, x and y."""
    times = scale(outcome["unit"])
    values = table.to_numpy(dtype=float) * times
    width, height = max(5.2, 1.0 * values.shape[1] + 3.0), max(3.2, 0.55 * values.shape[0] + 2.2)
    subtitle = _("Mean over all else, {unit}.", language).format(unit=_unit(outcome, language))
    figure = new_figure(width, height, fold(outcome[language], int(width * 9)).split("\n")[0], subtitle)
    axes = figure.subplots()
    shown = axes.imshow(values, cmap="cividis", aspect="auto", origin="lower")
    middle = np.nanmean([np.nanmin(values), np.nanmax(values)])
    digits = 0 if np.nanmax(np.abs(values)) >= 100 else 1 if np.nanmax(np.abs(values)) >= 10 else 2
    for (row, column), value in np.ndenumerate(values):
        if np.isfinite(value):
            colour = "white" if value < middle else "black"
            axes.text(column, row, fixed(value, digits), ha="center", va="center", fontsize=8.5, color=colour)
    axes.set_xticks(range(values.shape[1]), [fold(str(label), 12) for label in table.columns], fontsize=8)
    axes.set_yticks(range(values.shape[0]), [fold(str(label), 14) for label in table.index], fontsize=8)
    axes.set_xlabel(fold(titles[0], 60), fontsize=9)
    axes.set_ylabel(fold(titles[1], 32), fontsize=9)
    figure.colorbar(shown, ax=axes, label=_unit(outcome, language))
    return figure


def scale(unit: str) -> float:
    """Shares are drawn in per cent.

    >>> scale("share"), scale("US$")
    (100.0, 1.0)
    """
    return 100.0 if unit in ("share", "0 or 1") else 1.0


def _unit(outcome: Document, language: str, difference: bool = False) -> str:
    if outcome["unit"] in ("share", "0 or 1"):
        return _("points", language) if difference else "%"
    return _(outcome["unit"], language)


def _axis(outcome: Document, language: str) -> str:
    return f"{fold(outcome[language], 44)} ({_unit(outcome, language)})"
