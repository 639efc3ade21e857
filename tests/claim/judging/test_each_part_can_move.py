"""No part comes out as it does whatever the cooperative: small scenarios lie on both sides of each smallest effect."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import arms
from coopsim.claim.criteria import criteria
from coopsim.claim.judging.effects import effects_of
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.simulated import Simulated
from coopsim.scenario import load

FIXED = criteria()
SCENES = {  # cell, headroom, what differs from castillo
    "sold ahead and short of cash": (
        "fixed/fixed",
        6.0,
        {
            "forward_share": 0.8,
            "fixed_price_share": 1.0,
            "credit_line_usd": 20_000.0,
            "credit_line_share": 0.3,
            "margin_share": 0.0,
            "rise_speed_share": 1.0,
            "need_usd_per_month": 100.0,
        },
    ),
    "needy families, slow traders": (
        "open/indexed",
        4.0,
        {
            "margin_share": 0.45,
            "rise_speed_share": 0.1,
            "need_usd_per_month": 600.0,
            "buffer_share": 0.02,
            "payment_delay_months": 6,
            "advance_share": 0.5,
            "loyalty_usd_per_qq": 5.0,
        },
    ),
    "loyalty that follows the money": (
        "open/indexed",
        2.0,
        {"loyalty_speed_share": 0.9, "benefit_weight": 1.0, "margin_share": 0.45, "loyalty_usd_per_qq": 5.0},
    ),
}
AHEAD, NEEDY, FOLLOWING = SCENES


@cache
def simulated(scene: str) -> Simulated:
    """Four worlds alike, eight runs each."""
    cell, headroom, values = SCENES[scene]
    small = load("castillo").with_values({"farmers": 60, "members": 40} | values)
    alike = pd.DataFrame(index=pd.RangeIndex(4, name="world"))
    composite = tuple(arms(FIXED, treatments=("composite",)))
    return WorldsJob(small, cell, alike, composite, 1, 8, None, headroom=headroom)()


def mean(scene: str, part_id: str, window: str = "") -> float:
    return float(np.nanmean(effects_of(simulated(scene), FIXED, "composite", part_id, window)))


@pytest.mark.full
@pytest.mark.parametrize(("part_id", "for_it"), [("H2d", AHEAD), ("H2t", AHEAD), ("H2c", AHEAD), ("H3", NEEDY)])
def test_an_effect_is_large_in_one_scenario_and_not_in_another(part_id: str, for_it: str):
    smallest = FIXED.subclaim(part_id).smallest_effect
    other = NEEDY if for_it == AHEAD else AHEAD
    assert mean(for_it, part_id) > smallest > mean(other, part_id)


@pytest.mark.full
def test_the_poorest_third_gains_as_much_in_one_scenario_and_less_in_another():
    smallest = FIXED.frozen.H1.H1p.smallest_effect
    assert mean(AHEAD, "H1p") > -smallest > mean(NEEDY, "H1p")


@pytest.mark.full
def test_cohesion_falls_in_one_scenario_and_stays_in_another_in_both_windows():
    smallest = FIXED.subclaim("H4").smallest_effect
    for window in FIXED.frozen.window.H4:
        assert mean(FOLLOWING, "H4", window) < -smallest < mean(AHEAD, "H4", window) < smallest
