"""`coopsim compare A B`: the table, its words, its files; the same two give no difference."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from coopsim.cli.app import main
from coopsim.runs.dictionary import undeclared
from tests.small import TOML

SHORT = "[time]\nyears = 2\nwarm_up_years = 1\n"


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    a, b = tmp_path / "a.toml", tmp_path / "b.toml"
    a.write_text(TOML + SHORT, encoding="utf-8")
    b.write_text(TOML + "advance_share = 0.9\n" + SHORT, encoding="utf-8")
    return str(a), str(b)


def compare(*words: str) -> int:
    return main(["compare", *words, "--replicates", "6", "--workers", "1"])


def test_a_table_its_words_and_its_files(two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    files = ["--table", "csv,latex", "--figure", "svg", "--outcome", "members", "--out", str(out)]
    assert compare(*two, *files, "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document == json.loads((out / "compare.json").read_text())
    assert [row["outcome"] for row in document["differences"]][-1] == "members"
    assert document["runs"] == 6
    assert document["speaks"] == ""  # more than the price differs
    assert set(document["text"]) == {"en", "es"}
    table = pd.read_parquet(out / "compared.parquet")
    assert undeclared("compared", table.columns) == []
    row = table.set_index("outcome").loc["delivery_share"]
    assert row["ci_low"] <= row["difference"] <= row["ci_high"]
    assert row["difference"] == pytest.approx(row["b"] - row["a"])
    assert {"compared.csv", "compared.tex", "differences.svg", "manifest.json"} <= {file.name for file in out.iterdir()}
    assert compare(*two, "--out", str(out), "--outcome", "members") == 0  # the same identity: replaced
    shown = " ".join(capsys.readouterr().out.split())
    assert "B less A" in shown
    assert "6 runs of each with the same random draws" in shown


def test_a_scenario_with_itself_differs_in_nothing(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(two[0], two[0], "--out", str(tmp_path / "out"), "--json") == 0
    for row in json.loads(capsys.readouterr().out)["differences"]:
        assert row["difference"] in (0.0, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["castillo", "castilo"], "did you mean castillo?"),
        (["castillo", "boom", "--outcome", "member"], "--outcome: no such outcome: got 'member'"),
        (["castillo", "boom", "--replicates", "1"], "--replicates: got '1'; allowed 2 to 100000"),
        (["castillo", "boom", "--table", "xls"], "--table: got 'xls'; allowed csv, latex"),
        (["castillo", "boom", "--set", "trust=7"], "trust"),
    ],
)
def test_mistakes_are_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *words]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_one_scenario_and_a_change_of_b_alone(two: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    a, b = two
    assert compare(a, b, "--json") == 0
    of_files = json.loads(capsys.readouterr().out)["differences"]
    assert compare(a, a, "--set-b", "advance_share=0.9", "--json") == 0
    assert json.loads(capsys.readouterr().out)["differences"] == of_files
    assert compare(a, a, "--set-b", "advance_share=0.9") == 0
    first, second = capsys.readouterr().out.splitlines()[:2]
    assert second == f"B{first[1:]}, advance_share=0.9"
