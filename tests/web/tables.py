"""A run as `coopsim run` gives it: the tables with which numbers and sentences of a page are compared."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

import coopsim
from coopsim.web.live import Changes


@lru_cache(maxsize=64)
def tables_of(name: str, changes: Changes = (), seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Months and seasons of the first replicate: of the cooperative, or of the region where there are several."""
    months, seasons = coopsim.run(name, replicates=1, seed=seed, set=dict(changes), progress=False)
    which = "region" if months["cooperative"].nunique() > 2 else months["cooperative"].iloc[0]
    return tuple(table[table["cooperative"] == which].reset_index(drop=True) for table in (months, seasons))  # type: ignore[return-value]


def year_share(months: pd.DataFrame, month: int) -> float:
    """Members' coffee delivered, of all they harvested in the twelve months up to a month."""
    year = months.iloc[max(0, month - 11) : month + 1]
    harvest = year["harvest_qq"].sum()
    return float(year["delivered_qq"].sum() / harvest) if harvest > 0 else float("nan")


def columns(months: pd.DataFrame, names: dict[str, str]) -> dict[str, Any]:
    """Columns of the table as a page rounds them, by the page's names; None where there is no number."""
    return {
        key: [None if np.isnan(value) else value for value in np.round(months[name].to_numpy(dtype=float), 1).tolist()]
        for key, name in names.items()
    }
