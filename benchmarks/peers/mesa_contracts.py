"""What the cooperative of the Mesa model sells: forward, on the day, and what it does about coffee that is not there."""

from __future__ import annotations

import mesa


class Contracts(mesa.Agent):
    """The selling half of the cooperative. The accounts and the books by month are made in `Cooperative`."""

    def contracts_melt(self) -> None:
        if self.model.inflation:
            for month in self.fixed_usd:
                self.fixed_usd[month] /= 1.0 + self.model.inflation

    def forward_price(self, months_ahead: float) -> float:
        p, normal = self.model.p, self.model.p.reference_price_usd_per_qq
        power = (1.0 - p.return_share_per_month) ** months_ahead
        return normal * (self.model.world_price / normal) ** power + self.differential()

    def differential(self) -> float:
        """What a buyer pays above the exchange; while one remembers a default, what a trader gets."""
        p = self.model.p
        return p.trader_differential_usd_per_qq if self.relation_lost_months > 0 else p.differential_usd_per_qq

    def sale_price_today(self) -> float:
        return self.model.world_price + self.differential()

    def sell_forward(self) -> None:
        p, month = self.model.p, self.model.month
        for ahead, share in enumerate(p.harvest_shares):
            if share > 0:
                quantity = p.forward_share * self.expected_volume_qq * share
                fixed = p.fixed_price_share * quantity
                due = month + ahead + p.processing_months
                self.fixed_qq[due] += fixed
                self.fixed_usd[due] += fixed * self.forward_price(ahead + p.processing_months)
                self.open_qq[due] += quantity - fixed

    def ship(self) -> None:
        month = self.model.month
        self.stock_qq += self.in_process_qq.pop(month, 0.0)
        self.shipped_qq = 0.0
        self.relation_lost_months = max(self.relation_lost_months - 1.0, 0.0)
        if not (self.stock_qq or self.fixed_qq.get(month) or self.fixed_usd.get(month) or self.open_qq.get(month)):
            return
        self.walk_away()
        fixed, fixed_usd = self.fixed_qq.pop(month, 0.0), self.fixed_usd.pop(month, 0.0)
        opened, price = self.open_qq.pop(month, 0.0), self.sale_price_today()
        contracted = fixed + opened
        filled = min(self.stock_qq, contracted) / max(contracted, 1e-12)
        quantity, revenue = self.stock_qq, filled * fixed_usd + (self.stock_qq - filled * fixed) * price
        in_stock = quantity + sum(self.in_process_qq.values())
        cost = self.stock_usd * (quantity / in_stock if in_stock > 0 else 0.0)
        self.receivable_usd += revenue
        self.stock_usd -= cost
        self.result_usd += revenue - cost
        self.stock_qq = 0.0
        self.pool_revenue_usd[self.model.season % 2] += revenue
        self.pool_shipped_qq[self.model.season % 2] += quantity
        self.shipped_qq = quantity
        missing = (1.0 - filled) * contracted
        if missing:
            contract_price = (fixed_usd + opened * price) / max(contracted, 1e-12)
            self.fill_the_gap(missing, contract_price, (1.0 - filled) * fixed, (1.0 - filled) * fixed_usd)

    def walk_away(self) -> None:
        """Strategic default, where leaving the fixed contracts is worth more than the relation with the buyer."""
        p, book = self.model.p, sum(self.fixed_qq.values())
        if book <= 1e-9:
            return
        premium = p.differential_usd_per_qq - p.trader_differential_usd_per_qq
        rate = max(p.interest_share_per_year, 1e-9)
        relation = premium * self.expected_volume_qq * (1.0 - (1.0 + rate) ** -p.relation_years) / rate
        gap = self.sale_price_today() - sum(self.fixed_usd.values()) / book - p.penalty_usd_per_qq
        if gap * book > relation:
            self.result_usd -= p.penalty_usd_per_qq * book
            self.penalty_due_usd += p.penalty_usd_per_qq * book
            self.relation_lost_months = 12.0 * p.relation_years
            self.fixed_qq.clear()
            self.fixed_usd.clear()

    def fill_the_gap(self, missing: float, contract_price: float, fixed: float, fixed_usd: float) -> None:
        """Roll over, buy in or pay oneself out: the cheapest that can be paid for."""
        p, price, then = self.model.p, self.sale_price_today(), self.forward_price(self.model.p.rollover_months)
        buy_price = self.model.world_price + p.differential_usd_per_qq + p.buy_in_premium_usd_per_qq
        now = self.forward_price(0)
        buy_cost = buy_price - contract_price
        roll_cost = p.rollover_fee_usd_per_qq + max(now - then, 0.0)
        out_cost = max(price - contract_price, 0.0) + p.penalty_usd_per_qq
        rolls = 0.0
        if roll_cost <= min(buy_cost, out_cost):
            rolls = min(p.rollover_limit_share * missing, self.funds() / max(p.rollover_fee_usd_per_qq, 1e-9))
        fee = self.pay(p.rollover_fee_usd_per_qq * rolls)
        self.result_usd -= fee
        self.cash_usd -= fee
        share, due = rolls / max(missing, 1e-12), self.model.month + p.rollover_months
        self.fixed_qq[due] += share * fixed
        self.fixed_usd[due] += share * fixed * max(fixed_usd / max(fixed, 1e-12) + then - now, 0.0)
        self.open_qq[due] += share * (missing - fixed)
        rest = missing - rolls
        bought = min(rest, self.funds() / max(buy_price, 1e-9)) if buy_cost <= out_cost else 0.0
        cost = self.pay(buy_price * bought)
        self.cash_usd -= cost
        self.receivable_usd += bought * contract_price
        self.result_usd += bought * contract_price - cost
        self.result_usd -= out_cost * (rest - bought)
        self.penalty_due_usd += out_cost * (rest - bought)
