"""`coopsim claim` on a history whose causes are declared: how much of what became of its cooperatives is owed to each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import typer

from coopsim.claim.causes.declared import Declared
from coopsim.claim.causes.study import KEY, study_causes
from coopsim.claim.documents import Text
from coopsim.claim.documents.causes import CausesDocument
from coopsim.cli import options
from coopsim.cli.printing.claim_lines import claim_lines
from coopsim.cli.screen import shows_bars, width
from coopsim.cli.study import Output, Study
from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES, current
from coopsim.language import text as _
from coopsim.report.causes_page import causes_report
from coopsim.report.claim_text.causes_text import causes_text
from coopsim.scenario import Scenario


def claim_causes(
    scenario: Scenario,
    fixed: Declared,
    output: Output,
    *,
    seed: int,
    runs: int | None,
    workers: int | None,
    details: bool,
    full: bool,
    worlds: int | None,
    held: Collection[str],
    idle: Mapping[str, Any],
) -> None:
    """Run every selection of causes, write verdict.json, its table and its page, and print the lines.

    With `full` regions with other numbers are simulated too, `worlds` of each kind; none of them draws what is in `held`. `idle`
    holds options of the test on one cooperative, by name: given, they are refused.
    """
    if not full:
        idle = {"--worlds": worlds, **idle}
    for option, value in idle.items():
        if options.is_given(value):
            allowed = "--runs, --seed, --set, --full (--worlds), --workers, --details, --out, --force, --json, --quiet"
            raise UserMistake(_("does not act on a history of many cooperatives"), field=option, got=str(value), allowed=allowed)
    replicates = runs or fixed.replicates
    asked: dict[str, Any] = {"full": True, "worlds": worlds or fixed.worlds, "held": sorted(held)} if full else {}
    study = Study("claim", scenario, seed, replicates, output, causes=list(fixed.names), outcomes=fixed.hash, **asked)
    with study.writing(_("Simulating")) as progress:
        studied = study_causes(
            scenario,
            fixed,
            replicates=replicates,
            seed=seed,
            workers=options.workers_or_all(workers),
            on_progress=progress,
            kept=study.kept(),
            **asked,
        )
        document = with_text(studied.document)
        causes_report(document, study.folder / "report.html", current(), manifest=study.manifest)
        study.table("closings", studied.cooperatives, key=KEY)
        study.document("verdict.json", document.document())
    study.show(lambda: _print(document, str(study.results.path / "report.html"), details), says_where=True)


def with_text(document: CausesDocument) -> CausesDocument:
    """The document with what is said of it, in both languages."""
    lines = {language: tuple(claim_lines(causes_text(document, language))) for language in LANGUAGES}
    return document.model_copy(update={"text": Text(**lines)})


def _print(document: CausesDocument, report: str, details: bool) -> None:
    text = causes_text(document, current(), report)
    for line in claim_lines(text, width(), details=details, plain=not shows_bars()):
        typer.echo(line)
