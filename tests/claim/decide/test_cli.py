"""`coopsim decide` from the command line to its files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet
from rich.console import Console

from coopsim.claim.documents import DecideDocument
from coopsim.cli.app import main
from coopsim.cli.printing.decide import print_decided

FEW = ("--worlds", "3", "--runs", "2", "--workers", "1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("decided") / "x4"
    assert main(["decide", "X4", "x1", *FEW, "--quiet", "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def document(folder: Path) -> DecideDocument:
    return DecideDocument.read((folder / "decide.json").read_bytes())


def test_the_files_are_there_and_say_the_same(folder: Path, document: DecideDocument) -> None:
    names = ["decide.json", "decisions.parquet", "manifest.json", "worlds.parquet"]
    assert sorted(file.name for file in folder.iterdir()) == names
    assert [one.id for one in document.experiments] == ["X1", "X4"]
    assert (document.worlds, document.runs_per_world) == (3, 2)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"]
    table = parquet.read_table(folder / "decisions.parquet").to_pandas()
    cash = table.query("treatment == 'cash' and outcome == 'cohort_offered_share' and window == 'three'")
    (told,) = [one for one in document.experiments[1].numbers if one.key == "cash three"]
    assert told.value == pytest.approx(cash["effect"].mean())
    assert told.worlds == len(cash)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_readable_in_80_columns(document: DecideDocument, language: str) -> None:
    console = Console(file=io.StringIO(), width=80, color_system=None)
    print_decided(document, console, language)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert document.text is not None
    assert shown.strip().splitlines() == list(getattr(document.text, language))  # what the file holds is what is printed
    flat = " ".join(shown.split())
    for one in document.experiments:
        assert getattr(one.question, language) in flat
        assert getattr(one.if_rival, language) in flat
    assert {"en": "2 runs each", "es": "2 repeticiones de cada uno"}[language] in flat


def test_json_is_the_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "X1", "X4", *FEW, "--json", "--out", str(tmp_path / "again")]) == 0
    assert capsys.readouterr().out == (folder / "decide.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["X8"], ["X1", "claim"], ["X1", "--worlds", "0"], ["X1", "--replicates", "60"]])
def test_a_mistake_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", *words]) == 2
    error = capsys.readouterr().err
    assert error.startswith("coopsim: ")
    assert error.count("\n") == 1


def test_replicates_are_refused_with_a_way_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "X1", "--replicates", "60"]) == 2
    assert "--worlds N, --runs R" in capsys.readouterr().err
