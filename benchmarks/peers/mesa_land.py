"""A household's land in the Mesa model: what is tended, neglected, lost and planted, and what is earned beside coffee."""

from __future__ import annotations

import math

import mesa


class Land(mesa.Agent):
    """The half of a household that lives on its land."""

    def own_part(self) -> float:
        usual = self.hectares * self.yield_qq_per_ha
        return sum(min(share, self.own_picking_qq_per_month / usual) for share in self.model.p.harvest_shares)

    def outside_income_usd(self) -> float:
        m, p = self.model, self.model.p
        untended = max(self.hectares - self.area_ha + self.neglected_ha, 0.0)
        without_coffee = max(self.hectares - self.area_ha - sum(self.planted_ha.values()), 0.0)
        return (p.own_time_value_share * m.upkeep_usd_per_ha * untended + p.other_crop_usd_per_ha * without_coffee) / 12.0

    def tend_or_neglect(self) -> None:
        m, p = self.model, self.model.p
        own = self.own_part()
        picking = (own * p.own_time_value_share + 1.0 - own) * m.wage_usd_per_qq
        tending = p.own_time_value_share * m.upkeep_usd_per_ha / self.yield_qq_per_ha
        cost = self.cost_factor * (self.input_cost_usd_per_qq + picking + tending)
        cost += p.other_crop_usd_per_ha / self.yield_qq_per_ha
        untended = 1.0 - share_that_pays(self.expected_price_usd_per_qq, cost, p.plot_spread_share)
        self.neglected_ha += p.neglect_speed_share_per_year * (untended * self.area_ha - self.neglected_ha)
        lost = p.abandon_share_per_year * self.neglected_ha
        self.neglected_ha -= lost
        self.area_ha -= lost

    def plant(self) -> None:
        m, p = self.model, self.model.p
        full = self.input_cost_usd_per_qq + m.wage_usd_per_qq + m.upkeep_usd_per_ha / self.yield_qq_per_ha
        cost = p.planting_price_ratio * self.cost_factor * full
        pays = share_that_pays(self.expected_price_usd_per_qq, cost, p.plot_spread_share)
        room = self.hectares * (1.0 + p.spare_land_share) - self.area_ha - sum(self.planted_ha.values())
        planted = min(p.planting_share * self.hectares * pays, max(room, 0.0))
        self.planted_ha[m.season + 1 + int(p.bearing_years)] += planted


def share_that_pays(price: float, cost: float, spread: float) -> float:
    return 0.5 * (1.0 + math.erf(math.log(price / cost) / spread / math.sqrt(2.0))) if price > 0 else 0.0
