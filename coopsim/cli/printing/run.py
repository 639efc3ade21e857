"""The summary of a run: one line an outcome."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from coopsim.cli.screen import note
from coopsim.cli.tables import Head, left, right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import between, mean
from coopsim.report.region_text import region_lines


def print_run(document: dict[str, Any], title: str, story: str, quiet: bool = False) -> None:
    """Print the scenario's story and summary.json; that it was not at rest goes to the error stream.

    One replicate has no interval and no band: it is one life, and its numbers stand alone.
    """
    language, console = current(), Console()
    console.print(title, style="bold", markup=False)
    if story:
        console.print(story, markup=False)
    several = document["replicates"] > 1
    heads: list[Head] = [_("per season"), right(_("mean"))]
    heads += [right(_("95 % interval")), right(_("between replicates, middle 80 %"))] if several else []
    heads.append(left(_("unit")))
    rows = []
    for row in document["summary"]:
        spread = [between(row[low], row[high], row["unit"]) for low, high in (("ci_low", "ci_high"), ("low", "high"))]
        rows.append((row[language], mean(row["mean"], row["unit"]), *(spread if several else []), _(row["unit"])))
    console.print(table(heads, rows))
    if document["region"]:
        console.print(table([_("the region"), left("")], region_lines(document["region"])))
    message = _("Not at rest when the recording begins: {what}. A longer warm_up_years may help.")
    for line in document["drift"]:
        note(message.format(what=line[language]), quiet)
