"""Indices of sensitivity in a terminal, and the same as a document."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from coopsim.cli.tables import Head, left, right, table
from coopsim.language import text as _
from coopsim.report.numbers import fixed
from coopsim.report.sweep_words import factor_words
from coopsim.sweeps.sensitivity import Sensitivity
from coopsim.sweeps.summary.document import rows


def sensitivity_document(indices: Sensitivity) -> dict[str, Any]:
    """The indices as plain data."""
    return {"schema": 1, "method": indices.method, "indices": rows(indices.table), "draws": rows(indices.draws)}


def print_sensitivity(document: dict[str, Any]) -> None:
    """One table an outcome, the factor with the largest index first."""
    console = Console()
    names = {
        "mu_star": _("mean size of a step's effect, mu*"),
        "sigma": _("its spread, sigma"),
        "first": _("alone (first order)"),
        "total": _("with all it acts with (total)"),
        "median": _("median distance"),
        "maximum": _("largest distance"),
    }
    for drawn in document["draws"]:
        shown = [row for row in document["indices"] if (row["arm"], row["outcome"]) == (drawn["arm"], drawn["outcome"])]
        order = list(dict.fromkeys(row["index"] for row in shown))
        cells = {(row["factor"], row["index"]): row for row in shown}
        largest = sorted({row["factor"] for row in shown}, key=lambda factor: -(cells[factor, order[-1]]["value"] or 0.0))
        title = f"{document['method']}: {drawn['outcome']}" + (f" [{drawn['arm']}]" if drawn["arm"] else "")
        console.print(title, style="bold", highlight=False, markup=False)
        heads: list[Head] = [left(_("factor"), no_wrap=False, min_width=14)]
        for index in order:
            heads += [right(names[index], no_wrap=False, min_width=10), right(_("95 % interval"), no_wrap=False)]
        lines = [
            [factor_words(factor), *(cell for index in order for cell in _cells(cells[factor, index]))] for factor in largest
        ]
        console.print(table(heads, lines))
        if drawn["share"] is not None:
            share = _("Chance within a point: {share} % of the variance of single runs.")
            console.print(share.format(share=fixed(100 * drawn["share"], 0)), style="dim", highlight=False)


def _cells(row: dict[str, Any]) -> tuple[str, str]:
    if row["value"] is None:
        return "–", "–"
    digits = 3 if abs(row["value"]) < 10 else 1 if abs(row["value"]) < 1000 else 0
    interval = "–" if row["ci_low"] is None else f"{fixed(row['ci_low'], digits)} … {fixed(row['ci_high'], digits)}"
    return fixed(row["value"], digits), interval
