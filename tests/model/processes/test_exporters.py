"""Exporters above the traders: what they keep by the calls of a night, who pays for them, and nothing without."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.equations.exporters import kept_by_exporters_usd_per_qq
from coopsim.model.processes import exporters, prices, traders
from coopsim.model.simulate import world_of
from tests.model.little import little
from tests.model.processes.one import cooperative, district, market

pytestmark = pytest.mark.usefixtures("uncompiled")
NO_JOURNAL = ()
THERE: dict[str, Any] = {
    "exporters": 6.0,
    "exporter_markdown_usd_per_qq": 5.0,
    "call_cost_usd_per_qq": 0.5,
    "trader_differential_usd_per_qq": -20.0,
}


def there(calls: float, **values: Any) -> Any:
    return district(calls_per_sale=calls, **(THERE | values))


@pytest.mark.parametrize(("calls", "paid"), [(1.0, 180.0), (2.0, 185.0), (5.0, 188.75)])
def test_who_calls_more_is_paid_more(calls: float, paid: float) -> None:
    """World price 215, differential -20: 195 at the port; exporters keep 15, 10 or 6.25."""
    assert exporters.paid_to_traders_usd_per_qq(there(calls), 215.0) == pytest.approx(paid)


def test_no_more_bid_than_there_are() -> None:
    assert exporters.kept_by_exporters(there(20.0)) == exporters.kept_by_exporters(there(6.0))


def test_without_exporters_traders_export_themselves() -> None:
    nobody = there(5.0, exporters=0.0)
    assert exporters.paid_to_traders_usd_per_qq(nobody, 215.0) == 195.0
    assert exporters.calls(nobody) == 0.0


def test_exporters_never_keep_less_than_nothing_nor_more_with_more_calls() -> None:
    kept = kept_by_exporters_usd_per_qq(5.0, 30.0, np.arange(1.0, 31.0))
    assert (kept > 0).all()
    assert (np.diff(kept) <= 0).all()


def test_traders_go_by_what_they_are_paid() -> None:
    d = there(5.0, known_price_usd_per_qq=180.0, rise_speed_share=1.0, fall_speed_share=1.0)
    prices.prices_move(d, market(world_price_usd_per_qq=215.0))
    assert d.known_price_usd_per_qq == pytest.approx(188.75)


def test_calls_are_paid_out_of_the_trader_s_margin() -> None:
    """100 quintals at 150, four calls more than the first at 0.5: 200 to suppliers, of the traders; his profit is less by 2."""
    c, d = cooperative(), there(5.0, side_sold_qq=100.0, revenue_usd=15_000.0, farm_gate_price_usd_per_qq=150.0)
    traders.book_street_sales(c, d, NO_JOURNAL)
    assert (c.cash_of_traders_usd, c.cash_of_suppliers_usd, c.cash_of_households_usd) == (-15_200.0, 200.0, 15_000.0)
    d.known_price_usd_per_qq = 188.75
    month = market(world_price_usd_per_qq=215.0)
    dear, d.call_cost_usd_per_qq = traders.profit_usd_per_qq(d, month, 0.0), 0.0
    assert traders.profit_usd_per_qq(d, month, 0.0) - dear == pytest.approx(2.0)


def test_one_call_leaves_the_farm_gate_as_it_was() -> None:
    """What exporters keep comes out of the traders' margin, not out of the price that Peru's growers are paid."""
    with_them, without = (
        world_of(little(exporters=number), (0,), 1).districts.farm_gate_price_usd_per_qq for number in (6.0, 0.0)
    )
    assert with_them == pytest.approx(without)
