"""Laws of contracts: a default is a debt, boards differ, and a bigger surprise is not kinder than a smaller one.

SPIKE is `spike-2021` with a boom of its own: a surprise in the second month of a harvest that lasts for six months. Replicates
have the same draws at every size, so differences between sizes are effects.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.runs.statistics import mean_interval
from coopsim.scenario import load
from tests.model.little import little, months_of, one_month

Array = np.ndarray
SPIKE_MONTH = 37
SPIKE = {"source": "boom", "from_month": SPIKE_MONTH, "length_months": 6, "fade_months": 5}
SIZES = tuple(round(0.2 + 0.05 * k, 2) for k in range(17))
REPLICATES, STRUCK = 64, 3  # the season of the surprise
FIXED_COST_USD = 70_000.0
# every quintal sold ahead at a fixed price, and neither weather nor noise
BOUND = {
    "forward_share": 1.0,
    "fixed_price_share": 1.0,
    "farm_weather_sd": 0.0,
    "district_weather_sd": 0.0,
    "farm_gate_noise_usd_per_qq": 0.0,
}
CALM = {"source": "constant", "years": 3, "warm_up_years": 2, "forward_share": 0.9}
OF_A_SEASON = ("alive", "net_worth_usd", "season_defaulted_strategic_qq", "season_contracted_qq", "season_kept_qq")


def spike(size: float, replicates: int = REPLICATES, **values: Any) -> World:
    """A world before its warm-up."""
    return world_of(load("spike-2021").with_values(SPIKE | {"rise_share": size} | values), range(replicates), 1)


def seasons(world: World, number: int, relation: float | None = None) -> dict[str, Array]:
    """What stands at the close of each season after the warm-up, (seasons, replicates).

    `relation`: what its word is worth to every board from the month of the surprise on.
    """
    before = calendar(load("spike-2021"))[1]
    rows = []
    for season in range(number):
        if season == STRUCK and relation is not None:
            live(world, before + SPIKE_MONTH)
            world.cooperatives.relation_value_share[:] = relation
        live(world, before + 12 * (season + 1))
        row = {name: getattr(world.cooperatives, name)[:, 0].copy() for name in OF_A_SEASON}
        rows.append(row | {"debt_usd": world.ledger.owes("debt_to_buyers")[:, 0].copy()})
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


@cache
def simulated(size: float, number: int, **values: Any) -> dict[str, Array]:
    return seasons(spike(size, **values), number)


def last_net_worth(seen: dict[str, Array]) -> Array:
    """At the close of the struck season; of a cooperative that has closed, at its last."""
    worth = seen["net_worth_usd"][0].copy()
    for season in range(1, STRUCK + 1):
        worth = np.where(seen["alive"][season - 1] > 0, seen["net_worth_usd"][season], worth)
    return worth


def walked(seen: dict[str, Array]) -> Array:
    return seen["season_defaulted_strategic_qq"].sum(axis=0) > 0


@pytest.mark.slow
def test_no_cliff_between_neighbouring_sizes_of_a_surprise() -> None:
    """L1. Boards, reserves and harvests differ, so no single size decides."""
    seen = [simulated(size, 7) for size in SIZES]
    still_open = np.array([one["alive"][-1].mean() for one in seen])
    walking = np.array([walked(one).mean() for one in seen])
    assert np.abs(np.diff(still_open)).max() <= 0.25, still_open.round(2)
    assert np.abs(np.diff(walking)).max() <= 0.15, walking.round(2)
    assert walking[-1] - walking[0] > 0.2  # something is decided over this range


@pytest.mark.slow
@pytest.mark.parametrize(("values", "first"), [(BOUND, 0.1), ({}, 0.2)], ids=["all of it bound", "as shipped"])
def test_a_bigger_surprise_is_not_kinder_to_net_worth(values: dict[str, Any], first: float) -> None:
    """L2. As shipped a small rise may gain: what was not sold ahead is sold dearer while members are paid the old price."""
    sizes = sorted({first, *(size for size in SIZES if size >= first)})
    worth = [last_net_worth(simulated(size, STRUCK + 1, **values)) for size in sizes]
    for k, size in enumerate(sizes[1:], start=1):
        more = worth[k] - worth[k - 1]
        assert more.mean() <= 2.0 * more.std(ddof=1) / np.sqrt(REPLICATES), f"at +{size:.0%}: {more.mean():.0f}"


@pytest.mark.parametrize("size", [0.3, 0.6, 1.0])
def test_who_walks_away_is_no_better_off_than_who_keeps_its_word(size: float) -> None:
    """L3. What is owed in full takes as much from net worth as performing does, and the lender sees it."""
    worth, limit = {}, {}
    for name, relation in (("walks", 0.0), ("keeps", 1e6)):
        world = spike(size, 32)
        seen = seasons(world, STRUCK + 1, relation)
        assert walked(seen).mean() == (1.0 if name == "walks" else 0.0)
        live(world, world.month + 3)  # the next harvest
        worth[name], limit[name] = last_net_worth(seen).mean(), world.cooperatives.credit_limit_usd.mean()
    assert worth["walks"] <= worth["keeps"] + 0.05 * FIXED_COST_USD, worth
    assert limit["walks"] < 0.6 * limit["keeps"], limit


def test_enforcement_keeps_boards_to_their_word() -> None:
    """L4."""
    share = {e: walked(simulated(1.0, STRUCK + 1, enforcement_share_per_year=e)).mean() for e in (0.05, 1.0)}
    assert share[0.05] - share[1.0] >= 0.3, share


@pytest.mark.parametrize("size", [0.3, 1.0])
def test_with_open_prices_nobody_walks_away_and_nothing_is_owed(size: float) -> None:
    """L5. There is nothing to gain where the contract's price follows the market."""
    seen = simulated(size, STRUCK + 2, sale_price="open", member_price="indexed")
    assert seen["season_defaulted_strategic_qq"].sum() == 0.0
    assert seen["debt_usd"].max() == 0.0


