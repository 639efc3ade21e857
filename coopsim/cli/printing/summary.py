"""The summary of a sweep: a head, then one table an outcome."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from coopsim.cli.tables import Cell, Head, left, right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.sweep_method import headline
from coopsim.report.sweep_words import lines, missing_words, reference_words

COMPARED = ("pairs", "difference", "difference_interval", "variance_reduction", "converged")


def print_summary(document: dict[str, Any], console: Console | None = None) -> None:
    """Print what `coopsim.summary(...).document()` holds."""
    language, console = current(), console or Console()
    console.print(headline(document), style="bold", highlight=False)
    for failure in document["failures"]:
        console.print(_("{n} runs failed: {reason}").format(n=failure["runs"], reason=failure["reason"]), highlight=False)
    for outcome in document["outcomes"]:
        console.print()
        console.print(Text.assemble((outcome[language], "bold"), (f" {outcome['name']}, {_(outcome['unit'])}", "dim")))
        if outcome["missing"]:
            console.print(missing_words(document, outcome, language), style="yellow", highlight=False)
        shown = lines(document, outcome, language)
        compared = any(line["difference"] for line in shown)
        heads: list[Head] = ["", right(_("mean")), right(_("95 % interval")), right(_("middle 80 % of runs"))]
        if compared:
            heads += [right(_("n")), right(_("difference")), right(_("95 % interval"))]
            heads += [left(_("common random numbers"), no_wrap=False, min_width=11), left(_("converged"))]
        rows: list[list[Cell]] = []
        before = ""
        for line in shown:
            if line["what"] != before:
                rows.append([Text(line["what"], style="dim")])
                before = line["what"]
            cells: list[Cell] = [f"  {line['label']}", line["mean"], line["interval"], line["band"]]
            rows.append(cells + [line[name] for name in COMPARED] if compared else cells)
        console.print(table(heads, rows))
    if document["differences"]:
        console.print()
        console.print(_method(document), style="dim", highlight=False)


def _method(document: dict[str, Any]) -> str:
    if document["differences"][0]["unit"] == "point":
        return _("Differences are between points that were drawn apart, the last level and the first: nothing pairs them.")
    paired = _("Differences are from {reference}, replicate by replicate: the same draws on both sides.").format(
        reference=reference_words(document)
    )
    reduction = _("“12 times”: separate draws would need 12 times as many runs for the same interval.")
    return f"{paired} {reduction}"
