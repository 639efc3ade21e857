"""What a pattern's row means. Copy `test_a_rule_that_must_fail_fails` and the test of the sign when you add one."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.claim.criteria import criteria
from coopsim.patterns.declared import AS_IT_IS, Pattern
from coopsim.patterns.households import PAID_LESS, PAID_MORE
from coopsim.patterns.hypotheses import HYPOTHESES
from coopsim.patterns.laboratory import Laboratory
from coopsim.patterns.measures import cohort_leakage_share
from coopsim.runs.run import run_scenario
from coopsim.runs.statistics import mean_interval
from coopsim.scenario import Scenario, load
from coopsim.validation import PATTERNS, chosen, in_the_stated_world, validate
from coopsim.validation.ranking import ranking

DOCS = Path(__file__).parents[2] / "docs"
EVIDENCE = {f"P{n}" for n in (1, 2, 3, 4, 9, *range(10, 18), *range(22, 42))}


@cache
def castillo() -> Scenario:
    return load("castillo")


@cache
def kept_result() -> dict[str, Any]:
    """What `coopsim validate --rule all` found, as docs/patterns.md shows it."""
    return dict(json.loads((DOCS / "measured" / "validate.json").read_text(encoding="utf-8")))


def told(rule: str, *patterns: str, replicates: int = 4, **off: Any) -> dict[str, dict[str, Any]]:
    rows = validate(castillo().with_values(off), replicates, rules=[rule], patterns=patterns).rows
    return {row["pattern"]: row for row in rows}


def test_every_pattern_of_the_evidence_has_a_row_of_its_class() -> None:
    assert {row.root for row in PATTERNS} == EVIDENCE
    kinds = {kind: {row.root for row in PATTERNS if row.kind == kind} for kind in ("E", "C", "I", "calibrate")}
    assert kinds["E"] == {f"P{n}" for n in (2, 3, 9, 10, 11, 13, 17, 23, 27, 28, 29, *range(31, 42))}
    assert kinds["C"] == {"P4", "P12", "P22", "P24"}
    assert kinds["I"] == {"P14", "P15"}
    assert kinds["calibrate"] == {"P1", "P16", "P25", "P26", "P30"}
    assert sum(row.root == "P14" for row in PATTERNS) == 5
    assert all(row.en != row.es and row.source for row in PATTERNS)


def test_a_rule_that_must_fail_fails() -> None:
    """Money alone gives nobody a reason to leave a cooperative that pays more."""
    assert not told("price_gap", "P3")["P3"]["passed"]
    assert told("random_utility", "P3")["P3"]["passed"]


def test_the_sign_turns_with_the_world() -> None:
    """Read with the arms the other way round, what lay above nought lies below."""
    row = next(row for row in PATTERNS if row.id == "P9c")
    results = Laboratory(castillo(), (0, 1, 2), 1, row.arms)()
    shocked, advanced = row.arms
    gain = cohort_leakage_share(results[shocked]) - cohort_leakage_share(results[advanced])
    above, below = replace(row, judged="above", low=0.0), replace(row, judged="below", low=None, high=0.0)
    assert above.passes(mean_interval(gain))
    assert not above.passes(mean_interval(-gain))
    assert below.passes(mean_interval(-gain))


def test_a_wider_gap_loses_coffee() -> None:
    results = Laboratory(castillo(), (0, 1), 1, (PAID_MORE, AS_IT_IS, PAID_LESS))()
    more, usual, less = (cohort_leakage_share(results[arm]).mean() for arm in (PAID_MORE, AS_IT_IS, PAID_LESS))
    assert more <= usual < less


def test_an_ordinary_year_is_the_stated_world() -> None:
    """The laboratory's P1 is what a plain run of the same world gives."""
    _months, seasons = run_scenario(in_the_stated_world(castillo()), 2, 1, keep_months=0)
    own = seasons[(seasons["cooperative"] == "esperanza") & (seasons["grouping"] == "all")]
    plain = own.groupby("replicate")["leakage_share"].mean().mean()
    assert told("random_utility", "P1", replicates=2)["P1"]["value"] == pytest.approx(plain, abs=1e-12)


def test_an_arm_does_not_know_of_the_others() -> None:
    alone = Laboratory(castillo(), (0,), 1, (PAID_MORE,))()[PAID_MORE]
    among = Laboratory(castillo(), (0,), 1, (AS_IT_IS, PAID_LESS, PAID_MORE))()[PAID_MORE]
    assert all(np.array_equal(alone.season[name], among.season[name]) for name in alone.season)


def test_a_sign_needs_its_whole_interval() -> None:
    row = Pattern("P0", "a", "b", "E", "c", lambda results: np.zeros(1))
    assert not row.passes(mean_interval([0.0, 0.0, 0.0]))
    assert not row.passes(mean_interval([-1.0, 3.0]))
    assert not row.passes(mean_interval([]))


