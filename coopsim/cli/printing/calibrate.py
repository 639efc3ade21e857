"""A calibration on the screen, and as a document."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from coopsim.calibration.calibrate import Calibration
from coopsim.cli.screen import sentences
from coopsim.cli.tables import left, right, table
from coopsim.language import LANGUAGES, current
from coopsim.language import text as _
from coopsim.report.calibration_words import calibration_sentences, table_rows
from coopsim.runs.documents import plain


def calibration_document(fitted: Calibration) -> dict[str, Any]:
    """What was estimated as plain data, with its sentences in both languages."""
    facts = {
        "schema": 1,
        "ledger": fitted.ledger.file.name,
        "base": fitted.base.id,
        "base_hash": fitted.base.hash(),
        "scenario_hash": fitted.scenario.hash(),
        "rule": fitted.rule,
        "method": fitted.method,
        "independent_draws": round(fitted.independent, 1),
        "estimates": fitted.table.to_dict("records"),
        "together": [{"first": a, "second": b, "correlation": r} for a, b, r in fitted.ridges.pairs],
        "little": list(fitted.ridges.little),
        "fit": fitted.fit.to_dict("records"),
        "held_out": vars(fitted.held_out),
        "text": {language: calibration_sentences(fitted, language) for language in LANGUAGES},
    }
    document: dict[str, Any] = plain(facts)
    return document


def print_calibration(fitted: Calibration) -> None:
    """The table of estimates, and what is to be said of them."""
    language, console = current(), Console()
    heads = [left("", no_wrap=False), right(_("median")), right(_("90 % interval")), left(_("unit"))]
    console.print(table(heads, table_rows(fitted, language)))
    sentences(calibration_sentences(fitted, language))
