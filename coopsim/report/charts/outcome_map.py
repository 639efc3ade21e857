"""What became of the cooperative, in each cell of a grid: open, shrinking or closed, told apart without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from coopsim.report.charts.figure import BLACK, BLUE, fold, new_figure

LOOKS: dict[str, dict[str, Any]] = {  # from the bottom of a cell to its top
    "open": {"facecolor": BLUE, "edgecolor": BLACK},
    "shrinking": {"facecolor": "#d5e6f1", "edgecolor": BLACK, "hatch": "////"},
    "closed": {"facecolor": "white", "edgecolor": BLACK, "hatch": "xx"},
}


def outcome_map(shown: Mapping[str, Any], title: str, note: str) -> Figure:
    """A grid for each panel; in each cell a bar of its runs by how they ended. `shown` as the page Investigate has it."""
    panels: Sequence[Mapping[str, Any]] = shown["panels"]
    across, up = len(shown["heads"]), len(panels[0]["rows"])
    figure = new_figure(max(5.6, (0.9 * across + 1.2) * len(panels)), max(3.4, 0.9 * up + 2.2), title, note)
    for axes, panel in zip(figure.subplots(1, len(panels), squeeze=False)[0], panels, strict=True):
        for place, row in enumerate(reversed(panel["rows"])):
            for column, cell in enumerate(row["cells"]):
                _bar(axes, column, place, cell)
        axes.set(xlim=(-0.5, across - 0.5), ylim=(-0.5, up - 0.5), aspect="equal")
        axes.set_xticks(range(across), shown["heads"], fontsize=8)
        axes.set_yticks(range(up), [row["head"] for row in reversed(panel["rows"])], fontsize=8)
        axes.set_xlabel(fold(shown["across"], 40), fontsize=8.5)
        axes.set_ylabel(fold(shown["up"], 34), fontsize=8.5)
        axes.set_title(panel["title"], loc="left", fontsize=8.5)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
    names = shown["names"]
    handles = [Patch(label=names[fate], **look) for fate, look in LOOKS.items()]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=8.5)
    return figure


def _bar(axes: Axes, column: int, place: int, cell: Mapping[str, Any]) -> None:
    """The runs of one cell, stacked; how many of them are open stands below."""
    bottom, wide, tall = place - 0.28, 0.76, 0.7
    for fate, look in LOOKS.items():
        height = tall * cell["counts"][fate] / max(1, cell["n"])
        if height:
            axes.add_patch(Rectangle((column - wide / 2, bottom), wide, height, linewidth=0.6, **look))
        bottom += height
    axes.text(column, place - 0.31, f"{cell['counts']['open']} / {cell['n']}", ha="center", va="top", fontsize=7)
