"""Where a sign changes: a planted crossing comes out within its interval, along one factor and over two."""

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
from coopsim.report.flips_words import flips_sentences
from coopsim.runs.dictionary import undeclared
from coopsim.sweeps.flips import flips
from coopsim.sweeps.summary import Swept

ARMS = [{"id": "calm"}, {"id": "boom", "set": {"rise_share": 0.8}}]
SHARES = [0.2, 0.4, 0.6, 0.8]
DELAYS = [0, 4, 8, 12]
GRID: dict[str, Any] = {"advance_share": SHARES, "payment_delay_months": DELAYS}


def grid(arms: Any = ARMS, **factors: Any) -> Design:
    return Design("steady", "factorial", factor=factors or GRID, arm=arms, outcomes=["trust_mean"])


def boom_helps(point: Any, replicate: int, chance: float) -> float:
    """A boom adds 0.5 - the advance, and a twentieth a month of delay less; chance is common to both arms."""
    effect = 0.5 - point["advance_share"] - 0.05 * (point["payment_delay_months"] - 6)
    own = np.sin(7.0 * replicate + 3 * point["advance_share"]) * 0.02
    return 0.5 + 0.3 * chance + (effect + own if point["arm"] == "boom" else 0.0)


def swept() -> Swept:
    return lived(grid(), boom_helps)


def test_a_planted_crossing_along_each_factor() -> None:
    found = flips(swept(), "trust_mean")
    crossings = found.crossings.set_index("along")
    for along, true in (("advance_share", 0.5), ("payment_delay_months", 6.0)):
        assert crossings.loc[along, "value"] == pytest.approx(true, rel=0.05)
        assert crossings.loc[along, "ci_low"] <= true <= crossings.loc[along, "ci_high"]
        assert not crossings.loc[along, "rises"]
        assert crossings.loc[along, "crossing_share"] == 1.0
    assert found.runs == 2 * 16 * 12
    signs = found.places[found.places["along"] == "advance_share"].sort_values("middle")["sign"]
    assert signs.tolist() == [1, 1, -1, -1]
    assert set(found.places["unit"]) == {"replicate"}


def test_over_two_factors_the_crossing_moves() -> None:
    found = flips(swept(), "trust_mean", ["advance_share", "payment_delay_months"])
    assert len(found.places) == 16
    at = found.crossings.set_index("across_label")["value"]
    assert at["4"] == pytest.approx(0.6, abs=0.03)  # 0.5 + 0.05 * (6 - 4)
    assert at["8"] == pytest.approx(0.4, abs=0.03)
    assert len(charts.flips(found, "en").axes) == 1


def test_points_that_were_drawn_are_the_units() -> None:
    factor = {"advance_share": {"low": 0.1, "high": 0.9}, "payment_delay_months": {"low": 5, "high": 7}}
    drawn = Design("steady", "latin-hypercube", points=100, factor=factor, arm=ARMS, outcomes=["trust_mean"])
    found = flips(lived(drawn, boom_helps), "trust_mean", ["advance_share"])
    assert found.crossings["value"].tolist() == [pytest.approx(0.5, abs=0.06)]
    assert set(found.places["unit"]) == {"point"}
    assert found.places["n"].sum() == 100


def test_the_effect_of_a_factor_and_an_outcome_by_itself() -> None:
    def value(point: Any, replicate: int, chance: float) -> float:
        return 0.5 + 0.2 * chance + (0.5 - point["advance_share"]) * point["payment_delay_months"] / 12

    without = lived(grid(()), value)
    of_delay = flips(without, "trust_mean", effect="payment_delay_months")
    assert set(of_delay.places["along"]) == {"advance_share"}
    assert set(zip(of_delay.places["level"], of_delay.places["reference"], strict=True)) == {("4", "0"), ("8", "0"), ("12", "0")}
    assert of_delay.crossings["value"].tolist() == pytest.approx([0.5] * 3)
    itself = flips(without, "trust_mean", ["payment_delay_months"], threshold=0.5)
    assert itself.places["level"].tolist() == [""] * 4
    levels = flips(
        lived(grid((), advance_share=SHARES, sale_price={}), lambda point, *_rest: point["advance_share"] - 0.5),
        "trust_mean",
        threshold=0.0,
    )
    assert set(levels.crossings["along"]) == {"advance_share"}  # names have no place between two of them


