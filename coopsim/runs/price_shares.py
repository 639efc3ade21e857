"""Who receives what share of the export price: through the cooperative and through traders, added up from the journal.

Through the cooperative it is cash: what buyers pay is what everybody else is paid, and what stays. Through traders it is each
sale at the export price of its month; what is left of that after farmer, road, calls and exporters is the traders' margin.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from coopsim.equations.traders import export_price_usd_per_qq
from coopsim.model.processes.exporters import kept_by_exporters
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.runs.scenario_run import MANY_COOPERATIVES
from coopsim.scenario import Scenario

REPLICATES = 4  # the journal of more is not kept
CHANNELS = ("cooperative", "traders")
PARTS = (
    *("farmers_now", "farmers_later", "quality", "road", "processing", "office", "lender"),
    *("calls", "traders", "exporters", "state", "kept"),
)
ON_DELIVERY = ("delivery", "delivery of others")
NO_TRADE = ("opening", "start-up money", "merger: given", "merger: taken")  # money to begin with, and accounts that go over
PAID_BY_FAMILIES = {"road to another district": "road", "quality asked": "quality"}


class ExportPrices:
    """An observer of what traders' coffee fetches at the port, and what exporters keep of it, by month, row and district."""

    every_month = True

    def __init__(self) -> None:
        self.port: list[Any] = []
        self.exporters: list[Any] = []

    def month_ended(self, world: World) -> None:
        price = world.paths.world_price_usd_per_qq[:, world.month - 1, None]
        self.port.append(np.array(export_price_usd_per_qq(price, world.districts.trader_differential_usd_per_qq)))
        self.exporters.append(np.broadcast_to(kept_by_exporters(world.districts), self.port[-1].shape).copy())

    def season_ended(self, world: World) -> None:
        """Nothing is asked of a season."""


def price_shares(scenario: Scenario, replicates: int, seed: int) -> list[dict[str, Any]]:
    """What each part gets of the export price, per quintal and as a share; no rows for a channel through which nothing goes.

    Parameters
    ----------
    scenario : Scenario
        Of at most 12 cooperatives: of more nothing is told.
    replicates, seed : int
        As of the run; of more than four the first four are added up.

    Returns
    -------
    list of dict
        `channel`, `part`, `usd_per_qq`, `share`, in the order of PARTS; parts that get nothing are left out.
    """
    if len(scenario.cooperative) > MANY_COOPERATIVES:
        return []
    numbers, prices = range(min(replicates, REPLICATES)), ExportPrices()
    world = world_of(scenario, numbers, seed, base_dir=scenario.folder, keep_entries=True)
    months, before = calendar(scenario)
    live(world, len(months), [prices])
    entries = [
        world.ledger.frame(row, place).assign(row=row, place=place)
        for row in range(len(world.journals))
        for place in range(len(world.identifiers))
    ]
    journal = pd.concat(entries, ignore_index=True)
    journal = journal[journal["month"] >= before]
    district = world.records.cooperatives["district"][0]
    return [
        *shares_of("cooperative", *through_the_cooperative(journal)),
        *shares_of("traders", *through_traders(journal, district, np.array(prices.port), np.array(prices.exporters))),
    ]


def shares_of(channel: str, quantity_qq: float, usd: Mapping[str, float]) -> list[dict[str, Any]]:
    """Rows of one channel.

    >>> [(row["part"], row["usd_per_qq"], row["share"]) for row in shares_of("traders", 2.0, {"road": 300, "traders": 100})]
    [('road', 150.0, 0.75), ('traders', 50.0, 0.25)]
    """
    whole = sum(usd.values())
    if quantity_qq <= 0 or whole <= 0:
        return []
    return [
        {"channel": channel, "part": part, "usd_per_qq": usd[part] / quantity_qq, "share": usd[part] / whole}
        for part in PARTS
        if abs(usd.get(part, 0.0)) > 1e-6 * whole
    ]


def through_the_cooperative(journal: pd.DataFrame) -> tuple[float, dict[str, float]]:
    """Coffee shipped, qq, and whom the buyers' money reached, US$: what nobody else was paid stays in the cooperative."""
    sums = journal.groupby(["event", "account"])["amount"].sum()

    def of(account: str, events: Any) -> float:
        return float(sum(sums.get((event, account), 0.0) for event in events))

    trades = [event for event in sums.index.unique("event") if (event, "cash") in sums.index and event not in NO_TRADE]
    later = [event for event in trades if event not in ON_DELIVERY]
    paid_in = [event for event in trades if event.endswith("buyers pay") or event == "buyer pays"]
    usd = {
        "farmers_now": of("cash of households", (*ON_DELIVERY, *PAID_BY_FAMILIES)),
        "farmers_later": of("cash of households", later),
        "processing": of("cash of suppliers", ("processing",)),
        "office": of("cash of suppliers", [event for event in later if event != "processing"]),
        "lender": -of("line", ("interest", "erosion")),
        "traders": of("cash of traders", trades),
        "exporters": of("cash of exporter", [event for event in trades if event not in paid_in]),
        "state": of("cash of state", trades) + of("cash of donor", trades),
    }
    usd |= {part: of("cash of suppliers", (event,)) for event, part in PAID_BY_FAMILIES.items()}
    usd["kept"] = -of("cash of exporter", paid_in) - sum(usd.values())
    return of("coffee of exporter", sums.index.unique("event")), usd


def through_traders(
    journal: pd.DataFrame, district: Any, port_usd_per_qq: Any, exporters_usd_per_qq: Any
) -> tuple[float, dict[str, float]]:
    """Coffee that traders bought, qq, and who gets what it fetches at the port, US$. Prices: (months, rows, districts)."""
    sales = journal[journal["event"] == "street sale"]
    calls = journal[(journal["event"] == "traders' calls") & (journal["account"] == "cash of suppliers")]["amount"].sum()
    coffee = sales[sales["account"] == "coffee of traders"]
    quantity = coffee["amount"].to_numpy()
    at = coffee["month"].to_numpy(), coffee["row"].to_numpy(), np.asarray(district)[coffee["place"].to_numpy()]
    usd = {
        "farmers_now": float(sales[sales["account"] == "cash of households"]["amount"].sum()),
        "road": float(sales[sales["account"] == "cash of suppliers"]["amount"].sum()),
        "calls": float(calls),
        "exporters": float((quantity * exporters_usd_per_qq[at]).sum()),
    }
    usd["traders"] = float((quantity * port_usd_per_qq[at]).sum()) - sum(usd.values())
    return float(quantity.sum()), usd
