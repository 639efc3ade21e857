"""One chart, described as data: what the pages draw live and what matplotlib exports are the same description."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.ticker import PercentFormatter

from coopsim.report.charts.figure import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, RED, new_figure, plain

Colour = Literal["ink", "blue", "red", "green", "purple", "orange", "grey"]
COLOURS: dict[str, str] = {
    "ink": BLACK, "blue": BLUE, "red": RED, "green": GREEN, "purple": PURPLE, "orange": ORANGE, "grey": GREY,
}  # fmt: skip
DASHES: dict[str, Any] = {"solid": "-", "dashed": (0, (6, 4)), "dotted": (0, (1.5, 3)), "dashdot": (0, (7, 3, 1.5, 3))}
MARKERS: dict[str, str] = {"": "", "circle": "o", "square": "s", "triangle": "^", "diamond": "D"}


@dataclass(frozen=True)
class Series:
    """One line: its name in the chosen language, its values (None where there is none), how it differs from the others.

    `dash` and `marker` say what colour says, for whoever sees no colours. `column` names the values in a file, with the unit.
    """

    name: str
    column: str
    values: tuple[float | None, ...]
    colour: Colour = "blue"
    dash: str = "solid"
    marker: str = ""
    width: float = 2.0
    baseline: bool = False
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart over time. `dates` are `YYYY-MM`; `unit` is written on the axis; `percent` shows shares as per cent.

    `times` are the same months in words and `ticks` what stands on the axis, as (month, text); without them the dates do.
    `mark` is where something begins, between two months, and what.

    >>> chart = Chart("Delivery", "share", ("2020-04", "2020-05"), (Series("now", "delivery_share", (0.5, None)),), percent=True)
    >>> chart.as_data()["series"][0]["values"]
    [0.5, None]
    """

    title: str
    unit: str
    dates: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False
    lowest: float | None = None
    highest: float | None = None
    time: str = ""
    times: tuple[str, ...] = ()
    ticks: tuple[tuple[int, str], ...] = ()
    mark: tuple[float, str] | None = None

    def as_data(self) -> dict[str, Any]:
        """Plain data for a page, with the ends of the axis worked out once, so that it does not jump while time goes on."""
        low, high = self.ends()
        data = asdict(self) | {"low": low, "high": high, "dates": list(self.dates)}
        data["series"] = [
            asdict(one) | {"values": [_short(value) for value in one.values], "low": [_short(v) for v in one.low],
                           "high": [_short(v) for v in one.high]}
            for one in self.series
        ]  # fmt: skip
        return data

    def ends(self) -> tuple[float, float]:
        """The lowest and highest value of the axis."""
        shown_values = [value for one in self.series for value in (*one.values, *one.low, *one.high) if value is not None]
        low = self.lowest if self.lowest is not None else min(shown_values, default=0.0)
        high = self.highest if self.highest is not None else max(shown_values, default=1.0)
        return (low, high) if high > low else (low - 1.0, high + 1.0)

    def shown(self, months: int | None) -> Chart:
        """The same chart of the first `months` months only; the rest of each line is still to come."""
        if months is None or months >= len(self.dates):
            return self
        hidden = len(self.dates) - months

        def cut(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
            return values[:months] + (None,) * hidden if values else ()

        lines = tuple(
            Series(**{**asdict(one), "values": cut(one.values), "low": cut(one.low), "high": cut(one.high)})
            for one in self.series
        )
        low, high = self.ends()
        return Chart(
            self.title, self.unit, self.dates, lines, self.percent, low, high, self.time, self.times, self.ticks, self.mark
        )


def values_of(column: Any) -> tuple[float | None, ...]:
    """A column as a chart takes it: plain numbers, None where there is none.

    >>> values_of(np.array([1.0, np.nan]))
    (1.0, None)
    """
    return tuple(None if np.isnan(value) else float(value) for value in np.asarray(column, dtype=float))


def picture(charts: Sequence[Chart], title: str, stamp: str, kind: str = "png") -> bytes:
    """The charts side by side as a PNG or SVG file; `stamp` says of which run they are."""
    figure = new_figure(5.6 * len(charts), 4.6, title, stamp)
    for axes, chart in zip(np.atleast_1d(figure.subplots(1, len(charts))), charts, strict=True):
        x = np.arange(len(chart.dates))
        every = max(1, len(chart.dates) // 12)
        for one in chart.series:
            y = np.array([np.nan if value is None else value for value in one.values])
            if one.low:
                under, over = (np.array([np.nan if value is None else value for value in side]) for side in (one.low, one.high))
                axes.fill_between(x, under, over, color=COLOURS[one.colour], alpha=0.15, linewidth=0)
            axes.plot(x, y, color=COLOURS[one.colour], linestyle=DASHES[one.dash], linewidth=one.width * 0.8, label=one.name,
                      marker=MARKERS[one.marker] or None, markevery=every, markersize=4)  # fmt: skip
        low, high = chart.ends()
        room = 0.04 * (high - low)
        axes.set(ylim=(low - room, high + room), xlim=(0, max(1, len(x) - 1)))
        axes.set_title(chart.title, loc="left", fontsize=9.5)
        axes.set_ylabel(chart.unit, fontsize=9)
        if chart.percent:
            axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
        every = max(1, round(len(x) / 60))
        years = chart.ticks or [(month, chart.dates[month][:4]) for month in range(0, len(x), 12)]
        axes.set_xticks(*zip(*years[::every], strict=True))
        plain(axes, "y")
        axes.legend(frameon=False, fontsize=7.8, loc="best")
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=140, metadata={"Date": None} if kind == "svg" else {"Software": None})
    return out.getvalue()


def _short(value: float | None) -> float | None:
    """Six figures are more than a screen can show; files carry all of them."""
    return None if value is None else float(f"{value:.6g}")
