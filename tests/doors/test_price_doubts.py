"""A doubt found in a price file reaches whoever uses the file: the screen once, the manifest, the report, Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coopsim.api import design_of, run
from coopsim.cli.app import main
from coopsim.cli.study import Output, Study
from coopsim.designs import Design
from coopsim.scenario import Scenario, load
from tests.small import TOML

DOUBT = "check the unit"


@pytest.fixture
def far_too_cheap(tmp_path: Path) -> Path:
    """A scenario beside prices forty times too low: figures of another unit, as it happens."""
    months = [f"{year}-{month:02d}" for year in range(1990, 1996) for month in range(1, 13)]
    (tmp_path / "prices.csv").write_text("month,price\n" + "".join(f"{month},2.7\n" for month in months), encoding="utf-8")
    price = '[price]\nsource = "file"\npath = "prices.csv"\nunit = "usc_per_lb"\nmoney = "real"\n'
    time = '[time]\nstart = "1992-10"\nyears = 2\nwarm_up_years = 1\n'
    (tmp_path / "cheap.toml").write_text(TOML + price + time, encoding="utf-8")
    return tmp_path / "cheap.toml"


def test_a_run_says_it_once_and_keeps_it(far_too_cheap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = far_too_cheap.parent / "out"
    assert main(["run", str(far_too_cheap), "--replicates", "1", "--out", str(out), "--force"]) == 0
    assert " ".join(capsys.readouterr().err.split()).count(DOUBT) == 1
    (sentence,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["notes"]
    assert DOUBT in sentence
    assert sentence.startswith("prices.csv: ")
    assert DOUBT in (out / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["scenarios", "check", "{scenario}"], ["prices", "show", "{file}", "--money", "real"]])
def test_so_do_the_commands_that_only_look(far_too_cheap: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    names = {"scenario": str(far_too_cheap), "file": str(far_too_cheap.parent / "prices.csv")}
    assert main([word.format(**names) for word in words]) == 0
    shown = capsys.readouterr()
    assert " ".join((shown.out + shown.err).split()).count(DOUBT) == 1


def test_every_study_a_design_and_python_hear_of_it(far_too_cheap: Path) -> None:
    scenario = load(str(far_too_cheap))
    for command in ("claim", "decide", "validate"):
        assert DOUBT in Study(command, scenario, 1, 1, Output(quiet=True)).manifest["notes"][0]
    design = design_of({"scenario": str(far_too_cheap), "design": "factorial", "factor": {"trust": [0.2, 0.8]}})
    assert isinstance(design, Design)
    assert [DOUBT in sentence for sentence in design.notes] == [True]
    with pytest.warns(UserWarning, match=DOUBT):
        run(scenario, replicates=1, progress=False)


def test_a_mesa_model_warns(far_too_cheap: Path) -> None:
    from coopsim import CoopModel

    with pytest.warns(UserWarning, match=DOUBT):
        CoopModel(case=str(far_too_cheap), warm_up=False)


def test_good_prices_are_passed_over_in_silence(far_too_cheap: Path) -> None:
    prices = far_too_cheap.parent / "prices.csv"
    prices.write_text(prices.read_text(encoding="utf-8").replace(",2.7", ",212.5"), encoding="utf-8")
    from coopsim.scenario.notes import notes

    scenario: Scenario = load(str(far_too_cheap))
    assert notes(scenario) == []