def test_only_class_e_counts_and_a_pattern_needs_all_its_rows() -> None:
    rows = [{"pattern": p, "rule": "r", "class": k, "passed": ok} for p, k, ok in
            [("P3", "E", True), ("P9a", "E", True), ("P9b", "E", False), ("P4a", "C", True), ("P29", "E", True)]]  # fmt: skip
    assert ranking(rows) == [{"rule": "r", "reproduced": 1, "of": 2, "patterns": {"P3": True, "P9": False}}]


def test_rows_by_which_worlds_are_chosen_are_marked_and_never_count() -> None:
    assert {row.id for row in PATTERNS if row.matched} == {row.pattern for row in criteria().frozen.matching.row}
    rows = [{"pattern": p, "rule": "r", "class": "E", "matched": p == "P2", "passed": True} for p in ("P2", "P3")]
    assert ranking(rows)[0]["patterns"] == {"P3": True}
    rows = kept_result()["patterns"]
    assert {row["pattern"] for row in rows if row["matched"]} == {row.id for row in PATTERNS if row.matched}
    assert kept_result()["ranking"] == ranking(rows)


def test_names_of_rows_and_patterns() -> None:
    assert [row.id for row in chosen(["P26"])] == ["P26a", "P26b"]
    assert [row.id for row in chosen(["P26b"])] == ["P26b"]


def test_guesses_belong_to_rows_and_speak_both_languages() -> None:
    assert {row for row, _rule in HYPOTHESES} <= {row.id for row in PATTERNS}
    assert all(guess.en != guess.es and guess.test_en != guess.test_es for guess in HYPOTHESES.values())


def test_every_row_that_fails_has_a_guess_and_every_guess_a_row_that_fails() -> None:
    """After `coopsim validate` is kept anew, guesses of rows that pass go and new failures get theirs."""
    failing = {(row["pattern"], row["rule"]) for row in kept_result()["patterns"] if not row["passed"]}
    assert {key if key in HYPOTHESES else (key[0], "") for key in failing} == set(HYPOTHESES)


def test_trust_carries_a_pattern() -> None:
    """Where promised money is as good as cash, a bigger advance no longer brings five points of coffee."""
    assert told("random_utility", "P9c", replicates=32)["P9c"]["passed"]
    without = told("random_utility", "P9c", replicates=32, deferred_discount=False)["P9c"]
    assert not without["passed"]
    assert without["ci_high"] < without["band_low"]


@pytest.mark.full
def test_the_need_for_cash_carries_a_pattern() -> None:
    """Sudden expenses move coffee, and insurance brings it back, because the month's need has to be covered."""
    kept = told("random_utility", "P9", replicates=64)
    without = told("random_utility", "P9", replicates=64, cash_need=False)
    for row in ("P9a", "P9b", "P9c"):
        assert kept[row]["ci_low"] > kept[row]["band_low"]
        assert without[row]["ci_high"] < without[row]["band_low"]


@pytest.mark.full
def test_the_network_makes_a_pattern_larger() -> None:
    """Neighbours add to what sudden expenses do; without them the row lies on the edge of its band (docs/patterns.md says so)."""
    kept = told("random_utility", "P9a", replicates=64)["P9a"]
    without = told("random_utility", "P9a", replicates=64, neighbours=False)["P9a"]
    assert kept["passed"]
    assert kept["ci_low"] > without["ci_high"]
    assert without["ci_low"] < without["band_low"] < without["ci_high"]


def test_the_kept_result_knows_every_pattern_every_rule_and_today_s_defaults() -> None:
    """docs/patterns.md is written from it: after a new row, rule or default `coopsim validate` is run and kept anew."""
    from coopsim.model.decision import RULES

    kept = kept_result()
    assert {(row["pattern"], row["rule"]) for row in kept["patterns"]} == {(row.id, rule) for row in PATTERNS for rule in RULES}
    assert kept["scenario_hash"] == castillo().hash()


def test_the_pages_show_the_kept_rows() -> None:
    """docs/results.md has the calibrated rows and P2; docs/patterns.md says how many rows and patterns there are."""
    kept = {row["pattern"]: row for row in kept_result()["patterns"] if row["rule"] == "random_utility"}
    section = (DOCS / "results.md").read_text(encoding="utf-8").partition("## Calibrated patterns")[2].partition("\n## ")[0]
    shown = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("| P")]
    names = ["P1", "P2", "P16", "P25", "P26a", "P26b", "P30"]
    assert [cells[0].split()[0] for cells in shown] == names
    for name, (_words, _band, value, passes) in zip(names, shown, strict=True):
        decimals = len(value.partition(".")[2])
        assert value == f"{kept[name]['value']:.{decimals}f}"
        assert passes.split()[0] == ("in" if kept[name]["passed"] else "out")
    roots = {row.root for row in PATTERNS}
    assert f"{len(roots)} patterns ({len(PATTERNS)} rows)" in (DOCS / "patterns.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_row_under_every_rule() -> None:
    from coopsim.model.decision import RULES

    rows = validate(castillo(), 8, rules=list(RULES), workers=2).rows
    assert len(rows) == len(RULES) * len(PATTERNS)
    assert {"price_gap"} < {row["rule"] for row in rows}
    assert all(row["passed"] for row in rows if row["class"] == "calibrate" and row["rule"] == "random_utility")
