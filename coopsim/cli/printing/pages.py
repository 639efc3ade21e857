"""The page of a results folder, made again from its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
from pydantic import ValidationError

from coopsim.claim.documents import Doc, Verdict
from coopsim.claim.documents.causes import CausesDocument
from coopsim.claim.settings import real_prices
from coopsim.cli.documents import read_json
from coopsim.cli.results import MANIFEST
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.causes_page import causes_report
from coopsim.report.claim_page import claim_report
from coopsim.report.run_page import run_report
from coopsim.report.sweep_page import sweep_report
from coopsim.scenario import Scenario, load
from coopsim.sweeps.summary import is_sweep, sweep_in

Form = TypeVar("Form", bound=Doc)


def kind_of(folder: Path) -> str:
    """What a folder holds: a sweep, a claim or a run."""
    if is_sweep(folder):
        return "sweep"
    if (folder / "verdict.json").is_file():
        return "claim"
    if (folder / "summary.json").is_file() and (folder / "months.parquet").is_file():
        return "run"
    raise UserMistake(_("holds nothing to report"), got=str(folder), allowed=_("a folder of coopsim sweep, claim or run"))


def _sweep(folder: Path, page: Path, outcomes: list[str]) -> None:
    sweep_report(sweep_in(folder), page, current(), outcomes, folder=folder.name)


def _claim(folder: Path, page: Path, outcomes: list[str]) -> None:
    manifest = read_json(folder / MANIFEST)
    if read_json(folder / "verdict.json").get("design") == "causes":
        causes_report(_read(CausesDocument, folder / "verdict.json"), page, current(), manifest=manifest)
        return
    verdict = _read(Verdict, folder / "verdict.json")
    scenario = _same_scenario(verdict.scenario, verdict.scenario_hash)
    claim_report(
        verdict,
        page,
        current(),
        prices=None if scenario is None else _price_table(scenario),
        months=_table(folder / "months.parquet"),
        runs=_table(folder / "runs.parquet"),
        worlds=_table(folder / "worlds.parquet"),
        manifest=manifest,
    )


def _read(form: type[Form], file: Path) -> Form:
    """The verdict, if it has the form of today."""
    try:
        return form.read(file.read_bytes())
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise UserMistake(_("is not a verdict of this version"), file=file, field=field) from error


def _table(file: Path) -> pd.DataFrame | None:
    return pd.read_parquet(file) if file.is_file() else None


def _run(folder: Path, page: Path, outcomes: list[str]) -> None:
    document, manifest, language = read_json(folder / "summary.json"), read_json(folder / MANIFEST), current()
    scenario = _same_scenario(document.get("scenario"), manifest.get("scenario_hash"))
    name = str(document.get("scenario", "")) if scenario is None else getattr(scenario.title, language)
    story = "" if scenario is None else getattr(scenario.story, language)
    months = pd.read_parquet(folder / "months.parquet")
    run_report(months, document, page, language, name=name, story=story, manifest=manifest)


WRITERS: Mapping[str, Callable[[Path, Path, list[str]], None]] = {"sweep": _sweep, "claim": _claim, "run": _run}


def _same_scenario(name: Any, hash: Any) -> Scenario | None:
    """The scenario of that name, if it is still what was run; its title, story and prices then belong to the page."""
    try:
        scenario = load(str(name))
    except UserMistake:
        return None
    return scenario if scenario.hash() == hash else None


def _price_table(scenario: Scenario) -> pd.DataFrame:
    real = real_prices(scenario)
    return pd.DataFrame({"date": pd.PeriodIndex(real.index).to_timestamp(), "price_usd_per_qq": real.to_numpy(dtype=float)})
