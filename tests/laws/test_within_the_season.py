"""Which decision rules answer a surprise within the season: what the table of theories says of each."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.decision import RULES
from coopsim.model.simulate import live, world_of
from tests.model.little import little, one_month

JUNE = 2
SURPRISE = 2.0


def offered(rule: str, times: float) -> np.ndarray:
    """What each household offers of her lot from June to September of a season whose price moves in June."""
    scenario = little("castillo", source="constant", warm_up_years=0, years=4, rules={rule: 1.0})
    world, seen = world_of(scenario, (0, 1), 1), []
    world.paths.world_price_usd_per_qq[:, 24 + JUNE :] *= times
    live(world, 24 + JUNE)
    for _month in range(4):
        one_month(world)
        seen.append(world.records.households["offered_share"].copy())
    return np.array(seen)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_answers_a_surprise_within_the_season_or_does_not(rule: str) -> None:
    calm, surprised = offered(rule, 1.0), offered(rule, SURPRISE)
    if RULES[rule].reacts_within_season:
        assert not np.array_equal(calm, surprised)
    else:
        assert np.array_equal(calm[0], surprised[0])  # experience moves on with the cash of June, imitation a year later
    if rule == "imitation":
        assert np.array_equal(calm, surprised)
