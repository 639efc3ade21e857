"""Prices in a terminal, and the same as documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Console

from coopsim.cli.tables import left, right, table
from coopsim.language import text as _
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import SOURCE, world_price_usd_per_qq
from coopsim.prices.readers import PriceFile, read
from coopsim.prices.shapes import SHAPES
from coopsim.prices.source import parse_source, world_price_path
from coopsim.report.numbers import fixed
from coopsim.scenario.price import Price

SAMPLE_ROWS, SAMPLE_YEARS, SAMPLE_SEED = 400, 36, 1
BAR_WIDTH = 30


def kind_of(name: str) -> str:
    """What a named price is: published, a shape or a process."""
    return "shape" if name in SHAPES else "process" if name in PROCESSES else "published"


def print_sources(sources: Sequence[Mapping[str, str]]) -> None:
    """The price sources that have a name."""
    kinds = {"published": _("published"), "shape": _("shape"), "process": _("process")}
    console = Console()
    rows = [(source["name"], kinds[source["kind"]], source["meaning"]) for source in sources]
    console.print(table([left(_("name")), left(_("kind")), _("meaning")], rows))
    console.print(_("or the path of a price file: coopsim prices check FILE"), highlight=False)
    console.print(_("source of the published prices: {source}").format(source=SOURCE), highlight=False, markup=False)


def print_price(document: Mapping[str, Any]) -> None:
    """One price, year by year."""
    low, middle, high = (np.asarray(document[name]) for name in ("low_usd_per_qq", "price_usd_per_qq", "high_usd_per_qq"))
    years = np.array([month[:4] for month in document["months"]])
    means = {year: float(middle[years == year].mean()) for year in dict.fromkeys(years.tolist())}
    rows = []
    for year, mean in means.items():
        of_year = years == year
        bar = "█" * round(BAR_WIDTH * mean / max(means.values()))
        rows.append((year, *(fixed(price, 0) for price in (low[of_year].min(), mean, high[of_year].max())), bar))
    console = Console()
    console.print(table([left(_("year")), right(_("lowest")), right(_("mean")), right(_("highest")), left("")], rows))
    console.print(document["note"], highlight=False, markup=False)


def print_file(price_file: PriceFile) -> None:
    """How a price file was understood."""
    real = price_file.series_usd_per_qq
    rows = [
        (_("layout"), price_file.layout),
        *([(_("sheet"), price_file.sheet)] if price_file.sheet else []),
        (_("column"), price_file.column),
        (_("unit"), price_file.unit),
        (_("money"), money_of(price_file.money)),
        (_("months"), f"{real.index[0]}..{real.index[-1]} ({len(real)})"),
        (
            _("lowest, mean, highest, US$/qq of 2025"),
            ", ".join(fixed(price, 1) for price in (real.min(), real.mean(), real.max())),
        ),
    ]
    Console().print(table(["", ""], rows))


def price_document(source: str, money: str | None = None) -> dict[str, Any]:
    """The price by month, with the band in which four of five paths of a random process lie."""
    changes = parse_source(source)
    price = Price.model_validate({"nominal": False, **changes})
    note, money_of_source = SOURCE, "nominal" if price.source == "history" else "real"
    notes: tuple[str, ...] = ()
    if price.source == "file":
        price_file = read(price.path, unit=price.unit, money=money)
        low = middle = high = price_file.series_usd_per_qq
        notes = price_file.notes
        months = pd.PeriodIndex(middle.index)
        note, money_of_source = (
            _("source: {file}; read in {unit}").format(file=price.path, unit=price_file.unit),
            price_file.money,
        )
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
        "money": money_of_source,
        "note": f"{note}; {money_of(money_of_source)}",
        "notes": list(notes),
    }


def money_of(money: str) -> str:
    """In which dollars the figures of a source are, and what is done about it."""
    return _("dollars of their day, corrected for US consumer prices") if money == "nominal" else _("dollars of 2025")


def file_document(file: str, price_file: PriceFile) -> dict[str, Any]:
    """How a price file was understood, month by month."""
    real = price_file.series_usd_per_qq
    return {
        "file": file,
        "layout": price_file.layout,
        "sheet": price_file.sheet,
        "column": price_file.column,
        "unit": price_file.unit,
        "money": price_file.money,
        "months": [str(month) for month in real.index],
        "price_usd_per_qq": real.tolist(),
        "notes": list(price_file.notes),
    }
