"""Boxes of a sweep: the points that did not make them, cases and others, and the limits of two factors at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, RED, fold, new_figure, plain
from coopsim.report.numbers import per_cent
from coopsim.report.sweep_words import factor_axis
from coopsim.sweeps.discovery import Discovery

MOST_PANELS = 6
NOT_FACTORS = ("arm", "is_case", "is_held_back")


def discovery(discovered: Discovery, language: str) -> Figure:
    """A panel for each box of PRIM, else of CART; where there is none, the points over the first two factors."""
    boxes = discovered.boxes[discovered.boxes["method"] == ("PRIM" if (discovered.boxes["method"] == "PRIM").any() else "CART")]
    panels = [(str(arm), int(str(number)), box) for (arm, number), box in boxes.groupby(["arm", "box"], sort=False)]
    panels = panels[:MOST_PANELS] or [(str(discovered.searches["arm"].iloc[0]), 0, boxes)]
    subtitle = _(
        "Points that did not make the box. Red dots: {where}; blue crosses: not so. Line: the limits of the box; faint: "
        "outside another limit of it.",
        language,
    )
    title = _("Within which limits: {where}", language).format(where=discovered.where)
    across = min(3, len(panels))
    figure = new_figure(4.2 * across + 0.6, 3.9 * -(-len(panels) // across) + 0.8, title, subtitle.format(where=discovered.where))
    grid = figure.subplots(-(-len(panels) // across), across, squeeze=False).ravel()
    for axes, (arm, number, box) in zip(grid, panels, strict=False):
        _panel(axes, discovered.points[(discovered.points["arm"] == arm) & discovered.points["is_held_back"]], box, language)
        if number:
            worth = _("box {number}: {density} such, {coverage} of all", language).format(
                number=number, density=per_cent(box["tested_density"].iloc[0]), coverage=per_cent(box["tested_coverage"].iloc[0])
            )
            axes.set_title(f"{arm}: {worth}" if arm else worth, loc="left", fontsize=9)
    for axes in grid[len(panels) :]:
        axes.set_visible(False)
    return figure


def _panel(axes: Axes, points: pd.DataFrame, box: pd.DataFrame, language: str) -> None:
    factors = [str(name) for name in points.columns if name not in NOT_FACTORS]
    shown = list(dict.fromkeys([*box["factor"], *factors]))[:2]
    places: list[tuple[Any, list[str]]] = [_places(points[name]) for name in shown]
    places += [(np.zeros(len(points)), [])] * (2 - len(shown))
    case = points["is_case"].to_numpy(dtype=bool)
    others = _holds(points, box[~box["factor"].isin(shown)])
    for of, colour, marker in ((~case, BLUE, "x"), (case, RED, "o")):
        for rows, alpha in ((of & ~others, 0.2), (of & others, 0.8)):
            axes.plot(places[0][0][rows], places[1][0][rows], marker, color=colour, markersize=4, alpha=alpha, linestyle="")
    wholes = axes.get_xlim(), axes.get_ylim()
    ends = [_ends(box[box["factor"] == name], places[place][1], wholes[place]) for place, name in enumerate(shown)]
    (left, right), (low, high) = (*ends, *wholes[len(ends) :])
    if len(box):
        axes.add_patch(Rectangle((left, low), right - left, high - low, fill=False, edgecolor=BLACK, linewidth=1.6))
    for place, name in enumerate(shown):
        axis, levels = (axes.yaxis if place else axes.xaxis), places[place][1]
        axis.set_label_text(fold(factor_axis(name, language), 40), fontsize=8.5)
        if levels:
            axis.set_ticks(range(len(levels)), [fold(level, 12) for level in levels])
    if len(shown) < 2:
        axes.set_yticks([])
    plain(axes)


def _holds(points: pd.DataFrame, limits: pd.DataFrame) -> Any:
    """Which points lie within these limits."""
    inside = np.ones(len(points), dtype=bool)
    for limit in limits.to_dict("records"):
        values = points[limit["factor"]]
        of_level = limit["level"]
        numbers = values.to_numpy(dtype=float) if pd.isna(of_level) else (values.astype(str) == of_level).to_numpy(dtype=float)
        inside &= ~(numbers < limit["low"]) & ~(numbers > limit["high"])
    return inside


def _places(values: pd.Series) -> tuple[Any, list[str]]:
    """Where values lie on an axis, and the levels of a factor of names, which are spread a little so that points show."""
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return values.to_numpy(dtype=float), []
    levels = sorted(map(str, pd.unique(values)))
    spread = np.random.default_rng(0).uniform(-0.3, 0.3, len(values))
    return values.astype(str).map(levels.index).to_numpy(dtype=float) + spread, levels


def _ends(limits: pd.DataFrame, levels: list[str], whole: tuple[float, float]) -> tuple[float, float]:
    """From where to where a box reaches along an axis; of names round the first and the last that it lets in."""
    if not levels:
        low, high = (limits[end].dropna() for end in ("low", "high"))
        return (float(low.iloc[0]) if len(low) else whole[0]), (float(high.iloc[0]) if len(high) else whole[1])
    so = set(limits.loc[limits["low"] == 1.0, "level"])
    inside = [place for place, level in enumerate(levels) if (level in so if so else level not in set(limits["level"]))]
    return (min(inside) - 0.45, max(inside) + 0.45) if inside else whole
