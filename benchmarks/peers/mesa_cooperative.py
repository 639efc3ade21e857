"""The cooperative of the Mesa model: deliveries, payments, books."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from benchmarks.peers.mesa_terms import Terms

LOW_SALES_SEASONS = 3
MONTHS_OF_COST_KEPT = 3.0  # of the fixed cost, in cash before surplus is shared


class Cooperative(Terms):
    """The cooperative: contracts, terms, deliveries, payments, books. Every account is what its name says, never signed."""

    def __init__(self, model: Any, states: dict[str, float]) -> None:
        super().__init__(model)
        for name, value in states.items():
            setattr(self, name, value)
        self.stock_usd = self.receivable_usd = self.line_usd = self.due_members_usd = self.overdue_members_usd = 0.0
        self.overdue_suppliers_usd = self.debt_to_buyers_usd = self.result_usd = self.stock_qq = 0.0
        self.advance_usd_per_qq = self.posted_price_usd_per_qq = self.credit_limit_usd = self.free_funds_usd = 0.0
        self.closing_pressure, self.low_sales_count = 0.0, 0
        self.collected_usd = self.lost_usd = 0.0  # of what members owe
        self.alive = True
        # by the month in which it falls due
        self.fixed_qq: dict[int, float] = defaultdict(float)
        self.fixed_usd: dict[int, float] = defaultdict(float)
        self.open_qq: dict[int, float] = defaultdict(float)
        self.rolled_fixed_qq: dict[int, float] = defaultdict(float)
        self.rolled_fixed_usd: dict[int, float] = defaultdict(float)
        self.rolled_open_qq: dict[int, float] = defaultdict(float)
        self.in_process_qq: dict[int, float] = defaultdict(float)
        self.due_usd: dict[int, float] = defaultdict(float)
        self.pooled_qq: dict[int, float] = defaultdict(float)
        self.balance_qq: dict[int, float] = defaultdict(float)
        self.balance_usd: dict[int, float] = defaultdict(float)
        self.pool_advance_usd: dict[int, float] = defaultdict(float)
        self.pool_revenue_usd, self.pool_shipped_qq = [0.0, 0.0], [0.0, 0.0]  # season even or odd
        p = model.p
        self.months_to_second_payment = int(max(p.payment_delay_months, p.processing_months + 1))

    def open_season(self) -> None:
        even = self.model.season % 2
        self.pool_revenue_usd[even] = self.pool_shipped_qq[even] = self.season_delivered_qq = 0.0
        self.season_balance_qq = self.season_balance_usd = 0.0

    # coffee

    def take_deliveries(self) -> None:
        """What is offered is taken as far as free funds go; the rest is refused."""
        cost = self.offered_qq * (self.advance_usd_per_qq + self.model.p.processing_cost_usd_per_qq)
        self.funded_share = min(self.free_funds_usd / cost, 1.0) if cost > 0 else 1.0

    def book_deliveries(self) -> None:
        p, month, quantity, advance = self.model.p, self.model.month, self.delivered_qq, self.advance_usd_per_qq
        cost = (advance + p.processing_cost_usd_per_qq) * quantity
        self.pay(cost)
        self.cash_usd -= cost
        self.stock_usd += cost
        self.in_process_qq[month + p.processing_months] += quantity
        self.pooled_qq[month + self.months_to_second_payment] += quantity
        self.balance_qq[month + self.months_to_second_payment] += quantity
        self.pool_advance_usd[month + self.months_to_second_payment] += advance * quantity
        self.season_delivered_qq += quantity

    # what falls due

    def pay_costs(self) -> None:
        p, melted, line = self.model.p, self.model.inflation, max(self.line_usd, 0.0)
        interest = line * self.interest_share() / 12.0
        eroded = line * melted / (1.0 + melted)
        self.line_usd += interest - eroded
        forgotten = max(self.debt_to_buyers_usd, 0.0) * melted / (1.0 + melted)
        self.debt_to_buyers_usd -= forgotten
        self.result_usd += eroded + forgotten - interest
        arrears = self.pay(max(self.overdue_suppliers_usd, 0.0))
        self.overdue_suppliers_usd -= arrears
        self.cash_usd -= arrears
        cost = p.fixed_cost_usd_per_year / 12.0
        paid = self.pay(cost)
        self.result_usd -= cost
        self.cash_usd -= paid
        self.overdue_suppliers_usd += cost - paid
        enforced = self.pay(max(self.debt_to_buyers_usd, 0.0) * p.enforcement_share_per_year / 12.0)
        self.debt_to_buyers_usd -= enforced
        self.cash_usd -= enforced

    def catch_up(self) -> float:
        owed = self.overdue_members_usd
        paid = self.pay(owed)
        self.overdue_members_usd -= paid
        self.cash_usd -= paid
        return paid / max(owed, 1e-12)

    def declare_second_payment(self, month: int) -> float | None:
        """The second payment per qq of coffee whose wait ends in a month; None where there is none."""
        quantity, advances = self.pooled_qq.pop(month, 0.0), self.pool_advance_usd.pop(month, 0.0)
        if quantity <= 0:
            return None
        second = self.left_by_the_pool(advances / quantity)
        self.due_usd[month] += second * quantity
        self.balance_usd[month] += second * quantity
        self.due_members_usd += second * quantity
        self.result_usd -= second * quantity
        return second

    def pay_what_is_due(self) -> float | None:
        """The share of what is due that is paid; None where nothing is due."""
        month = self.model.month
        total, balance = self.due_usd.pop(month, 0.0), self.balance_usd.pop(month, 0.0)
        self.season_balance_qq += self.balance_qq.pop(month, 0.0)
        if total <= 0:
            return None
        paid = self.pay(total * (1.0 - self.model.p.late_payment_share))
        self.season_balance_usd += paid / total * balance
        self.due_members_usd -= total
        self.cash_usd -= paid
        self.overdue_members_usd += total - paid
        return paid / total

    def repay_line(self) -> None:
        repaid = min(max(self.cash_usd, 0.0), max(self.line_usd, 0.0))
        self.cash_usd -= repaid
        self.line_usd -= repaid

    # the season's end

    def remember_the_balance(self) -> None:
        if self.season_balance_qq > 0:
            self.balance_paid_usd_per_qq = self.season_balance_usd / self.season_balance_qq

    def share_result(self, members_coffee_qq: float) -> float:
        """Surplus to the reserve and back to members, loss to the reserve and the shares; gives the refund per qq."""
        p, surplus, loss = self.model.p, max(self.result_usd, 0.0), max(-self.result_usd, 0.0)
        owed = self.line_usd + self.debt_to_buyers_usd + self.overdue_suppliers_usd + self.overdue_members_usd
        spare = max(self.cash_usd - owed - MONTHS_OF_COST_KEPT * p.fixed_cost_usd_per_year / 12.0, 0.0)
        after_losses = max(surplus - max(-self.reserve_usd, 0.0), 0.0)
        refund = min((1.0 - p.reserve_share) * after_losses, spare) if members_coffee_qq > 0 else 0.0
        from_shares = min(max(loss - max(self.reserve_usd, 0.0), 0.0), max(self.shares_usd, 0.0))
        self.reserve_usd += surplus - refund - (loss - from_shares)
        self.shares_usd -= from_shares
        self.due_members_usd += refund
        self.due_usd[self.model.month + 1] += refund
        self.result_usd = 0.0
        return refund / members_coffee_qq if members_coffee_qq > 0 else 0.0

    def member_leaves(self, shares_usd: float) -> None:
        self.shares_usd -= shares_usd
        self.due_members_usd += shares_usd
        self.due_usd[self.model.month + 6] += shares_usd

    def members_have_paid(self) -> None:
        """Cash of what members owed; what those who left still owed is lost: reserve first, then shares."""
        self.cash_usd += self.collected_usd
        from_shares = min(max(self.lost_usd - max(self.reserve_usd, 0.0), 0.0), max(self.shares_usd, 0.0))
        self.reserve_usd -= self.lost_usd - from_shares
        self.shares_usd -= from_shares
        self.collected_usd = self.lost_usd = 0.0

    def close_season(self) -> None:
        """Who cannot go on closes: by the accounts only."""
        p, month = self.model.p, self.model.month
        self.expected_volume_qq += p.volume_review_share * (self.season_delivered_qq - self.expected_volume_qq)
        gain = 0.0
        for quantities, values in ((self.fixed_qq, self.fixed_usd), (self.rolled_fixed_qq, self.rolled_fixed_usd)):
            gain += sum(values[due] - qq * self.forward_price(due - month) for due, qq in quantities.items())
        worth = self.shares_usd + self.reserve_usd + self.result_usd + gain
        self.own_funds_usd = worth + self.debt_to_buyers_usd + self.overdue_suppliers_usd + self.overdue_members_usd
        depth = min(-worth / max(p.fixed_cost_usd_per_year, 1e-9), 1.0)
        self.closing_pressure = self.closing_pressure + depth if worth < 0 else 0.0
        low = self.season_delivered_qq * p.fee_usd_per_qq < p.low_sales_share * p.fixed_cost_usd_per_year
        self.low_sales_count = self.low_sales_count + 1 if low else 0
        in_the_red = worth < 0 and self.closing_pressure >= p.closing_patience_seasons
        self.alive = not (in_the_red or self.low_sales_count >= LOW_SALES_SEASONS)
