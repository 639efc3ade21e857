"""Random regions of two districts whose cooperatives share farmers: every dollar and every quintal is somewhere."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario
from tests.model.little import Bookkeeper, little, months_of

PRICES = ("boom", "bust", "boom-bust", "constant")


def region(seed: int) -> Scenario:
    """Two to four cooperatives in one district, one or two in another, each with its own way of selling and paying."""
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
        self.moved = self.owing = self.after_closing = self.back = 0

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
        assert (outlets["cooperative"] != home[..., None]).all()
        assert ((outlets["trust"] >= 0.0) & (outlets["trust"] <= 1.0)).all()
        reached = np.sort(np.concatenate([home[..., None], outlets["cooperative"]], axis=-1), axis=-1)
        twice = (np.diff(reached, axis=-1) == 0) & (reached[..., 1:] >= 0)
        assert not twice.any()


@pytest.fixture(scope="module")
def watched() -> list[Watch]:
    return []


@pytest.mark.parametrize("seed", range(12))
def test_every_dollar_and_every_quintal_is_somewhere(seed: int, watched: list[Watch]) -> None:
    scenario = region(seed)
    world = world_of(scenario, (0, 1), seed)
    bookkeeper = Watch(world)
    live(world, months_of(scenario), [bookkeeper])
    assert bookkeeper.months == months_of(scenario)
    watched.append(bookkeeper)


def test_these_regions_have_what_they_are_for(watched: list[Watch]) -> None:
    """Households move, former homes owe them, and cooperatives close."""
    assert len(watched) == 12
    assert sum(one.moved > 0 for one in watched) >= 8
    assert sum(one.owing > 0 for one in watched) >= 6
    assert sum(one.after_closing for one in watched) > 0
    assert sum(one.back for one in watched) > 0
