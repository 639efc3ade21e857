"""`coopsim kit DIR`: languages and papers as asked for, and every mistake in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coopsim.cli import kit
from coopsim.cli.app import main


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be written."""
    calls: list[Any] = []
    monkeypatch.setattr("coopsim.workshop.rehearsal.rehearse", lambda: "played")

    def write(directory: Path, _played: Any, languages: tuple[str, ...], papers: tuple[str, ...]) -> list[Path]:
        calls.append((languages, papers))
        return [directory / f"{language}-{paper}" / "1.pdf" for language in languages for paper in papers]

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
    for words in (["kit", str(tmp_path), *options, "--no-wheels"], [*options[:2], "kit", str(tmp_path), *options[2:]]):
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
