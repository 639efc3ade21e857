"""One study: what every command does that runs the model and keeps what comes out of it.

study = Study("run", scenario, seed, replicates, Output(out, force, json, quiet))
with study.writing(_("Simulating")) as progress:
    months, seasons = run_scenario(scenario, replicates, seed, on_progress=progress)
    study.table("seasons", seasons)
    study.document("summary.json", document)
study.show(lambda: print_summary(document))
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.cli.asked import stop_if_only_asked
from coopsim.cli.documents import TABLE_KEYS, write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.screen import note, progress
from coopsim.language import text as _
from coopsim.prices.source import parse_source
from coopsim.runs.identity import Identities, run_identity
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.parquet import TableWriter
from coopsim.runs.provenance import manifest_head
from coopsim.scenario import Scenario, load, parse_set
from coopsim.scenario.notes import notes


@dataclass(frozen=True)
class Output:
    """Where the results go and what is printed: the options that all studies share."""

    out: Path | None = None
    force: bool = False
    json: bool = False
    quiet: bool = False


class Study:
    """The results of one command on one scenario: identity, folder, tables, documents, manifest, what is printed.

    `other` is a second scenario, where two are compared; `options` is whatever else the numbers depend on (a design, a file of
    outcomes). The folder appears when all is written.
    """

    def __init__(
        self,
        command: str,
        scenario: Scenario,
        seed: int,
        replicates: int,
        output: Output,
        /,
        other: Scenario | None = None,
        **options: Any,
    ) -> None:
        self._since = time.monotonic()
        every = {scenario.id: scenario}
        if other is not None:
            every = {"A": scenario, "B": other}
            options["other"] = Identities(seed).of(other)
        self.identity = run_identity(command, scenario, seed, replicates, **options)
        stop_if_only_asked(lambda: self.identity, every)
        self.manifest = manifest_head() | {
            "scenario_hash": scenario.hash(),
            "identity": self.identity,
            "seed": seed,
            "replicates": replicates,
            "price_source": scenario.price.source,
            "notes": list(dict.fromkeys(sentence for one in every.values() for sentence in notes(one))),
            "started": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self.output = output
        for sentence in self.manifest["notes"]:
            note(_("Note: {sentence}.").format(sentence=sentence), output.quiet)
        self.results = ResultsFolder(command, scenario.id, self.identity, output.out, output.force)
        self._written = ""

    @contextmanager
    def writing(self, label: str) -> Iterator[Callable[..., None]]:
        """Within the block `self.folder` is there to write into, and progress is shown under that label."""
        with self.results as self.folder:
            try:
                with progress(label, self.output.quiet or self.output.json) as report:
                    yield report
            except KeyboardInterrupt:
                if self.results.is_unfinished:
                    note(_("Goes on with the same command."), self.output.quiet)
                raise
            seconds = round(time.monotonic() - self._since, 2)
            write_manifest(self.folder, self.manifest | {"seconds": seconds, "complete": True})

    def kept(self) -> KeptJobs:
        """Results of single jobs: an interrupted study goes on with the same command."""
        lost = _("Note: {file} is damaged and is computed anew.")
        return self.results.kept(lambda file: note(lost.format(file=file.name), self.output.quiet))

    def table(self, name: str, table: pd.DataFrame, key: Sequence[str] | None = None) -> None:
        """Write NAME.parquet, sorted by its key; a table without rows is left out."""
        if len(table):
            write_table(table, self.folder / f"{name}.parquet", key)

    @contextmanager
    def growing(self, *names: str) -> Iterator[dict[str, TableWriter]]:
        """Tables that are written while they are being made, each by its name."""
        writers = {name: TableWriter(self.folder / f"{name}.parquet", TABLE_KEYS[name], name) for name in names}
        try:
            yield writers
        finally:  # an interrupted run leaves no file open
            for writer in writers.values():
                writer.close()

    def document(self, name: str, document: Mapping[str, Any]) -> None:
        """Write the document; `--json` prints the same."""
        self._written = write_json(self.folder / name, document)

    def show(self, show: Callable[[], None], says_where: bool = False) -> None:
        """Print the document with `--json`, else what `show` prints and, unless that says it, where the results are."""
        if self.output.json:
            sys.stdout.write(self._written)
            return
        show()
        if not says_where:
            note(_("Results: {folder}").format(folder=self.results.path), self.output.quiet)


def scenario_with(
    name: str, price: str | None = None, set_: Sequence[str] | None = None, start: str | None = None, years: int | None = None
) -> Scenario:
    """The scenario of that name or file with everything the command line changes in it."""
    changes = changes_of(price, set_, start, years)
    scenario = load(name)
    return scenario.with_values(changes) if changes else scenario


def changes_of(price: str | None, set_: Sequence[str] | None, start: str | None, years: int | None) -> dict[str, Any]:
    """The values that the options of a command line set, by their names."""
    changes: dict[str, Any] = {} if price is None else dict(parse_source(price))
    changes |= {name: value for name, value in (("start", start), ("years", years)) if value is not None}
    return changes | parse_set(list(set_ or ()))


def names_set(set_: Sequence[str] | None) -> frozenset[str]:
    """The parameters that the command line sets: no world draws them."""
    return frozenset(parse_set(list(set_ or ())))
