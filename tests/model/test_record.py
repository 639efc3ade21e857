"""What is taken down of a living world, and what is not even looked at."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.model import measure, record
from coopsim.model.record import Recorder
from tests.model.little import little, lived

SCENARIO = little("two-cooperatives", warm_up_years=0, years=2)
ROWS = pd.DataFrame({"arm": "a", "replicate": [0, 1]})


def recorded(**wanted: Any) -> Recorder:
    recorder = Recorder(0, SCENARIO.time.start, **wanted)
    lived(SCENARIO, (0, 1), observers=[recorder])
    return recorder


def test_who_wants_seasons_only_pays_for_no_months(monkeypatch: pytest.MonkeyPatch) -> None:
    both = recorded()
    monkeypatch.setattr(record, "month_amounts", lambda world: pytest.fail("nobody asked for months"))
    seasons = recorded(keeps_months=False)
    assert seasons.months == []
    pd.testing.assert_frame_equal(seasons.seasons_frame(ROWS), both.seasons_frame(ROWS), check_exact=True)


def test_who_wants_months_only_pays_for_no_seasons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "season_taken_down", lambda *asked: pytest.fail("nobody asked for seasons"))
    months = recorded(groupings=())
    assert (len(months.months), months.seasons) == (24, [])


def test_what_was_taken_down_stays_as_it_was() -> None:
    """Numbers in the tables are copies: the world goes on, and a price path may be changed afterwards."""
    recorder = Recorder(0, SCENARIO.time.start)
    world = lived(SCENARIO, (0, 1), observers=[recorder])
    before = {name: column.copy() for name, column in recorder.month_columns().items()}
    for part in world.records:
        part[...] = np.zeros((), part.dtype)
    world.paths.world_price_usd_per_qq[:] = 0.0
    assert all(np.array_equal(column, before[name], equal_nan=True) for name, column in recorder.month_columns().items())
