"""What CoMSES Net's library takes: folders of these names, a narrative that stands alone, metadata, results that run again."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from coopsim.cli.app import main
from coopsim.cli.bundles import comses
from coopsim.cli.bundles.comses import comses_contents
from coopsim.errors import UserMistake
from coopsim.version import __version__


def test_the_model_alone(tmp_path: Path) -> None:
    file = tmp_path / "model.zip"
    assert main(["export", "comses", "--out", str(file), "--quiet"]) == 0
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert json.loads(archive.read("codemeta.json"))["version"] == __version__
        narrative = archive.read("docs/odd.md").decode()
        declared = json.loads(archive.read("data/parameters.json"))
    assert {name.partition("/")[0] for name in names} == {"CITATION.cff", "LICENSE", "codemeta.json", "code", "data", "docs"}
    assert {"code/coopsim/version.py", "code/scenarios/castillo.toml", "code/pyproject.toml", "docs/model/index.md"} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
    assert any(name.startswith("data/") and name.endswith(".csv") for name in names)
    assert "_generated" not in narrative
    assert all({"unit", "default", "source"} <= set(parameter) for parameter in declared)


def test_results_go_with_it_as_a_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopsim.cli.bundle.manifest_of", lambda _folder: {})
    monkeypatch.setattr("coopsim.cli.bundle.contents_of", lambda *_what: ({"command": []}, {"results/a.json": b"{}"}))
    (tmp_path / "report.html").write_text("page")
    contents = comses_contents(tmp_path)
    bundle = contents[f"results/{tmp_path.name}.zip"]
    assert isinstance(bundle, bytes)
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert sorted(archive.namelist()) == ["bundle.json", "results/a.json"]
    assert contents[f"results/{tmp_path.name}.html"] == tmp_path / "report.html"


def test_an_installed_coopsim_says_that_it_has_no_documentation(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match=r"no documentation to export: got 'CITATION.cff'"):
        comses.comses_contents(None, tmp_path)


def test_a_wrong_place_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "comses", "--out", str(tmp_path / "model.tar")]) == 2
    assert capsys.readouterr().err.strip().count("\n") == 0
