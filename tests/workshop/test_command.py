"""`coopsim workshop rehearse` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopsim.cli.app import main
from coopsim.workshop import rehearsal
from coopsim.workshop.session import Session
from tests.model.little import little


def test_a_rehearsal_prints_its_debrief_and_keeps_its_session(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rehearsal.rehearse
    scenario = little("weak-cooperative", from_month=24, length_months=24, years=6)
    monkeypatch.setattr(
        rehearsal, "rehearse", lambda *words, **names: whole(*words, **names | {"scenario": scenario, "futures": 3})
    )
    file = tmp_path / "ensayo.jsonl"
    assert main(["--lang", "es", "workshop", "rehearse", "--plan", "45", "--people", "9", "--session", str(file)]) == 0
    printed = capsys.readouterr()
    assert "Una tarde y un modelo no prueban nada." in printed.out
    assert "Consejos" in printed.err
    assert Session.resume(file).state.people == 9


@pytest.mark.parametrize("words", [["--plan", "60"], ["--people", "0"], ["--session", __file__]])
def test_what_cannot_be_played_is_refused_in_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workshop", "rehearse", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
