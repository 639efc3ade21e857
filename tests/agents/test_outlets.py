"""Cooperatives, districts and outlets as agents, and an explanation of all to whom a farmer may sell."""

from __future__ import annotations

import pytest

from coopsim.agents import CoopModel, Farmer
from coopsim.agents.explanation_text import OutletSeen
from coopsim.errors import UserMistake
from coopsim.language import speaking
from coopsim.scenario import Scenario, load


def valley(cooperatives: int = 3, **values: object) -> Scenario:
    """So many cooperatives in one valley, each buying from outsiders, and one in a district of its own."""
    document = load("two-cooperatives").document()
    model = document["cooperative"][0] | {"members": 12, "buys_from_others": True, "advance_share": 0.8, "district": "valle"}
    policies = [model | {"id": f"c-{number}"} for number in range(cooperatives)]
    alone = model | {"id": "sierra", "district": "sierra"}
    scenario = Scenario.checked(document | {"cooperative": [*policies, alone]})
    return scenario.with_values({"farmers": 80, "warm_up_years": 0, "years": 1, "outlets": 4, **values})


@pytest.fixture(scope="module")
def model() -> CoopModel:
    made = CoopModel(case=valley())
    for _month in range(3):
        made.step()
    return made


def with_coffee(model: CoopModel) -> list[Farmer]:
    return [farmer for farmer in model.farmer_agents if farmer.lot_qq > 0]


def test_who_is_where(model: CoopModel) -> None:
    assert [district.id for district in model.districts] == ["valle", "sierra"]
    valle, sierra = model.districts
    assert [one.id for one in valle.cooperatives] == ["c-0", "c-1", "c-2"]
    assert [one.id for one in sierra.cooperatives] == ["sierra"]
    assert len(valle.farmers) + len(sierra.farmers) == len(model.farmers)
    assert {trader.district for trader in sierra.intermediaries} == {1}
    for farmer in model.farmers:
        assert farmer.home.my_district is farmer.my_district
        assert farmer.home is farmer.local_cooperative
        assert farmer.my_cooperative in (farmer.home, None)
    assert all(member.home is cooperative for cooperative in model.cooperatives for member in cooperative.members)
    assert all(cooperative.alive for cooperative in model.cooperatives)


def test_outlets_are_made_when_they_are_asked_for() -> None:
    fresh = CoopModel(case=valley())
    before = len(fresh.agents)
    farmer = next(farmer for farmer in fresh.farmer_agents if farmer.home.id == "c-1")
    assert len(farmer.outlets) == 4
    assert len(fresh.agents) == before + 4
    assert farmer.outlets == farmer.outlets  # the same agents
    every = fresh.outlets
    assert len(every) == sum(len(one.outlets) for one in fresh.farmers)
    assert set(farmer.outlets) <= set(every)
    with pytest.raises(UserMistake, match="never removed"):
        farmer.outlets[0].remove()


def test_an_explanation_makes_no_agents() -> None:
    fresh = CoopModel(case=valley())
    fresh.step()
    before = len(fresh.agents)
    for farmer in fresh.farmer_agents[:5]:
        farmer.explain()
    assert len(fresh.agents) == before


def test_outlets_say_what_holds_today(model: CoopModel) -> None:
    for farmer in with_coffee(model):
        *cooperatives, traders = farmer.outlets
        assert [one.is_hers for one in cooperatives] == [farmer.is_member] + [False] * (len(cooperatives) - 1)
        assert cooperatives[0].cooperative is farmer.home
        assert [one.cooperative.district for one in cooperatives] == [farmer.district] * len(cooperatives)
        assert sum(one.is_faced for one in farmer.outlets) == 1
        assert (traders.cooperative, traders.name, traders.value_usd_per_qq) == (None, "", 0.0)
        assert traders.cash_usd_per_qq == farmer.explain().offer["street_usd_per_qq"] > 0
        for other in cooperatives[1:]:
            assert other.cash_usd_per_qq == other.promised_usd_per_qq == other.cooperative.others_advance_usd_per_qq


def test_the_explanation_tells_of_all_outlets(model: CoopModel) -> None:
    turned = 0
    for farmer in with_coffee(model):
        why = farmer.explain()
        assert [outlet.name for outlet in why.outlets] == [outlet.name for outlet in farmer.outlets]
        assert [outlet.name for outlet in why.outlets if outlet.is_hers] == [why.cooperative] * farmer.is_member
        faced = next(outlet for outlet in why.outlets if outlet.is_faced)
        assert faced.name == (why.turned_to or why.cooperative)
        assert faced.cash_usd_per_qq == why.offer["advance_usd_per_qq"]
        assert faced.promised_usd_per_qq == why.offer["promised_usd_per_qq"]
        beside = {"luck", "others"}  # chance, and that there are others, are no part of what one outlet is worth
        assert faced.value_usd_per_qq == pytest.approx(sum(v for name, v in why.terms.items() if name not in beside))
        turned += bool(why.turned_to)
        if len(why.outlets) > 2:
            for outlet in why.outlets[:-1]:
                assert outlet.name in str(why)
    assert turned > 0


def test_both_languages_say_it(model: CoopModel) -> None:
    members = [farmer for farmer in with_coffee(model) if farmer.is_member]
    why = next(why for farmer in members if (why := farmer.explain()).turned_to)
    assert "(she turned to this one)" in str(why)
    assert "(hers)" in str(why)
    with speaking("es"):
        text = str(why)
    assert "(la suya)" in text
    assert "(acudió a esta)" in text
    assert "she" not in text.split()


def test_one_that_is_closed_or_takes_members_only_says_so() -> None:
    model = CoopModel(case=valley(buys_from_others=False))
    model.step()
    farmer = next(farmer for farmer in with_coffee(model) if farmer.district == 0)
    text = str(farmer.explain())
    assert text.count("does not buy from her") == len(farmer.outlets) - 2
    model.world.records.cooperatives["alive"][0, farmer.outlets[1].cooperative.slot] = False
    assert "does not buy" not in str(OutletSeen("x", is_open=False))
    model.step()
    assert "closed" in str(farmer.explain())


def test_with_one_cooperative_nothing_more_is_said() -> None:
    model = CoopModel(case="castillo", values={"warm_up_years": 0, "years": 1, "farmers": 120})
    model.step()
    why = next(why for farmer in model.farmers if (why := farmer.explain()).month is not None)
    assert "To whom she may sell" not in str(why)
    assert [outlet.name for outlet in why.outlets] == [why.cooperative, ""]
    assert [district.id for district in model.districts] == ["esperanza"]
    assert [outlet["name"] for outlet in why.as_dict()["outlets"]] == [why.cooperative, ""]
