from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.conditions import best_cut, gini_gains, leaves
from coopsim.claim.criteria import criteria
from coopsim.report.condition_words import condition_words, names_of_draws


def noise(n: int, seed: int, columns: int = 20) -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(seed).uniform(size=(n, columns)), columns=[f"x{k}" for k in range(columns)])


def gini(labels: np.ndarray) -> float:
    return 1 - sum(np.mean(labels == one) ** 2 for one in np.unique(labels)) if len(labels) else 0.0


def test_the_gain_is_the_fall_of_gini_by_brute_force():
    luck = np.random.default_rng(5)
    values, labels = luck.integers(0, 12, 60).astype(float), luck.integers(0, 3, 60)
    best = 0.0
    for cut in np.unique(values)[1:]:
        low, high = labels[values < cut], labels[values >= cut]
        if min(len(low), len(high)) >= 10:
            best = max(best, gini(labels) - (len(low) * gini(low) + len(high) * gini(high)) / 60)
    assert gini_gains(values, labels[None], 10)[0][0] == pytest.approx(best)


def test_a_planted_condition_is_found_with_both_its_parts():
    table = noise(200, 1)
    labels = np.where((table["x3"] < 0.5) & (table["x7"] >= 0.4), 0, 2)
    found = leaves(table, labels)
    best = max(found, key=lambda leaf: leaf.supported / leaf.n)
    assert {(cut.column, cut.below) for cut in best.cuts} == {("x3", True), ("x7", False)}
    assert best.supported == best.n == int((labels == 0).sum())
    assert sum(leaf.n for leaf in found) == 200
    assert min(leaf.n for leaf in found) >= 10


def test_noise_is_not_told_as_a_condition():
    told = sum(
        best_cut(noise(120, seed), np.random.default_rng(seed + 1000).choice([0, 2], 120), 10) is not None for seed in range(40)
    )
    assert told <= 6  # five in a hundred are let through


def test_nothing_to_divide():
    assert leaves(noise(50, 1), np.zeros(50, dtype=int))[0].cuts == ()
    assert leaves(noise(15, 1), np.arange(15) % 2)[0].n == 15
    constant = pd.DataFrame({"x": np.ones(60)})
    assert len(leaves(constant, np.arange(60) % 2)) == 1


def test_the_cut_is_told_with_few_digits_and_divides_the_same():
    values = np.concatenate([np.linspace(10, 41.3, 60), np.linspace(42.7, 90, 60)])
    found = leaves(pd.DataFrame({"x": values}), (values > 42).astype(int) * 2)
    assert found[0].cuts[0].value == 42.0


@pytest.mark.parametrize(("language", "quote"), [("en", "“"), ("es", "«")])
def test_conditions_are_told_in_words(language, quote):
    cut = {"column": "loyalty_usd_per_qq.sd", "value": 42.0}
    leaves_of_part = [
        {"where": [cut | {"below": True}], "n_worlds": 52, "supported": 45, "contradicted": 0, "neither": 7},
        {"where": [cut | {"below": False}], "n_worlds": 148, "supported": 10, "contradicted": 30, "neither": 108},
    ]
    cells = {"fixed/pooled": "depends", "open/indexed": "too_small"}
    part = {"by_cell": cells, "leaves": leaves_of_part, "two_sided": False}
    text = condition_words(part, "fixed/pooled", names_of_draws(criteria().drawn), language)
    for expected in ("45", "52", "148", "30", "42 US$/qq", quote):
        assert expected in text
    assert "{" not in text


def test_every_drawn_number_has_a_name_to_be_told_by():
    named = names_of_draws(criteria().drawn)
    for drawn in criteria().drawn:
        if drawn.drawn:
            assert named[drawn.column]["en"] != drawn.column
            assert named[drawn.column]["es"] not in (drawn.column, named[drawn.column]["en"])
