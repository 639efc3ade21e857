"""Ledgers made by a small simulator that shares nothing with coopsim but the columns of a ledger.

A member delivers a month's lot where advance + trust x worth of waiting x (price - advance) - trader's price + her loyalty + what
the others did + chance is above zero. Written from the model's description (equations V1 to V8), not from its code.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Truth:
    loyalty: float = 10.0
    spread: float = 40.0
    chance: float = 18.0
    trust: float = 0.7


# what castillo says: value of lean money, discount, leakage, weight of neighbours, normal share, loyalty won by pay, scaling
LEAN, DISCOUNT, LEAK, NEIGHBOURS, NORMAL, WON, SCALING = 1.1, 0.96, 0.05, 24.0, 0.7, 0.5, 0.5


def ledger(
    truth: Truth,
    seed: int,
    members: int = 40,
    seasons: int = 4,
    months: int = 6,
    harvest_error: float = 0.0,
    world: dict[str, float] | None = None,
    year: int = 2010,
) -> pd.DataFrame:
    """Rows of members and harvest months, April to September; prices, in dollars of 2025, differ from month to month.

    `world` is the world price of each month: what is felt in dollars grows with it.
    """
    chance = np.random.default_rng(seed)
    years = year + np.arange(seasons)
    dates = [f"{year}-{4 + month:02d}" for year in years for month in range(months)]
    price = np.maximum(170 + 25 * chance.standard_normal(len(dates)), 60.0)
    advance = price * chance.uniform(0.4, 0.9, len(dates))
    trader = np.maximum(price - 5 + 30 * chance.standard_normal(len(dates)), 30.0)
    wait = chance.integers(1, 9, len(dates))
    later = LEAN * DISCOUNT**wait / np.maximum(1.0, LEAN * (1 - LEAK) ** wait)
    scale = np.array([(world[date] / 215.0) ** SCALING if world else 1.0 for date in dates])
    loyalty = truth.loyalty + truth.spread * chance.standard_normal(members)
    usual = chance.lognormal(np.log(10.0), 0.3, members)
    harvest = usual[:, None] * chance.lognormal(0.0, 0.2, (members, len(dates)))
    # loyalty has followed what delivering brings: by what was delivered, which it decides itself; two passes settle it
    benefit = float(np.mean(price - trader))
    noise = np.log(1 / chance.random((members, len(dates))) - 1)
    for _pass in range(3):
        before, delivered = NORMAL, np.zeros((members, len(dates)))
        for month in range(len(dates)):
            value = advance[month] + truth.trust * later[month] * (price[month] - advance[month]) - trader[month]
            value += scale[month] * (loyalty + WON * benefit + NEIGHBOURS * (before - NORMAL))
            goes = value + truth.chance * scale[month] * noise[:, month] > 0
            delivered[:, month] = np.where(goes, harvest[:, month], 0.0)
            before = delivered[:, month].sum() / harvest[:, month].sum()
        weights = np.maximum(delivered.sum(axis=0), 1e-9)
        benefit = float(np.average(price - trader, weights=weights))
    written = harvest * np.exp(harvest_error * chance.standard_normal(harvest.shape))
    paid = [str(pd.Period(date, "M") + int(months_later)) for date, months_later in zip(dates, wait, strict=True)]
    rows = [
        (f"S{i + 1:03d}", dates[t], delivered[i, t], price[t], paid[t], written[i, t], trader[t], advance[t])
        for i in range(members)
        for t in range(len(dates))
    ]
    kind = "harvest_estimate_qq" if harvest_error else "harvest_qq"
    heads = ["member", "month", "delivered_qq", "price_usd_per_qq", "paid", kind, "trader_price_usd_per_qq"]
    return pd.DataFrame(rows, columns=[*heads, "advance_usd_per_qq"]).round(3)
