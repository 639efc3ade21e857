"""What the table `months` holds: amounts taken down when a month has ended, and the sums and shares that follow from them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.model import measure
from coopsim.model.columns import MONTHS, OF_ONE
from coopsim.model.processes.record import MONTH
from coopsim.model.table_places import TablePlaces, table_places
from coopsim.model.world import World

Array = NDArray[np.float64]
AMOUNTS = MONTH.names or ()  # what is taken down each month; sums over districts and region and shares follow from them


def month_amounts(world: World) -> Array:
    """What is taken down of the month that has just ended, shape (AMOUNTS, rows, cooperatives)."""
    return amounts_of(measure.month_taken_down(world)[:, None])[:, 0]


def amounts_of(taken: NDArray[np.void]) -> Array:
    """Records of MONTH (rows, months, cooperatives) as amounts of shape (AMOUNTS, months, rows, cooperatives)."""
    amounts = np.ascontiguousarray(taken).view(float).reshape(*taken.shape, len(AMOUNTS))
    return np.asarray(amounts.transpose(3, 1, 0, 2))


def columns_of(amounts: Array, places: TablePlaces) -> dict[str, Array]:
    """What `months` holds, made of AMOUNTS of one month or of many; shape (..., rows, places)."""
    given = dict(zip(AMOUNTS, amounts, strict=True))
    summed = AMOUNTS.index("world_price_usd_per_qq")
    columns = dict(zip(AMOUNTS, places.summed(amounts[:summed]), strict=False))
    columns |= {name: places.of_one(given[name]) for name in OF_ONE if name in given}
    columns["alive"] = columns["alive"] / places.counts()  # of several: how many of them
    once = given["intermediaries"] * given["keeps_district_books"]  # of a district that cooperatives share: once
    columns["intermediaries"] = np.concatenate([given["intermediaries"], places.sums(once)], axis=-1)
    price = given["world_price_usd_per_qq"]
    columns["world_price_usd_per_qq"] = np.broadcast_to(price[..., :1], columns["alive"].shape)
    number = given["members"]
    for name, column, weight in (  # of several: a mean with their weights
        ("farm_gate_price_usd_per_qq", given["farm_gate_price_usd_per_qq"], np.ones(number.shape)),
        ("trader_margin_usd_per_qq", given["trader_margin_usd_per_qq"], np.ones(number.shape)),
        ("advance_usd_per_qq", given["advance_usd_per_qq"], given["alive"]),
        ("advance_cut_usd_per_qq", given["advance_cut_usd_per_qq"], given["alive"]),
        ("promised_usd_per_qq", given["promised_usd_per_qq"], given["alive"]),
        ("trust", indicators.ratio(given["trust"], number), number),
        ("loyalty_usd_per_qq", indicators.ratio(given["loyalty_usd_per_qq"], number), number),
    ):
        columns[name] = indicators.ratio(places.summed(column * weight), places.summed(weight))
    columns |= {
        "delivery_share": indicators.delivery_share(columns["delivered_qq"], columns["harvest_qq"]),
        "leakage_share": indicators.leakage_share(columns["offered_qq"], columns["harvest_qq"]),
        "rationed_share": indicators.rationed_share(columns["refused_qq"], columns["offered_qq"]),
    }
    return {column.name: columns[column.name] for column in MONTHS if column.name in columns}


def month_columns(world: World) -> dict[str, Array]:
    """What `months` holds of the month that has just ended; shape (rows, places), the region last."""
    return columns_of(month_amounts(world), table_places(world))
