"""Each experiment runs on a few worlds; its arms do what they are declared to do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import EVENT, PARTING, WINDOWS, Arm, branch
from coopsim.claim.causes.prices import trailing_reference
from coopsim.claim.criteria import criteria
from coopsim.claim.decide import Decided, decide, declared
from coopsim.claim.decide.income import Compensation, IncomeJob
from coopsim.claim.decide.measures import number
from coopsim.claim.decide.results import effect, joined, more
from coopsim.claim.decide.settings import CONDITIONS, Plan
from coopsim.claim.decide.spiral import LoopJob, loop_gain
from coopsim.claim.decide.survival import CHANGES, SurvivalJob, changed, shapley
from coopsim.claim.matching.implausibility import Compared
from coopsim.claim.matching.matched import Itself, Likeness, Matched, WaveCount
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.recentre import Shifts
from coopsim.model.simulate import live
from coopsim.model.world import World
from coopsim.report.claim_text.decide_text import decide_text
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.scenario import Scenario, load

WORLDS, RUNS, TARGET = 3, 2, 0.71
CELL = "fixed/pooled/3"
BOOM = Arm("composite", "boom", 0.47, 1)
NOTHING = np.zeros((WORLDS, 0))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("castillo")


def draws() -> pd.DataFrame:
    return drawn_worlds(criteria(), WORLDS, 1)


def alike() -> Likeness:
    """Worlds as they are drawn, none ruled out and none shifted in the scenario's own cell."""
    compared = Compared(NOTHING, NOTHING, np.ones(WORLDS, dtype=bool), np.zeros(0))
    itself = Itself(TARGET, np.zeros(0), np.zeros(0), ())
    waves = (WaveCount(1, RUNS, tried=2 * WORLDS, left=WORLDS),)
    return Likeness(Matched(draws(), Shifts.none(WORLDS), compared, (), itself, (), waves, 1, WORLDS), "anew", "")


def decided(scenario: Scenario, *ids: str, workers: int = 1) -> Decided:
    return decide(scenario, ids, worlds=WORLDS, runs=RUNS, like=alike(), workers=workers)


def job_of(kind: type[WorldsJob], scenario: Scenario, arms: tuple[Arm, ...] = (BOOM,), **changes: object) -> WorldsJob:
    return kind(scenario, CELL, draws(), arms, 1, RUNS, TARGET, changes=tuple(changes.items()))


def after_burn_in(scenario: Scenario, **changes: object) -> tuple[World, np.ndarray]:
    job = job_of(WorldsJob, scenario, **changes)
    base = job.base_paths()
    return job.after_burn_in(base)[0], base


@pytest.mark.parametrize("id", ["X1", pytest.param("X3", marks=pytest.mark.full), "X4"])
def test_an_experiment_runs_and_measures(scenario: Scenario, id: str) -> None:
    found = decided(scenario, id)
    (one,) = found.document.experiments
    assert one.id == id
    assert one.reading in ("claim", "rival", "both", "neither")
    assert all(number.worlds > 0 and number.runs == RUNS for number in one.numbers)
    assert found.decisions["world"].nunique() <= WORLDS
    assert (found.document.worlds, found.document.runs_per_world, found.document.worlds_matched) == (WORLDS, RUNS, WORLDS)
    assert f" {RUNS} repeticiones de cada uno." in decide_text(found.document, "es").experiments[0].finding


@pytest.mark.slow
@pytest.mark.parametrize("id", ["X2", "X5", "X6", "X7"])
def test_the_larger_ones_too(scenario: Scenario, id: str) -> None:
    (one,) = decided(scenario, id).document.experiments
    assert any(number.worlds > 0 for number in one.numbers)


@pytest.mark.full
@pytest.mark.parametrize("id", ["X1", "X3", "X4"])
def test_twice_the_runs_turn_no_reading_round(scenario: Scenario, id: str) -> None:
    few, many = (decide(scenario, [id], worlds=20, runs=runs).document.experiments[0].reading for runs in (4, 8))
    assert {few, many} != {"claim", "rival"}


@pytest.mark.full
def test_workers_do_not_decide_anything(scenario: Scenario) -> None:
    one, two = (decided(scenario, "X1", "X4", workers=workers) for workers in (1, 2))
    pd.testing.assert_frame_equal(one.decisions, two.decisions)
    assert one.document == two.document


def test_the_table_holds_what_the_numbers_are_made_of(scenario: Scenario) -> None:
    found = decided(scenario, "X4")
    of_cash = found.decisions.query("treatment == 'cash' and outcome == 'cohort_offered_share' and window == 'three'")
    (cash,) = (one for one in found.document.experiments[0].numbers if one.key == "cash three")
    assert cash.worlds == len(of_cash)
    assert cash.value == pytest.approx(of_cash["effect"].mean())


