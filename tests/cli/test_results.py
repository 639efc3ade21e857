"""A results folder appears when it is complete, and never at the cost of something else."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import MANIFEST, ResultsFolder, write_manifest
from coopsim.errors import UserMistake
from coopsim.prices.source import parse_source
from coopsim.runs.documents import canonical_json, content_hash, json_text
from coopsim.runs.identity import Identities, run_identity
from coopsim.runs.provenance import manifest_head
from coopsim.scenario import load


def record(run: str) -> dict[str, object]:
    return manifest_head(["coopsim", "run", "castillo"]) | {"identity": run, "seed": 1, "complete": True}


def fill(run: str, out: Path, text: str = "{}", force: bool = False, name: str = "verdict.json") -> Path:
    results = ResultsFolder("run", "castillo", run, out, force)
    with results as folder:
        (folder / name).write_text(text)
        write_manifest(folder, record(run))
    return results.path


def test_the_folder_is_named_by_command_scenario_and_identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with ResultsFolder("claim", "castillo", "0123456789abcdef") as folder:
        write_manifest(folder, record("0123456789abcdef"))
    assert [path.name for path in (tmp_path / "coopsim-results").iterdir()] == ["claim-castillo-01234567"]


def test_nothing_is_seen_before_the_end_and_nothing_is_left_after_an_interruption(tmp_path: Path) -> None:
    out = tmp_path / "new" / "deep" / "run"
    with pytest.raises(KeyboardInterrupt), ResultsFolder("run", "castillo", "a", out) as folder:
        (folder / "months.parquet").write_text("half")
        assert not out.exists()
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_the_same_identity_is_replaced(tmp_path: Path) -> None:
    fill("a", tmp_path / "run", "old", name="old.json")
    (tmp_path / "run" / "my-notes.txt").write_text("mine")
    fill("a", tmp_path / "run", "new")
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == [MANIFEST, "my-notes.txt", "verdict.json"]


def test_an_interruption_keeps_the_finished_run(tmp_path: Path) -> None:
    out = fill("a", tmp_path / "run", "whole")
    with pytest.raises(KeyboardInterrupt), ResultsFolder("run", "castillo", "a", out) as folder:
        (folder / "verdict.json").write_text("half")
        raise KeyboardInterrupt
    assert (out / "verdict.json").read_text() == "whole"
    assert len(list(out.iterdir())) == 2


def interrupted(run: str, out: Path, force: bool = False) -> ResultsFolder:
    """A run that kept one result of a job and was stopped."""
    results = ResultsFolder("claim", "castillo", run, out, force)
    with pytest.raises(KeyboardInterrupt), results:
        results.kept().keep("key", np.ones(2))
        raise KeyboardInterrupt
    return results


def test_what_an_interrupted_run_kept_is_there_for_the_same_run_and_goes_when_it_is_done(tmp_path: Path) -> None:
    out = tmp_path / "new" / "run"
    assert interrupted("a", out).is_unfinished
    results = ResultsFolder("claim", "castillo", "a", out)
    with results as folder:
        assert results.kept().results("key")[0].tolist() == [1.0, 1.0]
        (folder / "verdict.json").write_text("{}")
        write_manifest(folder, record("a"))
    assert sorted(path.name for path in out.iterdir()) == [MANIFEST, "verdict.json"]


def test_another_run_is_refused_where_one_is_unfinished_unless_forced(tmp_path: Path) -> None:
    interrupted("a", tmp_path / "run")
    with (
        pytest.raises(UserMistake, match=r"--out: .*unfinished.*--force"),
        ResultsFolder("claim", "castillo", "b", tmp_path / "run"),
    ):
        pytest.fail("the block must not run")
    fill("b", tmp_path / "run", force=True)
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == [MANIFEST, "verdict.json"]


@pytest.mark.parametrize("foreign", [True, False])
def test_anything_else_is_refused_unless_forced(foreign: bool, tmp_path: Path) -> None:
    out = tmp_path / "run"
    if foreign:
        out.mkdir()
        (out / "thesis.docx").write_text("years of work")
    else:
        fill("other", out, "other")
    with (
        pytest.raises(UserMistake, match=r"--out: .*(other files|another run).*--force"),
        ResultsFolder("run", "castillo", "a", out),
    ):
        pytest.fail("the block must not run")
    fill("a", out, "new", force=True)
    assert (out / "verdict.json").read_text() == "new"
    assert (out / "thesis.docx").exists() is foreign


def test_an_empty_folder_is_welcome(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    assert (fill("a", tmp_path / "run") / MANIFEST).is_file()


def test_a_broken_manifest_counts_as_something_else(tmp_path: Path) -> None:
    out = fill("a", tmp_path / "run")
    (out / MANIFEST).write_text("[]")
    with pytest.raises(UserMistake), ResultsFolder("run", "castillo", "a", out):
        pytest.fail("the block must not run")


def test_a_manifest_cannot_have_files_outside_removed(tmp_path: Path) -> None:
    out = fill("a", tmp_path / "run")
    (tmp_path / "precious").write_text("keep")
    manifest = json.loads((out / MANIFEST).read_text())
    manifest["files"].append({"path": "../precious"})
    (out / MANIFEST).write_text(json.dumps(manifest))
    fill("a", out)
    assert (tmp_path / "precious").exists()


def test_a_path_that_cannot_be_written_is_the_user_s_mistake(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UserMistake, match="--out: "), ResultsFolder("run", "castillo", "a", out):
            pytest.fail("the block must not run")


@pytest.mark.parametrize(
    "change",
    [
        {"years": 7},
        {"price": "boom"},
        {"seed": 2},
        {"replicates": 9},
        {"design": "worlds"},
        {"rules": {"threshold": 1.0}},
    ],
)
def test_identity_moves_with_whatever_decides_the_numbers(change: dict[str, Any]) -> None:
    def of(years: int = 6, price: str = "history", seed: int = 1, replicates: int = 8, **rest: Any) -> str:
        changes = {"years": years, **parse_source(price)} | ({"rules": rest.pop("rules")} if "rules" in rest else {})
        return run_identity("run", load("castillo").with_values(changes), seed, replicates, **rest)

    assert of() == of(years=6, seed=1)
    assert of(**change) != of()


def test_identity_holds_the_text_of_a_rule_and_the_figures_of_a_price(tmp_path: Path) -> None:
    rule, prices = tmp_path / "own_rule.py", tmp_path / "own.csv"
    months = pd.period_range("1985-01", "2030-12", freq="M")
    before = []
    for text, price in (("# one", 200), ("# two", 200), ("# two", 210)):
        rule.write_text(f"{text}\ndef mine(household, outlets, draws):\n    return 0.5\n")
        prices.write_text("month,price\n" + "".join(f"{month},{price}\n" for month in months))
        file = tmp_path / "mine.toml"
        file.write_text(
            'base = "castillo"\n[time]\nstart = "2000-01"\nyears = 2\n[price]\nsource = "file"\npath = "own.csv"\n'
            'unit = "usd_per_qq"\nmoney = "real"\n[population.rules]\n"own_rule:mine" = 1.0\n'
        )
        before.append(Identities(1).of(load(str(file))))
    assert len(set(before)) == 3


def test_the_manifest_says_what_was_run_and_what_was_written(tmp_path: Path) -> None:
    write_table(pd.DataFrame({"arm": ["base"] * 3, "replicate": [0, 1, 2]}), tmp_path / "seasons.parquet")
    write_json(tmp_path / "verdict.json", {"schema": 1})
    manifest = write_manifest(tmp_path, record("a"))
    assert json.loads((tmp_path / MANIFEST).read_text()) == manifest
    assert manifest["mesa"] == version("mesa")
    assert manifest["command"] == ["coopsim", "run", "castillo"]
    assert [(file["path"], file["rows"]) for file in manifest["files"]] == [("seasons.parquet", 3), ("verdict.json", None)]
    assert manifest["files"][1]["sha256"] == sha256((tmp_path / "verdict.json").read_bytes()).hexdigest()
    made_with = ["coopsim_version", "python", "numpy", "mesa", "platform"]
    assert list(manifest) == ["schema", "command", *made_with, "identity", "seed", "complete", "files"]


def test_a_table_is_sorted_by_its_key_compressed_and_dictionary_coded(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {
            "arm": pd.Categorical(["boom", "base", "base"], categories=["boom", "base"]),
            "replicate": [0, 1, 0],
            "cooperative": ["esperanza"] * 3,
            "month": [0, 0, 0],
            "date": pd.to_datetime(["1990-04-01"] * 3),
            "trust": [0.5, 0.1 + 0.2, np.nan],
        }
    )
    write_table(table, tmp_path / "months.parquet")
    read = pd.read_parquet(tmp_path / "months.parquet")
    assert list(read["arm"]) == ["base", "base", "boom"]
    assert list(read["replicate"]) == [0, 1, 0]
    assert read["trust"][1] == 0.1 + 0.2
    assert str(read["arm"].dtype) == "category"
    assert parquet.ParquetFile(tmp_path / "months.parquet").metadata.row_group(0).column(0).compression == "ZSTD"
    assert str(parquet.read_schema(tmp_path / "months.parquet").field("date").type) == "timestamp[ms]"


def test_the_order_of_rows_does_not_change_the_bytes(tmp_path: Path) -> None:
    table = pd.DataFrame({"arm": ["b", "a"], "replicate": [0, 0], "value": [1.0, 2.0]})
    write_table(table, tmp_path / "one.parquet", key=["arm"])
    write_table(table.iloc[::-1], tmp_path / "two.parquet", key=["arm"])
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_two_rows_of_one_key_are_our_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="share one key"):
        write_table(pd.DataFrame({"arm": ["a", "a"]}), tmp_path / "one.parquet", key=["arm"])


numbers = st.floats() | st.integers() | st.text() | st.none() | st.booleans()


@given(st.dictionaries(st.text(), numbers | st.lists(numbers)))
def test_json_is_unrounded_and_missing_is_null(document: dict[str, object]) -> None:
    read = json.loads(json_text(document), parse_constant=lambda word: pytest.fail(word))
    assert canonical_json(read) == canonical_json(document)
    assert content_hash(read) == content_hash(document)
    assert all(read[name] == value for name, value in document.items() if isinstance(value, float) and abs(value) < np.inf)
