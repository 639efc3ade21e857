from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from synthetic import FACTS, effects_table

from coopsim.claim.criteria import criteria
from coopsim.claim.verdict import verdict
from coopsim.report.claim_words import with_words

NEEDED = [
    "schema",
    "coopsim_version",
    "scenario",
    "scenario_hash",
    "outcome_file_hash",
    "seed",
    "replicates",
    "n_worlds",
    "price_source",
    "period",
    "rules",
    "headline_cell",
    "headroom",
    "subclaims",
    "episodes",
    "cells",
]
NEEDED_OF_SUBCLAIM = [
    "id",
    "statement",
    "outcome",
    "effect",
    "ci_low",
    "ci_high",
    "unit",
    "smallest_effect",
    "verdict",
    "interval_kind",
    "replicates",
    "n_worlds",
    "n_paths",
    "share_supported",
    "share_contradicted",
    "share_small",
    "conditions",
    "secondary",
    "knock_outs",
    "dose_response",
    "by_treatment",
]


def judged(effects, worlds, episodes, **facts):
    found = with_words(verdict(effects, worlds, episodes, criteria(), **(FACTS | facts)))
    return found, {part["id"]: part for part in found["subclaims"]}


def test_the_document_holds_what_the_interface_names(document):
    assert set(NEEDED) <= set(document)
    for part in document["subclaims"]:
        assert set(NEEDED_OF_SUBCLAIM) <= set(part)
    assert [part["id"] for part in document["subclaims"]] == ["H1", "H2", "H2d", "H2t", "H2c", "H3", "H4", "H5", "H6"]
    assert len(document["cells"]) == 8  # six at the headline treatment, one for each of the other two
    assert {"H1", "H2d", "H2t", "H2c", "H3", "H4", "sale_price", "member_price", "treatment", "ln_size"} <= set(
        document["cells"][0]
    )
    json.dumps(document, allow_nan=False)


def test_effects_count_positive_in_the_claims_direction(made, document):
    effects, _worlds, _episodes = made
    rows = effects.query(
        "design == 'world' and cell == 'fixed/pooled' and treatment == 'composite' and window in ('impact', 'impact+1')"
    )
    mean = rows.groupby(["outcome", "kind"])["effect"].mean()
    by_id = {part["id"]: part for part in document["subclaims"]}
    assert by_id["H2d"]["effect"] == pytest.approx(-mean["cohort_offered_share", "boom"])
    assert by_id["H2t"]["effect"] == pytest.approx(mean["trouble_share", "boom"])
    assert by_id["H2c"]["effect"] == pytest.approx(mean["trouble_share", "boom"] - mean["trouble_share", "slump"])
    assert by_id["H3"]["effect"] == pytest.approx(mean["distress_share", "slump"])
    assert by_id["H1"]["effect"] == pytest.approx(mean["income_usd_per_farmer", "boom"] / 2400)
    assert by_id["H2"]["effect"] is None


def test_a_planted_condition_comes_back_in_words(document):
    part = next(part for part in document["subclaims"] if part["id"] == "H2d")
    assert part["verdict"] == "depends"
    assert part["leaves"][0]["where"][0]["column"] == "loyalty_usd_per_qq.sd"
    assert "loyalty" in part["conditions"]["en"]


@pytest.mark.parametrize(
    ("outcome", "means", "id", "expected"),
    [
        ("distress_share", (0, 0.3, 0.05), "H3", "supported"),
        ("distress_share", (0, -0.3, 0.05), "H3", "contradicted"),
        ("distress_share", (0, 0.0, 0.02), "H3", "too_small"),
        ("distress_share", (0, 0.1, 0.05), "H3", "depends"),
        ("cohesion_share", (0, 0.2, 0.03), "H4", "supported"),
        ("cohesion_share", (0, -0.2, 0.03), "H4", "contradicted"),
        ("cohort_offered_share", (0.2, 0, 0.03), "H2d", "contradicted"),
        ("cohort_offered_share", (0.2, 0, 0.03), "H2", "supported"),  # trouble all the same: not through side-selling
        ("trouble_share", (-0.3, 0, 0.03), "H2", "contradicted"),
        ("trouble_share", (0.0, 0, 0.01), "H2", "too_small"),  # side-selling without damage
    ],
)
def test_each_verdict_can_come_out(outcome, means, id, expected):
    _document, parts = judged(*effects_table(60, {outcome: means}, episodes=False))
    assert parts[id]["verdict"] == expected


def test_trouble_without_side_selling_is_labelled():
    _document, parts = judged(*effects_table(60, {"cohort_offered_share": (0.0, 0, 0.01)}, episodes=False))
    assert parts["H2"]["verdict"] == "supported"
    assert parts["H2"]["label"] == "supported_not_through_side_selling"
    assert "not through side-selling" in parts["H2"]["verdict_words"]["en"]


@pytest.mark.full
def test_swings_are_called_swings():
    document, parts = judged(*effects_table(60, {"trouble_share": (0.3, 0.3, 0.04)}, episodes=False))
    assert parts["H2t"]["verdict"] == "supported"
    assert parts["H2c"]["verdict"] != "supported"
    assert parts["H2"]["swings"]
    assert "price swings, not good prices" in document["paragraph"]["en"]
    _document, parts = judged(*effects_table(60, {"trouble_share": (0.3, 0.0, 0.04)}, episodes=False))
    assert not parts["H2"]["swings"]


def test_h1_needs_the_poorest_third():
    _document, parts = judged(*effects_table(60, {"income_poorest_third_usd_per_farmer": (0.0, 0, 20.0)}, episodes=False))
    assert parts["H1"]["verdict"] == "depends"
    assert parts["H1"]["share_supported"] == 0
    assert [entry["outcome"] for entry in parts["H1"]["parts"]] == [
        "income_usd_per_farmer",
        "income_poorest_third_usd_per_farmer",
    ]


