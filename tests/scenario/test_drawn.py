"""Cooperatives that are drawn: so many, each parameter a value, a distribution or shares; drawn anew in each replicate."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.errors import UserMistake
from coopsim.model.luck import Luck
from coopsim.model.policies import policies
from coopsim.model.simulate import world_of
from coopsim.scenario import Scenario, load, schema
from coopsim.scenario.drawn import drawable
from coopsim.scenario.notes import notes
from coopsim.scenario.scale_notes import scale_notes
from coopsim.scenario.tables import kind

MANY: dict[str, Any] = {
    "id": "c",
    "count": 40,
    "members": {"distribution": "lognormal", "mean": 60, "sd": 30, "low": 20, "high": 200},
    "opening_reserve_usd": {"distribution": "lognormal", "mean": 600, "sd": 300, "per_member": True},
    "payment_delay_months": {"distribution": "uniform", "low": 1, "high": 6},
    "advance_share": {"distribution": "normal", "mean": 0.9, "sd": 0.3},
    "forward_share": {"distribution": "uniform", "low": 0.3, "high": 0.6},
    "member_price": {"shares": {"pooled": 0.6, "fixed": 0.3, "indexed": 0.1}},
    "sale_price": {"shares": {"open": 0.25, "fixed": 0.75}},
    "buys_from_others": {"shares": {"true": 0.8, "false": 0.2}},
    "forward_basis": "last",
    "advance_review": {"shares": {"1": 0.5, "12": 0.5}},
}
ROWS = 50


def region(*tables: dict[str, Any], farmers: int = 10_000, **more: Any) -> Scenario:
    document = load("castillo").document()
    people = document["population"] | {"farmers": farmers}
    return Scenario.checked(document | {"cooperative": list(tables) or [MANY], "population": people} | more)


def drawn(scenario: Scenario, rows: int = ROWS) -> dict[str, np.ndarray]:
    return policies([scenario] * rows, Luck(1, list(range(rows))))


def test_means_and_shares_lie_where_they_are_declared() -> None:
    """Over 2,000 cooperatives, within three standard errors."""
    values, number = drawn(region()), ROWS * 40
    assert values["members"].shape == (ROWS, 40)
    assert values["payment_delay_months"].mean() == pytest.approx(3.5, abs=3 * 1.6 / number**0.5)
    assert set(np.unique(values["payment_delay_months"])) == {1, 2, 3, 4, 5, 6}
    each = values["opening_reserve_usd"] / values["members"]
    assert each.mean() == pytest.approx(600, abs=3 * 300 / number**0.5)
    for name, shares in (("member_price", MANY["member_price"]), ("sale_price", MANY["sale_price"])):
        for value, share in shares["shares"].items():
            spread = (share * (1 - share) / number) ** 0.5
            assert (values[name] == value).mean() == pytest.approx(share, abs=3 * spread)
    assert values["buys_from_others"].mean() == pytest.approx(0.8, abs=0.03)
    assert set(np.unique(values["advance_review"])) == {1, 12}
    assert values["members"].min() >= 20
    assert values["members"].max() <= 200
    assert values["advance_share"].max() <= 1.0  # what has no ends is cut where the parameter is
    assert (values["members"] == np.round(values["members"])).all()


def test_a_cooperative_keeps_its_rank_when_a_spread_is_swept_and_none_moves_when_others_are_added() -> None:
    values = drawn(region())
    wider = drawn(region(MANY | {"forward_share": {"distribution": "uniform", "low": 0.0, "high": 0.9}}))
    for row in range(ROWS):
        assert (np.argsort(values["forward_share"][row]) == np.argsort(wider["forward_share"][row])).all()
    beside = drawn(region(MANY, {"id": "a", "members": 50}, MANY | {"id": "z", "count": 3}))
    more = drawn(region(MANY | {"count": 44}))
    for name in ("members", "member_price", "advance_share"):
        assert (beside[name][:, :40] == values[name]).all()
        assert (more[name][:, :40] == values[name]).all()
        assert not (beside[name][:, 41:] == values[name][:, :3]).all()


def test_the_rows_of_one_world_have_cooperatives_of_their_own() -> None:
    scenario = region(MANY | {"count": 4}, farmers=500)
    world = world_of(scenario, (0, 1, 2))
    values = drawn(scenario, 3)
    assert len(np.unique(values["members"].sum(axis=1))) == 3
    assert (world.members() == values["members"]).all()
    assert (world.cooperatives.opening_reserve_usd == values["opening_reserve_usd"]).all()
    assert (world.cooperatives.pays_pooled == (values["member_price"] == "pooled")).all()
    assert (world.cooperatives.sells_fixed == (values["sale_price"] == "fixed")).all()
    alone = world_of(scenario, (2,))
    assert (alone.members()[0] == world.members()[2]).all()
    assert world.identifiers == ("c-01", "c-02", "c-03", "c-04")


def test_typed_ones_stand_beside_drawn_ones() -> None:
    scenario = region(
        {"id": "esperanza", "members": 77},
        MANY | {"count": 3},
        {"id": "solo", "members": {"distribution": "uniform", "low": 5, "high": 9}},
    )
    assert [one.id for one in scenario.cooperative] == ["esperanza", "c-01", "c-02", "c-03", "solo"]
    members = drawn(scenario)["members"]
    assert (members[:, 0] == 77).all()
    assert set(np.unique(members[:, 4])) == {5, 6, 7, 8, 9}
    assert [one["id"] for one in scenario.document()["cooperative"]] == ["esperanza", "c", "solo"]


def test_what_was_written_is_what_is_kept() -> None:
    scenario = region()
    document = json.loads(json.dumps(scenario.document()))
    (table,) = document["cooperative"]
    assert table["count"] == 40
    for name, value in MANY.items():
        if not isinstance(value, dict) or "shares" in value:
            assert table[name] == value, name
        else:
            assert value.items() <= table[name].items(), name
    again = Scenario.checked(document)
    assert again.hash() == scenario.hash()
    assert (drawn(again)["members"] == drawn(scenario)["members"]).all()
    other = region(MANY | {"members": MANY["members"] | {"sd": 31}})
    assert other.hash() != scenario.hash()


def test_spreads_are_changed_by_name() -> None:
    scenario = region()
    values = {"members": 90, "opening_reserve_usd.mean": 900, "cooperative.c.advance_share.sd": 0.1, "member_price": "fixed"}
    moved = scenario.with_values(values)
    (table,) = moved.document()["cooperative"]
    assert (table["members"]["mean"], table["members"]["sd"]) == (90, 45)
    assert (table["opening_reserve_usd"]["mean"], table["opening_reserve_usd"]["per_member"]) == (900, True)
    assert (table["advance_share"]["sd"], table["member_price"]) == (0.1, "fixed")
    assert scenario.with_values({"opening_reserve_usd": 5000}).document()["cooperative"][0]["opening_reserve_usd"] == 5000
    halves = {"shares": {"0.5": 0.5, "0.8": 0.5}}
    assert set(np.unique(drawn(scenario.with_values({"advance_share": halves}))["advance_share"])) == {0.5, 0.8}


def test_a_mechanism_that_is_off_is_drawn_no_more() -> None:
    off = region().with_values({"forward_sales": False}).resolved()
    assert (drawn(off)["sale_price"] == "open").all()


def test_everything_but_the_name_may_be_drawn() -> None:
    """Numbers by a distribution, switches and choices by shares; each reaches the cooperatives of a row."""
    for name, field in drawable().items():
        if kind(field) in ("number", "whole"):
            low, high = (next(getattr(mark, end) for mark in field.metadata if hasattr(mark, end)) for end in ("ge", "le"))
            high = min(high, 2000)
            given: Any = {"distribution": "uniform", "low": low, "high": high}
            expected = (low + high) / 2
        else:
            values = ["false", "true"] if kind(field) == "yes_no" else field.annotation.__args__  # type: ignore[union-attr]
            given = {"shares": {values[0]: 0.5, values[1]: 0.5}}
            expected = None
        column = drawn(region({"id": "c", "count": 5, "members": 20, name: given}), 6)[name]
        assert len(np.unique(column.astype(str))) > 1, name
        if expected is not None:
            assert low <= column.min() <= expected <= column.max() <= high, name


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"members": {"distribution": "normal", "mean": -5, "sd": 1}}, r"c.members: got -5.0; allowed 0 to 1,000,000"),
        ({"advance_share": {"distribution": "uniform", "low": 0.2, "high": 1.4}}, r"c.advance_share: got 1.4; allowed 0.1 to 1"),
        ({"advance_share": {"mean": 0.7, "sd": 0.1}}, r"no sd where the distribution is constant"),
        ({"member_price": {"shares": {"poled": 1.0}}}, r'got "poled".*did you mean pooled'),
        ({"member_price": {"shares": {"pooled": 0.5}}}, r"member_price: got 0.5; allowed shares that add up to 1"),
        (
            {"member_price": {"distribution": "normal", "mean": 1, "sd": 1}},
            r"member_price: got 1.0; allowed a value, or \{ shares",
        ),
        ({"advance_share": {"shares": {"1.7": 1.0}}}, r"advance_share: got 1.7; allowed 0.1 to 1"),
        ({"count": 0}, r"count: got 0; allowed 1 to 1,000"),
        ({"members": "many"}, r"c.members: got \"many\"; allowed a whole number"),
        ({"membres": 3}, r"membres: no such parameter here.*did you mean members"),
    ],
)
def test_what_is_wrong_with_spreads(change: dict[str, Any], message: str) -> None:
    with pytest.raises(UserMistake) as raised:
        region(MANY | change)
    assert re.search(message, str(raised.value)), raised.value


def test_more_members_than_there_is_room_for_are_scaled_down_and_said() -> None:
    scenario = region(MANY | {"count": 10}, {"id": "typed", "members": 100}, farmers=500)
    members = drawn(scenario)["members"]
    assert (members[:, -1] == 100).all()
    assert (members.sum(axis=1) <= 450).all()
    assert members.sum(axis=1).mean() > 435  # rounded down, no more
    (sentence,) = notes(scenario)
    assert "700 members are drawn on average" in sentence
    assert notes(region(farmers=10_000)) == []


def test_cooperatives_are_spread_over_districts_by_their_farmers(tmp_path: Path) -> None:
    districts = [{"id": "valle", "farmers": 900}, {"id": "alto", "farmers": 500}, {"id": "bajo", "farmers": 400}]
    everywhere = MANY | {"count": 24, "district": "each"}
    scenario = region(everywhere, farmers=1800, district=districts)
    where = [one.district for one in scenario.cooperative]
    assert [where.count(one) for one in ("valle", "alto", "bajo")] == [12, 7, 5]
    assert scenario.document()["cooperative"][0]["district"] == "each"
    world = world_of(scenario, (0, 1))
    assert (world.by_district(world.farmers.is_member) <= 0.9 * np.array([500, 400, 900])).all()


def test_a_guard_speaks_once_of_all_that_are_drawn_alike() -> None:
    warned = scale_notes(region(MANY | {"fixed_cost_usd_per_year": 400_000.0}))
    assert [sentence for sentence in warned if "cooperative.c.fixed_cost_usd_per_year" in sentence] == warned[:1]


def test_the_schema_knows_spreads() -> None:
    definitions = schema()["$defs"]
    policy = definitions["CooperativePolicy"]["properties"]
    assert {"$ref": "#/$defs/Spread"} in policy["members"]["anyOf"]
    assert {"$ref": "#/$defs/Shares"} in policy["member_price"]["anyOf"]
    assert "per_member" in definitions["Spread"]["properties"]
    assert policy["count"]["maximum"] == 1000


def test_the_region_that_comes_along_is_short() -> None:
    from coopsim.scenario.read import folder

    assert len((folder() / "region-24.toml").read_text(encoding="utf-8").splitlines()) <= 30
    scenario = load("region-24")
    assert len(scenario.cooperative) == 24
    assert (notes(scenario), scale_notes(scenario)) == ([], [])
