"""Rows of class C: which they are, when a world is ruled out by one, and that worlds are read as `validate` reads a scenario."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.class_c.job import FIRST_RUN, ComponentsJob, jobs_of
from coopsim.claim.class_c.rows import Component, components
from coopsim.claim.criteria import criteria
from coopsim.claim.matching.rows import PATTERNS
from coopsim.claim.worlds.draws import REPLICATES_APART
from coopsim.claim.worlds.recentre import Shifts
from coopsim.patterns.declared import COMPONENT, Results
from coopsim.patterns.laboratory import Laboratory
from coopsim.validation.runner import PATTERNS as VALIDATED
from tests.small import small

SMALL = small()


def test_they_are_all_rows_of_class_c_and_none_of_them_matches_worlds() -> None:
    names = {one.row.pattern for one in components()}
    assert names == {row.id for row in VALIDATED if row.kind == COMPONENT}
    assert not names & {row.pattern for row in criteria().frozen.matching.row}


def test_the_model_is_allowed_an_error_in_each() -> None:
    for one in components():
        assert one.row.sd_model > 0
        if one.is_band:
            assert one.low is not None
            assert one.high is not None
            assert 4 * one.row.sd_observed == pytest.approx(one.high - one.low)
            assert one.row.sd_model == one.row.sd_observed
        else:
            assert one.row.sd_observed == 0


@pytest.mark.parametrize(("name", "right", "wrong"), [("P4a", 0.4, -0.03), ("P12b", -0.4, 0.03), ("P12c", -0.4, 0.05)])
def test_a_sign_has_no_size_and_only_its_wrong_side_counts(name: str, right: float, wrong: float) -> None:
    row = Component.of(PATTERNS[name])
    bound = row.row.observed
    assert row.implausible([right, bound, wrong], [0.0, 0.0, 0.0]) == pytest.approx([0.0, 0.0, abs(wrong - bound) / 0.005])
    assert row.missed([right, bound, wrong]).tolist() == [False, False, True]


def test_a_band_counts_to_both_sides_and_chance_makes_less_of_it() -> None:
    row = Component.of(PATTERNS["P4c"])
    exact = row.implausible([0.2, 0.8, 0.5], [0.0, 0.0, 0.0])
    assert exact[0] == pytest.approx(exact[1])
    assert exact[2] == 0
    assert row.implausible([0.2], [0.3]) < exact[0]


def test_a_world_that_draws_nothing_is_read_as_validate_reads_the_scenario() -> None:
    rows, runs, seed = components(), 2, 3
    job = ComponentsJob(SMALL, pd.DataFrame(index=[7]), Shifts.none(1), rows, seed, runs)
    replicates = tuple(7 * REPLICATES_APART + FIRST_RUN + run for run in range(runs))
    results = Results(Laboratory(SMALL, replicates, seed, job.arms)(), SMALL, seed)
    expected = np.stack([row.row.measure.measure(results) for row in rows], axis=1)
    read = job()
    assert read.shape == (1, runs, len(rows))
    counted = ~np.isnan(read[0])
    assert counted.any()
    np.testing.assert_allclose(read[0][counted], expected[counted])


def test_draws_and_loyalty_of_a_world_are_its_own_whatever_the_job() -> None:
    draws = pd.DataFrame({"margin_share": [0.05, 0.28], "need_usd_per_month.mean": [200.0, 320.0]}, index=[3, 8])
    shifts = Shifts(np.array([10.0, -20.0]), np.zeros(2), np.zeros(2))
    few = tuple(one for one in components() if one.row.pattern in ("P12a", "P24b"))
    (both,) = jobs_of(SMALL, draws, shifts, few, 1, 2)
    alone = [ComponentsJob(SMALL, draws.iloc[[k]], shifts.only(slice(k, k + 1)), few, 1, 2)() for k in range(2)]
    together = both()
    np.testing.assert_allclose(together, np.concatenate(alone), rtol=1e-12)
    assert not np.allclose(together[0], together[1])
    unshifted = ComponentsJob(SMALL, draws.iloc[[0]], Shifts.none(1), few, 1, 2)()
    assert not np.array_equal(unshifted, alone[0])
    assert both.runs == 2 * 2 * len(both.arms)
