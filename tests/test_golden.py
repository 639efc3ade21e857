"""Golden numbers: a change that moves them says *Changes results* in the changelog. `nox -s golden` writes them anew."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.runs.run import run_scenario
from coopsim.runs.summary import summary
from coopsim.scenario import load


@pytest.mark.golden
@pytest.mark.parametrize("name", ["castillo", "stressed", "two-cooperatives"])
def test_golden_summary(name: str, golden: Any) -> None:
    scenario = load(name).with_values({"years": 8, "warm_up_years": 4})
    _months, seasons = run_scenario(scenario, 3, seed=11, keep_months=0)
    golden(name, {row["name"]: row["mean"] for row in summary(seasons)})
