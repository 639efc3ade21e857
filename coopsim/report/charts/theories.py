"""Theories of the farmer side by side: what the claim comes to under each."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from coopsim.claim.documents import TheoriesDocument
from coopsim.language import text as _
from coopsim.report.charts.figure import BLUE, GREY, ORANGE, RED, SKY, new_figure, plain
from coopsim.report.claim_text.theory_text import MARKS, legend, part_heads
from coopsim.report.words import theory_words

# The mark says the same again to who does not tell the colours apart.
COLOURS = {
    "supported": BLUE,
    "contradicted": RED,
    "depends": ORANGE,
    "another_way": SKY,
    "too_small": "#DDDDDD",
    "undecided": "#FFFFFF",
    "inconclusive": "#FFFFFF",
}


def theories(document: TheoriesDocument, language: str) -> Figure:
    """theories.json as a figure: a row for each theory, a column for each part that is judged."""
    parts, rows, heads = document.parts, document.theories, part_heads(language)
    worlds = max((theory.worlds for theory in rows), default=0)
    runs = max((theory.runs for theory in rows), default=0)
    figure = new_figure(
        2.6 + 0.95 * len(parts),
        2.2 + 0.42 * len(rows),
        _("Does the claim hang on one theory of the farmer?", language),
        _(
            "Unit of inference: the world; up to {n} worlds a theory that look like the field under it, {runs} runs each.",
            language,
        ).format(n=worlds, runs=runs)
        + " "
        + legend(language),
    )
    axes = figure.subplots()
    for row, theory in enumerate(rows):
        for column, part in enumerate(theory.parts):
            colour = COLOURS[part.word]
            axes.add_patch(_cell(column, row, colour))
            mark = MARKS[part.word].replace("-", "−")
            dark = colour in (BLUE, RED)
            axes.text(column, row, mark, ha="center", va="center", fontsize=13, color="white" if dark else "black")
    axes.set_xlim(-0.5, len(parts) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xticks(range(len(parts)), [heads.get(part.id, part.id).replace(" ", "\n", 1) for part in parts])
    axes.set_yticks(range(len(rows)), [theory_words(theory.rule, language) for theory in rows])
    axes.xaxis.tick_top()
    axes.set_xlabel(_("part of the claim", language))
    axes.set_ylabel(_("how farmers decide", language))
    plain(axes)
    axes.tick_params(length=0)
    return figure


def _cell(column: int, row: int, colour: str) -> Rectangle:
    return Rectangle((column - 0.46, row - 0.44), 0.92, 0.88, facecolor=colour, edgecolor=GREY, linewidth=0.6)
