"""Who receives what share of the export price: parts add up to it, and are sums of the journal."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.runs.price_shares import PARTS, price_shares, shares_of, through_the_cooperative, through_traders
from coopsim.scenario import load
from tests.model.little import little

ENTRIES = [  # month, event, account, amount; own accounts as a bookkeeper signs them
    *((0, "opening", "cash", 900.0), (0, "opening", "cash of households", -900.0)),
    *((1, "delivery", "cash", -600.0), (1, "delivery", "cash of households", 600.0)),
    *((1, "quality asked", "cash of households", -40.0), (1, "quality asked", "cash of suppliers", 40.0)),
    *((1, "processing", "cash", -150.0), (1, "processing", "cash of suppliers", 150.0)),
    *((1, "draw", "cash", 200.0), (1, "draw", "cash of lender", -200.0), (1, "draw", "line", -200.0)),
    *((2, "interest", "result", 10.0), (2, "interest", "line", -10.0)),
    *((2, "shipment", "receivable", 1000.0), (2, "shipment", "coffee of exporter", 5.0)),
    *((3, "buyer pays", "cash", 1000.0), (3, "buyer pays", "cash of exporter", -1000.0)),
    *((3, "repay", "cash", -210.0), (3, "repay", "cash of lender", 210.0), (3, "repay", "line", 210.0)),
    *((3, "running cost", "cash", -100.0), (3, "running cost", "cash of suppliers", 100.0)),
    *((4, "due", "cash", -90.0), (4, "due", "cash of households", 90.0)),
    *((4, "street sale", "cash of households", 280.0), (4, "street sale", "cash of suppliers", 20.0)),
    *((4, "street sale", "cash of traders", -300.0), (4, "street sale", "coffee of traders", 2.0)),
    *((4, "traders' calls", "cash of traders", -4.0), (4, "traders' calls", "cash of suppliers", 4.0)),
]
JOURNAL = pd.DataFrame(ENTRIES, columns=["month", "event", "account", "amount"]).assign(row=0, place=0)


def test_through_the_cooperative_by_hand() -> None:
    """1,000 for five quintals: 560 and 90 to farmers, 40 for quality, 150 processing, 100 office, 10 interest, 50 stay."""
    quantity, usd = through_the_cooperative(JOURNAL)
    assert quantity == 5.0
    got = {part: amount for part, amount in usd.items() if amount}
    assert got == {
        "farmers_now": 560.0,
        "farmers_later": 90.0,
        "quality": 40.0,
        "processing": 150.0,
        "office": 100.0,
        "lender": 10.0,
        "kept": 50.0,
    }


def test_through_traders_by_hand() -> None:
    """Two quintals at 195 at the port in that month, of which exporters keep 10: 390 less 20, 280, 20 and 4 leave 66."""
    port, kept = np.full((5, 1, 1), 150.0), np.full((5, 1, 1), 3.0)
    port[4], kept[4] = 195.0, 10.0
    quantity, usd = through_traders(JOURNAL, [0], port, kept)
    assert quantity == 2.0
    assert usd == {"farmers_now": 280.0, "road": 20.0, "calls": 4.0, "exporters": 20.0, "traders": 66.0}


def test_nothing_is_said_of_a_channel_without_coffee() -> None:
    assert shares_of("traders", 0.0, dict.fromkeys(PARTS, 0.0)) == []


@pytest.mark.parametrize("name", ["castillo", "coyote-bidding", "exporter-chain"])
def test_shares_add_up_to_the_export_price(name: str) -> None:
    """Of every channel to 100 %; through traders to the price at the port, the same in every month."""
    scenario = little(name, years=4, source="constant")
    rows = price_shares(scenario, 2, 1)
    assert {row["channel"] for row in rows} == {"cooperative", "traders"}
    for channel in ("cooperative", "traders"):
        of = [row for row in rows if row["channel"] == channel]
        assert sum(row["share"] for row in of) == pytest.approx(1.0)
        assert [row["part"] for row in of] == [part for part in PARTS if part in {row["part"] for row in of}]
    at_the_port = scenario.price.reference_price_usd_per_qq + scenario.intermediary.trader_differential_usd_per_qq
    assert sum(row["usd_per_qq"] for row in rows if row["channel"] == "traders") == pytest.approx(at_the_port)


def test_of_many_cooperatives_nothing_is_told() -> None:
    assert price_shares(load("region-24"), 1, 1) == []
