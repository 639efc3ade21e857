"""The data dictionary is complete: every field that coopsim writes is explained, in both languages, where it is written."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyarrow import parquet

from coopsim.claim.outcomes.windows import COMPANIONS, HIGHEST, LAST_SEASON, RATIOS, REACHED
from coopsim.cli.app import main
from coopsim.language import text
from coopsim.model.column import COOPERATIVE, FARMERS, MEMBERS
from coopsim.model.columns import KEYS, MONTHS
from coopsim.model.season_columns import SEASONS
from coopsim.model.simulate import world_of
from coopsim.runs.cohort_outcomes import COHORT
from coopsim.runs.dictionary import WRITTEN, column, entries, tables, undeclared
from coopsim.runs.parquet import table_bytes
from coopsim.runs.run import run_scenario
from coopsim.runs.tables import TABLES
from coopsim.scenario import load, parameters
from coopsim.sweeps.task import outcomes_bytes
from coopsim.validation import validate
from tests.small import small

REPOSITORY = Path(__file__).parents[2]


def explained(content: bytes) -> set[str]:
    """The fields of a Parquet file without unit, English or Spanish."""
    schema = parquet.read_schema(io.BytesIO(content))
    return {field.name for field in schema if not {b"unit", b"en", b"es"} <= set(field.metadata or {})}


def test_every_field_of_a_run_is_explained_in_the_file() -> None:
    months, seasons = run_scenario(load("steady").with_values({"years": 1, "warm_up_years": 1}))
    assert explained(table_bytes(months, name="months")) == set()
    assert explained(table_bytes(seasons, name="seasons")) == set()
    assert explained(table_bytes(months.assign(mine=1.0), name="months")) == {"mine"}
    field = parquet.read_schema(io.BytesIO(table_bytes(months, name="months"))).field("debt_usd")
    assert field.metadata[b"es"].decode() == "Deuda de la cooperativa con la financiera"


def test_what_a_sweep_keeps_is_explained_in_the_file() -> None:
    kept = {
        "design_point": [0],
        "replicate": [0],
        "status": ["ok"],
        "reason": [""],
        "trust_last": [0.5],
        "closed_season": [np.nan],
    }
    assert explained(outcomes_bytes(pd.DataFrame(kept))) == set()
    assert undeclared("points", ["design_point", "scenario", "payment_delay_months", "arm", "point_hash"]) == []


@pytest.mark.slow
def test_every_field_of_the_studies_is_explained() -> None:
    from coopsim.claim.claim import claim

    found = claim(small(), worlds=2, runs=2, seed=3, keep_months=1)
    for name in ("runs", "seasons", "worlds"):
        assert undeclared(name, getattr(found, name).columns) == [], name
    assert undeclared("patterns", validate(load("castillo"), 2, 3, patterns=["P1"]).rows[0]) == []


def test_every_state_of_the_world_is_declared() -> None:
    world = world_of(load("two-cooperatives"))
    for name in ("farmers", "cooperatives", "districts", "intermediaries"):
        assert undeclared(name, [one for one, _column in getattr(world, name).columns()]) == []


def test_titles_are_short_and_every_number_says_whom_it_counts() -> None:
    keys = {key.name for key in KEYS}
    for table in WRITTEN:
        for one in TABLES.get(table, tables()[table].values()) if table != "outcomes" else ():  # there: "mean over seasons"
            assert max(len(one.label("en")), len(one.label("es"))) <= 32, f"{table}.{one.name}"
    for one in {*MONTHS, *SEASONS}:
        if one.name not in keys and one.name != "world_price_usd_per_qq":
            assert one.counts in (MEMBERS, FARMERS, COOPERATIVE), one.name
    assert all(one.formula for one in SEASONS if one.name.endswith(("_share", "_per_farmer", "_spread")))


def test_the_same_name_means_what_its_table_says() -> None:
    for name in ("debt_usd", "trust"):
        household, table = column("farmers", name), column("months", name)
        assert household is not None
        assert table is not None
        assert household.en != table.en
    assert column("cooperatives", "alive") is column("months", "alive")
    assert column("ledger", "cash_usd") is column("months", "cash_usd")


def test_every_outcome_of_the_claim_is_an_entry_with_formula_and_whom_it_counts() -> None:
    declared = {entry.column: entry for entry in entries("runs.outcome") if entry.table == "runs.outcome"}
    assert set(declared) == {*RATIOS, *LAST_SEASON, *REACHED, *HIGHEST, *COMPANIONS, "closed_share"}
    assert len(declared) == len(set(declared))
    assert all(entry.formula and entry.counts in (COHORT, COOPERATIVE) for entry in declared.values())
    assert all(max(len(entry.label_en), len(entry.label_es)) <= 32 for entry in declared.values())
    assert "trust" not in declared  # of the table: members now; of the claim: the cohort, closed counts 0
    assert {entry.table for entry in entries("cohort_trust")} == {"runs.outcome"}


def test_the_page_holds_every_column_and_every_parameter_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY / "docs" / "_ext"))
    pages = pytest.importorskip("generated_pages")
    for language in ("en", "es"):
        lines = "\n".join([*pages.column_table(language), *pages.parameter_table(language)])
        for entry in entries():
            assert pages.cell(getattr(entry, language)) in lines, f"{entry.table}.{entry.column}"
            assert f"| `{entry.column}` |" in lines
        assert all(f"| `{one.name}` |" in lines for one in parameters())
    assert {table for table in WRITTEN if f"### `{table}`" not in lines} == set()
    page = (REPOSITORY / "docs" / "columns.md").read_text(encoding="utf-8")
    assert all(f"_generated/{part}-{language}.md" in page for part in ("columns", "parameters") for language in ("en", "es"))


def test_a_name_in_the_glossary_is_a_column_or_a_parameter() -> None:
    """A renamed column leaves no stale name behind; an outcome of the claim and an equation's amount have names of their own."""
    rows = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    names = {name for row in rows if row.startswith("| ") for name in re.findall(r"`([a-z]+_[a-z_]+)`", row.split("|")[3])}
    known = {name for columns in tables().values() for name in columns}
    known |= {part for one in parameters() for part in (one.name, one.name.rpartition(".")[2])}
    assert len(names) > 20
    assert names - known <= {"turning_gap_usd_per_qq", "reward_usd_per_qq"}


