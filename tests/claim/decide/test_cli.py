"""`coopsim decide` from the command line to its files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet
from rich.console import Console

from coopsim.cli.app import main
from coopsim.cli.printing.decide import print_decided


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("decided") / "x4"
    assert main(["decide", "X4", "x1", "--replicates", "3", "--workers", "1", "--quiet", "--out", str(out)]) == 0
    return out


def test_the_files_are_there_and_say_the_same(folder: Path) -> None:
    assert sorted(file.name for file in folder.iterdir()) == [
        "decide.json",
        "decisions.parquet",
        "manifest.json",
        "worlds.parquet",
    ]
    document = json.loads((folder / "decide.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in document["experiments"]] == ["X1", "X4"]
    assert document["n_worlds"] == 3
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"]
    table = parquet.read_table(folder / "decisions.parquet").to_pandas()
    cash = table[(table["setting"] == "income") & (table["outcome"] == "offered_after_gift_share") & (table["window"] == "three")]
    (told,) = [one for one in document["experiments"][1]["numbers"] if one["key"] == "cash three"]
    assert told["value"] == pytest.approx(cash["effect"].mean())
    assert told["n_worlds"] == len(cash)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_readable_in_80_columns(folder: Path, language: str) -> None:
    document = json.loads((folder / "decide.json").read_text(encoding="utf-8"))
    console = Console(file=io.StringIO(), width=80, color_system=None)
    print_decided(document, console, language)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert "…" not in shown
    flat = " ".join(shown.split())
    for one in document["experiments"]:
        assert one["question"][language] in flat
        assert one["if_rival"][language] in flat
        assert one["finding"][language] in flat


def test_json_is_the_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "X1", "X4", "--replicates", "3", "--workers", "1", "--json", "--out", str(tmp_path / "again")]) == 0
    assert capsys.readouterr().out == (folder / "decide.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["X7"], ["X1", "claim"], ["X1", "--replicates", "0"]])
def test_a_mistake_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", *words]) == 2
    error = capsys.readouterr().err
    assert error.startswith("coopsim: ")
    assert error.count("\n") == 1
