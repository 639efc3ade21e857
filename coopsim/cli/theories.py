"""`coopsim claim --rule R --rule S`: the verdicts side by side, one row for each theory of the farmer."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coopsim.claim.criteria import criteria
from coopsim.claim.theories import WORLDS, theories_table, under_each_theory
from coopsim.cli import options
from coopsim.cli.documents import TABLE_KEYS, write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.setup import Clock, names_set, note, progress, run_identity, say_where
from coopsim.cli.show import MARKS, STYLES
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.model.decision import RULES, rule_named
from coopsim.report.theory_words import with_words
from coopsim.report.words import cell_words, theory_words
from coopsim.scenario import Scenario

ALL = "all"


def theories_named(rules: Sequence[str] | None, scenario: Scenario) -> list[str]:
    """The rules that `--rule` names, each once; `all` stands for all of coopsim's own."""
    found: list[str] = []
    for name in rules or ():
        if name != ALL and name not in RULES and ":" not in name:
            raise UserMistake(field="--rule", got=name, among=(*RULES, ALL))
        if ":" in name:
            rule_named(name, scenario.folder)
        found += list(RULES) if name == ALL else [name]
    return list(dict.fromkeys(found))


def claim_under_theories(
    scenario: Scenario,
    rules: Sequence[str],
    *,
    design: str,
    seed: int,
    replicates: int | None,
    set_: Sequence[str] | None,
    start: str | None,
    workers: int | None,
    out: Path | None,
    force: bool,
    json: bool,
    quiet: bool,
) -> None:
    """Run the claim under each rule, write theories.json and its tables, and print what holds under how many."""
    clock, fixed = Clock(), criteria()
    names = sorted(names_set(set_))
    facts = {"rules": list(rules), "design": design, "start": start, "held": names, "outcomes": fixed.hash}
    sources = {rule: run_identity("rule", scenario.with_values({"rules": {rule: 1.0}}), seed, 1) for rule in rules}
    key = run_identity("claim", scenario, seed, replicates or WORLDS, theories=sources, **facts)
    with ResultsFolder("claim", scenario.id, key, out, force) as folder:
        with progress(_("Living the worlds"), quiet or json) as tell:
            found = under_each_theory(
                scenario,
                rules,
                worlds=replicates,
                seed=seed,
                design=design,
                start=start,
                held_names=names,
                workers=options.workers_or_all(workers),
                on_progress=tell,
            )
        write_table(found.effects, folder / "effects.parquet", key=("rule", *TABLE_KEYS["effects"]))
        write_table(theories_table(found.document), folder / "theories.parquet", key=("rule", "subclaim"))
        document = with_words(found.document)
        written = write_json(folder / "theories.json", document)
        from coopsim.report import charts  # here: drawing costs half a second that --help need not pay

        charts.save(charts.theories(document, current()), folder / "theories.png")
        write_manifest(folder, clock.record(scenario, key, seed, replicates or WORLDS))
    if json:
        sys.stdout.write(written)
        return
    show_theories(document)
    if design == "worlds":
        note(
            _("Knock-outs, the other cells and the episodes of history: `coopsim claim --rule NAME`, one rule at a time."), quiet
        )
    say_where(ResultsFolder("claim", scenario.id, key, out, force).path, json, quiet)


def show_theories(document: Mapping[str, Any], console: Console | None = None, language: str | None = None) -> None:
    """Print theories.json as a person reads it: a row for each theory, a column for each sub-claim, then the sentences."""
    out, language = console or Console(), language or current()
    parts = [part for part in document["subclaims"] if set(part["counts"]) != {"not_tested"}]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("how farmers decide", language), no_wrap=True)
    for part in parts:
        table.add_column(part["id"], justify="center", no_wrap=True)
    table.add_column(_("worlds", language), justify="right", no_wrap=True)
    for theory in document["theories"]:
        by_id = {one["id"]: one["verdict"] for one in theory["subclaims"]}
        marks = [Text(MARKS.get(by_id[part["id"]], ""), style=STYLES[by_id[part["id"]]]) for part in parts]
        table.add_row(theory_words(theory["rule"], language), *marks, str(theory["n_worlds"]))
    title = _("The claim under {n} theories of the farmer, {scenario}: {cell}", language)
    out.print()
    out.print(
        Text(
            title.format(
                n=len(document["theories"]),
                scenario=document["scenario"],
                cell=cell_words(document["headline_cell"], language),
            ),
            style="bold",
        )
    )
    out.print(table)
    legend = _("+ supported, - contradicted, 0 too small to matter, ~ depends, ? inconclusive; H4: + rises, - falls", language)
    out.print(Padding(Text(legend, style="dim"), (0, 0, 1, 1)))
    for part in parts:
        out.print(Padding(Text(part["sentence"][language]), (0, 1)))
