"""The whole test of the claim, small: what is simulated, judged and kept belongs together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import coopsim
from coopsim.claim.claim import Claim, claim
from coopsim.claim.studying import target_share
from coopsim.claim.tables import RUN_KEY
from coopsim.errors import UserMistake
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.run import Cancelled
from tests.small import small


@pytest.fixture(scope="module")
def made() -> Claim:
    return claim(small(), worlds=4, runs=2, seed=3, design="worlds", knock_outs=False, cells=False)


def test_the_verdict_says_what_was_simulated(made: Claim) -> None:
    verdict = made.verdict
    assert (verdict.worlds_used, verdict.runs_per_world, verdict.headline_cell) == (4, 2, "fixed/pooled/3")
    assert [cell.cell for cell in verdict.cells] == ["fixed/pooled/12", "fixed/pooled/3", "fixed/pooled/1"]
    assert verdict.matching is not None
    assert verdict.matching.made == "anew"
    assert verdict.text is None  # sentences are the command's


def test_two_runs_a_world_and_four_worlds_give_no_word(made: Claim) -> None:
    judged = [part for part in made.verdict.parts if part.kind == "judged"]
    assert {part.word for part in judged} == {"inconclusive"}
    assert {part.reason_code for part in judged} == {"too_few_worlds"}


def test_effects_of_the_document_are_those_of_the_table_of_runs(made: Claim) -> None:
    table = made.runs[(made.runs["cell"] == "fixed/pooled/3") & (made.runs["worlds"] == "chosen")]
    pairs = table.pivot_table(index=["world", "run"], columns="kind", values="cohort_offered_share@impact", observed=True)
    fall = (pairs["untreated"] - pairs["boom"]).groupby("world").mean()
    assert fall.mean() == pytest.approx(made.verdict.part("H2d").effect.value, abs=1e-6)
    np.testing.assert_allclose(made.worlds.set_index("world")["effect_H2d"], fall, atol=1e-6)


def test_a_row_of_the_table_of_runs_is_one_run_of_one_arm(made: Claim) -> None:
    assert not made.runs.duplicated(list(RUN_KEY)).any()
    assert set(made.runs["kind"]) == {"untreated", "boom", "slump"}
    assert set(made.runs["worlds"]) == {"chosen", "as drawn"}
    values = made.runs.drop(columns=list(RUN_KEY))
    assert all("@" in str(name) for name in values)
    assert {str(dtype) for dtype in values.dtypes} == {"float32"}
    in_each = made.runs.groupby(["worlds", "cell"], observed=True).size()
    assert set(in_each) == {4 * 2 * 3}


def test_a_world_s_chances_add_to_one_and_it_looks_like_the_field(made: Claim) -> None:
    chances = made.worlds.filter(like="chance_")
    np.testing.assert_allclose(chances.sum(axis=1), 1.0, atol=1e-9)
    assert (made.worlds.filter(like="implausibility_") < 3).all(axis=None)
    assert len(made.worlds.filter(like="loyalty_").filter(like="corrected").columns) == 2


def test_names_of_earlier_versions_are_answered_with_those_of_today(made: Claim) -> None:
    with pytest.raises(AttributeError, match="verdict"):
        made.document  # noqa: B018
    with pytest.raises(AttributeError, match="no such_thing"):
        made.such_thing  # noqa: B018
    with pytest.raises(UserMistake, match=r"replicates.*worlds=, runs="):
        coopsim.claim(small(), replicates=60)
    with pytest.raises(TypeError, match="wrlds"):
        coopsim.claim(small(), wrlds=60)


def test_worlds_as_drawn_are_not_matched_and_brought_to_the_scenario_s_offers_all_the_same() -> None:
    drawn = claim(small(), worlds=3, runs=2, seed=3, design="worlds", prior=True, knock_outs=False, cells=False)
    assert drawn.verdict.prior
    assert drawn.verdict.matching is None
    assert drawn.worlds["world"].tolist() == [0, 1, 2]
    assert set(drawn.runs["worlds"]) == {"as drawn"}
    assert (drawn.worlds["loyalty_start_usd_per_qq"] != 0).all()


def test_what_is_held_is_not_drawn() -> None:
    held = claim(
        small(margin_share=0.1), worlds=2, runs=2, seed=3, design="worlds", prior=True, knock_outs=False, cells=False,
        held_names=["margin_share"],
    )  # fmt: skip
    assert set(held.worlds["margin_share"]) == {0.1}


def test_history_alone_has_no_worlds_and_no_word() -> None:
    history = claim(small(), worlds=2, runs=2, design="history", keep_months=1)
    assert len(history.verdict.episodes) == 9
    assert not len(history.runs)
    assert not len(history.worlds)
    assert history.months["replicate"].max() == 0
    assert {part.word for part in history.verdict.parts if part.kind == "judged"} == {"inconclusive"}


def test_a_cooperative_that_closes_at_the_normal_price_has_nothing_to_test() -> None:
    with pytest.raises(UserMistake, match="closes before any price changes"):
        claim(small(fixed_cost_usd_per_year=90_000.0), worlds=2, runs=2, design="worlds")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"worlds": "many"}, "worlds: got 'many'; allowed a whole number, 2 or more"),
        ({"worlds": 1}, "worlds: got 1; allowed a whole number, 2 or more"),
        ({"runs": 2.5}, "runs: got 2.5; allowed a whole number, 2 or more"),
        ({"runs": True}, "runs: got true"),
        ({"seed": -1}, "seed: got -1; allowed a whole number, 0 or more"),
        ({"workers": 0}, "workers: got 0; allowed a whole number, 1 or more"),
        ({"keep_months": None}, "keep_months: got 'None'"),
        ({"start": "1995"}, "start: got '1995'; allowed a month as YYYY-MM"),
    ],
)
def test_a_wrong_argument_is_told_by_its_name_before_any_work(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(UserMistake) as mistake:
        claim("castillo", cancelled=lambda: True, **wrong)
    assert told in str(mistake.value)


def test_a_scenario_may_be_named() -> None:
    with pytest.raises(UserMistake, match="did you mean castillo"):
        claim("castilo")
    with pytest.raises(Cancelled):
        claim("castillo", worlds=2, runs=2, cancelled=lambda: True)


@pytest.mark.full
def test_v12_workers_order_and_interruption_change_no_byte(tmp_path: Path) -> None:
    asked: dict[str, Any] = {"worlds": 3, "runs": 2, "seed": 5, "keep_months": 1}
    whole = claim(small(), **asked)
    done: list[int] = []
    kept = KeptJobs(tmp_path / "kept", "a")
    with pytest.raises(Cancelled):
        claim(small(), **asked, kept=kept, on_progress=lambda at, of: done.append(at), cancelled=lambda: len(done) > 30)
    resumed = claim(small(), **asked, kept=KeptJobs(tmp_path / "kept", "a"), workers=2)
    assert resumed.verdict.json_text() == whole.verdict.json_text()
    for name in ("runs", "worlds", "months", "seasons"):
        assert getattr(resumed, name).equals(getattr(whole, name)), name


@pytest.mark.full
def test_o_star_of_the_scenario_itself_is_that_of_the_matching() -> None:
    from coopsim.claim.criteria import criteria
    from coopsim.claim.matching.likeness import likeness
    from coopsim.runs.run import run

    alike = likeness(small(), criteria(), 3, run, (), 2)
    assert target_share(small(), criteria(), 3, run) == alike.matched.itself.target_share


@pytest.mark.full
def test_in_full_it_turns_is_weighed_against_chance_and_placebos_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from coopsim.claim import in_full as added

    asked: list[int] = []
    monkeypatch.setattr(added, "planned_curves", lambda scenario, fixed, worlds, *more: asked.append(len(worlds.draws)) or ())
    monkeypatch.setattr(added, "planned_sobol", lambda *more: ())
    monkeypatch.setattr(added, "sobol_of", lambda results, fixed: None)
    full = claim(small(), worlds=2, runs=2, seed=3, design="worlds", full=True)
    assert asked
    assert asked[0] >= 2
    assert full.verdict.curves is not None
    assert full.verdict.placebos is not None
    assert full.verdict.matching is not None
    class_c = full.verdict.matching.class_c
    assert class_c is not None
    assert class_c.worlds <= 2
    assert class_c.by_all.classes is None  # of two worlds nothing is said
    assert full.curves["curve"].unique().tolist() == ["doses"]
    assert {name for name in full.runs["knock_out"] if name.endswith(" raw")} == {f"M{number} raw" for number in range(1, 14)}
