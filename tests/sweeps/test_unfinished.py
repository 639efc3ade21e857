"""A sweep that was killed is told as unfinished; whatever else lies in its folder is left alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from little import design

import coopsim
from coopsim.cli.app import main
from coopsim.errors import UserMistake
from coopsim.sweeps import run_sweep
from coopsim.sweeps.summary import Swept, by_factor, differences, sweep_in


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished") / "sweep"
    run_sweep(design(replicates=4), folder)
    return folder


@pytest.fixture
def killed(finished: Path, tmp_path: Path) -> Path:
    """All of the first point, two replicates of the second, nothing of the third; the manifest is as a killed sweep leaves it."""
    folder = Path(shutil.copytree(finished, tmp_path / "killed"))
    (part,) = (folder / "outcomes").glob("*.parquet")
    rows = pd.read_parquet(part)
    rows[(rows["design_point"] == 0) | ((rows["design_point"] == 1) & (rows["replicate"] < 2))].to_parquet(part)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"complete": False}), encoding="utf-8")
    return folder


def test_read_sweep_warns_and_knows_what_is_missing(killed: Path, finished: Path) -> None:
    with pytest.warns(
        UserWarning, match=r"not finished: 6 of 12 runs; points empty: 1 \(2\); points with too few replicates: 1 \(1\)"
    ):
        swept = coopsim.read_sweep(killed)
    found = swept.completeness
    assert (found.complete, found.runs, found.runs_wanted, found.points_empty, found.points_short) == (False, 6, 12, (2,), (1,))
    with pytest.raises(UserMistake, match="Morris needs every run of the design: 6 of 12 runs"):
        found.refuse("Morris")
    assert sweep_in(finished).completeness.complete


def test_means_over_half_a_grid_are_not_shown(killed: Path, finished: Path) -> None:
    assert not len(by_factor(sweep_in(killed)))
    assert not len(differences(sweep_in(killed)))
    assert len(by_factor(sweep_in(finished)))


def test_summary_json_and_report_say_it(killed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(killed)]) == 0
    shown = capsys.readouterr()
    assert "not finished. 6 of 12 runs" in " ".join(shown.out.split())
    assert "replicates each" not in shown.out
    assert main(["summary", str(killed), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["complete"], document["runs_wanted"], document["points_empty"]) == (False, 12, [2])
    assert main(["report", str(killed)]) == 0
    assert "not finished. 6 of 12 runs" in (killed / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["sobol", "morris"])
def test_an_arrangement_has_no_means_by_level(kind: str, finished: Path) -> None:
    found = sweep_in(finished)
    arranged = Swept(found.points, found.outcomes, {**found.design, "design": kind}, found.manifest)
    assert not len(by_factor(arranged))
    assert not len(differences(arranged))


@pytest.mark.parametrize("name", ["part-00000 (1).parquet", "._part-00000.parquet", "part-00000 copy.parquet", "mine.parquet"])
def test_files_of_others_are_left_alone_and_named_once(finished: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(finished, tmp_path / "sweep"))
    noise = folder / "outcomes" / name
    noise.write_bytes(b"\x00\x05noise" * 500)
    notes: list[str] = []
    ended = run_sweep(design(replicates=4), folder, note=notes.append)
    assert ended.runs == 12
    assert [name in sentence for sentence in notes] == [True]
    assert noise.read_bytes().startswith(b"\x00\x05noise")
    assert len(sweep_in(folder).outcomes) == 12
    assert all(name not in file["path"] for file in ended.manifest["files"])
