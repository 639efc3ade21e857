"""What flips the verdict, on numbers made by hand; and a few worlds lived, so that the plan fits the machine."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import Arm
from coopsim.claim.criteria import criteria
from coopsim.claim.flips import plan
from coopsim.claim.flips.comparisons import by_process, dose_crossing, level_parts, percentiles_among_worlds
from coopsim.claim.flips.enough import enough
from coopsim.claim.flips.flip_map import MapJob, SlopesJob, dividing_margin, finance_slope, map_worlds, worth_slope
from coopsim.claim.flips.headroom import headroom_curve
from coopsim.claim.flips.shapley import shapley_document, shapley_values, subsets
from coopsim.claim.flips.swept import sweeps
from coopsim.claim.per_unit import Effects, Setting
from coopsim.claim.worlds import WorldsJob
from coopsim.report import charts
from coopsim.report.flip_words import swept_sentence
from coopsim.scenario import load

CRITERIA = criteria()
HEADLINE = Setting("world", "composite", "fixed/pooled", CRITERIA.headline_ln_size)


def rows(outcome: str, window: str, effect, baseline=0.5, kind: str = "boom", **more) -> pd.DataFrame:
    sign = 1 if kind == "boom" else -1
    shared = {"design": "world", "cell": "fixed/pooled", "treatment": "composite", "kind": kind, "ln_size": 0.47 * sign}
    shared |= {"onset_month": -1, "knock_out": "", "window": window, "replicate": -1, "unit": "share", "outcome": outcome}
    effect = np.asarray(effect, dtype=float)
    numbers = {
        "unit_id": [str(k) for k in range(len(effect))],
        "effect": effect,
        "baseline_value": baseline,
        "value": effect + baseline,
    }
    return pd.DataFrame({**shared, **more, **numbers})


def trouble_and_offers(n: int = 120, seed: int = 1, planted: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Effects of `n` worlds; trouble follows the column `planted`, offers follow nothing."""
    luck = np.random.default_rng(seed)
    worlds = pd.DataFrame({d.column: d.value(luck.random(n)) for d in CRITERIA.drawn if d.drawn})
    worlds.index.name = "world"
    pull = np.zeros(n) if not planted else np.where(worlds[planted] > worlds[planted].median(), 0.5, 0.0)
    parts = [rows("cohort_offered_share", "impact", -0.02 + 0.01 * luck.standard_normal(n))]
    parts += [rows("trouble_share", "impact+1", pull + 0.02 * luck.standard_normal(n))]
    parts += [rows("trouble_share", "impact+1", 0.01 * luck.standard_normal(n), kind="slump")]
    return pd.concat(parts, ignore_index=True), worlds


# -- sweeps ----------------------------------------------------------------------------------------------------------------


def swept(planted: str) -> dict[str, dict]:
    effects, worlds = trouble_and_offers(planted=planted)
    return {entry["name"]: entry for entry in sweeps(Effects(effects, CRITERIA), HEADLINE, worlds, CRITERIA)}


@pytest.mark.parametrize("planted", ["credit_line_usd", "closing_patience_seasons.mean", "rise_speed_share"])
def test_a_planted_parameter_flips_and_the_others_do_not(planted: str) -> None:
    found = swept(planted)
    assert found[planted]["by"]["H2t"]["says"] == "flips"
    assert found[planted]["by"]["H2t"]["rank_correlation"] > 0.5
    others = [entry["by"][id]["says"] for name, entry in found.items() for id in entry["by"] if (name, id) != (planted, "H2t")]
    assert set(others) == {"no trace"}


def test_thirds_hold_every_world_once() -> None:
    for entry in swept("credit_line_usd").values():
        assert sum(third["n_worlds"] for third in entry["by"]["H2t"]["thirds"]) == 120


