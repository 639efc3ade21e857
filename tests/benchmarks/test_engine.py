"""The trial engine lives through the months of coopsim, in calm and under stress: without this its nanoseconds mean nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("numba")

from benchmarks.engine.month import run
from benchmarks.engine.records import COLUMNS, start
from benchmarks.peers.agreement import agreement
from benchmarks.peers.given import given
from coopsim.scenario import Scenario, load

SMALL = {"farmers": 48, "members": 30, "warm_up_years": 0, "fixed_cost_usd_per_year": 30000.0}
SHORT_OF_CASH = {"opening_reserve_usd": 2000.0, "credit_line_usd": 5000.0, "cash_usd": 15000.0, "opening_savings_usd": 10.0}
BOOM = {
    "source": "boom",
    "rise_share": 2.5,
    "from_month": 14,
    "length_months": 18,
    "forward_share": 0.9,
    "fixed_price_share": 0.9,
}


def both(scenario: Scenario, months: int, replicate: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Its months and coopsim's, up to the closing of the cooperative."""
    coopsim = agreement(scenario, months, replicate).coopsim
    states, around = start([given(scenario, months, replicate)], months)
    run(states, around, 0, months)
    return pd.DataFrame(around[-1][0, : len(coopsim)], columns=list(COLUMNS)), coopsim


@pytest.mark.slow
@pytest.mark.parametrize("replicate", [0, 3])
def test_it_lives_through_the_months_of_coopsim(replicate: int) -> None:
    for values in ({}, SHORT_OF_CASH, BOOM):
        ours, theirs = both(load("castillo").with_values({**SMALL, **values}), 60, replicate)
        assert len(ours) >= 24
        for name in COLUMNS:
            largest = max(float(theirs[name].abs().max()), 1e-9)
            np.testing.assert_allclose(ours[name] / largest, theirs[name] / largest, atol=1e-9, err_msg=f"{name}, {values}")


@pytest.mark.slow
def test_the_order_of_rows_and_how_months_are_cut_do_not_matter() -> None:
    ready = [given(load("castillo").with_values(SMALL), 36, replicate) for replicate in range(3)]
    states, around = start(ready, 36)
    run(states, around, 0, 36)
    turned, others = start(ready[::-1], 36)
    run(turned, others, 0, 7)
    run(turned, others, 7, 36)
    np.testing.assert_array_equal(around[-1], others[-1][::-1])
