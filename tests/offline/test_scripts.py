"""What starts coopsim on a laptop without internet: thin scripts for each system, and `start.py`, which they all call."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from coopsim.offline import start
from coopsim.offline.closure import Closure, read_wheels
from coopsim.offline.pack import OFFLINE, Packed, keep, write_facts
from coopsim.offline.sentences import sentences
from coopsim.offline.shells import write_shells
from coopsim.offline.targets import Target
from tests.offline import tiny

HERE = Target(start.platform_here(), "{}.{}".format(*sys.version_info))
SOURCE = Path(start.__file__).read_text(encoding="utf-8")
posix_only = pytest.mark.skipif(os.name == "nt", reason="a script of sh")


def fake_python(folder: Path, name: str = "python3.13", says: str = "", code: int = 0) -> None:
    """A command that accepts `-c` and otherwise writes down what it was called with."""
    folder.mkdir(exist_ok=True)
    lines = [
        "#!/bin/sh",
        '[ "$1" = -c ] && exit 0',
        f'for word in "$@"; do echo "<$word>"; done > "{folder}/called"',
        f"exit {code}",
    ]
    (folder / name).write_text("\n".join([*lines, says]))
    (folder / name).chmod(0o755)


def run_script(script: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    for tool in ("dirname", "sh"):
        if not (folder / tool).exists():
            (folder / tool).symlink_to(shutil.which(tool) or tool)
    command = [str(script), *arguments]
    return subprocess.run(
        command, env={"PATH": str(folder)}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit's scripts in a folder with a space and a bracket in its name, around a `start.py`."""
    folder = tmp_path / "mi kit (2)"
    (folder / OFFLINE).mkdir(parents=True)
    (folder / OFFLINE / "start.py").write_text(SOURCE)
    write_shells(folder, ["3.12", "3.13", "3.13"], "es")
    return folder


@posix_only
@pytest.mark.parametrize("name", ["start.sh", "start.command"])
def test_a_script_hands_over_to_the_newest_python_of_the_kit(kit: Path, tmp_path: Path, name: str) -> None:
    for version in ("3.12", "3.13"):
        fake_python(tmp_path / version, f"python{version}")
    shutil.copy(tmp_path / "3.12" / "python3.12", tmp_path / "3.13")
    done = run_script(kit / name, tmp_path / "3.13", "--plan", "45", "a b")
    assert (done.returncode, done.stdout) == (0, "")
    called = (tmp_path / "3.13" / "called").read_text().splitlines()
    assert called == [f"<{kit}/offline/start.py>", "<--plan>", "<45>", "<a b>"]


@posix_only
def test_a_failure_is_passed_on_with_a_sentence_in_both_languages(kit: Path, tmp_path: Path) -> None:
    fake_python(tmp_path / "bin", code=1)
    done = run_script(kit / "start.sh", tmp_path / "bin")
    assert done.returncode == 1
    assert done.stdout.index("si-algo-falla.html") < done.stdout.index("if-something-fails.html")


