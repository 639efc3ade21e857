"""A bundle makes the same results again, anywhere, or says what differs; a bad one is one line, and nothing was run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coopsim.cli.app import main
from coopsim.cli.bundles.archive import HEAD, unpack, write_archive
from coopsim.cli.bundles.command_line import plain_words
from coopsim.errors import UserMistake
from coopsim.runs.differences import compare_folders, table_differences
from tests.small import TOML

PRICES = "month,price\n" + "".join(f"{year}-{month:02},{180 + month}\n" for year in range(1990, 1994) for month in range(1, 13))
RULE = """
class Wary:
    def terms(self, household, outlets):
        return {"street": outlets.street_usd_per_qq}
    def decide(self, household, outlets, draws):
        return 0.5
"""


def typed(*words: str) -> list[str]:
    return ["run", "own/mine.toml", "--price", "prices.csv", "--set", "money=real", "--set", "unit=usd_per_qq", *words]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a researcher has it: a scenario upon another, a price file, and what a run of them gave."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "own").mkdir()
    (folder / "own" / "base.toml").write_text(TOML)
    (folder / "own" / "mine.toml").write_text('base = "base"\n[time]\nstart = "1990-10"\nyears = 2\nwarm_up_years = 1\n')
    (folder / "prices.csv").write_text(PRICES)
    done = coopsim(folder, *typed("--replicates", "2", "--workers", "1", "--out", "results", "--quiet"))
    assert done.returncode == 0, done.stderr
    return folder


def coopsim(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "coopsim", *words]
    around = {**os.environ, "COOPSIM_LANG": "en"}
    return subprocess.run(command, cwd=cwd, env=around, capture_output=True, text=True, timeout=300, check=False)


def bundled(place: Path, monkeypatch: pytest.MonkeyPatch, out: Path, *words: str) -> int:
    monkeypatch.chdir(place)
    return main(["bundle", "results", "--out", str(out), *words])


def test_a_bundle_holds_everything_and_runs_elsewhere(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.zip"
    assert bundled(place, monkeypatch, file) == 0
    assert capfd.readouterr().out.split() == ["inputs/own/base.toml", "inputs/own/mine.toml", "inputs/prices.csv"]
    head = unpack(file, tmp_path / "unpacked")
    assert head["command"] == ["coopsim", *typed("--replicates", "2")]
    assert json.loads((tmp_path / "unpacked" / "scenario.json").read_text())["mine"]["population"]["farmers"] == 40
    assert "numpy==" in (tmp_path / "unpacked" / "environment.txt").read_text()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert main(["reproduce", str(file), "--workers", "1", "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["result"], told["differences"], told["environment"]) == ("equal", [], [])
    assert told["files"] == ["cooperatives.parquet", "months.parquet", "seasons.parquet", "summary.json"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_same_results_give_the_same_bundle(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("one.zip", "other.zip"):
        assert bundled(place, monkeypatch, tmp_path / name, "--quiet") == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    assert bundled(place, monkeypatch, tmp_path / "one.zip", "--quiet") == 2
    assert bundled(place, monkeypatch, tmp_path / "one.zip", "--quiet", "--force") == 0


@pytest.mark.parametrize("file", ["prices.csv", "own/base.toml", "results/seasons.parquet"])
def test_what_has_changed_since_is_refused(
    file: str, place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (place / file).read_bytes()
    try:  # in the place itself: the identity knows where a price file lies
        (place / file).write_bytes(before.replace(b",185", b",186").replace(b"farmers = 40", b"farmers = 41") + b"\n")
        assert bundled(place, monkeypatch, tmp_path / "a.zip") == 2
    finally:
        (place / file).write_bytes(before)
    said = capsys.readouterr().err
    assert "changed or moved since" in said or "is not as it was written" in said
    assert not list(tmp_path.glob("*.zip*"))


def test_what_differs_is_named(place: Path, tmp_path: Path) -> None:
    there, here = place / "results", tmp_path / "here"
    shutil.copytree(there, here)
    seasons = pd.read_parquet(here / "seasons.parquet")
    seasons.loc[3, "trust"] += 0.25
    seasons.loc[5, "trust"] += 0.5
    seasons.drop(columns="joined").to_parquet(here / "seasons.parquet")
    (here / "summary.json").write_text((here / "summary.json").read_text().replace('"seed": 1', '"seed": 2'))
    pd.read_parquet(here / "months.parquet").iloc[1:].to_parquet(here / "months.parquet")
    (here / "cooperatives.parquet").unlink()
    files = ["cooperatives.parquet", "months.parquet", "report.html", "seasons.parquet", "summary.json"]
    found = {(one.file, one.column): one for one in compare_folders(there, here, files).differences}
    assert {key: one.kind for key, one in found.items()} == {
        ("cooperatives.parquet", ""): "missing",
        ("months.parquet", ""): "rows",
        ("seasons.parquet", "joined"): "missing",
        ("seasons.parquet", "trust"): "value",
        ("summary.json", "seed"): "value",
    }
    trust = found["seasons.parquet", "trust"]
    assert (trust.rows, round(trust.largest or 0, 9)) == (2, 0.5)
    assert trust.row.startswith("5 (arm base, replicate 0")


def test_last_digits_are_rounding_and_missing_numbers_are_not() -> None:
    old = pd.DataFrame({"trust": [0.1, None, 0.3]})
    assert table_differences("t", old, old.copy()) == []
    (near,) = table_differences("t", old, old * (1 + 1e-13))
    assert near.is_rounding
    (lost,) = table_differences("t", old, pd.DataFrame({"trust": [0.1, 0.2, 0.3]}))
    assert not lost.is_rounding
    assert lost.largest is None


def damaged(path: Path, how: str) -> None:
    """A bundle that is wrong in one way."""
    results: dict[str, bytes | Path] = {"results/manifest.json": b"{}"}
    head: dict[str, Any] = {"command": ["coopsim", "run", "castillo"]}
    if how == "text":
        path.write_text("no archive")
        return
    if how == "python":
        write_archive(path, head, results | {"inputs/proud.py": b"raise SystemExit"})
        return
    if how == "command":
        write_archive(path, {"command": ["coopsim", "app", "--host", "0.0.0.0"]}, results)
        return
    write_archive(path, head, results)
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(inside[HEAD])
    if how == "outside":
        said["files"][0]["path"] = "../outside.json"
    elif how == "larger":
        inside["results/manifest.json"] = b"{}" * 1000
    elif how == "more":
        inside["inputs/more.toml"] = b""
    elif how == "schema":
        said["schema"] = 99
    elif how == "no head":
        said = []
    inside[HEAD] = json.dumps(said).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in inside.items():
            archive.writestr("../outside.json" if how == "outside" and name != HEAD else name, data)
    if how == "cut":
        path.write_bytes(path.read_bytes()[:-30])


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("text", "is damaged or has been changed"),
        ("cut", "is damaged or has been changed"),
        ("larger", "results/manifest.json: is damaged or has been changed"),
        ("more", "is damaged or has been changed"),
        ("outside", "would lie outside it: got '../outside.json'"),
        ("schema", "schema: made for another version of coopsim: got 99; allowed 1"),
        ("no head", "is no bundle of coopsim"),
        ("python", "--own-code: got 'inputs/proud.py'"),
        ("command", "is not run again from a bundle"),
        ("absent", "cannot be read"),
    ],
)
def test_a_bad_bundle_is_one_line_and_nothing_is_run(
    how: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in" / "bad.zip"
    file.parent.mkdir()
    if how != "absent":
        damaged(file, how)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(subprocess, "run", lambda *_words, **_how: pytest.fail("it was run"))
    assert main(["reproduce", str(file)]) == 2
    said = capsys.readouterr().err.strip()
    assert told in said
    assert said.count("\n") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    ("command", "left"),
    [
        (["coopsim", "run", "castillo", "--out", "x", "--json", "--workers=2"], ["run", "castillo"]),
        (["coopsim", "--lang", "es", "claim", "--worlds", "4", "--force"], ["claim", "--worlds", "4"]),
    ],
)
def test_only_what_decides_the_numbers_is_kept_of_a_command(command: list[str], left: list[str]) -> None:
    assert plain_words(command, "DIR") == left


@pytest.mark.parametrize("command", [[], ["coopsim", "merge", "a", "b"], ["python", "study.py"], ["coopsim", "claim", "--match"]])
def test_other_commands_are_refused(command: list[str]) -> None:
    with pytest.raises(UserMistake, match="not run again from a bundle"):
        plain_words(command, "DIR")


@pytest.mark.slow
def test_own_rules_and_a_sweep_come_along(tmp_path: Path) -> None:
    (tmp_path / "proud.py").write_text(RULE)
    (tmp_path / "mine.toml").write_text(TOML + '[time]\nyears = 2\nwarm_up_years = 1\n[price]\nsource = "constant"\n')
    (tmp_path / "design.toml").write_text(
        'scenario = "mine.toml"\ndesign = "factorial"\nreplicates = 2\n[factor]\nadvance_share = [0.5, 0.8]\n'
        'rules = { levels = ["random_utility", "proud:Wary"] }\n'
    )
    done = coopsim(tmp_path, "sweep", "design.toml", "--out", "s", "--workers", "1", "--quiet")
    assert done.returncode == 0, done.stderr
    done = coopsim(tmp_path, "bundle", "s")
    assert done.stdout.split() == ["inputs/design.toml", "inputs/mine.toml", "inputs/proud.py"], done.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert coopsim(elsewhere, "reproduce", str(tmp_path / "s.zip")).returncode == 2
    done = coopsim(elsewhere, "reproduce", str(tmp_path / "s.zip"), "--own-code", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Equal: ")
