"""`coopsim summary DIR`: what a sweep found, in numbers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder
from coopsim.cli.setup import note, say_where
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.sweep_method import headline
from coopsim.report.sweep_words import lines, missing_words, reference_words
from coopsim.runs.documents import content_hash, json_text
from coopsim.sweeps.summary import by_factor, by_point, differences
from coopsim.sweeps.summary import summary as summary_of
from coopsim.sweeps.summary.reading import read_sweep

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a sweep.")]
Outcomes = Annotated[list[str] | None, typer.Option("--outcome", metavar="NAME", help="Only this outcome; may be repeated.")]
COMPARED = ("pairs", "difference", "difference_interval", "saving", "enough")
KEYS = {
    "by_point": ("design_point", "outcome"),
    "by_factor": ("factor", "level", "outcome"),
    "differences": ("compares", "level", "background", "outcome"),
}


def summary(
    folder: Folder,
    outcome: Outcomes = None,
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Means, intervals, paired differences and failures of a sweep."""
    swept = read_sweep(folder)
    document = summary_of(swept, outcome or ())
    if out is not None:
        key = content_hash({"document": document, "command": "summary"})
        names = swept.outcome_names(outcome or ())
        makers = {"by_point": by_point, "by_factor": by_factor, "differences": differences}
        with ResultsFolder("summary", folder.name, key, out, force) as staging:
            write_json(staging / "summary.json", document)
            for name, make in makers.items():
                write_table(make(swept, names), staging / f"{name}.parquet", key=KEYS[name])
            manifest = {"schema": 1, "command": ["coopsim", *sys.argv[1:]], "identity": key, "files": _files(staging)}
            write_json(staging / "manifest.json", manifest)
    if json:
        sys.stdout.write(json_text(document))
        return
    show(document)
    if out is not None:
        say_where(out, json, quiet)
    elif document["failed"]:
        note(_("Failed runs stand in the table with their reason; coopsim sweep ... --retry-failed tries them again."), quiet)


def _files(staging: Path) -> list[dict[str, Any]]:
    return [{"path": file.name} for file in sorted(staging.iterdir())]


def show(document: dict[str, Any], console: Console | None = None) -> None:
    """Print the summary: a head, then one table an outcome."""
    language, console = current(), console or Console()
    console.print(headline(document), style="bold", highlight=False)
    for failure in document["failures"]:
        console.print(_("{n} runs failed: {reason}").format(n=failure["runs"], reason=failure["reason"]), highlight=False)
    for one in document["outcomes"]:
        console.print()
        console.print(f"[bold]{one[language]}[/bold] [dim]{one['name']}, {_(one['unit'])}[/dim]", highlight=False)
        if one["missing"]:
            console.print(missing_words(document, one, language), style="yellow", highlight=False)
        found = lines(document, one, language)
        compared = any(line["difference"] for line in found)
        heads = [("", "left"), (_("mean"), "right"), (_("95 % interval"), "right"), (_("middle 80 % of runs"), "right")]
        if compared:
            heads += [
                (_("difference"), "right"),
                (_("95 % interval"), "right"),
                (_("common luck"), "left"),
                (_("narrow"), "left"),
            ]
        table = Table(box=None, padding=(0, 1), header_style="bold")
        for head, justify in heads:
            table.add_column(head, justify=justify)  # type: ignore[arg-type]
        before = ""
        for line in found:
            if line["what"] != before:
                table.add_row(f"[dim]{line['what']}[/dim]")
                before = line["what"]
            cells = [f"  {line['label']}", line["mean"], line["interval"], line["band"]]
            cells += [line[name] for name in COMPARED] if compared else []
            table.add_row(*cells)
        console.print(table)
    if document["differences"]:
        console.print()
        console.print(_method(document), style="dim", highlight=False)


def _method(document: dict[str, Any]) -> str:
    first = document["differences"][0]
    if first["unit"] == "point":
        return _("Differences are between points that were drawn apart, the last level and the first: nothing pairs them.")
    paired = _("Differences are from {reference}, replicate by replicate: the same luck on both sides.").format(
        reference=reference_words(document)
    )
    saved = _("“1 run does for 12”: separate luck would have needed 12 runs for the same interval.")
    return f"{paired} {saved}"