@posix_only
def test_without_python_or_without_the_folder_it_says_so(kit: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    done = run_script(kit / "start.command", tmp_path / "bin")
    assert done.returncode == 1
    assert "Falta Python 3.13 / 3.12: abra traer-python.html" in done.stdout
    shutil.rmtree(kit / OFFLINE)
    assert "copie todo el kit" in run_script(kit / "start.sh", tmp_path / "bin").stdout


def test_the_script_for_windows(kit: Path) -> None:
    raw = (kit / "start.bat").read_bytes()
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 20
    lines = raw.decode().split("\r\n")
    assert all('"%~dp0' in line for line in lines if "%~dp0" in line)  # a path with spaces stays one word
    assert [line for line in lines if line.startswith("call")] == [
        f"call :try {command}" for command in ("py -3.13", "py -3.12", "python", "py -3")
    ]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert labels == set(re.findall(r"(?:goto|call) :?(\w+)", raw.decode()))
    assert lines[lines.index(":failed") + 3] == "pause"  # after a sentence in each language
    echoed = [line for line in lines if line.startswith("echo ")]
    assert not [line for line in echoed if set(line) & set('&|<>^%!"()')]


@pytest.mark.skipif(os.name == "nt", reason="no such bits")
def test_what_is_double_clicked_is_executable(kit: Path) -> None:
    assert all(os.access(kit / name, os.X_OK) for name in ("start.sh", "start.command"))


def test_an_old_python_can_read_start_py() -> None:
    tree = ast.parse(SOURCE, feature_version=(3, 7))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules <= set(sys.stdlib_module_names) - {"tomllib"}


def test_start_py_says_what_the_kit_brings_and_in_both_languages() -> None:
    tree = ast.parse(SOURCE)
    said: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say" and isinstance(node.args[0], ast.Constant):
            said[node.args[0].value] = {str(word.arg) for word in node.keywords}
    brought = sentences()
    steps = {"installing", "no environment", "not installed", "trying", "does not run"}  # said from a list, with their folder
    assert set(brought) == set(said) | steps
    for name, languages in brought.items():
        placeholders = [set(re.findall(r"\{(\w+)\}", text)) for text in languages.values()]
        assert placeholders[0] == placeholders[1] <= said.get(name, {"folder"})
        assert languages["en"] != languages["es"]


def facts(folder: Path, target: Target) -> Path:
    """A kit of a small coopsim for one target."""
    offline = folder / OFFLINE
    (offline / "wheels").mkdir(parents=True)
    arrived = folder.parent / "arrived"
    tiny.wheel(arrived, "coopsim", "9.9", files={"coopsim/__main__.py": tiny.SAYS_ITS_ARGUMENTS})
    packed = keep(target, Closure(read_wheels(arrived)), offline)
    write_facts(offline, [packed], "en")
    return offline


@pytest.mark.slow
def test_it_installs_once_and_opens_the_workshop_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offline = facts(tmp_path / "my kit", HERE)
    home = tmp_path / "user"
    home.mkdir()
    for name, value in {"HOME": home, "USERPROFILE": home, "PYTHONPATH": tmp_path, "PIP_NO_SUCH_OPTION": "1"}.items():
        monkeypatch.setenv(name, str(value))
    command = [sys.executable, str(offline / "start.py"), "--plan", "45"]
    for _time in range(2):
        subprocess.run(command, cwd=tmp_path, check=True)
    rehearsal, *starts = (tmp_path / "arguments.txt").read_text().splitlines()
    assert rehearsal == "workshop rehearse"
    assert len(starts) == 2
    assert all(
        re.fullmatch(rf"app --workshop --session {tmp_path}/my kit/taller-\d{{4}}-\d\d-\d\d.jsonl --plan 45", one)
        for one in starts
    )
    wheel = next((offline / "wheels").glob("coopsim-*"))
    shutil.rmtree(home / start.PLACE)
    wheel.write_bytes(wheel.read_bytes() + b"damaged")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "copy the kit again" in done.stdout
    assert not list((home / start.PLACE).glob(f"*/{start.READY}"))


def test_a_python_that_the_kit_is_not_for_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    offline = facts(tmp_path / "kit", HERE)
    monkeypatch.setattr(start, "HERE", offline)
    monkeypatch.setattr(start, "platform_here", lambda: "32 bits")
    assert start.main([]) == 1
    printed = capsys.readouterr().out
    assert f"32 bits-{HERE.python}" in printed
    assert HERE.name in printed


def test_no_room_is_said_before_anything_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = start.Kit(facts(tmp_path / "kit", HERE))
    monkeypatch.setattr(start.shutil, "disk_usage", lambda folder: SimpleNamespace(free=3_000_000))
    assert not start.install(kit, kit.folder / f"{HERE.name}.txt", tmp_path / "home" / "x", 9_000_000)
    assert "10 MB are needed, 3 MB are free" in capsys.readouterr().out


def test_a_kit_that_cannot_be_written_keeps_the_session_in_the_user_s_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = start.Kit(facts(tmp_path / "kit", HERE))
    called: list[list[str]] = []
    monkeypatch.setattr(start.subprocess, "run", lambda command, env: called.append(command) or SimpleNamespace(returncode=2))
    monkeypatch.setattr(start, "is_writable", lambda folder: False)
    assert start.run(kit, tmp_path / "home" / "x", ["--port", "8766"]) == 1
    session = Path(called[0][called[0].index("--session") + 1])
    assert session.parent == tmp_path / "home"
    assert called[0][-2:] == ["--port", "8766"]
    assert "if-something-fails.html" in capsys.readouterr().out


def test_an_incomplete_copy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(start, "HERE", tmp_path)
    assert start.main([]) == 1
    assert capsys.readouterr().out.count("kit.json") == 2


def test_this_computer_is_one_that_a_kit_knows() -> None:
    assert Packed(HERE).target.platform in ("windows", "mac", "mac-intel", "linux", "linux-arm")
