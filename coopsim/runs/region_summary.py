"""A run of several cooperatives in numbers: how many are open, when and why others closed, how members and coffee are spread.

What they own or owe is not added up: nobody has the sum of their reserves.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coopsim.runs.closings import CAUSES

QUARTILES = (0.25, 0.5, 0.75)


def region_summary(cooperatives: pd.DataFrame) -> dict[str, Any] | None:
    """The region at the end of its runs; nothing where no run has more than one cooperative.

    Parameters
    ----------
    cooperatives : DataFrame
        The table `cooperatives`.

    Returns
    -------
    dict or None
        Means over replicates of `cooperatives` (all that ever were), `founded` after the start, `revived`, and of those that are
        closed at the end by cause; `open` with the middle 80 % of replicates; and the quartiles of `members` and of
        `district_share` over the cooperatives that are open in any replicate.

    Examples
    --------
    >>> table = pd.DataFrame({"replicate": 0, "cooperative": ["a", "b"], "alive": [1.0, 0.0], "cause": ["", "low_sales"],
    ...                       "founded": pd.NaT, "revived": pd.NaT, "members_end": [80.0, 0.0], "district_share": [0.4, np.nan]})
    >>> summed = region_summary(table)
    >>> summed["cooperatives"], summed["open"]["mean"], summed["closed"]["low_sales"], summed["members"][1]
    (2.0, 1.0, 1.0, 80.0)
    """
    runs = cooperatives.groupby("replicate", observed=True)
    number = runs.size()
    if number.empty or number.max() <= 1:
        return None
    is_open = runs["alive"].sum()
    low, high = np.quantile(is_open, [0.1, 0.9])
    there, closed = cooperatives[cooperatives["alive"] > 0], cooperatives[cooperatives["alive"] == 0]
    return {
        "replicates": len(number),
        "cooperatives": float(number.mean()),
        "open": {"mean": float(is_open.mean()), "low": float(low), "high": float(high)},
        "founded": float(runs["founded"].count().mean()),
        "revived": float(runs["revived"].count().mean()),
        "closed": {cause: float((closed["cause"] == cause).sum() / len(number)) for cause in CAUSES if cause},
        "members": _quartiles(there["members_end"]),
        "district_share": _quartiles(there["district_share"]),
    }


def _quartiles(values: pd.Series) -> list[float | None]:
    values_there = values.dropna().to_numpy(dtype=float)
    return [float(value) for value in np.quantile(values_there, QUARTILES)] if values_there.size else [None] * len(QUARTILES)
