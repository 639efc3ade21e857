"""What is shown and not judged: raw sign, its own unit, Holm within a family, nothing that was not simulated."""

from __future__ import annotations

import numpy as np
import pytest
from planted_worlds import OUTCOMES, planted_worlds

from coopsim.claim.criteria import criteria
from coopsim.claim.judging.secondary import secondary
from coopsim.runs.statistics import holm_p_values, paired_p_value

FIXED = criteria()


def shown(simulated, part_id: str, kind: str):
    return {(one.outcome, one.window): one for one in secondary(simulated, FIXED, "composite", part_id, kind)}


def test_an_effect_keeps_its_raw_sign_and_its_unit():
    simulated = planted_worlds({"cohort_delivered_share": -0.2}, {"shortfall_usd_per_farmer": 80.0})
    delivered = shown(simulated, "H2d", "boom")["cohort_delivered_share", "impact"]
    assert delivered.effect.value == pytest.approx(-0.2, abs=0.02)
    assert delivered.baseline == pytest.approx(0.68, abs=0.02)
    short = shown(simulated, "H3", "slump")["shortfall_usd_per_farmer", "impact"]
    assert (short.effect.value, short.effect.unit) == (pytest.approx(80.0, abs=10.0), "usd")
    income = shown(simulated, "H1", "boom")["income_usd_per_farmer", "long"]
    assert (income.effect.value, income.effect.unit) == (pytest.approx(900 / 2400, abs=0.02), "relative")


def test_a_family_is_adjusted_for_its_number():
    """The smallest p value counts as often as there are members, and its interval is as much wider."""
    simulated = planted_worlds({"reached_loss": (0.05, 0.1, 0.3), "reached_late_pay": (0.02, 0.1, 0.3)})
    by_place = shown(simulated, "H2t", "boom")
    family = [entry for entry in FIXED.secondary if entry.subclaim == "H2t" and entry.family]
    assert len(family) > 2
    means = [simulated.effect("composite", "boom", entry.outcome, entry.window).mean(axis=1) for entry in family]
    p_values = [paired_p_value(mean) for mean in means]
    documents = [by_place[entry.outcome, entry.window] for entry in family]
    assert [one.p_value_holm for one in documents] == pytest.approx(holm_p_values(p_values).tolist())
    widths = [
        (one.effect.ci_high - one.effect.ci_low) / (mean.std(ddof=1) / np.sqrt(60))
        for one, mean in zip(documents, means, strict=True)
    ]
    by_p = [width for _p, width in sorted(zip(p_values, widths, strict=True))]
    assert by_p == sorted(by_p, reverse=True)
    assert by_p[-1] == pytest.approx(2 * 2.001, abs=0.01)  # the least clear of them as if it were alone
    assert by_place["closed_share", "long"].p_value_holm is None


def test_what_was_not_simulated_is_left_out():
    short = planted_worlds(windows=("impact", "impact+1"))
    assert ("closed_share", "long") not in shown(short, "H2t", "boom")
    assert ("cohort_trust", "impact") in shown(short, "H4", "slump")
    assert shown(short, "H2c", "boom") == {}


def test_every_secondary_outcome_can_be_planted():
    assert {entry.outcome for entry in FIXED.secondary} <= set(OUTCOMES)
