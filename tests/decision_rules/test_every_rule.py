"""What every decision rule keeps to: copy these tests when you add one (put its name in RULES and they run for it)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from coopsim.model.choice.registry import rule_words
from coopsim.model.decision import RULES, Outlets, rules
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import names, parameters
from tests.cases import every
from tests.model.little import Bookkeeper, differing, little, lived, months_of, one_month
from tests.model.phases import alone, plain, row_of

EACH = every("rule", sorted(RULES), quick=("random_utility",))
EIGHT = {
    "price_gap",
    "random_utility",
    "reference_dependent",
    "liquidity_first",
    "relational",
    "imitation",
    "experience",
    "threshold",
}


def at_harvest(rule: str, month_of_season: int = 14, **values: Any) -> World:
    """Two small replicates, one season and some months lived, in the harvest."""
    world = world_of(little(rules={rule: 1.0}, source="constant", from_month=0, **values), (0, 1), 3)
    live(world, month_of_season)
    return world


def offered(world: World, **changes: Any) -> np.ndarray:
    """The expected share of members under plain terms, with some of them changed."""
    terms: dict[str, Any] = {
        "advance_usd_per_qq": 103.0,
        "promised_usd_per_qq": 172.0,
        "months_to_second_payment": 3,
        "street_usd_per_qq": 155.0,
        "services_usd_per_qq": 0.0,
        "reward_usd_per_qq": 0.0,
        "neighbours_share": 0.7,
        "money_scale": 1.0,
        "cash_need_usd": 0.0,
        "lot_qq": 15.0,
        "accepts": True,
    }
    rule, outlets, shares = world.rules[0][0].number, Outlets(**(terms | changes)), []
    with plain():
        for number in range(len(world.neighbour)):
            row = row_of(world, number)
            members = [her for her in row.households if her.is_member]
            shares += [rules.expected_share(rule, her, row.districts[her.district], outlets) for her in members]
    return np.array(shares)


def test_the_eight_are_there() -> None:
    assert set(RULES) >= EIGHT


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_says_who_it_is(rule: str) -> None:
    words, own = rule_words(rule), RULES[rule]
    assert words.en != words.es
    assert own.source != ""
    assert own.equation
    assert own.cannot.en
    assert own.cannot.es
    assert own.__doc__
    assert set(own.reacts_to) <= {"gap", "delay", "trust"}
    assert "gap" in own.reacts_to
    for column in own.memory:
        assert column.unit
        assert column.en != column.es


def test_a_rule_s_numbers_have_names_of_their_own() -> None:
    """They are columns of the same table, so no two parameters of farmers may share one."""
    columns = [p.name.rpartition(".")[2] for p in parameters() if p.table.startswith("rule.")]
    assert len(columns) == len(set(columns))
    assert not set(columns) & {p.name for p in parameters() if not p.table.startswith("rule.")}


@EACH
@every("scenario", sorted(names()), quick=("stressed",))
def test_runs_in_every_scenario(rule: str, scenario: str) -> None:
    """No special cases: shares stay shares, and every dollar and quintal is somewhere."""
    told = little(scenario, rules={rule: 1.0}, years=3, from_month=13)
    world = world_of(told, (0,), 1)

    class Watch(Bookkeeper):
        def month_ended(self, world: World) -> None:
            super().month_ended(world)
            f = world.farmers
            assert (f.offered_qq <= f.lot_qq + 1e-9).all()
            assert (f.offered_qq >= 0).all()

    live(world, months_of(told), [Watch(world)])
    for column in RULES[rule].memory:
        assert np.isfinite(getattr(world.farmers, column.name)).all()


@EACH
def test_one_farmer_is_the_crowd(rule: str) -> None:
    world, crowd = at_harvest(rule), at_harvest(rule)
    one_month(world, alone)
    one_month(crowd)
    assert differing(world, crowd) == []


@EACH
def test_going_on_is_the_same_as_never_stopping(rule: str) -> None:
    world = at_harvest(rule, 5)
    other = world.copy()
    live(world, 20)
    live(other, 20)
    assert differing(world, other) == []


@EACH
def test_replicates_do_not_know_of_each_other(rule: str) -> None:
    scenario = little(rules={rule: 1.0})
    both, second = world_of(scenario, (0, 1), 3), world_of(scenario, (1,), 3)
    live(both, 20)
    live(second, 20)
    assert differing(both.take(np.array([1])), second) == []


def test_a_mix_lays_each_rule_out_as_a_slice() -> None:
    world = lived(little("eight-theories"))
    assert sorted(part.stop - part.start for _rule, part in world.rules) == [3] * 8
    assert np.array_equal(np.unique(world.farmers.rule_number), np.arange(8))


LOOKS_AT_TODAY = [name for name in sorted(RULES) if name not in ("imitation", "experience")]


@every("rule", LOOKS_AT_TODAY, quick=("random_utility",))
def test_a_wider_gap_never_brings_more(rule: str) -> None:
    world = at_harvest(rule)
    shares = [offered(world, street_usd_per_qq=price).mean() for price in (120.0, 150.0, 170.0, 200.0, 280.0)]
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(shares))
    assert shares[-1] < shares[0] - 0.1


@every("rule", [name for name in LOOKS_AT_TODAY if "trust" in RULES[name].reacts_to], quick=("random_utility",))
def test_trust_brings_coffee(rule: str) -> None:
    low, high = at_harvest(rule), at_harvest(rule)
    low.farmers.trust[:], high.farmers.trust[:] = 0.2, 0.95
    assert offered(high).mean() > offered(low).mean() + 0.02
    assert (offered(high) >= offered(low) - 1e-12).all()


@every("rule", [name for name in LOOKS_AT_TODAY if "delay" in RULES[name].reacts_to], quick=("random_utility",))
def test_waiting_drives_coffee_away_from_those_who_need_no_saving(rule: str) -> None:
    world, near = at_harvest(rule, lean_money_value=1.0), {"street_usd_per_qq": 175.0}  # near what the cooperative pays in all
    assert (
        offered(world, months_to_second_payment=8, **near).mean()
        < offered(world, months_to_second_payment=0, **near).mean() - 0.02
    )


@every("rule", LOOKS_AT_TODAY, quick=("random_utility",))
def test_a_reward_for_delivering_is_felt_by_every_rule_that_looks_at_today(rule: str) -> None:
    world = at_harvest(rule)
    assert offered(world, street_usd_per_qq=190.0, reward_usd_per_qq=60.0).mean() > offered(world, street_usd_per_qq=190.0).mean()


def test_the_price_gap_knows_neither_waiting_nor_trust() -> None:
    world = at_harvest("price_gap")
    before = offered(world, street_usd_per_qq=190.0)
    world.farmers.trust[:] = 0.1
    assert np.array_equal(before, offered(world, street_usd_per_qq=190.0, months_to_second_payment=9))


def test_risk_aversion_costs_nothing_where_a_promise_is_sure() -> None:
    neutral, averse = at_harvest("random_utility"), at_harvest("random_utility", risk_aversion=0.5)
    assert offered(averse).mean() < offered(neutral).mean()
    for world in (neutral, averse):
        world.farmers.trust[:] = 1.0
    averse.farmers.loyalty_usd_per_qq[:] = neutral.farmers.loyalty_usd_per_qq
    averse.farmers.is_member[:] = neutral.farmers.is_member
    assert np.array_equal(offered(averse), offered(neutral))
