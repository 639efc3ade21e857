"""The claim under several theories: words are counted, theories weighed by what they reproduce, each in worlds of its own."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from coopsim import decision_rules
from coopsim.claim import documents as d
from coopsim.claim.arms import Arm
from coopsim.claim.criteria import criteria
from coopsim.claim.theories.document import PARTS, over_theories, theories_table, theory_of, theory_without_worlds, weighed_or_not
from coopsim.claim.theories.reproduced import Reproduced, kept_reproduced, reproduced_of
from coopsim.claim.theories.run import under_each_theory
from coopsim.claim.theories.weights import weighed, weights
from coopsim.cli.app import main
from coopsim.cli.printing.theories import print_theories
from coopsim.errors import UserMistake
from coopsim.model.decision import RULES
from coopsim.report import charts
from coopsim.report.claim_text.theory_text import theory_text
from coopsim.scenario import load

sys.path.insert(0, str(Path(__file__).parent / "judging"))

from planted_worlds import planted_worlds

MEASURED = Path(__file__).parents[2] / "docs" / "measured" / "validate.json"
COUNTED = {"worlds": 60, "runs": 20}
CASTILLO = load("castillo")
RULES_HERE = ("random_utility", "price_gap", "imitation")


def five(harm: float, trouble: float = 0.0, reach: float = 0.02) -> d.FiveShares:
    shares = dict.fromkeys(d.FIVE, 0.0) | {"harm_with_side_selling": harm, "trouble_only": trouble, "nothing": 1 - harm - trouble}
    return d.FiveShares(
        **{
            name: d.Share(share=share, ci_low=max(0.0, share - reach), ci_high=min(1.0, share + reach), **COUNTED)
            for name, share in shares.items()
        }
    )


def theory(rule: str, word: str, shares: d.FiveShares | None = None) -> d.Theory:
    parts = tuple(d.TheoryPart(id=id, word=word) for id in PARTS)
    about = {"rule": rule, "reacts_within_season": True, "worlds_tried": 1900, "worlds_matched": 400, **COUNTED}
    return d.Theory(**about, classes=shares, parts=parts)


def document_of(*theories: d.Theory, reproduced: Reproduced | None = None) -> d.TheoriesDocument:
    fixed = criteria()
    weighted, why_not = weighed_or_not(theories, CASTILLO, fixed, reproduced or kept_reproduced())
    return d.TheoriesDocument(
        coopsim_version="0",
        scenario="castillo",
        scenario_hash=CASTILLO.hash(),
        outcome_file_hash=fixed.hash,
        seed=1,
        headline_cell="fixed/pooled/3",
        headline_treatment="composite",
        headline_ln_size=0.47,
        theories=theories,
        parts=over_theories(theories, fixed),
        weighted=weighted,
        not_weighed=why_not,
    )


# --- weights (Eq. J19)

passes_of_a_rule = st.dictionaries(st.sampled_from([f"P{number}" for number in range(8)]), st.booleans(), min_size=8, max_size=8)
passes = st.dictionaries(st.sampled_from(sorted(RULES)), passes_of_a_rule, min_size=1)


@given(passes)
def test_weights_add_to_one_and_equal_passes_weigh_the_same(by_rule: dict[str, dict[str, bool]]) -> None:
    weight = weights(by_rule)
    assert sum(weight.values()) == pytest.approx(1.0)
    assert min(weight.values()) > 0
    reproduced = {rule: sum(rows.values()) for rule, rows in by_rule.items()}
    for one in by_rule:
        for other in by_rule:
            assert (weight[one] > weight[other]) == (reproduced[one] > reproduced[other])


@given(passes, st.data())
def test_one_pattern_more_never_lowers_a_weight(by_rule: dict[str, dict[str, bool]], data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(sorted(by_rule)))
    pattern = data.draw(st.sampled_from(sorted(by_rule[rule])))
    more = by_rule | {rule: by_rule[rule] | {pattern: True}}
    assert weights(more)[rule] >= weights(by_rule)[rule] - 1e-12


def test_seven_of_ten_and_three_of_ten_weigh_eight_to_four() -> None:
    ten = [f"P{number}" for number in range(10)]
    by_rule = {"one": {name: name < "P7" for name in ten}, "other": {name: name < "P3" for name in ten}}
    both = weighed({"one": five(0.3), "other": five(0.0)}, by_rule)
    assert [one.weight.value for one in both.weights] == pytest.approx([8 / 12, 4 / 12])
    assert [(one.reproduced, one.of) for one in both.weights] == [(7, 10), (3, 10)]
    assert both.classes is not None
    assert both.classes.harm_with_side_selling.share == pytest.approx(0.3 * 8 / 12)
    ends = 7 / 11, 7 / 10  # without a pattern that the first alone reproduces, without one that both do
    assert (both.weights[0].weight.ci_low, both.weights[0].weight.ci_high) == pytest.approx(ends)
    assert both.largest_move == pytest.approx(0.3 * (7 / 10 - 8 / 12))


def test_theories_that_agree_are_their_own_mixture_whatever_they_weigh() -> None:
    alike = weighed(dict.fromkeys(("one", "other"), five(0.1, 0.2)), {"one": {"P3": True}, "other": {"P3": False}})
    assert alike.largest_move == pytest.approx(0.0)
    assert alike.classes is not None
    for name, share in five(0.1, 0.2).by_name.items():
        mixed = alike.classes.by_name[name]
        assert (mixed.share, mixed.ci_low, mixed.ci_high) == pytest.approx((share.share, share.ci_low, share.ci_high))
        assert (mixed.worlds, mixed.runs) == (120, 20)


def test_no_weight_can_be_given_where_one_pattern_decides() -> None:
    one_decides = weighed({"one": five(0.9), "other": five(0.0)}, {"one": {"P3": True}, "other": {"P3": False}})
    assert one_decides.largest_move == pytest.approx(0.9 * (2 / 3 - 1 / 2))
    assert one_decides.classes is None
    both = (theory("random_utility", "depends", five(0.9)), theory("price_gap", "depends", five(0.0)))
    document = document_of(*both).model_copy(update={"weighted": one_decides})
    assert theory_text(document, "en").weighed.startswith("No weight can be given: leaving one pattern out moves a share by 15")
    assert "No se puede dar un peso" in theory_text(document, "es").weighed


def test_what_the_package_keeps_is_what_was_measured_and_no_pattern_that_chose_the_worlds() -> None:
    """Stale: `python -m coopsim.claim.theories docs/measured/validate.json`."""
    kept = kept_reproduced()
    assert kept == reproduced_of(json.loads(MEASURED.read_text(encoding="utf-8")))
    assert set(kept.passes) == set(RULES)
    matched = {row.pattern for row in criteria().frozen.matching.row}
    assert all(matched.isdisjoint(rows) for rows in kept.passes.values())
    assert len({tuple(rows) for rows in kept.passes.values()}) == 1  # the same patterns for all


@pytest.mark.parametrize(
    ("theories", "scenario_hash", "reason"),
    [
        ((theory("random_utility", "depends", five(0.1)),), None, "one_rule"),
        (
            (theory("random_utility", "depends", five(0.1)), theory("price_gap", "depends", five(0.1))),
            "another",
            "another_scenario",
        ),
        ((theory("random_utility", "depends", five(0.1)), theory("mine:own", "depends", five(0.1))), None, "rule_not_measured"),
        ((theory("random_utility", "depends", five(0.1)), theory("price_gap", "depends")), None, "no_shares"),
        ((theory("random_utility", "depends", five(0.1)), theory("price_gap", "inconclusive", five(0.1))), None, "no_shares"),
    ],
)
def test_where_there_are_no_weights_it_says_why(theories: tuple[d.Theory, ...], scenario_hash: str | None, reason: str) -> None:
    measured = kept_reproduced()
    document = document_of(*theories, reproduced=Reproduced(scenario_hash or CASTILLO.hash(), measured.passes))
    assert document.weighted is None
    assert document.not_weighed == reason
    for language, start in (("en", "No weights: "), ("es", "Sin pesos: ")):
        said = theory_text(document, language).weighed
        assert said == "" if reason == "one_rule" else said.startswith(start)


# --- words

DOCUMENT = document_of(
    theory("random_utility", "supported", five(0.3, 0.1)),
    theory("price_gap", "contradicted", five(0.2, 0.1)),
    theory("imitation", "supported", five(0.2, 0.2)),
)


def test_the_sentence_counts_answers_and_names_who_gives_them() -> None:
    said = theory_text(DOCUMENT, "en").sentences[1]
    assert (
        said
        == "Members sell more outside; the co-op suffers: yes under 2 (random utility and imitation); no under 1 (price gap)."
    )
    assert "sí con 2 (utilidad aleatoria" in theory_text(DOCUMENT, "es").sentences[1]
    assert DOCUMENT.parts[1].counts == {"supported": 2, "contradicted": 1}


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_readable_in_80_columns_and_says_worlds_and_runs(language: str) -> None:
    console = Console(file=io.StringIO(), width=80, color_system=None)
    print_theories(DOCUMENT, console, language)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert "60 x 20" in shown
    assert "400 / 1900" in shown
    flat = " ".join(shown.split())
    for sentence in theory_text(DOCUMENT, language).sentences:
        assert sentence in flat


def test_one_line_weighs_them() -> None:
    said = theory_text(DOCUMENT, "en").weighed
    assert "Weighed by the patterns that each reproduces (20)" in said
    assert DOCUMENT.weighted is not None
    assert DOCUMENT.weighted.classes is not None
    harm = DOCUMENT.weighted.classes.harm_with_side_selling
    assert 0.2 < harm.share < 0.3
    assert f"in {100 * harm.share:.0f} % of cases" in said


def test_a_theory_without_worlds_has_no_verdict_and_no_shares() -> None:
    without = theory_without_worlds("relational", True, 20, None)
    assert {part.word for part in without.parts} == {"inconclusive"}
    document = document_of(*DOCUMENT.theories, without)
    assert document.not_weighed == "no_shares"
    rows = theory_text(document, "en").sections[1].rows
    assert rows[-1][1:6] == ("–",) * 5
    assert charts.theories(document, "es").axes[0].get_xlabel() == "parte de la afirmación"


def test_the_five_outcomes_of_a_theory_add_to_100() -> None:
    thirds = theory("price_gap", "depends", five(1 / 3, 1 / 3))
    shown = theory_text(document_of(thirds), "en").sections[1].rows[0][1:6]
    assert sorted(shown) == ["0", "0", "33", "33", "34"]


def test_the_table_has_a_row_for_each_theory_and_part() -> None:
    table = theories_table(DOCUMENT)
    assert len(table) == 3 * len(PARTS)
    assert table.set_index(["rule", "part"]).loc[("price_gap", "H2"), "word"] == "contradicted"


def test_parts_that_are_judged_come_from_the_judging_of_the_claim() -> None:
    fixed = criteria()
    worlds = planted_worlds(worlds=40, runs=8)
    found = theory_of(CASTILLO, "random_utility", None, worlds, fixed, resamples=20)
    assert tuple(part.id for part in found.parts) == PARTS
    assert (found.worlds, found.runs, found.worlds_that_do_not_last) == (40, 8, 0)
    assert found.classes is not None
    assert all(part.shares is not None for part in found.parts if part.id != "H2")


# --- runs


def test_names_of_rules() -> None:
    assert decision_rules(["all", "price_gap"]) == list(RULES)
    assert decision_rules([]) == []
    with pytest.raises(UserMistake, match="price_gap"):
        decision_rules(["price_gab"])
    with pytest.raises(UserMistake, match="nowhere"):
        decision_rules(["nowhere:rule"])


@pytest.mark.slow
def test_each_theory_is_that_rule_alone_in_its_own_worlds() -> None:
    both = under_each_theory(CASTILLO, ["random_utility", "price_gap"], worlds=3, runs=2, resamples=5)
    alone = under_each_theory(CASTILLO, ["price_gap"], worlds=3, runs=2, resamples=5)
    boom = Arm("composite", "boom", criteria().headline_ln_size, 1)
    one, other = (found.simulated["price_gap"] for found in (both, alone))
    np.testing.assert_array_equal(one.worlds, other.worlds)
    for outcome in ("cohort_offered_share", "reached_refused"):
        np.testing.assert_array_equal(
            one.value(boom, outcome, "composite", "impact"), other.value(boom, outcome, "composite", "impact")
        )
    assert both.document.theories[1] == alone.document.theories[0]
    assert alone.document.not_weighed == "one_rule"
    assert {part.word for part in alone.document.theories[0].parts} == {"inconclusive"}  # three worlds give no verdict


@pytest.mark.slow
def test_the_command_writes_and_prints_the_same_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["claim", "--rule", "price_gap", "--rule", "random_utility", "--worlds", "3", "--runs", "2", "--workers", "1"]
    assert main([*words, "--json", "--out", str(tmp_path / "here")]) == 0
    written = (tmp_path / "here" / "theories.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == written
    document = d.TheoriesDocument.read(written)
    assert [one.rule for one in document.theories] == ["price_gap", "random_utility"]
    assert {"theories.json", "theories.parquet", "theories.png", "manifest.json"} <= {
        file.name for file in (tmp_path / "here").iterdir()
    }
    assert main(["--lang", "es", *words, "--out", str(tmp_path / "here")]) == 0
    spanish = capsys.readouterr().out
    assert document.text is not None
    assert list(document.text.es) == [line.rstrip() for line in spanish.strip("\n").splitlines()[: len(document.text.es)]]


@pytest.mark.parametrize("more", [["--design", "both"], ["--start", "1995-04"]])
def test_several_rules_have_no_history(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claim", "--rule", "price_gap", "--rule", "random_utility", *more]) == 2
    error = capsys.readouterr().err
    assert "--rule NAME" in error
    assert error.count("\n") == 1
