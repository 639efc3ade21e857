"""decide.json as a person reads it: each experiment with its numbers and what they speak for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from coopsim.cli.tables import right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import NOTHING, bare_effect, effect_unit, fixed, per_cent
from coopsim.report.words import cell_words

WIDE = 3  # so many columns still have room for their intervals
STYLES = {"claim": "bold blue", "rival": "bold red", "both": "bold magenta", "neither": "bold yellow"}


def print_decided(document: Mapping[str, Any], console: Console | None = None, language: str | None = None) -> None:
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
    expected = {
        _("If the claim's mechanism is right:", language): experiment["if_claim"],
        _("If a rival is right:", language): experiment["if_rival"],
    }
    for head, text in expected.items():
        out.print(Padding(Text.assemble((head + " ", "dim"), text[language]), (0, 1)))
    for numbers in number_tables(experiment, language):
        out.print(Padding(numbers, (1, 1, 0, 1)))
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
    units = sorted({effect_unit(one["unit"], language) for one in numbers if one["unit"] == "share"})
    heads = [Column(", ".join(units), max_width=24)]
    heads += [right(column if wide else column.replace(", ", "\n"), no_wrap=wide) for column in columns]
    lines = [
        [
            cell_words(row, language) if "/" in row else row,
            *(number_text(cells[column], wide) if column in cells else "" for column in columns),
        ]
        for row, cells in rows.items()
    ]
    return table(heads, lines, title=f"{title} (n = {n})" if title else f"n = {n}")


def number_text(one: Mapping[str, Any], wide: bool) -> str:
    """A number as its cell shows it; * where the whole interval lies beyond the smallest effect that would matter.

    >>> one = {"value": -0.08, "ci_low": -0.1, "ci_high": -0.06, "unit": "share", "smallest_effect": 0.05, "n_worlds": 9}
    >>> number_text(one, False), number_text(one, True)
    ('-8*', '-8* [-10, -6]')
    """
    value, low, high, unit = one["value"], one["ci_low"], one["ci_high"], one["unit"]
    if not one["n_worlds"] or value is None or value != value:
        return NOTHING
    digits = {"": 2, "seasons": 1}

    def text(number: float) -> str:
        if unit == "level":
            return per_cent(number)
        return fixed(number, digits[unit]) if unit in digits else bare_effect(number, unit)

    smallest = one["smallest_effect"]
    has_interval = low is not None and low == low
    beyond = smallest is not None and has_interval and (low > smallest or high < -smallest)
    ends = f" [{text(low)}, {text(high)}]".replace(" %", "") if wide and has_interval else ""
    return text(value) + ("*" if beyond else "") + ends


def _notes(language: str) -> str:
    return _(
        "Changes against the same worlds without the price change, in points of a share, with the 95 % interval of the mean "
        "over worlds; n: the worlds whose cooperative was still open when the price moved. * the whole "
        "interval lies beyond the smallest effect that would matter.",
        language,
    )
