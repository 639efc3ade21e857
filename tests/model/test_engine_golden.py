"""What the engine makes of every shipped scenario under every decision rule, and of many worlds that stress it, to 1e-9.

`tests/golden/engine-worlds.json` holds worlds drawn once inside the declared ranges, and others written to enter what those
leave out: each mechanism off, no neighbours, who pays for insurance and events, boards that walk away from contracts, closings.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.runs.run import run_scenario
from coopsim.scenario import Scenario, load
from coopsim.scenario.drawn import DrawnPolicy
from tests.model.little import SHRINKS

GOLDEN = Path(__file__).parents[1] / "golden"
TABLE, WORLDS = GOLDEN / "engine.parquet", GOLDEN / "engine-worlds.json"
SHIPPED = sorted(file.stem for file in (Path(__file__).parents[2] / "scenarios").glob("*.toml"))
RULES = (
    "experience",
    "imitation",
    "liquidity_first",
    "price_gap",
    "random_utility",
    "reference_dependent",
    "relational",
    "threshold",
)
MOST_FARMERS, MOST_YEARS, WARM_UP_YEARS, REPLICATES = 40, 8, 2, 3
FARMERS_OF_DRAWN, MEMBERS_OF_DRAWN = 5, 3  # of each of many cooperatives
TOLERANCE = 1e-9  # of a column's largest number in the case
KEY = ["case", "cooperative", "replicate", "season"]
COLUMNS = [
    "members",
    "delivered_qq",
    "refused_qq",
    "side_sold_qq",
    "income_usd_per_farmer",
    "trust",
    "loyalty_usd_per_qq",
    "cash_usd",
    "debt_usd",
    "contracts_late_qq",
    "defaulted_forced_qq",
    "defaulted_strategic_qq",
    "area_ha",
]
QUICK = ("two-cooperatives under experience", "stressed under imitation", "random-09")
OF_THE_WHOLE = (*SHRINKS, "monitoring_cost_usd_per_year", "transparency_cost_usd_per_year")


def smaller(name: str, farmers: int, years: int) -> Scenario:
    """A shipped scenario with at most so many farmers and years; what a cooperative pays and owns as a whole shrinks alike."""
    scenario = until(load(name), years)
    values: dict[str, Any] = {"years": min(years, scenario.time.years)}
    farmers = max(farmers, FARMERS_OF_DRAWN * len(scenario.cooperative)) if is_drawn(scenario) else farmers
    part = min(1.0, farmers / scenario.population.farmers)
    if part < 1.0:
        values["farmers"] = farmers
        for cooperative in scenario.cooperative:
            if isinstance(cooperative, DrawnPolicy):  # what it pays and owns is of each member
                values[f"cooperative.{cooperative.group}.members"] = {"distribution": "constant", "mean": MEMBERS_OF_DRAWN}
                continue
            values[f"cooperative.{cooperative.id}.members"] = int(cooperative.members * part)
            values |= {f"cooperative.{cooperative.id}.{cost}": getattr(cooperative, cost) * part for cost in OF_THE_WHOLE}
        values["cash_usd"] = max(scenario.intermediary.cash_usd * part, 1000.0)
    return scenario.with_values(values)


def until(scenario: Scenario, years: int) -> Scenario:
    """The scenario without the events that begin after so many years."""
    document = scenario.document()
    within = [event.begins(scenario.time.start) < years * 12 for event in scenario.event]
    events = [written for written, happens in zip(document["event"], within, strict=True) if happens]
    return scenario if all(within) else Scenario.checked(document | {"event": events}, scenario.folder)


def is_drawn(scenario: Scenario) -> bool:
    return any(isinstance(policy, DrawnPolicy) for policy in scenario.cooperative)


def composed(world: dict[str, Any]) -> Scenario:
    """A world of engine-worlds.json: a shipped scenario made smaller, then other values, then events."""
    scenario = smaller(world["scenario"], world["farmers"], world["years"])
    values = dict(world["values"])
    for name in values.keys() & set(OF_THE_WHOLE):  # meant of all cooperatives, also where a number was made smaller above
        for cooperative in scenario.cooperative:
            values.setdefault(f"cooperative.{cooperative.id}.{name}", values[name])
    scenario = scenario.with_values(values)
    return Scenario.checked(scenario.document() | {"event": world.get("event", [])}, scenario.folder)


def shipped(name: str, **values: Any) -> Scenario:
    return smaller(name, MOST_FARMERS, MOST_YEARS).with_values({"warm_up_years": WARM_UP_YEARS} | values)


def cases() -> dict[str, Callable[[], Scenario]]:
    """Every case by its name; its scenario is made when it is asked for."""
    made: dict[str, Callable[[], Scenario]] = {
        f"{name} under {rule}": partial(shipped, name, rules={rule: 1.0})
        for name in SHIPPED
        for rule in RULES
        if rule == "random_utility" or not is_drawn(load(name))  # many cooperatives: one rule
    }
    made |= {f"{name} as shipped": partial(shipped, name) for name in SHIPPED if len(load(name).population.rules) > 1}
    return made | {world["name"]: partial(composed, world) for world in json.loads(WORLDS.read_text(encoding="utf-8"))}


def seasons_of(case: str, scenario: Scenario) -> pd.DataFrame:
    _months, seasons = run_scenario(scenario, REPLICATES, seed=11, keep_months=0)
    seasons = seasons[seasons["cooperative"].isin([one.id for one in scenario.cooperative])].assign(case=case)
    return seasons[KEY + COLUMNS].reset_index(drop=True)


def moved(case: str, before: pd.DataFrame, after: pd.DataFrame) -> list[tuple[float, str]]:
    """By how much of its size a column moved, and where first, for each column that did.

    >>> row = {"cooperative": "esperanza", "replicate": 0, "season": 0}
    >>> moved("castillo", pd.DataFrame([row | {"trust": 0.5}]), pd.DataFrame([row | {"trust": 0.25}]))
    [(0.5, 'castillo: trust moved first in season 0, replicate 0 of esperanza: 0.5 -> 0.25')]
    """
    key = [name for name in KEY if name in before]
    if not before[key].equals(after[key].astype(before[key].dtypes)):
        return [(np.inf, f"{case}: other rows, {len(before)} -> {len(after)}")]
    lines = []
    for column in (name for name in before if name not in KEY):
        one, other = before[column].to_numpy(dtype=float), after[column].to_numpy(dtype=float)
        size = max(np.nanmax(np.abs(one), initial=0.0), np.nanmax(np.abs(other), initial=0.0))
        same = np.isclose(one, other, rtol=0.0, atol=TOLERANCE * size, equal_nan=True)
        if same.all():
            continue
        first = before.loc[~same, "season"].idxmin()
        row = before.loc[first]
        place = f"season {row['season']}, replicate {row['replicate']} of {row['cooperative']}: {one[first]} -> {other[first]}"
        distance = np.abs(one - other)
        worst = float(np.nanmax(distance) / size) if np.isnan(one).sum() == np.isnan(other).sum() else np.inf
        lines.append((worst, f"{case}: {column} moved first in {place}"))
    return lines


def kept(case: str) -> pd.DataFrame:
    table = pd.read_parquet(TABLE)
    return table[table["case"] == case].reset_index(drop=True)


@pytest.mark.golden
@pytest.mark.parametrize("case", QUICK)
def test_some_worlds_give_the_numbers_they_gave(case: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--golden-write"):
        pytest.skip("all are written together")
    lines = moved(case, kept(case), seasons_of(case, cases()[case]()))
    assert not lines, "\n".join(line for _worst, line in lines)


@pytest.mark.golden
@pytest.mark.slow
def test_every_world_gives_the_numbers_it_gave(request: pytest.FixtureRequest) -> None:
    tables = {case: seasons_of(case, scenario()) for case, scenario in cases().items()}
    if request.config.getoption("--golden-write"):
        pd.concat(tables.values(), ignore_index=True).to_parquet(TABLE, compression="zstd", index=False)
        return
    before = dict(list(pd.read_parquet(TABLE).groupby("case")))
    assert before.keys() == tables.keys()
    lines = [line for case, after in tables.items() for line in moved(case, before[case].reset_index(drop=True), after)]
    lines.sort(key=lambda line: -line[0])
    assert not lines, f"{len(lines)} columns moved, the worst first:\n" + "\n".join(line for _worst, line in lines[:40])