def test_the_sentence_names_all_that_was_swept_and_what_divides() -> None:
    entries = [entry | CRITERIA.flips["short"][name] for name, entry in swept("credit_line_usd").items()]
    told = swept_sentence({"sweeps": entries, "headroom_curve": [], "by_process": {}}, "en")
    assert all(CRITERIA.flips["short"][name]["en"] in told for name in CRITERIA.flips["swept"])
    assert "The verdict on H2t changes with the credit line." in told
    assert "None of them alone changes the verdict on H2d." in told


# -- headroom --------------------------------------------------------------------------------------------------------------


def test_headroom_curve_counts_worlds() -> None:
    parts, facts = [], []
    for point, closed in (("0.9", 12), ("3", 0)):
        for kind, more in (("boom", 4), ("slump", 0)):
            value = np.zeros(20)
            value[:more] = 1.0
            for outcome, window in (("trouble_share", "impact+1"), ("closed_share", "long")):
                parts.append(rows(outcome, window, value, baseline=0.0, kind=kind, point=point))
        facts.append(
            pd.DataFrame(
                {"point": point, "world": range(20 + closed), "survived_burn_in": [True] * 20 + [False] * closed, "headroom": 1.0}
            )
        )
    curve = headroom_curve(pd.concat(parts), pd.concat(facts), CRITERIA)
    low = next(one for one in curve if (one["headroom"], one["arm"], one["outcome"]) == (0.9, "boom", "closed"))
    assert (low["share"], low["n_worlds"], low["n_drawn"], low["survived_burn_in_share"]) == (0.2, 20, 32, 20 / 32)
    assert low["ci_low"] == pytest.approx(0.0807, abs=1e-3)  # Wilson, by hand
    untreated = [one for one in curve if one["arm"] == "untreated"]
    assert all(one["share"] == 0 and 0 < one["ci_high"] < 0.2 for one in untreated)


# -- the map ---------------------------------------------------------------------------------------------------------------


def test_the_dividing_line_is_where_the_worth_does_not_move() -> None:
    alpha = np.linspace(0.4, 0.95, 7)
    z = finance_slope(0.105, 2.0, 3.0, alpha)
    assert np.allclose(worth_slope(dividing_margin(alpha, 0.71, z), alpha, 0.71, z), 0.0)
    assert (worth_slope(dividing_margin(alpha, 0.71, z) + 0.01, alpha, 0.71, z) > 0).all()


def test_squares_of_the_map_share_their_luck() -> None:
    grid = map_worlds([0.0, 0.3], [0.4, 0.9], 3)
    job = MapJob(load("castillo"), "open/indexed", grid, (Arm("level", "boom", 0.47),), 1)
    assert job.streams.tolist() == [0, 1, 2] * 4
    assert len(set(job.numbers.tolist())) == 12


def test_slopes_of_the_two_prices_are_measured() -> None:
    arm = Arm("level", "boom", 0.47)
    _effects, found = SlopesJob(load("castillo"), "open/indexed", (0.0, 0.02), arm, 1)()
    assert found["farm_gate_slope"].between(0.5, 1.05).all()
    assert found["promise_slope"].between(0.5, 1.0).all()


# -- Shapley ---------------------------------------------------------------------------------------------------------------


def test_shapley_values_add_up_and_see_no_dummy() -> None:
    names = ["a", "b", "c", "d"]
    luck = np.random.default_rng(3)
    without = {off: luck.standard_normal(5) for off in subsets(names)}
    for off in subsets(names):  # d does nothing
        without[off] = without[tuple(name for name in off if name != "d")]
    found = shapley_values(without, names)
    assert np.allclose(sum(found.values()), without[()] - without[tuple(names)])
    assert np.allclose(found["d"], 0.0)


def test_shapley_values_are_the_mean_over_orders() -> None:
    from itertools import permutations

    names = ["a", "b", "c"]
    luck = np.random.default_rng(4)
    without = {off: luck.standard_normal() for off in subsets(names)}
    gains = {name: [] for name in names}
    for order in permutations(names):
        off = list(names)
        for name in order:
            before = without[tuple(n for n in names if n in off)]
            off.remove(name)
            gains[name].append(without[tuple(n for n in names if n in off)] - before)
    found = shapley_values(without, names)
    assert all(found[name] == pytest.approx(np.mean(gains[name])) for name in names)


