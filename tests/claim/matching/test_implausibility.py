"""How far a world is from the field."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim.matching.implausibility import compared, implausibility
from coopsim.claim.matching.rows import Row

FIELD = [Row("P1", 0.29, 0.02, 0.03), Row("P30", 3.0, 0.5, 0.5)]


@pytest.mark.parametrize("part", ["observed", "model", "draws"])
def test_each_of_the_three_variances_makes_a_world_less_implausible(part: str) -> None:
    """One of them alone, of .3, and a distance of .9: three standard deviations; twice it: one and a half."""
    sds = dict.fromkeys(("observed", "model", "draws"), 0.0) | {part: 0.3}
    row = Row("P1", 0.1, sds["observed"], sds["model"])
    assert implausibility([1.0], [row], [sds["draws"]]) == pytest.approx([3.0])
    wider = Row("P1", 0.1, 2 * sds["observed"], 2 * sds["model"])
    assert implausibility([1.0], [wider], [2 * sds["draws"]]) == pytest.approx([1.5])


def test_a_world_falls_out_by_its_worst_row_and_by_nothing_else() -> None:
    runs = np.tile([[0.29, 3.0], [0.29, 5.0], [0.55, 3.0]], (4, 1, 1)).swapaxes(0, 1)
    found = compared(runs, FIELD)
    assert found.not_ruled_out().tolist() == [True, True, False]
    assert found.not_ruled_out(below=2.5).tolist() == [True, False, False]


def test_noise_is_that_of_the_mean_and_pooled_over_worlds() -> None:
    """Eight runs, half a standard deviation each to both sides of the mean in one world, none in the other."""
    rng = np.random.default_rng(4)
    runs = 0.5 + rng.normal(0.0, 0.2, (300, 8, 1)) * np.repeat([0.0, np.sqrt(2.0)], 150)[:, None, None]
    found = compared(runs, [Row("P1", 0.5, 0.0, 1e-9)])
    assert found.sd_draws == pytest.approx([0.2], rel=0.05)
    expected = np.abs(found.mean - 0.5) / (found.sd_draws / np.sqrt(8))
    np.testing.assert_allclose(found.implausibility, expected, rtol=1e-6)


def test_a_world_with_fewer_than_half_of_its_runs_does_not_last_and_is_ruled_out_by_nothing_else() -> None:
    runs = np.full((3, 4, 2), [0.29, 3.0])
    runs[1, :2], runs[2, :3] = np.nan, np.nan
    found = compared(runs, FIELD)
    assert found.lasts.tolist() == [True, True, False]
    assert found.not_ruled_out().tolist() == [True, True, False]
    assert np.isnan(found.implausibility[2]).all()


def test_the_unit_of_a_row_does_not_matter() -> None:
    rng = np.random.default_rng(1)
    months = rng.normal(4.0, 1.0, (20, 4, 1))
    years = Row("P30", 3.0 / 12, 0.5 / 12, 0.5 / 12)
    np.testing.assert_allclose(compared(months, FIELD[1:]).implausibility, compared(months / 12, [years]).implausibility)


def test_without_rows_nothing_is_ruled_out() -> None:
    assert compared(np.zeros((2, 4, 0)), []).not_ruled_out().all()