def test_too_few_worlds_give_no_verdict():
    _document, parts = judged(*effects_table(29, episodes=False))
    assert {parts[id]["verdict"] for id in ("H1", "H2", "H2d", "H2t", "H2c", "H3", "H4")} == {"inconclusive"}
    assert parts["H1"]["reason"]["en"] == "too few worlds for a verdict"
    _document, parts = judged(*effects_table(30, episodes=False))
    assert parts["H1"]["verdict"] != "inconclusive"


def test_history_alone_gives_counts_and_no_verdict():
    effects, worlds, episodes = effects_table(0)
    document, parts = judged(effects, worlds.iloc[:0], episodes)
    for id in ("H1", "H2", "H2d", "H2t", "H2c", "H3", "H4"):
        assert parts[id]["verdict"] == "inconclusive"
        assert parts[id]["ci_low"] is None
        assert parts[id]["interval_kind"] == "episodes"
    assert parts["H2t"]["history"]["boom"]["n"] == 6
    assert parts["H2t"]["history"]["slump"]["n"] == 3
    assert "it is not an estimate of what happened in Peru" in document["paragraph"]["en"]


def test_leave_one_out_leaves_one_out(document):
    part = next(part for part in document["subclaims"] if part["id"] == "H2d")
    dots = [dot["effects"]["H2d"] for dot in document["episodes"] if dot["kind"] == "boom"]
    names = [dot["name"] for dot in document["episodes"] if dot["kind"] == "boom"]
    assert part["history"]["boom"]["effect"] == pytest.approx(np.mean(dots))
    first = part["history"]["leave_one_out"][0]
    assert first["without"] == names[0]
    assert first["effect"] == pytest.approx(np.mean(dots[1:]))


def test_a_missing_window_leaves_the_episode_out(made):
    effects, worlds, episodes = made
    cut = effects[~((effects["unit_id"] == "2025") & (effects["window"] == "impact+1"))]
    _document, parts = judged(cut, worlds, episodes)
    assert parts["H2t"]["history"]["boom"]["n"] == 5
    assert parts["H2d"]["history"]["boom"]["n"] == 6


@pytest.mark.full
def test_replicates_sizes_without_sign_and_single_months_change_nothing(made, document):
    effects, worlds, episodes = made
    twice = pd.concat([effects, effects])
    unsigned = effects.assign(ln_size=effects["ln_size"].abs())
    detail = effects[effects["design"] == "world"].assign(onset_month=2, effect=9.0)
    for other in (twice, unsigned, pd.concat([effects, detail]), effects.sample(frac=1, random_state=1)):
        found, _parts = judged(other, worlds, episodes)
        one, two = ([part["effect"] for part in doc["subclaims"]] for doc in (found, document))
        assert [x for x in one if x is not None] == pytest.approx([x for x in two if x is not None])
        assert [part["verdict"] for part in found["subclaims"]] == [part["verdict"] for part in document["subclaims"]]
        assert [part["n_worlds"] for part in found["subclaims"]] == [part["n_worlds"] for part in document["subclaims"]]


def test_a_world_without_a_value_is_not_counted():
    effects, worlds, episodes = effects_table(60, episodes=False)
    effects.loc[(effects["unit_id"] == "3") & (effects["outcome"] == "distress_share"), "effect"] = np.nan
    _document, parts = judged(effects, worlds, episodes)
    assert parts["H3"]["n_worlds"] == 59
    assert parts["H2d"]["n_worlds"] == 60


def test_components_of_trouble_are_adjusted_for_their_number(document):
    part = next(part for part in document["subclaims"] if part["id"] == "H2t")
    family = [entry for entry in part["secondary"] if entry["family"] == "trouble"]
    assert len(family) == 5
    assert sorted(entry["level"] for entry in family) == pytest.approx([0.95, 0.975, 1 - 0.05 / 3, 0.9875, 0.99])
    assert next(entry for entry in part["secondary"] if entry["outcome"] == "closed_share").get("level") is None


def test_knock_outs_and_doses_are_read_in_their_own_worlds():
    effects, worlds, episodes = effects_table(40, episodes=False)
    head = effects[(effects["treatment"] == "composite") & (effects["cell"] == "fixed/pooled")]
    without = head.assign(knock_out="M1", effect=head["effect"] / 2)
    recentred = head.assign(knock_out="M1 recentred", effect=head["effect"] / 4)
    bigger = head.assign(ln_size=head["ln_size"] * 2, effect=head["effect"] * 3)
    _document, parts = judged(pd.concat([effects, without, recentred, bigger]), worlds, episodes)
    trouble = parts["H2t"]
    assert trouble["knock_outs"][0]["effect_raw"] == pytest.approx(trouble["effect"] / 2)
    assert trouble["knock_outs"][0]["effect_recentred"] == pytest.approx(trouble["effect"] / 4)
    doses = {entry["ln_size"]: entry["effect"] for entry in trouble["dose_response"] if entry["treatment"] == "composite"}
    assert doses[0.94] == pytest.approx(3 * doses[0.47])
    assert min(entry["ln_size"] for entry in parts["H3"]["dose_response"]) == -0.94


def test_ranges_are_printed_beside(document):
    named = {entry["name"]: entry for entry in document["world_ranges"]}
    assert named["loyalty_usd_per_qq.sd"]["low"] == 15
    assert named["headroom"]["seen_low"] > 0.8
    assert document["worlds_dropped"] == 13