def test_shapley_document_pairs_worlds_that_last_everywhere() -> None:
    names = CRITERIA.flips["shapley"]
    parts = []
    for off in subsets(names):
        effect = np.full(6, 0.1) - 0.06 * ("forward_sales" in off)
        part = rows("trouble_share", "impact+1", effect, point=" ".join(off))
        parts.append(part.iloc[:-1] if off == ("neighbours",) else part)
    found = next(entry for entry in shapley_document(pd.concat(parts), CRITERIA, 6) if entry["subclaim"] == "H2t")
    values = {one["mechanism"]: one["effect"] for one in found["values"]}
    assert (found["n_worlds"], found["n_drawn"]) == (5, 6)
    assert values["M2"] == pytest.approx(0.06)
    assert values["M1"] == pytest.approx(0.0)


# -- processes, episodes, parts of a level, dose, enough ----------------------------------------------------------------------


def test_each_process_has_its_own_verdict() -> None:
    effects, _worlds = trouble_and_offers()
    other = pd.concat(
        [rows("trouble_share", "impact+1", np.full(40, 0.4)), rows("cohort_offered_share", "impact", np.full(40, -0.2))]
    )
    found = by_process(other.assign(point="bootstrap"), Effects(effects, CRITERIA), HEADLINE, CRITERIA, "regime")
    assert (found["regime"]["H2t"]["verdict"], found["bootstrap"]["H2t"]["verdict"]) == ("too_small", "supported")
    assert (found["regime"]["H2t"]["n_worlds"], found["bootstrap"]["H2t"]["n_worlds"]) == (120, 40)


def test_an_episode_is_ranked_among_worlds_of_its_own_kind() -> None:
    table = pd.concat(
        [rows("trouble_share", "impact+1", [0.0, 0.1, 0.2, 0.3]), rows("trouble_share", "impact+1", [0.9] * 4, kind="slump")]
    )
    dots = [{"kind": "boom", "effects": {"H2t": 0.15, "H1": None}}, {"kind": "slump", "effects": {"H2t": 0.15}}]
    found = percentiles_among_worlds(dots, Effects(table, CRITERIA), HEADLINE, CRITERIA)
    assert found == [{"H2t": 0.5}, {"H2t": 0.0}]
    closed = [dots[0] | {"alive_at_start": 0.0}]
    assert percentiles_among_worlds(closed, Effects(table, CRITERIA), HEADLINE, CRITERIA) == [{}]


def test_parts_of_a_level_stay_apart() -> None:
    parts = [
        rows("cohort_offered_share", window, [-0.1 * k] * 3, treatment="level")
        for k, window in enumerate(("onset", "plateau", "end"), 1)
    ]
    found = level_parts(Effects(pd.concat(parts), CRITERIA), HEADLINE, CRITERIA)
    assert [round(found[0][name]["effect"], 3) for name in ("onset", "plateau", "end")] == [0.1, 0.2, 0.3]


def test_a_dose_that_never_crosses_says_so() -> None:
    doses = [{"treatment": "level", "ln_size": size, "effect": 0.02, "ci_low": 0.0} for size in (0.2, 0.8)]
    assert dose_crossing(doses, 0.10)[0]["ln_size"] is None


def test_enough_knows_width_and_saving() -> None:
    luck = np.random.default_rng(0)
    base = luck.standard_normal(400) * 0.2 + 0.5
    narrow = rows("cohort_offered_share", "impact", -0.1 + 0.05 * luck.standard_normal(400), baseline=base)
    wide = rows("cohort_offered_share", "impact", -0.1 + 0.5 * luck.standard_normal(9), baseline=base[:9])
    one, other = (enough(Effects(table, CRITERIA), HEADLINE, CRITERIA)[0] for table in (narrow, wide))
    assert one["converged"]
    assert one["worlds_needed"] < 400
    assert one["variance_reduction"] == pytest.approx(2 * 0.2**2 / 0.05**2, rel=0.25)
    assert not other["converged"]
    assert other["worlds_needed"] > 100


