"""One door to the world price of a run: history, a shape, a random process, or the user's file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.processes import FITTED, PROCESSES, paths
from coopsim.prices.published import SERIES, world_price_usd_per_qq
from coopsim.prices.readers import PriceFile, read
from coopsim.prices.shapes import SHAPES, shape

Floats = NDArray[np.float64]

SOURCES = ("history", *SHAPES, *PROCESSES, "file")


class PriceGroup(Protocol):
    """What is read of a scenario's [price] group.

    `nominal` wants prices in dollars of each month in place of 2025, whatever the source; `money` is that of a file's figures.
    """

    @property
    def source(self) -> str: ...
    @property
    def series(self) -> str: ...
    @property
    def nominal(self) -> bool: ...
    @property
    def reference_price_usd_per_qq(self) -> float: ...
    @property
    def rise_share(self) -> float: ...
    @property
    def from_month(self) -> int: ...
    @property
    def length_months(self) -> int: ...
    @property
    def fade_months(self) -> int: ...
    @property
    def path(self) -> str: ...
    @property
    def column(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def money(self) -> str: ...


def world_price_path(
    price: PriceGroup,
    months: pd.PeriodIndex,
    *,
    uniforms: ArrayLike | None = None,
    base_dir: str | Path | None = None,
) -> Floats:
    """World price of each month of `months`, US$/qq; shape (months,), or (rows, months) for a random process.

    Dollars of 2025; with `nominal` those of each month, for `history` and files. A shape begins at the first of `months`. A
    process needs `uniforms` in [0, 1) of shape (rows, months, 2) and starts at the reference price. A file's path is relative
    to `base_dir`.

    >>> from types import SimpleNamespace
    >>> history = SimpleNamespace(source="history", series="arabica", nominal=True)
    >>> world_price_path(history, pd.period_range("2001-10", "2001-12", freq="M")).round(1).tolist()
    [57.2, 59.6, 57.5]
    """
    source = price.source
    if source not in SOURCES:
        raise UserMistake(field="source", got=source, among=SOURCES)
    if source == "history":
        return _history(price, months)
    if source == "file":
        return _file(price, months, base_dir)
    if price.nominal:
        raise UserMistake(_("{source} gives real prices only").format(source=source), field="nominal", got=True, allowed="false")
    if source in SHAPES:
        return price.reference_price_usd_per_qq * shape(
            source,
            len(months),
            rise_share=price.rise_share,
            from_month=price.from_month,
            length_months=price.length_months,
            fade_months=price.fade_months,
        )
    draws = np.asarray(uniforms, dtype=np.float64)
    if draws.ndim != 3 or draws.shape[1] != len(months):
        raise ValueError(f"uniforms of shape {draws.shape}, not (rows, {len(months)}, 2)")
    return paths(source, draws, reference_usd_per_qq=price.reference_price_usd_per_qq, series=price.series)


def _history(price: PriceGroup, months: pd.PeriodIndex) -> Floats:
    published = world_price_usd_per_qq(price.series, nominal=price.nominal)
    if months[0] < published.index[0] or months[-1] > published.index[-1]:
        raise UserMistake(
            _("the published prices do not cover the run"),
            field="start",
            got=f"{months[0]}..{months[-1]}",
            allowed=f"{published.index[0]}..{published.index[-1]}",
        )
    return published.reindex(months).to_numpy(dtype=np.float64)


def _file(price: PriceGroup, months: pd.PeriodIndex, base_dir: str | Path | None) -> Floats:
    read_file = price_file(price, base_dir, months=months, corrected=not price.nominal)
    return read_file.series_usd_per_qq.to_numpy(dtype=np.float64)


def price_file(
    price: PriceGroup, base_dir: str | Path | None, *, months: pd.PeriodIndex | None = None, corrected: bool = True
) -> PriceFile:
    """The price file that a scenario names, read as it says; `months` and `corrected` as those of `read`."""
    if not price.path:
        raise UserMistake(_("a price file is needed"), field="path", got="", allowed=".csv, .xlsx")
    return read(
        Path(base_dir or ".") / price.path,
        column=price.column or None,
        sheet=price.sheet or None,
        unit=price.unit,
        money=None if price.money == "from_file" else price.money,
        corrected=corrected,
        months=months,
        series=price.series,
    )


def parse_source(text: str) -> dict[str, Any]:
    """What `--price SOURCE` changes in a scenario's [price] group.

    `history`, a shape or a process, with `:robusta` behind it for robusta (whose normal price is set with it), or the path of
    a price file.

    >>> parse_source("boom")
    {'source': 'boom'}
    >>> parse_source("history:robusta")
    {'source': 'history', 'series': 'robusta', 'reference_price_usd_per_qq': 121.7}
    """
    name, colon, series = text.partition(":")
    if name in SOURCES and name != "file":
        if not colon:
            return {"source": name}
        if series not in SERIES:
            raise UserMistake(field="--price", got=text, among=[f"{name}:{kind}" for kind in SERIES])
        if series == "arabica":
            return {"source": name, "series": series}
        return {"source": name, "series": series, "reference_price_usd_per_qq": FITTED.robusta_reference_usd_per_qq}
    path = Path(text).expanduser()
    if text and (path.exists() or path.suffix or len(path.parts) > 1):
        if not path.is_file():
            raise UserMistake(_("is a folder, not a file") if path.is_dir() else _("no such file"), file=text, field="--price")
        return {"source": "file", "path": str(path.resolve())}
    names = [name for name in SOURCES if name != "file"]
    raise UserMistake(field="--price", got=text, allowed=", ".join(names) + ", " + _("or the path of a file"), among=names)
