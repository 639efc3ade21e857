"""Farmers who decide in their own way; and one at a time gives what all at once gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coopsim.agents import CoopModel, Farmer
from coopsim.errors import UserMistake
from coopsim.model.decision import RULES
from tests.cases import every
from tests.model.little import differing

SMALL = {"farmers": 120, "warm_up_years": 2}


class Same(Farmer):
    """Asks her rule, on terms that are hers all the same, so that it answers for her alone."""

    def decide(self, outlets, draws):
        return super().decide(outlets._replace(), draws)


class Never(Farmer):
    def decide(self, outlets, draws):
        return 0.0


def lived(months: int, **kind) -> CoopModel:
    model = CoopModel(**kind)
    for _month in range(months):
        model.step()
    return model


@every("case", ["castillo", "two-cooperatives", "boom"])
@every("rules", [{"random_utility": 0.6, "price_gap": 0.4}, *({rule: 1.0} for rule in RULES)])
def test_one_at_a_time_equals_all_at_once_bit_for_bit(case: str, rules: dict) -> None:
    values = {"rules": rules, "warm_up_years": 2}
    array, objects = lived(30, case=case, values=values), lived(30, case=case, values=values, farmer_class=Same)
    assert all(farmer.decides_herself for farmer in objects.farmers)
    assert differing(array.world, objects.world) == []


def test_a_subclass_is_honoured_from_the_warm_up_on() -> None:
    model = CoopModel(values=SMALL | {"opening_reserve_usd": 1_000_000.0}, farmer_class=Never)  # rich enough to last
    assert model.world.farmers.season_offered_qq.sum() == 0.0
    model.step()
    assert model.figures["harvest_qq"] > 0
    assert model.figures["offered_qq"] == 0.0
    assert model.figures["leakage_share"] == 1.0


def test_others_of_a_mixed_population_follow_the_rule() -> None:
    values = {**SMALL, "source": "constant"}
    mixed = CoopModel(values=values, farmer_class=lambda number: Never if number < 30 else Farmer, warm_up=False)
    plain = CoopModel(values=values, warm_up=False)
    mixed.step()
    plain.step()
    first, second = mixed.world.farmers.offered_qq[0], plain.world.farmers.offered_qq[0]
    assert (first[:30] == 0).all()
    assert second[:30].sum() > 0
    assert np.array_equal(first[30:], second[30:])


def test_one_farmer_alone_may_be_given_a_will_of_her_own() -> None:
    model = CoopModel(values=SMALL)
    member = next(farmer for farmer in model.farmers if farmer.is_member)
    member.decide = lambda outlets, draws: 0.5
    model.step()
    assert member.offered_qq == pytest.approx(0.5 * (member.lot_qq - member.tied_qq))


def test_she_sees_numbers_and_her_own_terms() -> None:
    seen = {}

    class Curious(Farmer):
        def decide(self, outlets, draws):
            assert {type(number) for number in outlets} == {float, int, bool}
            assert all(type(number) is float and 0 <= number <= 1 for number in draws)
            seen[self.slot] = (outlets, draws)
            return float("nan")

    model, plain = lived(1, values=SMALL, farmer_class=Curious), lived(1, values=SMALL)
    assert model.figures["offered_qq"] == plain.figures["offered_qq"]  # NaN: as the rule says
    with_coffee = [farmer for farmer in model.farmers if farmer.lot_qq > 0]
    assert len(with_coffee) > 100
    assert [seen[farmer.slot][0].lot_qq for farmer in with_coffee] == [farmer.lot_qq - farmer.tied_qq for farmer in with_coffee]
    assert len({outlets.street_usd_per_qq for outlets, _draws in seen.values()}) > 100
    assert len({draws.taste for _outlets, draws in seen.values()}) > 100


def test_who_has_nothing_to_sell_is_not_asked() -> None:
    asked = []

    class Asked(Farmer):
        def decide(self, outlets, draws):
            asked.append(self.model.month)
            return 1.0

    lived(12, values={**SMALL, "source": "constant"}, farmer_class=Asked)
    harvest = CoopModel(values=SMALL, warm_up=False).case.time.harvest_shares
    assert {month % 12 for month in asked} == {month for month, share in enumerate(harvest) if share > 0}


def test_a_decide_written_for_tables_is_refused_with_a_sentence() -> None:
    class Before(Farmer):
        def decide(self, offers, luck):
            return 1.0

    with pytest.raises(UserMistake, match=r"Before\.decide: farmers decide by numbers: `decide\(self, outlets, draws\)`"):
        CoopModel(values=SMALL, farmer_class=Before)
    model = CoopModel(values=SMALL)
    for farmer in model.farmers:
        farmer.decide = lambda offers, luck: 0.5
    with pytest.raises(UserMistake, match=r"Farmer\.decide"):
        model.step()


def test_a_rule_of_a_users_own_decides_and_explains(tmp_path: Path) -> None:
    (tmp_path / "my_shy_rules.py").write_text(OWN)
    own = tmp_path / "own.toml"
    own.write_text('base = "castillo"\n[population]\nfarmers = 110\nrules = {"my_shy_rules:Shy" = 1.0}\n', encoding="utf-8")
    model = lived(1, case=own, values={"warm_up_years": 1, "source": "constant"})
    member = next(farmer for farmer in model.farmers if farmer.is_member and farmer.lot_qq > 0)
    assert member.offered_qq == pytest.approx(0.75 * (member.lot_qq - member.tied_qq))
    why = member.explain()
    assert (why.rule, why.terms) == ("Shy", {"loyalty": member.loyalty_usd_per_qq, "shyness": -10.0})
    assert why.smallest_loyalty_usd_per_qq == pytest.approx(10.0, abs=0.01)
    assert why.smallest_advance_usd_per_qq is None


OWN = """
class Shy:
    def terms(self, household, outlets):
        return {"loyalty": household.loyalty_usd_per_qq, "shyness": -10.0}

    def decide(self, household, outlets, draws):
        return 0.75 if household.loyalty_usd_per_qq >= 10.0 else 0.0
"""


@pytest.mark.parametrize("wrong", [None, 60, -0.1, "all", [0.2, 0.3], float("inf")])
def test_what_is_no_share_is_refused(wrong: object) -> None:
    class Wrong(Farmer):
        def decide(self, outlets, draws):
            return wrong

    with pytest.raises(UserMistake, match=r"Wrong\.decide"):
        CoopModel(values=SMALL, farmer_class=Wrong)


def test_a_subclass_may_set_her_columns_as_she_is_made() -> None:
    class Loyal(Farmer):
        def __init__(self, model, slot):
            super().__init__(model, slot)
            self.loyalty_usd_per_qq = 500.0

    assert (CoopModel(values=SMALL, farmer_class=Loyal, warm_up=False).world.farmers.loyalty_usd_per_qq == 500.0).all()


def test_a_class_attribute_must_not_hide_a_column() -> None:
    class Hides(Farmer):
        trust = 0.9

    with pytest.raises(UserMistake, match=r"Hides\.trust"):
        CoopModel(values=SMALL, farmer_class=Hides)
