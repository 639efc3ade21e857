"""The region that is measured has the size that it says."""

from __future__ import annotations

import pytest

from benchmarks.region import HOUSEHOLDS, OF_A_DISTRICT, measured, region


@pytest.mark.parametrize("cooperatives", [10, 30])
def test_a_region_of_any_size(cooperatives: int) -> None:
    scenario = region(cooperatives, 4)
    assert len(scenario.cooperative) == cooperatives
    assert len(scenario.district) == cooperatives // OF_A_DISTRICT
    assert scenario.population.farmers == cooperatives * HOUSEHOLDS
    assert scenario.time.years == 4


@pytest.mark.slow
def test_memory_is_flat_in_replicates() -> None:
    """6 and 12 replicates of 15,000 households, six at a time: what is written takes no more room. Each in its own process."""
    few, many = (measured(60, replicates, workers=1, years=1)["peak_megabytes"] for replicates in (6, 12))
    assert many == pytest.approx(few, rel=0.2)
