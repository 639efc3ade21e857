"""`--replicates auto`: enough is when the (paired) interval is as narrow as asked for, and no sooner."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.designs import Design, replicates_wanted
from coopsim.designs.enough import FIRST, needed_for, unseen
from coopsim.runs.statistics import mean_interval, wilson_interval

ARMS = [{"id": "usual"}, {"id": "prompt", "set": {"payment_delay_months": 0}}]


def paired(**more: object) -> Design:
    return Design("steady", "arms", arm=ARMS, replicates="auto", half_width={"trust_mean": 0.01}, **more)


def runs(values: dict[int, np.ndarray], outcome: str = "trust_mean") -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame({"design_point": point, "replicate": range(len(each)), "status": "ok", outcome: each})
            for point, each in values.items()
        ],
        ignore_index=True,
    )


LUCK = np.random.default_rng(1).normal(0.5, 0.2, 4096)
NOISE = np.random.default_rng(2).normal(0.0, 0.005, 4096)


def test_a_number_is_that_number() -> None:
    assert replicates_wanted(Design("steady", factor={"years": [1, 2]}, replicates=5), runs({0: LUCK[:3]}), [0]) == 5


def test_common_luck_makes_few_replicates_enough() -> None:
    together = runs({0: LUCK[:FIRST], 1: LUCK[:FIRST] + 0.1 + NOISE[:FIRST]})
    apart = runs({0: LUCK[:FIRST], 1: LUCK[FIRST : 2 * FIRST]})
    assert replicates_wanted(paired(), together, [0, 1]) == FIRST
    assert replicates_wanted(paired(), apart, [0, 1]) == 2 * FIRST  # at most twice as many at a time


def test_it_ends_narrow_enough_or_at_the_cap() -> None:
    for most in (64, 4096):
        design, done = paired(replicates_at_most=most), 0
        while (wanted := replicates_wanted(design, runs({0: LUCK[:done], 1: LUCK[::-1][:done]}), [0, 1])) > done:
            assert wanted <= most
            done = wanted
        found = mean_interval(LUCK[::-1][:done] - LUCK[:done])
        assert done == most or (found.high - found.low) / 2 <= 0.01
    assert done < 4096 or found.high - found.low > 0.02


def test_other_points_and_failed_runs_do_not_count() -> None:
    rows = runs({0: LUCK[:FIRST], 1: LUCK[:FIRST] + 0.1, 2: LUCK[:FIRST], 3: LUCK[::-1][:FIRST]})
    assert replicates_wanted(paired(), rows, [0, 1]) == FIRST
    broken = rows.assign(status=np.where(rows["replicate"] == 3, "failed", "ok"))
    broken.loc[broken["replicate"] == 3, "trust_mean"] = np.nan
    assert replicates_wanted(paired(), broken, [0, 1]) == FIRST
    assert replicates_wanted(paired(), rows.assign(status="failed"), [0, 1]) == FIRST


def test_without_arms_the_mean_itself_has_to_be_known() -> None:
    design = Design("steady", factor={"years": [1, 2]}, replicates="auto", outcomes=["trust_mean"])
    assert replicates_wanted(design, runs({0: LUCK[:FIRST]}), [0]) > FIRST
    assert replicates_wanted(design, runs({0: 0.5 + NOISE[:FIRST]}), [0]) == FIRST


@pytest.mark.parametrize("half", [0.02, 0.05, 0.1])
def test_what_was_never_seen_is_not_known_after_a_few_runs(half: float) -> None:
    n = unseen(half)
    low, high = wilson_interval(n, n)[1:3]
    assert (high - low) / 2 <= half + 1e-9
    assert (wilson_interval(n - 1, n - 1).high - wilson_interval(n - 1, n - 1).low) / 2 > half
    assert needed_for(np.ones(FIRST), half, "0 or 1") == n
    assert needed_for(np.ones(FIRST), half, "share") <= FIRST


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50), st.floats(1e-3, 1e6))
def test_needed_is_more_than_there_are_exactly_when_the_interval_is_too_wide(values: list[float], wanted: float) -> None:
    found = mean_interval(values)
    wide = (found.high - found.low) / 2 > wanted * (1 + 1e-9)
    assert (needed_for(values, wanted) > len(values)) == wide
