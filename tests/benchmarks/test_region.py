"""The region that is measured has the size that it says."""

from __future__ import annotations

import pytest

from benchmarks.region import HOUSEHOLDS, OF_A_DISTRICT, region


@pytest.mark.parametrize("cooperatives", [10, 30])
def test_a_region_of_any_size(cooperatives: int) -> None:
    scenario = region(cooperatives, 4)
    assert len(scenario.cooperative) == cooperatives
    assert len(scenario.district) == cooperatives // OF_A_DISTRICT
    assert scenario.population.farmers == cooperatives * HOUSEHOLDS
    assert scenario.time.years == 4
