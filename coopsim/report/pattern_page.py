"""The page of `validate`: which theory reproduces what, every row against its band, and why rows may fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.pages import foot_of, notes_of, shown, written
from coopsim.report.pattern_words import band_words, kind_words, value_words, why_it_fails
from coopsim.report.words import theory_words
from coopsim.scenario.sources import source_words

Document = Mapping[str, Any]


def pattern_report(
    document: Document,
    curves: pd.DataFrame,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    manifest: Document | None = None,
) -> Path:
    """Write validate.json as one self-contained HTML file and return its path; `curves` is the table of the same name."""
    language = language or current()
    figures: dict[str, dict[str, str] | None] = {
        "map": shown(charts.pattern_map(document, language), _("Theories by patterns: what passes and what fails", language)),
        "bands": shown(charts.pattern_bands(document, language), _("Each row against its band", language)),
    }
    curve_text = _("Late pay and trust; size of farm", language)
    figures["curves"] = shown(charts.pattern_curves(curves, language), curve_text) if len(curves) else None
    return written(
        "patterns.html",
        path,
        language,
        document=document,
        figures=figures,
        ranking=[one | {"words": theory_words(one["rule"], language)} for one in document["ranking"]],
        lines=[_line(row, language) for row in _by_pattern(document["patterns"])],
        failures=why_it_fails(document, language),
        foot=foot_of(document, manifest or {}, language),
        notes=notes_of(manifest or {}),
    )


def _by_pattern(rows: Sequence[Document]) -> list[Document]:
    """The theories of one row next to each other."""
    names = list(dict.fromkeys(row["pattern"] for row in rows))
    return sorted(rows, key=lambda row: names.index(row["pattern"]))


def _line(row: Document, language: str) -> dict[str, Any]:
    return {
        "pattern": row["pattern"],
        "words": row[language],
        "kind": kind_words(row, language),
        "source": source_words(row["source"], language),
        "band": band_words(row, language),
        "rule": theory_words(row["rule"], language),
        "value": value_words(row, "value"),
        "interval": "" if row["ci_low"] is None else f"{value_words(row, 'ci_low')} … {value_words(row, 'ci_high')}",
        "passed": row["passed"],
    }