def test_the_command_prints_a_column_and_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["columns", "leakage_share", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(row["table"], row["formula"], row["counts"]) for row in found] == [
        ("months", "1 - offered_qq / harvest_qq", "members now"),
        ("seasons", "1 - offered_qq / harvest_qq", "members now"),
    ]
    for name, answer in (
        ("leakage_shar", "did you mean leakage_share?"),
        ("leakge", "did you mean leakage_share?"),
        ("seasons.thin_months", "has a new name: got 'seasons.thin_months'; allowed seasons.months_without_cash"),
        ("trouble_share", "has a new name: got 'trouble_share'; allowed reached_refused"),
        ("effects.outcome.trouble_loss", "allowed runs.outcome.reached_loss"),
        ("effects.outcome", "has a new name: got 'effects.outcome'; allowed runs.outcome"),
        ("payment_delay_months", "is a parameter, not a column"),  # tables of worlds and points hold it
    ):
        assert main(["columns", name]) == 2
        assert answer in capsys.readouterr().err
    assert sum(len(columns) for columns in tables().values()) == len(entries())


def test_a_report_of_older_tables_is_answered_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "run"
    short = ["--set", "years=1", "--set", "warm_up_years=1", "--quiet"]
    assert main(["run", "steady", "--replicates", "1", "--out", str(folder), *short]) == 0
    assert main(["report", str(folder)]) == 0
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"schema": 1, "coopsim_version": "0.0.9"}), encoding="utf-8")
    assert main(["report", str(folder)]) == 2
    assert "coopsim 0.0.9 wrote this folder (schema 1; here it is 3)" in capsys.readouterr().err


def test_a_formula_is_in_spanish_too() -> None:
    english = re.compile(r"\b(of|or|the|with|where|sum|last season|households|cohort)\b")
    formulas = {entry.formula for entry in entries()}
    assert len(formulas) > 20
    assert not {formula for formula in formulas if english.search(text(formula, "es"))}
