"""Shapley values against games whose values are published, and by their axioms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from coopsim.claim.causes.coalitions import arms, number_of, selection
from coopsim.claim.causes.orders import added_along, arms_on_the_way, sampled_orders
from coopsim.claim.causes.prices import trailing_reference, with_causes
from coopsim.claim.causes.shapley import shapley_values

GAMES = st.integers(1, 5).flatmap(
    lambda n: hnp.arrays(np.float64, (1 << n, 3), elements=st.floats(-100, 100, allow_nan=False, allow_subnormal=False))
)


def game(worth: dict[str, float], players: str) -> np.ndarray:
    """Values by number of arm; a selection that is not written is worth 0."""
    return np.array([worth.get("".join(selection(number, players)), 0.0) for number in arms(players)])


# -- worked games ------------------------------------------------------------------------------------------------------------


def test_glove_game() -> None:
    # one left glove, two right ones (Osborne and Rubinstein 1994, ch. 14): 2/3, 1/6, 1/6
    assert shapley_values(game({"ab": 1, "ac": 1, "abc": 1}, "abc")) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_airport_game() -> None:
    # Littlechild and Owen 1973: runways of 8, 11 and 13: each part is shared by those who need it
    need = {"a": 8.0, "b": 11.0, "c": 13.0}
    worth = {"".join(selection(k, "abc")): max((need[p] for p in selection(k, "abc")), default=0.0) for k in arms("abc")}
    assert shapley_values(game(worth, "abc")) == pytest.approx([8 / 3, 8 / 3 + 3 / 2, 8 / 3 + 3 / 2 + 2])


def test_shares_in_a_company_and_one_vote_each() -> None:
    # Shapley and Shubik 1954: with 50, 49 and 1 votes of 100 the last two have equal power; with a vote each all have
    votes = {"a": 50, "b": 49, "c": 1}
    assert shapley_values(game(wins(votes, 51), "abc")) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert shapley_values(game(wins(dict.fromkeys("abc", 1), 2), "abc")) == pytest.approx([1 / 3] * 3)


def wins(votes: dict[str, int], quota: int) -> dict[str, float]:
    """Selections of voters that reach the quota are worth 1."""
    names = list(votes)
    return {"".join(selection(k, names)): float(sum(votes[one] for one in selection(k, names)) >= quota) for k in arms(names)}


def test_numbers_that_are_no_power_of_two_are_refused() -> None:
    with pytest.raises(ValueError, match="6 arms"):
        shapley_values(np.zeros(6))


# -- axioms ------------------------------------------------------------------------------------------------------------------


@given(GAMES)
def test_parts_sum_to_the_total(outcome: np.ndarray) -> None:
    assert shapley_values(outcome).sum(axis=0) == pytest.approx(outcome[-1] - outcome[0], abs=1e-9)


@given(GAMES, st.data())
def test_a_cause_that_adds_nothing_gets_nothing(outcome: np.ndarray, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(shapley_values(outcome))))
    doubled = np.array([outcome[k & (1 << place) - 1 | k >> place + 1 << place] for k in range(2 * len(outcome))])
    parts = shapley_values(doubled)
    assert (parts[place] == 0).all()
    assert np.delete(parts, place, axis=0) == pytest.approx(shapley_values(outcome), abs=1e-9)


@given(GAMES, st.randoms(use_true_random=False))
def test_the_order_in_which_causes_are_listed_decides_nothing(outcome: np.ndarray, chance) -> None:
    causes = [chr(97 + k) for k in range(len(shapley_values(outcome)))]
    mixed = chance.sample(causes, len(causes))
    moved = np.array([outcome[number_of(selection(k, mixed), causes)] for k in arms(mixed)])
    parts = dict(zip(mixed, shapley_values(moved), strict=True))
    assert np.array([parts[name] for name in causes]) == pytest.approx(shapley_values(outcome), abs=1e-9)


@given(st.integers(2, 4), st.data())
def test_causes_that_do_the_same_get_the_same(causes: int, data: st.DataObject) -> None:
    by_size = data.draw(st.lists(st.floats(-10, 10), min_size=causes + 1, max_size=causes + 1))
    parts = shapley_values([by_size[k.bit_count()] for k in range(1 << causes)])
    assert parts == pytest.approx([(by_size[-1] - by_size[0]) / causes] * causes, abs=1e-9)


@given(GAMES, st.floats(-5, 5))
def test_values_add_over_games(outcome: np.ndarray, times: float) -> None:
    other = outcome[::-1] * times
    assert shapley_values(outcome + other) == pytest.approx(shapley_values(outcome) + shapley_values(other), abs=1e-8)


# -- sampled orders ------------------------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(GAMES, st.integers(1, 9))
def test_every_order_sums_to_the_total(outcome: np.ndarray, orders: int) -> None:
    values = outcome[:, 0]
    added = added_along(lambda arm: values[arm], sampled_orders(len(shapley_values(values)), orders, np.random.default_rng(3)))
    assert added.shape[1] == orders
    assert added.sum(axis=0) == pytest.approx([values[-1] - values[0]] * orders, abs=1e-9)


def test_orders_drawn_by_lot_find_the_exact_values() -> None:
    draws = np.random.default_rng(1)
    outcome = draws.normal(size=64)
    added = added_along(lambda arm: outcome[arm], sampled_orders(6, 4000, draws))
    error = added.std(axis=1, ddof=1) / np.sqrt(added.shape[1])
    assert (abs(added.mean(axis=1) - shapley_values(outcome)) < 4 * error).all()


def test_an_order_passes_from_nothing_to_everything_and_asks_each_arm_once() -> None:
    asked: list[int] = []
    orders = sampled_orders(4, 6, np.random.default_rng(2))
    added_along(lambda arm: asked.append(arm) or 0.0, orders)
    assert len(asked) == len(set(asked))
    assert {0, 15} <= set(asked)
    assert arms_on_the_way(orders[0])[::-1].tolist() == [15 - arm for arm in arms_on_the_way(orders[1]).tolist()]


# -- prices ----------------------------------------------------------------------------------------------------------------------


@given(hnp.arrays(np.float64, 60, elements=st.floats(50, 600)), st.booleans(), st.booleans())
def test_highs_and_lows_are_measured_from_what_went_before(price: np.ndarray, highs: bool, lows: bool) -> None:
    reference, later = trailing_reference(price, 36), price[36:]
    assert reference[0] == pytest.approx(price[:36].mean())
    held = with_causes(later, reference, highs, lows)
    assert (held[later > reference] == (later if highs else reference)[later > reference]).all()
    assert (held[later < reference] == (later if lows else reference)[later < reference]).all()
