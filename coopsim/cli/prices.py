"""`coopsim prices`: which world prices there are, what one looks like, whether a file of one's own can be read."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import numpy as np
import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from coopsim.cli.options import Json
from coopsim.language import text as _
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import SOURCE, world_price_usd_per_qq
from coopsim.prices.readers import PriceFile, read
from coopsim.prices.shapes import SHAPES
from coopsim.prices.source import parse_source, world_price_path
from coopsim.runs.documents import json_text
from coopsim.scenario.time_and_price import Price

app = typer.Typer(no_args_is_help=True)

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
SAMPLE_ROWS, SAMPLE_YEARS, SAMPLE_SEED = 400, 36, 1
BAR_WIDTH = 30


@app.command("list", help="What can stand after --price.")
def list_sources(as_json: Json = False) -> None:
    """Print every price source that has a name."""
    rows = [{"name": name, "kind": _kind(name), "meaning": _(meaning)} for name, meaning in MEANINGS.items()]
    if as_json:
        typer.echo(json_text(rows), nl=False)
        return
    table = _table(_("name"), _("kind"), _("meaning"))
    kinds = {"published": _("published"), "shape": _("shape"), "process": _("process")}
    for row in rows:
        table.add_row(row["name"], kinds[row["kind"]], row["meaning"])
    Console().print(table)
    typer.echo(_("or the path of a price file: coopsim prices check FILE"))
    typer.echo(_("source of the published prices: {source}").format(source=SOURCE))


@app.command("show", help="One price, year by year, in US$ a quintal of 2025.")
def show(source: Annotated[str, typer.Argument(metavar="SOURCE", help="As after --price.")], as_json: Json = False) -> None:
    """Print one price: by year on the screen, by month with --json."""
    document = _document(source)
    if as_json:
        typer.echo(json_text(document), nl=False)
        return
    low, middle, high = (np.asarray(document[name]) for name in ("low_usd_per_qq", "price_usd_per_qq", "high_usd_per_qq"))
    years = np.array([month[:4] for month in document["months"]])
    table = _table(_("year"), _("lowest"), _("mean"), _("highest"), "")
    means = {year: float(middle[years == year].mean()) for year in dict.fromkeys(years.tolist())}
    for year, mean in means.items():
        here = years == year
        bar = "█" * round(BAR_WIDTH * mean / max(means.values()))
        table.add_row(year, f"{low[here].min():.0f}", f"{mean:.0f}", f"{high[here].max():.0f}", bar)
    Console().print(table)
    typer.echo(document["note"])


@app.command("check", help="Read a price file of your own and say how it was understood.")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A csv or xlsx file.")],
    column: Annotated[str | None, typer.Option("--column", metavar="C", help="Name of the column of prices.")] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="usc_per_lb, usd_per_kg or usd_per_qq, for a plain table.")
    ] = None,
    nominal: Annotated[
        bool, typer.Option("--nominal", help="The figures of a plain table are dollars of their day, not of 2025.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print how a price file is understood, or say what is wrong with it."""
    found = read(file, column=column, unit=unit, nominal=nominal)
    if as_json:
        typer.echo(json_text(_file_document(file, found)), nl=False)
        return
    real = found.series_usd_per_qq
    table = Table(show_header=False)
    money = _("dollars of their day, corrected for US consumer prices") if found.nominal else _("dollars of 2025")
    for name, value in (
        (_("layout"), found.layout),
        (_("column"), found.column),
        (_("unit"), found.unit),
        (_("money"), money),
        (_("months"), f"{real.index[0]}..{real.index[-1]} ({len(real)})"),
        (_("lowest, mean, highest, US$/qq of 2025"), f"{real.min():.1f}, {real.mean():.1f}, {real.max():.1f}"),
    ):
        table.add_row(name, value)
    Console().print(table)
    for note in found.notes:
        print(_("note: {note}").format(note=note), file=sys.stderr)  # noqa: T201


def _kind(name: str) -> str:
    return "shape" if name in SHAPES else "process" if name in PROCESSES else "published"


def _table(*heads: str) -> Table:
    table = Table()
    for head in heads:
        table.add_column(head, justify="right" if head in (_("lowest"), _("mean"), _("highest")) else "left")
    return table


def _document(source: str) -> dict[str, Any]:
    """The price by month, with the band in which four of five paths of a random process lie."""
    changes = parse_source(source)
    price = Price.model_validate({"nominal": False, **changes})
    note = SOURCE
    if price.source == "file":
        found = read(price.path, unit=price.unit)
        low = middle = high = found.series_usd_per_qq
        months = pd.PeriodIndex(middle.index)
        note = _("source: {file}; read in {unit}").format(file=price.path, unit=found.unit)
    elif price.source == "history":
        months = pd.PeriodIndex(world_price_usd_per_qq(price.series).index)
        low = middle = high = pd.Series(world_price_path(price, months))
    else:
        months = pd.period_range("1990-04", periods=SAMPLE_YEARS * 12, freq="M")
        uniforms = np.random.default_rng(SAMPLE_SEED).random((SAMPLE_ROWS, len(months), 2))
        paths = np.atleast_2d(world_price_path(price, months, uniforms=uniforms))
        low, middle, high = (pd.Series(part) for part in np.quantile(paths, [0.1, 0.5, 0.9], axis=0))
        note = _("drawn on the normal price; the months only count from the start")
        if price.source in PROCESSES:
            note = _("median of {rows} random paths; lowest and highest: four of five paths lie between").format(rows=SAMPLE_ROWS)
    return {
        "source": source,
        "months": [str(month) for month in months],
        "price_usd_per_qq": middle.tolist(),
        "low_usd_per_qq": low.tolist(),
        "high_usd_per_qq": high.tolist(),
        "note": note,
    }


def _file_document(file: str, found: PriceFile) -> dict[str, Any]:
    real = found.series_usd_per_qq
    return {
        "file": file,
        "layout": found.layout,
        "column": found.column,
        "unit": found.unit,
        "nominal": found.nominal,
        "months": [str(month) for month in real.index],
        "price_usd_per_qq": real.tolist(),
        "notes": list(found.notes),
    }
