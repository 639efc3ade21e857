"""The summary of a sweep: a head, then one table an outcome."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from coopsim.cli.tables import Cell, Head, left, right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import NOTHING
from coopsim.report.sweep_method import headline
from coopsim.report.sweep_words import lines, missing_words, reference_words

ONE_TABLE = 112  # columns of a terminal that means and differences need side by side
LABEL = 16  # columns for what a line is about, however narrow the terminal
LEVELS = ("mean", "interval", "band")
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
        levels: list[Head] = [right(_("mean")), right(_("95 % interval"))]
        names = LEVELS if any(line["band"] != NOTHING for line in shown) else LEVELS[:-1]
        if names == LEVELS:  # single runs have no band
            levels.append(right(_("middle 80 % of runs")))
        differences: list[Head] = [right(_("n")), right(_("difference")), right(_("95 % interval"), no_wrap=False)]
        differences += [left(_("common random numbers"), no_wrap=False, min_width=11), left(_("converged"), no_wrap=False)]
        if not any(line["difference"] for line in shown):
            console.print(_table(levels, names, shown))
        elif console.width >= ONE_TABLE:
            console.print(_table(levels + differences, names + COMPARED, shown))
        else:
            console.print(_table(levels, names, shown))
            console.print()
            console.print(_table(differences, COMPARED, [line for line in shown if line["difference"]]))
    if document["differences"]:
        console.print()
        console.print(_method(document), style="dim", highlight=False)


def _table(heads: list[Head], names: tuple[str, ...], shown: list[dict[str, str]]) -> Table:
    """The columns of these names, a line for each level below what it is a level of."""
    rows: list[list[Cell]] = []
    before = ""
    for line in shown:
        if line["what"] != before:
            rows.append([Text(line["what"], style="dim")])
            before = line["what"]
        rows.append([f"  {line['label']}", *(line[name] for name in names)])
    return table([Column(overflow="fold", min_width=LABEL), *heads], rows)


def _method(document: dict[str, Any]) -> str:
    if document["differences"][0]["unit"] == "point":
        return _("Differences are between points that were drawn apart, the last level and the first: nothing pairs them.")
    paired = _("Differences are from {reference}, replicate by replicate: the same draws on both sides.").format(
        reference=reference_words(document)
    )
    reduction = _("“12 times”: separate draws would need 12 times as many runs for the same interval.")
    return f"{paired} {reduction}"
