"""Inputs of a command line, an interpreter or a pipe that nobody planned for: one line, and the right exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coopsim.cli import web
from coopsim.cli.app import main
from coopsim.errors import UserMistake
from tests.small import TOML


def test_a_folder_that_the_system_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s.toml").write_text(TOML, encoding="utf-8")
    words = [
        "run",
        str(tmp_path / "s.toml"),
        "--replicates",
        "1",
        "--years",
        "1",
        "--set",
        "warm_up_years=1",
        "--out",
        str(tmp_path / ("x" * 300)),
    ]
    assert main(words) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("coopsim:")]
    assert "File name too long" in line
    assert "fault of coopsim" not in line


@pytest.mark.parametrize("words", [["parameters"], ["scenarios", "list"]])
def test_without_docstrings(words: list[str]) -> None:
    plain, bare = (
        subprocess.run([sys.executable, *flags, "-m", "coopsim", *words], capture_output=True, text=True, check=True).stdout
        for flags in ([], ["-OO"])
    )
    assert bare == plain


def test_a_reader_that_goes_away() -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m coopsim parameters | head -1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 141)
    assert done.stderr == ""


def test_advice_that_can_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "NEEDED", ("no_such_package",))
    with pytest.raises(UserMistake, match=r"pip install 'coopsim\[web\]'"):
        web.web()


@pytest.mark.parametrize("words", [["run", "castillo"], ["claim"], ["validate"]])
def test_more_replicates_than_there_is_room_for(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    option = "--runs" if words == ["claim"] else "--replicates"
    assert main([*words, option, "99999999999"]) == 2
    assert "99999999999" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_script_without_a_guard_is_told_in_one_line(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    body = """import coopsim
coopsim.sweep({"scenario": "steady", "design": "factorial", "factor": {"trust": [0.2, 0.8]}, "replicates": 40,
               "set": {"years": 1, "warm_up_years": 0}, "outcomes": ["trust_last"]}, workers=2, progress=False)
"""
    script.write_text(body, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=tmp_path)
    last = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) < 40
    assert len(last) < 300
    assert '__name__ == "__main__"' in last
