"""Outcomes over windows: sums over sums, stocks at the end, rungs as shares of seasons; an effect is of the same seasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.claim.arms import EVENT, PARTING, Arm
from coopsim.claim.outcomes.ladder import RUNGS, SeasonSums, season
from coopsim.claim.outcomes.windows import HIGHEST, LAST_SEASON, RATIOS, REACHED, Seasons, over
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.runs.cohort_outcomes import COHORT_OUTCOMES

SUMS = sorted({name for parts in (*RATIOS.values(), *LAST_SEASON.values()) for name in parts})
BOOM = Arm("composite", "boom", 0.47, 1)
EVENT_PLACE = EVENT - PARTING


def by_season(number: int = 8, shape: tuple[int, int] = (1, 2), **written: list[float]) -> Seasons:
    """Sums written by hand, one number a season for every run, 1 where nothing is written; nothing in the books but closings."""
    sums = {
        name: np.broadcast_to(np.reshape(written.get(name, [1.0] * number), (-1, 1, 1)), (number, *shape)).astype(np.float32)
        for name in SUMS
    }
    is_open = np.broadcast_to(np.reshape(written.get("is_open", [1.0] * number), (-1, 1, 1, 1)) > 0, (number, *shape, 1))
    return Seasons(sums, SeasonSums(*(np.broadcast_to(part, is_open.shape) for part in season(is_open=is_open))))


def simulated_of(untreated: Seasons, treated: dict[Arm, Seasons], lasts: list[list[bool]]) -> Simulated:
    shape = np.shape(lasts)
    draws = pd.DataFrame({"margin_share": np.zeros(shape[0])}, index=pd.RangeIndex(shape[0], name="world"))
    return Simulated(draws, Shifts.none(shape[0]), np.array(lasts), np.ones(shape), untreated, treated)


# Windows -----------------------------------------------------------------------------------------------------------------


def test_shares_are_sums_over_sums_and_stocks_are_those_of_the_end() -> None:
    seasons = by_season(
        5,
        offered_qq=[1, 10, 60, 1, 1],
        harvest_qq=[1, 40, 80, 1, 1],
        refused_qq=[0, 5, 9, 0, 0],
        trust=[0, 1, 4, 9, 9],
        households=[2] * 5,
        members_kept=[2, 2, 1, 0, 0],
        is_open=[1, 1, 0, 0, 0],
    )
    read = {name: over(seasons, name, [1, 2])[0, 0] for name in ("cohort_offered_share", "refused_share", "cohort_trust")}
    assert read["cohort_offered_share"] == pytest.approx(70 / 120)  # not the mean of 1/4 and 3/4
    assert read["refused_share"] == pytest.approx(14 / 70)  # of what was offered
    assert read["cohort_trust"] == pytest.approx((1 + 4) / 2 / 2)
    assert over(seasons, "members_kept_share", [1, 2])[0, 0] == 0.5
    assert over(seasons, "closed_share", [0, 1, 2])[0, 0] == 1.0
    assert over(seasons, "reached_closed", [0, 1, 2])[0, 0] == pytest.approx(1 / 3)
    assert over(seasons, "harvest_qq", [1, 2])[0, 0] == 120.0


def test_where_there_is_nothing_to_divide_by_a_share_is_nothing() -> None:
    assert over(by_season(offered_qq=[0.0] * 8, refused_qq=[0.0] * 8), "refused_share", [2])[0, 0] == 0.0


def test_every_declared_outcome_can_be_read_but_companions_of_one_arm() -> None:
    seasons = by_season()
    for column in COHORT_OUTCOMES:
        if column.name.startswith("companion_"):
            with pytest.raises(KeyError, match="two arms"):
                over(seasons, column.name, [2])
        else:
            assert np.isfinite(over(seasons, column.name, [2, 3])).all(), column.name


@pytest.mark.parametrize(
    ("outcome", "places", "answer"),
    [
        ("trouble_share", [2], "has a new name: reached_refused"),
        ("happiness", [2], "was not measured"),
        ("cohort_trust", [7, 8], "were not simulated"),
        ("cohort_trust", [-1], "were not simulated"),
        ("closed_share", [], "were not simulated"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(outcome: str, places: list[int], answer: str) -> None:
    with pytest.raises(KeyError, match=answer):
        over(by_season(), outcome, places)


amounts = st.floats(-2.0, 2.0, allow_nan=False)


@given(st.lists(st.tuples(amounts, amounts, amounts, amounts, amounts, st.booleans()), min_size=1, max_size=6))
def test_reached_never_rises_with_the_rung_and_the_highest_add_up_to_one(seasons_drawn: list[tuple[float, ...]]) -> None:
    late, refused, missed, result, worth, is_open = (np.reshape(one, (-1, 1, 1, 1)) for one in zip(*seasons_drawn, strict=True))
    whole = {"due_usd": 1.0, "offered_qq": 1.0, "contracted_qq": 1.0, "fixed_cost_usd": 1.0, "closing_patience": 1.0}
    parts = {"late_usd": late, "refused_qq": refused, "missed_qq": missed, "result_usd": result, "net_worth_usd": worth}
    seasons = Seasons({}, season(**parts, **whole, is_open=is_open))
    places = range(len(seasons_drawn))
    reached = np.array([over(seasons, name, places)[0, 0] for name in REACHED])
    assert (np.diff(reached) <= 1e-12).all()
    highest = np.array([over(seasons, name, places)[0, 0] for name in HIGHEST])
    assert highest.sum() == pytest.approx(1.0)
    np.testing.assert_allclose(np.cumsum(highest[::-1])[::-1][1:], reached)


# Effects -----------------------------------------------------------------------------------------------------------------


def test_an_effect_is_the_difference_to_the_same_draws_in_the_same_seasons() -> None:
    """The impact is the event's season, two after the arms branch off."""
    untreated = by_season(trust=[0, 0, 1, 2, 0, 0, 0, 0])
    treated = by_season(trust=[9, 9, 5, 7, 0, 0, 0, 0])
    simulated = simulated_of(untreated, {BOOM: treated}, [[True, True]])
    assert EVENT_PLACE == 2
    assert simulated.effect("composite", "boom", "cohort_trust", "impact").tolist() == [[4.0, 4.0]]
    assert simulated.effect("composite", "boom", "cohort_trust", "impact+1").tolist() == [[4.5, 4.5]]


