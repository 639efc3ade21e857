"""Single worlds: most stay undecided on an outcome that is 0 or 1, and equal runs do not make a world certain."""

from __future__ import annotations

import numpy as np
import pytest
from planted import draws_of, effects

from coopsim.claim.inference.one_world import bootstrap_intervals, t_intervals, words_of_worlds
from coopsim.runs.statistics import mean_interval


def test_t_interval_is_that_of_the_runs_left():
    given = draws_of(1).normal(0, 1, (3, 20))
    given[1, 15:] = np.nan
    for row, ends in zip(given, t_intervals(given), strict=True):
        _mean, low, high, _n = mean_interval(row)
        assert ends == pytest.approx([low, high])


@pytest.mark.parametrize(("runs", "reach"), [(20, 0.139), (8, 0.312)])
def test_equal_runs_leave_what_they_may_have_missed(runs: int, reach: float):
    ends = bootstrap_intervals(np.zeros((2, runs)))
    assert ends == pytest.approx(np.array([[-reach, reach]] * 2), abs=5e-4)
    assert words_of_worlds(ends, 0.10).tolist() == ["undecided", "undecided"]


def test_intervals_of_0_and_1_hold_the_truth():
    draws = draws_of(2)
    runs = (draws.random((400, 20)) < 0.5) * 1.0 - (draws.random((400, 20)) < 0.2)
    ends = bootstrap_intervals(runs)
    assert 0.88 <= ((ends[:, 0] <= 0.3) & (ends[:, 1] >= 0.3)).mean() <= 0.98


def test_worlds_with_other_numbers_of_runs_keep_their_place():
    given = np.zeros((3, 20))
    given[1, 8:] = np.nan
    given[2] = 1.0
    assert bootstrap_intervals(given).round(3).tolist() == [[-0.139, 0.139], [-0.312, 0.312], [0.861, 1.0]]
    given[0, 1:] = np.nan
    assert np.isnan(bootstrap_intervals(given)[0]).all()


def test_most_single_worlds_stay_undecided_where_shares_do_not():
    trouble = effects("normal", 200, 20, draws_of(3))[..., 1]
    words = words_of_worlds(bootstrap_intervals(trouble), 0.10)
    assert (words == "undecided").mean() > 0.5
