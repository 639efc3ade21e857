"""The model is compiled once, before processes begin that would each compile it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from coopsim.cli.screen import progress
from coopsim.runs import pool, ready


def kept_at(folder: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "simulate", SimpleNamespace(stats=SimpleNamespace(cache_path=folder and str(folder))))


def test_it_is_compiled_where_its_index_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_at(tmp_path, monkeypatch)
    assert not ready.is_compiled()
    (tmp_path / "month.simulate-125.py311.nbi").touch()
    assert ready.is_compiled()


def test_where_nothing_is_kept_nothing_can_be_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    kept_at(None, monkeypatch)
    assert ready.is_compiled()


def test_compiling_lives_a_year_and_takes_it_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_at(tmp_path, monkeypatch)
    lived = []
    monkeypatch.setattr(ready, "live", lambda world, until, observers: lived.append((until, observers[0].keeps_months)))
    ready.compile_once()
    assert lived == [(12, True)]


def test_workers_begin_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(pool, "compile_once", lambda: order.append("compiled"))
    monkeypatch.setattr(pool, "ProcessPoolExecutor", lambda *_given, **_named: order.append("workers"))
    pool.Pool(2)._executor()
    assert order == ["compiled", "workers"]


@pytest.mark.parametrize(("simulates", "quiet", "is_said"), [(True, False, True), (False, False, False), (True, True, False)])
def test_compiling_is_said_where_something_is_simulated(
    simulates: bool, quiet: bool, is_said: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ready, "is_compiled", lambda: False)
    with progress("Simulating", quiet, simulates):
        pass
    assert ("compiled first" in capsys.readouterr().err) == is_said
