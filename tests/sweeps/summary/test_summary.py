"""Means, intervals, paired differences and the variance reduction by common random numbers, against numbers worked out apart."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import lived
from scipy import stats

from coopsim.cli.printing.summary import print_summary
from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.report.numbers import mean
from coopsim.report.sweep_words import lines, missing_words
from coopsim.runs.statistics import mean_interval, variance_reduction
from coopsim.runs.tables import TABLES
from coopsim.sweeps.summary import Swept, by_factor, by_point, differences, summary, two_way

DELAY = "payment_delay_months"
ARMS = [{"id": "usual"}, {"id": "prompt", "set": {DELAY: 0}}, {"id": "late", "set": {DELAY: 9}}]
GRID = Design("steady", factor={DELAY: [0, 3, 9], "trust": [0.2, 0.8]})


def by_delay(point: object, replicate: int, luck: float) -> float:
    return 0.5 - 0.01 * point[DELAY] + 0.1 * luck  # type: ignore[index]


@pytest.mark.parametrize("name", ["by_point", "by_factor", "differences"])
def test_the_data_dictionary_names_the_columns_of_the_summary(name: str) -> None:
    table = {"by_point": by_point, "by_factor": by_factor, "differences": differences}[name](lived(GRID, by_delay))
    assert set(table.columns) == {column.name for column in TABLES[name]}


def test_a_point_has_its_mean_its_t_interval_and_its_bands() -> None:
    swept = lived(GRID, by_delay, failed=[(2, 0), (2, 1)])
    table = by_point(swept, ["trust_mean"]).set_index("design_point")
    values = swept.good.query("design_point == 2")["trust_mean"]
    reach = stats.t.ppf(0.975, 9) * values.std() / np.sqrt(10)
    row = table.loc[2]
    assert (row["n"], row["failed"]) == (10, 2)
    assert row["mean"] == pytest.approx(values.mean())
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((values.mean() - reach, values.mean() + reach))
    assert row["q10"] == pytest.approx(values.quantile(0.1))
    assert list(table.index) == list(range(6))


def test_a_point_whose_runs_all_failed_is_still_a_row() -> None:
    swept = lived(GRID, by_delay, failed=[(4, k) for k in range(12)])
    row = by_point(swept, ["trust_mean"]).set_index("design_point").loc[4]
    assert (row["n"], row["failed"]) == (0, 12)
    assert np.isnan(row["mean"])
    found = summary(swept, ["trust_mean"])
    assert found["failures"] == [{"reason": "made up", "runs": 12}]
    assert (found["runs"], found["failed"]) == (72, 12)


def test_arms_are_compared_replicate_by_replicate_with_the_first() -> None:
    design = Design("steady", "arms", arm=ARMS)
    noise = np.random.default_rng(3).normal(0, 0.01, 12)
    effect = {"usual": 0.0, "prompt": 0.1, "late": -0.2}
    swept = lived(design, lambda point, k, luck: luck + effect[point["arm"]] + (noise[k] if point["arm"] == "late" else 0.0))
    table = differences(swept, ["trust_mean"]).set_index("level")
    assert list(table["reference"]) == ["usual", "usual"]
    assert table.loc["prompt", "mean"] == pytest.approx(0.1)
    assert table.loc["prompt", "variance_reduction"] == np.inf  # nothing but the effect differs
    assert tuple(table.loc["late", ["mean", "ci_low", "ci_high"]]) == pytest.approx(mean_interval(-0.2 + noise)[:3])
    own = swept.good.set_index(["design_point", "replicate"])["trust_mean"]
    apart = own[0].var() + own[2].var()
    assert table.loc["late", "variance_reduction"] == pytest.approx(apart / (own[2] - own[0]).var())
    assert table.loc["late", "variance_reduction"] > 100


def test_separate_draws_reduce_no_variance() -> None:
    design = Design("steady", "arms", arm=ARMS)
    swept = lived(design, lambda point, k, luck: luck, same_luck=False, replicates=2000)
    assert differences(swept, ["trust_mean"])["variance_reduction"].to_numpy() == pytest.approx([1.0, 1.0], abs=0.1)


@given(st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=30), st.floats(0.01, 1e3), st.integers(0, 1000))
def test_the_variance_reduction_is_var_apart_over_var_of_the_difference(luck: list[float], noise: float, seed: int) -> None:
    one = np.array(luck)
    other = one + np.random.default_rng(seed).normal(0, noise, len(one))
    expected = (one.var(ddof=1) + other.var(ddof=1)) / (one - other).var(ddof=1)
    assert variance_reduction(one, other) == pytest.approx(expected, rel=1e-6)
    assert variance_reduction(other, one) == pytest.approx(variance_reduction(one, other), rel=1e-6)


def test_backgrounds_that_were_drawn_are_the_units_not_their_replicates() -> None:
    design = Design("steady", "latin-hypercube", points=6, factor={"trust": {"low": 0.2, "high": 0.8}}, arm=ARMS[:2])
    swept = lived(design, lambda point, k, luck: luck + (point["trust"] if point["arm"] == "prompt" else 0.0))
    table = differences(swept, ["trust_mean"])
    over, within = table[table["background"].isna()], table[table["background"].notna()]
    backgrounds = swept.points["trust"][::2]
    assert tuple(over.iloc[0][["mean", "ci_low", "ci_high", "n"]]) == pytest.approx((*mean_interval(backgrounds)[:3], 6))
    assert over["unit"].tolist() == ["background"]
    assert within["mean"].to_numpy() == pytest.approx(backgrounds.to_numpy())
    assert set(within["unit"]) == {"replicate"}


def test_a_pair_with_one_failed_side_counts_for_neither() -> None:
    design = Design("steady", "arms", arm=ARMS[:2])
    swept = lived(design, lambda point, k, luck: 100.0 * k + (point["arm"] == "prompt"), failed=[(1, 11)])
    row = differences(swept, ["trust_mean"]).iloc[0]
    assert (row["n"], row["mean"], row["reference_mean"]) == (11, 1.0, 500.0)


def test_levels_of_a_grid_are_compared_over_the_same_rest() -> None:
    swept = lived(GRID, lambda point, k, luck: by_delay(point, k, luck) + point["trust"])
    table = differences(swept, ["trust_mean"]).set_index(["compares", "level"])
    assert table.loc[(DELAY, "9"), "mean"] == pytest.approx(-0.09)
    assert table.loc[(DELAY, "9"), "n"] == 12  # replicates, each averaged over the rest
    assert table.loc[("trust", "0.8"), "mean"] == pytest.approx(0.6)
    levels = by_factor(swept, ["trust_mean"]).set_index(["factor", "label"])
    assert levels.loc[(DELAY, "3"), "mean"] == pytest.approx(swept.table().query(f"{DELAY} == 3")["trust_mean"].mean())
    assert levels.loc[(DELAY, "3"), "runs"] == 24
    assert levels.loc[(DELAY, "3"), "unit"] == "replicate"


def test_one_at_a_time_is_held_against_the_scenario_itself() -> None:
    design = Design("castillo", "one-at-a-time", factor={DELAY: [0, 9], "sale_price": ["fixed", "open"]})
    swept = lived(design, by_delay)
    table = differences(swept, ["trust_mean"])
    assert list(table["compares"]) == [DELAY, DELAY, "sale_price"]
    assert list(table["reference"]) == ["3", "3", "fixed"]
    assert table["mean"].to_numpy() == pytest.approx([0.03, -0.06, 0.0])


def test_drawn_points_are_cut_into_quintiles_with_points_as_units() -> None:
    design = Design("steady", "latin-hypercube", points=50, factor={"trust": {"low": 0.2, "high": 0.8}, "sale_price": {}})
    swept = lived(design, lambda point, k, luck: point["trust"] + luck)
    levels = by_factor(swept, ["trust_mean"]).query("factor == 'trust'")
    assert len(levels) == 5
    assert set(levels["units"]) == {10}
    assert levels["mean"].is_monotonic_increasing
    row = differences(swept, ["trust_mean"]).query("compares == 'trust'").iloc[0]
    assert row["unit"] == "point"
    ends = swept.points["trust"].sort_values()
    welch = stats.ttest_ind(ends[-10:], ends[:10], equal_var=False).confidence_interval()
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((welch.low, welch.high))
    assert np.isnan(row["variance_reduction"])  # nothing pairs them


def test_two_factors_at_once() -> None:
    swept = lived(GRID, by_delay)
    table = two_way(swept, "trust_mean", DELAY, "trust")
    assert list(table.columns) == ["0", "3", "9"]
    assert list(table.index) == ["0.2", "0.8"]
    cell = swept.table().query(f"{DELAY} == 9 and trust == 0.8")["trust_mean"].mean()
    assert table.loc["0.8", "9"] == pytest.approx(cell)


def test_what_only_the_arms_move_is_no_factor() -> None:
    swept = lived(Design("steady", "arms", arm=ARMS, factor={"trust": [0.2, 0.8]}), by_delay)
    assert swept.factors == ["trust"]
    assert swept.arms == ["usual", "prompt", "late"]


def test_the_document_is_plain_json_without_nan() -> None:
    swept = lived(Design("steady", "arms", arm=ARMS), by_delay, outcomes=["trust_mean", "alive_last"], failed=[(0, 3)])
    found = summary(swept)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert [one["name"] for one in found["outcomes"]] == ["trust_mean", "alive_last"]
    assert len(found["differences"]) == 4
    with pytest.raises(
        UserMistake, match=r"--outcome: no such outcome in this sweep: got 'trust_means'; .*did you mean trust_mean"
    ):
        summary(swept, ["trust_means"])


def test_only_the_tables_are_needed() -> None:
    swept = lived(GRID, by_delay)
    bare = Swept(swept.points, swept.outcomes)
    pd.testing.assert_frame_equal(differences(bare), differences(swept))


def test_runs_in_which_nothing_was_left_to_measure_are_counted() -> None:
    swept = lived(GRID, lambda point, k, luck: np.nan if k < 5 and point[DELAY] == 9 else luck)
    found = summary(swept, ["trust_mean"])
    assert found["outcomes"][0]["missing"] == 10
    assert missing_words(found, found["outcomes"][0]).startswith("10 of 72 runs have no value")
    row = next(row for row in found["differences"] if row["level"] == "9")
    assert row["n"] == 7  # only replicates that have both sides


@pytest.mark.parametrize(
    ("value", "unit", "sign", "told"),
    [
        (-0.0004, "share", True, "0.0 points"),
        (-0.001, "0 to 1", True, "0.00"),
        (0.6234, "share", False, "62.3 %"),
        (1234.5, "US$", True, "+1,234"),
        (None, "US$", False, "–"),
    ],
)
def test_numbers_are_read_without_a_negative_nought(value: float | None, unit: str, sign: bool, told: str) -> None:
    assert mean(value, unit, sign, "en") == told


@pytest.mark.parametrize(("replicates", "band"), [(1, "–"), (3, "0.20 to 0.60")])
def test_a_single_run_has_no_band(replicates: int, band: str, capsys: pytest.CaptureFixture[str]) -> None:
    design = Design("steady", "factorial", factor={"trust": [0.2, 0.6]})
    swept = lived(design, lambda point, replicate, luck: 0.15 + 0.25 * replicate, ["trust_mean"], replicates=replicates)
    document = summary(swept, ["trust_mean"])
    assert {line["band"] for line in lines(document, document["outcomes"][0], "en")} == {band}
    print_summary(document)
    assert ("middle 80 %" in " ".join(capsys.readouterr().out.split())) == (replicates > 1)
