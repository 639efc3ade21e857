"""What the table `months` holds: amounts taken down when a month has ended, and the sums and shares that follow from them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.model.columns import MONTHS
from coopsim.model.world import World, over_months

Array = NDArray[np.float64]
AMOUNTS = (  # what is taken down each month; sums over the region and shares follow from them
    "farmers",
    "members",
    "harvest_qq",
    "offered_qq",
    "refused_qq",
    "delivered_qq",
    "side_sold_qq",
    "bought_from_others_qq",
    "shipped_qq",
    "stock_qq",
    "forward_book_qq",
    "cash_usd",
    "debt_usd",
    "owed_to_farmers_usd",
    "intermediaries",
    "alive",
    "world_price_usd_per_qq",
    "farm_gate_price_usd_per_qq",
    "advance_usd_per_qq",
    "promised_usd_per_qq",
    "trust",
    "loyalty_usd_per_qq",
)


def with_region(columns: Array) -> Array:
    """Columns of the cooperatives, the last axis, and their sum over the region beside them."""
    return np.concatenate([columns, columns.sum(axis=-1, keepdims=True)], axis=-1)


def month_amounts(world: World) -> Array:
    """What is taken down of the month that has just ended, shape (AMOUNTS, rows, cooperatives)."""
    f, c, d, ledger = world.farmers, world.cooperatives, world.districts, world.ledger
    members = world.kept("members of the season", (f.season_member,), lambda: f.season_member.astype(float))
    found: dict[str, NDArray[Any] | float] = {
        "farmers": world.kept("farmers", (), lambda: world.by_district(np.ones(f.shape))),
        "members": world.kept("their number", (f.season_member,), lambda: world.by_district(members)),
        "shipped_qq": c.shipped_qq,
        "stock_qq": c.stock_qq + over_months(world.in_process_qq),
        "forward_book_qq": over_months(world.fixed_qq) + over_months(world.open_qq),
        "cash_usd": ledger.has("cash"),
        "debt_usd": ledger.owes("line"),
        "owed_to_farmers_usd": ledger.owes("due_members") + ledger.owes("overdue_members"),
        "intermediaries": d.traders,
        "alive": c.alive,
        "world_price_usd_per_qq": world.paths.world_price_usd_per_qq[:, world.month - 1, None],
        "farm_gate_price_usd_per_qq": d.farm_gate_price_usd_per_qq,
        "advance_usd_per_qq": c.advance_usd_per_qq,
        "promised_usd_per_qq": c.posted_price_usd_per_qq,
        "trust": world.by_district(f.trust * members),
        "loyalty_usd_per_qq": world.by_district(f.loyalty_usd_per_qq * members),
    }
    flows = ("harvest_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq")
    if f.lot_qq.any():
        flow_of_farmers = {name: getattr(f, name) for name in flows}
        if not np.array_equal(f.harvest_qq, f.lot_qq):  # some was kept from an earlier month
            for name in ("offered_qq", "refused_qq"):
                flow_of_farmers[name] = indicators.counted_once_qq(flow_of_farmers[name], f.harvest_qq, f.lot_qq)
        found |= {name: world.by_district(column * members) for name, column in flow_of_farmers.items()}
        found["bought_from_others_qq"] = world.by_district(f.delivered_qq * (1.0 - members))
    else:  # a lean month: nothing to sell
        found |= dict.fromkeys((*flows, "bought_from_others_qq"), 0.0)
    amounts = np.empty((len(AMOUNTS), *c.shape))
    for place, name in enumerate(AMOUNTS):
        amounts[place] = found[name]
    return amounts


def columns_of(amounts: Array) -> dict[str, Array]:
    """What `months` holds, made of AMOUNTS of one month or of many; shape (..., rows, cooperatives and region)."""
    given = dict(zip(AMOUNTS, amounts, strict=True))
    summed = AMOUNTS.index("world_price_usd_per_qq")
    found = dict(zip(AMOUNTS, with_region(amounts[:summed]), strict=False))
    found["alive"][..., -1] /= amounts.shape[-1]  # of the region: how many of its cooperatives
    price = given["world_price_usd_per_qq"]
    found["world_price_usd_per_qq"] = np.concatenate([price, price[..., :1]], axis=-1)
    number = given["members"]
    for name, column, weight in (  # the region's: a mean with the weights of its cooperatives
        ("farm_gate_price_usd_per_qq", given["farm_gate_price_usd_per_qq"], np.ones(number.shape)),
        ("advance_usd_per_qq", given["advance_usd_per_qq"], given["alive"]),
        ("promised_usd_per_qq", given["promised_usd_per_qq"], given["alive"]),
        ("trust", indicators.ratio(given["trust"], number), number),
        ("loyalty_usd_per_qq", indicators.ratio(given["loyalty_usd_per_qq"], number), number),
    ):
        found[name] = indicators.ratio(with_region(column * weight), with_region(weight))
    found |= {
        "delivery_share": indicators.delivery_share(found["delivered_qq"], found["harvest_qq"]),
        "leakage_share": indicators.leakage_share(found["offered_qq"], found["harvest_qq"]),
        "rationed_share": indicators.rationed_share(found["refused_qq"], found["offered_qq"]),
    }
    return {column.name: found[column.name] for column in MONTHS if column.name in found}


def month_columns(world: World) -> dict[str, Array]:
    """What `months` holds of the month that has just ended; shape (rows, cooperatives and region)."""
    return columns_of(month_amounts(world))
