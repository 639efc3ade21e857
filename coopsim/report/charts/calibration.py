"""A calibration: the share delivered in every period with what was predicted, and the interval of each number estimated."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from coopsim.calibration.calibrate import Calibration
from coopsim.language import text as _
from coopsim.report.calibration_words import unit_words, unknown_words
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, fold, new_figure, plain
from coopsim.report.numbers import rounded

MOST_NAMES = 12


def calibration(fitted: Calibration, language: str) -> Figure:
    """Above the fit by period, below a panel for each number: its draws, even beforehand over the whole width."""
    subtitle = _(
        "Black dots: share delivered by the ledger. Blue line and band: predicted, and where 90 % of drawn futures lie; red "
        "squares: periods that were held back, predicted by a fit without them. Below: draws of each number over the range "
        "allowed, before the ledger all alike likely; line: the 90 % interval.",
        language,
    )
    title = _("Fit to {file}", language).format(file=fitted.ledger.file.name)
    figure = new_figure(9.0, 6.4, title, subtitle)
    grid = figure.add_gridspec(2, len(fitted.table), height_ratios=[1.7, 1.0])
    _fit(figure.add_subplot(grid[0, :]), fitted, language)
    for number, name in enumerate(fitted.table["parameter"]):
        _draws(figure.add_subplot(grid[1, number]), fitted, str(name), language)
    return figure


def _fit(axes: Axes, fitted: Calibration, language: str) -> None:
    fit, places = fitted.fit, np.arange(len(fitted.fit))
    axes.fill_between(places, fit["predicted_low"], fit["predicted_high"], color=BLUE, alpha=0.18, linewidth=0, step="mid")
    axes.plot(places, fit["predicted_share"], color=BLUE, linewidth=1.5, drawstyle="steps-mid")
    back = fit["held_back"].to_numpy()
    axes.plot(places[~back], fit["delivered_share"][~back], "o", color=BLACK, markersize=4)
    axes.plot(places[back], fit["delivered_share"][back], "s", color=RED, markersize=5)
    every = max(1, -(-len(fit) // MOST_NAMES))
    axes.set_xticks(places[::every], fit["period"][::every])
    axes.set_ylim(0, 1.02)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set_ylabel(_("share of the harvest delivered", language), fontsize=8.5)
    plain(axes, "y")


def _draws(axes: Axes, fitted: Calibration, name: str, language: str) -> None:
    row = next(row for row in fitted.table.to_dict("records") if row["parameter"] == name)
    ends = (row["allowed_low"], row["allowed_high"])
    axes.hist(fitted.draws[name], bins=40, range=ends, color=GREY, alpha=0.55)
    top = axes.get_ylim()[1]
    axes.plot([row["low"], row["high"]], [-0.05 * top] * 2, color=BLUE, linewidth=3, solid_capstyle="butt", clip_on=False)
    axes.plot([row["median"]], [-0.05 * top], "o", color=BLACK, markersize=4, clip_on=False)
    axes.set_title(fold(unknown_words(name, language), 22), loc="left", fontsize=8)
    axes.set_xlabel(f"{rounded(row['median'])} {unit_words(name, language)}", fontsize=8)
    axes.set_yticks([])
    plain(axes)
