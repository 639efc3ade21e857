"""What the cooperative of the Mesa model promises: what it can pay in all, and the advance that its money allows."""

from __future__ import annotations

from benchmarks.peers.mesa_contracts import Contracts

DEAREST_LESS_CHEAPEST = 0.145  # of the interest on the line, by standing


class Terms(Contracts):
    """The half of the cooperative that sees its money and posts its terms. A pool's second payment comes after the buyer's."""

    def months_to_sale(self) -> int:
        """From delivery until the buyer has paid."""
        return int(self.model.p.processing_months) + 1

    # money

    def funds(self) -> float:
        return max(self.cash_usd, 0.0) + max(self.credit_limit_usd - self.line_usd, 0.0)

    def pay(self, amount: float) -> float:
        payable = min(amount, self.funds())
        drawn = max(payable - max(self.cash_usd, 0.0), 0.0)
        self.cash_usd += drawn
        self.line_usd += drawn
        return payable

    def buyer_pays(self) -> None:
        """The buyer pays for last month's coffee, the lender sets its limit, what is promised before is known."""
        p = self.model.p
        self.cash_usd += self.receivable_usd
        self.receivable_usd = 0.0
        price = self.model.world_price + p.differential_usd_per_qq
        contracts = self.fixed_book()[1] + self.open_book() * price
        line = min(p.credit_line_usd, max(self.own_funds_usd, 0.0))
        self.credit_limit_usd = self.standing() * (line + p.credit_line_share * contracts)
        self.free_funds_usd = max(self.funds() - self.promised_usd(), 0.0)

    def interest_share(self) -> float:
        return self.model.p.interest_share_per_year + DEAREST_LESS_CHEAPEST * (1.0 - self.standing())

    def promised_usd(self) -> float:
        """The most that is missing in a month before the buyer pays for coffee bought today."""
        p, month = self.model.p, self.model.month
        most = owed = self.overdue_members_usd + self.overdue_suppliers_usd
        line, debt = max(self.line_usd, self.credit_limit_usd), max(self.debt_to_buyers_usd, 0.0)
        running = (p.fixed_cost_usd_per_year + line * self.interest_share() + debt * p.enforcement_share_per_year) / 12.0
        for due in range(month, month + self.months_to_sale()):
            if due > month:
                owed -= self.buyer_will_pay(due - 1)
            owed += running + self.due_usd.get(due, 0.0) + self.second_payment_to_come(due)
            most = max(most, owed)
        return most

    def buyer_will_pay(self, month: int) -> float:
        """For coffee that is ready by then, less the credit on the contracts that it fills."""
        coffee = self.in_process_qq.get(month, 0.0) + (self.stock_qq if month == self.model.month else 0.0)
        fixed, fixed_usd, opened = (
            book.get(month, 0.0) + moved.get(month, 0.0)
            for book, moved in (
                (self.fixed_qq, self.rolled_fixed_qq),
                (self.fixed_usd, self.rolled_fixed_usd),
                (self.open_qq, self.rolled_open_qq),
            )
        )
        price, contracted = self.sale_price_today(), fixed + opened
        contracts_usd = fixed_usd + opened * price
        filled = min(coffee / max(contracted, 1e-12), 1.0)
        rest = coffee - filled * contracted
        return filled * contracts_usd + rest * price - self.model.p.credit_line_share * contracts_usd

    # prices

    def post_terms(self) -> None:
        """The promise of the month, and the advance on it: lowered where money is short for the coffee expected."""
        m, p = self.model, self.model.p
        if m.month % 12 % p.advance_review == 0:  # between reviews what was announced stands
            self.posted_price_usd_per_qq = self.can_pay(self.pool_price())
        full, coffee = p.advance_share * self.posted_price_usd_per_qq, self.expected_volume_qq * m.harvest_share
        kept = 1.0
        if coffee * full > 0:
            affordable = (self.free_funds_usd - coffee * p.processing_cost_usd_per_qq) / (coffee * full)
            kept = min(max(affordable, p.lowest_advance_share), 1.0)
        self.advance_usd_per_qq = kept * full
        self.advance_cut_usd_per_qq = full - self.advance_usd_per_qq
        self.offered_qq = self.delivered_qq = 0.0

    def can_pay(self, sale: float) -> float:
        """In all, for coffee that fetches so much: less processing, fee and interest until the buyer pays."""
        p, processing = self.model.p, self.model.p.processing_cost_usd_per_qq
        carried = p.interest_share_per_year / 12.0 * self.months_to_sale()
        left = sale - processing - p.fee_usd_per_qq - carried * processing
        return max(left / (1.0 + carried * p.advance_share), 0.0)

    def pool_price(self) -> float:
        """What the season's pool is expected to fetch per qq: shipped, contracts at a fixed price, and the rest."""
        m, p = self.model, self.model.p
        ahead = p.harvest_shares[m.month % 12 :]
        if sum(ahead) > 0:
            prices = [share * self.forward_price(k + p.processing_months) for k, share in enumerate(ahead) if share > 0]
            expected = sum(prices) / sum(ahead)
        else:
            expected = self.forward_price(p.processing_months)
        fixed_qq, fixed_usd = self.fixed_book(m.month + len(ahead) + int(p.processing_months))
        unsold = self.stock_qq + sum(self.in_process_qq.values()) + self.expected_volume_qq * sum(ahead)
        rest, counted = max(unsold - fixed_qq, 0.0), min(fixed_qq, max(unsold, 1e-9))
        volume = self.pool_shipped_qq[m.season % 2] + counted + rest
        value = self.pool_revenue_usd[m.season % 2] + counted * fixed_usd / max(fixed_qq, 1e-9) + rest * expected
        return value / volume if volume > 1e-6 else expected

    def left_by_the_pool(self, advance: float) -> float:
        """Per qq after the advance, by the season's sales so far, or last season's where nothing is shipped yet."""
        p, season = self.model.p, self.model.season % 2
        if self.pool_shipped_qq[season] <= 0:
            season = 1 - season
        shipped = self.pool_shipped_qq[season]
        net = self.pool_revenue_usd[season] / shipped if shipped > 0 else 0.0
        processing = p.processing_cost_usd_per_qq
        carried = p.interest_share_per_year / 12.0 * self.months_to_sale()
        finance = carried * (p.advance_share * self.can_pay(net) + processing)
        return max(net - processing - finance - p.fee_usd_per_qq - advance, 0.0)

    def second_payment_to_come(self, month: int) -> float:
        """For coffee whose wait ends then: as announced, or as the pool stands where that is more."""
        advances, quantity = self.pool_advance_usd.get(month, 0.0), self.balance_qq.get(month, 0.0)
        if advances <= 0.0 or quantity <= 0.0:
            return 0.0
        advance = advances / quantity
        return quantity * max(self.left_by_the_pool(advance), self.posted_price_usd_per_qq - advance)
