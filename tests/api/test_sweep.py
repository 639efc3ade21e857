"""A sweep in memory: the same for any number of workers, failures are rows, auto stops, seasons where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

import coopsim
from coopsim.designs import Design
from coopsim.runs import point_runs
from coopsim.runs.point_runs import PointRuns, outcomes_of, seasons_of, simulate_together
from coopsim.runs.run import run_scenario

SHORT = {"years": 2, "warm_up_years": 1}
ARMS = [{"id": "usual"}, {"id": "prompt", "set": {"payment_delay_months": 0}}]


def short(**more: object) -> Design:
    keys = {"set": SHORT, "replicates": 3, "outcomes": ["trust_last", "delivery_share_mean", "closed_season"]} | more
    return Design("steady", "arms", arm=ARMS, **keys)


def test_one_worker_or_two_the_same_table() -> None:
    one, two = (coopsim.sweep(short(), workers=workers, progress=False) for workers in (1, 2))
    pd.testing.assert_frame_equal(one.outcomes, two.outcomes)
    assert list(one.outcomes.columns[:4]) == ["design_point", "replicate", "status", "reason"]
    assert len(one.outcomes) == 6


def test_a_replicate_is_the_same_alone_and_in_its_block() -> None:
    scenario = short().scenario_of(1)
    block = PointRuns(1, scenario, (0, 1, 2), 1, ("trust_last",))()[0]
    alone = PointRuns(1, scenario, (2,), 1, ("trust_last",))()[0]
    pd.testing.assert_frame_equal(block.tail(1).reset_index(drop=True), alone)


def test_any_split_of_a_sweep_gives_the_same_table() -> None:
    factors = {"price": ["boom", "bust"], "member_price": ["pooled", "indexed"], "number": [2, 5], "neighbours": [True, False]}
    design = Design("stressed", "factorial", factor=factors, set={"years": 4, "warm_up_years": 1}, replicates=2, seasons=True)
    blocks = [PointRuns(point, design.scenario_of(point), (0, 1), 1, (), True) for point in range(len(design))]
    together = simulate_together(blocks)
    gaps = [seasons["delivery_share"].isna().any() for _outcomes, seasons in together]
    assert 0 < sum(gaps) < len(gaps)  # a season with nothing to divide by, in some of the points only
    in_three = simulate_together(blocks[:5]) + simulate_together(blocks[5:6]) + simulate_together(blocks[6:])
    alone = [block() for block in blocks]
    for one, parts, whole in zip(alone, in_three, together, strict=True):
        for kind in range(2):
            pd.testing.assert_frame_equal(one[kind], whole[kind], check_exact=True)
            pd.testing.assert_frame_equal(parts[kind], whole[kind], check_exact=True)


def test_a_series_is_an_outcome_of_each_season() -> None:
    swept = coopsim.sweep(short(outcomes=["trust_series", "trust_mean", "trust_season_1"], seasons=True), progress=False)
    table = swept.outcomes.set_index(["design_point", "replicate"])
    assert list(table.columns[2:]) == ["trust_season_0", "trust_season_1", "trust_mean"]
    seasons = swept.seasons.query("cooperative == 'region'").set_index(["season", "design_point", "replicate"])["trust"]
    for season in (0, 1):
        assert table[f"trust_season_{season}"].tolist() == seasons.loc[season].loc[table.index].tolist()
    assert table["trust_mean"].tolist() == pytest.approx(table[["trust_season_0", "trust_season_1"]].mean(axis=1).tolist())
    assert set(coopsim.summary(swept, outcomes=["trust_season_0"]).by_point["outcome"]) == {"trust_season_0"}


def test_points_share_worlds() -> None:
    """Many points cost hardly more months than one: those of one structure live as rows of one world."""
    design = short(factor={"trust": [0.3, 0.4, 0.5, 0.6]})
    with pytest.MonkeyPatch.context() as patch:
        worlds: list[int] = []
        patch.setattr(point_runs, "seasons_of", lambda blocks: (worlds.append(len(blocks)), seasons_of(blocks))[1])
        coopsim.sweep(design, progress=False)
    assert worlds == [5, 3]  # a task of up to 16 runs is one world


def test_arms_have_the_same_luck() -> None:
    same = [{"id": "a"}, {"id": "b", "set": {"payment_delay_months": 3}}]  # what steady has already
    swept = coopsim.sweep(Design("steady", "arms", arm=same, set=SHORT, replicates=3, outcomes=["trust_last"]), progress=False)
    found = coopsim.summary(swept).differences
    assert found["mean"].abs().max() == 0


def test_a_failed_run_is_a_row_with_its_reason_and_the_others_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(blocks: Sequence[PointRuns]) -> pd.DataFrame:
        if any(1 in block.replicates and block.scenario.cooperative[0].payment_delay_months == 0 for block in blocks):
            raise ZeroDivisionError("by\nnought")
        return seasons_of(blocks)

    monkeypatch.setattr(point_runs, "seasons_of", breaks)
    swept = coopsim.sweep(short(), progress=False)
    broken = swept.outcomes[swept.outcomes["status"] == "failed"]
    assert broken[["design_point", "replicate", "reason"]].to_numpy().tolist() == [[1, 1, "ZeroDivisionError: by nought"]]
    assert broken["trust_last"].isna().all()
    assert len(swept.outcomes) == 6
    assert coopsim.summary(swept).failures.to_dict("records") == [{"reason": "ZeroDivisionError: by nought", "runs": 1}]
    assert coopsim.summary(swept, ["trust_last"]).differences["n"].tolist() == [2]


def test_auto_goes_on_until_it_is_narrow_or_at_the_cap() -> None:
    wide = short(replicates="auto", half_width={"trust_last": 0.9})
    narrow = short(replicates="auto", half_width={"trust_last": 1e-9}, replicates_at_most=24)
    assert coopsim.sweep(wide, progress=False).outcomes.groupby("design_point").size().tolist() == [16, 16]
    assert coopsim.sweep(narrow, workers=2, progress=False).outcomes.groupby("design_point").size().tolist() == [24, 24]


def test_seasons_where_they_are_asked_for() -> None:
    assert coopsim.sweep(short(), progress=False).seasons is None
    seasons = coopsim.sweep(short(seasons=True), progress=False).seasons
    assert seasons is not None
    assert len(seasons.query("cooperative == 'region'")) == 2 * 3 * 2
    assert set(seasons["design_point"]) == {0, 1}


def test_outcomes_are_what_their_names_say() -> None:
    _months, seasons = run_scenario(short().scenario_of(0), 2, keep_months=0)
    region = seasons.query("cooperative == 'region' and replicate == 1").sort_values("season")
    row = outcomes_of(seasons).set_index("replicate").loc[1]
    assert row["trust_mean"] == pytest.approx(region["trust"].mean())
    assert row["trust_last"] == region["trust"].iloc[-1]
    assert row["reserves_usd_min"] == region["reserves_usd"].min()
    assert np.isnan(row["closed_season"])
    rows = pd.DataFrame({"replicate": 0, "cooperative": "region", "grouping": "all", "season": range(4), "alive": [1, 1, 0.5, 0]})
    assert outcomes_of(rows, ["closed_season", "alive_last"]).to_dict("records") == [
        {"replicate": 0, "closed_season": 2.0, "alive_last": 0.0}
    ]
    missing = rows.assign(alive=[1.0, 1.0, 1.0, np.nan])
    assert np.isnan(outcomes_of(missing, ["alive_last"])["alive_last"][0])  # the last season, not the last that has a value
