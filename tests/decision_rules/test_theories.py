"""What each theory says that the others do not, and its limits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coopsim.errors import UserMistake
from coopsim.model.choice.registry import rule_source
from coopsim.model.decision import RULES
from coopsim.model.measure import standing_offered_share
from coopsim.model.simulate import live, world_of
from tests.cases import every
from tests.decision_rules.test_every_rule import at_harvest, offered
from tests.model.little import little, lived


def test_losses_weigh_more_than_gains() -> None:
    """The same promise loses more to a chance of failing when losses weigh more."""
    plain, averse = (
        at_harvest("reference_dependent", **{"rule.reference_dependent.loss_aversion": weight}) for weight in (1.0, 3.0)
    )
    for world in (plain, averse):
        world.farmers.loyalty_usd_per_qq[:] = plain.farmers.loyalty_usd_per_qq
        world.farmers.remembered_price_usd_per_qq[:] = 150.0
        world.farmers.is_member[:] = plain.farmers.is_member
    assert offered(averse).mean() < offered(plain).mean()


def test_the_remembered_price_follows_what_is_paid() -> None:
    world = at_harvest("reference_dependent", 1)
    before = world.farmers.remembered_price_usd_per_qq.copy()
    live(world, 40)
    after, paid = world.farmers.remembered_price_usd_per_qq, world.farmers.price_of_year_usd_per_qq
    assert (np.abs(after - paid) < np.abs(before - paid) + 1e-9).mean() > 0.8
    assert not np.array_equal(before, after)


def test_need_comes_before_price_only_where_cash_is_better_outside() -> None:
    world = at_harvest("liquidity_first")
    world.farmers.need_first_share[:] = 1.0
    assert offered(world, cash_need_usd=1500.0).mean() < offered(world).mean() - 0.1
    better = offered(world, cash_need_usd=1500.0, street_usd_per_qq=90.0)
    assert np.array_equal(better, offered(world, street_usd_per_qq=90.0))
    other = at_harvest("random_utility")
    covered = {"cash_need_usd": 700.0}  # the advance on the lot would cover it
    assert np.array_equal(offered(other, **covered), offered(other))
    assert offered(world, **covered).mean() < offered(world).mean()


def test_a_relation_without_a_future_is_worth_nothing_and_a_bright_one_holds() -> None:
    world = at_harvest("relational")
    f = world.farmers
    f.relation_gain_usd_per_qq[:], f.noticed_share[:] = 30.0, 0.0
    today = offered(world)
    f.noticed_share[:] = 1.0
    assert offered(world).mean() > today.mean()
    f.relation_gain_usd_per_qq[:] = -30.0
    assert np.array_equal(offered(world), today)


def test_a_larger_lot_tempts_more() -> None:
    world = at_harvest("relational")
    world.farmers.noticed_share[:] = 0.3
    assert offered(world, lot_qq=40.0).mean() < offered(world, lot_qq=4.0).mean()


def test_imitators_copy_who_was_paid_more() -> None:
    world = at_harvest("imitation")
    f = world.farmers
    f.habit_share[:], f.trial_share[:] = 0.0, 0.0
    f.share(look_share=1.0)
    f.seen_share_of_year[:] = 1.0
    f.price_of_year_usd_per_qq[:] = 150.0
    shares = []
    for paid in (100.0, 150.0, 200.0):
        f.seen_price_of_year_usd_per_qq[:] = paid
        shares.append(offered(world).mean())
    assert shares[0] < 0.05
    assert shares[1] == pytest.approx(0.5)
    assert shares[2] > 0.95


def test_without_neighbours_or_trials_an_imitator_never_changes() -> None:
    scenario = little(rules={"imitation": 1.0}, ties=0, **{"rule.imitation.trial_share": 0.0})
    world = world_of(scenario, (0,), 3)
    habit = world.farmers.habit_share.copy()
    live(world, 30)
    stayed = world.farmers.is_member & (world.farmers.tied_qq == 0)
    assert np.array_equal(world.farmers.habit_share[stayed], habit[stayed])


def test_forgone_second_payments_count_when_they_are_paid() -> None:
    """In the harvest's first months the cooperative has shown its advance only; the rest comes when it is paid."""
    world = world_of(little(rules={"experience": 1.0}, source="constant", from_month=0), (0,), 3)
    attraction = []
    for _month in range(12):
        attraction.append(world.farmers.attraction_cooperative_usd_per_qq[world.farmers.is_member].mean())
        live(world, world.month + 1)
    paid = world.cooperatives.season_second_payment_usd.sum()
    assert paid > 0
    assert attraction[3] < attraction[0]
    assert max(attraction[5:]) > min(attraction[:6])


