"""Boxes of a sweep: what is planted comes out on points that did not make it, and what cannot be searched is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from made_up import lived, written

from coopsim.cli.app import main
from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.report import charts
from coopsim.report.discovery_words import discovery_sentences
from coopsim.runs.boxes import is_installed
from coopsim.runs.dictionary import undeclared
from coopsim.sweeps.discovery import Discovery, discover
from coopsim.sweeps.summary import Swept

needs_library = pytest.mark.skipif(not is_installed(), reason="coopsim[analysis] is not installed")
FACTORS = {"trust": {}, "margin_share": {}, "payment_delay_months": {}, "sale_price": {}}


def design(kind: str = "latin-hypercube", **more: Any) -> Design:
    outcomes = ["alive_last", "trust_mean"]
    return Design("steady", kind, points=256 if kind == "latin-hypercube" else 32, factor=FACTORS, outcomes=outcomes, **more)


def planted(point: Any, replicate: int, chance: float) -> float:
    """Closed where trust is low, payment is late, and the price is fixed."""
    harmed = point["trust"] < 0.5 and point["payment_delay_months"] >= 7 and point["sale_price"] == "fixed"
    return float(not harmed) if chance < 1.5 else 1.0  # a replicate of good luck never closes


def swept(**more: Any) -> Swept:
    return lived(design(**more), planted, ["alive_last", "trust_mean"], replicates=5)


def limits(found: Discovery, method: str) -> pd.DataFrame:
    return found.boxes[(found.boxes["method"] == method) & (found.boxes["box"] == 1)].set_index("factor")


@needs_library
def test_what_is_planted_comes_out_with_its_limits() -> None:
    found = discover(swept(), "open < 0.5")
    assert found.where == "alive_last < 0.5"
    box = limits(found, "PRIM")
    assert set(box.index) == {"trust", "payment_delay_months", "sale_price"}
    assert box.loc["trust", "high"] == pytest.approx(0.5, abs=0.06)
    assert box.loc["payment_delay_months", "low"] == pytest.approx(7, abs=1)
    assert box.loc["sale_price", ["level", "high"]].tolist() == ["open", 0.0]  # of two levels: not the one is the other
    assert (box[["tested_density", "tested_coverage"]] > 0.8).all(axis=None)
    tree = limits(found, "CART")
    assert set(tree.index) <= set(box.index)
    assert (tree["tested_density"] >= 0.5).all()
    assert found.searches[["points", "runs", "without_value", "note"]].to_numpy().tolist() == [[256, 1280, 0, ""]]


@needs_library
def test_half_of_the_points_made_no_box_and_worth_is_theirs() -> None:
    found = discover(swept(), "open < 0.5")
    other = found.points[found.points["is_held_back"]]
    assert 120 <= len(other) <= 136
    box = limits(found, "PRIM")
    inside = (other["trust"] <= box.loc["trust", "high"]) & (
        other["payment_delay_months"] >= box.loc["payment_delay_months", "low"]
    )
    inside &= (other["sale_price"] == box.loc["sale_price", "level"]) == (box.loc["sale_price", "low"] == 1.0)
    assert box["tested_density"].iloc[0] == pytest.approx(other["is_case"][inside].mean())
    assert box["tested_coverage"].iloc[0] == pytest.approx((inside & other["is_case"]).sum() / other["is_case"].sum())


@needs_library
def test_where_chance_decides_there_is_no_box() -> None:
    chance = np.random.default_rng(3)
    found = discover(lived(design(), lambda *_point: float(chance.random() < 0.5), replicates=1), "trust_mean > 0.5")
    assert found.boxes.empty
    assert found.searches["note"].tolist() == ["none_held"]


@needs_library
def test_points_drawn_as_one_and_arms_of_one_stay_together() -> None:
    arms = [{"id": "usual"}, {"id": "prompt", "set": {"advance_share": 0.9}}]
    found = discover(lived(design("sobol", arm=arms), planted, ["alive_last"], replicates=3), "open < 0.5")
    held = found.points["is_held_back"]
    together = held.groupby((found.points.index // 2) // 6).nunique()  # four factors and two
    assert (together == 1).all()
    assert found.searches["arm"].tolist() == ["usual", "prompt"]


@needs_library
@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("opn < 0.5", "--where: no such outcome in this sweep: got 'opn'"),
        ("trust_mean", "--where: got 'trust_mean'; allowed an outcome, <, <=, > or >=, and a number"),
        ("trust_mean < 0.5.5", "--where: got 'trust_mean < 0.5.5'; allowed an outcome"),
        (3, "--where: got 3; allowed an outcome"),
        ("trust_mean > 7", r"--where: too few points to search: 0 of 256 are such: got 'trust_mean > 7'; allowed 10 that are"),
    ],
)
def test_what_cannot_be_asked_is_one_line(where: Any, said: str) -> None:
    with pytest.raises(UserMistake) as told:
        discover(swept(), where)
    assert str(told.value).startswith(said)
    assert "\n" not in str(told.value)


@needs_library
def test_an_unfinished_sweep_and_a_wrong_density_are_refused() -> None:
    whole = swept()
    half = Swept(whole.points, whole.outcomes.iloc[:300], whole.design, {"replicates": 5})
    with pytest.raises(UserMistake, match="PRIM needs every run of the design: 300 of 1,280 runs"):
        discover(half, "open < 0.5")
    with pytest.raises(UserMistake, match=r"density: got 60; allowed a number between 0.1 and 1"):
        discover(whole, "open < 0.5", density=60)


def test_without_the_package_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopsim.sweeps.discovery.is_installed", lambda: False)
    with pytest.raises(UserMistake, match=r"ema_workbench, which is not installed: allowed pip install 'coopsim\[analysis\]'"):
        discover(swept(), "open < 0.5")


@needs_library
@pytest.mark.parametrize("tongue", ["en", "es"])
def test_the_command_prints_and_writes(tongue: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = written(swept(), tmp_path / "sweep"), tmp_path / "out"
    words = ["--lang", tongue, "discover", str(folder), "--where", "open < 0.5", "--out", str(out)]
    assert main([*words, "--table", "csv,latex", "--figure", "pdf,svg"]) == 0
    shown = capsys.readouterr().out
    assert {"en": "PRIM, box 1: ", "es": "PRIM, caja 1: "}[tongue] in shown
    assert "1,280" in shown  # runs in all
    assert {"boxes.parquet", "boxes.csv", "boxes.tex", "discovery.pdf", "discovery.svg", "discover.json", "manifest.json"} == {
        file.name for file in out.iterdir()
    }
    assert undeclared("boxes", pd.read_parquet(out / "boxes.parquet").columns) == []
    assert main(["discover", str(folder), "--where", "open < 0.5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["boxes"] == json.loads((out / "discover.json").read_text())["boxes"]


@needs_library
def test_the_figure_says_where_no_box_holds() -> None:
    chance = np.random.default_rng(3)
    found = discover(lived(design(), lambda *_point: float(chance.random() < 0.5), replicates=1), "trust_mean > 0.5")
    assert len(charts.discovery(found, "en").axes) == 1
    assert discovery_sentences(found, "en")[-1].startswith("No box of few limits holds")
