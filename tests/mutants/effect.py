"""The tables of a few small worlds, for the runner of mutants: how much does a change of the program change them?

`python -m tests.mutants.effect keep FILE` keeps the tables of every world; `... compare FILE [WORLD]` says how far the column
that changed most is from what was kept, of the named world first, and looks no further once that is enough to be seen.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.arms import Arm
from coopsim.claim.conditions.boxes import tested
from coopsim.claim.criteria import criteria
from coopsim.claim.documents import Limit
from coopsim.claim.inference.judge import judged
from coopsim.claim.inference.shares import five
from coopsim.claim.matching.implausibility import implausibility
from coopsim.claim.matching.rows import Row
from coopsim.claim.outcomes.cohort import Cohort
from coopsim.claim.outcomes.ladder import season
from coopsim.claim.outcomes.windows import Seasons, over
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated
from coopsim.model.record import Recorder
from coopsim.model.season import GROUPINGS
from coopsim.model.simulate import calendar, live, world_of
from coopsim.runs.boxes import Within
from coopsim.runs.cohort_outcomes import COHORT_OUTCOMES
from tests.model.little import little

LEAST_CHANGE = 0.01
NOT_READ = ("companion_", "turning_gap_")  # of two arms; takes as long as all else together
PRICE: dict[str, Any] = {"source": "boom-bust", "rise_share": 0.8, "fade_months": 6, "length_months": 14, "years": 4}
SLUMP = PRICE | {"source": "bust", "rise_share": 1.5, "from_month": 13, "length_months": 40, "fade_months": 10}
LEVERS = {
    "loyalty_bonus_usd_per_qq": 15.0,
    "sanction_usd_per_qq": 20.0,
    "monitoring_share": 0.5,
    "minimum_delivery_share": 0.6,
    "services_usd_per_member_year": 60.0,
}
CONTRACTS = {"forward_share": 0.95, "fixed_price_share": 1.0, "sale_price": "fixed", "from_month": 3}
WORLDS: dict[str, tuple[str, dict[str, Any]]] = {
    "castillo": ("castillo", PRICE),
    "stressed": ("stressed", PRICE | {"fixed_cost_usd_per_year": 4000.0}),
    "pooled": ("castillo", PRICE | {"member_price": "pooled", "payment_delay_months": 6}),
    "two": ("two-cooperatives", PRICE | {"kin_talk_share": 0.4, "district": ""}),
    "valley": ("two-cooperatives", PRICE | {"buys_from_others": True, "years": 5, "fixed_cost_usd_per_year": 2000.0}),  # refunds
    "rules": ("eight-theories", PRICE),
    "levers": ("castillo", PRICE | LEVERS),
    "poor": ("castillo", PRICE | {"source": "bust", "credit_line_usd": 3000.0, "buffer_share": 0.002}),
    "contracts": ("stressed", PRICE | CONTRACTS | {"rollover_limit_share": 1.0, "fixed_cost_usd_per_year": 4000.0}),
    "walks": ("castillo", PRICE | CONTRACTS | {"relation_value_share": 0.05}),
    "certified": ("castillo", PRICE | {"source": "bust", "certified_share": 0.5, "certified_floor": True, "rise_share": 1.5}),
    "central": ("second-level-central", SLUMP | {"centre_office_usd_per_year": 1000.0, "farmers": 24, "years": 5}),
    "voted": ("sanctions", PRICE | {"delivery_rule_voted": True, "meeting_value_usd": 60.0, "fee_usd_per_qq": 40.0}),
    "hedged": ("hedged", PRICE | {"source": "bust", "rise_share": 1.5}),
    "label": ("novel-product", PRICE | {"demand_stops_share_per_year": 1.0}),
    "trades": ("diversified-households", PRICE),
    "others": ("castillo", PRICE | {"buys_from_others": True}),
    "exporters": ("castillo", PRICE | {"exporters": 6.0, "exporter_markdown_usd_per_qq": 20.0, "calls_per_sale": 5.0}),
    "chain": ("castillo", PRICE | {"chain_qq_per_year": 200.0, "chain_premium_usd_per_qq": 40.0}),
    "reference": ("castillo", PRICE | {"rules": {"reference_dependent": 1.0}}),
    "relation": ("castillo", PRICE | {"rules": {"relational": 1.0}, "rule.relational.noticed_share": 0.05}),
    "kin": ("kinship-association", PRICE),
    "liquid": ("castillo", PRICE | {"rules": {"liquidity_first": 1.0}, "buffer_share": 0.002}),
}

MADE_UP = "made up"  # no world: effects as the test of the claim takes them, by hand

Tables = dict[str, np.ndarray]


def tables(name: str) -> Tables:
    """Every column of every table of one world; the key says the world, the table and the column."""
    if name == MADE_UP:
        return {f"{name} {table}": values for table, values in made_up().items()}
    found: Tables = {}
    base, values = WORLDS[name]
    scenario = little(base, **({"farmers": 18} | values))
    months, before = calendar(scenario)
    world = world_of(scenario, (0, 1), 7)
    recorder, cohort = Recorder(before, scenario.time.start, groupings=GROUPINGS), Cohort(before // 12)
    live(world, len(months), [recorder, cohort])
    rows = pd.DataFrame({"arm": "a", "replicate": [0, 1]})
    seasons = cohort.of(slice(2), 1)
    for column in COHORT_OUTCOMES:
        if not column.name.startswith(NOT_READ):
            found[f"{name} outcomes {column.name}"] = np.stack([over(seasons, column.name, places) for places in ([1], [2, 3])])
    frames = {
        "months": recorder.months_frame(rows),
        "seasons": recorder.seasons_frame(rows),
    }
    for table, frame in frames.items():
        keys = [key for key in frame if not pd.api.types.is_numeric_dtype(frame[key])]
        numbers = frame.drop(columns=keys)
        for column in numbers:
            found[f"{name} {table} {column}"] = numbers[column].to_numpy(dtype=float)
    return found


def made_up() -> Tables:
    """What the test of the claim makes of effects that lie on and about what matters, of dropped runs and of the field."""
    rng = np.random.default_rng(1)
    untreated, treated = (
        Seasons(
            {"trust": trust, "households": np.ones((8, 12, 10), dtype=np.float32)}, season(is_open=np.ones((8, 12, 10, 1)) > 0)
        )
        for trust in rng.normal(0.5, 0.2, (2, 8, 12, 10)).astype(np.float32)
    )
    lasts = rng.random((12, 10)) > 0.2
    draws = pd.DataFrame({"margin_share": np.zeros(12)})
    arm = Arm("composite", "boom", 0.47, 1)
    simulated = Simulated(draws, Shifts.none(12), lasts, np.ones((12, 10)), untreated, {arm: treated})
    effect = simulated.effect("composite", "boom", "cohort_trust", "impact")
    on_the_edge = np.array([[0.5, 1.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    drawn = pd.DataFrame({"trust": rng.random(80)})
    of_one_half = np.where(drawn.index % 2 == 0, drawn["trust"] > 0.5, rng.random(80) < 0.4)  # a box of the even worlds alone
    box = tested(Within((Limit(name="trust", low=0.5),)), drawn, of_one_half, criteria().frozen.boxes)
    field = [Row("P1", 0.3, 0.02, 0.05), Row("P2", 0.5, 0.05, 0.1)]
    return {
        "effect": effect,
        "dropped": np.isnan(effect).astype(float),
        "shares": judged(rng.normal(0.1, 0.1, (12, 1)) + rng.normal(0.0, 0.3, (12, 10)), 0.1, resamples=5).share,
        "boxes": np.array([1.0, box is not None]),
        "classes": five(on_the_edge).astype(float),
        "distance": implausibility(np.array([[0.4, 0.6], [0.1, 0.4]]), field, np.full((2, 2), 0.01)),
    }


def largest_change(before: Tables, after: Tables) -> tuple[float, str]:
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


def compared(kept: Tables, first: str) -> tuple[float, str]:
    """The largest change of the first world that changes enough to be seen; of all, where none does."""
    worst = (0.0, "")
    for name in sorted((*WORLDS, MADE_UP), key=lambda world: world != first):
        before = {column: values for column, values in kept.items() if column.startswith(f"{name} ")}
        worst = max(worst, largest_change(before, tables(name)))
        if worst[0] > LEAST_CHANGE:
            break
    return worst


if __name__ == "__main__":
    what, file, *named = sys.argv[1:]
    if what == "keep":
        np.savez(Path(file), **{column: values for name in (*WORLDS, MADE_UP) for column, values in tables(name).items()})
    else:
        with np.load(Path(file)) as archive:
            change, where = compared(dict(archive), *(named or ["castillo"]))
        print(change, where or "nowhere")
