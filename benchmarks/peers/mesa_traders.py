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

    def export_price(self) -> float:
        return self.model.world_price + self.model.p.trader_differential_usd_per_qq

    def follow_the_export_price(self) -> None:
        gap, p = self.export_price() - self.known_price_usd_per_qq, self.model.p
        self.known_price_usd_per_qq += (p.rise_speed_share if gap > 0 else p.fall_speed_share) * gap

    def post_price(self) -> None:
        p, m, known = self.model.p, self.model, self.known_price_usd_per_qq
        rivals = max(1.0 - (1.0 - self.cooperative_share) / max(self.number, 1.0 + 1e-6), 1.0 / 3.0)
        self.markdown_usd_per_qq = p.markdown_usd_per_qq / rivals
        noise = p.farm_gate_noise_usd_per_qq * math.sqrt(12.0) * (m.given.luck["farm gate"][m.season][0] - 0.5)
        passed_on = (1.0 - p.margin_share) * (known - self.normal_export_price_usd_per_qq)
        more = self.markdown_usd_per_qq - self.normal_markdown_usd_per_qq
        self.farm_gate_price_usd_per_qq = max(min(p.farm_gate_normal_usd_per_qq + passed_on - more + noise, known), 0.0)

    def buy(self, offered_qq: float) -> None:
        p, price, paid = self.model.p, self.model.world_price, self.farm_gate_price_usd_per_qq
        self.bought_qq = 0.0
        self.accepted_share = 1.0 if paid > 0 else 0.0
        if paid > 0 and p.trader_cash:
            follows = p.cash_follows_price_share
            cash = p.cash_usd * (1.0 - follows + follows * price / p.reference_price_usd_per_qq)
            self.accepted_share = min(1.0, self.number * cash * p.turns_per_month / paid / max(offered_qq, 1e-12))

    def close_month(self, delivered_qq: float) -> None:
        p, share, all_qq = self.model.p, self.model.harvest_share, delivered_qq + self.bought_qq
        if all_qq > 0:
            self.cooperative_share = delivered_qq / all_qq
        if share > 0:
            lag = (1.0 - p.margin_share) * (self.export_price() - self.known_price_usd_per_qq)
            profit = (lag + self.markdown_usd_per_qq) * self.bought_qq / self.number
            normal = self.start_markdown_usd_per_qq * self.start_purchases_qq * share
            ratio = min(max(profit / max(normal, 1e-9), 0.1), 10.0)
            self.number = min(max(self.number * ratio ** (p.entry_elasticity * share), 1.0), self.slots)
