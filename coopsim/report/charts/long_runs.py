"""Long runs: a panel for each of five measures, a line for each path of the world price."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import LINES, new_figure, plain

PANELS = {
    "members": "Members",
    "district_area_ha": "Coffee area of the district (ha)",
    "delivered_qq": "Delivered to the cooperative (qq)",
    "months_without_cash": "Months without cash a year",
    "alive": "Cooperatives left (%)",
}


def long_runs(table: pd.DataFrame, language: str | None = None) -> Figure:
    """`table`: columns path, season and one for each panel. A dash says the same as the colour."""
    language = language or current()
    title = _("Thirty-six harvests under six world prices", language)
    figure = new_figure(
        9, 9.5, title, _("Means of all runs; a level of the price begins with the second harvest and stays.", language)
    )
    panels = figure.subplots(3, 2, sharex=True).ravel()
    for axes, (column, label) in zip(panels, PANELS.items(), strict=False):
        for (path, part), (color, dash) in zip(table.groupby("path", sort=False), LINES, strict=False):
            name = _("1990 to 2026", language) if path == "history" else f"{path} US$/qq"
            axes.plot(part["season"] + 1, part[column], color=color, linestyle=dash, linewidth=1.6, label=name)
        axes.set_title(_(label, language), fontsize=9.5, loc="left")
        axes.set_ylim(bottom=0)
        plain(axes, "y")
    panels[4].yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    for axes in panels[3:5]:
        axes.set_xlabel(_("Harvest", language))
    panels[3].tick_params(labelbottom=True)
    panels[5].axis("off")
    panels[5].legend(*panels[0].get_legend_handles_labels(), loc="center left", frameon=False, title=_("World price", language))
    return figure
