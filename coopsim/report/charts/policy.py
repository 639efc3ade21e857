"""Policies in futures that the search did not see: two objectives at a time, with the robust choice."""

from __future__ import annotations

from itertools import combinations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, fold, new_figure, plain
from coopsim.report.charts.sweep import scale
from coopsim.report.policy_words import title_of
from coopsim.runs.indicators import indicator
from coopsim.sweeps.policy.judged import AS_IT_IS
from coopsim.sweeps.policy.policy import Policy

MARKERS = {"regret": "*", "floor": "D"}


def policy(result: Policy, language: str) -> Figure:
    """A panel for each pair of objectives; of a single one, it against the largest regret."""
    objectives = list(result.design.objectives)
    pairs = list(combinations(objectives, 2)) or [(objectives[0], "regret")]
    across = min(3, len(pairs))
    down = -(-len(pairs) // across)
    subtitle = _(
        "Means over {futures} futures that the search did not see. Full dots: the front; hollow: not on it; square: the scenario "
        "as it is; star: least regret; diamond: most often above the floor.",
        language,
    ).format(futures=result.design.held_out)
    figure = new_figure(4.4 * across + 0.6, 3.8 * down + 1.1, _("Policies and what they come to", language), subtitle)
    grid = figure.subplots(down, across, squeeze=False).ravel()
    for axes, (one, other) in zip(grid, pairs, strict=False):
        _panel(axes, result, one, other)
        axes.set_xlabel(fold(_axis(one, language), 44), fontsize=8.5)
        axes.set_ylabel(fold(_axis(other, language), 40), fontsize=8.5)
    for axes in grid[len(pairs) :]:
        axes.set_visible(False)
    return figure


def _panel(axes: Axes, result: Policy, one: str, other: str) -> None:
    at = result.policies.set_index("policy")
    x, y = at[one] * scale(indicator(one).unit), at[other] * scale(indicator(other).unit)
    for number in at.index:
        is_on_front = bool(at.loc[number, "is_on_front"])
        marker = "s" if number == AS_IT_IS else "o"
        colour = BLACK if number == AS_IT_IS else BLUE if is_on_front else GREY
        axes.plot(x[number], y[number], marker, color=colour, markerfacecolor=colour if is_on_front else "white", markersize=6)
    for why, number in result.choices.items():
        size = 15 if why == "regret" else 11
        axes.plot(x[number], y[number], MARKERS[why], markersize=size, markerfacecolor="none", color=BLACK, markeredgewidth=1.4)
        axes.annotate(str(number), (x[number], y[number]), xytext=(8, 6), textcoords="offset points", fontsize=8.5)
    axes.margins(0.12)
    plain(axes, "y")


def _axis(name: str, language: str) -> str:
    if name == "regret":
        return _("largest regret, 1: the worst policy in its worst future", language)
    unit = indicator(name).unit
    shown = "%" if scale(unit) == 100 else _(unit, language)
    return f"{title_of(name, language)} ({shown})"
