"""What the cooperative of the Mesa model sells: forward, on the day, and what it does about coffee that is not there."""

from __future__ import annotations

import math

import mesa


class Contracts(mesa.Agent):
    """The selling half of the cooperative. The accounts and the books by month are made in `Cooperative`."""

    def contracts_melt(self) -> None:
        if self.model.inflation:
            for book in (self.fixed_usd, self.rolled_fixed_usd):
                for month in book:
                    book[month] /= 1.0 + self.model.inflation

    def fixed_book(self, before: float = math.inf) -> tuple[float, float]:
        """Contracts at a fixed price that fall due before a month, those moved once among them: qq and US$."""
        quantity, value = (
            sum(amount for book in books for due, amount in book.items() if due < before)
            for books in ((self.fixed_qq, self.rolled_fixed_qq), (self.fixed_usd, self.rolled_fixed_usd))
        )
        return quantity, value

    def open_book(self) -> float:
        return sum(self.open_qq.values()) + sum(self.rolled_open_qq.values())

    def standing(self) -> float:
        """How lender and buyers see it, by its own funds and what is overdue."""
        overdue = self.debt_to_buyers_usd + self.overdue_suppliers_usd + self.overdue_members_usd
        means = max(self.own_funds_usd, 0.0) + self.model.p.fixed_cost_usd_per_year
        return means / (means + overdue) if overdue > 0 else 1.0

    def forward_price(self, months_ahead: float) -> float:
        p, normal = self.model.p, self.model.p.reference_price_usd_per_qq
        power = (1.0 - p.return_share_per_month) ** months_ahead
        return normal * (self.model.world_price / normal) ** power + self.differential()

    def differential(self) -> float:
        """What a buyer pays above the exchange: less for whoever owes what is overdue."""
        p = self.model.p
        premium = p.differential_usd_per_qq - p.trader_differential_usd_per_qq
        return p.trader_differential_usd_per_qq + premium * self.standing()

    def cover_price(self) -> float:
        p = self.model.p
        return self.model.world_price + p.differential_usd_per_qq + p.buy_in_premium_usd_per_qq

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
        books = (self.fixed_qq, self.open_qq, self.rolled_fixed_qq, self.rolled_open_qq)
        if not (self.stock_qq or any(book.get(month) for book in books)):
            for book in (*books, self.fixed_usd, self.rolled_fixed_usd):
                book.pop(month, None)  # contracts of nothing
            return
        self.walk_away(sum(book.get(month, 0.0) for book in books))
        fixed, fixed_usd, opened = (book.pop(month, 0.0) for book in (self.fixed_qq, self.fixed_usd, self.open_qq))
        moved, moved_usd = self.rolled_fixed_qq.pop(month, 0.0), self.rolled_fixed_usd.pop(month, 0.0)
        moved_open, price = self.rolled_open_qq.pop(month, 0.0), self.sale_price_today()
        contracted = fixed + opened + moved + moved_open
        own = min(self.stock_qq, contracted)
        filled = own / max(contracted, 1e-12)
        quantity = self.stock_qq
        of_contracts = filled * (fixed_usd + moved_usd + (opened + moved_open) * price)
        revenue = of_contracts + (quantity - own) * price
        in_stock = quantity + sum(self.in_process_qq.values())
        cost = self.stock_usd * (quantity / in_stock if in_stock > 0 else 0.0)
        self.receivable_usd += revenue
        self.stock_usd -= cost
        self.result_usd += revenue - cost
        self.stock_qq = 0.0
        self.pool_revenue_usd[self.model.season % 2] += revenue
        self.pool_shipped_qq[self.model.season % 2] += quantity
        self.shipped_qq = quantity
        missing = 1.0 - filled
        if missing > 0 and contracted > 0:
            rolled = self.roll_over(missing, fixed, fixed_usd, opened)
            stays = missing * (1.0 - rolled)
            self.buy_in_or_owe(
                stays * fixed + missing * moved, stays * fixed_usd + missing * moved_usd, stays * opened + missing * moved_open
            )

    def walk_away(self, due: float) -> None:
        """Strategic default, where a board gains more than it expects to feel of the debt and its word is worth to it."""
        p = self.model.p
        book, value = self.fixed_book()
        if book <= 1e-9:
            return
        cover, agreed = self.cover_price(), value / book
        unfelt = p.board_discount_share_per_year / (p.board_discount_share_per_year + p.enforcement_share_per_year)
        if (cover - agreed) * unfelt > p.relation_value_share * agreed and self.stock_qq + self.funds() / cover >= due:
            self.owe(max(cover - agreed, 0.0) * book)
            for contracts in (self.fixed_qq, self.fixed_usd, self.rolled_fixed_qq, self.rolled_fixed_usd):
                contracts.clear()

    def owe(self, damages: float) -> None:
        self.result_usd -= damages
        self.debt_to_buyers_usd += damages

    def roll_over(self, missing: float, fixed: float, fixed_usd: float, opened: float) -> float:
        """Move contracts that were never moved, if that is cheaper than cover: the share of the missing ones that moves."""
        p, price = self.model.p, self.sale_price_today()
        now, then = self.forward_price(0), self.forward_price(p.rollover_months)
        agreed = (fixed_usd + opened * price) / max(fixed + opened, 1e-12)
        interest = agreed * p.interest_share_per_year * p.rollover_months / 12.0
        shortfall = missing * (fixed + opened)
        if shortfall <= 0 or interest + max(now - then, 0.0) > max(self.cover_price() - agreed, 0.0):
            return 0.0
        share = min(p.rollover_limit_share, self.funds() / max(interest * shortfall, 1e-9))
        fee = self.pay(interest * share * shortfall)
        self.result_usd -= fee
        self.cash_usd -= fee
        due, moves = self.model.month + p.rollover_months, share * missing
        self.rolled_fixed_qq[due] += moves * fixed
        self.rolled_fixed_usd[due] += moves * fixed * max(fixed_usd / max(fixed, 1e-12) + then - now, 0.0)
        self.rolled_open_qq[due] += moves * opened
        return share

    def buy_in_or_owe(self, fixed: float, fixed_usd: float, opened: float) -> None:
        """Coffee is bought as far as the money goes; damages for the rest are owed."""
        cover, price, shortfall = self.cover_price(), self.sale_price_today(), fixed + opened
        bought = min(shortfall, self.funds() / max(cover, 1e-9))
        share = bought / max(shortfall, 1e-12)
        cost = self.pay(cover * bought)
        revenue = share * (fixed_usd + opened * price)
        self.cash_usd -= cost
        self.receivable_usd += revenue
        self.result_usd += revenue - cost
        damages = max(cover - fixed_usd / max(fixed, 1e-12), 0.0) * fixed + max(cover - price, 0.0) * opened
        self.owe((1.0 - share) * damages)
