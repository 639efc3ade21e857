"""Delivery against the price gap, one curve for each theory of the farmer."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, GREY, LINES, SKY, new_figure, plain

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
STYLES = [*LINES, (SKY, "-"), (GREY, "--")]


def theory_curves(curves: pd.DataFrame, language: str | None = None) -> Figure:
    """`curves`: columns rule, en, es, price_gap_share, offered_share. A marker and a dash say the same as the colour."""
    language = language or current()
    title = _("What members deliver when the trader pays more or less", language)
    subtitle = _("Each rule alone, the same households; every gap stands until habits have settled.", language)
    figure = new_figure(9, 5.2, title, subtitle)
    axes = figure.subplots()
    for number, (_rule, part) in enumerate(curves.groupby("rule", sort=False)):
        color, dash = STYLES[number % len(STYLES)]
        axes.plot(
            part["price_gap_share"],
            part["offered_share"],
            color=color,
            linestyle=dash,
            marker=MARKERS[number % len(MARKERS)],
            markevery=(number % 4, 4),
            markeredgecolor=BLACK,
            markeredgewidth=0.5,
            linewidth=1.8,
            label=str(part[language].iloc[0]),
        )
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set(ylim=(-0.02, 1.02))
    axes.set_xlabel(_("Trader's price above the cooperative's total (% of that total)", language))
    axes.set_ylabel(_("Members' coffee offered to the cooperative (%)", language))
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    plain(axes, "y")
    axes.legend(fontsize=8.5, frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figure
