"""Indices of a function whose indices are known, through points, tables, analysis, command and files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.cli.app import main
from coopsim.designs import sampling
from coopsim.errors import UserMistake
from coopsim.sweeps.sensitivity import Sensitivity, draws_share, sensitivity
from coopsim.sweeps.summary import Swept

FACTORS = ("trust", "margin_share", "payment_delay_months")
FIRST, TOTAL = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)  # of Ishigami's function, a = 7, b = 0.1
POINTS = {"sobol": 512, "morris": 60, "latin-hypercube": 200}
REPLICATES = 3


def ishigami(places: np.ndarray) -> np.ndarray:
    x = 2 * np.pi * places - np.pi
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def swept(kind: str, chance: float = 0.0, common: bool = True) -> Swept:
    """A finished sweep of that design whose outcome is Ishigami's function, and chance, common to all points or not."""
    made = {"sobol": sampling.sobol, "morris": sampling.morris, "latin-hypercube": sampling.latin_hypercube}
    places = made[kind](3, POINTS[kind], 1)
    value = ishigami(places)
    noise = np.random.default_rng(5).normal(size=(1 if common else len(places), REPLICATES)) * chance
    rows = pd.DataFrame(
        {
            "design_point": np.repeat(np.arange(len(places)), REPLICATES),
            "replicate": np.tile(np.arange(REPLICATES), len(places)),
            "status": "ok",
            "reason": "",
            "trust_mean": (value[:, None] + noise).ravel(),
        }
    )
    points = pd.DataFrame(places, columns=list(FACTORS)).rename_axis("design_point")
    design: dict[str, Any] = {"design": kind, "points": POINTS[kind], "seed": 1, "outcomes": ["trust_mean"]}
    return Swept(points, rows, design | {"factor": {name: {} for name in FACTORS}}, {"replicates": REPLICATES})


def of(found: Sensitivity, index: str) -> pd.DataFrame:
    return found.table[found.table["index"] == index].set_index("factor").loc[list(FACTORS)]


@pytest.mark.parametrize("common", [True, False])
def test_sobol_gives_the_analytic_indices(common: bool) -> None:
    exact = sensitivity(swept("sobol"))
    assert of(exact, "first")["value"].to_numpy() == pytest.approx(FIRST, abs=0.05)
    assert of(exact, "total")["value"].to_numpy() == pytest.approx(TOTAL, abs=0.05)
    noisy = sensitivity(swept("sobol", chance=2.0, common=common))
    for index, analytic in (("first", FIRST), ("total", TOTAL)):
        rows = of(noisy, index)
        assert (rows["ci_low"] <= np.array(analytic)).all()
        assert (rows["ci_high"] >= np.array(analytic)).all()


def test_chance_that_all_points_share_changes_nothing_and_other_chance_is_told_apart() -> None:
    exact, common = sensitivity(swept("sobol")), sensitivity(swept("sobol", chance=3.0))
    assert of(common, "total")["value"].to_numpy() == pytest.approx(of(exact, "total")["value"].to_numpy(), abs=1e-6)
    assert draws_share(np.array([[1.0, 3.0], [1.0, 3.0]])) == 1.0
    assert exact.draws["share"].tolist() == pytest.approx([0.0])
    assert 0.1 < sensitivity(swept("sobol", chance=2.0, common=False)).draws["share"].iloc[0] < 0.4


def test_morris_and_pawn_order_the_factors() -> None:
    morris = sensitivity(swept("morris"))
    assert morris.method == "Morris"
    assert of(morris, "mu_star")["value"].idxmin() == "payment_delay_months"
    assert (of(morris, "sigma")["value"] > 1.0).all()  # nowhere linear
    pawn = sensitivity(swept("latin-hypercube"))
    assert of(pawn, "median")["value"].idxmax() == "margin_share"
    assert (pawn.table["ci_low"] <= pawn.table["value"]).all()


def test_what_is_not_finished_or_has_no_indices_is_refused() -> None:
    whole = swept("morris")
    half = Swept(whole.points, whole.outcomes.iloc[:100], whole.design, whole.manifest)
    with pytest.raises(UserMistake, match="Morris needs every run of the design: 100 of 720 runs"):
        sensitivity(half)
    with pytest.raises(UserMistake, match="design: has no indices of its own: got 'factorial'; allowed morris, sobol, latin"):
        sensitivity(Swept(whole.points, whole.outcomes, {**whole.design, "design": "factorial"}))
    closed = whole.outcomes.assign(trust_mean=whole.outcomes["trust_mean"].where(whole.outcomes["design_point"] != 3))
    with pytest.raises(UserMistake, match=r"no run of 1 points has a value.*got 'trust_mean'; allowed an outcome that every run"):
        sensitivity(Swept(whole.points, closed, whole.design, whole.manifest))


def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, folder, out = swept("morris"), tmp_path / "sweep", tmp_path / "out"
    (folder / "outcomes").mkdir(parents=True)
    made.points.reset_index().to_parquet(folder / "points.parquet")
    made.outcomes.to_parquet(folder / "outcomes" / "part-00000.parquet")
    (folder / "manifest.json").write_text(json.dumps({**made.manifest, "design": made.design}))
    words = ["sensitivity", str(folder), "--out", str(out), "--table", "csv,latex", "--figure", "pdf,svg"]
    assert main(words) == 0
    assert "Morris: trust_mean" in capsys.readouterr().out
    names = {file.name for file in out.iterdir()}
    assert {"sensitivity.csv", "sensitivity.tex", "sensitivity.parquet", "trust_mean.pdf", "trust_mean.svg"} <= names
    assert pd.read_csv(out / "sensitivity.csv").shape == (6, 7)
    assert main(["sensitivity", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["method"] == "Morris"
    assert main(["sensitivity", str(folder), "--table", "xls", "--out", str(out)]) == 2
    assert "--table: got 'xls'; allowed csv, latex" in capsys.readouterr().err
    assert main(["summary", str(folder)]) == 0
    assert "coopsim sensitivity" in capsys.readouterr().err
