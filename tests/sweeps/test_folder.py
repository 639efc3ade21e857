"""One table for any number of workers and shards; a folder goes on, is extended, or is refused in one line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from little import SHORT, design, tables

import coopsim
from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.runs import point_runs
from coopsim.runs.point_runs import PointRuns, seasons_of
from coopsim.sweeps import Shard, Stopped, merge, run_sweep
from coopsim.sweeps.plan import Plan
from tests.cases import every


def test_two_workers_give_the_same_bytes(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    ended = run_sweep(design(), tmp_path / "sweep", workers=2)
    assert tables(tmp_path / "sweep") == undisturbed
    assert (ended.runs, ended.failed) == (60, 0)


def test_the_folder_holds_what_memory_holds(tmp_path: Path) -> None:
    here = coopsim.sweep(design(), progress=False)
    there = coopsim.sweep(design(), out=tmp_path / "sweep", progress=False)
    pd.testing.assert_frame_equal(there.outcomes.astype({"status": str, "reason": str}), here.outcomes)
    pd.testing.assert_frame_equal(
        there.points.drop(columns="point_hash"), here.points, check_dtype=False, check_categorical=False
    )
    assert there.seasons is not None
    assert here.seasons is not None
    assert len(there.seasons) == len(here.seasons)


def test_shards_make_the_whole(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    parts = [tmp_path / str(number) for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        run_sweep(design(), part, shard=Shard(number, 2))
    merged = merge(parts, tmp_path / "whole")
    assert merged.missing == []
    assert tables(tmp_path / "whole") == undisturbed
    assert run_sweep(design(), tmp_path / "whole").runs == 60


def test_merge_tells_what_is_missing_and_the_sweep_goes_on_from_there(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    run_sweep(design(), tmp_path / "2", shard=Shard(2, 2))
    merged = merge([tmp_path / "2"], tmp_path / "whole")
    assert merged.missing == ["shard 1/2 is not there"]
    assert not json.loads((tmp_path / "whole" / "manifest.json").read_text())["complete"]
    run_sweep(design(), tmp_path / "whole")
    assert tables(tmp_path / "whole") == undisturbed


def test_merge_refuses_another_sweep(tmp_path: Path) -> None:
    run_sweep(design(), tmp_path / "1", shard=Shard(1, 2))
    run_sweep(design(seed=2), tmp_path / "2", shard=Shard(2, 2))
    with pytest.raises(UserMistake, match="is of another sweep than"):
        merge([tmp_path / "1", tmp_path / "2"], tmp_path / "whole")
    assert not (tmp_path / "whole").exists()
    with pytest.raises(UserMistake, match="no such folder"):
        merge([tmp_path / "3"], tmp_path / "whole")


def test_a_finished_sweep_has_nothing_left_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_sweep(design(), tmp_path / "sweep")
    before = tables(tmp_path / "sweep")
    monkeypatch.setattr(Plan, "keep", lambda *_: pytest.fail("a run was repeated"))
    assert run_sweep(design(), tmp_path / "sweep").runs == 60
    assert tables(tmp_path / "sweep") == before


@pytest.mark.parametrize("smaller", [{"replicates": 7}, {"factor": {"trust": [0.3, 0.5]}}])
def test_more_replicates_or_points_add_to_what_is_there(
    smaller: dict[str, Any], undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run_sweep(design(**smaller), tmp_path / "sweep").runs
    made: list[int] = []
    keep = Plan.keep
    monkeypatch.setattr(Plan, "keep", lambda plan, task, done: (made.append(done.runs), keep(plan, task, done))[1])
    run_sweep(design(), tmp_path / "sweep")
    assert sum(made) == 60 - first
    assert tables(tmp_path / "sweep") == undisturbed


@every(
    "other,words",
    [
        ({"seed": 2}, "seed 1, not 2"),
        ({"replicates": 3}, "20 replicates, more than 3"),
        ({"outcomes": ["trust_last"]}, "outcomes"),
        ({"factor": {"trust": [0.3, 0.7]}}, "3 points, more than 2"),
        ({"factor": {"trust": [0.3, 0.6, 0.7]}}, "design point 1 has other parameters"),
        ({"set": SHORT | {"payment_delay_months": 1}}, "design point 0 has other parameters"),
        ({"seasons": False}, "seasons true, not false"),
    ],
)
def test_another_sweep_in_the_folder_is_refused_and_stays(
    other: dict[str, Any], words: str, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    run_sweep(design(), tmp_path / "sweep")
    with pytest.raises(UserMistake, match=words) as told:
        run_sweep(design(**other), tmp_path / "sweep")
    assert "\n" not in str(told.value)
    assert tables(tmp_path / "sweep") == undisturbed
    run_sweep(design(**other), tmp_path / "sweep", force=True)
    fresh = run_sweep(design(**other), tmp_path / "fresh").folder
    assert tables(tmp_path / "sweep") == {**tables(fresh)}


def test_folders_that_are_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.doc").write_text("")
    with pytest.raises(UserMistake, match="is a file, not a folder"):
        run_sweep(design(), tmp_path / "file")
    with pytest.raises(UserMistake, match="holds other files"):
        run_sweep(design(), tmp_path / "full")
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["thesis.doc"]
    with pytest.raises(UserMistake, match="cannot be written"):
        run_sweep(design(), tmp_path / "file" / "below")


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_sweep(design(), tmp_path / "sweep")
    manifest = tmp_path / "sweep" / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"{coopsim.__version__}"', '"0.0.9"'))
    with pytest.raises(UserMistake, match=r"version 0\.0\.9, not"):
        run_sweep(design(), tmp_path / "sweep")


def breaks(blocks: Sequence[PointRuns]) -> pd.DataFrame:
    if any(1 in block.replicates and block.scenario.population.trust.mean == 0.5 for block in blocks):
        raise ZeroDivisionError("by nought")
    return seasons_of(blocks)


def test_failed_runs_are_rows_and_are_tried_again_when_asked(
    undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sweep"
    with monkeypatch.context() as patch:
        patch.setattr(point_runs, "seasons_of", breaks)
        assert run_sweep(design(), folder).failures == {"ZeroDivisionError: by nought": 1}
        rows = coopsim.read_sweep(folder).outcomes
        assert rows[rows["status"] == "failed"][["design_point", "replicate"]].to_numpy().tolist() == [[1, 1]]
        assert run_sweep(design(), folder, retry_failed=True).failed == 1
    assert run_sweep(design(), folder).failed == 1  # not tried again unasked
    assert run_sweep(design(), folder, retry_failed=True).failed == 0
    assert tables(folder) == undisturbed


@pytest.mark.slow
def test_auto_on_the_disk_as_in_memory_and_after_a_stop(tmp_path: Path) -> None:
    arms = [{"id": "usual"}, {"id": "prompt", "set": {"payment_delay_months": 0}}]
    auto = Design(
        "steady", "arms", arm=arms, set=SHORT, replicates="auto", half_width={"trust_last": 1e-9}, replicates_at_most=40,
        factor={"trust": [0.3, 0.6]}, outcomes=["trust_last"],
    )  # fmt: skip
    here = coopsim.sweep(auto, progress=False).outcomes
    run_sweep(auto, tmp_path / "whole", workers=2)
    calls = iter(range(100))
    with pytest.raises(Stopped):
        run_sweep(auto, tmp_path / "stopped", cancelled=lambda: next(calls) > 2)
    assert 0 < len(coopsim.read_sweep(tmp_path / "stopped").outcomes) < len(here)
    run_sweep(auto, tmp_path / "stopped")
    assert tables(tmp_path / "whole") == tables(tmp_path / "stopped")
    found = coopsim.read_sweep(tmp_path / "whole").outcomes
    pd.testing.assert_frame_equal(found.astype({"status": str, "reason": str}), here)


@pytest.mark.full
def test_rows_held_do_not_grow_with_the_runs(tmp_path: Path) -> None:
    """A plan of a fixed number of replicates holds no row; with auto those of the ranges being run, however many there are."""

    def held(points: int, replicates: int | str) -> int:
        many = {"trust": [round(0.2 + 0.6 * k / points, 3) for k in range(points)]}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("coopsim.sweeps.folder.MOST_GROUPS", 2)
            sweep = design(factor=many, replicates=replicates, seasons=False, half_width={"trust_last": 0.9})
            return run_sweep(sweep, tmp_path / f"{points}-{replicates}").most_rows_held

    assert held(4, 2) == held(8, 2) == 0
    assert 0 < held(10, "auto") <= held(5, "auto") <= 3 * 2 * 16


def test_two_at_a_time_in_one_folder_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"

    def second(done: int, of: int, failed: int) -> None:
        with pytest.raises(UserMistake, match="a sweep is running in this folder"):
            run_sweep(design(), folder)

    run_sweep(design(replicates=2), folder, on_progress=lambda *_: None)
    with pytest.raises(UserMistake, match="a sweep is running"):
        run_sweep(design(), folder, on_progress=lambda *_: run_sweep(design(), folder) and None)
    run_sweep(design(), folder, on_progress=second)


def test_half_a_table_is_done_again(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    run_sweep(design(), folder)
    whole = folder / "outcomes" / "part-00000.parquet"
    whole.write_bytes(whole.read_bytes()[:-100])  # a disk that told a lie before the power cut
    run_sweep(design(), folder)
    assert whole.read_bytes() == undisturbed["outcomes/part-00000.parquet"]


def test_a_folder_of_another_schema_is_answered_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "sweep"
    run_sweep(design(replicates=1), folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"schema": 1, "coopsim_version": "0.0.9"}))
    for read in (
        lambda: coopsim.read_sweep(folder),
        lambda: run_sweep(design(replicates=1), folder),
        lambda: merge([folder], "x"),
    ):
        with pytest.raises(UserMistake, match=r"coopsim 0\.0\.9 wrote this folder \(schema 1; here it is 3\).*run it again"):
            read()
    assert run_sweep(design(replicates=1), folder, force=True).failed == 0
