"""Options cost at once, as far as there is money, and pay where the price falls below their floor; the exporter pays."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes import closing, contracts, hedging
from coopsim.model.processes.books import NAMES, balances
from coopsim.model.records import CONTRACT_MONTHS
from tests.model.processes.valley import valley

pytestmark = pytest.mark.usefixtures("uncompiled")


def hedged(cash: float = 1e6) -> tuple[object, object]:
    row = valley(farmers=20, members=12, hedged_share=0.8, credit_line_usd=0.0)
    row.market.month, row.market.season_month = 12, 0
    c = row.cooperatives[0]
    c.cash_usd, c.credit_limit_usd, c.expected_volume_qq = cash, 0.0, 500.0
    hedging.options_are_bought(row)
    return row, c


def test_options_for_eight_tenths_of_the_coffee() -> None:
    row, c = hedged()
    assert c.option_qq.sum() == pytest.approx(400.0)
    assert c.option_floor_usd.sum() * 0.06 / 0.9 == pytest.approx(1e6 - c.cash_usd)
    assert c.cash_of_exporter_usd == pytest.approx(1e6 - c.cash_usd) == pytest.approx(-c.result_usd)
    due = int(np.flatnonzero(c.option_qq)[0])
    ahead = float((due - 12) % CONTRACT_MONTHS)
    expected = contracts.forward_price(c, row.districts[0], row.market, row.known_log_shift, ahead)
    expected -= contracts.differential_usd_per_qq(c, row.districts[0])
    assert c.option_floor_usd[due] == pytest.approx(0.9 * expected * c.option_qq[due])


def test_who_has_less_money_buys_less() -> None:
    _row, rich = hedged()
    _row, c = hedged((1e6 - rich.cash_usd) / 4)
    assert c.cash_usd == pytest.approx(0.0)
    assert c.option_qq.sum() == pytest.approx(100.0)
    _row, poor = hedged(0.0)
    assert poor.option_qq.sum() == 0.0


@pytest.mark.parametrize(("price", "pays"), [(150.0, True), (600.0, False)])
def test_an_option_pays_below_its_floor_and_is_gone(price: float, pays: bool) -> None:
    row, c = hedged()
    due = int(np.flatnonzero(c.option_qq)[0])
    owed = max(c.option_floor_usd[due] - price * c.option_qq[due], 0.0)
    row.market.month, row.market.world_price_usd_per_qq = due, price
    before = np.array(balances(c))
    hedging.options_are_paid(row)
    moved = dict(zip(NAMES, np.array(balances(c)) - before, strict=True))
    assert (owed > 0) == pays
    assert moved["cash"] == moved["result"] == pytest.approx(owed)
    assert moved["cash of exporter"] == pytest.approx(-owed)
    assert c.option_qq[due] == c.option_floor_usd[due] == 0.0


def test_who_closes_sells_its_options() -> None:
    row, c = hedged()
    row.market.world_price_usd_per_qq = 100.0
    owed = c.option_floor_usd.sum() - 100.0 * c.option_qq.sum()
    before = c.cash_usd
    closing.sells_out(c, row.districts[0], row.market, row.journal)
    assert c.cash_usd - before == pytest.approx(owed)
    assert c.option_qq.sum() == 0.0
