"""docs/researcher.md as typed: its files are written, its commands run in their order, each ends well, and what it says holds."""

from __future__ import annotations

import csv
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from coopsim.runs.provenance import PACKAGE
from tests.docs.test_model_pages import ROOT

PAGE = ROOT / "docs" / "researcher.md"
BLOCK = re.compile(r"`([\w.]+)`:\n\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def as_fred_has_it(folder: Path) -> None:
    with (PACKAGE / "prices" / "data" / "arabica.csv").open(encoding="utf-8") as file:
        rows = [(row["month"], row["usc_per_lb"]) for row in csv.DictReader(file)]
    lines = ["observation_date,PCOFFOTMUSDM", *(f"{month}-01,{cents}" for month, cents in rows if month >= "1990")]
    (folder / "PCOFFOTMUSDM.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.slow
def test_the_day_ends_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    for file, content in BLOCK.findall(text):
        Path(file).write_text(content, encoding="utf-8")
    design = Path("question.toml").read_text(encoding="utf-8")
    Path("screen.toml").write_text(design.replace("latin-hypercube", "morris").replace("points     = 120", "points     = 8"))
    half_the_wait = design.replace("replicates = 4", "replicates = 2")  # only its limits are read
    Path("question.toml").write_text(half_the_wait)
    as_fred_has_it(tmp_path)
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    said = {}
    for line in lines:
        done = subprocess.run([sys.executable, "-m", *shlex.split(line)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stderr)
        said[line] = done.stdout
    assert len(lines) > 8
    assert "Equal" in said["coopsim reproduce first.zip"]
    assert {"compared.tex", "differences.pdf"} <= {file.name for file in Path("policies").iterdir()}
    compared = json.loads(Path("policies/compare.json").read_text(encoding="utf-8"))
    assert compared["runs"] == 8
    table = next(pd.read_parquet(file) for file in Path("indices").glob("*.parquet"))
    sizes = table[(table["outcome"] == "delivery_share_mean") & (table["index"] == "mu_star")].set_index("factor")["value"]
    assert sizes.idxmax() == "advance_share"
    assert sizes["credit_line_usd"] < 0.01 < sizes["fixed_cost_usd_per_year"] < sizes["fee_usd_per_qq"]
