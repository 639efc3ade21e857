"""theories.json as a person reads it: a row for each theory, a column for each sub-claim, then the sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from coopsim.cli.printing.claim import MARKS, STYLES
from coopsim.cli.tables import Cell, left, right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.words import cell_words, theory_words


def print_theories(document: Mapping[str, Any], console: Console | None = None, language: str | None = None) -> None:
    """Print what holds under how many theories; 80 columns are enough."""
    out, language = console or Console(), language or current()
    parts = [part for part in document["subclaims"] if set(part["counts"]) != {"not_tested"}]
    rows: list[Sequence[Cell]] = []
    for theory in document["theories"]:
        by_id = {one["id"]: one["verdict"] for one in theory["subclaims"]}
        marks = [Text(MARKS.get(by_id[part["id"]], ""), style=STYLES[by_id[part["id"]]]) for part in parts]
        rows.append((theory_words(theory["rule"], language), *marks, str(theory["n_worlds"])))
    title = _("The claim under {n} theories of the farmer, {scenario}: {cell}", language).format(
        n=len(document["theories"]), scenario=document["scenario"], cell=cell_words(document["headline_cell"], language)
    )
    heads = [left(_("how farmers decide", language)), *(right(part["id"]) for part in parts), right(_("worlds", language))]
    out.print()
    out.print(table(heads, rows, title=title))
    legend = _("+ supported, - contradicted, 0 too small to matter, ~ depends, ? inconclusive; H4: + rises, - falls", language)
    out.print(Padding(Text(legend, style="dim"), (0, 0, 1, 1)))
    for part in parts:
        out.print(Padding(Text(part["sentence"][language]), (0, 1)))
