"""Farmers who decide in their own way; and one at a time gives what all at once gives."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.agents import CoopModel, Farmer
from coopsim.errors import UserMistake
from coopsim.model.decision import RULES
from tests.cases import every

SMALL = {"farmers": 120, "warm_up_years": 2}


class Same(Farmer):
    def decide(self, offers, luck):
        return super().decide(offers, luck)


class Never(Farmer):
    def decide(self, offers, luck):
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
    assert array.datacollector.get_model_vars_dataframe().equals(objects.datacollector.get_model_vars_dataframe())
    for name in ("farmers", "cooperatives", "districts", "intermediaries"):
        other = getattr(objects.world, name)
        for column, values_ in getattr(array.world, name).columns():
            assert np.array_equal(values_, getattr(other, column), equal_nan=True), column
    for account, amounts in array.world.ledger.own.items():
        assert np.array_equal(amounts, objects.world.ledger.own[account])


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
    member.decide = lambda offers, luck: 0.5
    model.step()
    assert member.offered_qq == pytest.approx(0.5 * (member.lot_qq - member.tied_qq))


def test_she_sees_slices_of_one_and_her_own_terms() -> None:
    seen = {}

    class Curious(Farmer):
        def decide(self, offers, luck):
            seen[self.slot] = (
                offers.shape,
                luck.taste.shape,
                float(offers.lot_qq.item()),
                float(offers.street_usd_per_qq.item()),
            )
            return float("nan")

    model, plain = lived(1, values=SMALL, farmer_class=Curious), lived(1, values=SMALL)
    assert model.figures["offered_qq"] == plain.figures["offered_qq"]  # NaN: as the rule says
    assert set(seen) == set(range(120))
    assert all(one[:2] == ((1, 1), (1, 1)) for one in seen.values())
    assert [seen[farmer.slot][2] for farmer in model.farmers] == [farmer.lot_qq - farmer.tied_qq for farmer in model.farmers]
    assert len({one[3] for one in seen.values()}) > 100


@pytest.mark.parametrize("wrong", [None, 60, -0.1, "all", [0.2, 0.3], float("inf")])
def test_what_is_no_share_is_refused(wrong: object) -> None:
    class Wrong(Farmer):
        def decide(self, offers, luck):
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
