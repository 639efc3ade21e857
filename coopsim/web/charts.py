"""The charts of a run, described: the same for the page, for its files and for pictures."""

from __future__ import annotations

import numpy as np

from coopsim.language import text as _
from coopsim.report.charts.described import Chart, Series, values_of
from coopsim.web.live import Path
from coopsim.web.story.figures import ticks, times


def explore_charts(current: Path, baseline: Path | None, language: str, without: str = "") -> tuple[Chart, Chart]:
    """The two big charts: prices, and the share of members' coffee that goes through the cooperative.

    `without`: what the baseline is, in words; if not given, the run before the reader's changes.
    """
    prices = _chart(
        _("Prices", language),
        _("US$ of 2025 per qq", language),
        current,
        baseline,
        [
            ("world_price_usd_per_qq", _("world price", language), "ink", "dotted", "square"),
            ("farm_gate_price_usd_per_qq", _("trader, today", language), "red", "dashdot", "triangle"),
            ("advance_usd_per_qq", _("advance, today", language), "blue", "solid", ""),
            ("promised_usd_per_qq", _("cooperative, total", language), "blue", "dotted", "diamond"),
        ],
        language,
        without=without,
    )
    delivery = _chart(
        _("Members' coffee sold through the cooperative", language),
        _("% of the last 12 months", language),
        current,
        baseline,
        [("delivered_share_of_year", _("cooperative", language), "blue", "solid", "")],
        language,
        share=True,
        without=without,
    )
    return prices, delivery


def chain_charts(current: Path, baseline: Path | None, language: str, without: str = "") -> list[Chart]:
    """Price gap -> delivery -> unit cost -> the cooperative's price, and round again."""

    def one(title: str, unit: str, column: str, share: bool = False) -> Chart:
        return _chart(
            title, unit, current, baseline, [(column, _("now", language), "blue", "solid", "")], language, share, without
        )

    dollars = _("US$ of 2025 per qq", language)
    return [
        one(_("1 Price gap: trader above the advance", language), dollars, "price_gap_usd_per_qq"),
        one(_("2 Delivery of members", language), _("% of the last 12 months", language), "delivered_share_of_year", True),
        one(_("3 Cost of the cooperative for each quintal", language), dollars, "unit_cost_usd_per_qq"),
        one(_("4 Price that the cooperative promises", language), dollars, "promised_usd_per_qq"),
    ]


def column_of(path: Path, name: str) -> np.ndarray:
    """A column of the run, or one made of two of them; the share of coffee ends where the cooperative does."""
    if name == "price_gap_usd_per_qq":
        return path.months["farm_gate_price_usd_per_qq"] - path.months["advance_usd_per_qq"]
    if name == "delivered_share_of_year":  # of twelve months: it would go on for a year
        return np.where(path.months["alive"] > 0, path.months[name], np.nan)
    return path.months[name]


def in_words(path: Path, language: str, dated: bool | None = None) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """Each month in words, and the years on the axis: those of the calendar only where the prices are real."""
    years = tuple((tick["month"], tick["text"]) for tick in ticks(path, language, dated))
    return tuple(times(path, language, dated)), years


def _chart(
    title: str,
    unit: str,
    current: Path,
    baseline: Path | None,
    lines: list[tuple[str, str, str, str, str]],
    language: str,
    share: bool = False,
    without: str = "",
) -> Chart:
    series = []
    without = without or _("before the changes", language)
    if baseline is not None:
        for column, name, _colour, _dash, marker in lines:
            values = values_of(column_of(baseline, column))[: current.length]
            if values != values_of(column_of(current, column)):
                values += (None,) * (current.length - len(values))
                named = f"{name}, {without}" if len(lines) > 1 else without
                series.append(Series(named, f"{column}_baseline", values, "grey", "dashed", marker, 1.6, True))
    for column, name, colour, dash, marker in lines:
        width = 2.6 if colour == "blue" else 1.8
        series.append(Series(name, column, values_of(column_of(current, column)), colour, dash, marker, width))  # type: ignore[arg-type]
    lowest, highest = (0.0, 1.0) if share else (None, None)
    return Chart(
        title, unit, current.dates, tuple(series), share, lowest, highest, _("month", language), *in_words(current, language)
    )
