"""No parameter is dead: each, changed alone, moves some number in the default world or in one with nothing to spare."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopsim.errors import UserMistake
from coopsim.model.record import Recorder
from coopsim.model.simulate import calendar
from coopsim.scenario import Parameter, Scenario, parameters
from tests.cases import every, one_of_each
from tests.model.little import little, lived, tables

YEARS = {
    "years": 7,
    "warm_up_years": 1,
    "source": "boom-bust",
    "from_month": 13,
    "length_months": 20,
    "fade_months": 10,
    "rise_share": 0.8,
}
WORLDS: dict[str, dict[str, Any]] = {
    "castillo": YEARS,
    "stressed": YEARS | {"fixed_cost_usd_per_year": 4_000.0},  # so that it lives to see the boom and the bust
}

# What has to be said besides, before a parameter can mean anything, and why. Everything else moves in WORLDS as they are.
ONLY_IF: dict[str, tuple[dict[str, Any], str]] = {
    "start": ({"source": "history", "start": "1996-04"}, "imagined prices have no calendar"),
    "series": ({"source": "history", "start": "1996-04"}, "published prices only"),
    "nominal": ({"source": "history", "start": "1996-04"}, "imagined prices are real ones"),
    "rule.price_gap.slope_share": ({"rules": {"price_gap": 1.0}}, "a number of that rule"),
    "rule.price_gap.tolerance_share": ({"rules": {"price_gap": 1.0}}, "a number of that rule"),
    "rule.reference_dependent.curvature_share": ({"rules": {"reference_dependent": 1.0}}, "a number of that rule"),
    "rule.reference_dependent.memory_share": ({"rules": {"reference_dependent": 1.0}}, "a number of that rule"),
    "rule.reference_dependent.belonging_share": ({"rules": {"reference_dependent": 1.0}}, "a number of that rule"),
    "loss_aversion": ({"rules": {"reference_dependent": 1.0}}, "only that rule tells losses from gains"),
    "rule.liquidity_first.need_first_share": ({"rules": {"liquidity_first": 1.0}}, "a number of that rule"),
    "rule.relational.noticed_share": ({"rules": {"relational": 1.0}}, "a number of that rule"),
    "rule.relational.relation_memory_share": ({"rules": {"relational": 1.0}}, "a number of that rule"),
    "rule.imitation.imitation_noise_usd_per_qq": ({"rules": {"imitation": 1.0}}, "a number of that rule"),
    "rule.imitation.look_share": ({"rules": {"imitation": 1.0}}, "a number of that rule"),
    "rule.imitation.trial_share": ({"rules": {"imitation": 1.0}}, "a number of that rule"),
    "rule.experience.forgone_weight_share": ({"rules": {"experience": 1.0}}, "a number of that rule"),
    "rule.experience.attraction_decay_share": ({"rules": {"experience": 1.0}}, "a number of that rule"),
    "rule.experience.experience_decay_share": ({"rules": {"experience": 1.0}}, "a number of that rule"),
    "rule.experience.choice_noise_usd_per_qq": ({"rules": {"experience": 1.0}}, "a number of that rule"),
    "rule.threshold.threshold_share": ({"rules": {"threshold": 1.0}}, "a number of that rule"),
    "rule.threshold.threshold_scale_usd_per_qq": ({"rules": {"threshold": 1.0}}, "a number of that rule"),
    "price_review_months": ({"member_price": "fixed"}, "other price policies have no review"),
    "late_price_review": ({"member_price": "fixed", "price_review_months": 12}, "other price policies have no review"),
    "services_value_share": ({"services_usd_per_member_year": 100.0}, "no services, no value"),
    "certified_floor": ({"certified_share": 0.6}, "nothing is sold as certified by default"),
    "premium_usd_per_qq": ({"certified_share": 0.6}, "nothing is sold as certified by default"),
    "minimum_delivery_share": ({"sanction_usd_per_qq": 30.0, "monitoring_share": 0.5}, "no fine, no minimum"),
    "sanction_usd_per_qq": ({"minimum_delivery_share": 0.8, "monitoring_share": 0.5}, "no minimum, no fine"),
    "monitoring_share": ({"minimum_delivery_share": 0.8, "sanction_usd_per_qq": 30.0}, "nothing to check by default"),
    "bonus_minimum_share": ({"loyalty_bonus_usd_per_qq": 10.0}, "no bonus by default"),
    "transparency_cost_usd_per_year": ({"transparency_share": 0.5}, "closed books cost nothing"),
    "group_size_elasticity": ({"farmers": 150, "members": 140}, "a small group loses nothing to its size"),
    "shock_usd": ({"shock_share_per_month": 0.1}, "no shock by default"),
    "insured_share": ({"shock_share_per_month": 0.1}, "nothing to insure by default"),
    "insurance_premium_usd_per_year": ({"insured_share": 0.5}, "nobody is insured by default"),
    "insurance_paid_by": (
        {"insured_share": 0.5, "insurance_premium_usd_per_year": 100.0},
        "nobody is insured by default",
    ),
    "late_kept_share": ({"late_payment_share": 0.5}, "where money is short nothing that is late comes soon"),
    "low_sales_share": (
        {"opening_reserve_usd": 1_000_000.0, "fixed_cost_usd_per_year": 30_000.0},
        "without reserves small sales end in insolvency first",
    ),
    "arrears_months": (
        {"negative_closings": 10, "low_sales_seasons": 10, "credit_line_share": 1.0, "fixed_cost_usd_per_year": 20_000.0},
        "who is in arrears with nothing to lend on is also insolvent: two negative closings come first",
    ),
}
# Not numbers of the world, or numbers of a file: each has its own test below.
APART = {
    "id": "a name",
    "path": "needs a file",
    "column": "needs a file",
    "unit": "needs a file",
    "money": "needs a file",
    "local_cost_index": "needs a file",
}
PLAIN = [p for p in parameters() if p.name not in APART]


def other_values(parameter: Parameter, scenario: Scenario) -> Iterator[Any]:
    """Allowed values other than the present one, far ones first."""
    table: Any = scenario
    for step in parameter.table.split("."):
        table = getattr(table, step)
    own = parameter.name.rpartition(".")[2]
    now = getattr(table[0] if parameter.table == "cooperative" else table, own)
    if parameter.name == "start":
        yield "2000-04"
    elif parameter.name == "rules":
        yield {"price_gap": 1.0}
    elif parameter.name == "harvest_shares":
        yield tuple(np.full(12, 1 / 12))
    elif parameter.name in ("farmers", "members", "years", "warm_up_years", "ties"):
        yield now + (2 if parameter.name == "ties" else 1)
    elif parameter.name == "source":
        yield "constant"
    elif parameter.type == "yes_no":
        yield not now
    elif parameter.choices:
        yield from (choice for choice in parameter.choices if choice != now)
    else:
        mean = now.mean if parameter.type == "distribution" else now
        assert parameter.low is not None
        assert parameter.high is not None
        near = (mean * 1.5, mean * 0.6) if parameter.type != "whole" else (mean + 1, mean - 1)
        for value in (parameter.high, parameter.low, *near):
            if parameter.low <= value <= parameter.high and value != mean:
                yield value


Columns = dict[str, np.ndarray]


def numbers(scenario: Scenario, **more: Any) -> Columns:
    """Every column of numbers of both tables, as they were taken down."""
    _months, before = calendar(scenario)
    recorder = Recorder(before, scenario.time.start, groupings=("all", "kin"))
    lived(scenario, observers=[recorder], **more)
    found: dict[str, list[np.ndarray]] = {}
    for name, column in recorder.month_columns().items():
        found[f"months.{name}"] = [column.ravel()]
    for _season, _grouping, _group, columns in recorder.seasons:
        for name, column in columns.items():
            found.setdefault(f"seasons.{name}", []).append(column.ravel())
    return {name: np.concatenate(parts) for name, parts in found.items()}


@cache
def as_it_is(world: str) -> Columns:
    return numbers(little(world, **WORLDS[world]))


def moved(one: Columns, other: Columns) -> list[str]:
    """Columns that are not the same in two sets of tables."""
    return [name for name in one if not np.array_equal(one[name], other[name], equal_nan=True)]


def what_moves(parameter: Parameter, everywhere: bool = False) -> dict[str, list[str]]:
    """World -> columns that move when the parameter is changed there; the first value that moves anything counts."""
    extra = ONLY_IF.get(parameter.name, ({}, ""))[0]
    found: dict[str, list[str]] = {}
    for world, values in WORLDS.items():
        if found and not everywhere:
            break
        try:
            scenario = little(world, **(values | extra))
        except UserMistake:
            continue
        before = numbers(scenario) if extra else as_it_is(world)
        for value in other_values(parameter, scenario):
            try:
                changed = scenario.with_values({parameter.name: value})
            except UserMistake:  # an allowed value that does not go with another
                continue
            columns = moved(before, numbers(changed))
            if columns:
                found[world] = columns
                break
    return found


@every("parameter", PLAIN, quick=one_of_each(PLAIN, lambda p: p.type), ids=lambda p: p.name)
def test_parameter_moves_something(parameter: Parameter) -> None:
    assert what_moves(parameter), f"{parameter.name} ({parameter.table}) is dead in {' and '.join(WORLDS)}"


def test_every_exception_is_still_a_parameter() -> None:
    assert {*ONLY_IF, *APART} <= {p.name for p in parameters()}


def test_the_worlds_live_to_see_what_happens() -> None:
    """A closed cooperative answers to nothing: at least one world must still trade through the boom and the bust."""
    for world in WORLDS:
        alive = as_it_is(world)["months.alive"].reshape(-1, 2)[:, -1]
        assert alive[24] == 1.0, f"{world} closes before anything happens"


def test_a_cooperative_is_called_by_its_id() -> None:
    other = little().model_copy(update={"cooperative": (little().cooperative[0].model_copy(update={"id": "otra"}),)})
    months, seasons = tables(other)
    assert set(months["cooperative"]) == set(seasons["cooperative"]) == {"otra", "region"}
    assert moved(numbers(other), numbers(little())) == []


def price_file(folder: Path, scale: float = 1.0) -> None:
    dates = pd.period_range("2000-04", periods=60, freq="M").astype(str)
    low, high = 100.0 * scale + np.arange(60), 150.0 * scale + np.arange(60)
    pd.DataFrame({"month": dates, "near": low, "far": high}).to_csv(folder / "prices.csv", index=False)


def of_file(folder: Path, **values: Any) -> Columns:
    told = {
        "source": "file",
        "path": str(folder / "prices.csv"),
        "column": "near",
        "money": "real",
        "start": "2000-04",
        "years": 4,
    } | values
    return numbers(little(**told), base_dir=folder)


def test_path_column_and_unit_of_a_price_file(tmp_path: Path) -> None:
    price_file(tmp_path)
    before = of_file(tmp_path)
    assert moved(before, of_file(tmp_path, column="far"))
    assert moved(before, of_file(tmp_path, unit="usd_per_qq"))
    assert moved(before, of_file(tmp_path, money="nominal"))
    (tmp_path / "elsewhere").mkdir()
    price_file(tmp_path / "elsewhere", 1.2)
    assert moved(before, of_file(tmp_path, path=str(tmp_path / "elsewhere" / "prices.csv")))


def test_local_cost_index_moves_costs(tmp_path: Path) -> None:
    dates = pd.period_range("2000-04", periods=60, freq="M").astype(str)
    pd.DataFrame({"month": dates, "index": np.linspace(1.0, 1.5, 60)}).to_csv(tmp_path / "costs.csv", index=False)
    scenario = little(source="constant", start="2000-04", years=4, from_month=0)
    before = numbers(scenario, base_dir=tmp_path)
    after = numbers(scenario.with_values({"local_cost_index": str(tmp_path / "costs.csv")}), base_dir=tmp_path)
    assert "seasons.income_usd_per_farmer" in moved(before, after)
    assert "seasons.unit_cost_usd_per_qq" in moved(before, after)
