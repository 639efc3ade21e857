"""explain(): amounts that add up, what tipped it, and counterfactuals that flip the choice when they are applied."""

from __future__ import annotations

import json

import numpy as np
import pytest

from coopsim import language
from coopsim.agents import CoopModel, Explanation, Farmer
from coopsim.agents.explain import ADVANCE, LOYALTY, smallest_that_holds, what_tipped
from coopsim.model.decision.rules import RULES as EVERY_RULE
from tests.cases import cases

RULES = tuple(sorted(EVERY_RULE))
FEEL_LOYALTY = ("random_utility", "liquidity_first", "reference_dependent", "relational", "threshold")
WITH_LUCK_IN_DOLLARS = ("random_utility", "liquidity_first", "reference_dependent", "experience")


def lived(rule: str, months: int = 4, **values) -> CoopModel:
    model = CoopModel(values={"rules": rule, "warm_up_years": 2, **values})
    for _month in range(months):
        model.step()
    return model


@pytest.fixture(scope="module", params=cases(RULES, quick=("random_utility", "threshold")))
def told(request: pytest.FixtureRequest) -> list[tuple[Farmer, Explanation]]:
    model = lived(request.param)
    return [(farmer, farmer.explain()) for farmer in model.farmers]


@pytest.fixture(scope="module")
def by_luck() -> list[tuple[Farmer, Explanation]]:
    return [(farmer, farmer.explain()) for farmer in lived("random_utility").farmers]


def test_the_terms_add_up_to_the_value(told: list) -> None:
    for _farmer, why in told:
        assert sum(why.terms.values()) == pytest.approx(why.value_usd_per_qq, abs=1e-9)
        assert ("luck" in why.terms) == (why.rule in WITH_LUCK_IN_DOLLARS)


def test_the_value_is_that_by_which_she_chose(by_luck: list) -> None:
    accepted = [why for _farmer, why in by_luck if why.accepted]
    assert all((why.value_usd_per_qq > 0) == (why.share_without_need > 0) for why in accepted)
    assert {why.share_without_need for why in accepted} == {0.0, 1.0}  # both kinds are there, so the line above can fail


def test_quantities_are_those_that_moved(told: list) -> None:
    for farmer, why in told:
        assert (why.lot_qq, why.offered_qq, why.delivered_qq) == (farmer.lot_qq, farmer.offered_qq, farmer.delivered_qq)
        assert why.offered_qq == pytest.approx(why.offered_share * (why.lot_qq - why.tied_qq))
        assert why.delivered_qq + why.refused_qq == pytest.approx(why.offered_qq)
        assert why.delivered_qq + why.side_sold_qq + why.kept_qq == pytest.approx(why.lot_qq)


def test_two_or_three_terms_tipped_it(told: list) -> None:
    for _farmer, why in told:
        assert 2 <= len(why.tipped_by) <= 3 or (why.rule == "imitation" and not any(why.terms.values()))  # did as the other did
        for name, amount in why.tipped_by.items():
            cash = why.terms.get("advance", 0.0) + why.terms.get("street", 0.0)
            assert amount == pytest.approx(cash if name == "cash_now" else why.terms[name])


@pytest.mark.parametrize("name", [ADVANCE, LOYALTY])
def test_the_counterfactual_flips_the_choice_when_applied(told: list, name: str) -> None:
    flipped = {True: 0, False: 0}
    for farmer, why in told:
        amount = getattr(why, f"smallest_{name}")
        if amount is None:
            continue
        choice = farmer.choice_at(farmer.model._memory.of(farmer.slot))
        stayed = why.offered_share >= 0.5
        today = why.offer[name] if name == ADVANCE else why.loyalty_usd_per_qq
        assert amount <= today if stayed else amount > today
        below = amount - 0.01
        at, under = choice.stays(name, np.array([amount, below]))
        assert at
        assert not under
        flipped[stayed] += 1
    rule = told[0][1].rule
    if rule in FEEL_LOYALTY:
        assert min(flipped.values()) > 2
    elif name == LOYALTY:
        assert sum(flipped.values()) == 0  # only what is paid, or was paid, counts for these


def test_the_counterfactual_holds_in_the_model_itself(by_luck: list) -> None:
    """Lived again with the loyalty that was told, the farmer who sold outside delivers; with a cent less she does not."""
    farmer, why = next(
        (f, w)
        for f, w in by_luck
        if w.accepted and w.offered_share == 0 and w.smallest_loyalty_usd_per_qq and not w.limited_by_need
    )
    for change, delivers in ((0.0, True), (-0.01, False)):
        again = lived("random_utility", months=3)
        twin = again.farmer_agents[farmer.slot]
        assert twin.loyalty_usd_per_qq == why.loyalty_usd_per_qq
        twin.loyalty_usd_per_qq = why.smallest_loyalty_usd_per_qq + change
        again.step()
        assert (twin.offered_qq > 0) == delivers


