"""Contagion over the network: a run can tip, and need not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.measure import standing_offered_share
from coopsim.model.simulate import live, world_of
from coopsim.scenario import load
from tests.model.little import little, lived

ALIKE: dict[str, Any] = {"loyalty_usd_per_qq": {"distribution": "constant", "mean": 10.0}, "road_distance_km": 2.0}


def after_a_scare(leavers_share: float, **values: Any) -> float:
    """Delivered in the end, where this share of farmers sold its last lot outside."""
    scenario = load("castillo").with_values({"rules": {"threshold": 1.0}, "rule.threshold.threshold_share": 0.35} | values)
    world = world_of(scenario, (0,), 1)
    f = world.farmers
    f.last_share[:] = np.where(np.arange(f.shape[1]) % 100 < leavers_share * 100, 0.0, 1.0)
    return float(standing_offered_share(world, 0.0)[0])


def test_among_farmers_who_are_alike_a_small_scare_passes_and_a_large_one_is_a_run() -> None:
    crowd = ALIKE | {"rule.threshold.threshold_share": {"distribution": "normal", "mean": 0.35, "sd": 0.05}}
    assert after_a_scare(0.1, **crowd) > 0.8
    assert after_a_scare(0.9, **crowd) < 0.2


def test_without_neighbours_there_is_nothing_to_run_from() -> None:
    crowd = ALIKE | {"ties": 0}
    assert after_a_scare(0.1, **crowd) == after_a_scare(0.9, **crowd)


@pytest.mark.slow
def test_the_same_people_may_run_under_one_luck_and_stay_under_another() -> None:
    """Near the tipping point chance decides: of cooperatives alike in everything declared, some fall and some do not."""
    values = {"rules": {"threshold": 1.0}, "source": "constant", "years": 8, "rule.threshold.threshold_scale_usd_per_qq": 110.0}
    values["rule.threshold.threshold_share"] = {"distribution": "normal", "mean": 0.25, "sd": 0.11}
    world = world_of(load("castillo").with_values(values), tuple(range(8)), 1)
    live(world, 18 * 12)
    standing = world.cooperatives.alive[:, 0]
    assert standing.any()
    assert not standing.all()


def test_going_to_the_assembly_may_bind() -> None:
    plain, bound = (little(meeting_value_usd=6.0, attendance_loyalty_usd_per_qq=won) for won in (0.0, 30.0))
    loyalty = [lived(told).farmers.loyalty_usd_per_qq for told in (plain, bound)]
    assert (loyalty[1] >= loyalty[0] - 60.0).all()
    assert loyalty[1].mean() > loyalty[0].mean()
