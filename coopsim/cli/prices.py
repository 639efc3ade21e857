"""`coopsim prices`: which world prices there are, what one looks like, whether a file of one's own can be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from coopsim.cli.options import Json
from coopsim.cli.screen import note
from coopsim.language import text as _
from coopsim.runs.documents import json_text

app = typer.Typer(no_args_is_help=True)
Money = Annotated[
    str | None,
    typer.Option("--money", metavar="nominal|real", help="Dollars of a plain table: of each month (nominal), or of 2025 (real)."),
]

MEANINGS = {
    "history": "published monthly arabica prices, 1960 to 2026, in dollars of 2025",
    "history:robusta": "published monthly robusta prices, 1960 to 2026, in dollars of 2025",
    "constant": "the normal price in every month",
    "step": "jumps to a new level and stays there",
    "boom": "jumps up, holds, fades back to normal",
    "bust": "drops, holds, climbs back to normal",
    "boom-bust": "a boom that turns into a bust of the same size and length",
    "spike": "jumps up and at once begins to fall back",
    "long-low": "slides down slowly, stays low, climbs back slowly",
    "ramp": "climbs slowly to a new level and stays there",
    "regime": "random; calm months and rare spikes, returns to normal (the usual choice)",
    "three_regime": "random; rises, long slumps and rare spikes that end in one, returns to normal",
    "ar2": "random; returns to normal, with momentum",
    "gbm": "random; never returns to normal (for teaching)",
    "ou": "random; returns to normal, hardly ever jumps (for teaching)",
    "garch": "random; calm and restless times follow each other (for the risk of one season)",
    "bootstrap": "random; pieces of history, about a year long, in a new order",
}


@app.command("list", help="What can stand after --price.")
def list_sources(as_json: Json = False) -> None:
    """Print every price source that has a name."""
    from coopsim.cli.printing.prices import kind_of, print_sources

    rows = [{"name": name, "kind": kind_of(name), "meaning": _(meaning)} for name, meaning in MEANINGS.items()]
    if as_json:
        sys.stdout.write(json_text(rows))
    else:
        print_sources(rows)


@app.command("show", help="One price, year by year, in US$ a quintal of 2025.")
def show(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="As after --price.")],
    money: Money = None,
    as_json: Json = False,
) -> None:
    """Print one price: by year on the screen, by month with --json."""
    from coopsim.cli.printing.prices import price_document, print_price

    document = price_document(source, money)
    if as_json:
        sys.stdout.write(json_text(document))
    else:
        print_price(document)
    _note(document["notes"])


@app.command("check", help="Read a price file of your own and say how it was understood.")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A csv or xlsx file.")],
    column: Annotated[str | None, typer.Option("--column", metavar="C", help="Name of the column of prices.")] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="usc_per_lb, usd_per_kg or usd_per_qq, for a plain table.")
    ] = None,
    money: Money = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="S", help="Name of the sheet, in a workbook of several.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print how a price file is understood, or say what is wrong with it."""
    from coopsim.cli.printing.prices import file_document, print_file
    from coopsim.prices.readers import read

    price_file = read(file, column=column, sheet=sheet, unit=unit, money=money)
    if as_json:
        sys.stdout.write(json_text(file_document(file, price_file)))
    else:
        print_file(price_file)
    _note(price_file.notes)


def _note(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        note(_("Note: {sentence}.").format(sentence=sentence), quiet=False)
