"""The tables of a few small worlds, for the runner of mutants: how much does a change of the program change them?"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from coopsim.claim.outcomes import Cohort, effects_table
from coopsim.model.record import GROUPINGS, Recorder
from coopsim.model.simulate import calendar, live, world_of
from tests.model.little import little

PRICE = {"source": "boom-bust", "rise_share": 0.8, "fade_months": 6, "length_months": 14, "years": 6}
LEVERS = {
    "loyalty_bonus_usd_per_qq": 15.0,
    "sanction_usd_per_qq": 20.0,
    "monitoring_share": 0.5,
    "minimum_delivery_share": 0.6,
    "services_usd_per_member_year": 60.0,
}
WORLDS = {
    "castillo": ("castillo", PRICE),
    "stressed": ("stressed", PRICE | {"fixed_cost_usd_per_year": 4000.0}),
    "pooled": ("castillo", PRICE | {"member_price": "pooled", "payment_delay_months": 6}),
    "two": ("two-cooperatives", PRICE | {"kin_talk_share": 0.4}),
    "rules": ("eight-theories", PRICE),
    "levers": ("castillo", PRICE | LEVERS),
    "poor": ("castillo", {"source": "bust", "years": 6, "credit_line_usd": 3000.0}),
}


def tables() -> dict[str, np.ndarray]:
    """Every column of every table; the key says the world, the table and the column."""
    found: dict[str, np.ndarray] = {}
    for name, (base, values) in WORLDS.items():
        scenario = little(base, **values)
        months, before = calendar(scenario)
        world = world_of(scenario, (0, 1), 7)
        recorder, cohort = Recorder(before, scenario.time.start, groupings=GROUPINGS), Cohort(before // 12)
        live(world, len(months), [recorder, cohort])
        rows = pd.DataFrame({"arm": "a", "replicate": [0, 1]})
        windows = {"impact": [0], "after": [1, 2]}
        effects = effects_table(cohort, slice(0, 1), cohort, slice(1, 2), windows, before // 12 + 1, 1)
        for outcome, values_of_it in effects.groupby("outcome", observed=True):
            found[f"{name} effects {outcome}"] = values_of_it[["value", "baseline_value"]].to_numpy(dtype=float)
        frames = {
            "months": recorder.months_frame(rows, world.identifiers),
            "seasons": recorder.seasons_frame(rows, world.identifiers),
        }
        for table, frame in frames.items():
            keys = [key for key in frame if not pd.api.types.is_numeric_dtype(frame[key])]
            numbers = frame.drop(columns=keys)
            for column in numbers:
                found[f"{name} {table} {column}"] = numbers[column].to_numpy(dtype=float)
    return found


def largest_change(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> tuple[float, str]:
    """How far the column that changed most is from what it was, as a share of its size (2 at most); rows missing count as all."""
    worst = (0.0, "")
    for name, old in before.items():
        new = after.get(name)
        if new is None or new.shape != old.shape:
            return float("inf"), name
        one, other = np.nan_to_num(old), np.nan_to_num(new)
        change = float(np.abs(other - one).sum() / max(np.abs(one).sum(), np.abs(other).sum(), 1e-6))
        worst = max(worst, (change, name))
    return worst


if __name__ == "__main__":
    np.savez(Path(sys.argv[1]), **tables())
