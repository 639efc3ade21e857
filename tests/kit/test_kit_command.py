"""`coopsim kit DIR`: languages and papers as asked for, and every mistake in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coopsim.cli import kit
from coopsim.cli.app import main
from coopsim.offline.fetch import NotFetched
from coopsim.offline.pack import Packed
from coopsim.offline.targets import Target


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be written."""
    calls: list[Any] = []
    monkeypatch.setattr("coopsim.workshop.rehearsal.rehearse", lambda: "played")

    def write(
        directory: Path, _played: Any, languages: tuple[str, ...], papers: tuple[str, ...], _pythons: list[str]
    ) -> list[Path]:
        calls.append((languages, papers))
        files = [directory / f"{language}-{paper}" / "1.pdf" for language in languages for paper in papers]
        for file in files:
            file.parent.mkdir(exist_ok=True)
            file.write_text("paper")
        return files

    monkeypatch.setattr("coopsim.kit.write.write_papers", write)
    return calls


@pytest.mark.parametrize(
    ("options", "languages", "papers"),
    [
        ([], ("es", "en"), ("a4", "letter")),
        (["--lang", "both", "--paper", "both"], ("es", "en"), ("a4", "letter")),
        (["--lang", "es", "--paper", "letter"], ("es",), ("letter",)),
        (["--lang=en", "--paper=a4"], ("en",), ("a4",)),
    ],
)
def test_languages_and_papers_as_asked_for(
    options: list[str], languages: tuple[str, ...], papers: tuple[str, ...], asked: list[Any], tmp_path: Path
) -> None:
    for words in (
        ["kit", str(tmp_path), *options, "--no-wheels"],
        [*options[:2], "kit", str(tmp_path), *options[2:], "--no-wheels"],
    ):
        if options[:1] == ["--lang"] or words[0] == "kit":
            assert main(words) == 0
            assert asked.pop() == (languages, papers)


def test_it_speaks_the_language_it_writes(asked: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kit", str(tmp_path), "--lang", "es", "--no-wheels"]) == 0
    printed = capsys.readouterr()
    assert "Un ensayo" in printed.err
    assert printed.out.splitlines() == [str(tmp_path / "es-a4"), str(tmp_path / "es-letter")]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--lang", "fr"], "--lang: got 'fr'; allowed en, es, both"),
        (["--paper", "a5"], "--paper: got 'a5'; allowed a4, letter, both"),
        (["--platform", "windos"], "did you mean windows?"),
        (["--python", "3.9"], "--python: got '3.9'; allowed 3.11, 3.12, 3.13"),
        (["--no-wheels", "--python", "3.12"], "--no-wheels: there are no computers to choose"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kit", str(tmp_path), *words]) == 2
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1
    assert message in printed


def test_a_file_is_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "kit", __file__]) == 2
    assert "DIR: got" in capsys.readouterr().err


def test_other_commands_know_one_language_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "both", "scenarios", "list"]) == 2
    assert "allowed en, es" in capsys.readouterr().err


def test_without_the_extra_the_message_names_the_command_that_installs_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit, "find_spec", lambda name: None)
    assert main(["kit", str(tmp_path), "--lang", "es"]) == 2
    assert "pip install 'coopsim[kit]'" in capsys.readouterr().err


def test_wheels_that_cannot_be_had_leave_the_papers_and_one_line(
    asked: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: str) -> None:
        raise NotFetched("no index")

    monkeypatch.setattr("coopsim.offline.itself.pip", refuse)
    assert main(["kit", str(tmp_path), "--lang", "en", "--quiet"]) == 2
    printed = capsys.readouterr().err
    assert "is there internet? no index" in printed
    assert printed.count("\n") == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["en-a4", "en-letter"]


@pytest.mark.parametrize(("missing", "code"), [("", 0), ("numba", 3)])
def test_a_kit_says_what_each_computer_has_and_lists_its_files(
    missing: str, code: int, asked: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def pack(folder: Path, computers: list[Target], language: str, _say: Any) -> list[Packed]:
        assert language == "es"
        (folder / "start.bat").write_text("start")
        return [Packed(computers[0], 104, 324_000_000, 1_084_000_000), Packed(computers[1], missing=missing)]

    monkeypatch.setattr(kit, "pack", pack)
    assert main(["kit", str(tmp_path), "--lang", "es", "--platform", "windows", "--platform", "mac", "--python", "3.13"]) == code
    printed = capsys.readouterr().out
    assert "windows-3.13: 104 paquetes, 325 MB" in printed
    assert ("mac-3.13: no entra; falta: numba" in printed) == bool(missing)
    assert "memoria USB de 1 GB" in printed
    listed = [line.split("  ")[1] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()]
    assert listed == ["es-a4/1.pdf", "es-letter/1.pdf", "start.bat"]
