"""Lives as they are taken down: the cohort has stood from the start, and the first closing counts, whatever comes after."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from coopsim.claim.causes.lives import ALIVE, Lives

FIELDS = [
    *(("alive", bool), ("stands_at_start", bool)),
    *((name, float) for name in ("closed_month", "founded_month", "revived_month")),
    ("cause_number", int),
]


def world(season: int, **columns) -> SimpleNamespace:
    """One row of four cooperatives, as a season opens: the second is a place, the third had closed and reopened."""
    c = np.zeros((1, 4), dtype=FIELDS)
    c["alive"], c["stands_at_start"] = [True, False, True, True], [True, False, True, True]
    c["closed_month"], c["founded_month"], c["revived_month"] = -1.0, [0.0, -1.0, 0.0, 0.0], [-1.0, -1.0, 5.0, -1.0]
    for name, column in columns.items():
        c[name] = column
    return SimpleNamespace(season=season, records=SimpleNamespace(cooperatives=c))


def test_the_cohort_has_stood_from_the_start() -> None:
    founded_in_the_warm_up = world(2, alive=[True, True, True, True], founded_month=[0.0, 14.0, 0.0, 0.0])
    assert Lives.of(founded_in_the_warm_up).cohort.tolist() == [[True, False, False, True]]


def test_the_first_closing_counts_and_a_revival_is_taken_down_apart() -> None:
    lives = Lives.of(world(2))
    lives.season_ended(world(3, alive=[True, False, True, False], closed_month=[-1, -1, -1, 35], cause_number=[0, 0, 0, 2]))
    again = [-1, -1, 5, 38]
    lives.season_ended(world(4, revived_month=again))  # open again, and not of its cohort's survivors
    lives.season_ended(
        world(5, revived_month=again, alive=[False, False, True, True], closed_month=[59, -1, -1, -1], cause_number=1)
    )
    assert lives.closed.tolist() == [[2, ALIVE, ALIVE, 0]]
    assert lives.cause.tolist() == [[1, 0, 0, 2]]
    assert [one.tolist() for one in lives.living] == [[2], [3], [2]]
    assert [one.tolist() for one in lives.revived] == [[0], [1], [0]]


def test_foundings_are_counted_in_their_season() -> None:
    lives = Lives.of(world(2))
    lives.season_ended(world(3, alive=True, founded_month=[0, 30, 0, 0]))
    lives.season_ended(world(4, alive=True, founded_month=[0, 30, 0, 0]))
    assert [one.tolist() for one in lives.founded] == [[1], [0]]
    assert (lives.closed == ALIVE).all()
