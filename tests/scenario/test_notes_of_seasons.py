"""A run too short for a whole harvest year says so, and is a run all the same."""

from __future__ import annotations

from coopsim.runs.run import run_scenario
from coopsim.runs.summary import summary
from coopsim.scenario.notes import notes
from tests.small import small


def test_no_whole_harvest_year_is_noted_and_has_no_summary() -> None:
    short = small(start="1992-10", years=1, warm_up_years=1)
    assert "no whole harvest year" in notes(short)[0]
    months, seasons = run_scenario(short)
    assert (len(months), len(seasons)) == (24, 0)
    assert {row["mean"] for row in summary(seasons)} == {None}
    assert notes(small(start="1992-04", years=1)) == []
