from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coopsim.runs.statistics import (
    holm_levels,
    holm_p_values,
    mean_interval,
    paired_p_value,
    wilson_interval,
)


def test_mean_interval_and_p_are_scipys():
    values = np.random.default_rng(1).normal(0.3, 1, 25)
    theirs = stats.ttest_1samp(values, 0)
    mean, low, high, n = mean_interval(values)
    assert (low, high) == pytest.approx(tuple(theirs.confidence_interval(0.95)))
    assert paired_p_value(values) == pytest.approx(theirs.pvalue)
    assert (mean, n) == (pytest.approx(values.mean()), 25)


def test_interval_of_few_values():
    assert mean_interval([]).n == 0
    one = mean_interval([0.4, np.nan])
    assert one.mean == 0.4
    assert np.isnan(one.low)
    assert mean_interval([0.2, 0.2, 0.2])[1:3] == (0.2, 0.2) or mean_interval([0.2] * 3).high == pytest.approx(0.2)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_scipys(case):
    count, n = case
    theirs = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    ours = wilson_interval(count, n)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_holm_steps():
    assert holm_p_values([0.01, 0.02, 0.03, np.nan])[:3].tolist() == pytest.approx([0.03, 0.04, 0.04])
    assert holm_levels([0.001, 0.5])[0] == pytest.approx(0.975)
    assert np.isnan(holm_levels([np.nan, 0.5])[0])
    assert holm_p_values([0.9, 0.8]).max() <= 1
