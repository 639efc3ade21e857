"""What `run` prints: intervals over replicates, none for one life; a story only over the price that it tells of."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopsim.cli.app import main
from tests.small import TOML

STORY = "The price jumps and everybody leaves."


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    file = tmp_path / "jump.toml"
    file.write_text(f'story = {{ en = "{STORY}", es = "Sube." }}\n{TOML}[time]\nyears = 1\nwarm_up_years = 1\n', encoding="utf-8")
    return file


@pytest.mark.parametrize(("replicates", "intervals"), [("1", False), ("3", True)])
def test_one_life_has_no_band(scenario: Path, capsys: pytest.CaptureFixture[str], replicates: str, intervals: bool) -> None:
    assert main(["run", str(scenario), "--replicates", replicates, "--out", str(scenario.parent / "out")]) == 0
    shown = capsys.readouterr().out
    assert ("middle 80 %" in shown, "95 % interval" in shown) == (intervals, intervals)
    assert STORY in " ".join(shown.split())


def test_the_story_of_another_price_is_not_told(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = scenario.parent / "out"
    assert main(["run", str(scenario), "--price", "constant", "--replicates", "1", "--out", str(out)]) == 0
    assert STORY not in " ".join(capsys.readouterr().out.split())
    assert STORY not in (out / "report.html").read_text(encoding="utf-8")
