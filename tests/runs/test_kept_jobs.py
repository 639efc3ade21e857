"""Work that is interrupted goes on: what is there is not done again, and the outcome is the same to the last bit."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import Arm
from coopsim.claim.worlds.recentre import Shifts
from coopsim.runs import kept_jobs
from coopsim.runs.array_files import Damaged, Unkept, bytes_of, digest, value_of
from coopsim.runs.kept_jobs import KeptJobs, key_of
from coopsim.runs.run import Cancelled, run
from coopsim.runs.unfinished import identity_in, remove


@dataclass(frozen=True)
class Squares:
    """A job that says how often jobs of its kind were done."""

    first: int
    draws: pd.DataFrame
    done: ClassVar[list[int]] = []
    runs: ClassVar[int] = 4

    def __call__(self) -> dict[str, Any]:
        self.done.append(self.first)
        return {"squares": (self.draws["trust"].to_numpy() + self.first) ** 2, "shifts": Shifts.none(2)}


def jobs() -> list[Squares]:
    Squares.done.clear()
    return [Squares(first, pd.DataFrame({"trust": [0.1, 0.2 + first]}, index=[4, 7])) for first in range(10)]


def document(results: list[dict[str, Any]]) -> str:
    return json.dumps([[result["squares"].tolist(), result["shifts"].start_usd_per_qq.tolist()] for result in results])


def interrupted(kept: KeptJobs, after: int) -> None:
    with pytest.raises(Cancelled):
        run(jobs(), cancelled=lambda: len(Squares.done) >= after, kept=kept)


def test_v31_what_was_done_is_not_done_again_and_the_outcome_is_the_same(tmp_path: Path) -> None:
    whole = document(run(jobs()))
    interrupted(KeptJobs(tmp_path / "kept", "a"), after=3)
    seen: list[tuple[int, int]] = []
    resumed = run(jobs(), on_progress=lambda done, of: seen.append((done, of)), kept=KeptJobs(tmp_path / "kept", "a"))
    assert Squares.done == list(range(3, 10))
    assert document(resumed) == whole
    assert seen[0] == (12, 40)
    assert seen[-1] == (40, 40)


def test_a_damaged_file_is_done_again_and_that_is_said(tmp_path: Path) -> None:
    whole = document(run(jobs(), kept=KeptJobs(tmp_path, "a")))
    cut, empty, of_another = sorted(tmp_path.glob("*.npz"))[:3]
    cut.write_bytes(cut.read_bytes()[:-40])
    empty.write_bytes(b"")
    of_another.write_bytes(sorted(tmp_path.glob("*.npz"))[5].read_bytes())
    said: list[Path] = []
    assert document(run(jobs(), kept=KeptJobs(tmp_path, "a", said.append))) == whole
    assert sorted(said) == [cut, empty, of_another]
    assert len(Squares.done) == 3


def test_results_of_another_study_are_not_read_and_make_room(tmp_path: Path) -> None:
    run(jobs(), kept=KeptJobs(tmp_path / "kept", "a"))
    run(jobs(), kept=KeptJobs(tmp_path / "kept", "b"))
    assert len(Squares.done) == 10
    assert identity_in(tmp_path / "kept") == "b"


def test_another_model_has_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs()[0]
    before = key_of(job)
    assert before == key_of(jobs()[0])
    assert before != key_of(jobs()[1])
    monkeypatch.setattr(kept_jobs, "model_hash", lambda: "another model")
    assert before != key_of(job)


def test_a_folder_of_somebody_else_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    remove(tmp_path)
    assert (tmp_path / "thesis.docx").is_file()


def test_a_job_whose_result_cannot_be_written_is_done_again(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Odd:
        runs: ClassVar[int] = 1

        def __call__(self) -> object:
            return object()

    kept = KeptJobs(tmp_path / "kept", "a")
    run([Odd()], kept=kept)
    assert not (tmp_path / "kept").exists()


TABLE = pd.DataFrame({"world": [1, 2], "name": ["ámbar", None], "since": pd.to_datetime(["1990-04-01", "1991-04-01"])})


@pytest.mark.parametrize(
    "value",
    [
        Arm("composite", "boom", 0.47, 1),
        {Arm("composite", "boom", 0.47): np.array([[1.0, np.nan]], dtype=np.float32), ("a", None): [1, 0.1 + 0.2, True, "x"]},
        (float("inf"), -0.0, 2**70, np.float64(0.1), pd.Period("1990-04", "M"), Path("here")),
    ],
    ids=["dataclass", "mapping", "plain"],
)
def test_values_come_back_to_the_last_bit(value: Any) -> None:
    there = value_of(bytes_of(value))
    assert type(there) is type(value)
    assert repr(there) == repr(value)
    assert digest(there) == digest(value)


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        TABLE.set_index(["world", "name"]),
        TABLE.assign(name=pd.Categorical(["b", "a"], categories=["b", "a"])),
        pd.DataFrame({"trust.mean": [0.1, 0.2], "delay": [1, 2], "open": [True, False]}, index=pd.RangeIndex(4, 6, name="world")),
        pd.DataFrame({"trust.mean": [0.1]}, index=pd.Index([900], name="world")),
        pd.DataFrame(index=[900_000]),
        pd.DataFrame(),
        pd.DataFrame({"price": [1.5]}, index=pd.PeriodIndex(["1990-04"], freq="M")),
    ],
)
def test_tables_come_back_as_they_were(table: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(value_of(bytes_of(table)), table, check_exact=True)
    column = pd.Series([1.0, 2.0], index=pd.period_range("1990-04", periods=2, freq="M"), name="price")
    pd.testing.assert_series_equal(value_of(bytes_of(column)), column)


def file_with(tree: Any) -> bytes:
    written = io.BytesIO()
    np.savez(written, tree=np.frombuffer(json.dumps(tree).encode(), dtype=np.uint8))
    return written.getvalue()


@pytest.mark.parametrize(
    "tree",
    [
        {"class": "subprocess:Popen", "of": {"args": "true"}},
        {"class": "coopsim.runs.kept_jobs:KeptJobs", "of": {"folder": "/"}},
        {"class": "coopsim.runs.kept_jobs:os.system", "of": {"command": "true"}},
        {"class": "coopsim.runs.run:run", "of": {"jobs": []}},
        {"model": "coopsim.claim.arms:Arm", "text": "{}"},
        {"no such kind": 1},
        {"array": 7},
    ],
)
def test_a_stranger_s_file_calls_nothing_of_its_choice(tree: Any) -> None:
    with pytest.raises(Damaged):
        value_of(file_with(tree))


def test_a_pickle_is_never_read() -> None:
    written = io.BytesIO()
    np.savez(written, tree=np.array([{"a": 1}], dtype=object))
    with pytest.raises(Damaged):
        value_of(written.getvalue())
    with pytest.raises(Unkept):
        bytes_of(np.array([object()]))
