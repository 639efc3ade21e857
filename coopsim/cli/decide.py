"""`coopsim decide`: the six deciding experiments, what each would show and what it shows, and its files."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coopsim.claim.criteria import criteria
from coopsim.claim.decide import DEFAULT_WORLDS, chosen_ids, declared
from coopsim.claim.decide import decide as decide_between
from coopsim.claim.decide.deciding import KEY
from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.setup import Clock, names_set, progress, run_identity, say_where, scenario_with
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.decide_words import with_words
from coopsim.report.words import NOTHING, bare, cell_words, share, unit_words

SCENARIO = "castillo"
WIDE = 3  # so many columns still have room for their intervals
STYLES = {"claim": "bold blue", "rival": "bold red", "both": "bold magenta", "neither": "bold yellow"}
Ids = Annotated[list[str] | None, typer.Argument(metavar="X1...X6", help="Which experiments; all six if none is named.")]


def decide(
    ids: Ids = None,
    seed: options.Seed = 1,
    replicates: options.Replicates = None,
    price: options.Price = None,
    set_: options.Set = None,
    workers: options.Workers = None,
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Run the deciding experiments; --replicates is the number of worlds."""
    clock, wanted = Clock(), chosen_ids(ids or ())
    chosen = scenario_with(SCENARIO, price, set_, None, None)
    number = replicates or DEFAULT_WORLDS
    files = {"outcomes": criteria().hash, "declared": declared().hash}
    key = run_identity("decide", chosen, seed, number, experiments=list(wanted), held=sorted(names_set(set_)), **files)
    results = ResultsFolder("decide", chosen.id, key, out, force)
    with results as folder:
        with progress(_("Living the worlds"), quiet or json) as tell:
            found = decide_between(
                chosen,
                wanted,
                worlds=number,
                seed=seed,
                held_names=names_set(set_),
                workers=options.workers_or_all(workers),
                on_progress=tell,
            )
        write_table(found.decisions, folder / "decisions.parquet", key=KEY)
        write_table(found.worlds, folder / "worlds.parquet", key=("world",))
        document = with_words(found.document)
        written = write_json(folder / "decide.json", document)
        write_manifest(folder, clock.record(chosen, key, seed, number))
    if json:
        sys.stdout.write(written)
        return
    show_decided(document)
    say_where(results.path, json, quiet)


def show_decided(document: Mapping[str, Any], console: Console | None = None, language: str | None = None) -> None:
    """Print the document of decide.json as a person reads it. 80 columns are enough."""
    out, language = console or Console(), language or current()
    out.print()
    head = _("Experiments that decide, on {scenario}: {cell}, {n} worlds", language)
    cell = cell_words(document["headline_cell"], language)
    out.print(Text(head.format(scenario=document["scenario"], cell=cell, n=document["n_worlds"]), style="bold"))
    for experiment in document["experiments"]:
        _show_experiment(experiment, out, language)
    out.print()
    out.print(Padding(Text(_notes(language), style="dim"), (0, 1)))


def _show_experiment(experiment: Mapping[str, Any], out: Console, language: str) -> None:
    out.print()
    out.print(Text(f"{experiment['id']}  {experiment['question'][language]}", style="bold"))
    said = {
        _("If the claim's mechanism is right:", language): experiment["if_claim"],
        _("If a rival is right:", language): experiment["if_rival"],
    }
    for head, words in said.items():
        out.print(Padding(Text.assemble((head + " ", "dim"), words[language]), (0, 1)))
    for table in number_tables(experiment, language):
        out.print(Padding(table, (1, 1, 0, 1)))
    shown = Text.assemble((reading_words(experiment["reading"], language) + " ", STYLES[experiment["reading"]]))
    out.print(Padding(shown + Text(experiment["finding"][language]), (1, 1, 0, 1)))
    if experiment["limits"]:
        out.print(Padding(Text(experiment["limits"][language], style="dim"), (0, 1)))


def reading_words(reading: str, language: str | None = None) -> str:
    """What the numbers speak for, in one word or two.

    >>> reading_words("rival", "en")
    "A rival's reading."
    """
    return {
        "claim": _("The claim's mechanism.", language),
        "rival": _("A rival's reading.", language),
        "both": _("Both.", language),
        "neither": _("Neither.", language),
    }[reading]


def number_tables(experiment: Mapping[str, Any], language: str) -> list[Table]:
    """The measured numbers, a table for each block: rows by columns; intervals where there is room."""
    blocks: dict[str, list[Mapping[str, Any]]] = {}
    for one in experiment["numbers"]:
        blocks.setdefault(one["block"][language], []).append(one)
    return [_table(title, numbers, language) for title, numbers in blocks.items()]


def _table(title: str, numbers: list[Mapping[str, Any]], language: str) -> Table:
    columns = list(dict.fromkeys(one["column"][language] for one in numbers))
    rows: dict[str, dict[str, Mapping[str, Any]]] = {}
    for one in numbers:
        rows.setdefault(one["row"][language], {})[one["column"][language]] = one
    wide = len(columns) <= WIDE
    counts = [one["n_worlds"] for one in numbers]
    n = str(min(counts)) if min(counts) == max(counts) else f"{min(counts)}-{max(counts)}"
    table = Table(
        title=f"{title} (n = {n})" if title else f"n = {n}",
        title_justify="left",
        title_style="italic",
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0),
    )
    units = sorted({unit_words(one["unit"], language) for one in numbers if one["unit"] == "share"})
    table.add_column(", ".join(units), no_wrap=False, max_width=24)
    for column in columns:
        table.add_column(column.replace(", ", "\n") if not wide else column, justify="right", no_wrap=wide)
    for row, found in rows.items():
        table.add_row(
            cell_words(row, language) if "/" in row else row,
            *[escape(number_words(found[column], wide)) if column in found else "" for column in columns],
        )
    return table


def number_words(one: Mapping[str, Any], wide: bool) -> str:
    """A number as its cell shows it; * where the whole interval lies beyond the smallest effect that would matter.

    >>> one = {"value": -0.08, "ci_low": -0.1, "ci_high": -0.06, "unit": "share", "smallest_effect": 0.05, "n_worlds": 9}
    >>> number_words(one, False), number_words(one, True)
    ('-8*', '-8* [-10, -6]')
    """
    value, low, high, unit = one["value"], one["ci_low"], one["ci_high"], one["unit"]
    if not one["n_worlds"] or value is None or value != value:
        return NOTHING
    plain = {"": ".2f", "seasons": ".1f"}

    def told(amount: float) -> str:
        return share(amount) if unit == "level" else format(amount, plain[unit]) if unit in plain else bare(amount, unit)

    smallest = one["smallest_effect"]
    known = low is not None and low == low
    beyond = smallest is not None and known and (low > smallest or high < -smallest)
    ends = f" [{told(low)}, {told(high)}]".replace(" %", "") if wide and known else ""
    return told(value) + ("*" if beyond else "") + ends


def _notes(language: str) -> str:
    return _(
        "Changes against the same worlds without the price change, in points of a share, with the 95 % interval of the mean "
        "over worlds; n: the worlds whose cooperative lasted until the price moved. * the whole "
        "interval lies beyond the smallest effect that would matter.",
        language,
    )
