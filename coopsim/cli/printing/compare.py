"""The comparison of two scenarios: the table, and what it says in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typer
from rich.console import Console

from coopsim.claim.side_by_side import Comparison
from coopsim.cli.tables import left, right, table
from coopsim.language import LANGUAGES, current
from coopsim.report.side_by_side_words import comparison_table, comparison_text
from coopsim.runs.documents import plain
from coopsim.scenario import Scenario


def compare_document(compared: Comparison, a: Scenario, b: Scenario) -> dict[str, Any]:
    """The comparison as plain data, with its sentences in both languages."""
    facts = {name: value for name, value in asdict(compared).items() if name != "differences"}
    texts = {language: comparison_text(compared, language) for language in LANGUAGES}
    sentences = {language: [*text.sentences, *([text.claim] if text.claim else [])] for language, text in texts.items()}
    head = {"schema": 1, "a": {"scenario": a.id, "hash": a.hash()}, "b": {"scenario": b.id, "hash": b.hash()}}
    differences = compared.table().astype(object).where(compared.table().notna(), None)
    document: dict[str, Any] = plain(head | facts | {"differences": differences.to_dict("records"), "text": sentences})
    return document


def print_compared(compared: Comparison, a: Scenario, b: Scenario, set_b: Sequence[str] = ()) -> None:
    """Which two, what was set in B alone, the table, its notes, and the last word on the claim where there is one."""
    language, console = current(), Console()
    for letter, scenario, values in (("A", a, ()), ("B", b, set_b)):
        named = ", ".join([scenario.id, getattr(scenario.title, language), *values])
        console.print(f"{letter}: {named}", markup=False, highlight=False)
    shown = comparison_table(compared, language)
    heads = [left("", no_wrap=False), *(right(head, no_wrap=False) for head in shown.heads[1:])]
    console.print(table(heads, shown.rows))
    for sentence in [*shown.notes, comparison_text(compared, language).claim]:
        if sentence:
            typer.echo(sentence)
