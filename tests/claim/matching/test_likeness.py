"""Whether a study reads a kept table or chooses its worlds anew, and what a user's own values do to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopsim.claim import studying
from coopsim.claim.matching import kept as tables
from coopsim.claim.matching import likeness as module
from coopsim.claim.matching.job import MatchingJob, Read
from coopsim.claim.matching.kept import kept
from coopsim.claim.matching.likeness import at_run_time, likeness, make_table
from coopsim.claim.matching.matched import worlds_tried
from coopsim.claim.matching.waves import ITSELF, Settings
from coopsim.claim.studied import Choices
from coopsim.claim.studying import chosen_worlds
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.errors import UserMistake
from coopsim.scenario import load
from tests.claim.matching.synthetic_worlds import FIXED, TARGET, Engine, Told

CASTILLO = load("castillo")


def field(draws: pd.DataFrame) -> list:
    """The scenario's rows P1, P2 and P30, read off trust: worlds of low trust leak."""
    return [1.09 - draws["trust.mean"].to_numpy(), *(0.0 * draws["trust.mean"].to_numpy() + value for value in (0.475, 3.0))]


class OfThree(Engine):
    """Rows P1, P2 and P30 in this order."""

    def __init__(self, told: Told = field) -> None:
        super().__init__(told, itself=(0.29, 0.475, 3.0))

    def read(self, job: MatchingJob) -> Read:
        names = {row.pattern: place for place, row in enumerate(job.rows)}
        return super().read(job, names)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> OfThree:
    of_three = OfThree()
    monkeypatch.setattr(module, "run", lambda jobs, workers, on_progress: of_three(jobs))
    return of_three


def test_a_study_reads_the_table_of_its_scenario(engine: OfThree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make_table(CASTILLO, FIXED, 1, 1, folder=tmp_path)
    assert file.name == "castillo.random_utility.parquet"
    monkeypatch.setattr(module, "kept", lambda scenario, fixed: kept(scenario, fixed, tmp_path))
    asked = len(engine.jobs)
    read = likeness(CASTILLO, FIXED, 7, engine)
    assert (read.made, read.matched.seed, len(engine.jobs)) == ("kept", 1, asked)
    assert read.table_hash == tables.kept_of(file.read_bytes()).hash
    set_by_user = CASTILLO.with_values({"trust": 0.75})
    assert likeness(set_by_user, FIXED, 7, engine, ["trust"], worlds=6).made == "anew"


def test_the_same_study_chooses_the_same_worlds_anew(engine: OfThree) -> None:
    once, again = (likeness(CASTILLO.with_values({"road_distance_km": 9.0}), FIXED, 3, engine, worlds=6) for _time in range(2))
    assert (once.made, once.matched.seed) == ("anew", 3)
    assert once.table_hash == again.table_hash
    assert once.table_hash != likeness(CASTILLO, FIXED, 4, engine, ["road_distance_km"], worlds=6).table_hash


def test_what_the_user_has_set_is_drawn_by_no_world(engine: OfThree) -> None:
    scenario = CASTILLO.with_values({"trust": 0.75, "payment_delay_months": 4})
    found = likeness(scenario, FIXED, 1, engine, ["trust", "payment_delay_months"], worlds=6).matched
    for job in engine.jobs:
        if job.draws.index[0] != ITSELF:
            assert set(job.draws["trust.mean"]) == {0.75}
            assert set(job.draws["payment_delay_months"]) == {4}
    free = drawn_worlds(FIXED, found.at_a_time, 1)
    pd.testing.assert_series_equal(found.draws["taste_usd_per_qq"], free["taste_usd_per_qq"].loc[found.draws.index])
    assert set(worlds_tried(found, FIXED)["trust.mean"]) == {0.75}


def test_the_worlds_tried_can_be_drawn_once_more() -> None:
    def few(draws: pd.DataFrame) -> list:
        return [np.where(draws.index % 10 == 0, 0.29, 0.9), *field(draws)[1:]]

    engine = OfThree(few)
    found = likeness(CASTILLO.with_values({"road_distance_km": 9.0}), FIXED, 1, engine, ["road_distance_km"], worlds=50).matched
    first = found.waves[0]
    assert first.tried > found.at_a_time, "too few were left of the first hypercube"
    tried = pd.concat([job.draws for job in engine.jobs if job.runs_per_world == first.runs])
    pd.testing.assert_frame_equal(worlds_tried(found, FIXED), tried, check_exact=True)


def test_fewer_worlds_wanted_fewer_tried_and_the_same_is_ruled_out() -> None:
    every, few = Settings.of(FIXED.frozen), at_run_time(Settings.of(FIXED.frozen), 6)
    assert few.tried < at_run_time(every, 200).tried < every.tried
    assert (few.implausible_from, few.off_target_share, few.runs_wave_2) == (
        every.implausible_from,
        every.off_target_share,
        every.runs_wave_2,
    )


def test_progress_goes_on_over_the_waves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = OfThree()

    def run(jobs: Sequence[MatchingJob], workers: int, on_progress) -> list[Read]:
        of_these = sum(job.runs for job in jobs)
        on_progress(of_these, of_these)
        return engine(jobs)

    monkeypatch.setattr(module, "run", run)
    seen: list[tuple[int, int]] = []
    make_table(CASTILLO, FIXED, 1, 1, lambda done, total: seen.append((done, total)), tmp_path)
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] == sum(job.runs for job in engine.jobs)


def test_worlds_that_are_not_chosen_are_those_of_the_declared_ranges_and_still_offer_what_the_scenario_does(
    engine: OfThree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studying, "kept", lambda scenario, fixed: None)
    chosen = chosen_worlds(CASTILLO, FIXED, Choices(prior=True, worlds=40), engine)
    pd.testing.assert_frame_equal(chosen.worlds.draws, drawn_worlds(FIXED, 40, 1), check_exact=True)
    assert chosen.likeness is None
    assert chosen.worlds.target_share == pytest.approx(TARGET)
    assert chosen.worlds.shifts is None


def test_a_scenario_that_closes_by_itself_is_the_users_mistake_and_leaves_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closes(OfThree):
        def read(self, job: MatchingJob) -> Read:
            read = super().read(job)
            return read._replace(offered_share=np.full_like(read.offered_share, np.nan))

    closing = Closes()
    monkeypatch.setattr(module, "run", lambda jobs, workers, on_progress: closing(jobs))
    with pytest.raises(UserMistake, match=r"closes before any price changes.*got 'castillo'"):
        make_table(CASTILLO, FIXED, 1, 1, folder=tmp_path)
    assert not list(tmp_path.iterdir())


def test_any_other_fault_of_the_choice_stays_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for fault in (ValueError("another"), ConnectionRefusedError("a worker's")):

        def fail(*_: object, fault: Exception = fault) -> list[Read]:
            raise fault

        monkeypatch.setattr(module, "run", fail)
        with pytest.raises(type(fault)):
            make_table(CASTILLO, FIXED, 1, 1, folder=tmp_path)


def test_a_folder_that_cannot_be_written_is_told_before_any_work(engine: OfThree, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserMistake, match=r"--match: cannot be written \("):
        make_table(CASTILLO, FIXED, 1, 1, folder=tmp_path / "file")
    assert not engine.jobs
