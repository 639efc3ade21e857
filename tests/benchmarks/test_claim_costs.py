from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from benchmarks.claim import _months_of_a_row, _rows, shown
from coopsim.claim.arms import AFTER, EVENT, PARTING, SHORT, arms
from coopsim.claim.criteria import criteria
from coopsim.claim.worlds.job import WorldsJob
from coopsim.scenario import load


def job(treatments, after):
    treated = tuple(arms(criteria(), treatments=treatments))
    return WorldsJob(load("castillo"), "fixed/fixed", pd.DataFrame(index=range(2)), treated, 1, 20, None, after=after)


def test_a_row_lives_its_burn_in_once_and_each_arm_from_where_it_parts():
    pair = job(("composite",), AFTER)
    assert _months_of_a_row(pair) == 12 * (PARTING + 3 * (EVENT - PARTING + AFTER))
    assert _months_of_a_row(job(("composite",), SHORT)) < _months_of_a_row(pair)
    assert _rows(pair) == 40


def test_a_job_without_arms_is_not_compared_with_the_month():
    matching = SimpleNamespace(runs=12, rows=("a row of the field",))
    assert (_rows(matching), _months_of_a_row(matching)) == (12, None)


def test_the_sum_is_said_beside_what_was_asked():
    cost = {"kind": "full pair", "rows": 4000, "milliseconds": 12.0, "over_months": 1.1, "seconds": 48.0, "asked": 12.0}
    lines = shown({"costs": [cost], "month_ns": 139.0, "seconds": 48.0, "asked_seconds": 140.0})
    assert "sum 48 CPU s (140 asked); a farmer's month 139 ns" in lines
