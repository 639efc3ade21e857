"""Golden numbers of the studies, at small settings: what their files say, words left out, to 1e-9 of each number's size.

`nox -s golden -- --golden-write` rewrites them; a change that moves them says *Changes results* in the changelog.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from coopsim.api import sweep
from coopsim.cli.app import main

WORDS = ("en", "es", "label", "words", "text")
NOT_RESULTS = ("_hash", "_version", "hash", "version", "schema", "identity", "commit", "command", "id_of_run")

STUDIES = {
    "claim": ["claim", "--design", "worlds", "--worlds", "6", "--runs", "4", "--no-knock-outs"],
    "decide": ["decide", "X1", "--worlds", "6", "--runs", "4"],
    "theories": ["claim", "--rule", "random_utility", "--rule", "threshold", "--worlds", "6", "--runs", "4"],
    "validate": ["validate", "--rule", "random_utility", "--pattern", "P1", "--pattern", "P28a", "--replicates", "2"],
}


def numbers(value: Any) -> Any:
    """A document without its words, its versions and its hashes; names such as `supported` stay."""
    if isinstance(value, dict):
        kept = {name: numbers(part) for name, part in value.items() if name not in WORDS and not name.endswith(NOT_RESULTS)}
        return {name: part for name, part in kept.items() if part not in (None, {}, [])}
    if isinstance(value, list):
        return [numbers(part) for part in value]
    return value if not isinstance(value, str) or " " not in value else None


@pytest.mark.golden
@pytest.mark.slow
@pytest.mark.parametrize("study", STUDIES)
def test_a_study_gives_the_numbers_it_gave(study: str, golden: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*STUDIES[study], "--seed", "3", "--workers", "1", "--json", "--out", str(tmp_path / study)]) == 0
    golden(study, numbers(json.loads(capsys.readouterr().out)))


@pytest.mark.golden
@pytest.mark.slow
def test_a_sweep_gives_the_tables_it_gave(golden: Any) -> None:
    factors = {"payment_delay_months": [3, 9], "member_price": ["pooled", "indexed"]}
    outcomes = sweep({"scenario": "stressed", "design": "factorial", "factor": factors, "replicates": 2}, progress=False).outcomes
    golden("sweep", {name: outcomes[name].tolist() for name in outcomes.select_dtypes("number")})
