"""Points of the curves, on worlds whose effects were planted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import numpy as np
import pytest
from planted_worlds import PlantedWorlds, planted_worlds

from coopsim.claim.causes.coalitions import selections
from coopsim.claim.criteria import criteria
from coopsim.claim.curves.headroom import clustered_share, headroom_points
from coopsim.claim.curves.points import alone_points, dose_points, process_points
from coopsim.claim.curves.shapley import shapley_points, shapley_values
from coopsim.claim.documents import CurvePoint

FIXED = criteria()


def exactly(fall: float = 0.0, trouble: float = 0.0, **more) -> PlantedWorlds:
    """Worlds that all have these effects in a boom."""
    boom = {"cohort_offered_share": (-fall, 0.0, 0.0), "reached_refused": (trouble, 0.0, 0.0)}
    return planted_worlds(boom, **({"worlds": 6, "runs": 4} | more))


def one(points: Iterable[CurvePoint], **asked) -> CurvePoint:
    (found,) = [point for point in points if all(getattr(point, name) == value for name, value in asked.items())]
    return found


# -- headroom --------------------------------------------------------------------------------------------------------------


def test_chances_stand_by_headroom_and_arm() -> None:
    points = headroom_points({1.7: exactly(trouble=0.2), 0.9: exactly(trouble=0.5)}, FIXED)
    assert [point.x for point in points] == sorted(point.x for point in points)
    untreated = one(points, x=0.9, name="untreated", outcome="trouble").value
    assert one(points, x=0.9, name="boom", outcome="trouble").value == pytest.approx(untreated + 0.5)
    assert one(points, x=0.9, name="slump", outcome="trouble").value == pytest.approx(untreated, abs=0.05)
    assert {point.outcome for point in points} == {"trouble", "closed", "lasts"}
    assert all((point.worlds, point.runs) == (6, 4) for point in points)


def test_runs_that_close_early_are_counted_and_no_more() -> None:
    lasts = np.ones((6, 4), dtype=bool)
    lasts[0] = False  # a whole world
    lasts[1, 0] = False
    points = headroom_points({0.9: exactly(lasts=lasts)}, FIXED)
    assert one(points, outcome="lasts").value == pytest.approx(19 / 24)
    assert one(points, name="boom", outcome="closed").worlds == 5


def test_no_event_in_few_worlds_is_not_certainty() -> None:
    share = clustered_share([0.0] * 20, 1)
    assert share.mean == 0
    assert 0.1 < share.high < 0.2


# -- sizes, processes, each draw alone ----------------------------------------------------------------------------------------


def test_the_headline_s_own_size_is_among_the_sizes() -> None:
    doses = exactly(fall=0.02, ln_sizes=(0.2, 0.8))
    points = dose_points(doses, exactly(fall=0.04, worlds=9, runs=20), FIXED)
    booms = [point for point in points if (point.name, point.outcome) == ("boom", "H2d")]
    assert [(point.x, point.runs, point.worlds) for point in booms] == [(0.2, 4, 6), (0.47, 20, 6), (0.8, 4, 6)]
    assert [point.value for point in booms] == pytest.approx([0.02, 0.04, 0.02])


def test_each_process_stands_beside_the_headline_s() -> None:
    points = process_points({"bootstrap": exactly(fall=0.3)}, exactly(fall=0.1, worlds=8), "regime", FIXED)
    values = {point.name: point.value for point in points if point.outcome == "H2d"}
    assert values == pytest.approx({"regime": 0.1, "bootstrap": 0.3})
    assert one(points, name="regime", outcome="H2t").worlds == 6


def test_a_draw_alone_moves_what_it_moves() -> None:
    ends = {("margin_share", 0.30): exactly(fall=-0.05), ("margin_share", 0.03): exactly(fall=0.10)}
    points = alone_points(ends, FIXED)
    assert [point.x for point in points if point.outcome == "H2d"] == [0.03, 0.30, None]
    assert one(points, outcome="H2d", x=None).value == pytest.approx(-0.15)
    assert one(points, outcome="H2t", x=None).value == pytest.approx(0.0)


# -- Shapley ---------------------------------------------------------------------------------------------------------------


def test_shapley_values_add_up_and_see_no_dummy() -> None:
    names = ["a", "b", "c", "d"]
    draws = np.random.default_rng(3)
    without = {off: draws.standard_normal(5) for off in selections(names)}
    for off in selections(names):  # d does nothing
        without[off] = without[tuple(name for name in off if name != "d")]
    values = shapley_values(without, names)
    assert np.allclose(sum(values.values()), without[()] - without[tuple(names)])
    assert np.allclose(values["d"], 0.0)


def test_shapley_values_are_the_mean_over_orders() -> None:
    names = ["a", "b", "c"]
    draws = np.random.default_rng(4)
    without = {off: draws.standard_normal() for off in selections(names)}
    gains = {name: [] for name in names}
    for order in permutations(names):
        off = list(names)
        for name in order:
            before = without[tuple(n for n in names if n in off)]
            off.remove(name)
            gains[name].append(without[tuple(n for n in names if n in off)] - before)
    values = shapley_values(without, names)
    assert all(values[name] == pytest.approx(np.mean(gains[name])) for name in names)


def test_shapley_points_pair_worlds_that_last_everywhere() -> None:
    names = FIXED.frozen.curves.shapley
    closed = np.ones((6, 4), dtype=bool)
    closed[2] = False
    without = {
        off: exactly(trouble=0.1 - 0.06 * ("forward_sales" in off), lasts=closed if off == ("neighbours",) else None)
        for off in selections(names)
    }
    points = shapley_points(without, FIXED)
    values = {point.name: point for point in points if point.outcome == "H2t"}
    assert values["M2"].value == pytest.approx(0.06)
    assert values["M1"].value == pytest.approx(0.0)
    assert values["with_all"].value - values["with_none"].value == pytest.approx(
        sum(point.value for name, point in values.items() if name.startswith("M"))
    )
    assert {point.worlds for point in points} == {5}
