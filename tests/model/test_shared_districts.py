"""Random regions of two districts whose cooperatives share farmers, also by road: every dollar and quintal is somewhere."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario
from tests.model.little import Bookkeeper, little, months_of

PRICES = ("boom", "bust", "boom-bust", "constant")


ROADS = {"este": 40.0, "oeste": 32.0}  # 8 km, within reach


def region(seed: int, joined: bool = False) -> Scenario:
    """Two to four cooperatives in one district, one or two in another, each with its own way of selling and paying.

    `joined`: a road leads from one to the other, and families have room for every cooperative.
    """
    chance = np.random.default_rng(seed)
    base = little("two-cooperatives").cooperative[0].model_dump()
    where = ["este"] * int(chance.integers(2, 5)) + ["oeste"] * int(chance.integers(1, 3))
    document = little("two-cooperatives", farmers=60).document()
    policies = [base | policy(chance) | {"id": f"c{number}", "district": name} for number, name in enumerate(where)]
    values: dict[str, Any] = {
        "years": 9,
        "source": str(chance.choice(PRICES)),
        "outlets": int(chance.integers(3, 6)),
        "cooperative_likeness_share": float(chance.choice([0.0, 0.5, 0.9])),
        "kin_talk_share": float(chance.choice([0.0, 0.4])),
        "trader_cash": bool(chance.integers(2)),
    }
    if joined:
        farmers = {"este": 40, "oeste": 20}
        document |= {"district": [{"id": name, "farmers": farmers[name], "road_km": km} for name, km in ROADS.items()]}
        values["outlets"] = 5
    return Scenario.checked(document | {"cooperative": policies}).with_values(values)


def policy(chance: np.random.Generator) -> dict[str, Any]:
    return {
        "members": int(chance.integers(2, 9)),
        "sale_price": str(chance.choice(["fixed", "open"])),
        "member_price": str(chance.choice(["fixed", "indexed", "pooled"])),
        "advance_share": float(chance.uniform(0.4, 1.0)),
        "payment_delay_months": int(chance.integers(0, 12)),
        "forward_share": float(chance.choice([0.0, 0.5, 1.0])),
        "buys_from_others": bool(chance.integers(2)),
        "share_capital_usd_per_member": float(chance.uniform(0.0, 300.0)),
        "dues_usd_per_year": float(chance.choice([0.0, 20.0])),
        "fixed_cost_usd_per_year": float(chance.choice([500.0, 4_000.0, 40_000.0])),
        "credit_line_usd": float(chance.choice([0.0, 20_000.0])),
        "late_payment_share": float(chance.choice([0.0, 0.3])),
        "services_usd_per_member_year": float(chance.choice([0.0, 40.0])),
        "loyalty_bonus_usd_per_qq": float(chance.choice([0.0, 5.0])),
    }


class Watch(Bookkeeper):
    """Keeps the books, and counts who moved, what former homes owe and who lost one by its closing."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.home = world.records.households["home"].copy()
        self.left_home = np.full((*self.home.shape, world.cooperatives.shape[1]), False)
        self.moved = self.owing = self.after_closing = self.back = self.members_across = 0
        self.carried_qq = self.road_usd = 0.0

    def month_ended(self, world: World) -> None:
        super().month_ended(world)
        home, outlets = world.records.households["home"], world.records.outlets
        moved, was_alive = home != self.home, np.take_along_axis(world.cooperatives.alive, self.home, axis=1)
        self.moved += int(moved.sum())
        self.after_closing += int((moved & ~was_alive).sum())
        self.back += int(np.take_along_axis(self.left_home, home[..., None], axis=-1)[..., 0][moved].sum())
        self.left_home |= moved[..., None] & (self.home[..., None] == np.arange(world.cooperatives.shape[1]))
        self.owing += int((outlets["due_usd"] > 0).sum() + (outlets["pooled_qq"] > 0).sum())
        self.home = home.copy()
        district = np.take_along_axis(world.records.cooperatives["district"], home, axis=1)
        self.members_across += int((world.farmers.is_member & (district != world.farmers.district)).sum())
        self.carries(world)
        assert (outlets["cooperative"] != home[..., None]).all()
        assert ((outlets["trust"] >= 0.0) & (outlets["trust"] <= 1.0)).all()
        reached = np.sort(np.concatenate([home[..., None], outlets["cooperative"]], axis=-1), axis=-1)
        twice = (np.diff(reached, axis=-1) == 0) & (reached[..., 1:] >= 0)
        assert not twice.any()

    def carries(self, world: World) -> None:
        """What crosses a border is what households brought to cooperatives of another district; the road is paid for it."""
        people, f = world.records.households, world.farmers
        buyer = np.take_along_axis(world.records.cooperatives["district"], people["facing"], axis=1)
        across = (buyer != f.district) & (f.lot_qq > 0.0)
        districts, brought = world.records.districts, np.where(across, f.delivered_qq, 0.0)
        if not f.lot_qq.any():
            return
        self.close("carried out", districts["carried_out_qq"], world.by_district(brought), self.qq)
        carried_in = world.records.cooperatives["carried_in_qq"].sum(axis=1)
        self.close("carried in", carried_in, districts["carried_out_qq"].sum(axis=1), self.qq)
        most = districts["carried_out_qq"] * districts["road_cost_usd_per_qq_km"] * 8.0
        assert (districts["road_usd"] <= most + self.TOLERANCE).all()
        shares = world.districts.cooperative_share
        assert ((shares >= 0.0) & (shares <= 1.0)).all()
        self.carried_qq += float(carried_in.sum())
        self.road_usd += float(districts["road_usd"].sum())


@pytest.fixture(scope="module")
def watched() -> list[Watch]:
    return []


@pytest.fixture(scope="module")
def watched_by_road() -> list[Watch]:
    return []


def watch(scenario: Scenario, seed: int) -> Watch:
    world = world_of(scenario, (0, 1), seed)
    bookkeeper = Watch(world)
    live(world, months_of(scenario), [bookkeeper])
    assert bookkeeper.months == months_of(scenario)
    return bookkeeper


@pytest.mark.parametrize("seed", range(12))
def test_every_dollar_and_every_quintal_is_somewhere(seed: int, watched: list[Watch]) -> None:
    watched.append(watch(region(seed), seed))


@pytest.mark.parametrize("seed", range(6))
def test_every_dollar_and_every_quintal_that_crosses_a_border_is_somewhere(seed: int, watched_by_road: list[Watch]) -> None:
    watched_by_road.append(watch(region(seed, joined=True), seed))


def test_coffee_and_members_cross_the_border_only_where_a_road_does(watched: list[Watch], watched_by_road: list[Watch]) -> None:
    assert all(one.carried_qq == one.road_usd == one.members_across == 0 for one in watched)
    assert not any(one.by_region for one in watched)
    assert all(one.carried_qq > 0.0 and one.road_usd > 0.0 and one.by_region for one in watched_by_road)
    assert sum(one.members_across > 0 for one in watched_by_road) >= 3


def test_these_regions_have_what_they_are_for(watched: list[Watch]) -> None:
    """Households move, former homes owe them, and cooperatives close."""
    assert len(watched) == 12
    assert sum(one.moved > 0 for one in watched) >= 8
    assert sum(one.owing > 0 for one in watched) >= 6
    assert sum(one.after_closing for one in watched) > 0
    assert sum(one.back for one in watched) > 0