def test_where_nothing_is_sure_no_sign_is_told() -> None:
    chance = np.random.default_rng(1)
    found = flips(lived(grid(advance_share=SHARES), lambda *_rest: float(chance.normal())), "trust_mean")
    assert (found.places["sign"] == 0).sum() >= 3
    one = flips(
        lived(grid(advance_share=SHARES), lambda point, *_rest: float(point["arm"] == "boom"), replicates=1), "trust_mean"
    )
    assert one.places["sign"].tolist() == [0] * 4  # one run has no interval
    assert one.places["ci_low"].isna().all()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"outcome": "trust"}, "--outcome: no such outcome in this sweep: got 'trust'"),
        ({"along": ["advance"]}, "--along: does not move in this sweep: got 'advance'"),
        ({"along": ["advance_share"] * 2}, "--along: got 'advance_share, advance_share'; allowed one factor, or two"),
        ({"effect": "advance_share"}, "--effect: got 'advance_share'; allowed a factor of a grid without arms"),
        ({"threshold": float("nan")}, "--threshold: got nan; allowed a number"),
    ],
)
def test_mistakes_are_one_line(keys: dict[str, Any], said: str) -> None:
    with pytest.raises(UserMistake) as told:
        flips(swept(), **{"outcome": "trust_mean", **keys})
    assert str(told.value).startswith(said)


def test_a_sweep_without_a_sign_is_refused() -> None:
    with pytest.raises(UserMistake, match="the sweep has no arms to compare: got 'trust_mean'; allowed --effect FACTOR"):
        flips(lived(grid(()), lambda *_rest: 0.5), "trust_mean")
    whole = swept()
    with pytest.raises(UserMistake, match="a change of sign needs every run of the design: 60 of 384 runs"):
        flips(Swept(whole.points, whole.outcomes.iloc[:60], whole.design, {"replicates": 12}), "trust_mean")
    only = Design(
        "steady", "arms", arm=[{"id": "calm"}, {"id": "late", "set": {"payment_delay_months": 9}}], outcomes=["trust_mean"]
    )
    with pytest.raises(UserMistake, match="no factor moves in this sweep"):
        flips(lived(only, lambda *_rest: 0.5), "trust_mean")


@pytest.mark.parametrize("tongue", ["en", "es"])
def test_the_command_prints_and_writes(tongue: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = written(swept(), tmp_path / "sweep"), tmp_path / "out"
    words = ["--lang", tongue, "flips", str(folder), "--outcome", "trust_mean", "--out", str(out), "--table", "csv,latex"]
    assert main([*words, "--figure", "svg"]) == 0
    shown = capsys.readouterr().out
    assert {"en": "from positive to negative at 0.5", "es": "de positivo a negativo en 0.5"}[tongue] in shown
    assert "384" in shown  # runs
    names = {file.name for file in out.iterdir()}
    assert {"places.parquet", "crossings.parquet", "places.csv", "crossings.tex", "flips.svg", "flips.json"} <= names
    for name in ("places", "crossings"):
        assert undeclared(name, pd.read_parquet(out / f"{name}.parquet").columns) == []
    assert main(["flips", str(folder), "--outcome", "trust_mean", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((out / "flips.json").read_text())


def test_sentences_of_a_factor_without_a_crossing() -> None:
    found = flips(lived(grid(advance_share=SHARES), lambda point, *_rest: float(point["arm"] == "boom")), "trust_mean")
    assert flips_sentences(found, "en")[:2] == ["trust_mean, boom less calm:", "Along Advance: positive at every level."]
