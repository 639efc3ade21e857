"""`coopsim sweep` and `coopsim merge` as they are typed: exit codes, one line for each mistake, both languages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from little import design_file

from coopsim.cli.app import main
from coopsim.runs import point_runs
from coopsim.runs.point_runs import PointRuns, seasons_of


def sweep(folder: Path, *more: str, **keys: object) -> int:
    return main(["sweep", str(design_file(folder, **keys)), "--out", str(folder / "sweep"), "--workers", "1", *more])  # type: ignore[arg-type]


def test_a_sweep_its_manifest_and_its_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(tmp_path, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    written = json.loads((tmp_path / "sweep" / "manifest.json").read_text())
    assert printed == written
    assert written["complete"]
    assert written["runs"] == 8
    assert {file["path"]: file["rows"] for file in written["files"]}["outcomes/part-00000.parquet"] == 8
    assert main(["summary", str(tmp_path / "sweep")]) == 0
    assert main(["report", str(tmp_path / "sweep")]) == 0
    assert sweep(tmp_path, "--replicates", "6") == 0  # also with the report beside the tables
    assert "12 runs at 2 points, 0 failed" in capsys.readouterr().out


def test_failed_runs_are_listed_and_the_code_is_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(blocks: Sequence[PointRuns]) -> pd.DataFrame:
        if any(1 in block.replicates for block in blocks):
            raise ZeroDivisionError("by nought")
        return seasons_of(blocks)

    with monkeypatch.context() as patch:
        patch.setattr(point_runs, "seasons_of", breaks)
        assert sweep(tmp_path) == 3
    assert "coopsim: 2 runs failed: ZeroDivisionError: by nought" in capsys.readouterr().err
    assert sweep(tmp_path, "--retry-failed") == 0


def test_interrupted_it_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coopsim.sweeps.plan.Plan.keep", interrupted)
    assert sweep(tmp_path) == 130
    assert "to go on: coopsim" in capsys.readouterr().err
    assert (
        main(["--lang", "es", "sweep", str(tmp_path / "little.toml"), "--out", str(tmp_path / "sweep"), "--workers", "1"]) == 130
    )
    assert "Detenido. Las corridas terminadas están en" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sweep", "no-such"], "no such design"),
        (["sweep", "member-price", "--shard", "3/2"], "--shard: got '3/2'; allowed I/N"),
        (["sweep", "member-price", "--cluster", "host:1"], "--cluster: got 'host:1'; allowed tcp://HOST:PORT"),
        (["sweep", "member-price", "--replicates", "0"], "--replicates: got '0'; allowed 1 to 100,000, or auto"),
        (["sweep", "member-price", "--set", "memberz=3"], "memberz"),
        (["merge", "no-such", "--out", "x"], "no such folder: got 'no-such'"),
        (["merge", "."], "--out: is missing"),
        (["merge", ".", "--out", "x"], "holds no sweep"),
    ],
)
def test_every_mistake_gets_one_line_and_writes_nothing(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    line = capsys.readouterr().err
    assert told in line
    assert line.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_shards_merged_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(design_file(tmp_path))
    parts = [str(tmp_path / "1"), str(tmp_path / "2")]
    for number, part in enumerate(parts, 1):
        assert main(["sweep", file, "--out", part, "--shard", f"{number}/2", "--workers", "1"]) == 0
    assert main(["merge", parts[0], "--out", str(tmp_path / "half")]) == 3
    assert "shard 2/2 is not there" in capsys.readouterr().err
    assert main(["merge", *parts, "--out", str(tmp_path / "whole")]) == 0
    assert "8 runs of 2 folders" in capsys.readouterr().out
