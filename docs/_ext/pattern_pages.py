"""The tables of the page of patterns, written from the kept result of `coopsim validate` (docs/measured/validate.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coopsim.report.pattern_words import band_words, kind_words, why_it_fails, with_hypotheses

Document = Mapping[str, Any]
MEASURED = Path(__file__).parents[1] / "measured" / "validate.json"


def measured() -> Document:
    """What `coopsim validate` found when the page was last brought up to date."""
    return dict(json.loads(MEASURED.read_text(encoding="utf-8")))


def ranking(document: Document) -> Iterator[str]:
    """Theory, how many patterns it reproduces, and which."""
    yield "| Theory | reproduced | which |"
    yield "| --- | --- | --- |"
    for row in document["ranking"]:
        passed = ", ".join(name for name, good in row["patterns"].items() if good)
        yield f"| `{row['rule']}` | {row['reproduced']} of {row['of']} | {passed} |"


def cell(row: dict[str, Any]) -> str:
    """The mean, with + where the row passes; a dash where no replicate counts."""
    return "–" if row["value"] is None else f"{row['value']:.3f} {'+' if row['passed'] else '−'}"


def table(document: Document) -> Iterator[str]:
    """A line for each row, a column for each theory: the mean, and + where the row passes."""
    rules = document["rules"]
    yield "| Row | Class | Band | " + " | ".join(f"`{rule}`" for rule in rules) + " |"
    yield "| --- | --- | --- |" + " ---: |" * len(rules)
    rows = {(row["pattern"], row["rule"]): row for row in document["patterns"]}
    for name in dict.fromkeys(row["pattern"] for row in document["patterns"]):
        first = rows[name, rules[0]]
        cells = [cell(rows[name, rule]) for rule in rules]
        yield f"| {name} {first['en']} | {kind_words(first, 'en')} | {band_words(first, 'en')} | " + " | ".join(cells) + " |"


def failing(document: Document) -> Iterator[str]:
    """Each pattern that fails with its guesses and the test of each; theories that fail alike together."""
    current = {**document, "patterns": with_hypotheses(document["patterns"])}  # guesses as they stand in the code today
    for row in why_it_fails(current, "en"):
        for guess in row["guesses"]:
            yield f"- **{row['pattern']}** ({guess['rules'] or row['rules']}). {guess['because']} *Test:* {guess['test']}"
