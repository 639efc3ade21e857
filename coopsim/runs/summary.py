"""A run in a dozen numbers: each season column averaged over seasons, then over replicates."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coopsim.model.columns import DISTRICT, OF_ONE, REGION
from coopsim.model.season_columns import SEASONS
from coopsim.runs.statistics import mean_interval

SUMMARISED = [
    "delivery_share",
    "leakage_share",
    "rationed_share",
    "members_selling_outside_share",
    "members",
    "price_received_usd_per_qq",
    "income_usd_per_farmer",
    "shortfall_usd_per_farmer",
    "unit_cost_usd_per_qq",
    "trust",
    "loyalty_usd_per_qq",
    "cohesion_share",
    "reserves_usd",
    "alive",
]


def region_of(seasons: pd.DataFrame) -> pd.DataFrame:
    """The rows of all cooperatives and all members together, of the table `seasons`; none where no season is whole."""
    if seasons.empty:
        return pd.DataFrame(columns=[column.name for column in SEASONS])
    return seasons[(seasons["cooperative"] == REGION) & (seasons["grouping"] == "all")]


def places_in(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Whom the rows of `months` or `seasons` are about: cooperatives by their ids; and the region with its districts.

    >>> places_in(pd.DataFrame({"cooperative": ["a", "b", "district:valle", "region"]}))
    (['a', 'b'], ['region', 'district:valle'])
    """
    names = [str(name) for name in pd.unique(table["cooperative"].astype(str))]
    single = [name for name in names if name != REGION and not name.startswith(DISTRICT)]
    return single, [name for name in names[::-1] if name not in single]


def summary(seasons: pd.DataFrame) -> list[dict[str, Any]]:
    """A run in a dozen numbers.

    Parameters
    ----------
    seasons : DataFrame
        The table `seasons` of `run_scenario`.

    Returns
    -------
    list of dict
        One for each indicator: name, unit, title in both languages, mean over seasons and replicates with its 95 % interval
        (ci_low, ci_high; missing for one replicate), and the middle 80 % of replicates (low, high), of the region; `alive` at
        the end.
    """
    table = region_of(seasons)
    rows = []
    for column in SEASONS:
        if column.name not in SUMMARISED:
            continue
        groups = table.groupby("replicate", observed=True)[column.name]
        values = (groups.last() if column.name == "alive" else groups.mean()).dropna().to_numpy(dtype=float)
        if not values.size and column.name in OF_ONE:
            continue  # of several cooperatives: never a sum
        low, high = np.quantile(values, [0.1, 0.9]) if values.size else (np.nan, np.nan)
        interval = mean_interval(values) if values.size > 1 else None
        rows.append(
            {
                "name": column.name,
                "unit": column.unit,
                "en": column.label("en"),
                "es": column.label("es"),
                "mean": float(values.mean()) if values.size else None,
                "ci_low": None if interval is None else float(interval.low),
                "ci_high": None if interval is None else float(interval.high),
                "low": float(low) if values.size else None,
                "high": float(high) if values.size else None,
                "replicates": int(values.size),
            }
        )
    return sorted(rows, key=lambda row: SUMMARISED.index(row["name"]))
