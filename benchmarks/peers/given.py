"""What the Mesa model is given ready made: parameters, prices, first states, ties and luck, as plain Python numbers.

Taken from a coopsim world before the clock starts, so that both live through the same months. Making these costs the Mesa
model nothing in any measurement, which speaks for Mesa.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from coopsim.model.simulate import world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario

FARMER_STATES = (
    "area_ha",
    "hectares",
    "yield_qq_per_ha",
    "expected_price_usd_per_qq",
    "usual_price_usd_per_qq",
    "cost_factor",
    "input_cost_usd_per_qq",
    "need_usd_per_month",
    "off_coffee_income_usd_per_month",
    "own_picking_qq_per_month",
    "savings_usd",
    "buffer_share",
    "income_risk_share",
    "road_distance_km",
    "patience_share_per_month",
    "lean_money_value",
    "savings_leakage_share_per_month",
    "trust",
    "loyalty_usd_per_qq",
    "loyalty_anchor_usd_per_qq",
    "taste_usd_per_qq",
    "bearing_phase",
    "is_member",
    "tenure_seasons",
    "last_share",
)
SEASON_SUMS = (
    "harvest_qq",
    "unpicked_qq",
    "delivered_qq",
    "side_sold_qq",
    "received_usd",
    "advances_usd",
    "street_value_usd",
    "costs_usd",
    "interest_usd",
    "unmet_usd",
    "cash_income_usd",
    "need_usd",
    "refund_usd",
    "membership_gain_usd",
)

TRADER_CONSTANTS = (
    "normal_export_price_usd_per_qq",
    "normal_markdown_usd_per_qq",
    "start_markdown_usd_per_qq",
    "start_purchases_qq",
)


@dataclass
class Given:
    """Everything that a run of the Mesa model starts from."""

    parameters: SimpleNamespace
    farmers: list[dict[str, Any]]
    neighbours: list[list[int]]
    world_price: list[float]
    inflation: list[float]
    luck: dict[str, list[list[float]]]  # stream -> month (or season) -> farmer
    cooperative: dict[str, float]
    traders: dict[str, float]


def as_it_is(world: World) -> World:
    return world


def given(
    scenario: Scenario, months: int, replicate: int = 0, seed: int = 1, prepare: Callable[[World], World] = as_it_is
) -> Given:
    """What one replicate of a scenario with one cooperative starts from, with the luck of its first `months`."""
    told = scenario.resolved()
    world = prepare(world_of(scenario, [replicate], seed, base_dir=scenario.folder))
    names = SimpleNamespace(harvest_shares=list(told.time.harvest_shares))
    groups = (told.population, told.household, told.network, told.intermediary, told.price, told.closing, told.cooperative[0])
    for group in groups:
        vars(names).update({name: getattr(group, name) for name in type(group).model_fields})
    f, c, d = world.farmers, world.cooperatives, world.districts
    for table in (c, d):  # as `prepare` left them
        known = {name: column[0, 0].item() for name, column in table.columns() if name in vars(names)}
        vars(names).update({name: int(value) if isinstance(vars(names)[name], int) else value for name, value in known.items()})
    return Given(
        parameters=names,
        farmers=[dict(zip(FARMER_STATES, row, strict=True)) for row in zip(*(_row(f, n) for n in FARMER_STATES), strict=True)],
        neighbours=world.neighbour[0].tolist(),
        world_price=world.paths.world_price_usd_per_qq[0].tolist(),
        inflation=world.paths.inflation_share.tolist(),
        luck=_luck(world, months),
        cooperative={
            "expected_volume_qq": float(c.expected_volume_qq[0, 0]),
            "own_funds_usd": float(c.own_funds_usd[0, 0]),
            "balance_paid_usd_per_qq": float(c.balance_paid_usd_per_qq[0, 0]),
            "cash_usd": float(world.ledger.has("cash")[0, 0]),
            "reserve_usd": float(world.ledger.owes("reserve")[0, 0]),
            "shares_usd": float(world.ledger.owes("shares")[0, 0]),
        },
        traders={
            "known_price_usd_per_qq": float(d.known_price_usd_per_qq[0, 0]),
            "farm_gate_price_usd_per_qq": float(d.farm_gate_price_usd_per_qq[0, 0]),
            "number": float(d.traders[0, 0]),
            "cooperative_share": float(d.cooperative_share[0, 0]),
            **{name: float(world.records.districts[name][0, 0]) for name in TRADER_CONSTANTS},
        },
    )


def _row(table: Any, name: str) -> list[Any]:
    column = getattr(table, name)
    return (column[0] if column.shape[1] > 1 else column[0].repeat(table.shape[1])).tolist()


def _luck(world: World, months: int) -> dict[str, list[list[float]]]:
    farmers = world.farmers.shape[1]
    seasons = range(0, months, 12)
    return {
        "farm weather": [world.luck.once_a_season("farm weather", m, farmers)[0].tolist() for m in seasons],
        "farm gate": [world.luck.once_a_season("farm gate", m, 1)[0].tolist() for m in seasons],
        "district weather": [world.luck.once_a_season("district weather", m, 1)[0].tolist() for m in seasons],
        **{stream: [world.luck(stream, m, farmers)[0].tolist() for m in range(months)] for stream in ("taste", "management")},
    }
