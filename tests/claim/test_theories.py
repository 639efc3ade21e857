"""The claim under several theories: the count is of verdicts, and each theory is the claim run with that rule alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from coopsim import decision_rules
from coopsim.claim.claim import claim
from coopsim.claim.judge import CONTRADICTED, DEPENDS, NOT_TESTED, SUPPORTED
from coopsim.claim.theories import _over_theories, theories_table, under_each_theory
from coopsim.errors import UserMistake
from coopsim.model.decision import RULES
from coopsim.report.theory_words import with_words
from coopsim.scenario import load


def coopsim(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "coopsim", *words], capture_output=True, text=True, cwd=cwd, check=False)


PART = {"id": "H2", "statement": {}, "short": {}, "unit": "share", "smallest_effect": 0.05, "two_sided": False}


def told(*verdicts: str, two_sided: bool = False) -> dict:
    names = ("price_gap", "random_utility", "my_rules:proud_farmer")[: len(verdicts)]
    theories = [{"rule": rule, "subclaims": [{"id": "H2", "verdict": one}]} for rule, one in zip(names, verdicts, strict=True)]
    document = {"theories": theories, "subclaims": [_over_theories(PART | {"two_sided": two_sided}, theories)]}
    return with_words(document)["subclaims"][0]


def test_the_sentence_counts_verdicts_and_names_who_gives_them() -> None:
    part = told(SUPPORTED, CONTRADICTED, SUPPORTED)
    assert (part["holds"], part["of"]) == (2, 3)
    assert part["sentence"]["en"] == (
        "H2 holds under 2 of 3 theories of the farmer (price gap and my_rules:proud_farmer); "
        "contradicted under 1 (random utility)."
    )
    assert "se cumple en 2 de 3" in part["sentence"]["es"]
    assert "utilidad aleatoria" in part["sentence"]["es"]


def test_a_claim_that_holds_nowhere_says_so() -> None:
    part = told(DEPENDS, CONTRADICTED)
    assert part["holds"] == 0
    assert part["sentence"]["en"].startswith("H2 holds under 0 of 2 theories of the farmer; depends under 1")


def test_a_two_sided_part_is_for_or_against_nothing() -> None:
    said = told(SUPPORTED, CONTRADICTED, two_sided=True)["sentence"]["en"]
    assert "holds" not in said
    assert "cohesion rises (H4a) under 1" in said
    assert "cohesion falls (H4b) under 1" in said


def test_what_was_not_tested_is_not_counted_as_failing() -> None:
    assert told(NOT_TESTED, NOT_TESTED)["sentence"]["en"] == "H2 was not tested."


def test_names_of_rules() -> None:
    assert decision_rules(["all", "price_gap"]) == list(RULES)
    assert decision_rules([]) == []
    with pytest.raises(UserMistake, match="price_gap"):
        decision_rules(["price_gab"])
    with pytest.raises(UserMistake, match="nowhere"):
        decision_rules(["nowhere:rule"])


@pytest.mark.slow
def test_each_theory_is_the_claim_with_that_rule_alone() -> None:
    castillo = load("castillo")
    found = under_each_theory(castillo, ["random_utility", "price_gap"], worlds=24)
    alone = claim(
        castillo.with_values({"rules": {"price_gap": 1.0}}),
        worlds=24,
        design="worlds",
        knock_outs=False,
        flips=False,
        cells=False,
        keep_months=0,
    )
    beside = found.effects[found.effects["rule"] == "price_gap"].drop(columns="rule").reset_index(drop=True)
    pd.testing.assert_frame_equal(beside, alone.effects.reset_index(drop=True))
    table = theories_table(found.document).set_index(["rule", "subclaim"])
    for part in alone.document["subclaims"]:
        assert table.loc[("price_gap", part["id"]), "verdict"] == part["verdict"]


@pytest.mark.slow
def test_the_command_writes_and_prints_the_same_document(tmp_path: Path) -> None:
    words = ("claim", "--rule", "price_gap", "--rule", "random_utility", "--replicates", "16", "--workers", "1", "--out", "here")
    done = coopsim(*words, "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document == json.loads((tmp_path / "here" / "theories.json").read_text(encoding="utf-8"))
    assert [theory["rule"] for theory in document["theories"]] == ["price_gap", "random_utility"]
    assert {"effects.parquet", "theories.parquet", "theories.png", "manifest.json"} <= {
        file.name for file in (tmp_path / "here").iterdir()
    }
    spanish = coopsim("--lang", "es", *words, cwd=tmp_path)
    assert spanish.returncode == 0, spanish.stderr
    for part in document["subclaims"]:
        if set(part["counts"]) != {NOT_TESTED}:
            assert " ".join(part["sentence"]["es"].split()) in " ".join(spanish.stdout.split())
