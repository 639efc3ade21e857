"""Indices of sensitivity of one outcome: a line a factor, a mark an index, with its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from coopsim.language import text as _
from coopsim.report.charts.figure import BLUE, RED, fold, new_figure, plain
from coopsim.report.sweep_words import factor_words

MARKS = ((BLUE, "o", -0.12), (RED, "s", 0.12))


def sensitivity(indices: pd.DataFrame, method: str, language: str) -> Figure:
    """One outcome's indices, the factor with the largest on top. `indices`: rows of `Sensitivity.table` of that outcome."""
    arms, order = list(dict.fromkeys(indices["arm"])), list(dict.fromkeys(indices["index"]))
    last = indices[indices["index"] == order[-1]].groupby("factor")["value"].max().sort_values()
    places = {factor: place for place, factor in enumerate(last.index)}
    title = f"{method}: {indices['outcome'].iloc[0]}"
    figure = new_figure(7.5, 1.4 + 0.45 * len(places) * len(arms), title, _("Bar: 95 % interval.", language))
    grid = figure.subplots(len(arms), 1, squeeze=False, sharex=True)
    for axes, arm in zip(grid[:, 0], arms, strict=True):
        for index, (color, marker, shift) in zip(order, MARKS, strict=False):
            rows = indices[(indices["arm"] == arm) & (indices["index"] == index)]
            at = rows["factor"].map(places).to_numpy(dtype=float) + shift
            value, low, high = (rows[name].to_numpy(dtype=float) for name in ("value", "ci_low", "ci_high"))
            reach = np.nan_to_num(np.stack([value - low, high - value]).clip(min=0))
            axes.errorbar(value, at, xerr=reach, fmt=marker, color=color, markersize=5, capsize=3, linewidth=1.2, label=index)
        axes.set_yticks(list(places.values()), [fold(factor_words(factor, language), 30) for factor in places])
        axes.axvline(0.0, color="#bbbbbb", linewidth=0.8)
        axes.set_title(arm, fontsize=9, loc="left")
        plain(axes, "x")
    grid[0, 0].legend(fontsize=8.5, frameon=False)
    return figure
