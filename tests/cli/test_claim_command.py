"""`coopsim claim` as typed, small: its lines, its files, and how it goes on after an interruption."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from pyarrow import parquet

from coopsim.claim.documents import DOCUMENTS, Verdict, kept_schema
from coopsim.claim.matching import likeness
from coopsim.claim.matching.job import MatchingJob
from coopsim.claim.worlds.job import WorldsJob
from coopsim.cli.app import main
from tests.small import TOML

SMALL = ["--worlds", "2", "--runs", "2", "--design", "worlds", "--no-knock-outs", "--workers", "1"]


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("scenarios") / "small.toml"
    file.write_text(TOML)
    return str(file)


@pytest.fixture(scope="module")
def folder(scenario: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of one whole test."""
    out = tmp_path_factory.mktemp("claim") / "here"
    assert main(["claim", scenario, *SMALL, "--out", str(out), "--quiet"]) == 0
    return out


def test_the_files_are_those_of_the_manifest_and_the_document_is_typed(folder: Path) -> None:
    names = ["manifest.json", "report.html", "runs.parquet", "verdict.json", "worlds.parquet"]
    assert sorted(file.name for file in folder.iterdir()) == names
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["replicates"], manifest["worlds"]) == (2, 2)
    verdict = Verdict.read((folder / "verdict.json").read_bytes())
    assert verdict.schema_number == 3
    assert verdict.text is not None
    assert verdict.text.en[0] == "When the coffee price is good, why do cooperatives get into trouble?"
    assert verdict.text.es[0] == "Cuando el café tiene buen precio, ¿por qué tienen problemas las cooperativas?"
    assert max(len(verdict.text.en), len(verdict.text.es)) <= 30
    fields = parquet.read_schema(folder / "runs.parquet")
    assert fields.field("reached_refused@impact+1").metadata[b"unit"] == b"share"


def says_what_the_document_says(printed: list[str], folder: Path) -> None:
    lines = Verdict.read((folder / "verdict.json").read_bytes()).text
    assert lines is not None
    assert printed[: len(lines.en) - 1] == list(lines.en)[:-1]
    assert str(folder / "report.html") in " ".join(printed)
    assert len(printed) <= 30


@pytest.mark.full
@pytest.mark.parametrize("columns", [60, 80])
def test_details_are_printed_too_and_no_line_is_wider_than_the_screen(
    columns: int, scenario: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["--lang", "es", "claim", scenario, *SMALL, "--out", str(folder), "--details"]) == 0
    printed = [line for line in capsys.readouterr().out.splitlines() if str(folder) not in line]
    assert len(printed) > 60
    assert max(map(len, printed)) <= columns


@pytest.mark.slow
def test_v31_an_interrupted_claim_goes_on_and_writes_the_same_bytes(
    scenario: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done: Counter[str] = Counter()
    most = 100

    def counted(kind: type[WorldsJob] | type[MatchingJob]) -> None:
        do = kind.__call__

        def count(job: WorldsJob) -> object:
            if sum(done.values()) >= most:
                raise KeyboardInterrupt
            done[kind.__name__] += 1
            return do(job)  # type: ignore[arg-type]

        monkeypatch.setattr(kind, "__call__", count)

    counted(WorldsJob)
    counted(MatchingJob)
    words = ["claim", scenario, *SMALL, "--out", str(tmp_path / "again")]
    most = 6
    assert main(words) == 130
    assert "Goes on with the same command." in capsys.readouterr().err
    assert len(list((tmp_path / "again" / ".coopsim-unfinished").glob("*.npz"))) == 6
    assert main([*words, "--seed", "2"]) == 2
    assert "unfinished" in capsys.readouterr().err
    first, most = Counter(done), 100
    assert main(words) == 0
    shown = capsys.readouterr()
    says_what_the_document_says(shown.out.splitlines(), tmp_path / "again")
    assert "Results:" not in shown.err
    whole = Counter(done)
    assert whole["WorldsJob"] == 12  # of the whole test: no job was done twice
    assert sum(first.values()) == 6
    for name in ("verdict.json", "runs.parquet", "worlds.parquet"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name
    assert not (tmp_path / "again" / ".coopsim-unfinished").exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are told otherwise there")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_claim_that_is_told_to_end_leaves_what_it_has_done_and_no_empty_folder(
    scenario: str, tmp_path: Path, workers: str
) -> None:
    words = ["claim", scenario, *SMALL, "--workers", workers, "--out", str(tmp_path / "ended")]
    process = subprocess.Popen([sys.executable, "-m", "coopsim", *words], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("ended/.coopsim-unfinished/*.npz")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.terminate()
    _out, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Goes on with the same command." in told
    assert "coopsim: interrupted" in told
    assert "Traceback" not in told
    assert list(tmp_path.glob("ended/.coopsim-unfinished/*.npz"))
    assert not list(tmp_path.rglob(".coopsim-writing-*"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schema_prints_the_schema_that_ships(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out) == kept_schema(name)


def test_worlds_are_chosen_anew_and_kept_under_each_rule(
    scenario: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, tuple[str, ...]]] = []

    def make_table(one: object, fixed: object, seed: int, workers: int, report: object) -> Path:
        made.append((one.id, tuple(one.population.rules)))  # type: ignore[attr-defined]
        return tmp_path / "table.parquet"

    monkeypatch.setattr(likeness, "make_table", make_table)
    assert main(["claim", scenario, "--match", "--rule", "threshold", "--rule", "imitation"]) == 0
    assert main(["claim", "--match"]) == 0
    assert made == [("small", ("threshold",)), ("small", ("imitation",)), ("castillo", ("random_utility",))]
    assert capsys.readouterr().err.count("table.parquet") == 3
