"""Theories of the farmer side by side: what the claim comes to under each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from coopsim.language import text as _
from coopsim.report.charts.figure import BLUE, GREY, ORANGE, RED, new_figure, plain
from coopsim.report.words import theory_words

# verdict -> colour and mark: the mark says the same again to who does not tell the colours apart
LOOKS = {
    "supported": (BLUE, "+"),
    "contradicted": (RED, "−"),
    "depends": (ORANGE, "~"),
    "too_small": ("#DDDDDD", "0"),
    "inconclusive": ("#FFFFFF", "?"),
}


def theories(document: Mapping[str, Any], language: str) -> Figure:
    """theories.json as a figure: a row for each theory, a column for each sub-claim that was tested."""
    parts = [part for part in document["subclaims"] if set(part["counts"]) != {"not_tested"}]
    rows = document["theories"]
    worlds = max((theory["n_worlds"] for theory in rows), default=0)
    figure = new_figure(
        2.6 + 0.95 * len(parts),
        2.0 + 0.42 * len(rows),
        _("Does the claim hang on one theory of the farmer?", language),
        _("Unit of inference: the world; up to {n} worlds a theory, the same for each.", language).format(n=worlds)
        + " "
        + _("+ supported, − contradicted, ~ depends, 0 too small, ? inconclusive; H4: + cohesion rises, − it falls.", language),
    )
    axes = figure.subplots()
    for row, theory in enumerate(rows):
        by_id = {one["id"]: one for one in theory["subclaims"]}
        for column, part in enumerate(parts):
            colour, mark = LOOKS[by_id[part["id"]]["verdict"]]
            axes.add_patch(_cell(column, row, colour))
            dark = colour in (BLUE, RED)
            axes.text(column, row, mark, ha="center", va="center", fontsize=13, color="white" if dark else "black")
    axes.set_xlim(-0.5, len(parts) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(parts)), [part["id"] for part in parts])
    axes.set_yticks(range(len(rows)), [theory_words(theory["rule"], language) for theory in rows])
    axes.xaxis.tick_top()
    axes.set_xlabel(_("part of the claim", language))
    axes.set_ylabel(_("how farmers decide", language))
    plain(axes)
    axes.tick_params(length=0)
    return figure


def _cell(column: int, row: int, colour: str) -> Rectangle:
    return Rectangle((column - 0.46, row - 0.44), 0.92, 0.88, facecolor=colour, edgecolor=GREY, linewidth=0.6)