OUTCOMES = ("kept", "bought_in", "late", "defaulted_strategic", "defaulted_forced")


@pytest.mark.parametrize("base", ["spike-2021", "stressed"])
@pytest.mark.parametrize("relation", [0.05, 2.0])
def test_every_contracted_quintal_has_one_end(base: str, relation: float) -> None:
    """L6. Contracted = own coffee + bought in + moved + owed, every month."""
    scenario = little(base, years=4, rise_share=1.0, relation_value_share=relation, forward_share=0.95)
    world, before = world_of(scenario, (0, 1), 1), 0.0
    c, met = world.cooperatives, np.zeros(len(OUTCOMES))
    for _month in range(months_of(scenario)):
        one_month(world)
        became = np.array([getattr(c, f"season_{name}_qq")[:, 0] for name in OUTCOMES])
        assert c.season_contracted_qq[:, 0] == pytest.approx(became.sum(axis=0), abs=1e-9)
        met = np.maximum(met, became.sum(axis=1))
        before = max(before, float(c.season_contracted_qq.max()))
    assert before > 0.0
    assert (met[[0, 1, 2]] > 0.0).all()


def test_who_sells_ahead_part_of_the_whole_harvest_misses_more_contracts() -> None:
    """L7. In calm, where the base of the forward share is what members harvest and not what they deliver."""
    missed = {}
    for basis in ("harvest", "deliveries"):
        calm = load("castillo").with_values(CALM | {"forward_basis": basis})
        world = world_of(calm, range(32), 1)
        live(world, calendar(calm)[1] + 11)
        c = world.cooperatives
        missed[basis] = (c.season_own_coffee_missing_qq / np.maximum(c.season_contracted_qq, 1e-9))[:, 0]
    assert mean_interval(missed["harvest"] - missed["deliveries"])[1] > 0.0
