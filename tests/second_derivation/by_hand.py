"""Two seasons of one household, one cooperative and some traders in plain floats, written from docs/model, not from the code.

Order of the month and equations: docs/model; decisions 3 and 4 where they settle a reading.
"""

from __future__ import annotations

import math

from tests.second_derivation.hand_books import ALPHA, DP, FIXED_COST, HARVEST, PROCESSING, TAU, Books, K, T

TRADER_YEAR, TRADER_CAPITAL, E = 1000.0, 0.2, 0.3
TARGET_MONTHS = 1.0


class ByHand(Books):
    """The whole world, month by month; `log` keeps what each month left behind."""

    def live(self, months: int) -> None:
        for _ in range(months):
            season_month = self.month % 12
            if season_month == 0:
                self.open_season()
            clearing = self.world + DP - T  # 1
            gap = clearing - self.rhat
            self.rhat += 0.5 * gap if gap > 0 else 0.8 * gap
            if season_month == 0:
                self.sell_forward()  # 2
            self.one_month(season_month)
            if season_month == 11:
                self.close_season()
            self.month += 1

    def open_season(self) -> None:
        care = min(max((self.expected_price / self.her.cost) ** 0.25, 0.7), 1.2)
        self.crop = self.her.hectares * self.her.yield_qq * care
        self.delivered_season = self.sold_season = self.received_season = 0.0
        self.advances = self.street_value = self.balance_qq = self.balance_usd = 0.0
        self.shipped_pool = self.revenue_pool = 0.0

    def season_sale_price(self, season_month: int) -> float:
        """Forward price over the harvest still to come (decision: that is what a promise for the season can rest on)."""
        ahead = [(k, s) for k, s in enumerate(HARVEST[season_month:]) if s]
        if not ahead:
            return self.forward(PROCESSING)
        return sum(s * self.forward(k + PROCESSING) for k, s in ahead) / sum(s for _, s in ahead)

    def promise(self, season_month: int) -> float:
        if self.policy == "fixed":
            return self.member_price(self.season_sale_price(season_month)) if season_month == 0 else self.posted
        if self.policy == "indexed":
            return self.member_price(self.forward(PROCESSING))
        unsold = self.stock_qq + sum(self.ready.values()) + self.expected_volume * sum(HARVEST[season_month:])
        fixed_qq, fixed_usd = (sum(pair[i] for pair in self.fixed.values()) for i in (0, 1))
        counted = min(fixed_qq, unsold)
        value = self.revenue_pool + (counted * fixed_usd / fixed_qq if fixed_qq else 0.0)
        value += (unsold - counted) * self.season_sale_price(season_month)
        volume = self.shipped_pool + unsold
        blend = value / volume if volume > 1e-6 else self.season_sale_price(season_month)
        return self.member_price(blend)

    def one_month(self, season_month: int) -> None:
        h, share = self.her, HARVEST[season_month]
        wage = 45.0 * (self.world / 215) ** 0.3
        # 3 and 4 (every price here pays the picking, so all that is ripe is picked)
        town = self.rhat - 0.02 * self.rhat  # interest and price risk cost the town trader too (decision 6)
        facing = 1 - (1 - self.share_of_cooperative) / self.traders  # nothing where one trader is alone: then the floor holds
        street = max(town - 10 / facing, town - 30) if facing > 0 else town - 30
        harvest = self.crop * share
        hired = max(harvest - h.own_picking, 0.0)
        lot = harvest + self.kept
        self.posted = self.promise(season_month)
        m, a = self.posted, ALPHA * self.posted
        p = max(street - (40.0 / lot if lot else 0.0) - 0.5 * h.road_km, 0.0)
        # 5
        called = 0.35 * self.debt if share else 0.0
        tied = min(lot, 0.35 * called / p) if lot and p else 0.0
        need = max(h.need - h.off_income, 0) + hired * wage + harvest * h.inputs + 0.65 * called - h.savings
        scale = math.sqrt(self.world / 215)
        tau = max(TAU, PROCESSING + 1) if self.policy == "pooled" else TAU
        omega = h.lean * h.patience**tau / max(1, h.lean * (1 - h.leak) ** tau)
        value = a + h.trust * omega * (m - a) - p + h.loyalty * scale
        u = self.taste_luck[self.month]
        chosen = 1.0 if value + h.taste * scale * math.log(u / (1 - u)) > 0 else 0.0
        free = lot - tied
        d_max = 1.0
        if free and a * free < need and p > a:
            d_max = min(max((p * free - need) / ((p - a) * free), 0), 1)
        # 6
        self.cash += self.receivable
        self.receivable = 0.0
        delivered = free * min(chosen, d_max) if lot else 0.0
        side = lot - delivered
        self.kept = 0.0
        h.savings += a * delivered + p * side
        promise = m if self.policy != "pooled" else a
        self.stock_usd += (promise + K) * delivered
        self.cash -= (a + K) * delivered
        self.owe(self.month + tau, (promise - a) * delivered)
        self.add_balance(self.month + tau, delivered, (promise - a) * delivered)
        if self.policy == "pooled" and delivered:
            q, paid = self.pool.get(self.month + tau, (0.0, 0.0))
            self.pool[self.month + tau] = (q + delivered, paid + a * delivered)
        self.ready[self.month + PROCESSING] = self.ready.get(self.month + PROCESSING, 0.0) + delivered
        self.received_season += a * delivered + p * side
        self.advances += a * delivered
        self.street_value += p * delivered
        self.delivered_season += delivered
        self.sold_season += lot
        if lot:
            self.share_of_cooperative = delivered / lot
        if share:
            each = side / self.traders
            profit = (self.world + DP - T - street) * each
            normal = TRADER_YEAR * share + TRADER_CAPITAL / 12 * self.world * each * 0.5
            self.traders = min(max(self.traders * min(max(profit / normal, 0.1), 10.0) ** (E * share), 1.0), 12.0)
        self.ship()  # 7
        self.fall_due()  # 8
        # 9: the purse
        before = h.savings + h.off_income - h.need - hired * wage - harvest * h.inputs
        repaid = min(max(before, 0.0), called)
        idle = max(before - repaid, 0.0)
        after = before - repaid - idle * h.leak
        after = min(after, TARGET_MONTHS * h.need)  # what exceeds some months of need is spent
        limit = 0.5 * h.hectares * h.yield_qq * self.expected_price
        owed = self.debt * (1 + 0.36 / 12) - repaid
        borrowed = min(max(-after, 0.0), max(limit - owed, 0.0))
        self.debt = min(owed + borrowed, limit)
        h.savings = max(after, 0.0)
        self.log.append(
            {
                "delivered": delivered,
                "side_sold": side,
                "street": street,
                "traders": self.traders,
                "posted": m,
                "savings": h.savings,
                "debt": self.debt,
                "trust": h.trust,
                "cash": self.cash,
                "stock": self.stock_usd,
                "receivable": self.receivable,
                "due_members": sum(self.due.values()),
                "penalty_due": self.penalty,
                "result": self.result,
            }
        )
        if lot:
            self.log[-1] |= {"value": value, "most": d_max}

    def close_season(self) -> None:
        h, refund = self.her, 0.0
        for month in sorted(self.pool):
            self.declare(month)
        if self.result > 0:
            spare = max(self.cash - 3 * FIXED_COST / 12, 0.0)
            refund = min(0.8 * self.result, spare) if self.delivered_season else 0.0
            self.reserve += self.result - refund
            self.owe(self.month + 1, refund)
        else:
            self.reserve += self.result
        self.season_result, self.result = self.result, 0.0
        # paid total per qq: this season's advances and refund, the balance per qq that was paid last
        if self.balance_qq:
            self.balance_per_qq = self.balance_usd / self.balance_qq
        benefit = 0.0
        if self.delivered_season:
            benefit = (self.advances + refund - self.street_value) / self.delivered_season + self.balance_per_qq
        h.loyalty += 0.1 * (h.anchor + 0.5 * benefit - h.loyalty)
        self.expected_price += 0.3 * (self.received_season / self.sold_season - self.expected_price)
        self.expected_volume += 0.5 * (self.delivered_season - self.expected_volume)
        self.log[-1] |= {
            "loyalty": h.loyalty,
            "expected_price": self.expected_price,
            "expected_volume": self.expected_volume,
            "reserve": self.reserve,
            "season_result": self.season_result,
            "closed_due": sum(self.due.values()),
            "closed_result": 0.0,
        }
        del self.log[-1]["result"], self.log[-1]["due_members"]
