"""The figures of prices and of one run. `months` has the columns of months.parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, GREY, LINES, ORANGE, SKY, new_figure, plain
from coopsim.runs.summary import places_in

Document = Mapping[str, Any]


def price_history(
    prices: pd.DataFrame, listed: Sequence[Document] = (), language: str | None = None, reference_months: int = 36
) -> Figure:
    """The real price month by month, its trailing mean, and the booms and slumps shaded.

    `prices`: columns date and price_usd_per_qq (real US$ of 2025). `listed`: the episodes of the verdict.
    """
    language = language or current()
    date, price = pd.to_datetime(prices["date"]), prices["price_usd_per_qq"].astype(float)
    title = _("The world price of coffee, with its booms and slumps", language)
    subtitle = _("{n} months, {first} to {last}; one history, so every episode counts once.", language).format(
        n=len(prices), first=f"{date.iloc[0]:%Y-%m}", last=f"{date.iloc[-1]:%Y-%m}"
    )
    figure = new_figure(10, 4.2, title, subtitle)
    axes = figure.subplots()
    axes.plot(date, price, color=BLACK, linewidth=1.2, label=_("world price", language))
    axes.plot(
        date,
        price.rolling(reference_months).mean(),
        color=GREY,
        linewidth=1.1,
        linestyle="--",
        label=_("mean of the {n} months before", language).format(n=reference_months),
    )
    top = float(price.max()) * 1.28
    for dot in listed:
        boom = dot["kind"] == "boom"
        start: Any = pd.Timestamp(str(dot["from"]))
        end: Any = pd.Timestamp(str(dot["to"])) + pd.offsets.MonthEnd(0)
        axes.axvspan(
            start,
            end,
            facecolor=SKY if boom else ORANGE,
            alpha=0.35,
            hatch=None if boom else "///",
            edgecolor="white",
            linewidth=0,
        )
        axes.text(start + (end - start) / 2, top * 0.985, str(dot["name"]), rotation=90, ha="center", va="top", fontsize=7.5)
    axes.fill_between([], [], [], color=SKY, alpha=0.35, label=_("boom", language))
    axes.fill_between([], [], [], facecolor=ORANGE, alpha=0.35, hatch="///", edgecolor="white", label=_("slump", language))
    axes.set(ylim=(0, top), xlim=(date.iloc[0], date.iloc[-1]))
    axes.set_ylabel(_("US$ of 2025 per qq", language), fontsize=9)
    plain(axes, "y")
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=8.5)
    return figure


def run_overview(months: pd.DataFrame, language: str | None = None, arm: str = "base", name: str = "") -> Figure:
    """One run: prices and deliveries above, the cooperative's money below. `months`: columns of months.parquet.

    Lines are medians over replicates, the band holds 80 % of them.
    """
    language = language or current()
    table = months[months["arm"] == arm] if "arm" in months else months
    single, of_several = places_in(table)
    ids = single or of_several  # of many cooperatives there are the region and its districts
    n = table["replicate"].nunique()
    title = _("The run of {name}", language).format(name=name) if name else _("One scenario, month by month", language)
    subtitle = (
        _("{n} replicates of one scenario and one price path; line: median, band: the middle 80 %.", language).format(n=n)
        if n > 1
        else _("One replicate.", language)
    )
    figure = new_figure(11, 6.4, title, subtitle)
    grid = figure.add_gridspec(2, 2)
    prices, deliveries, money = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, :])
    first = table[table["cooperative"].astype(str) == ids[0]] if ids else table
    _lines(
        prices,
        first,
        {
            "world_price_usd_per_qq": _("world price", language),
            "farm_gate_price_usd_per_qq": _("trader's cash price", language),
            "advance_usd_per_qq": _("cooperative's advance", language),
            "promised_usd_per_qq": _("cooperative's promised total", language),
        },
        positive=True,
    )
    prices.set_ylabel(_("US$ of 2025 per qq", language), fontsize=9)
    prices.set_title(_("Prices", language), loc="left", fontsize=9.5)
    for place, id in enumerate(ids[: len(LINES)]):
        _band(deliveries, _season_share(table[table["cooperative"].astype(str) == id]), id, place)
    deliveries.set_ylim(-0.02, 1.02)
    deliveries.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    deliveries.set_ylabel(_("share of the harvest", language), fontsize=9)
    deliveries.set_title(_("Delivered to the cooperative, by harvest year", language), loc="left", fontsize=9.5)
    if single:
        _money(money, first, language, ids)
    else:
        _open(money, table, language, ids)
    for axes in (prices, deliveries, money):
        plain(axes, "y")
        axes.margins(x=0.01)
        if axes.get_legend_handles_labels()[1]:
            axes.legend(frameon=False, fontsize=7.8, loc="best")
    return figure


def _money(axes: Axes, table: pd.DataFrame, language: str, ids: Sequence[str]) -> None:
    """Cash, debt and dues of one cooperative."""
    _lines(
        axes,
        table,
        {
            "cash_usd": _("cash", language),
            "debt_usd": _("debt to the lender", language),
            "owed_to_farmers_usd": _("owed to farmers", language),
        },
        divide=1000,
    )
    axes.axhline(0, color=BLACK, linewidth=0.8)
    axes.set_ylabel(_("thousand US$ of 2025", language), fontsize=9)
    title = _("The cooperative's money", language) + (f" ({ids[0]})" if len(ids) > 1 else "")
    axes.set_title(title, loc="left", fontsize=9.5)


def _open(axes: Axes, table: pd.DataFrame, language: str, ids: Sequence[str]) -> None:
    """What share of the cooperatives of the region, and of its districts, is open: their money is not added up."""
    for place, name in enumerate(ids[: len(LINES)]):
        of_name = table[table["cooperative"].astype(str) == name]
        _band(axes, of_name.assign(value=of_name["alive"].astype(float)), name, place)
    axes.set_ylim(-0.02, 1.02)
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
    axes.set_ylabel(_("share of the cooperatives", language), fontsize=9)
    axes.set_title(_("Cooperatives that are open", language), loc="left", fontsize=9.5)


def _season_share(table: pd.DataFrame) -> pd.DataFrame:
    """Delivered over harvested by season, dated at the season's first month: out of harvest a monthly share says nothing."""
    sums = table.groupby(["replicate", "season"], observed=True).agg(
        date=("date", "min"), delivered=("delivered_qq", "sum"), harvest=("harvest_qq", "sum")
    )
    sums["value"] = sums["delivered"] / sums["harvest"].where(sums["harvest"] > 0)
    return sums.reset_index()


def _lines(axes: Axes, table: pd.DataFrame, columns: Mapping[str, str], divide: float = 1.0, positive: bool = False) -> None:
    for place, (column, label) in enumerate(columns.items()):
        if column in table:
            value = table[column].astype(float) / divide
            _band(axes, table.assign(value=value.where(value > 0) if positive else value), label, place)


def _band(axes: Axes, table: pd.DataFrame, label: str, place: int) -> None:
    colour, dash = LINES[place % len(LINES)]
    by_date = table.assign(date=pd.to_datetime(table["date"])).groupby("date", observed=True)["value"]
    low, middle, high = (by_date.quantile(share) for share in (0.1, 0.5, 0.9))
    if not len(middle):
        return
    if (high - low).max() > 0:
        axes.fill_between(middle.index, low, high, color=colour, alpha=0.13, linewidth=0)
    axes.plot(middle.index, middle, color=colour, linestyle=dash, linewidth=1.5, label=label)
