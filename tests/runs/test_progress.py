"""Where nobody watches, progress is a line a minute; quiet says nothing."""

from __future__ import annotations

import pytest

from coopsim.cli.screen import progress
from coopsim.language import speaking
from coopsim.runs.progress import by_the_minute, watched


def minutes(seconds: list[float], done: list[int], of: int = 13_700) -> list[str]:
    lines: list[str] = []
    tell = by_the_minute("Simulating", lines.append, iter(seconds).__next__)
    for number in done:
        tell(number, of)
    return lines


def test_v33_one_line_a_minute_and_the_first_after_a_minute() -> None:
    seconds = [float(second) for second in range(182)]
    lines = minutes(seconds, [40 * second for second in range(182)])
    assert len(lines) == 3
    assert lines[0] == "Simulating: 2,400 of 13,700, 40 a second, 282 s left"


def test_a_short_study_says_nothing() -> None:
    assert minutes([0.0, 10.0, 59.0], [0, 100, 200], 200) == []


def test_what_an_interrupted_study_had_done_does_not_count_in_the_rate() -> None:
    assert minutes([0.0, 60.0], [10_000, 10_600]) == ["Simulating: 10,600 of 13,700, 10 a second, 310 s left"]


def test_another_total_begins_anew_within_the_minute() -> None:
    lines: list[str] = []
    tell = by_the_minute("Simulating", lines.append, iter([0.0, 30.0, 50.0, 61.0]).__next__)
    for done, of in ((0, 100), (100, 100), (0, 2000), (110, 2000)):
        tell(done, of)
    assert lines == ["Simulating: 110 of 2,000, 10 a second, 189 s left"]


def test_in_spanish() -> None:
    lines: list[str] = []
    with speaking("es"):
        tell = by_the_minute("Simulando", lines.append, iter([0.0, 60.0]).__next__)
        tell(0, 13_700)
        tell(9_000, 13_700)
    assert lines == ["Simulando: 9,000 de 13,700, 150 por segundo, quedan 31 s"]


@pytest.mark.parametrize("quiet", [True, False])
def test_quiet_says_nothing_ever(quiet: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 60.0, 120.0, 180.0]).__next__
    monkeypatch.setattr("coopsim.cli.screen.by_the_minute", lambda label, show: by_the_minute(label, show, clock))
    with progress("Simulating", quiet) as report:
        for done in (0, 100, 200):
            report(done, 1000)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == (0 if quiet else 2)


def test_a_library_user_s_log_has_lines_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopsim.runs.progress.MINUTE", 0.0)
    with watched("Simulating") as tell:
        tell(1, 2)
    assert capsys.readouterr().err.startswith("Simulating: 1 of 2")
    with watched("Simulating", wanted=False) as tell:
        tell(1, 2)
    assert capsys.readouterr().err == ""