def test_months_of_onset_are_averaged_within_the_run_and_sizes_are_not() -> None:
    onsets = {Arm("surprise", "boom", 0.47, k): by_season(trust=[0, 0, k, 0, 0, 0, 0, 0]) for k in (1, 2, 3)}
    other = {Arm("surprise", "boom", 0.2, 1): by_season(trust=[0, 0, 10, 0, 0, 0, 0, 0])}
    simulated = simulated_of(by_season(trust=[0.0] * 8), onsets | other, [[True, False]])
    effect = simulated.effect("surprise", "boom", "cohort_trust", "impact", 0.47)
    assert effect[0, 0] == 2.0
    assert np.isnan(effect[0, 1])
    assert simulated.effect("surprise", "boom", "cohort_trust", "impact", 0.2)[0, 0] == 10.0
    with pytest.raises(KeyError, match="no slump of surprise was simulated"):
        simulated.effect("surprise", "slump", "cohort_trust", "impact")


def test_companions_are_of_seasons_open_in_both_arms() -> None:
    """A loss of .5 F with the boom and none without; closed from the second season on: only the first counts."""

    def arm(loss: float, open_then: bool) -> Seasons:
        is_open = np.ones((8, 1, 2, 1), dtype=bool)
        is_open[EVENT_PLACE + 1 :, :, 1] = open_then
        books = season(result_usd=np.full((8, 1, 2, 1), -loss), fixed_cost_usd=1.0, is_open=is_open)
        return Seasons({}, books)

    simulated = simulated_of(arm(0.0, True), {BOOM: arm(0.5, False)}, [[True, True]])
    assert simulated.effect("composite", "boom", "companion_loss", "impact+1").tolist() == [[0.5, 0.5]]
    assert simulated.companion_pairs("composite", "boom", "impact+1") == 3
    dropped = simulated_of(arm(0.0, True), {BOOM: arm(0.5, False)}, [[False, True]])
    assert np.isnan(dropped.effect("composite", "boom", "companion_loss", "impact")[0, 0])
    assert dropped.companion_pairs("composite", "boom", "impact+1") == 1
    assert len(RUNGS) == 6


def test_worlds_of_several_jobs_stand_one_after_another() -> None:
    one, other = (
        simulated_of(by_season(trust=[value] * 8), {BOOM: by_season(trust=[2 * value] * 8)}, [[True, True]])
        for value in (1.0, 3.0)
    )
    both = together([one, other])
    effect = both.effect("composite", "boom", "cohort_trust", "impact")
    assert effect.tolist() == [[1.0, 1.0], [3.0, 3.0]]
    assert both.first(1).effect("composite", "boom", "cohort_trust", "impact").tolist() == [[1.0, 1.0]]
    assert both.runs_per_world == 2


def test_some_of_the_worlds_and_the_first_of_their_runs() -> None:
    parts = [
        simulated_of(by_season(trust=[value] * 8), {BOOM: by_season(trust=[2 * value] * 8)}, [[True, value > 2]])
        for value in (1.0, 3.0, 5.0)
    ]
    whole = replace(together(parts), offered_share=np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]))

    def says(some: Simulated) -> tuple[Any, Any]:
        assert some.offered_share is not None
        return some.effect("composite", "boom", "cohort_trust", "impact")[:, 0].tolist(), some.offered_share.tolist()

    assert says(whole.only(np.array([2, 0]))) == ([5.0, 1.0], [[0.5, 0.6], [0.1, 0.2]])
    assert says(whole.only(np.array([False, True, True]))) == says(whole.only(slice(1, 3)))
    once = whole.first_runs(1)
    assert says(once) == ([1.0, 3.0, 5.0], [[0.1], [0.3], [0.5]])
    assert once.runs_per_world == once.untreated.books.is_open.shape[2] == once.treated[BOOM].sums["trust"].shape[2] == 1