def test_shared_settings_are_simulated_once(scenario: Scenario) -> None:
    plan = Plan(scenario.with_values({"member_price": "fixed"}), criteria(), draws(), 1, RUNS, TARGET)
    assert plan.headline in criteria().frozen.cells
    assert len(plan.jobs(("X1", "X2"))) == len(plan.jobs(("X2",))) == 8
    assert {setting for setting, _job in plan.jobs(("X3",))} <= set(declared().labels)


def test_each_condition_is_taken_away_alone(scenario: Scenario) -> None:
    """Without one, a cooperative differs from the one that meets all five by the parameters of that condition only."""
    plan = Plan(scenario, criteria(), draws(), 1, RUNS, TARGET)
    values = {setting.removeprefix("five "): dict(job.changes) for setting, job in plan.jobs(("X7",))}  # type: ignore[attr-defined]
    assert set(values) == {"met", *CONDITIONS}
    usual = {"fixed_cost_usd_per_year": 100_000.0}
    for condition, (held, away) in CONDITIONS.items():
        differing = {name for name, value in values[condition].items() if value != (usual | values["met"])[name]}
        assert differing == {name for name, _value in away}
        assert {name for name, _value in held} <= set(values["met"])
    classic = load("classic-cooperative").cooperative[0]
    assert all(getattr(classic, name) == value for name, value in values["met"].items())


def test_a_pool_between_the_ends_is_a_setting_of_its_own(scenario: Scenario) -> None:
    plan = Plan(scenario, criteria(), draws(), 1, RUNS, TARGET)
    assert plan.headline == CELL
    assert len(plan.jobs(("X1", "X2"))) == 9


def test_known_shifts_hold_where_nothing_is_changed_and_go_with_their_worlds(scenario: Scenario) -> None:
    shifts = Shifts(*(np.arange(WORLDS) + 10.0 * part for part in range(3)))
    plan = Plan(scenario, criteria(), draws(), 1, 20, TARGET, shifts)  # two worlds a job
    of_x1, of_x6 = ([job for _setting, job in plan.jobs((id,))] for id in ("X1", "X6"))
    assert [job.shifts.start_usd_per_qq.tolist() for job in of_x1] == [[0.0, 1.0], [2.0]]  # type: ignore[attr-defined]
    assert [job.worlds.shifts.start_usd_per_qq.tolist() for job in of_x6] == [[0.0, 1.0], [2.0]] * 2  # type: ignore[attr-defined]
    for _setting, job in plan.jobs(("X2", "X3", "X5")):
        assert job.shifts is None  # type: ignore[attr-defined]
        assert job.target_share == TARGET  # type: ignore[attr-defined]


def test_compensation_leaves_households_with_the_income_they_would_have_had(scenario: Scenario) -> None:
    world, base = after_burn_in(scenario)
    branches, rows = branch(world, base, [None, BOOM]), WORLDS * RUNS
    tax = Compensation(rows)
    tax.begin(branches)
    live(branches, (EVENT + 1) * 12, [tax])
    taken, left = tax.season_taken[EVENT]
    assert taken.mean() > 500.0
    assert np.abs(left).mean() < 0.1 * taken.mean()
    savings = branches.farmers.savings_usd
    assert abs(savings[rows:].mean() - savings[:rows].mean()) < 0.2 * taken.mean()
    assert float(np.abs(branches.ledger.imbalance()).max()) < 1e-3
    alone = branch(world, base, [None, BOOM])
    live(alone, (EVENT + 1) * 12)
    untreated = alone.farmers.savings_usd[:rows]  # they are left alone, but for what 1e9 years of income round off,
    joined_now = alone.farmers.is_member[:rows] & ~alone.farmers.season_member[:rows]  # and who joins pays before she spends
    np.testing.assert_allclose(savings[:rows][~joined_now], untreated[~joined_now], rtol=0.0, atol=1e-3)


def test_an_income_job_has_cash_alone_and_the_compensated_boom_beside_the_boom(scenario: Scenario) -> None:
    setting = joined([job_of(IncomeJob, scenario)()])
    assert setting.simulated is not None
    assert [arm.treatment for arm in setting.simulated.treated] == ["composite", "cash", "compensated"]
    assert np.nanmean(more({"income": setting}, "income", "taken")) > 500.0
    boom = setting.simulated.effect("composite", "boom", "income_usd_per_farmer", "impact")
    gift = setting.simulated.treated[Arm("cash", "boom", 0.47, 1)]
    assert np.nanmean(boom) > 0
    before = EVENT - PARTING
    for name, of in setting.simulated.untreated.sums.items():
        np.testing.assert_array_equal(gift.sums[name][:before], of[:before])  # cash comes with the event, not before


def test_the_boom_itself_is_that_of_other_worlds(scenario: Scenario) -> None:
    alone, beside = job_of(WorldsJob, scenario)(), job_of(IncomeJob, scenario)()
    for window in WINDOWS["composite"]:
        one, other = (each.effect("composite", "boom", "cohort_offered_share", window) for each in (alone, beside))
        np.testing.assert_array_equal(one, other)


