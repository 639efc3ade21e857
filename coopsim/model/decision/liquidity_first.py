"""Liquidity first: cash for the month before anything else."""

from __future__ import annotations

import numpy as np

from coopsim.equations.theories import share_sold_for_need
from coopsim.model.decision.base import Array, Words, cash_this_month_usd_per_qq
from coopsim.model.decision.random_utility import RandomUtility
from coopsim.model.table import Table
from coopsim.scenario.rules_of_money import LiquidityFirst as Parameters


class LiquidityFirst(RandomUtility):
    """Sell for cash, where cash is best, until the month's need is covered; then choose for the rest as random utility does.

    Source: Geng, Janssens & Kramer 2023.
    """

    name = "liquidity_first"
    words = Words("liquidity first", "primero la liquidez")
    source = "Geng, Janssens & Kramer 2023"
    equation = (
        r"\text{share} \le 1 - \min(1,\ c\,\text{need}/(p\,h)) \text{ while } p > a;"
        r"\quad \text{the rest by } V + \mu\varepsilon > 0"
    )
    reacts_to = ("gap", "delay", "trust")
    cannot = Words(
        "Coffee is sold outside even where the advance would cover the need, whatever the promise is worth.",
        "Aunque el adelanto alcance para la necesidad, se vende café afuera, valga lo que valga la promesa.",
    )
    parameters = Parameters

    def limit_share(self, farmers: Table, offers: Table) -> Array:
        sold = share_sold_for_need(offers.street_usd_per_qq, offers.lot_qq, offers.cash_need_usd, farmers.need_first_share)
        return np.where(offers.street_usd_per_qq > cash_this_month_usd_per_qq(farmers, offers), 1.0 - sold, 1.0)
