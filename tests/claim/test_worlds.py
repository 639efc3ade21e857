"""The ensemble: paired by luck, the same for any split of the work, placebo zero."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import EVENT, SEASONS, Arm, arms
from coopsim.claim.claim import claim
from coopsim.claim.criteria import criteria
from coopsim.claim.worlds import WorldsJob, averaged_over_onsets, drawn_worlds, held, world_scenario
from coopsim.language import LANGUAGES
from coopsim.model.simulate import world_of
from coopsim.report.claim_page import claim_report
from coopsim.report.claim_words import with_words
from coopsim.runs.run import Cancelled, run
from coopsim.scenario import Scenario, load

KEY = ["unit_id", "outcome", "window", "treatment", "kind", "onset_month"]


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load("castillo").with_values({"farmers": 60, "members": 40, "fixed_cost_usd_per_year": 40000.0})


def effects_of(scenario: Scenario, draws: pd.DataFrame, which: tuple[Arm, ...], **more: object) -> pd.DataFrame:
    effects, _facts = WorldsJob(scenario, "fixed/pooled", draws, which, 1, **more)()  # type: ignore[arg-type]
    return effects.sort_values(KEY, ignore_index=True)


def test_any_split_of_the_worlds_gives_the_same_table(small: Scenario) -> None:
    draws, which = drawn_worlds(criteria(), 5, 1), (Arm("composite", "boom", 0.47, 1), Arm("surprise", "slump", 0.47, 2))
    whole = effects_of(small, draws, which)
    parts = pd.concat([effects_of(small, draws.iloc[:2], which), effects_of(small, draws.iloc[2:], which)])
    pd.testing.assert_frame_equal(whole, parts.sort_values(KEY, ignore_index=True), check_categorical=False, check_exact=True)


@pytest.mark.full
def test_workers_do_not_change_the_numbers(small: Scenario) -> None:
    draws = drawn_worlds(criteria(), 2, 1)
    jobs = [WorldsJob(small, cell, draws, (Arm("composite", "boom", 0.47, 1),), 1) for cell in ("fixed/pooled", "open/indexed")]
    alone, together = run(jobs, 1), run(jobs, 2)
    for (one, _), (other, _) in zip(alone, together, strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_a_shape_of_size_zero_does_nothing(small: Scenario) -> None:
    which = tuple(Arm(treatment, "boom", 0.0, 1) for treatment in ("surprise", "level", "composite", "reversal"))
    effects = effects_of(small, drawn_worlds(criteria(), 2, 1), which)
    assert len(effects)
    assert (effects["effect"].fillna(0.0) == 0.0).all()


def test_the_past_of_a_surprise_is_untouched() -> None:
    for arm in arms(criteria()):
        begins = (EVENT if arm.is_late else EVENT - 2) * 12
        assert (arm.log_shape(SEASONS * 12)[:begins] == 0.0).all()
        assert np.abs(arm.log_shape(SEASONS * 12)).max() == pytest.approx(0.47, abs=0.02)


def test_a_new_slope_keeps_the_farm_gate_price_at_the_normal_price(small: Scenario) -> None:
    tilted = world_scenario(small, {"margin_share": 0.25}, {"farm_gate_noise_usd_per_qq": 0.0})
    level = world_scenario(small, {"margin_share": 0.1}, {"farm_gate_noise_usd_per_qq": 0.0})

    def farm_gate(scenario: Scenario, price: float) -> float:
        world = world_of(
            scenario.with_values({"source": "constant", "warm_up_years": 0, "reference_price_usd_per_qq": price}), (0,), 1
        )
        return float(world.districts.farm_gate_price_usd_per_qq[0, 0])

    assert farm_gate(tilted, 215.0) == farm_gate(level, 215.0) == pytest.approx(152.0)
    assert farm_gate(tilted, 315.0) - farm_gate(tilted, 215.0) == pytest.approx(75.0)


def test_onsets_are_averaged_within_the_world(small: Scenario) -> None:
    which = tuple(Arm("surprise", "boom", 0.47, onset) for onset in (1, 2, 3))
    effects = effects_of(small, drawn_worlds(criteria(), 1, 1), which)
    mean = averaged_over_onsets(effects)
    assert (mean["onset_month"] == -1).all()
    pick = {"outcome": "cohort_offered_share", "window": "impact"}
    one = effects[(effects["outcome"] == pick["outcome"]) & (effects["window"] == pick["window"])]
    other = mean[(mean["outcome"] == pick["outcome"]) & (mean["window"] == pick["window"])]
    assert other["effect"].iloc[0] == pytest.approx(one["effect"].mean())


def test_cancelled_keeps_what_is_done(small: Scenario) -> None:
    draws = drawn_worlds(criteria(), 1, 1)
    jobs = [WorldsJob(small, "fixed/pooled", draws, (Arm("composite", "boom", 0.47, 1),), seed) for seed in (1, 2)]
    done: list[int] = []
    with pytest.raises(Cancelled) as stopped:
        run(jobs, 1, lambda count, _total: done.append(count), lambda: bool(done and done[-1] > 0))
    assert len(stopped.value.results) == 1


def test_claim_document_and_page_have_what_others_rely_on(small: Scenario, tmp_path: Path) -> None:
    found = claim(small, worlds=3, knock_outs=False)
    document = found.document
    for name in ("schema", "scenario_hash", "outcome_file_hash", "seed", "n_worlds", "period", "headline_cell", "headroom"):
        assert name in document, name
    assert [part["id"] for part in document["subclaims"]] == ["H1", "H2", "H2d", "H2t", "H2c", "H3", "H4", "H5", "H6"]
    assert [episode["name"].split("-")[0] for episode in document["episodes"]].count("boom") == 6
    assert len(document["episodes"]) == 9
    assert {cell["cell"] for cell in document["cells"]} == set(criteria().cells)
    assert {"subclaim", "design", "unit_id", "outcome", "cell", "treatment", "ln_size", "effect"} <= set(found.effects.columns)
    assert document["subclaims"][0]["verdict"] == "inconclusive", "three worlds give no verdict"
    assert (
        found.effects.duplicated(
            ["design", "unit_id", "outcome", "cell", "treatment", "ln_size", "onset_month", "knock_out", "window", "replicate"]
        ).sum()
        == 0
    )
    for language in LANGUAGES:  # the page of real results, with everything that it may show
        page = claim_report(with_words(document), found.effects, tmp_path / f"{language}.html", language, prices=found.prices)
        text = page.read_text(encoding="utf-8")
        assert 'class="n">nan' not in text
        assert text.count("<table") >= 8


def test_what_the_user_sets_is_not_drawn() -> None:
    """`--set` speaks for every world: a plain name of a farmer's number for its mean, `NAME.sd` for its spread."""
    scenario = load("castillo").with_values({"payment_delay_months": 0, "trust": 0.7, "loyalty_usd_per_qq.sd": 33.0})
    free = drawn_worlds(criteria(), 6, 1)
    told = held(free, criteria(), scenario, ["cooperative.esperanza.payment_delay_months", "trust", "loyalty_usd_per_qq.sd"])
    assert (told["payment_delay_months"] == 0).all()
    assert (told["trust.mean"] == 0.7).all()
    assert (told["loyalty_usd_per_qq.sd"] == 33.0).all()
    others = [name for name in free if name not in ("payment_delay_months", "trust.mean", "loyalty_usd_per_qq.sd")]
    pd.testing.assert_frame_equal(told[others], free[others])
    every = held(free, criteria(), scenario, [drawn.name for drawn in criteria().drawn if drawn.drawn])
    assert (every.drop(columns="loyalty_usd_per_qq.sd").std() < 1e-12).all()


def test_a_set_parameter_changes_the_claim(small: Scenario) -> None:
    prompt = small.with_values({"payment_delay_months": 0, "member_price": "fixed"})
    late = small.with_values({"payment_delay_months": 9, "member_price": "fixed"})
    found = [
        claim(s, worlds=3, design="worlds", knock_outs=False, flips=False, cells=False, held_names=["payment_delay_months"])
        for s in (prompt, late)
    ]
    assert not found[0].effects["value"].equals(found[1].effects["value"])
    assert (found[1].worlds["payment_delay_months"] == 9).all()
