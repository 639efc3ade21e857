"""Every curve and every index is read from worlds that the engine simulated: a small cooperative, a few of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopsim.claim.conditions.sobol import planned_sobol, sobol_of
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.curves import curves_of, planned_curves
from coopsim.claim.documents import Curves
from coopsim.claim.plan import Worlds
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.scenario import Scenario, load

CELL = "fixed/pooled/3"


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load("castillo").with_values({"farmers": 60, "members": 40, "fixed_cost_usd_per_year": 15_000.0})


@pytest.fixture(scope="module")
def few() -> Criteria:
    fixed = criteria()
    curves = fixed.frozen.curves.model_copy(
        update={
            "runs": 2,
            "headroom": (1.3, 3.0),
            "worlds_headroom": 2,
            "map_cells": (),
            "map_margin_share": (0.0, 0.3),
            "map_advance_share": (0.4, 0.9),
            "paths_map": 2,
            "processes": ("bootstrap",),
            "worlds_processes": 2,
            "shapley": ("forward_sales", "neighbours"),
            "worlds_shapley": 2,
            "one_at_a_time": ("margin_share", "closing_patience_seasons.mean"),
            "worlds_one_at_a_time": 2,
        }
    )
    sobol = fixed.frozen.sobol.model_copy(update={"base": 2, "runs": 2})
    return replace(fixed, frozen=fixed.frozen.model_copy(update={"curves": curves, "sobol": sobol}))


def test_every_curve_has_its_points(small: Scenario, few: Criteria) -> None:
    worlds = Worlds(drawn_worlds(few, 2, 1), 0.7)
    planned = planned_curves(small, few, worlds, CELL, 1, "regime")
    curves = curves_of(planned, [one.job() for one in planned], few)
    assert Curves.read(curves.json_text()) == curves
    assert {point.name for point in curves.headroom} == {"untreated", "boom", "slump"}
    assert {point.x for point in curves.one_at_a_time if point.name == "margin_share"} == {0.03, 0.30, None}
    assert {point.name for point in curves.processes} == {"bootstrap"}
    assert {point.name for point in curves.shapley} == {"with_all", "with_none", "M2", "M6"}
    assert len([point for point in curves.flip_map if point.outcome == "offers"]) == 4
    assert all(point.value is not None for point in curves.headroom if point.outcome == "lasts")


@pytest.mark.filterwarnings("ignore:Constant values")  # so few points
def test_every_effect_has_its_indices(small: Scenario, few: Criteria) -> None:
    jobs = planned_sobol(small, few, CELL, 1, "regime", 0.7)
    sobol = sobol_of([job() for job in jobs], few)
    assert [one.part for one in sobol.outcomes] == ["H2d", "H2t", "H1", "H3"]
    names = [*(drawn.column for drawn in few.frozen.draws), "chance"]
    assert all([index.name for index in one.indices] == names for one in sobol.outcomes)
