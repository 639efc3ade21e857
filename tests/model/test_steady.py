"""Where nothing comes from outside, nothing moves for long; and it does not matter in which money the books are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from coopsim.equations import delivery, trees
from coopsim.model import first_states
from coopsim.model.choice import probe
from coopsim.model.decision import RULES
from coopsim.model.measure import cohesion_share
from coopsim.model.simulate import live, paths_for, world_of
from coopsim.model.start import start
from coopsim.model.world import World
from coopsim.scenario import Distribution, Scenario, parameters
from tests.cases import every
from tests.model.little import little, months_of, state
from tests.model.phases import plain

BURN_IN, WATCHED = 10, 16  # seasons


class Seasons:
    """Mean over the region of what could drift, one figure for each season and replicate."""

    every_month = False

    def __init__(self) -> None:
        self.told: dict[str, list[np.ndarray]] = {}

    def month_ended(self, world: World) -> None:
        pass

    def season_ended(self, world: World) -> None:
        f, c = world.farmers, world.cooperatives
        sold = f.season_delivered_qq + f.season_side_sold_qq
        members = f.season_member
        now = {
            "delivery_share": np.where(members, f.season_delivered_qq, 0.0).sum(axis=1)
            / np.maximum(np.where(members, sold, 0.0).sum(axis=1), 1e-9),
            "trust": np.where(members, f.trust, 0.0).sum(axis=1) / np.maximum(members.sum(axis=1), 1),
            "members": f.is_member.sum(axis=1) / f.shape[1],
            "traders": world.districts.traders.mean(axis=1),
            "net_worth": c.net_worth_usd.sum(axis=1) / c.fixed_cost_usd_per_year.sum(axis=1),
            "alive": c.alive.mean(axis=1),
            "harvest": f.season_harvest_qq.sum(axis=1) / (f.hectares * f.yield_qq_per_ha).sum(axis=1),
        }
        for name, values in now.items():
            self.told.setdefault(name, []).append(np.array(values, dtype=float))


MOST_DRIFT = {
    "delivery_share": 0.04,
    "trust": 0.04,
    "members": 0.04,
    "traders": 0.25,
    "net_worth": 0.15,
    "alive": 0.0,
    "harvest": 0.05,
}


@pytest.mark.parametrize("headroom", ["as it is", "ample"])
def test_a_steady_world_stays_steady(headroom: str) -> None:
    """Between the first and the last four of sixteen seasons after the burn-in: less than what a reader would notice."""
    values: dict[str, Any] = {"years": BURN_IN + WATCHED, "warm_up_years": 0, "farmers": 80, "members": 50, "from_month": 0}
    share = 0.5 if headroom == "as it is" else 0.3
    values |= {
        "fixed_cost_usd_per_year": 100_000.0 * share,
        "opening_reserve_usd": 30_000.0,
        "credit_line_usd": 30_000.0,
    }
    values["reserve_share"] = 0.2 if headroom == "as it is" else 0.0  # of an ample surplus a fifth would pile up year after year
    values["supply_response"] = headroom == "as it is"  # where the surplus is ample, spare land is planted for twenty years
    scenario = little("steady", source="constant", **values)
    world, seasons = world_of(scenario, range(12), 1), Seasons()
    live(world, months_of(scenario), [seasons])
    for name, allowed in MOST_DRIFT.items():
        told = np.array(seasons.told[name])[BURN_IN:]  # (seasons, replicates)
        early, late = told[:4].mean(axis=0), told[-4:].mean(axis=0)
        error = (late - early).std(ddof=1) / np.sqrt(told.shape[1])
        drift = float((late - early).mean())
        assert abs(drift) <= allowed + 3 * error, (
            f"{name} drifts by {drift:.3f} (standard error {error:.3f}): {told.mean(axis=1).round(3)}"
        )


def in_other_money(scenario: Scenario, rate: float) -> Scenario:
    """The same scenario told in a money of which `rate` are worth one US$. Ranges are those of US$, so nothing is checked."""

    def scaled(value: Any) -> Any:
        if isinstance(value, Distribution):
            part = {name: getattr(value, name) for name in ("low", "high")}
            return value.model_copy(
                update={"mean": value.mean * rate, "sd": value.sd * rate}
                | {n: v * rate for n, v in part.items() if v is not None}
            )
        return value * rate

    money: dict[str, list[str]] = {}
    for parameter in parameters():
        if parameter.unit.startswith("US$") and parameter.unit != "US$ per US$":
            money.setdefault(parameter.table, []).append(parameter.name)
    tables: dict[str, Any] = {}
    for table, names in money.items():
        if table == "cooperative":
            tables[table] = tuple(c.model_copy(update={n: scaled(getattr(c, n)) for n in names}) for c in scenario.cooperative)
        elif table.startswith("rule."):
            rule = tables.get("rule", scenario.rule)
            own = table.removeprefix("rule.")
            group, keys = getattr(rule, own), [name.rpartition(".")[2] for name in names]
            changed = group.model_copy(update={n: scaled(getattr(group, n)) for n in keys})
            tables["rule"] = rule.model_copy(update={own: changed})
        else:
            group = getattr(scenario, table)
            tables[table] = group.model_copy(update={n: scaled(getattr(group, n)) for n in names})
    return scenario.model_copy(update=tables)


def lived_in_money(scenario: Scenario, rate: float) -> World:
    """Prices come in US$ at the door; from there on everything is in the other money."""
    paths = paths_for(scenario, (0, 1), 3)
    paths = replace(
        paths,
        world_price_usd_per_qq=paths.world_price_usd_per_qq * rate,
        price_floor_usd_per_qq=paths.price_floor_usd_per_qq * rate,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            first_states, "NORMAL_PRICE_USD_PER_QQ", 215.0 * rate
        )  # the level at which the usual farm-gate price is paid
        world = start([in_other_money(scenario, rate)] * 2, (0, 1), 3, paths)
    live(world, months_of(scenario))
    return world


def is_money(name: str) -> bool:
    """A name that ends in its unit says so."""
    return "usd" in name or name.rpartition(".")[0] in ("ledger.own", "ledger.outside") or name == "price_floor_usd_per_qq"


def assert_same_but_for_the_money(one: World, other: World, rate: float) -> None:
    a, b = state(one), state(other)
    for name in a:
        factor = rate if is_money(name) else 1.0
        scale = max(float(np.abs(a[name]).max(initial=0.0)), 1.0) * factor
        assert np.allclose(a[name] * factor, b[name], rtol=1e-6, atol=1e-7 * scale), name


@pytest.mark.parametrize("rate", [0.5, 2.0, 3.7])
@pytest.mark.parametrize("base", ["castillo", "stressed", "two-cooperatives"])
def test_money_of_account_does_not_matter(base: str, rate: float) -> None:
    """With amounts felt in constant money and constant wages, no number in the rules but 215 is itself an amount of money."""
    scenario = little(base, money_scaling=0.0, picking_wage_elasticity=0.0, source="boom-bust", length_months=14)
    assert_same_but_for_the_money(lived_in_money(scenario, 1.0), lived_in_money(scenario, rate), rate)


@every("rule", sorted(RULES), quick=("random_utility",))
def test_money_of_account_does_not_matter_to_any_rule(rule: str) -> None:
    scenario = little(rules={rule: 1.0}, money_scaling=0.0, picking_wage_elasticity=0.0, source="boom-bust", length_months=14)
    assert_same_but_for_the_money(lived_in_money(scenario, 1.0), lived_in_money(scenario, 2.0), 2.0)


@pytest.mark.parametrize("base", ["castillo", "stressed"])
def test_the_yardstick_of_215_is_the_only_amount_of_money_in_the_rules(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`money_scaling`, wages and the probe measure prices by 215 US$: told in the other money too, nothing changes.

    The other money is told to plain Python: compiled code keeps its constants.
    """
    values: dict[str, Any] = {"money_scaling": 0.7, "picking_wage_elasticity": 0.4, "years": 2, "from_month": 5}
    scenario, rate = little(base, source="boom-bust", length_months=14, **values), 2.0
    one = lived_in_money(scenario, 1.0)
    cohesion = cohesion_share(one)
    for module in (delivery, trees, probe):
        monkeypatch.setattr(module, "NORMAL_PRICE_USD_PER_QQ", 215.0 * rate)
    with plain():
        other = lived_in_money(scenario, rate)
        assert np.allclose(cohesion, cohesion_share(other), atol=1e-9)
    assert_same_but_for_the_money(one, other, rate)
