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
from coopsim.scenario import Scenario


def print_run(document: dict[str, Any], scenario: Scenario, quiet: bool = False) -> None:
    """Print the scenario's story and summary.json; that it was not at rest goes to the error stream."""
    language, console = current(), Console()
    console.print(getattr(scenario.title, language), style="bold", markup=False)
    if story := getattr(scenario.story, language):
        console.print(story, markup=False)
    rows = [
        (row[language], mean(row["mean"], row["unit"]), between(row["low"], row["high"], row["unit"]), _(row["unit"]))
        for row in document["summary"]
    ]
    heads: list[Head] = [_("per season"), right(_("mean")), right(_("between replicates, middle 80 %")), left(_("unit"))]
    console.print(table(heads, rows))
    if document["region"]:
        console.print(table([_("the region"), left("")], region_lines(document["region"])))
    message = _("Not at rest when the recording begins: {what}. A longer warm_up_years may help.")
    for line in document["drift"]:
        note(message.format(what=line[language]), quiet)