def test_need_is_named_where_it_set_the_limit() -> None:
    model = lived("random_utility", months=2, need_usd_per_month=800.0, buffer_share=0.002)
    limited = [why for farmer in model.farmers if (why := farmer.explain()).limited_by_need]
    assert limited
    for why in limited:
        assert why.offered_share < why.share_without_need
        assert "need for cash" in str(why)
        assert ("What tipped it" in str(why)) == (why.offered_share >= 0.5)


def test_she_speaks_of_the_last_month_in_which_she_had_coffee() -> None:
    model = lived("random_utility", months=6)
    spoken = {farmer.slot: farmer.explain().as_dict() for farmer in model.farmers}
    for _month in range(5):
        model.step()  # the lean months: trust, loyalty and prices move on
    model.farmers.set("trust", 0.0)
    for farmer in model.farmers:
        if farmer.explain().month == spoken[farmer.slot]["month"]:
            assert farmer.explain().as_dict() == spoken[farmer.slot]
    assert any(one["month"] == 5 for one in spoken.values())
    assert len(model._memory.choices) <= 3


def test_before_the_first_harvest_there_is_nothing_to_explain() -> None:
    model = CoopModel(warm_up=False)
    why = model.farmer_agents[0].explain()
    assert why.month is None
    assert str(why).endswith("no coffee to sell so far.")


def test_who_may_not_deliver_is_told_so() -> None:
    model = lived("random_utility")
    outsider = next(farmer for farmer in model.farmers if not farmer.is_member)
    why = outsider.explain()
    assert not why.accepted
    assert why.offered_share == 0
    assert why.smallest_advance_usd_per_qq is None
    assert "does not buy from her" in str(why)


def test_who_decides_in_her_own_way_is_not_explained_away() -> None:
    class Stubborn(Farmer):
        def decide(self, outlets, draws):
            return 0.25

    model = CoopModel(values={"warm_up_years": 1}, farmer_class=Stubborn)
    member = next(farmer for farmer in model.farmers if farmer.is_member)
    why = member.explain()
    assert why.decides_herself == "Stubborn"
    assert why.offered_share == 0.25
    assert why.smallest_advance_usd_per_qq is None
    assert "Stubborn" in str(why)


def test_as_dict_is_plain(told: list) -> None:
    for _farmer, why in told:
        assert json.loads(json.dumps(why.as_dict(), allow_nan=False)) == why.as_dict()


def test_what_is_printed_adds_up_too(told: list) -> None:
    for _farmer, why in told:
        numbers = [float(line.split()[-1]) for line in str(why).splitlines() if line.startswith("  ")]
        assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=1e-6)
        assert numbers[-1] == pytest.approx(why.value_usd_per_qq, abs=0.05)


def test_it_is_told_in_the_language_spoken(told: list) -> None:
    english = str(told[0][1])
    language.use("es")
    for _farmer, why in told:
        assert "Familia" in str(why)
        assert " she " not in str(why).lower()
    assert str(told[0][1]) != english


def test_the_search_is_not_fooled_by_a_choice_that_turns_twice() -> None:
    def between(amount: np.ndarray) -> np.ndarray:
        return (amount < 50) | (amount > 150)

    assert smallest_that_holds(between, 100.0) == 150.01
    assert smallest_that_holds(between, 200.0) == 150.01
    assert smallest_that_holds(between, 20.0, lowest=0.0) is None
    assert smallest_that_holds(lambda amount: amount > 1e6, 20.0) is None


def test_reasons_point_the_way_she_went() -> None:
    terms = {"advance": 100.0, "street": -150.0, "promise": 40.0, "loyalty": 30.0, "services": 5.0, "luck": -60.0}
    assert what_tipped(terms, delivers=False) == {"luck": -60.0, "cash_now": -50.0}
    terms["luck"] = 10.0
    assert what_tipped(terms, delivers=True) == {"promise": 40.0, "loyalty": 30.0}
    assert what_tipped({"advance": 100.0, "street": -99.0, "promise": 3.0, "loyalty": 3.0, "services": 2.0}, True) == {
        "promise": 3.0,
        "loyalty": 3.0,
        "services": 2.0,
    }
