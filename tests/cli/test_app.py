"""The front door: language, exit codes, one clear line for every mistake."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Literal

import pytest
import typer

from coopsim.cli import app as front
from coopsim.cli.options import Replicates, Scenario, Seed, Set, Years
from coopsim.cli.screen import note
from coopsim.errors import UserMistake


def simulate(
    scenario: Scenario = "castillo", seed: Seed = 1, replicates: Replicates = None, years: Years = None, set_: Set = None
) -> None:
    print(scenario, seed, replicates, years, set_)


def fail(how: str, kind: Literal["calm", "spike"] = "calm", size: float = 1.0) -> None:
    if how == "mistake":
        raise UserMistake(file="my.toml", line=3, field="years", got=0, allowed="1 to 60")
    if how == "interrupt":
        raise KeyboardInterrupt
    if how == "terminate":
        signal.raise_signal(signal.SIGTERM)
    if how == "some":
        raise typer.Exit(3)
    raise ZeroDivisionError("two\nlines")


lists = typer.Typer()


@lists.command("list", help="List what there is.")
def list_them() -> None:
    print("castillo")


@lists.command(help="Show one.")
def show(name: str) -> None:
    print(name)


@pytest.fixture(autouse=True)
def _commands(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    module = ModuleType("a_face")
    vars(module).update(simulate=simulate, fail=fail, lists=lists)
    monkeypatch.setitem(sys.modules, "a_face", module)
    entries = [
        front.Entry(name, "a_face", target, "Help.")
        for name, target in (("run", "simulate"), ("fail", "fail"), ("scenarios", "lists"))
    ]
    monkeypatch.setattr(front, "COMMANDS", (*entries, front.Entry("absent", "no_such_module", "x", "Not there.")))
    return


def test_a_command_gets_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["run", "boom", "--seed", "7", "--replicates", "auto", "--years=2", "--set", "a=1", "--set", "b=2"]
    assert front.main(words) == 0
    assert capsys.readouterr().out == "boom 7 None 2 ['a=1', 'b=2']\n"


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert front.main([]) == 0
    assert "Not there." in capsys.readouterr().out


def test_help_imports_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert front.main(["--help"]) == 0  # `absent` has no module to import
    assert "absent" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("rum", "no such command: got 'rum'; allowed run, fail, scenarios, absent; did you mean run?"),
        ("scenarios lst", "no such command: got 'lst'; allowed list, show; did you mean list?"),
        ("scenarios", "a command is missing: allowed list, show"),
        ("scenarios show", "NAME: is missing"),
        ("run --sed 1", "did you mean --seed?"),
        ("run a b", "more words than the command takes: got 'b'"),
        ("run --seed", "--seed: a value is missing"),
        ("run --seed x", "--seed: got 'x'; allowed 0 to 9223372036854775807"),
        ("run --seed -1", "--seed: got '-1'; allowed 0 to"),
        ("run --replicates 0", "--replicates: got '0'; allowed 1 to 100,000, or auto"),
        ("run --replicates 2.5", "--replicates: got '2.5'; allowed 1 to 100,000, or auto"),
        ("run --years 61", "--years: got '61'; allowed 1 to 60"),
        ("fail now --kind spkie", "--kind: got 'spkie'; allowed calm, spike"),
        ("fail now --size big", "--size: got 'big'; allowed a number"),
        ("fail mistake", "my.toml:3: years: got 0; allowed 1 to 60"),
        ("--lang fr run", "--lang: got 'fr'; allowed en, es"),
        ("--nonsense", "no such option: got '--nonsense'; allowed --lang, --version"),
    ],
)
def test_a_mistake_of_the_user_is_one_line_and_exit_2(words: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert front.main(words.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("coopsim: ")
    assert line in said.err
    assert said.err.count("\n") == 1


def test_our_fault_is_exit_1_with_a_traceback_only_on_request(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert front.main(["fail", "badly"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("coopsim: ZeroDivisionError: two lines: ")
    assert said.count("\n") == 1
    assert front.main(["fail", "badly", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err
    monkeypatch.setenv("COOPSIM_DEBUG", "1")
    assert front.main(["fail", "badly"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_interrupted_is_130_and_some_failed_is_3() -> None:
    assert front.main(["fail", "interrupt"]) == 130
    assert front.main(["fail", "some"]) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals are told otherwise there")
def test_being_told_to_end_is_being_interrupted_and_changes_nothing_for_the_caller(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert front.main(["fail", "terminate"]) == 130
    assert capsys.readouterr().err == "coopsim: interrupted\n"
    assert signal.getsignal(signal.SIGTERM) == before


def test_help_and_mistakes_speak_spanish(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"Options": "Opciones", "no such command": "no existe ese comando", "Show one.": "Mostrar uno."}
    monkeypatch.setattr("coopsim.language.catalogue", lambda language: _Catalogue(words if language == "es" else {}))
    assert front.main(["scenarios", "--help", "--lang", "es"]) == 0
    shown = capsys.readouterr().out
    assert "Opciones" in shown
    assert "Mostrar uno." in shown
    monkeypatch.setenv("COOPSIM_LANG", "es")
    assert front.main(["rum"]) == 2
    assert "no existe ese comando" in capsys.readouterr().err
    assert front.main(["--lang=en", "scenarios", "--help"]) == 0
    assert "Options" in capsys.readouterr().out


class _Catalogue:
    def __init__(self, words: dict[str, str]) -> None:
        self.words = words

    def gettext(self, message: str) -> str:
        return self.words.get(message, message)


def test_as_a_process() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coopsim", "clam"], capture_output=True, text=True, env={**os.environ, "COOPSIM_LANG": "en"}
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("did you mean claim?\n")


def test_a_quick_start_loads_neither_pandas_nor_mesa() -> None:
    heavy = "{'pandas', 'numpy', 'mesa'}"
    probe = f"import sys; from coopsim.cli.app import main; main(['--help']); sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True).returncode == 0


def test_the_name_of_a_file_is_not_broken_over_two_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    file = "/somewhere/in-a/folder-with-a-long-name/report.html"
    note(f"Report: {file} and what is said of it", False)
    lines = capsys.readouterr().err.splitlines()
    assert file in lines
    assert max(len(line) for line in lines if line != file) <= 30
