"""The map of a level known beforehand: its arithmetic, its worlds, and a small one simulated."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import Arm
from coopsim.claim.criteria import criteria
from coopsim.claim.curves import curves_of, planned_curves
from coopsim.claim.curves.arithmetic import dividing_margin, finance_slope, worth_slope
from coopsim.claim.curves.flip_map import MapJob, SlopesJob, map_worlds
from coopsim.claim.curves.plan import ALONE, HEADROOM, MAP, PROCESS, SLOPES, WITHOUT, Planned
from coopsim.claim.plan import Worlds
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.recentre import Shifts
from coopsim.scenario import Scenario, load

FIXED = criteria()
BOOM = Arm("level", "boom", 0.47)


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load("castillo").with_values({"farmers": 60, "members": 40, "fixed_cost_usd_per_year": 20_000.0})


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    draws = drawn_worlds(FIXED, 3, 1)
    return Worlds(draws, 0.7, Shifts(*np.full((3, 3), 2.0)))


def test_the_dividing_line_is_where_the_worth_does_not_move() -> None:
    alpha = np.linspace(0.4, 0.95, 7)
    z = finance_slope(0.105, 2.0, 3.0, alpha)
    assert np.allclose(worth_slope(dividing_margin(alpha, 0.71, z), alpha, 0.71, z), 0.0)
    assert (worth_slope(dividing_margin(alpha, 0.71, z) + 0.01, alpha, 0.71, z) > 0).all()


def test_squares_of_the_map_share_prices_and_draws(small: Scenario) -> None:
    grid = map_worlds([0.0, 0.3], [0.4, 0.9], 3)
    job = MapJob(small, "open/indexed", grid, (BOOM,), 1, 1, 0.7)
    assert job.replicates.tolist() == [0, 1000, 2000] * 4
    assert len(set(job.draws.index)) == 12


def test_a_small_map_is_simulated_and_read(small: Scenario) -> None:
    margins = (0.0, 0.3)
    grid = map_worlds(margins, [0.4, 0.9], 2)
    cell = "open/indexed"
    planned = [
        Planned(SLOPES, (cell,), SlopesJob(small, cell, margins, BOOM, 1, None)),
        *(Planned(MAP, (cell,), MapJob(small, cell, part, (BOOM,), 1, 1, None, after=3)) for part in (grid[:4], grid[4:])),
    ]
    curves = curves_of(planned, [one.job() for one in planned], FIXED)
    squares = {(point.x, point.y): point for point in curves.flip_map if point.outcome == "offers"}
    assert set(squares) == {(alpha, margin) for alpha in (0.4, 0.9) for margin in margins}
    assert all((point.name, point.runs) == (cell, 1) and point.worlds <= 2 for point in squares.values())
    slopes = {point.y: point.value for point in curves.flip_map if point.outcome == "farm_gate_slope"}
    assert slopes[0.0] > slopes[0.3] > 0.4
    worth = {(point.x, point.y): point.value for point in curves.flip_map if point.outcome == "worth_slope"}
    assert worth[0.4, 0.3] - worth[0.4, 0.0] == pytest.approx(0.3)
    line = [point for point in curves.flip_line if point.outcome == "start"]
    assert [point.value for point in line] == sorted((point.value for point in line), reverse=True)
    assert curves.headroom == curves.shapley == curves.doses == ()


def test_the_plan_holds_every_combination_and_both_ends(small: Scenario, worlds: Worlds) -> None:
    planned = planned_curves(small, FIXED, worlds, "fixed/pooled/3", 1, "regime")
    points = {curve: {one.point for one in planned if one.curve == curve} for curve in (WITHOUT, ALONE, HEADROOM, PROCESS, MAP)}
    asked = FIXED.frozen.curves
    assert len(points[WITHOUT]) == 2 ** len(asked.shapley)
    assert {name for name, _value in points[ALONE]} == set(asked.one_at_a_time)
    assert len(points[ALONE]) == 2 * len(asked.one_at_a_time)
    assert points[HEADROOM] == {(at,) for at in asked.headroom}
    assert points[PROCESS] == {(name,) for name in asked.processes}
    assert points[MAP] == {("fixed/pooled/3",), *((cell,) for cell in asked.map_cells)}
    squares = pd.concat([one.job.draws for one in planned if (one.curve, one.point) == (MAP, ("fixed/pooled/3",))])
    assert len(squares) == len(asked.map_margin_share) * len(asked.map_advance_share) * asked.paths_map


def test_only_other_prices_leave_the_shifts_of_the_headline(small: Scenario, worlds: Worlds) -> None:
    planned = planned_curves(small, FIXED, worlds, "fixed/pooled/3", 1, "regime")
    for one in planned:
        if isinstance(one.job, WorldsJob):
            assert (one.job.shifts is not None) == (one.curve == PROCESS)
            assert one.job.target_share == 0.7


def test_a_draw_alone_leaves_the_others(small: Scenario, worlds: Worlds) -> None:
    planned = planned_curves(small, FIXED, worlds, "fixed/pooled/3", 1, "regime")
    for one in planned:
        if one.curve == ALONE:
            name, value = one.point
            assert (one.job.draws[name] == value).all()
            others = one.job.draws.drop(columns=name)
            assert others.equals(worlds.draws.drop(columns=name).loc[others.index])


def test_headroom_is_what_was_asked_when_the_arms_branch_off(small: Scenario, worlds: Worlds) -> None:
    job = WorldsJob(
        small, "fixed/pooled/3", worlds.draws, (Arm("composite", "boom", 0.47, 1),), 1, 1, None, headroom=1.7, after=2
    )
    simulated = job()
    assert np.allclose(simulated.headroom[simulated.lasts], 1.7)
