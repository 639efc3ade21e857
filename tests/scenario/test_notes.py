"""What a scenario asks for and cannot have is said: a pool pays its second payment when the coffee is sold and paid."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import coopsim
from coopsim.cli.app import main
from coopsim.designs import Design, read
from coopsim.scenario import load, names
from coopsim.scenario.notes import notes
from tests.model.little import little, tables


@pytest.mark.parametrize("name", names())
def test_a_shipped_scenario_gets_what_it_asks_for(name: str) -> None:
    assert notes(load(name)) == []


@pytest.mark.parametrize("name", [path.stem for path in Path("scenarios/designs").glob("*.toml")])
def test_a_shipped_design_asks_for_nothing_that_a_pool_cannot_do(name: str) -> None:
    assert read(name).notes == []


def test_the_note_is_true() -> None:
    """Delays up to the note's months are one run; the next month is another; without a pool each is a run of its own."""
    one, two, three = (tables(little("castillo", payment_delay_months=months, years=2)) for months in (0, 2, 3))
    for pooled, same in zip(one, two, strict=True):
        assert pooled.equals(same)
    assert not one[0].equals(three[0])
    assert "after 2 months" in notes(load("castillo").with_values({"payment_delay_months": 0}))[0]
    assert notes(load("castillo").with_values({"payment_delay_months": 2})) == []
    apart = [
        tables(little("castillo", member_price="indexed", payment_delay_months=months, years=2))[0]["trust"] for months in (0, 1)
    ]
    assert not np.array_equal(*apart)


def test_paid_in_full_on_delivery() -> None:
    """An indexed price with an advance of all of it leaves no second payment, whatever the wait."""
    scenario = little("castillo", member_price="indexed", payment_delay_months=0, advance_share=1.0, years=2)
    _months, seasons = tables(scenario)
    assert notes(scenario) == []
    assert seasons["delivered_qq"].sum() > 0
    assert seasons["second_payment_usd_per_qq"].abs().max() == pytest.approx(0.0, abs=1e-9)


def test_events_are_noted_too() -> None:
    soon = load("lesson-wait").with_values({"event.change.payment_delay_months": 1})
    assert [note.partition(" =")[0] for note in notes(soon)] == ["event.change.payment_delay_months"]


def test_check_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "soon.toml"
    file.write_text('base = "castillo"\n[[cooperative]]\nid = "a"\npayment_delay_months = 0\n', encoding="utf-8")
    assert main(["scenarios", "check", str(file), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["notes"]) == 1
    assert main(["scenarios", "check", str(file)]) == 0
    assert "Note: payment_delay_months = 0" in capsys.readouterr().out


def test_a_design_says_it_once_for_all_points() -> None:
    factors = {"payment_delay_months": [0, 6], "advance_share": [0.5, 0.6]}
    design = Design("castillo", factor=factors, set={"years": 1, "warm_up_years": 0}, replicates=1, outcomes=["trust_last"])
    assert [note.partition(",")[0] for note in design.notes] == ["payment_delay_months = 0"]
    with pytest.warns(UserWarning, match="after 2 months"):
        coopsim.sweep(design, progress=False)


def test_a_sweep_says_it_and_keeps_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "soon.toml"
    file.write_text(
        'scenario = "castillo"\ndesign = "factorial"\nreplicates = 1\n[factor]\npayment_delay_months = [0]\n', encoding="utf-8"
    )
    options = ["--years", "1", "--set", "warm_up_years=0", "--out", str(tmp_path / "out"), "--workers", "1"]
    assert main(["sweep", str(file), *options]) == 0
    assert capsys.readouterr().err.count("payment_delay_months = 0") == 1
    assert len(json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["notes"]) == 1


def test_a_run_from_python_warns() -> None:
    with pytest.warns(UserWarning, match="after 2 months"):
        coopsim.run("castillo", replicates=1, set={"payment_delay_months": 0, "years": 1, "warm_up_years": 0}, progress=False)
    with pytest.warns(UserWarning, match="after 2 months") as warned:
        coopsim.CoopModel(values={"payment_delay_months": 0}, warm_up=False)
    assert [Path(warning.filename).name for warning in warned] == ["test_notes.py"]
