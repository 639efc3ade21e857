"""Chance: every number has a fixed place, so nothing that happens shifts it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from zlib import crc32

import numpy as np
import pandas as pd
import pytest

from coopsim.model.luck import Luck
from coopsim.model.processes import contracts
from coopsim.model.simulate import live, world_of
from coopsim.model.start import start
from coopsim.scenario import Scenario
from tests.model.little import differing, little, lived, months_of, one_month, tables
from tests.model.phases import run_each

OF_PRICES = ("district", "market", "known_log_shift")
BASES = ("castillo", "stressed", "two-cooperatives")


def rule_mix(base: str) -> Scenario:
    """Two rules side by side under random prices."""
    return little(base, rules={"random_utility": 0.7, "price_gap": 0.3}, source="regime")


@pytest.mark.parametrize("base", BASES)
def test_same_seed_twice_gives_identical_tables(base: str) -> None:
    scenario = rule_mix(base)
    for one, other in zip(tables(scenario, (0, 1), 9), tables(scenario, (0, 1), 9), strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_another_seed_gives_other_tables() -> None:
    one, other = tables(little(), seed=1)[0], tables(little(), seed=2)[0]
    assert not one["delivered_qq"].equals(other["delivered_qq"])


@pytest.mark.parametrize("base", BASES)
def test_one_replicate_alone_is_the_same_among_many(base: str) -> None:
    """Bit by bit, whatever the company and the order."""
    scenario = rule_mix(base)
    alone = lived(scenario, (5,), 4)
    for company, row in (((0, 5, 2), 1), ((5, 5), 1), ((9, 8, 7, 6, 5), 4)):
        among = lived(scenario, company, 4)
        assert differing(alone, among.take(np.array([row]))) == []


@pytest.mark.parametrize("speed", [0.0146, 0.0238, 0.0308])
def test_a_price_two_months_ahead_is_the_same_alone_and_among_many(speed: float) -> None:
    scenario = little(return_share_per_month=speed, processing_months=2, rollover_months=2, source="regime")
    alone, among = lived(scenario, (5,), 4), lived(scenario, (0, 5), 4)
    assert differing(alone, among.take(np.array([1]))) == []
    own = world_of(scenario, (5,), 4)
    many = own.take(np.array([0, 0, 0]))
    for months in (0.0, 2.0, 3.0):
        one, three = (run_each(world, lambda *of, h=months: contracts.forward_price(*of, h), *OF_PRICES) for world in (own, many))
        assert (one == three).all()


def test_tables_of_one_replicate_alone_are_those_among_many() -> None:
    scenario = rule_mix("castillo")
    for one, many in zip(tables(scenario, (3,), 2), tables(scenario, (0, 3), 2), strict=True):
        picked = many[many["replicate"] == 3].reset_index(drop=True)
        both = sorted(set(one.columns))
        key = [name for name in ("cooperative", "grouping", "group", "season", "month") if name in both]
        left, right = one[both].set_index(key).sort_index(), picked[both].set_index(key).sort_index()
        shared = left.index.intersection(right.index)  # a kin group may exist in another replicate only
        pd.testing.assert_frame_equal(left.loc[shared], right.loc[shared], check_exact=True)
        assert len(shared) == len(left)


def test_more_farmers_do_not_change_the_luck_of_the_earlier() -> None:
    few, many = Luck(3, [0, 7]), Luck(3, [0, 7])
    for when in (0, 5, 11, 12, 37, 240):
        assert np.array_equal(few("taste", when, 10), many("taste", when, 25)[:, :10])
        assert np.array_equal(few.once_a_season("weather", when, 10), many.once_a_season("weather", when, 25)[:, :10])
    small, large = world_of(little(), (0,), 1), world_of(little(farmers=40), (0,), 1)
    n = small.farmers.shape[1]
    for name in (
        "hectares",
        "yield_qq_per_ha",
        "taste_usd_per_qq",
        "road_distance_km",
        "trust",
        "patience_share_per_month",
        "bearing_phase",
    ):
        assert np.array_equal(getattr(small.farmers, name), getattr(large.farmers, name)[:, :n]), name


def test_a_farmer_keeps_her_rank_when_a_spread_is_swept() -> None:
    narrow, wide = (
        world_of(little(**{"loyalty_usd_per_qq.sd": sd}), (0,), 1).farmers.loyalty_anchor_usd_per_qq for sd in (15.0, 90.0)
    )
    members = world_of(little(), (0,), 1).farmers.is_member
    assert np.array_equal(np.argsort(narrow[members]), np.argsort(wide[members]))
    assert np.ptp(wide) > 2 * np.ptp(narrow)


def test_cooperatives_differ_and_keep_their_rank_when_a_spread_is_swept() -> None:
    """What differs between cooperatives is drawn for each by itself, in each replicate, and alike in every arm."""
    some, more, none = (
        world_of(little("two-cooperatives", **{"relation_value_share.sd": sd}), tuple(range(6)), 4).cooperatives
        for sd in (0.1, 0.4, 0.0)
    )
    draws = (some.relation_value_share, some.board_discount_share_per_year, some.closing_patience_seasons)
    for drawn in draws:
        assert np.unique(drawn).size == drawn.size == 12
    assert np.array_equal(some.board_discount_share_per_year, more.board_discount_share_per_year)
    order = np.argsort(some.relation_value_share, axis=None)
    assert np.array_equal(order, np.argsort(more.relation_value_share, axis=None))
    assert not np.array_equal(order, np.argsort(some.closing_patience_seasons, axis=None))
    assert np.unique(none.relation_value_share).tolist() == [0.5]


def test_places_of_the_generator() -> None:
    """Season s of (replicate, stream) begins 2^40 s draws into its own PCG64, farmers first, then months."""
    seed, replicate, stream, slots = 11, 6, "taste", 5
    luck = Luck(seed, [replicate])
    for season in (3, 0, 1, 20):  # back and forth
        bits = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(replicate, crc32(stream.encode()))))
        bits.advance(season * (1 << 40))
        expected = np.random.Generator(bits).random((slots, 12))
        for place in range(12):
            assert np.array_equal(luck(stream, 12 * season + place, slots)[0], expected[:, place])


def test_streams_and_replicates_differ() -> None:
    luck = Luck(1, [0, 1])
    assert not np.array_equal(luck("taste", 0, 50)[0], luck("taste", 0, 50)[1])
    assert abs(np.corrcoef(luck("taste", 0, 4000)[0], luck("weather", 0, 4000)[0])[0, 1]) < 0.06
    assert abs(np.corrcoef(luck("taste", 0, 4000)[0], luck("taste", 12, 4000)[0])[0, 1]) < 0.06
    assert abs(luck("taste", 3, 20_000).mean() - 0.5) < 0.01


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("stop", [1, 7, 23, 31])
def test_copying_or_pickling_and_going_on_is_never_stopping(base: str, stop: int) -> None:
    scenario = rule_mix(base)
    end, world = months_of(scenario), world_of(scenario, (1, 4), 8)
    live(world, stop)
    copied, thawed = world.copy(), pickle.loads(pickle.dumps(world))
    assert differing(world, copied) == []
    assert differing(world, thawed) == []
    live(world, end)
    for other in (copied, thawed):
        assert other.month == stop
        live(other, end)
        assert differing(world, other) == []


def test_a_copy_shares_nothing_with_the_original() -> None:
    scenario = little()
    world = world_of(scenario, (0,), 1)
    live(world, 15)
    copy = world.copy()
    before = world.copy()
    live(copy, months_of(scenario))
    assert differing(world, before) == []


def test_taking_rows_branches_a_past() -> None:
    """Rows may be repeated and mixed; each goes on as its original would, and twins share their luck until they differ."""
    scenario = rule_mix("stressed")
    end, world = months_of(scenario), world_of(scenario, (0, 1, 2), 6)
    live(world, 14)
    branches = world.take(np.array([2, 0, 2]))
    live(world, end)
    untouched = branches.copy()
    live(untouched, end)
    assert differing(untouched, world.take(np.array([2, 0, 2]))) == []
    branches.paths.world_price_usd_per_qq[2, 20:] *= 1.5  # an arm
    live(branches, 20)
    assert differing(branches.take(np.array([0])), branches.take(np.array([2]))) == []
    live(branches, end)
    assert differing(branches.take(np.array([0])), branches.take(np.array([2]))) != []
    assert differing(branches.take(np.array([0])), untouched.take(np.array([0]))) == []


def test_arms_share_their_luck_until_they_differ() -> None:
    """Two scenarios that differ in the price from one month on are the same world before it, and draw the same luck after it."""
    calm, boom = little(source="constant"), little(source="boom", from_month=13)
    first = 12 * boom.time.warm_up_years + 13
    a, b = world_of(calm, (0, 1), 2), world_of(boom, (0, 1), 2)
    live(a, first)
    live(b, first)
    apart = [name for name in differing(a, b) if not name.startswith(("farmers.from_month", "districts."))]
    assert apart == [], apart
    live(a, months_of(calm))
    live(b, months_of(calm))
    assert "farmers.savings_usd" in differing(a, b)
    assert np.array_equal(a.luck("taste", 40, 24), b.luck("taste", 40, 24))


ARMS = (
    {},
    {"payment_delay_months": 0, "member_price": "indexed", "sale_price": "open"},
    {
        "payment_delay_months": 11,
        "member_price": "fixed",
        "forward_share": 0.95,
        "fixed_price_share": 1.0,
        "rollover_months": 5,
        "relation_value_share": 0.1,
    },
    {"payment_delay_months": 16, "neighbours": False, "credit_line_usd": 0.0, "credit_line_share": 0.0, "supply_response": False},
    {
        "trader_cash": True,
        "cash_usd": 1000.0,
        "turns_per_month": 1.0,
        "fixed_cost_spread": False,
        "surplus_shared": False,
        "buys_from_others": True,
    },
    {"fixed_cost_usd_per_year": 60_000.0, "processing_months": 4, "slow_traders": False, "working_capital_limit": False},
)


@pytest.mark.parametrize("base", ["castillo", "stressed"])
def test_design_points_simulated_together_do_not_disturb_each_other(base: str) -> None:
    """Each row of a block of different scenarios is, bit by bit, the world that it is alone."""
    scenarios = [little(base, source="boom-bust", length_months=12, **arm) for arm in ARMS]
    alone = [world_of(scenario, (3,), 7) for scenario in scenarios]
    prices = np.concatenate([world.paths.world_price_usd_per_qq for world in alone])
    together = start(scenarios, [3] * len(scenarios), 7, replace(alone[0].paths, world_price_usd_per_qq=prices))
    end = months_of(scenarios[0])
    while together.month < end:
        one_month(together)
        for row, world in enumerate(alone):
            one_month(world)
            apart = differing(world, together.take(np.array([row])))
            assert apart == [], f"arm {row}, month {world.month}: {apart}"
