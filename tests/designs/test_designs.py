"""A design gives the points that its name promises, inside their ranges, and the same ones again."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.designs import Design, Factor, read
from coopsim.designs.points import factorial
from coopsim.errors import UserMistake
from coopsim.scenario import load

DELAY, TRUST = "payment_delay_months", "trust"
RANGES = {DELAY: {"low": 0, "high": 12}, TRUST: {"low": 0.2, "high": 0.8}, "supply_response": {}}


def test_factorial_crosses_every_level_with_every_other() -> None:
    design = Design("steady", factor={DELAY: [0, 3, 9], "sale_price": {}, TRUST: {"low": 0.2, "high": 0.8, "steps": 4}})
    points = design.points()
    assert len(points) == len(points.drop_duplicates()) == 3 * len(set(points["sale_price"])) * 4
    assert sorted(points[TRUST].unique().round(9)) == [0.2, 0.4, 0.6, 0.8]
    assert points.index.name == "design_point"


def test_a_factor_that_says_nothing_takes_its_slider_s_stops_in_a_grid_and_its_range_in_a_sample() -> None:
    assert sorted(Design("steady", factor={DELAY: {}}).points()[DELAY]) == [0, 3, 9]
    drawn = Design("steady", "latin-hypercube", points=19, factor={DELAY: {}}).points()[DELAY]
    assert sorted(drawn) == list(range(19))  # every whole number of the declared range takes an equal part


def test_one_at_a_time_begins_with_the_scenario_and_moves_one_thing() -> None:
    design = Design("castillo", "one-at-a-time", factor={DELAY: [0, 3, 9], "advance_share": [0.5, 0.7]})
    assert design.values_of(0) == {}
    assert all(len(design.values_of(number)) == 1 for number in range(1, len(design)))
    points, base = design.points(), load("castillo").cooperative[0]
    assert list(points[DELAY]) == [3, 0, 9, 3, 3]  # 3 is castillo's own: not run twice
    assert list(points["advance_share"]) == [base.advance_share] * 3 + [0.5, 0.7]


@given(st.integers(2, 40), st.integers(0, 2**40))
def test_a_latin_hypercube_has_one_point_in_each_stratum(points: int, seed: int) -> None:
    design = Design("steady", "latin-hypercube", points=points, seed=seed, factor=RANGES)
    for column in design.places().T:
        assert sorted((column * points).astype(int)) == list(range(points))


@pytest.mark.parametrize(("second_order", "total"), [(False, 8 * 5), (True, 8 * 8)])
def test_sobol_is_saltelli_s_arrangement(second_order: bool, total: int) -> None:
    places = Design("steady", "sobol", points=8, second_order=second_order, factor=RANGES).places()
    assert places.shape == (total, 3)
    block = total // 8
    for first in range(0, total, block):  # A, then A with one column of B each, ..., B
        a, b = places[first], places[first + block - 1]
        for factor in range(3):
            mixed = places[first + 1 + factor]
            assert mixed[factor] == b[factor]
            assert np.delete(mixed, factor).tolist() == np.delete(a, factor).tolist()


def test_morris_moves_one_factor_a_step() -> None:
    places = Design("steady", "morris", points=5, grid_levels=6, factor=RANGES).places()
    assert places.shape == (5 * 4, 3)
    for trajectory in places.reshape(5, 4, 3):
        moved = np.abs(np.diff(trajectory, axis=0)) > 1e-12
        assert moved.sum(axis=1).tolist() == [1, 1, 1]
        assert sorted(moved.argmax(axis=1)) == [0, 1, 2]


@pytest.mark.parametrize("kind", ["latin-hypercube", "sobol", "morris"])
@given(seed=st.integers(0, 2**32 - 1))
def test_points_lie_within_their_ranges_and_the_same_seed_gives_the_same(kind: str, seed: int) -> None:
    one, same = (Design("steady", kind, points=4, seed=seed, factor=RANGES).points() for _ in range(2))
    pd.testing.assert_frame_equal(one, same)
    assert one[DELAY].between(0, 12).all()
    assert one[DELAY].dtype == "int64"
    assert one[TRUST].between(0.2, 0.8).all()
    assert one["supply_response"].dtype == bool


def test_another_seed_gives_other_points() -> None:
    one, other = (Design("steady", "latin-hypercube", points=8, seed=seed, factor=RANGES).points() for seed in (1, 2))
    assert not one.equals(other)


@given(st.floats(0, 1), st.integers(-20, 20), st.integers(1, 30))
def test_every_place_has_a_value_and_whole_numbers_stay_in_their_range(place: float, low: int, width: int) -> None:
    value = Factor("x", low=low, high=low + width, whole=True).at(place)
    assert isinstance(value, int)
    assert low <= value <= low + width
    counts = Counter(Factor("x", levels=("a", "b", "c")).at((i + 0.5) / 30) for i in range(30))
    assert counts == {"a": 10, "b": 10, "c": 10}


def test_arms_are_crossed_with_every_background_and_stand_together() -> None:
    arms = [
        {"id": "usual"},
        {"id": "prompt", "set": {DELAY: 0}},
        {"id": "boom", "scenario": "boom", "set": {"advance_share": 0.8}},
    ]
    design = Design("steady", "latin-hypercube", points=4, factor={TRUST: {"low": 0.2, "high": 0.8}}, arm=arms)
    points = design.points()
    assert list(points["arm"]) == ["usual", "prompt", "boom"] * 4
    assert list(points["background"]) == [0] * 3 + [1] * 3 + [2] * 3 + [3] * 3
    assert design.groups()[1] == [3, 4, 5]
    assert points.groupby("background")[TRUST].std().max() == 0
    assert list(points[DELAY][:2]) == [load("steady").cooperative[0].payment_delay_months, 0]
    assert design.scenario_of(5).id == "boom"
    assert design.scenario_of(4).cooperative[0].payment_delay_months == 0


def test_the_table_shows_what_the_scenario_has() -> None:
    factor = {
        "scenario": ["steady", "two-cooperatives"],
        "price": ["history", "boom"],
        "rules": {},
        "cooperative.esperanza.members": [40],
    }
    design = Design("steady", factor=factor, set={"years": 6})
    for number, row in design.points().iterrows():
        scenario = design.scenario_of(number)
        assert scenario.id == row["scenario"]
        assert scenario.price.source == row["price"]
        assert list(scenario.population.rules) == [row["rules"]]
        assert scenario.cooperative[0].members == row["cooperative.esperanza.members"] == 40
        assert scenario.time.years == 6


def test_a_table_from_python_and_its_missing_cells() -> None:
    table = pd.DataFrame({DELAY: [0, None, 9], "sale_price": ["fixed", "open", None]})
    design = Design("steady", "table", point=table)
    usual = load("steady").cooperative[0]
    assert list(design.points()[DELAY]) == [0, usual.payment_delay_months, 9]
    assert design.scenario_of(2).cooperative[0].sale_price == usual.sale_price


def test_a_design_travels_and_knows_itself_again() -> None:
    design = Design("steady", "sobol", points=4, factor=RANGES, replicates="auto", outcomes=["trust_mean"])
    again = pickle.loads(pickle.dumps(design))
    given = {"points": 4, "factor": RANGES, "replicates": "auto", "outcomes": ["trust_mean"]}
    assert again.identity == design.identity == Design("steady", "sobol", **given).identity
    assert again.scenario_of(7).hash() == design.scenario_of(7).hash()
    others = [Design("steady", "sobol", **given | change) for change in ({"seed": 2}, {"replicates": 4}, {"set": {"years": 2}})]
    assert len({design.identity, *(other.identity for other in others)}) == 4
    assert others[2].scenario_of(0).time.years == 2


def test_the_last_factor_moves_fastest() -> None:
    rows = factorial([Factor("a", levels=(1, 2)), Factor("b", levels=("x", "y"))])
    assert rows == [{"a": 1, "b": "x"}, {"a": 1, "b": "y"}, {"a": 2, "b": "x"}, {"a": 2, "b": "y"}]


def test_a_table_of_a_data_frame_says_its_rows_in_the_manifest() -> None:
    design = Design("steady", "table", point=pd.DataFrame({DELAY: [0, 9]}))
    assert design.document() == {"design": "table", "scenario": "steady", "point": [{DELAY: 0}, {DELAY: 9}]} | LEFT_AS_THEY_ARE
    assert Design(**design.document()).identity == Design("steady", "table", point=[{DELAY: 0}, {DELAY: 9}]).identity


LEFT_AS_THEY_ARE = {"steps": 3, "grid_levels": 4, "replicates": 16, "replicates_at_most": 1024, "seed": 1}


def test_a_user_s_rule_stands_beside_the_design(tmp_path: Path) -> None:
    rule = "def proud(household, outlets, draws):\n    return household.trust\n"
    (tmp_path / "my_proud_rules.py").write_text(rule)
    file = tmp_path / "design.toml"
    text = 'scenario = "steady"\ndesign = "factorial"\n[factor]\nrules = ["random_utility", "my_proud_rules:{rule}"]\n'
    file.write_text(text.format(rule="proud"))
    assert read(file).scenario_of(1).folder == tmp_path
    file.write_text(text.format(rule="shy"))
    with pytest.raises(UserMistake, match=rf"^{file}:4: .*shy"):
        read(file)
