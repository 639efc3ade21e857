"""The figure of likeness: what is left of the range of each parameter when worlds must look like the field."""

from __future__ import annotations

from math import log

from matplotlib.figure import Figure

from coopsim.claim.criteria import criteria
from coopsim.claim.criteria.draws import Drawn
from coopsim.claim.documents import Narrowed, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, fold, new_figure, plain
from coopsim.report.claim_text.details_sure import MOST, drawn_label
from coopsim.report.numbers import rounded


def matched_ranges(verdict: Verdict, language: str | None = None) -> Figure:
    """A row for each of the most narrowed parameters: its range, the middle half before, the middle half that is left."""
    language = language or current()
    entries = () if verdict.matching is None else verdict.matching.narrowed
    most = sorted((one for one in entries if one.quartile_low is not None), key=lambda one: -(one.narrowed or 0.0))[:MOST]
    title = _("What likeness to the field leaves of each range", language)
    subtitle = _(
        "Thin line: the declared range. Hollow: the middle half of what was drawn. Blue: the middle half of what is left, and "
        "its median.",
        language,
    )
    figure = new_figure(8.6, 1.3 + 0.42 * max(len(most), 1), title, subtitle)
    axes = figure.subplots()
    declared = {drawn.column: drawn for drawn in criteria().frozen.declared}
    for row, one in enumerate(most):
        drawn = declared.get(one.name)
        axes.plot([0, 1], [row, row], color=GREY, linewidth=1)
        if drawn is not None and drawn.low is not None:
            first, last = (_within(one, float(value), drawn) for value in drawn.value([0.25, 0.75]))
            axes.barh(row, last - first, left=first, height=0.56, facecolor="none", edgecolor=GREY, linewidth=1)
        low, middle, high = (_within(one, value, drawn) for value in (one.quartile_low, one.median, one.quartile_high))
        axes.barh(row, high - low, left=low, height=0.32, color=BLUE)
        axes.plot([middle], [row], marker="D", color=BLACK, markersize=5)
        axes.text(-0.01, row, rounded(one.low), ha="right", va="center", fontsize=8, color=GREY)
        axes.text(1.01, row, rounded(one.high), ha="left", va="center", fontsize=8, color=GREY)
    axes.set_yticks(range(len(most)), [fold(drawn_label(one.name, language), 34) for one in most])
    axes.set(xlim=(-0.12, 1.12), ylim=(max(len(most), 1) - 0.45, -0.55), xticks=[])
    axes.set_ylabel("")
    plain(axes)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(axis="y", length=0, labelsize=9)
    return figure


def _within(one: Narrowed, value: float | None, drawn: Drawn | None) -> float:
    """Where a value lies in its range: 0 at its lower end, 1 at its upper; by its logarithm where that is what is drawn."""
    if value is None or one.high <= one.low:
        return 0.0
    if drawn is not None and drawn.scale == "log" and one.low > 0:
        return log(value / one.low) / log(one.high / one.low)
    return (value - one.low) / (one.high - one.low)
