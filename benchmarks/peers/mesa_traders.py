"""The traders of the Mesa model."""

from __future__ import annotations

import math
from typing import Any

import mesa

SLOTS_FOR_ENTRANTS = 4


class Traders(mesa.Agent):
    """The traders of the district, as one market."""

    def __init__(self, model: Any, states: dict[str, float]) -> None:
        super().__init__(model)
        for name, value in states.items():
            setattr(self, name, value)
        self.slots = math.ceil(self.number * SLOTS_FOR_ENTRANTS)

    def clearing_price(self) -> float:
        p = self.model.p
        return self.model.world_price + p.trader_differential_usd_per_qq - p.trader_cost_usd_per_qq

    def follow_the_world_price(self) -> None:
        gap, p = self.clearing_price() - self.known_price_usd_per_qq, self.model.p
        self.known_price_usd_per_qq += (p.rise_speed_share if gap > 0 else p.fall_speed_share) * gap

    def post_price(self) -> None:
        p, known = self.model.p, self.known_price_usd_per_qq
        rivals = max(1.0 - (1.0 - self.cooperative_share) / max(self.number, 1.0 + 1e-6), 1e-3)
        town = known * (1.0 - p.margin_share)
        self.farm_gate_price_usd_per_qq = town - min(p.markdown_usd_per_qq / rivals, p.own_carriage_usd_per_qq)

    def buy(self, offered_qq: float) -> None:
        p, price = self.model.p, self.model.world_price
        follows = p.cash_follows_price_share
        cash = p.cash_usd * (1.0 - follows + follows * price / p.reference_price_usd_per_qq)
        most = self.number * cash * p.turns_per_month / max(self.farm_gate_price_usd_per_qq, 1e-9)
        self.accepted_share = min(1.0, most / max(offered_qq, 1e-12))
        self.bought_qq = 0.0

    def close_month(self, delivered_qq: float) -> None:
        p, share, all_qq = self.model.p, self.model.harvest_share, delivered_qq + self.bought_qq
        if all_qq > 0:
            self.cooperative_share = delivered_qq / all_qq
        if share > 0:
            each = self.bought_qq / self.number
            profit = (self.clearing_price() - self.farm_gate_price_usd_per_qq) * each
            tied = p.capital_charge_share / 12.0 * self.model.world_price * each * p.tied_months
            ratio = min(max(profit / max(p.yearly_cost_usd * share + tied, 1e-9), 0.1), 10.0)
            self.number = min(max(self.number * ratio ** (p.entry_elasticity * share), 1.0), self.slots)
