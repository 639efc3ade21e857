"""validate.json as a person reads it: numbers under one theory, else marks under each; then the ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from coopsim.cli.tables import Head, left, right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.pattern_words import band_words, kind_words, value_words
from coopsim.report.words import theory_words
from coopsim.scenario.sources import source_words


def print_validation(document: Mapping[str, Any], console: Console | None = None) -> None:
    """Print the patterns, then how many each theory reproduces."""
    out = console or Console()
    out.print(_numbers(document["patterns"]) if len(document["rules"]) == 1 else _marks(document))
    for one in document["ranking"]:
        line = _("{rule}: {k} of {n} patterns that can fail reproduced").format(
            rule=theory_words(one["rule"], current()), k=one["reproduced"], n=one["of"]
        )
        names = ", ".join(name for name, passed in one["patterns"].items() if passed)
        out.print(line + (f" ({names})" if names else ""), highlight=False)
    out.print(_("Only class E counts. Calibrated rows were tuned to, C is a part of the claim, I is built in."), style="dim")
    out.print(_("Matched rows choose the imagined cooperatives of the test of the claim: they do not count."), style="dim")


def _numbers(rows: Sequence[Mapping[str, Any]]) -> Table:
    language = current()
    heads: list[Head] = [
        "",
        _("pattern"),
        left(_("class")),
        *(right(head) for head in (_("band"), _("value"), _("95 % interval"), _("passes"))),
    ]
    lines = []
    for row in rows:
        input_only = row["ci_low"] is None and row["value"] is not None
        interval = _("input") if input_only else f"{value_words(row, 'ci_low')} … {value_words(row, 'ci_high')}"
        text, passes = f"{row[language]} ({source_words(row['source'])})", _("yes") if row["passed"] else _("no")
        number = value_words(row, "value")
        lines.append((str(row["pattern"]), text, kind_words(row, language), band_words(row, language), number, interval, passes))
    return table(heads, lines)


def _marks(document: Mapping[str, Any]) -> Table:
    language, rules = current(), list(document["rules"])
    by_place = {(row["pattern"], row["rule"]): row for row in document["patterns"]}
    lines = []
    for name in dict.fromkeys(row["pattern"] for row in document["patterns"]):
        first = by_place[name, rules[0]]
        marks = ("+" if by_place[name, rule]["passed"] else "-" for rule in rules)
        lines.append((name, first[language], kind_words(first, language), *marks))
    heads: list[Head] = ["", _("pattern"), left(_("class")), *(right(str(place + 1)) for place in range(len(rules)))]
    legend = "; ".join(f"{place + 1} {theory_words(rule, language)}" for place, rule in enumerate(rules))
    return table(heads, lines, caption=legend)