# -- the plan ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def draws() -> pd.DataFrame:
    from coopsim.claim.worlds import drawn_worlds

    return drawn_worlds(CRITERIA, 3, 1)


def test_the_full_plan_holds_every_combination_and_both_ends(draws: pd.DataFrame) -> None:
    full = plan.planned(load("castillo"), CRITERIA, draws, "fixed/pooled", 1, "regime", True)
    points = {design: {one.point for one in full if one.design == design} for design in (plan.WITHOUT, plan.ALONE)}
    assert len(points[plan.WITHOUT]) == 64
    assert len(points[plan.ALONE]) == 2 * len(CRITERIA.flips["swept"])
    assert all(one.job.recentred for one in full if one.design == plan.WITHOUT)
    few = plan.planned(load("castillo"), CRITERIA, draws, "fixed/pooled", 1, "regime", False)
    assert {one.design for one in few} == {plan.HEADROOM, plan.MAP, plan.SLOPES, plan.PROCESS}


def test_more_worlds_are_other_worlds(draws: pd.DataFrame) -> None:
    from coopsim.claim.worlds import drawn_worlds

    more = drawn_worlds(CRITERIA, 3, 1, 3)
    assert more.index.tolist() == [3, 4, 5]
    assert not np.allclose(more.to_numpy(float), draws.to_numpy(float))


def test_headroom_is_what_was_asked_when_the_arms_part(draws: pd.DataFrame) -> None:
    pair = (Arm("composite", "boom", 0.47, 1),)
    job = WorldsJob(load("castillo"), "fixed/pooled", draws, pair, 1, headroom=1.7)
    _effects, facts = job()
    assert np.allclose(facts.loc[facts["survived_burn_in"], "headroom"], 1.7)


# -- the figures --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_figure_says_its_n(language: str) -> None:
    measure = {"en": "what", "es": "qué"}
    knock_out = {"mechanism": "M2", "effect_raw": 0.1, "effect_recentred": 0.2, "ci_low": 0.0, "ci_high": 0.2, "n_worlds": 7}
    part = {
        "id": "H2d",
        "measure": measure,
        "unit": "share",
        "smallest_effect": 0.05,
        "effect": 0.1,
        "ci_low": 0.0,
        "ci_high": 0.2,
    }
    about = {"theta_omega": 0.7, "theta_omega_at_the_event": 0.6, "agree": 1, "clear": 1, "agree_again": 1}
    about["line"] = [{"advance_share": a, "margin_share": 0.1, "margin_share_at_the_event": 0.2} for a in (0.4, 0.9)]
    point = {"cell": "open/indexed", "margin_share": 0.0, "effect": -0.1, "n_paths": 7, "measured": "falls", "agrees": True}
    one = {"headroom": 1.0, "share": 0.3, "ci_low": 0.2, "ci_high": 0.4, "n_worlds": 7, "n_drawn": 9, "runs_per_world": 1}
    document = {
        "headline_cell": "fixed/pooled",
        "headline_ln_size": 0.47,
        "headroom": 1.05,
        "n_worlds": 7,
        "headroom_curve": [
            one | {"arm": arm, "outcome": outcome} for arm in ("untreated", "boom") for outcome in ("trouble", "closed")
        ],
        "flip_map": {
            "ln_size": 0.47,
            "cells": {"open/indexed": about},
            "points": [point | {"advance_share": a} for a in (0.4, 0.9)],
        },
        "subclaims": [part | {"knock_outs": [knock_out]}],
        "mechanisms": CRITERIA.flips["mechanisms"],
    }
    for figure in (
        charts.headroom_curve(document, language),
        charts.flip_map(document, language),
        charts.knock_out_bars(document, language),
    ):
        assert "7" in figure.texts[-1].get_text()
        assert charts.png(figure, 50).startswith(b"\x89PNG")
        assert all(axes.get_ylabel() for axes in figure.axes)
