"""The choice and what is learned from it, against the old engine."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from coopsim.compiled import process
from coopsim.model import month as old_month
from coopsim.model import probe as old_probe
from coopsim.model import standing as old_standing
from coopsim.model.choice import probe, standing
from coopsim.model.choice.decide import cooperatives_are_asked, households_decide
from coopsim.model.choice.learn import rules_begin, rules_learn
from coopsim.model.choice.outlets import Outlets, look_at_the_lot, outlets_of
from coopsim.model.choice_columns import KEPT_FOR_ALL, MEMORY
from coopsim.model.decision import RULES
from coopsim.model.offers import offers_to_farmers
from coopsim.model.processes.neighbours import look_at_neighbours, look_at_one_neighbour
from coopsim.model.processes.prices import wages_and_tastes_follow
from coopsim.model.records import Row
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario, names
from tests.model.little import little, months_of
from tests.model.shadow import draws_of, follow, row_of

EIGHT = dict.fromkeys(RULES, 0.125)
STRESS: dict[str, Any] = {  # all that a choice looks at, and none of it off
    "loyalty_bonus_usd_per_qq": 8.0,
    "bonus_minimum_share": 0.6,
    "sanction_usd_per_qq": 20.0,
    "monitoring_share": 0.3,
    "minimum_delivery_share": 0.5,
    "group_size_elasticity": 0.2,
    "services_usd_per_member_year": 60.0,
    "buys_from_others": True,
    "risk_aversion": 0.3,
    "tied_debt_share": 0.5,
    "called_debt_share": 0.3,
    "peer_weight_usd_per_qq": 30.0,
    "money_scaling": 0.5,
}


@process
def decided(households, cooperatives, districts, traders, market, neighbours, rules, shift, draws, journal, seen):  # type: ignore[no-untyped-def]
    row = Row(households, cooperatives, districts, traders, market[0], neighbours, rules, shift, draws, journal)
    for district in row.districts:
        wages_and_tastes_follow(district, row.market)
    look_at_neighbours(row)
    households_decide(row)
    cooperatives_are_asked(row)
    for i in range(len(households)):
        household = row.households[i]
        district = row.districts[household.district]
        look_at_the_lot(household, district, row.market)
        o = outlets_of(household, row.cooperatives[household.district], district)
        seen[i, 0], seen[i, 1], seen[i, 2], seen[i, 3] = (
            o.advance_usd_per_qq,
            o.promised_usd_per_qq,
            o.months_to_second_payment,
            o.street_usd_per_qq,
        )
        seen[i, 4], seen[i, 5], seen[i, 6], seen[i, 7] = (
            o.services_usd_per_qq,
            o.reward_usd_per_qq,
            o.neighbours_share,
            o.money_scale,
        )
        seen[i, 8], seen[i, 9], seen[i, 10] = o.cash_need_usd, o.lot_qq, o.accepts


def differing(name: str, new: np.ndarray, old: np.ndarray) -> list[str]:
    size = max(float(np.abs(old).max(initial=0.0)), 1e-6)
    wrong = np.argwhere(~(np.abs(new - old) <= 1e-9 * size))
    return [f"{name}{tuple(at)}: {new[tuple(at)]!r} instead of {old[tuple(at)]!r}" for at in wrong]


class Compared:
    """The old choice, and what the new one makes of the same state."""

    def __init__(self) -> None:
        self.old, self.months, self.flips = old_month.households_decide, 0, 0

    def __call__(self, world: World, given: Any) -> Any:
        rows = [row_of(world, number) for number in range(world.farmers.shape[0])]
        share = self.old(world, given)
        offers = offers_to_farmers(world)
        lots = world.farmers.lot_qq
        for number, row in enumerate(rows):
            seen = np.zeros((lots.shape[1], len(Outlets._fields)))
            decided(*row, seen)
            where = f"month {world.month}, row {number}, "
            found: list[str] = []
            for k, name in enumerate(Outlets._fields):
                old = np.broadcast_to(getattr(offers, name), lots.shape)[number].astype(float)
                found += differing(where + name, seen[:, k], old)
            has = lots[number] > 0
            found += differing(where + "share", row[0]["offered_share"], np.where(has, share[number], 0.0))
            found += differing(where + "tied", row[0]["tied_qq"], world.farmers.tied_qq[number])
            found += differing(where + "neighbours", row[0]["neighbours_share"], world.farmers.neighbours_share[number])
            assert found == []
        self.months += 1
        return share


def compare(scenario: Scenario, months: int | None = None, replicates: tuple[int, ...] = (0, 1)) -> None:
    world, compared = world_of(scenario, replicates, 1, base_dir=scenario.folder), Compared()
    with ExitStack() as stack:
        stack.enter_context(patch.object(old_month, "households_decide", compared))
        live(world, months_of(scenario) if months is None else months)
    assert compared.months > 0


def test_eight_rules_decide_as_before_under_stress() -> None:
    compare(little("stressed", rules=EIGHT, farmers=48, **STRESS))


OFF: tuple[dict[str, Any], ...] = (
    {"deferred_discount": False, "cash_need": False},
    {"ties": 0, "neighbours": False, "saving_motive": False},
    {"payment_delay_months": 0, "member_price": "indexed"},  # paid at once: the promise counts as cash
    {"payment_delay_months": 0, "member_price": "fixed", "buys_from_others": True, "credit_line_usd": 0.0},
    {"members": 2, "buys_from_others": True, "group_size_elasticity": 0.5},
)


@pytest.mark.slow
@pytest.mark.parametrize("values", OFF)
@pytest.mark.parametrize("name", ["castillo", "two-cooperatives", "stressed"])
def test_eight_rules_decide_and_learn_as_before_where_something_is_off(name: str, values: dict[str, Any]) -> None:
    compare(little(name, rules=EIGHT, farmers=48, **values))
    learned(little(name, rules=EIGHT, farmers=48, **values), SEEN)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("stress", [{}, STRESS], ids=["calm", "stress"])
def test_a_rule_decides_as_before_in_every_scenario(rule: str, stress: dict[str, Any]) -> None:
    for name in sorted(names()):
        compare(little(name, rules={rule: 1.0}, **stress))


LEARNING = {"reference_dependent": 0.25, "relational": 0.25, "imitation": 0.25, "experience": 0.25}
SEEN = ("seen_share_of_year", "seen_price_of_year_usd_per_qq")  # the old engine lets everybody see, whoever's rule asks for it


def learned(scenario: Scenario, skip: tuple[str, ...] = (), months: int | None = None) -> None:
    follow(scenario, {"rules_learn": rules_learn, "look_at_one_neighbour": look_at_one_neighbour}, months, (0, 1), skip)


def test_rules_learn_as_before_under_stress() -> None:
    learned(little("stressed", rules=LEARNING, farmers=32, **STRESS), SEEN)


@pytest.mark.slow
@pytest.mark.parametrize("rule", LEARNING)
@pytest.mark.parametrize("stress", [{}, STRESS], ids=["calm", "stress"])
def test_a_rule_learns_as_before_in_every_scenario(rule: str, stress: dict[str, Any]) -> None:
    for name in sorted(names()):
        learned(little(name, rules={rule: 1.0}, **stress))


@process
def begun(households, cooperatives, districts, traders, market, neighbours, rules, shift, draws, journal, start):  # type: ignore[no-untyped-def]
    rules_begin(Row(households, cooperatives, districts, traders, market[0], neighbours, rules, shift, draws, journal), start)


@pytest.mark.parametrize("name", ["castillo", "two-cooperatives"])
def test_memories_begin_as_before(name: str) -> None:
    world = world_of(little(name, rules=EIGHT, farmers=48), (0, 1), 1)
    start = world.luck.once_a_season("rule start", 0, 48)
    for number in range(2):
        row, memory = row_of(world, number), [column.name for column in (*KEPT_FOR_ALL, *MEMORY)]
        old = row[0].copy()
        row[0][memory] = 0.0
        begun(*row, start[number])
        for column in memory:
            used = np.zeros(48, dtype=bool)
            for rule, part in world.rules:
                if column in {c.name for c in (*KEPT_FOR_ALL, *rule.memory)}:
                    used[part] = True
            assert differing(column, row[0][column][used], old[column][used]) == []


@process
def probed(  # type: ignore[no-untyped-def]
    households, cooperatives, districts, traders, market, neighbours, rules, shift, draws, journal, cohesion, gaps, shares
):
    row = Row(households, cooperatives, districts, traders, market[0], neighbours, rules, shift, draws, journal)
    probe.cohesion_shares(row, cohesion)
    if np.isnan(gaps[0]):
        probe.usual_gaps_usd_per_qq(row, gaps)
    probe.shares_at_gaps(row, gaps, shares)


def probes_agree(scenario: Scenario, months: int) -> None:
    world = world_of(scenario, (0, 1), 1)
    live(world, months)
    rows = [row_of(world, number) for number in range(2)]
    old = (old_probe.cohesion_share(world), old_probe.turning_gap_usd_per_qq(world), old_probe.normal_offered_share(world))
    shift = old_probe.shift_loyalty(world, 0.8)
    for number, row in enumerate(rows):
        farmers = len(row[0])
        cohesion = np.zeros(farmers)

        def shares_at(gaps: np.ndarray, row: Any = row, cohesion: np.ndarray = cohesion) -> np.ndarray:
            shares = np.zeros(len(gaps))
            probed(*row, cohesion, gaps, shares)
            return shares

        def normal(row: Any = row, farmers: int = farmers, shares_at: Any = shares_at) -> float:
            return probe.offered_share_of_members(row[0], shares_at(np.full(farmers, np.nan)))

        gaps = probe.turning_gaps_usd_per_qq(shares_at, farmers)
        found = differing("cohesion", cohesion, old[0][number]) + differing("gap", gaps, old[1][number])
        found += differing("normal", np.array([normal()]), old[2][[number]])
        found += differing("shift", np.array([probe.shift_loyalty(row[0], normal, 0.8)]), shift[[number]])
        found += differing("loyalty", row[0]["loyalty_usd_per_qq"], world.farmers.loyalty_usd_per_qq[number])
        found += differing("anchor", row[0]["loyalty_anchor_usd_per_qq"], world.farmers.loyalty_anchor_usd_per_qq[number])
        assert found == []


def test_the_probe_of_eight_rules_is_as_before() -> None:
    probes_agree(little("two-cooperatives", rules=EIGHT, farmers=48, **STRESS), 15)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_the_probe_of_a_rule_is_as_before_in_every_scenario(rule: str) -> None:
    for name in sorted(names()):
        for months in (0, 15, 30):
            probes_agree(little(name, rules={rule: 1.0}), months)


@process
def stood(households, cooperatives, districts, traders, market, neighbours, rules, shift, draws, journal, gap, offered):  # type: ignore[no-untyped-def]
    row = Row(households, cooperatives, districts, traders, market[0], neighbours, rules, shift, draws, journal)
    standing.standing_month(row, gap, offered)


def stands_agree(scenario: Scenario, gap: float) -> None:
    world = world_of(scenario, (0,), 1)
    live(world, 15)
    old = old_standing.standing_offered_share(world, gap)
    row, offered = row_of(world, 0), np.zeros(world.farmers.shape[1])
    for month in range(standing.MONTHS):
        if month == standing.MONTHS - standing.SETTLED:
            offered[:] = 0.0
        later = world.copy()
        later.month += month
        row = (*row[:4], row_of(later, 0)[4], *row[5:8], draws_of(later, 0), row[9])
        stood(*row, gap, offered)
    usual = np.where(row[0]["is_member"], row[0]["hectares"] * row[0]["yield_qq_per_ha"], 0.0)
    assert float((offered / standing.SETTLED * usual).sum() / usual.sum()) == pytest.approx(float(old[0]), rel=1e-9)


def test_a_standing_offer_ends_where_it_did() -> None:
    stands_agree(little(rules=EIGHT, farmers=48), 10.0)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_a_standing_offer_ends_where_it_did_for_each_rule(rule: str) -> None:
    for gap in (-20.0, 10.0, 40.0):
        stands_agree(little(rules={rule: 1.0}, farmers=48), gap)
