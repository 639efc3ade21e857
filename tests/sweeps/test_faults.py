"""Killed at any step of writing, a sweep goes on to the same bytes; so it does after a full disk."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from little import design, tables

from coopsim.errors import UserMistake
from coopsim.sweeps import disk, run_sweep
from coopsim.sweeps.plan import Plan
from tests.cases import every

STEPS = ("put", "force", "rename", "remove")
KILLED = 137


def count_steps(then: Callable[[int, str, Any], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every step on the disk is counted; `then(number, step, what)` is told before it is done."""
    seen: list[str] = []
    for step in STEPS:
        real = getattr(disk, step)

        def told(*what: Any, step: str = step, real: Any = real) -> None:
            seen.append(step)
            then(len(seen), step, what)
            real(*what)

        monkeypatch.setattr(disk, step, told)
    return seen


@pytest.fixture
def _small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several tasks for few runs, two files of outcomes: more places to be killed at."""
    monkeypatch.setattr("coopsim.sweeps.folder.MOST_GROUPS", 2)


def all_steps(folder: Path) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coopsim.sweeps.folder.MOST_GROUPS", 2)
        seen = count_steps(lambda number, step, what: None, patch)
        run_sweep(design(), folder)
        return seen


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("steps") / "sweep"
    return all_steps(folder), tables(folder)


@pytest.mark.skipif(not hasattr(os, "fork") and os.environ.get("CI") != "true", reason="needs fork")
@every("place", range(20), quick=(3, 11))
@pytest.mark.usefixtures("_small_tasks")
def test_killed_at_this_place_it_goes_on_to_the_same_tables(
    place: int, steps: tuple[list[str], dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, whole = steps
    assert len(names) > 40
    assert set(names) == set(STEPS)
    at = 1 + place * (len(names) - 1) // 19  # from the first step to the last
    folder = tmp_path / "sweep"
    child = os.fork()
    if child == 0:  # the real thing: no exception runs through, no `finally`, no buffer is emptied
        count_steps(lambda number, step, what: os._exit(KILLED) if number == at else None, monkeypatch)
        try:
            run_sweep(design(), folder)
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    made: list[int] = []
    keep = Plan.keep
    monkeypatch.setattr(Plan, "keep", lambda plan, task, done: (made.append(done.runs), keep(plan, task, done))[1])
    there = rows_there(folder)
    ended = run_sweep(design(), folder)
    assert tables(folder) == whole
    assert sum(made) == 60 - there  # nothing lost, nothing repeated
    assert ended.manifest["complete"]


def rows_there(folder: Path) -> int:
    import pandas as pd

    found = [pd.read_parquet(file) for file in folder.glob("outcomes/*.parquet")]
    return len(pd.concat(found).drop_duplicates(["design_point", "replicate"])) if found else 0


@every("at", [1, 7, 14, 23, 30], quick=(7,))
def test_a_full_disk_costs_one_line_and_no_run(
    at: int, undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int, step: str, what: Any) -> None:
        if step == "put" and number >= at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = tmp_path / "sweep"
    with monkeypatch.context() as patch:
        count_steps(full, patch)
        with pytest.raises(UserMistake, match="No space left on device") as told:
            run_sweep(design(), folder)
    assert "\n" not in str(told.value)
    assert at == 1 or "make room, and the same command goes on" in str(told.value)
    run_sweep(design(), folder)
    assert tables(folder) == undisturbed


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[None]:
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def may_mount() -> bool:
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    return subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="only root may mount; the injected full disk above runs everywhere")
def test_a_small_disk_that_fills(undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    place = tmp_path / "disk"
    needed = sum(len(content) for content in undisturbed.values()) // 1024
    with small_disk(place, needed // 4096 * 4096 + 28):
        with pytest.raises(UserMistake, match="No space left on device"):
            run_sweep(design(), place / "sweep")
        kept = rows_there(place / "sweep")
        subprocess.run(["mount", "-o", "remount,size=4m", str(place)], check=True)
        run_sweep(design(), place / "sweep")
        assert kept < 60
        assert tables(place / "sweep") == undisturbed
