"""The cooperative of the Mesa model: prices, deliveries, payments, books."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from benchmarks.peers.mesa_contracts import Contracts

DEAREST_LESS_CHEAPEST = 0.145  # of the interest on the line, by standing
LOW_SALES_SEASONS = 3
MONTHS_OF_COST_KEPT = 3.0  # in cash before surplus is shared


class Cooperative(Contracts):
    """The cooperative: contracts, deliveries, payments, books. Every account is what its name says, never signed."""

    def __init__(self, model: Any, states: dict[str, float]) -> None:
        super().__init__(model)
        for name, value in states.items():
            setattr(self, name, value)
        self.stock_usd = self.receivable_usd = self.line_usd = self.due_members_usd = self.overdue_members_usd = 0.0
        self.overdue_suppliers_usd = self.debt_to_buyers_usd = self.result_usd = self.stock_qq = 0.0
        self.advance_usd_per_qq = self.posted_price_usd_per_qq = self.credit_limit_usd = 0.0
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

    # prices
    def open_season(self) -> None:
        even = self.model.season % 2
        self.pool_revenue_usd[even] = self.pool_shipped_qq[even] = self.season_delivered_qq = 0.0
        self.season_balance_qq = self.season_balance_usd = 0.0

    def post_terms(self) -> None:
        """The advance and the promise of the month: what the pool is expected to leave per qq."""
        m, p = self.model, self.model.p
        ahead = p.harvest_shares[m.month % 12 :]
        if sum(ahead) > 0:
            prices = [share * self.forward_price(k + p.processing_months) for k, share in enumerate(ahead) if share > 0]
            expected = sum(prices) / sum(ahead)
        else:
            expected = self.forward_price(p.processing_months)
        fixed_qq, fixed_usd = self.fixed_book()
        unsold = self.stock_qq + sum(self.in_process_qq.values()) + self.expected_volume_qq * sum(ahead)
        rest, counted = max(unsold - fixed_qq, 0.0), min(fixed_qq, max(unsold, 1e-9))
        volume = self.pool_shipped_qq[m.season % 2] + counted + rest
        value = self.pool_revenue_usd[m.season % 2] + counted * fixed_usd / max(fixed_qq, 1e-9) + rest * expected
        sale = value / volume if volume > 1e-6 else expected
        carried = p.interest_share_per_year * (p.processing_months + 1) / 12.0
        left = sale - p.processing_cost_usd_per_qq - p.fee_usd_per_qq - carried * p.processing_cost_usd_per_qq
        if m.month % 12 % p.advance_review == 0:  # between reviews what was announced stands
            self.posted_price_usd_per_qq = max(left / (1.0 + carried * p.advance_share), 0.0)
        full, coffee = p.advance_share * self.posted_price_usd_per_qq, self.expected_volume_qq * m.harvest_share
        kept = 1.0  # where money is short for the coffee expected the advance is lowered, and said so
        if coffee * full > 0:
            left = (self.free_funds_usd - coffee * p.processing_cost_usd_per_qq) / (coffee * full)
            kept = min(max(left, p.lowest_advance_share), 1.0)
        self.advance_usd_per_qq = kept * full
        self.offered_qq = self.delivered_qq = 0.0

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
        p = self.model.p
        self.cash_usd += self.receivable_usd
        self.receivable_usd = 0.0
        price = self.model.world_price + p.differential_usd_per_qq
        contracts = self.fixed_book()[1] + self.open_book() * price
        line = min(p.credit_line_usd, max(self.own_funds_usd, 0.0))
        self.credit_limit_usd = self.standing() * (line + p.credit_line_share * contracts)

    def see_funds(self) -> None:
        """What new coffee can be bought with: what is promised until the buyer pays for it comes first."""
        p, month = self.model.p, self.model.month
        owed = most = self.overdue_members_usd + self.overdue_suppliers_usd
        running = p.fixed_cost_usd_per_year / 12.0 + max(self.line_usd, self.credit_limit_usd) * self.interest() / 12.0
        running += max(self.debt_to_buyers_usd, 0.0) * p.enforcement_share_per_year / 12.0
        for ahead in range(p.processing_months + 1):
            if ahead > 0:
                owed -= self.buyer_will_pay(ahead - 1)
            owed += running + self.due_usd.get(month + ahead, 0.0) + self.second_payment_to_come(month + ahead)
            most = max(most, owed)
        self.free_funds_usd = max(self.funds() - most, 0.0)

    def interest(self) -> float:
        return self.model.p.interest_share_per_year + DEAREST_LESS_CHEAPEST * (1.0 - self.standing())

    def buyer_will_pay(self, ahead: int) -> float:
        """For coffee that is ready by then, contracts first, less the credit that ends with these."""
        due, price = self.model.month + ahead, self.sale_price_today()
        coffee = self.in_process_qq.get(due, 0.0) + (self.stock_qq if ahead == 0 else 0.0)
        fixed = self.fixed_qq.get(due, 0.0) + self.rolled_fixed_qq.get(due, 0.0)
        opened = self.open_qq.get(due, 0.0) + self.rolled_open_qq.get(due, 0.0)
        value = self.fixed_usd.get(due, 0.0) + self.rolled_fixed_usd.get(due, 0.0) + opened * price
        filled = min(coffee / max(fixed + opened, 1e-12), 1.0)
        return filled * value + (coffee - filled * (fixed + opened)) * price - self.model.p.credit_line_share * value

    def second_payment_to_come(self, month: int) -> float:
        """As announced, or as the pool stands where that is more."""
        quantity, advances = self.pooled_qq.get(month, 0.0), self.pool_advance_usd.get(month, 0.0)
        if quantity <= 0 or advances <= 0:
            return 0.0
        return quantity * max(self.left_by_the_pool(advances / quantity), self.posted_price_usd_per_qq - advances / quantity)

    # coffee

    def take_deliveries(self) -> None:
        cost = self.offered_qq * (self.advance_usd_per_qq + self.model.p.processing_cost_usd_per_qq)
        self.funded_share = min(self.free_funds_usd / cost, 1.0) if cost > 0 else 1.0

    def book_deliveries(self) -> None:
        p, month, advance = self.model.p, self.model.month, self.advance_usd_per_qq
        quantity = self.delivered_qq
        cost = p.processing_cost_usd_per_qq * quantity
        self.pay(advance * quantity + cost)
        self.stock_usd += advance * quantity + cost
        self.cash_usd -= advance * quantity + cost
        self.in_process_qq[month + p.processing_months] += quantity
        self.pooled_qq[month + self.months_to_second_payment] += quantity
        self.balance_qq[month + self.months_to_second_payment] += quantity
        self.pool_advance_usd[month + self.months_to_second_payment] += advance * quantity
        self.season_delivered_qq += quantity

    # what falls due

    def pay_costs(self) -> None:
        p, melted, line = self.model.p, self.model.inflation, max(self.line_usd, 0.0)
        interest = line * self.interest() / 12.0
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

    def declare_second_payment(self) -> float | None:
        """The second payment per qq of coffee whose wait is over; None where there is none."""
        month = self.model.month
        quantity = self.pooled_qq.pop(month, 0.0)
        advances = self.pool_advance_usd.pop(month, 0.0)
        if quantity <= 0:
            return None
        second = self.left_by_the_pool(advances / quantity)
        self.due_usd[month] += second * quantity
        self.balance_usd[month] += second * quantity
        self.due_members_usd += second * quantity
        self.result_usd -= second * quantity
        return second

    def left_by_the_pool(self, advance: float) -> float:
        """What the season's sales leave per qq after an advance."""
        p, season = self.model.p, self.model.season % 2
        if self.pool_shipped_qq[season] <= 0:
            season = 1 - season
        shipped = self.pool_shipped_qq[season]
        net = self.pool_revenue_usd[season] / shipped if shipped > 0 else 0.0
        processing, carried = p.processing_cost_usd_per_qq, p.interest_share_per_year * (p.processing_months + 1) / 12.0
        price = max((net - processing - p.fee_usd_per_qq - carried * processing) / (1.0 + carried * p.advance_share), 0.0)
        finance = carried * (p.advance_share * price + processing)
        return max(net - processing - finance - p.fee_usd_per_qq - advance, 0.0)

    def pay_what_is_due(self) -> float | None:
        """The share of what is due that is paid; None where nothing is due."""
        month = self.model.month
        total, balance = self.due_usd.pop(month, 0.0), self.balance_usd.pop(month, 0.0)
        self.season_balance_qq += self.balance_qq.pop(month, 0.0)
        if total <= 0:
            return None
        paid = self.pay(total)
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
        spare = max(self.cash_usd - self.line_usd - MONTHS_OF_COST_KEPT * p.fixed_cost_usd_per_year / 12.0, 0.0)
        refund = min((1.0 - p.reserve_share) * surplus, spare) if members_coffee_qq > 0 else 0.0
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
