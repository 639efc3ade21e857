"""The summary of a run: one line an outcome."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Column

from coopsim.cli.screen import note
from coopsim.cli.tables import Head, left, right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import between, mean
from coopsim.report.region_text import region_lines

SEEN = ("share", "0 to 1", "0 or 1")  # units that a number shows by itself


def print_run(document: dict[str, Any], title: str, story: str, quiet: bool = False) -> None:
    """Print the scenario's story and summary.json; that it was not at rest goes to the error stream.

    One replicate has no interval and no band: it is one life, and its numbers stand alone.
    """
    language, console = current(), Console()
    console.print(title, style="bold", markup=False)
    if story:
        console.print(story, markup=False)
    several = document["replicates"] > 1
    heads: list[Head] = [Column(_("per season"), min_width=16), right(_("mean"))]
    heads += [right(_("95 % interval"), no_wrap=False), right(_("middle 80 %"), no_wrap=False)] if several else []
    rows = []
    for row in document["summary"]:
        spread = [between(row[low], row[high], row["unit"]) for low, high in (("ci_low", "ci_high"), ("low", "high"))]
        name = row[language] if row["unit"] in SEEN else f"{row[language]}, {_(row['unit'])}"
        rows.append((name, mean(row["mean"], row["unit"]), *(spread if several else [])))
    about = _("The interval is of the mean; the middle 80 % are of {n} replicates.").format(n=document["replicates"])
    console.print(table(heads, rows, caption=about if several else ""))
    if document["region"]:
        console.print(table([_("the region"), left("")], region_lines(document["region"])))
    message = _("Not at rest when the recording begins: {what}. A longer warm_up_years may help.")
    for line in document["drift"]:
        note(message.format(what=line[language]), quiet)
