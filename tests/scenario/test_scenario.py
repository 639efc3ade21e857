"""Changing, resolving and identifying a scenario."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from coopsim.errors import UserMistake
from coopsim.scenario import Distribution, Scenario, load, parameters, parse_set
from coopsim.scenario.mechanisms import NUMBERS
from coopsim.scenario.written import written
from tests.cases import every, one_of_each

DECLARED = parameters()


def _other(parameter):
    """A value that is not the default, and is allowed."""
    special = {
        "start": "2001-04",
        "harvest_shares": [0.0, 0.2, 0.3, 0.3, 0.2, 0, 0, 0, 0, 0, 0, 0],
        "rules": {"price_gap": 0.25, "random_utility": 0.75},
        "id": "nueva",
        "path": "precios.csv",
        "column": "precio",
        "sheet": "Datos",
        "local_cost_index": "costos.csv",
        "ties": 8,
        "district": "valle",
    }
    if parameter.name in special:
        return special[parameter.name]
    if parameter.type == "yes_no":
        return not parameter.default
    if parameter.type == "choice":
        return next(choice for choice in parameter.choices if choice not in (parameter.default, "file"))
    default = parameter.default
    if parameter.type == "distribution":
        default = default.get("mean", (default.get("low", 0) + default.get("high", 0)) / 2)
    if parameter.type == "whole":
        return default + 1 if default < parameter.high else default - 1
    return (default + parameter.high) / 2 if default < parameter.high else (default + parameter.low) / 2


def _read(scenario, parameter):
    table = scenario.cooperative[0] if parameter.table == "cooperative" else scenario
    for step in () if parameter.table == "cooperative" else parameter.table.split("."):
        table = getattr(table, step)
    return getattr(table, parameter.name.rpartition(".")[2])


@every("parameter", DECLARED, quick=one_of_each(DECLARED, lambda each: each.type), ids=lambda each: each.name)
def test_set_goes_round_and_changes_the_hash(parameter) -> None:
    value = _other(parameter)
    new = Scenario().with_values(parse_set([f"{parameter.name}={written(value)}"]))
    read = _read(new, parameter)
    if isinstance(read, Distribution):
        assert read.mean == pytest.approx(value)
    else:
        assert read == (tuple(value) if isinstance(value, list) else value)
    assert new.hash() != Scenario().hash()
    changed = [other.name for other in DECLARED if _read(new, other) != _read(Scenario(), other)]
    assert changed == [parameter.name]
    assert Scenario.checked(new.document()) == new


@every("parameter", [each for each in DECLARED if each.type == "distribution"], ids=lambda each: each.name)
def test_parts_of_a_distribution(parameter) -> None:
    centre = parameter.default["mean"]
    new = Scenario().with_values(
        {f"{parameter.name}.distribution": "uniform", f"{parameter.name}.low": centre - 1, f"{parameter.name}.high": centre + 1}
    )
    uniform = _read(new, parameter)
    assert uniform == Distribution(distribution="uniform", low=centre - 1, high=centre + 1)
    fixed = new.with_values({f"{parameter.name}.distribution": "constant"})
    assert _read(fixed, parameter) == Distribution(mean=uniform.mean)


def test_bare_words_and_toml_values() -> None:
    assert parse_set(["sale_price=open", "start=2001-04", "trust = 0.5", "rules={price_gap = 1.0}", "column=2015"]) == {
        "sale_price": "open",
        "start": "2001-04",
        "trust": 0.5,
        "rules": {"price_gap": 1.0},
        "column": "2015",
    }
    assert parse_set(["years=3", "years=4"]) == {"years": 4}
    assert parse_set(["column='a=b'"]) == {"column": "a=b"}
    assert parse_set(["cooperative.esperanza.sale_price=open"]) == {"cooperative.esperanza.sale_price": "open"}


@pytest.mark.parametrize("option", ["years", "=3", "years=", ""])
def test_set_without_name_or_value(option) -> None:
    with pytest.raises(UserMistake, match=r"--set: got .*; allowed NAME=VALUE"):
        parse_set([option])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("payment_delay_month", "did you mean payment_delay_months"),
        ("price.source", "allowed source"),
        ("slope_share", "allowed rule.price_gap.slope_share"),
        ("years.mean", "no such parameter"),
    ],
)
def test_unknown_names(name, told) -> None:
    with pytest.raises(UserMistake, match=told):
        parse_set([f"{name}=3"])
    with pytest.raises(UserMistake, match=told):
        Scenario().with_values({name: 3})


def test_one_cooperative_or_all() -> None:
    two = load("two-cooperatives")
    one = two.with_values({"cooperative.semilla.advance_share": 0.7})
    assert [each.advance_share for each in one.cooperative] == [0.6, 0.7]
    every = two.with_values({"cooperative.semilla.advance_share": 0.7, "advance_share": 0.8})
    assert [each.advance_share for each in every.cooperative] == [0.8, 0.7]  # the nearer name wins, whatever the order
    with pytest.raises(UserMistake, match="did you mean semilla"):
        two.with_values({"cooperative.semila.members": 3})
    with pytest.raises(UserMistake, match="no such parameter"):
        two.with_values({"cooperative.semilla.years": 3})


def test_numbers_of_numpy_are_welcome() -> None:
    new = Scenario().with_values({"payment_delay_months": np.int64(6), "trust": np.float64(0.5), "neighbours": np.bool_(False)})
    assert new.cooperative[0].payment_delay_months == 6
    assert new.mechanisms.neighbours is False


def test_mean_keeps_shape_and_a_table_without_distribution_too() -> None:
    moved = Scenario().with_values({"hectares": 8}).population.hectares
    assert (moved.low, moved.high) == (6.0, 10.0)
    assert Scenario().with_values({"hectares": {"mean": 8}}).population.hectares == moved
    assert Scenario().with_values({"trust": 0.5, "trust.sd": 0.25}).population.trust.sd == 0.25


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"members": 161}, "more members than farmers: got 161; allowed 0 to 160"),
        ({"ties": 5}, "an even number"),
        ({"farmers": 4, "members": 2}, "fewer than the 4 farmers"),
        ({"source": "boom", "years": 3}, "fewer than 36"),
        ({"source": "file"}, "needs a price file"),
        ({"harvest_shares": [0.5] * 12}, "add up to 1"),
        ({"harvest_shares": [1.5, -0.5, *[0] * 10]}, "add up to 1"),
        ({"rules": {"random_utility": 0.5}}, "shares that add up to 1"),
        ({"rules": {"random_utility": 1.5, "price_gap": -0.5}}, "shares from 0 to 1"),
        ({"rules": {"Random Utility": 1.0}}, "module:Class"),
        ({"start": "1990-13"}, "as 1990-04"),
    ],
)
def test_what_does_not_fit_together(values, told) -> None:
    with pytest.raises(UserMistake, match=told):
        Scenario().with_values(values)


def test_ids_of_cooperatives_differ() -> None:
    with pytest.raises(UserMistake, match="same id"):
        load("two-cooperatives").with_values({"id": "igual"})


def test_rules_by_name_and_from_a_module() -> None:
    assert Scenario().with_values({"rules": "price_gap"}).population.rules == {"price_gap": 1.0}
    mix = {"random_utility": 0.9, "my_rules:proud_farmer": 0.1}
    assert Scenario().with_values({"rules": mix}).population.rules == mix


@pytest.mark.parametrize("mechanism", NUMBERS)
def test_each_mechanism_resolves_to_its_overrides(mechanism) -> None:
    off = load("two-cooperatives").with_values(
        {mechanism: False, "advance_review": 3, "entry_elasticity": 0.3, "trader_cash": True}
    )
    resolved = off.resolved()
    changed = {each.name for each in DECLARED if _read(resolved, each) != _read(off, each)}
    expected = {
        "forward_sales": {"sale_price", "fixed_price_share"},
        "late_price_review": {"price_review_months", "advance_review"},
        "neighbours": {"peer_weight_usd_per_qq", "kin_talk_share"},
        "trader_entry": {"entry_elasticity"},
        "slow_traders": {"rise_speed_share", "fall_speed_share", "trader_cash"},
        "saving_motive": {"lean_money_value"},
    }
    assert changed == expected.get(mechanism, set())
    assert resolved.resolved() == resolved
    assert resolved.folder == off.folder


def test_resolved_reaches_every_cooperative() -> None:
    off = {"slow_traders": False, "late_price_review": False, "trader_cash": True}
    resolved = load("two-cooperatives").with_values(off).resolved()
    assert [each.advance_review for each in resolved.cooperative] == [1] * 2
    assert len(resolved.hash()) == 64
    assert load("castillo").resolved() == load("castillo")


def test_hash_ignores_the_order_of_keys_and_the_words() -> None:
    document = Scenario().with_values({"rules": {"random_utility": 0.5, "price_gap": 0.5}}).document()
    turned = {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value for key, value in reversed(document.items())
    }
    turned["population"]["rules"] = dict(reversed(document["population"]["rules"].items()))
    assert Scenario.checked(turned).hash() == Scenario.checked(document).hash()
    worded = document | {"title": "Otro", "story": "...", "source": "x", "id": "y", "look_at": ["trust"]}
    assert Scenario.checked(worded).hash() == Scenario.checked(document).hash()


def test_hash_of_whole_and_decimal_numbers_is_the_same() -> None:
    assert Scenario().with_values({"fee_usd_per_qq": 25}).hash() == Scenario().hash()


def test_pickle() -> None:
    scenario = load("stressed")
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    assert again.folder == scenario.folder
