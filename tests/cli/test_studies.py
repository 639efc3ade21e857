"""The commands as typed, end to end and small."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.cases import every


def coopsim(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coopsim", *words], capture_output=True, text=True, cwd=cwd, timeout=300, check=False
    )


def test_run_writes_what_it_says(tmp_path: Path) -> None:
    done = coopsim("run", "castillo", "--replicates", "2", "--years", "3", "--workers", "1", "--out", "here", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in (tmp_path / "here").iterdir()) == [
        "cooperatives.parquet",
        "manifest.json",
        "months.parquet",
        "report.html",
        "run.png",
        "seasons.parquet",
        "summary.json",
    ]
    months = pd.read_parquet(tmp_path / "here" / "months.parquet")
    assert len(months) == 2 * 2 * 36
    assert str(months["date"].iloc[0])[:7] == "1990-04"
    again = coopsim("run", "castillo", "--replicates", "3", "--years", "3", "--workers", "1", "--out", "here", cwd=tmp_path)
    assert again.returncode == 2
    assert "--force" in again.stderr


@pytest.mark.slow
def test_json_is_the_document_written(tmp_path: Path) -> None:
    words = ("--design", "history", "--worlds", "2", "--runs", "2", "--workers", "1", "--json", "--out", "here")
    done = coopsim("claim", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == json.loads((tmp_path / "here" / "verdict.json").read_text(encoding="utf-8"))
    assert (tmp_path / "here" / "report.html").stat().st_size > 10_000


@every(
    "words,told",
    [
        (["claim", "--worlds", "1"], "--worlds: got '1'; allowed 2 to 100000"),
        (["claim", "--replicates", "60"], "--replicates: is gone: got '60'; allowed --worlds N, --runs R"),
        (["claim", "--no-flips"], "--no-flips: is gone: only --full draws where it turns"),
        (["claim", "--match", "--set", "advance_share=0.5"], "--match: worlds are kept of a scenario as it is"),
        (
            ["claim", "--match", "--prior"],
            "--match: has no effect on the choice of worlds: got '--prior'; allowed",
        ),
        (["claim", "--match", "--worlds", "4"], "got '--worlds'"),
        (["claim", "--match", "--out", "elsewhere"], "got '--out'"),
        (["schema", "verdit"], "did you mean verdict?"),
        (["run", "castilo"], "did you mean castillo?"),
        (["run", "castillo", "--by", "size,kinn"], "--by: no such grouping of members: got 'kinn'"),
        (["run", "castillo", "--set", "advnce_share=0.5"], "did you mean advance_share?"),
        (["run", "castillo", "--set", "advance_share=3"], "allowed 0.1 to 1"),
        (["run", "castillo", "--start", "1950-01"], "1960-01..2026-05"),
        (["claim", "--price", "nowhere.csv"], "nowhere.csv"),
        (["claim", "--price", "boom"], "--price"),
        (["claim", "--design", "histori"], "did you mean history?"),
        (["claim", "--rule", "random_utlity"], "did you mean random_utility?"),
        (["claim", "--rule", "all", "--full"], "--full: one theory at a time"),
        (["claim", "--rule", "all", "--prior"], "--prior: one theory at a time: got '--rule all'"),
        (["validate", "--rule", "random_utlity"], "did you mean random_utility?"),
        (["run", "castillo", "--out", "file/below"], "--out"),
        (["run", "castillo", "--set", "trust=0.2", "--set", "warm_up_years=4"], "not at rest"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(words: list[str], told: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = coopsim(*words, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("coopsim: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert told in done.stderr
    assert not list(tmp_path.glob("coopsim-results/*"))


@pytest.mark.full
def test_spanish_from_the_flag_and_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = coopsim("--lang", "es", "run", "castilo", cwd=tmp_path)
    assert "¿" in done.stderr
    monkeypatch.setenv("COOPSIM_LANG", "es")
    assert "¿" in coopsim("run", "castilo", cwd=tmp_path).stderr


def test_validate_with_one_pattern_writes_its_page(tmp_path: Path) -> None:
    words = ("--pattern", "P3", "--rule", "threshold", "--replicates", "2", "--workers", "1", "--out", "here", "--json")
    done = coopsim("validate", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [row["pattern"] for row in json.loads(done.stdout)["patterns"]] == ["P3"]
    assert (tmp_path / "here" / "report.html").is_file()
