"""A table of effects made by hand: whatever effect each sub-claim should show, with noise, in worlds, cells and episodes."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

CELLS = [f"{sale}/{member}" for sale in ("fixed", "open") for member in ("fixed", "pooled", "indexed")]
EPISODES = [
    ("1990-92", "slump", "1990-04", "1992-09", False),
    ("1994-95", "boom", "1994-06", "1995-09", True),
    ("1997", "boom", "1997-04", "1997-09", False),
    ("1999-2002", "slump", "1999-04", "2002-09", False),
    ("2005", "boom", "2005-04", "2005-09", False),
    ("2010-11", "boom", "2010-06", "2011-09", True),
    ("2013", "slump", "2013-04", "2013-09", False),
    ("2021-22", "boom", "2021-06", "2022-09", True),
    ("2025", "boom", "2025-04", "2025-09", False),
]
# outcome: (kind it is read in, windows, baseline, unit)
OUTCOMES = {
    "income_usd_per_farmer": ("H1", ("impact+1", "long"), 2400.0, "usd"),
    "income_poorest_third_usd_per_farmer": ("H1", ("impact+1", "long"), 900.0, "usd"),
    "cohort_offered_share": ("H2d", ("impact",), 0.71, "share"),
    "cohort_delivered_share": ("H2d", ("impact",), 0.69, "share"),
    "refused_share": ("H2d", ("impact",), 0.02, "share"),
    "members_active_share": ("H2d", ("impact",), 0.9, "share"),
    "turning_gap_usd_per_qq": ("H2d", ("impact",), 21.0, "usd_per_qq"),
    "trouble_share": ("H2t", ("impact+1",), 0.2, "share"),
    "trouble_contracts": ("H2t", ("impact+1",), 0.1, "share"),
    "trouble_refused_or_late": ("H2t", ("impact+1",), 0.1, "share"),
    "trouble_loss": ("H2t", ("impact+1",), 0.05, "share"),
    "trouble_negative_worth": ("H2t", ("impact+1",), 0.03, "share"),
    "trouble_closed": ("H2t", ("impact+1",), 0.01, "share"),
    "closed_share": ("H2t", ("long",), 0.02, "share"),
    "distress_share": ("H3", ("impact",), 0.3, "share"),
    "shortfall_usd_per_farmer": ("H3", ("impact",), 110.0, "usd"),
    "abandoned_share": ("H3", ("long",), 0.01, "share"),
    "cohesion_share": ("H4", ("impact", "aftermath"), 0.6, "share"),
    "cohort_trust": ("H4", ("impact",), 0.8, "share"),
    "members_kept_share": ("H4", ("impact",), 0.97, "share"),
}
# raw effects at the headline size: (boom, slump, spread between worlds)
DEFAULT = {
    "income_usd_per_farmer": (900.0, -700.0, 250.0),
    "income_poorest_third_usd_per_farmer": (260.0, -240.0, 90.0),
    "cohort_offered_share": (-0.09, 0.03, 0.06),
    "trouble_share": (0.24, 0.08, 0.07),
    "distress_share": (-0.1, 0.22, 0.06),
    "cohesion_share": (-0.01, 0.01, 0.06),
}


def worlds_table(n: int, seed: int = 3) -> pd.DataFrame:
    """What the worlds drew: named as in claim.toml."""
    luck = np.random.default_rng(seed)
    columns = {
        "loyalty_usd_per_qq.sd": luck.uniform(15, 100, n),
        "trust.mean": luck.uniform(0.5, 0.95, n),
        "advance_share": luck.uniform(0.4, 0.95, n),
        "credit_line_usd": luck.uniform(20_000, 300_000, n),
        "money_scaling": luck.uniform(0, 1, n),
        "headroom": luck.uniform(0.9, 1.5, n),
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(n, name="world"))


def effects_table(
    n_worlds: int = 120,
    means: dict[str, tuple[float, float, float]] | None = None,
    *,
    steer: tuple[str, str, float, float] | None = None,
    episodes: bool = True,
    replicates: int = 6,
    seed: int = 4,
) -> tuple[pd.DataFrame, pd.DataFrame, list[dict[str, Any]]]:
    """Effects, worlds, episodes. `steer` = (outcome, column, value, shift): worlds with column below value shift by so much."""
    luck = np.random.default_rng(seed)
    means = DEFAULT | (means or {})
    worlds = worlds_table(n_worlds)
    frames: list[pd.DataFrame] = []
    arms = [("composite", cell) for cell in CELLS] + [("surprise", "fixed/pooled"), ("level", "fixed/pooled")]
    weight = {"composite": 1.0, "surprise": 1.4, "level": 0.3}
    by_cell = dict(zip(CELLS, (1.6, 1.0, 1.1, -0.1, -0.2, 0.1), strict=True))
    for (treatment, cell), (outcome, (subclaim, _windows, baseline, _unit)) in product(
        arms if n_worlds else [], OUTCOMES.items()
    ):
        boom, slump, spread = means.get(outcome, (0.02 * baseline, -0.02 * baseline, 0.05 * baseline))
        for kind, mean in (("boom", boom), ("slump", slump)):
            moved = mean * weight[treatment] * (by_cell[cell] if outcome in ("cohort_offered_share", "trouble_share") else 1.0)
            effect = moved + spread * luck.standard_normal(n_worlds)
            if steer and steer[0] == outcome and kind == ("slump" if subclaim in ("H3", "H4") else "boom"):
                effect = effect + steer[3] * (worlds[steer[1]].to_numpy() < steer[2])
            where = {"design": "world", "cell": cell, "treatment": treatment, "kind": kind, "replicate": -1}
            frames += _rows(outcome, effect, unit_id=[str(world) for world in worlds.index], **where)
    listed = []
    for name, kind, start, end, surprise in EPISODES if episodes else []:
        for outcome, (_subclaim, _windows, baseline, _unit) in OUTCOMES.items():
            boom, slump, spread = means.get(outcome, (0.02 * baseline, -0.02 * baseline, 0.05 * baseline))
            mean = (boom if kind == "boom" else slump) * luck.uniform(0.2, 1.5)
            effect = mean + 0.2 * spread * luck.standard_normal(replicates)
            where = {"design": "episode", "cell": "fixed/pooled", "treatment": "history", "kind": kind}
            frames += _rows(outcome, effect, unit_id=name, replicate=np.arange(replicates), **where)
        before_after = {id: float(luck.normal(0.08, 0.1)) for id in ("H1", "H2d", "H2t", "H3", "H4")}
        found = {"name": name, "kind": kind, "from": start, "to": end, "r_reference": 195.0, "surprise": surprise}
        listed.append(found | {"before_after": before_after})
    return pd.concat(frames, ignore_index=True), worlds, listed


def _rows(outcome: str, effect: Any, **where: Any) -> list[pd.DataFrame]:
    """The rows of one outcome in one arm, a frame for each of its windows."""
    subclaim, windows, baseline, unit = OUTCOMES[outcome]
    shared = {"subclaim": subclaim, "outcome": outcome, "ln_size": 0.47 if where["kind"] == "boom" else -0.47, "onset_month": -1}
    found = {"knock_out": "", "value": baseline + effect, "baseline_value": baseline, "effect": effect, "unit": unit}
    return [pd.DataFrame(shared | where | found | {"window": window}) for window in windows]


FACTS: dict[str, Any] = {
    "coopsim_version": "0.1.0",
    "scenario": "castillo",
    "scenario_hash": "0" * 64,
    "seed": 1,
    "replicates": 6,
    "price_source": "history:arabica",
    "period": ["1989-10", "2026-05"],
    "rules": {"random_utility": 1.0},
    "headline_cell": "fixed/pooled",
    "headroom": 1.05,
    "worlds_dropped": 13,
}
