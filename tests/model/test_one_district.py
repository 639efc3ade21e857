"""Two cooperatives in one district share its farmers, weather and traders; where each has one of its own nothing moves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.errors import UserMistake
from coopsim.model.records import OUTLET
from coopsim.model.simulate import live, world_of
from coopsim.scenario import Scenario, load
from tests.model.little import Bookkeeper, differing, little, lived, months_of, tables

ALIKE = {"relation_value_share": {"distribution": "constant", "mean": 0.5}, "board_discount_share_per_year": 0.2}


def shared(scenario: Scenario, *districts: str) -> Scenario:
    """The scenario with its cooperatives in these districts."""
    named = zip(scenario.cooperative, districts or ("valle",) * len(scenario.cooperative), strict=True)
    return scenario.with_values({f"cooperative.{policy.id}.district": district for policy, district in named})


@pytest.mark.parametrize("name", ["castillo", "two-cooperatives"])
def test_a_district_of_its_own_may_be_named(name: str) -> None:
    """Naming the districts that there are anyway moves no bit."""
    scenario = little(name, district="")
    named = shared(scenario, *(f"d-{policy.id}" for policy in scenario.cooperative))
    assert differing(lived(scenario, (0, 1), 3), lived(named, (0, 1), 3)) == []


def test_what_is_shared_is_one() -> None:
    world = world_of(shared(little("two-cooperatives")), (0, 1), 3)
    assert world.districts.shape == (2, 1)
    assert world.cooperatives.shape == (2, 2)
    assert not world.farmers.district.any()
    home = world.records.households["home"]
    assert {0, 1} == set(np.unique(home))
    assert (world.members() == [7, 7]).all()
    across = home[np.arange(2)[:, None, None], world.neighbour] != home[..., None]
    assert across.any()  # neighbours are of the district, whichever their cooperative
    once = world_of(little("two-cooperatives", district=""), (0, 1), 3)
    assert world.intermediaries.shape[1] * 2 == once.intermediaries.shape[1]


@pytest.mark.parametrize("districts", [("valle", "valle"), ("este", "oeste")])
@pytest.mark.parametrize("base", ["two-cooperatives", "stressed"])
def test_every_dollar_and_every_quintal_is_somewhere(base: str, districts: tuple[str, ...]) -> None:
    policies = [policy.model_dump() for policy in little(base).cooperative]
    pair = [policies[0] | {"id": "a", "members": 8}, policies[-1] | {"id": "b", "members": 7, "buys_from_others": True}]
    scenario = shared(Scenario.checked(little(base).document() | {"cooperative": pair}), *districts)
    world = world_of(scenario, (0, 1, 2), 9)
    bookkeeper = Bookkeeper(world)
    live(world, months_of(scenario), [bookkeeper])
    assert bookkeeper.months == months_of(scenario)


def test_the_order_of_the_file_decides_nothing() -> None:
    """Cooperatives that share a district stand by their names."""
    scenario = shared(little("two-cooperatives"))
    document = scenario.document()
    turned = Scenario.checked(document | {"cooperative": document["cooperative"][::-1]})
    assert turned.document() == scenario.document()
    assert turned.hash() == scenario.hash()
    for one, other in zip(tables(scenario, (0, 1)), tables(turned, (0, 1)), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_copies_go_on_as_they_would() -> None:
    scenario = shared(little("two-cooperatives"))
    world = world_of(scenario, (0, 1), 3)
    live(world, 20)
    other = world.copy()
    live(world, 40)
    live(other, 40)
    assert differing(world, other) == []


def test_three_cooperatives_in_two_districts() -> None:
    """Mechanisms belong to districts, and a cooperative sees those of its own."""
    document = little("two-cooperatives").document()
    third = document["cooperative"][0] | {"id": "zafra", "members": 3}
    scenario = shared(Scenario.checked(document | {"cooperative": [*document["cooperative"], third]}), "x", "y", "x")
    world = world_of(scenario, (0,), 3)
    bookkeeper = Bookkeeper(world)
    live(world, months_of(scenario), [bookkeeper])
    assert world.records.cooperatives["district"].tolist() == [[0, 1, 0]]
    assert world.records.districts["books_at"].tolist() == [[0, 1]]
    world.records.districts["yardstick"][0] = [True, False]
    assert world.cooperatives.yardstick.tolist() == [[True, False, True]]
    assert "yardstick" in dict(world.cooperatives.columns())
    months, _seasons = tables(scenario)
    of_month = months[months["month"] == 3].set_index("cooperative")["intermediaries"]
    assert of_month["esperanza"] == of_month["zafra"]
    assert of_month["region"] == pytest.approx(of_month["esperanza"] + of_month["semilla"])


def test_rows_of_one_world_share_their_districts() -> None:
    from coopsim.model.simulate import world_of_all

    scenario = little("two-cooperatives", district="")
    with pytest.raises(UserMistake, match="share farmers"):
        world_of_all([(scenario, [0]), (shared(scenario), [0])])


def test_agents_know_their_district() -> None:
    from coopsim.agents import CoopModel

    model = CoopModel(case=shared(load("two-cooperatives").with_values({"years": 1, "warm_up_years": 0})))
    esperanza, semilla = model.cooperative_agents
    assert len(esperanza.intermediaries) == len(semilla.intermediaries) > 0
    trader = next(iter(semilla.intermediaries))
    assert trader.local_cooperatives == [esperanza, semilla]
    member = next(iter(semilla.members))
    assert member.local_cooperative is semilla
    model.step()


# Whom they deliver to


def equal_pair(**values: object) -> Scenario:
    """Two cooperatives alike in all but the name, in one district, half of the members each."""
    document = little("two-cooperatives").document()
    model = document["cooperative"][0] | {"members": 7, "buys_from_others": True} | ALIKE | values
    pair = [model | {"id": name, "district": "valle"} for name in ("ana", "zoe")]
    return Scenario.checked(document | {"cooperative": pair})


def season_sums(scenario: Scenario, replicates: int = 40) -> pd.DataFrame:
    _months, seasons = tables(scenario, range(replicates))
    of_all = seasons[seasons["grouping"] == "all"]
    columns = ["delivered_qq", "delivered_elsewhere_qq", "harvest_qq", "members", "joined", "left"]
    return of_all.groupby(["replicate", "cooperative"])[columns].sum()


def test_members_deliver_to_the_other_cooperative_too() -> None:
    scenario = equal_pair(advance_share=0.9)
    sums = season_sums(scenario, 4)
    assert (sums["delivered_elsewhere_qq"] > 0).all()
    none = scenario.with_values({"outlets": 2})
    assert (season_sums(none, 4)["delivered_elsewhere_qq"] == 0).all()


def test_a_cooperative_that_takes_members_coffee_only_is_no_outlet_of_others() -> None:
    sums = season_sums(equal_pair(buys_from_others=False), 4)
    assert (sums["delivered_elsewhere_qq"] == 0).all()


def test_equal_cooperatives_share_the_coffee_whichever_comes_first() -> None:
    """Over replicates neither gets more than chance gives it."""
    sums = season_sums(equal_pair(advance_share=0.9).with_values({"years": 8}))
    assert sums["joined"].sum() > 0
    for column in ("delivered_qq", "delivered_elsewhere_qq", "members", "joined", "left"):
        gap = sums[column].xs("ana", level="cooperative") - sums[column].xs("zoe", level="cooperative")
        assert abs(gap.mean()) < 3.5 * gap.std() / np.sqrt(len(gap)), column


def test_what_one_member_sells_to_the_other_is_what_the_other_buys_from_outsiders() -> None:
    """Nobody is no member here: what is delivered elsewhere on one side is bought from others on the other."""
    scenario = equal_pair(advance_share=0.9).with_values({"farmers": 14})
    months, _seasons = tables(scenario, (0, 1))
    of_both = months[months["cooperative"].isin(["ana", "zoe"])]
    members_all = of_both.groupby(["replicate", "month"])["members"].transform("sum") == 14
    totals = of_both[members_all].groupby(["replicate", "month"])[["delivered_elsewhere_qq", "bought_from_others_qq"]].sum()
    assert totals["delivered_elsewhere_qq"].sum() > 0
    assert np.allclose(totals["delivered_elsewhere_qq"], totals["bought_from_others_qq"])


def test_likeness_leaves_more_to_traders() -> None:
    """Two alike together take what one would; as unlike as traders they take more."""
    taken = {}
    for likeness in (0.0, 0.95):
        sums = season_sums(equal_pair(advance_share=0.9).with_values({"cooperative_likeness_share": likeness}), 12)
        coffee = sums.drop("region", level="cooperative").sum()
        taken[likeness] = (coffee["delivered_qq"] + coffee["delivered_elsewhere_qq"]) / coffee["harvest_qq"]
    assert taken[0.95] < taken[0.0]


ONE_OUTLET = {"farmers.outlets", *(f"outlets.{name}" for name in OUTLET.names or ())}


def test_outlets_that_take_nothing_move_nothing() -> None:
    """Where no other cooperative takes her coffee, choosing among several is choosing as with one, to the last bit."""
    two_seasons = {"years": 2, "warm_up_years": 0, "surplus_shared": False}  # nobody moves yet, and no refund is compared
    scenario = equal_pair(buys_from_others=False).with_values(two_seasons)
    one, other = lived(scenario, (0, 1), 3), lived(scenario.with_values({"outlets": 2}), (0, 1), 3)
    assert set(differing(one, other)) == ONE_OUTLET
    for rule in ("imitation", "relational", "reference_dependent"):
        ruled = scenario.with_values({"rules": rule})
        assert set(differing(lived(ruled), lived(ruled.with_values({"outlets": 2})))) == ONE_OUTLET


def test_an_explanation_says_to_whom_she_turned() -> None:
    from coopsim.agents import CoopModel

    model = CoopModel(case=equal_pair(advance_share=0.9), warm_up=False)
    for _month in range(3):
        model.step()
    home = model.world.records.households["home"][0]
    facing = model.world.records.households["facing"][0]
    elsewhere = [farmer for farmer in model.farmer_agents if facing[farmer.slot] != home[farmer.slot] and farmer.lot_qq > 0]
    assert elsewhere
    for farmer in elsewhere:
        why = farmer.explain()
        assert why.turned_to == model.world.identifiers[facing[farmer.slot]]
        assert why.turned_to in str(why)
        assert "others" in why.terms
    at_home = next(farmer for farmer in model.farmer_agents if facing[farmer.slot] == home[farmer.slot])
    assert at_home.explain().turned_to == ""