def test_a_loop_job_keeps_the_gain_of_each_run(scenario: Scenario) -> None:
    job = job_of(LoopJob, scenario)
    setting = joined([job()])
    world, _settled = job.after_burn_in(job.base_paths())
    gain = more({"here": setting}, "here", "gain")
    assert gain.shape == (WORLDS, RUNS)
    there = ~np.isnan(gain)
    np.testing.assert_allclose(gain[there], loop_gain(world).reshape(WORLDS, RUNS)[there], rtol=1e-6)


def test_jobs_of_one_setting_are_put_together_world_by_world(scenario: Scenario) -> None:
    whole = joined([job_of(LoopJob, scenario)()])
    plan = Plan(scenario, criteria(), draws(), 1, RUNS, TARGET)
    (job,) = plan._worlds(LoopJob, CELL, (BOOM,))
    halves = [LoopJob(scenario, CELL, job.draws.iloc[some], (BOOM,), 1, RUNS, TARGET)() for some in (slice(2), slice(2, None))]
    for name in ("cohort_offered_share", "reached_refused"):
        one, other = (effect({"x": each}, "x", "composite", "boom", name, "impact") for each in (whole, joined(halves)))
        np.testing.assert_array_equal(one, other)


@pytest.mark.slow
def test_survival_is_a_share_over_runs_and_worlds_closed_before_are_left_out(scenario: Scenario) -> None:
    lives = SurvivalJob(job_of(WorldsJob, scenario, ()), one_history=True)()
    assert set(lives.more) == {f"{outcome} {name}" for outcome in ("alive", "seasons_open") for name in CHANGES}
    alive, seasons = lives.more["alive as_it_was"], lives.more["seasons_open as_it_was"]
    assert alive.shape == (WORLDS, RUNS)
    there = ~np.isnan(alive)
    assert np.isin(alive[there], (0.0, 1.0)).all()
    assert (seasons[there][alive[there] == 1.0] == 36.0).all()
    of_worlds = number("", alive, unit="level")
    assert 0.0 <= of_worlds.low <= of_worlds.mean <= of_worlds.high <= 1.0


def test_the_loop_gain_rises_with_fixed_cost_and_with_alike_members(scenario: Scenario) -> None:
    world, _base = after_burn_in(scenario)
    before = loop_gain(world)
    world.cooperatives.fixed_cost_usd_per_year *= 2.0
    np.testing.assert_allclose(loop_gain(world), 2.0 * before)
    similar, _base = after_burn_in(scenario, **{"loyalty_usd_per_qq.sd": 20.0})
    alone, _base = after_burn_in(scenario, neighbours=False)
    both_open = similar.cooperatives.alive[:, 0] & world.cooperatives.alive[:, 0]
    assert loop_gain(similar)[both_open].mean() > before[both_open].mean()
    assert world.month == PARTING * 12
    assert (loop_gain(alone)[alone.cooperatives.alive[:, 0]] > 0).all()


def test_capping_and_flooring_meet_at_the_reference() -> None:
    price = 200.0 * np.exp(np.random.default_rng(1).normal(0, 0.3, (2, 60)))
    reference = trailing_reference(price, 36)
    assert reference[1, 0] == pytest.approx(price[1, :36].mean())
    assert reference.shape == (2, 24)
    four = changed(price[:, 36:], reference)
    assert (four["capped"] <= reference).all()
    assert (four["floored"] >= reference).all()
    np.testing.assert_allclose(four["capped"] + four["floored"] - four["as_it_was"], four["both"])


def test_shapley_shares_add_up_to_the_whole_change() -> None:
    survival = {"as_it_was": 0.3, "capped": 0.7, "floored": 0.2, "both": 0.9}
    assert sum(shapley(survival).values()) == pytest.approx(0.6)


@pytest.mark.slow
def test_jobs_are_kept_so_that_an_interrupted_run_goes_on(scenario: Scenario, tmp_path: Path) -> None:
    kept = KeptJobs(tmp_path / "unfinished", "of this study")
    whole = decide(scenario, ["X4", "X6"], worlds=WORLDS, runs=RUNS, like=alike(), kept=kept)
    simulated: list[tuple[int, int]] = []
    again = decide(
        scenario,
        ["X4", "X6"],
        worlds=WORLDS,
        runs=RUNS,
        like=alike(),
        kept=KeptJobs(kept.folder, kept.identity),
        on_progress=lambda done, total: simulated.append((done, total)),
    )
    assert simulated == [(simulated[0][1], simulated[0][1])]  # all there before the first job
    assert again.document.json_text() == whole.document.json_text()
    pd.testing.assert_frame_equal(again.decisions, whole.decisions)