def test_experience_follows_what_has_paid() -> None:
    world = at_harvest("experience")
    f = world.farmers
    f.attraction_cooperative_usd_per_qq[:], f.attraction_street_usd_per_qq[:] = 100.0, 0.0
    assert offered(world).mean() > 0.95
    f.attraction_street_usd_per_qq[:] = 200.0
    assert offered(world).mean() < 0.05


def test_one_passes_her_threshold_when_enough_neighbours_sell() -> None:
    world = at_harvest("threshold")
    shares = [offered(world, neighbours_share=share).mean() for share in (1.0, 0.7, 0.4, 0.0)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < shares[0]


@every("rule", sorted(RULES), quick=("random_utility", "experience"))
def test_where_an_offer_stands_a_wide_gap_costs_coffee(rule: str) -> None:
    """Also under the rules that learn: in time, what pays better is what is done."""
    world = world_of(little(rules={rule: 1.0}), (0, 1), 3)
    near, far = standing_offered_share(world, -40.0), standing_offered_share(world, 90.0)
    assert (far < near - 0.2).all()


OWN = '''
from typing import Annotated

from annotated_types import Ge, Le

from coopsim.model.column import Column
from coopsim.model.decision import DecisionRule
from coopsim.scenario.declare import Group, Meaning


class Pride(Group):
    """Pride | Orgullo"""

    pride_share: Annotated[float, Ge(0), Le(1), Meaning("share", en="Pride of a farmer", es="Orgullo de cada cual")] = 0.25


class Proud(DecisionRule):
    name = "proud"
    parameters = Pride
    memory = (Column("lots_sold", "number", "Lots", "Lotes"),)

    def terms(self, household, outlets):
        return {"pride": household.pride_share}

    def decide(self, household, outlets, draws):
        return household.pride_share

    def learn(self, household, outcome):
        household.lots_sold += outcome.lot_qq > 0
'''


def test_a_rule_of_ones_own_has_numbers_and_a_memory(tmp_path: Path) -> None:
    (tmp_path / "my_proud_rules.py").write_text(OWN)
    name = "my_proud_rules:Proud"
    plain = little(rules={name: 0.5, "random_utility": 0.5}, years=2)
    world = lived(plain, base_dir=tmp_path)
    part = world.rules[0][1] if world.rules[0][0].name == "proud" else world.rules[1][1]
    assert (world.farmers.lots_sold[:, part] > 0).any()
    assert (world.farmers.pride_share == 0.25).all()
    document = plain.document()
    document["rule"][name] = {"pride_share": 0.75}
    changed = type(plain).checked(document)
    assert changed.hash() != plain.hash()
    assert (lived(changed, base_dir=tmp_path).farmers.pride_share == 0.75).all()
    assert "class Proud" in rule_source(name, tmp_path)
    document["rule"][name] = {"prid_share": 0.75}
    with pytest.raises(UserMistake, match="pride_share"):
        lived(type(plain).checked(document), base_dir=tmp_path)


def test_a_class_with_decide_is_a_rule(tmp_path: Path) -> None:
    """It need not inherit anything; one without `decide` is refused by name."""
    (tmp_path / "my_half_rules.py").write_text(
        "class Half:\n    def decide(self, household, outlets, draws):\n        return 0.5\n\n\n"
        "class Nothing:\n    def terms(self, household, outlets):\n        return {}\n"
    )
    world = lived(little(rules={"my_half_rules:Half": 1.0}, years=2), base_dir=tmp_path)
    share = world.farmers.last_share[world.farmers.is_member]
    assert share.max() == pytest.approx(0.5)  # of what is free to sell; a little less where some is owed to a lender
    assert share.min() > 0.4
    with pytest.raises(UserMistake, match="needs `decide"):
        lived(little(rules={"my_half_rules:Nothing": 1.0}, years=2), base_dir=tmp_path)
