"""Long runs: what becomes of a district when the world price is that of history, or stays at one level for decades."""

from __future__ import annotations

from typing import Any

import pandas as pd

from coopsim.runs.run import run_scenario
from coopsim.scenario import Scenario

LEVELS_USD_PER_QQ = (120, 150, 215, 400, 800)
SHOWN = ("members", "district_area_ha", "delivered_qq", "months_without_cash", "alive")


def long_runs(
    scenario: Scenario, levels: tuple[int, ...] = LEVELS_USD_PER_QQ, years: int = 36, replicates: int = 16, seed: int = 1
) -> pd.DataFrame:
    """Members, area, deliveries, lean months and what is left of the cooperative, season by season, by the path of the price.

    A level begins after one season at the normal price and stays; everybody expects it to stay.

    Parameters
    ----------
    scenario : Scenario
        Whose district it is; its own price is the first path.
    levels : tuple of int
        World prices that stay, US$/qq.
    years, replicates, seed : int
        Seasons of a run, runs of a path, and their random draws.

    Returns
    -------
    DataFrame
        Columns path (of the price: "history" or the level), season, and the means over runs of what is shown; a cooperative that
        has closed counts with nothing.
    """
    normal = scenario.price.reference_price_usd_per_qq
    stays = {"source": "step", "from_month": 12, "return_share_per_month": 0.0}
    paths: dict[str, dict[str, Any]] = {scenario.price.source: {}} | {
        str(level): {**stays, "rise_share": level / normal - 1.0} for level in levels
    }
    tables = []
    for name, values in paths.items():
        _months, seasons = run_scenario(scenario.with_values({**values, "years": years}), replicates, seed)
        tables.append(seasons.groupby("season")[list(SHOWN)].mean().reset_index().assign(path=name))
    return pd.concat(tables, ignore_index=True)
