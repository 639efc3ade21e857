"""A household of the Mesa model: attributes and stages."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from benchmarks.peers.given import SEASON_SUMS
from benchmarks.peers.mesa_land import Land, share_that_pays

SHARES_BACK_AFTER_MONTHS = 6


class Farmer(Land):
    """One household, member or not."""

    neighbours: list[Farmer]

    def __init__(self, model: Any, number: int, states: dict[str, Any]) -> None:
        super().__init__(model)
        self.number = number
        for name, value in states.items():
            setattr(self, name, value)
        for name in SEASON_SUMS:
            setattr(self, f"season_{name}", 0.0)
        self.debt_usd = self.overdue_usd = self.kept_qq = self.owed_to_cooperative_usd = self.usual_income_usd = 0.0
        self.due_usd: dict[int, float] = defaultdict(float)
        self.pooled_qq: dict[int, float] = defaultdict(float)
        self.planted_ha: dict[int, float] = defaultdict(float)
        self.gains_usd = [0.0, 0.0, 0.0]
        self.neglected_ha = self.costs_of_harvest_usd = 0.0
        self.attends = False
        self.kept_promise: float | None = None

    def open_season(self) -> None:
        m, p = self.model, self.model.p
        for name in SEASON_SUMS:
            setattr(self, f"season_{name}", 0.0)
        self.season_member = self.is_member
        ratio = max(self.expected_price_usd_per_qq, 0.0) / self.usual_price_usd_per_qq
        care = min(max(ratio**p.care_elasticity, 0.7), 1.2)
        luck = m.given.luck
        farm = _weather(luck["farm weather"][m.season][self.number], p.farm_weather_sd)
        district = _weather(luck["district weather"][m.season][0], p.district_weather_sd)
        cycle = 1.0 + p.bearing_cycle_share * (1.0 if (m.season + self.bearing_phase) % 2 == 0 else -1.0)
        tended_ha = (self.area_ha - self.neglected_ha) * care
        usual_ha = tended_ha + self.neglected_ha * p.neglected_yield_share
        self.tended_crop_share = tended_ha / usual_ha if usual_ha > 0 else 1.0
        self.crop_qq = max(usual_ha * self.yield_qq_per_ha * farm * district * cycle, 0.0)

    def harvest(self) -> None:
        m, p = self.model, self.model.p
        if m.harvest_share <= 0:
            self.harvest_qq = self.costs_of_harvest_usd = 0.0
            self.lot_qq = self.kept_qq
            m.lots_qq += self.lot_qq
            return
        ripe = self.crop_qq * m.harvest_share
        offered = m.cooperative.advance_usd_per_qq if self.is_member else 0.0  # it buys from members only
        best = max(self.price_at_farm(ripe), offered)
        beyond = max(ripe - self.own_picking_qq_per_month, 0.0)
        wage = self.cost_factor * m.wage_usd_per_qq
        hired = beyond * share_that_pays(best, wage, p.plot_spread_share)
        own = (ripe - beyond) * share_that_pays(best, p.own_time_value_share * wage, p.plot_spread_share)
        self.harvest_qq = own + hired
        self.costs_of_harvest_usd = self.cost_factor * (
            hired * m.wage_usd_per_qq + self.harvest_qq * self.tended_crop_share * self.input_cost_usd_per_qq
        )
        self.lot_qq = self.harvest_qq + self.kept_qq
        self.season_harvest_qq += self.harvest_qq
        self.season_unpicked_qq += ripe - self.harvest_qq
        m.lots_qq += self.lot_qq

    def price_at_farm(self, lot_qq: float) -> float:
        m, p = self.model, self.model.p
        visit = p.visit_cost_usd / lot_qq if lot_qq > 0 else 0.0
        road = p.road_cost_usd_per_qq_km * self.road_distance_km
        return max(m.traders.farm_gate_price_usd_per_qq - visit - road, 0.0)

    def look_at_neighbours(self) -> None:
        told = [n.last_share for n in self.neighbours if n.is_member]  # those who may not deliver say nothing
        self.neighbours_share = sum(told) / len(told) if told else self.model.p.normal_delivery_share

    def later_money_value(self) -> float:
        wait = self.model.cooperative.months_to_second_payment
        kept = max(1.0, self.lean_money_value * (1.0 - self.savings_leakage_share_per_month) ** wait)
        return self.lean_money_value * self.patience_share_per_month**wait / kept

    def decide(self) -> None:
        """What of the lot is offered to the cooperative: V + luck > 0, as far as the month's need for cash allows."""
        m, p, c = self.model, self.model.p, self.model.cooperative
        self.offered_qq = 0.0
        self.street_usd_per_qq = street = self.price_at_farm(self.lot_qq)
        if self.lot_qq <= 0.0:
            return
        scale, advance = m.money_scale, c.advance_usd_per_qq
        promise = self.trust * self.later_money_value() * (c.posted_price_usd_per_qq - advance)
        company = p.peer_weight_usd_per_qq * (self.neighbours_share - p.normal_delivery_share) * scale
        value = advance + promise - street + self.loyalty_usd_per_qq * scale + company
        called = self.debt_usd / m.harvest_months_left if m.harvest_share > 0 else 0.0
        tied = min(self.lot_qq, p.tied_debt_share * called / street) if street > 0 else 0.0
        free, spread = self.lot_qq - tied, self.taste_usd_per_qq * scale
        self.season_membership_gain_usd += free * self.harvest_qq / self.lot_qq * spread * _softplus(value / spread)
        if not self.is_member:
            return
        uniform = min(max(m.given.luck["taste"][m.month][self.number], 1e-12), 1.0 - 1e-12)
        if value + spread * math.log(uniform / (1.0 - uniform)) <= 0:
            return
        short = max(self.need_usd_per_month - self.off_coffee_income_usd_per_month - self.outside_income_usd(), 0.0)
        need = max(short + self.costs_of_harvest_usd + (1.0 - p.tied_debt_share) * called - self.savings_usd, 0.0)
        more = (street - advance) * free
        if more > 0 and advance * free < need:
            self.offered_qq = free * min(max((street * free - need) / more, 0.0), 1.0)
        else:
            self.offered_qq = free
        c.offered_qq += self.offered_qq

    def deliver(self, funded: float) -> None:
        offered = self.offered_qq
        self.delivered_qq = self.refused_qq = self.received_usd = self.cash_on_delivery_usd = 0.0
        if offered == 0.0:
            return
        m, c = self.model, self.model.cooperative
        self.delivered_qq = offered * funded
        self.refused_qq = offered - self.delivered_qq
        self.received_usd = self.cash_on_delivery_usd = paid = c.advance_usd_per_qq * self.delivered_qq
        self.savings_usd += paid
        self.season_received_usd += paid
        self.season_advances_usd += paid
        self.pooled_qq[m.month + c.months_to_second_payment] += self.delivered_qq
        c.delivered_qq += self.delivered_qq

    def sell_to_traders(self, accepted: float) -> None:
        lot, delivered, street = self.lot_qq, self.delivered_qq, self.street_usd_per_qq
        left = lot - delivered
        self.side_sold_qq = sold = left * accepted if street > 0 else 0.0
        self.kept_qq = left - sold
        revenue = street * sold
        self.received_usd += revenue
        self.savings_usd += revenue
        self.season_received_usd += revenue
        self.season_street_value_usd += street * delivered
        if lot > 0:
            self.last_share = (delivered + self.refused_qq) / lot
        self.season_delivered_qq += delivered
        self.season_side_sold_qq += sold
        self.model.traders.bought_qq += sold

    def sell_nothing(self) -> None:
        self.offered_qq = self.refused_qq = self.delivered_qq = self.side_sold_qq = self.received_usd = self.kept_qq = 0.0
        self.cash_on_delivery_usd = 0.0

    def _receive(self, amount: float) -> None:
        self.savings_usd += amount
        self.received_usd += amount
        self.season_received_usd += amount
        if self.owed_to_cooperative_usd > 0:
            self.pay_back(amount)

    def pay_back(self, amount: float) -> None:
        """What she owes the cooperative is taken from an amount of her cash."""
        taken = min(self.owed_to_cooperative_usd, amount)
        self.savings_usd -= taken
        self.owed_to_cooperative_usd -= taken
        self.model.cooperative.collected_usd += taken

    def set_off(self) -> None:
        """What both owe each other: overdue first, then what falls due soonest."""
        c, owed = self.model.cooperative, self.owed_to_cooperative_usd
        amount = min(self.overdue_usd, owed)
        self.overdue_usd -= amount
        c.overdue_members_usd -= amount
        owed -= amount
        for month in sorted(self.due_usd):
            amount = min(self.due_usd[month], owed)
            self.due_usd[month] -= amount
            c.due_usd[month] -= amount
            c.due_members_usd -= amount
            owed -= amount
        self.owed_to_cooperative_usd = owed

    def receive_overdue(self, share: float) -> None:
        amount = self.overdue_usd * share
        self._receive(amount)
        self.overdue_usd -= amount

    def share_in_the_pool(self, month: int, second_usd_per_qq: float) -> None:
        coffee = self.pooled_qq.pop(month, 0.0)
        if coffee:
            self.due_usd[month] += coffee * second_usd_per_qq

    def receive_due(self, paid_share: float) -> None:
        """What was promised for this month, cash on delivery and what falls due, and how much of it she counts as kept."""
        m = self.model
        cash, due = self.cash_on_delivery_usd, self.due_usd.pop(m.month, 0.0)
        if cash + due <= 0:
            self.kept_promise = None
            return
        paid = due * paid_share
        self._receive(paid)
        self.overdue_usd += due - paid
        found = m.given.luck["management"][m.month][self.number] < m.p.kept_promise_share
        self.kept_promise = (cash + paid) / (cash + due) if found else 0.0

    def learn_trust(self) -> None:
        own, p = self.kept_promise, self.model.p
        if own is None:
            return
        told = [n.kept_promise for n in self.neighbours if n.kept_promise is not None]
        heard = sum(told) / len(told) if told else own
        news = (1.0 - p.kin_talk_share) * own + p.kin_talk_share * heard - self.trust
        moved = self.trust + (p.trust_gain_share if news > 0 else p.trust_loss_share) * news
        self.trust = min(max(moved, 0.0), 1.0)

    def live(self) -> None:
        """The household's month: earned, spent, borrowed, repaid, gone without."""
        m, p = self.model, self.model.p
        earned = self.off_coffee_income_usd_per_month + self.outside_income_usd()
        need, debt = self.need_usd_per_month, self.debt_usd
        farm_costs = called = 0.0
        if m.harvest_share > 0:
            farm_costs = self.costs_of_harvest_usd
            called = debt / m.harvest_months_left
        interest = debt * p.loan_interest_share_per_year / 12.0
        before = self.savings_usd + earned - need - farm_costs
        repaid = min(max(before, 0.0), called)
        leaked = max(before - repaid, 0.0) * self.savings_leakage_share_per_month
        idle = before - repaid - leaked
        if m.month % 12 == 0:
            self.reckon_usual_income()
        wanted = self.buffer_share * (1.0 + self.income_risk_share) * self.usual_income_usd * (m.lean_months_to_come + 1) / 12.0
        after = idle - max(idle - wanted, 0.0)  # what exceeds the stock that she wants is spent
        limit = p.debt_limit_share * self.area_ha * self.yield_qq_per_ha * self.expected_price_usd_per_qq
        owed = (debt + interest) / (1.0 + m.inflation) - repaid
        borrowed = min(max(-after, 0.0), max(limit - owed, 0.0))
        unmet = max(-after - borrowed, 0.0)
        self.debt_usd = min(max(owed + borrowed, 0.0), max(limit, 0.0))
        self.savings_usd = max(after, 0.0)
        self.season_costs_usd += farm_costs
        self.season_interest_usd += interest
        self.season_unmet_usd += unmet
        self.season_cash_income_usd += earned
        self.season_need_usd += need

    def reckon_usual_income(self) -> None:
        """A year of a normal crop at the price she expects, less its cash costs, and what she earns besides."""
        crop = self.area_ha * self.yield_qq_per_ha
        cost = self.cost_factor * (self.input_cost_usd_per_qq + (1.0 - self.own_part()) * self.model.wage_usd_per_qq)
        besides = 12.0 * (self.off_coffee_income_usd_per_month + self.outside_income_usd())
        self.usual_income_usd = max(crop * (self.expected_price_usd_per_qq - cost) + besides, 0.0)

    def share_result(self, refund_usd_per_qq: float) -> None:
        amount = self.season_delivered_qq * refund_usd_per_qq if self.is_member else 0.0
        self.season_refund_usd = amount
        if amount:
            self.due_usd[self.model.month + 1] += amount

    def consider_assembly(self) -> None:
        p, ties = self.model.p, self.neighbours
        company = sum([n.attends for n in ties]) / len(ties)
        worth = p.meeting_value_usd + self.season_refund_usd + company * p.neighbours_attending_usd
        self.will_attend = p.meeting_value_usd > 0 and self.is_member and worth > p.day_wage_usd * self.model.wage_factor

    def attend(self) -> None:
        self.attends = self.will_attend

    def review_membership(self, shares_each_usd: float) -> None:
        """Loyalty moves with what was received; three seasons' mean gain decides who leaves and who comes."""
        m, p, c = self.model, self.model.p, self.model.cooperative
        benefit = 0.0
        if self.is_member and self.season_delivered_qq > 0:
            beyond = self.season_advances_usd + self.season_refund_usd - self.season_street_value_usd
            benefit = beyond / self.season_delivered_qq + c.balance_paid_usd_per_qq
        goal = self.loyalty_anchor_usd_per_qq + p.benefit_weight * benefit
        self.loyalty_usd_per_qq += p.loyalty_speed_share * (goal - self.loyalty_usd_per_qq)
        self.gains_usd[m.season % 3] = self.season_membership_gain_usd + self.season_refund_usd - p.membership_effort_usd_per_year
        if m.season < 2:
            return
        mean = sum(self.gains_usd) / 3.0
        if self.is_member:
            if mean < 0:
                self.is_member = False
                self.due_usd[m.month + SHARES_BACK_AFTER_MONTHS] += shares_each_usd
                c.member_leaves(shares_each_usd)
                self.set_off()
                c.lost_usd += self.owed_to_cooperative_usd
                self.owed_to_cooperative_usd = 0.0
        elif mean > 0 and self.area_ha * self.yield_qq_per_ha * self.expected_price_usd_per_qq >= p.share_capital_usd_per_member:
            self.owed_to_cooperative_usd += p.share_capital_usd_per_member
            self.is_member = True
            c.shares_usd += p.share_capital_usd_per_member
            self.set_off()
            self.pay_back(max(self.savings_usd - self.need_usd_per_month, 0.0))
        self.tenure_seasons = self.tenure_seasons + 1 if self.is_member else 0

    def remember_the_price(self) -> None:
        """Season's end: expectation, neglect and loss, planting."""
        m, p = self.model, self.model.p
        sold = self.season_delivered_qq + self.season_side_sold_qq
        received = self.season_received_usd / sold if sold > 0 else m.traders.farm_gate_price_usd_per_qq
        surprise = abs(received - self.expected_price_usd_per_qq) / max(self.expected_price_usd_per_qq, 1.0)
        self.income_risk_share += p.expectation_share * (surprise - self.income_risk_share)
        self.expected_price_usd_per_qq += p.expectation_share * (received - self.expected_price_usd_per_qq)
        self.area_ha += self.planted_ha.pop(m.season + 1, 0.0)
        if p.land:
            self.tend_or_neglect()
            self.plant()


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _weather(uniform: float, sd: float) -> float:
    return 1.0 + sd * math.sqrt(12.0) * (uniform - 0.5)
