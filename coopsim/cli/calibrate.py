"""`coopsim calibrate LEDGER --scenario NAME --rule R`: a scenario fitted to a cooperative's ledger."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from coopsim.cli import options
from coopsim.cli.formats import FIGURES, Figures, Formats
from coopsim.cli.screen import note, progress
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _

LedgerFile = Annotated[
    str, typer.Argument(metavar="LEDGER", help="A ledger, .csv or .xlsx; made-up: the one that comes with coopsim.")
]
ScenarioName = Annotated[
    str, typer.Option("--scenario", metavar="NAME|FILE.toml", help="The scenario that says all that a ledger does not.")
]
Rule = Annotated[str, typer.Option("--rule", metavar="NAME", help="The decision rule that is fitted (`docs/theories.md`).")]
OutFile = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE.toml", help="The scenario to write; its figure and its numbers are written beside it."),
]
HoldOut = Annotated[
    int | None,
    typer.Option(
        "--hold-out",
        metavar="SEASONS",
        parser=options.whole_number("--hold-out", 0, 30),
        show_default="1 of three or more",
        help="Last seasons that are held back and predicted; 0: none.",
    ),
]
Money = Annotated[
    str, typer.Option("--money", metavar="nominal|real", help="Prices of the ledger: dollars of each month, or dollars of 2025.")
]
Lots = Annotated[
    int | None,
    typer.Option(
        "--lots",
        metavar="N",
        parser=options.whole_number("--lots", 1, 12),
        show_default="1 a month; of a season the months of harvest",
        help="How many lots a row stands for; each is delivered whole or not at all.",
    ),
]
HarvestPrior = Annotated[
    str | None,
    typer.Option(
        "--harvest-prior",
        metavar="MEDIAN,ERROR",
        help="A row's harvest where the ledger has none: quintals, and how far they may be off (0.5: by a half).",
    ),
]


def calibrate(
    ledger: LedgerFile,
    scenario: ScenarioName = "castillo",
    rule: Rule = "random_utility",
    out: OutFile = None,
    hold_out: HoldOut = None,
    money: Money = "nominal",
    lots: Lots = None,
    harvest_prior: HarvestPrior = None,
    seed: options.Seed = 1,
    figure: Figures = "",
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Estimate how members choose from their deliveries, with intervals, a check on seasons held back, and a scenario file."""
    from coopsim.calibration.calibrate import calibrate as fit
    from coopsim.cli.printing.calibrate import calibration_document, print_calibration
    from coopsim.report import charts
    from coopsim.runs.documents import json_text

    formats = Formats.read("", figure, out)
    _refuse_out(out, force)
    prior = _prior(harvest_prior)
    with progress(_("Estimating"), quiet or json, simulates=False) as report:
        fitted = fit(
            ledger,
            scenario,
            rule,
            hold_out=hold_out,
            money=money,
            lots=lots,
            harvest_prior=prior,
            seed=seed,
            on_progress=report,
        )
    document = calibration_document(fitted)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(fitted.text(), encoding="utf-8", newline="\n")
        out.with_suffix(".json").write_text(json_text(document), encoding="utf-8", newline="\n")
        formats.draw(out.parent, out.stem, partial(charts.calibration, fitted, current()))
    if json:
        sys.stdout.write(json_text(document))
        return
    print_calibration(fitted)
    if out is not None:
        note(_("Written: {file}; try: coopsim run {file}").format(file=out), quiet)


def _refuse_out(out: Path | None, force: bool) -> None:
    """A name that is a scenario's, and no file of that name is there yet."""
    if out is None:
        return
    if out.suffix != ".toml":
        raise UserMistake(field="--out", got=str(out), allowed=_("a file that ends in .toml"))
    for file in (out, *(out.with_suffix(f".{kind}") for kind in ("json", *FIGURES))):
        if file.exists() and not force:
            raise UserMistake(_("the file exists already"), field="--out", got=str(file), allowed=_("another name, or --force"))


def _prior(given: str | None) -> tuple[float, float] | None:
    """Two numbers of `MEDIAN,ERROR`."""
    if given is None:
        return None
    parts: list[Any] = given.split(",")
    try:
        median, error = (float(part) for part in parts)
    except ValueError:
        allowed = _("MEDIAN,ERROR, such as 12,0.5: 12 quintals, off by a half")
        raise UserMistake(field="--harvest-prior", got=given, allowed=allowed) from None
    return median, error
