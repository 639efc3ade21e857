"""Boxes: what is planted is found on worlds that did not make it, and where nothing is planted there is none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.conditions.boxes import BoxesJob, searched
from coopsim.claim.criteria import criteria
from coopsim.claim.documents import BoxSearch, Limit
from coopsim.claim.inference.judge import judged
from coopsim.claim.inference.shares import FIVE
from coopsim.runs.boxes import Within, is_installed

ASKED = criteria().frozen.boxes
needs_library = pytest.mark.skipif(not is_installed(), reason="coopsim[analysis] is not installed")
DRAWS = 20


def worlds(seed: int, number: int = 200) -> pd.DataFrame:
    """Draws between 0 and 1, by the world's number."""
    draws = np.random.default_rng(seed)
    table = pd.DataFrame(draws.random((number, DRAWS)), columns=[f"d{k}" for k in range(DRAWS)])
    return table.assign(d19=draws.integers(2, 6, number)).rename_axis("world")


def planted(seed: int, mistaken: float = 0.03) -> tuple[pd.DataFrame, np.ndarray]:
    """Cases where d3 is above .4 and d7 below .7; some worlds are the other way round by chance."""
    table = worlds(seed)
    inside = ((table["d3"] > 0.4) & (table["d7"] < 0.7)).to_numpy()
    return table, inside ^ (np.random.default_rng(seed + 1000).random(len(table)) < mistaken)


def search(table: pd.DataFrame, cases: np.ndarray) -> BoxSearch:
    return searched(table, cases, "trouble_rises", 20, ASKED)


FEW, MANY = range(1), range(3, 20)  # worlds that the quick tests try, and the others


@needs_library
@pytest.mark.parametrize(("seeds", "least"), [(FEW, 1), pytest.param(MANY, 14, marks=pytest.mark.full)])
def test_a_planted_box_comes_out_with_its_limits(seeds: range, least: int) -> None:
    right = 0
    for seed in seeds:
        boxes = search(*planted(seed)).boxes
        limits = {limit.name: limit for limit in boxes[0].limits} if boxes else {}
        if set(limits) == {"d3", "d7"}:
            d3, d7 = limits["d3"], limits["d7"]
            right += abs((d3.low or 0) - 0.4) < 0.1 and abs((d7.high or 1) - 0.7) < 0.1 and d3.high is None and d7.low is None
    assert right >= least


@needs_library
@pytest.mark.parametrize("share", [0.3, pytest.param(0.55, marks=pytest.mark.full)])
@pytest.mark.parametrize(("seeds", "least"), [(FEW, 1), pytest.param(MANY, 16, marks=pytest.mark.full)])
def test_without_structure_there_is_no_box(share: float, seeds: range, least: int) -> None:
    none = 0
    for seed in seeds:
        table = worlds(seed)
        cases = np.random.default_rng(seed + 500).random(len(table)) < share
        found = search(table, cases)
        none += not found.boxes
        assert found.boxes or found.note == "none_held"
    assert none >= least


@needs_library
def test_a_kept_box_stands_on_the_other_half() -> None:
    table, cases = planted(3)
    found = search(table, cases)
    odd = table.index % 2 == 1
    for box in found.boxes:
        inside = Within(box.limits).holds(table[odd])
        assert box.tested_density == pytest.approx(cases[odd][inside].mean())
        assert box.tested_coverage == pytest.approx((cases[odd] & inside).sum() / cases[odd].sum())
        assert box.tested_density >= ASKED.least_density_tested
        assert 1 <= len(box.limits) <= ASKED.limits
        assert all(limit.quasi_p < ASKED.quasi_p for limit in box.limits)
    assert found.note is None
    assert found.cases == cases.sum()


@needs_library
def test_a_box_of_one_half_alone_is_not_kept() -> None:
    table = worlds(4)
    even = table.index.to_numpy() % 2 == 0
    by_chance = np.random.default_rng(9).random(len(table)) < 0.3
    cases = np.where(even, ((table["d3"] > 0.5) & (table["d7"] < 0.6)).to_numpy(), by_chance)
    found = search(table, cases)
    assert (found.boxes, found.note) == ((), "none_held")


@needs_library
def test_the_order_of_the_worlds_does_not_matter() -> None:
    table, cases = planted(5)
    shuffled = np.random.default_rng(0).permutation(len(table))
    assert search(table, cases).boxes == search(table.iloc[shuffled], cases[shuffled]).boxes


def test_too_few_cases_are_not_looked_at() -> None:
    table = worlds(6)
    cases = np.zeros(len(table), dtype=bool)
    cases[: 2 * ASKED.least_cases - 1] = True
    assert searched(table, cases, "offers_fall", 20, ASKED, installed=True).note == "too_few"


def test_without_the_library_that_is_said() -> None:
    table, cases = planted(7)
    found = searched(table, cases, "trouble_rises", 20, ASKED, installed=False)
    assert (found.boxes, found.note, found.runs) == ((), "not_installed", 20)


def test_limits_are_where_worlds_lie() -> None:
    box = Within((Limit(name="d3", low=0.4), Limit(name="d7", high=0.7)))
    table, cases = planted(8, mistaken=0.0)
    assert box.coverage_and_density(table, cases) == (1.0, 1.0)


def test_the_job_asks_what_the_worlds_say_of_h2() -> None:
    draws = np.random.default_rng(1)
    fall, rise = draws.normal(0.0, 0.02, 60), np.where(np.arange(60) % 3 == 0, 0.3, 0.0)
    noise = draws.normal(0, 0.02, (60, 20, 2))
    h2 = judged(np.stack([fall, rise], axis=-1)[:, None] + noise, (0.05, 0.10), FIVE, resamples=5)
    asked = ASKED.model_copy(update={"least_cases": 1000})
    job = BoxesJob.of(h2, worlds(2, 60), asked)
    searches = job()
    assert [one.outcome for one in searches] == ["trouble_rises", "offers_fall"]  # of harm there is nothing
    assert searches[0].cases == 20
    assert all(one.note in ("too_few", "not_installed") for one in searches)
    assert job.runs == 1
