"""`coopsim report DIR`: the page of a sweep, and the page of a claim or a run made again from its files."""

from __future__ import annotations

import json as json_
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from coopsim.claim.claim import real_prices
from coopsim.cli import options
from coopsim.cli.documents import write_json
from coopsim.cli.results import MANIFEST
from coopsim.cli.setup import note
from coopsim.cli.summary import Outcomes
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.sweep_words import number
from coopsim.scenario import Scenario, load
from coopsim.sweeps.summary import is_sweep, read_sweep

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a sweep, a claim or a run.")]
Page = Annotated[Path | None, typer.Option("--out", metavar="FILE.html", help="The page, in place of DIR/report.html.")]


def report(folder: Folder, outcome: Outcomes = None, out: Page = None, quiet: options.Quiet = False) -> None:
    """Write one self-contained HTML page: figures, tables, method, parameters, versions, command, citation."""
    page = out or folder / "report.html"
    if page.suffix.lower() not in (".html", ".htm") or page.is_dir():
        raise UserMistake(field="--out", got=str(page), allowed=_("a file name that ends in .html"))
    if not folder.is_dir():
        raise UserMistake(_("is a file, not a folder") if folder.exists() else _("no such folder"), got=str(folder))
    kind = _kind(folder)
    if outcome and kind != "sweep":
        raise UserMistake(_("only a sweep has outcomes to choose from"), field="--outcome", got=outcome[0])
    try:
        {"sweep": _sweep, "claim": _claim, "run": _run}[kind](folder, page, outcome or [])
    except OSError as error:
        raise UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="--out", got=str(page)) from error
    _told_anew(folder, page)
    note(_("Report: {file}").format(file=page), quiet)


def _kind(folder: Path) -> str:
    """What a folder holds: a sweep, a claim or a run."""
    if is_sweep(folder):
        return "sweep"
    if (folder / "verdict.json").is_file() and (folder / "effects.parquet").is_file():
        return "claim"
    if (folder / "summary.json").is_file() and (folder / "months.parquet").is_file():
        return "run"
    raise UserMistake(
        _("holds nothing to report"),
        got=str(folder),
        allowed=_("a folder of coopsim sweep, claim or run"),
    )


def _sweep(folder: Path, page: Path, outcomes: list[str]) -> None:
    from coopsim.report.sweep_page import sweep_report  # here: drawing costs half a second that --help need not pay

    sweep_report(read_sweep(folder), page, current(), outcomes, folder=folder.name)


def _claim(folder: Path, page: Path, outcomes: list[str]) -> None:

    verdict, manifest = _json(folder / "verdict.json"), _json(folder / MANIFEST)
    scenario = _same_scenario(verdict.get("scenario"), verdict.get("scenario_hash"))
    prices = None if scenario is None else _told_prices(scenario)
    from coopsim.report.claim_page import claim_report

    claim_report(
        verdict,
        pd.read_parquet(folder / "effects.parquet"),
        page,
        current(),
        prices=prices,
        manifest=manifest,
    )


def _run(folder: Path, page: Path, outcomes: list[str]) -> None:

    document, manifest, language = _json(folder / "summary.json"), _json(folder / MANIFEST), current()
    scenario = _same_scenario(document.get("scenario"), manifest.get("scenario_hash"))
    from coopsim.report.run_page import run_report

    run_report(
        pd.read_parquet(folder / "months.parquet"),
        page,
        language,
        name=getattr(scenario.title, language) if scenario is not None else str(document.get("scenario", "")),
        story=getattr(scenario.story, language) if scenario is not None else "",
        summary=[(row[language], number(row["mean"], row["unit"])) for row in document["summary"]],
        manifest=manifest,
    )


def _same_scenario(name: Any, hash: Any) -> Scenario | None:
    """The scenario of that name, if it is still what was run; its title, story and prices then belong to the page."""
    try:
        scenario = load(str(name))
    except UserMistake:
        return None
    return scenario if scenario.hash() == hash else None


def _told_prices(scenario: Scenario) -> pd.DataFrame:
    real = real_prices(scenario)
    return pd.DataFrame({"date": pd.PeriodIndex(real.index).to_timestamp(), "price_usd_per_qq": real.to_numpy(dtype=float)})


def _json(file: Path) -> dict[str, Any]:
    try:
        read = json_.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        read = None
    if not isinstance(read, dict):
        raise UserMistake(_("the file cannot be read"), file=file)
    return read


def _told_anew(folder: Path, page: Path) -> None:
    """The manifest keeps the page's new checksum, where it names the page."""
    file = folder / MANIFEST
    if not file.is_file() or page.resolve().parent != folder.resolve():
        return
    manifest = _json(file)
    for entry in manifest.get("files", ()):
        if entry.get("path") == page.name and "sha256" in entry:
            entry["sha256"] = sha256(page.read_bytes()).hexdigest()
            write_json(file, manifest)
