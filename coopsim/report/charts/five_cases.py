"""The figure for the board of a cooperative: 100 small cooperatives, each with what happens to it when the price is good."""

from __future__ import annotations

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, fold, new_figure
from coopsim.report.claim_text.types import Case, ClaimText

SIDE = 10
FILLS = {  # from dark to light, so that a photocopy tells them apart; a pattern says the same again
    "harm_with_side_selling": (BLACK, ""),
    "trouble_only": ("#D55E00", "////"),
    "side_selling_only": ("#E69F00", "...."),
    "opposite": ("#A6D8F2", "\\\\\\\\"),
    "nothing": ("#FFFFFF", ""),
}
HOUSE = ((0.14, 0.08), (0.86, 0.08), (0.86, 0.54), (0.96, 0.54), (0.5, 0.94), (0.04, 0.54), (0.14, 0.54))


def five_cases(text: ClaimText) -> Figure:
    """A square of 100 houses in the order of the five outcomes, and beside it how many there are of each.

    Parameters
    ----------
    text : ClaimText
        Its answer's first sentence is the title; its cases are what is drawn.

    Returns
    -------
    Figure
        Readable without colours.
    """
    title = text.answer.partition(". ")[0].rstrip(".") + "."
    subtitle = _("Each house is one of 100 imagined cooperatives.", text.language)
    figure = new_figure(9.4, 5.6, fold(title, 84), text.question)
    houses, legend = figure.subplots(1, 2, width_ratios=(1.05, 1))
    for axes in (houses, legend):
        axes.set_axis_off()
    with rc_context({"hatch.linewidth": 0.7}):
        kinds = [case for case in text.cases for _house in range(case.of_100)]
        for place, case in enumerate(kinds):
            _house_at(houses, place % SIDE, SIDE - 1 - place // SIDE, case)
        _labels(legend, text.cases)
    legend.text(-0.1, SIDE - 0.35, _("When the price is good:", text.language), va="center", fontsize=11, fontweight="bold")
    houses.set(xlim=(0, SIDE), ylim=(0, SIDE), aspect="equal")
    houses.set_title(subtitle, loc="left", fontsize=9, color="#333333")
    return figure


def _house_at(axes: Axes, x: float, y: float, case: Case) -> None:
    """One small cooperative."""
    colour, hatch = FILLS[case.name]
    corners = [(x + right, y + up) for right, up in HOUSE]
    axes.add_patch(Polygon(corners, closed=True, facecolor=colour, edgecolor=BLACK, hatch=hatch, linewidth=0.8))


def _labels(axes: Axes, cases: tuple[Case, ...]) -> None:
    """Each outcome with its house, its number and its words."""
    step = (SIDE - 0.6) / max(len(cases), 1)
    for place, case in enumerate(cases):
        y = SIDE - 0.6 - step * (place + 0.75)
        _house_at(axes, 0.0, y, case)
        axes.text(2.4, y + 0.45, str(case.of_100), ha="right", va="center", fontsize=15, fontweight="bold")
        axes.text(2.8, y + 0.45, fold(case.label, 40), ha="left", va="center", fontsize=10.5)
    axes.set(xlim=(-0.2, 11), ylim=(0, SIDE), aspect="equal")
