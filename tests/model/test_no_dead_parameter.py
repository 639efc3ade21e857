"""No parameter is dead: changed in the scenario that its declaration names, with the settings it needs, it moves some number.

And each stop of a slider gives another run than its neighbour.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopsim.errors import UserMistake
from coopsim.model.record import Recorder
from coopsim.model.simulate import calendar
from coopsim.scenario import Parameter, Scenario, parameters
from tests.cases import every, one_of_each
from tests.model.little import MEMBERS, MEMBERS_OF_CASTILLO, SHRINKS, little, lived, tables

YEARS = {
    "years": 7,
    "warm_up_years": 1,
    "source": "boom-bust",
    "from_month": 13,
    "length_months": 20,
    "fade_months": 10,
    "rise_share": 0.8,
}
SHRUNK = dict.fromkeys((*SHRINKS, "members", "farmers", "cash_usd"), MEMBERS / MEMBERS_OF_CASTILLO)
# Not numbers of the world, numbers of a file, or seen after a sudden fall only: each has its own test below.
APART = {"option_floor_share", "id", "district", "path", "column", "sheet", "unit", "money", "local_cost_index"}
PLAIN = [p for p in parameters() if p.name not in APART]


def in_little(name: str, value: Any) -> Any:
    """A value declared for a hundred members, as a cooperative of fifteen has it."""
    small = SHRUNK.get(name, 1.0) * value if name in SHRUNK else value
    return round(small) if name in ("members", "farmers") else small


@cache
def shows(name: str) -> Scenario:
    """The small scenario in which a parameter's declaration says that it acts."""
    parameter = next(p for p in PLAIN if p.name == name)
    lives = {"fixed_cost_usd_per_year": 4_000.0} if parameter.shows_in == "stressed" else {}  # to see the boom and the bust
    needs = {need: value * SHRUNK[need] if need in SHRINKS else value for need, value in parameter.needs.items()}
    return little(parameter.shows_in, **(YEARS | lives | needs))


def values_to_try(parameter: Parameter, scenario: Scenario) -> list[Any]:
    """The stops of its slider; without any, the present value and far ones."""
    if len(parameter.stops) > 1:
        return [in_little(parameter.name, stop) for stop in parameter.stops]
    table: Any = scenario
    for step in parameter.table.split("."):
        table = getattr(table, step)
    usual = getattr(table[0] if parameter.table == "cooperative" else table, parameter.name.rpartition(".")[2])
    special = {
        "start": ["2000-04"],
        "rules": [{"price_gap": 1.0}],
        "harvest_shares": [tuple(np.full(12, 1 / 12))],
        "source": ["constant"],
    }
    if parameter.name in special:
        return special[parameter.name]
    if parameter.type == "yes_no":
        return [not usual]
    if parameter.choices:
        return [choice for choice in parameter.choices if choice != usual]
    mean = usual.mean if parameter.type == "distribution" else usual
    assert parameter.low is not None
    assert parameter.high is not None
    return [value for value in (parameter.high, parameter.low) if value != mean]


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


def moved(one: Columns, other: Columns) -> list[str]:
    """Columns that are not the same in two sets of tables."""
    return [name for name in one if not np.array_equal(one[name], other[name], equal_nan=True)]


def run_of(parameter: Parameter, value: Any) -> Columns | None:
    """The numbers of a run with that value; None where it does not go with another setting."""
    try:
        return numbers(shows(parameter.name).with_values({parameter.name: value}))
    except UserMistake:
        return None


@every("parameter", PLAIN, quick=one_of_each(PLAIN, lambda p: p.type), ids=lambda p: p.name)
def test_a_parameter_acts_where_its_declaration_says(parameter: Parameter) -> None:
    """Each stop gives another run than its neighbour; without stops, some other value gives another run."""
    values = values_to_try(parameter, shows(parameter.name))
    runs = [run_of(parameter, value) for value in values]
    if len(parameter.stops) > 1:
        for (value, one), (other_value, other) in pairwise(zip(values, runs, strict=True)):
            assert one is not None, f"{parameter.name} = {value} is refused in {parameter.shows_in}"
            assert other is not None, f"{parameter.name} = {other_value} is refused in {parameter.shows_in}"
            assert moved(one, other), f"{parameter.name}: {value} and {other_value} are one run in {parameter.shows_in}"
        return
    usual = numbers(shows(parameter.name))
    assert any(run is not None and moved(usual, run) for run in runs), f"{parameter.name} is dead in {parameter.shows_in}"


def test_what_a_declaration_needs_is_there() -> None:
    declared = {p.name: p for p in parameters()}
    for parameter in declared.values():
        assert set(parameter.needs) <= set(declared), parameter.name


def test_the_worlds_live_to_see_what_happens() -> None:
    """A closed cooperative answers to nothing: it must still trade through the boom and the bust."""
    for name in ("trust", "kept_promise_share"):  # castillo and stressed
        alive = numbers(shows(name))["months.alive"].reshape(-1, 2)[:, -1]
        assert alive[24] == 1.0, f"{name}: closes before anything happens"


def test_a_cooperative_is_called_by_its_id() -> None:
    other = little().model_copy(update={"cooperative": (little().cooperative[0].model_copy(update={"id": "otra"}),)})
    months, seasons = tables(other)
    assert set(months["cooperative"]) == set(seasons["cooperative"]) == {"otra", "region"}
    assert moved(numbers(other), numbers(little())) == []


def test_the_floor_of_options_moves_what_they_pay() -> None:
    """After a fall that comes between the promise and the shipment."""
    fall = little("hedged", source="bust", rise_share=1.5, from_month=14, years=4)
    assert moved(numbers(fall), numbers(fall.with_values({"option_floor_share": 0.5})))


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
