"""Waves on worlds that need no engine."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.matching.narrowing import correlations, matching_document, narrowed
from coopsim.claim.matching.waves import ITSELF, Settings, match
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.scenario import load
from tests.claim.matching.synthetic_worlds import FIXED, P1, P2, TARGET, Engine

CASTILLO = load("castillo")
DRAW = partial(drawn_worlds, FIXED, seed=1)
FEW = Settings(tried=200, tried_cap=800, kept=40, least_worlds=20)


def draw(number: int, first: int) -> pd.DataFrame:
    return DRAW(number, first=first)


def on_trust(draws: pd.DataFrame) -> list[np.ndarray]:
    """P1 is trust less .3, so that it is .30 where trust is .6; P2 is met by all."""
    return [draws["trust.mean"].to_numpy() - 0.3, np.full(len(draws), 0.5)]


def matched(engine: Engine, settings: Settings = FEW):
    return match(CASTILLO, (P1, P2), draw, 1, engine, settings)


def test_worlds_tried_are_those_of_the_declared_ranges() -> None:
    """Matching takes worlds away and changes none: what is not matched has the distribution that is declared."""
    engine = Engine(on_trust)
    found = matched(engine)
    tried = pd.concat([job.draws for job in engine.jobs if job.runs_per_world == FEW.runs_wave_1])
    pd.testing.assert_frame_equal(tried, drawn_worlds(FIXED, 200, 1), check_exact=True)
    pd.testing.assert_frame_equal(found.draws, tried.loc[found.draws.index], check_exact=True)


def test_the_first_that_the_field_does_not_rule_out_are_kept() -> None:
    found, every = matched(Engine(on_trust)), drawn_worlds(FIXED, 200, 1)
    near = every.index[(every["trust.mean"] - 0.6).abs() < 0.15]
    assert found.draws.index.tolist() == near[:40].tolist()
    assert (found.compared.implausibility < 3.0).all()
    np.testing.assert_array_equal(found.shifts.start_usd_per_qq, 1.0 + found.draws.index)


def test_the_second_wave_has_all_runs_of_the_worlds_that_are_left_and_none_of_the_arms() -> None:
    engine = Engine(on_trust)
    found = matched(engine)
    first, second = found.waves
    assert (first.runs, second.runs) == (4, 12)
    assert first.tried == 200
    assert first.left == second.tried == sum(len(job.draws) for job in engine.jobs if job.runs_per_world == 12)
    assert first.tried == first.left + first.do_not_last + first.off_target + first.ruled_out
    assert {job.first_run for job in engine.jobs} == {500}


def test_where_too_few_are_left_more_are_drawn_up_to_a_number() -> None:
    def narrow(draws: pd.DataFrame) -> list[np.ndarray]:
        return [np.where(draws.index % 50 == 7, 0.3, 0.9), np.full(len(draws), 0.5)]

    found = matched(Engine(narrow))
    assert found.draws.index.tolist() == list(range(7, 800, 50))
    assert (found.waves[0].tried, found.waves[1].left) == (800, 16)


def test_a_field_that_leaves_nothing_leaves_an_empty_table() -> None:
    found = matched(Engine(lambda draws: [np.full(len(draws), 0.9), np.full(len(draws), 0.5)]))
    assert len(found.draws) == 0
    assert found.waves[0].ruled_out == 800
    assert matching_document(found, drawn_worlds(FIXED, 200, 1), FIXED.frozen.draws, "anew", "").waves[1].left == 0


def test_worlds_that_close_and_worlds_off_target_are_counted_apart() -> None:
    def offered(draws: pd.DataFrame) -> np.ndarray:
        kind = draws.index.to_numpy() % 4
        return np.choose(kind, [np.nan, TARGET + 0.06, TARGET - 0.04, TARGET])

    found = matched(Engine(lambda draws: [np.full(len(draws), 0.3), np.full(len(draws), 0.5)], offered))
    first, second = found.waves
    assert (first.do_not_last, first.off_target, first.ruled_out, first.left) == (50, 0, 0, 150)
    assert (second.do_not_last, second.off_target, second.ruled_out, second.left) == (0, 50, 0, 100)
    assert set(found.draws.index % 4) == {2, 3}


def test_nobody_is_off_target_where_nothing_could_be_shifted() -> None:
    engine = Engine(lambda draws: [np.full(len(draws), 0.3), np.full(len(draws), 0.5)], lambda draws: np.full(len(draws), 0.4))
    deaf = lambda jobs: [read._replace(start_usd_per_qq=np.zeros(len(read.worlds))) for read in engine(jobs)]  # noqa: E731
    assert match(CASTILLO, (P1, P2), draw, 1, deaf, FEW).waves[1].off_target == 0
    assert matched(engine).waves[1].left == 0


def test_a_row_that_rules_out_the_scenario_itself_is_not_used_and_said() -> None:
    """P2 is far off in every world and in the scenario itself: it rules nothing out."""
    far = Engine(lambda draws: [np.full(len(draws), 0.3), np.full(len(draws), 0.9)], itself=(0.3, 0.9))
    found = matched(far)
    assert [row.pattern for row in found.rows] == ["P1"]
    assert found.itself.used == (True, False)
    assert len(found.draws) == 40
    document = matching_document(found, drawn_worlds(FIXED, 200, 1), FIXED.frozen.draws, "anew", "")
    assert [(row.pattern, row.used, row.reason is None) for row in document.rows] == [("P1", True, True), ("P2", False, False)]
    assert far.jobs[0].draws.index.tolist() == [ITSELF]
    assert far.jobs[0].target_share is None


def test_a_scenario_that_always_closes_is_not_matched() -> None:
    def closed(jobs):
        return [read._replace(offered_share=np.full_like(read.offered_share, np.nan)) for read in Engine(on_trust)(jobs)]

    with pytest.raises(ValueError, match="closes in every run"):
        match(CASTILLO, (P1, P2), draw, 1, closed, FEW)


def test_matching_narrows_what_a_row_reads_and_nothing_else() -> None:
    """A planted row that reads mean trust exactly: trust is narrowed, clearly; of all other draws none is."""
    settings = Settings(tried=800, kept=400)
    found = match(CASTILLO, (P1,), draw, 1, Engine(on_trust), settings)
    told_of = {one.name: one for one in narrowed(drawn_worlds(FIXED, 800, 1), found.draws, FIXED.frozen.draws)}
    trust = told_of.pop("trust.mean")
    assert trust.narrowed is not None
    assert trust.narrowed > 0.2
    assert trust.p_value_holm < 0.001
    assert trust.quartile_low < trust.median < trust.quartile_high
    assert all(one.p_value_holm > 0.05 for one in told_of.values())
    whole = {draw.column for draw in FIXED.frozen.draws if draw.whole}  # quartiles of few whole numbers jump
    assert all(abs(one.narrowed) < 0.2 for name, one in told_of.items() if name not in whole)
    assert correlations(found.draws) == ()


def test_a_row_that_reads_two_draws_makes_them_go_together() -> None:
    def both(draws: pd.DataFrame) -> list[np.ndarray]:
        need = (draws["need_usd_per_month.mean"] - 150) / 250
        return [0.3 + need.to_numpy() - draws["trust.mean"].rank(pct=True).to_numpy()]

    found = match(CASTILLO, (P1,), draw, 1, Engine(both, itself=(0.3,)), Settings(tried=800, kept=400))
    one = correlations(found.draws)[0]
    assert {one.first, one.second} == {"trust.mean", "need_usd_per_month.mean"}
    assert one.rho > 0.3
