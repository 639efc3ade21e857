"""Two seasons of one household, one cooperative and some traders in plain floats, written from docs/model, not from the code.

Order of the month and equations: docs/model; decisions 3 and 4 where they settle a reading.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from tests.second_derivation import hand_rules as rules
from tests.second_derivation.hand_books import (
    ALPHA,
    BUYER_MONTHS,
    ENFORCED,
    FIXED_COST,
    HARVEST,
    LOWEST,
    PROCESSING,
    Books,
    K,
    add,
)
from tests.second_derivation.hand_farm import TIED, Farm
from tests.second_derivation.hand_traders import Street

REVIEW = {"fixed": 12, "indexed": 1, "pooled": 3}


@dataclass
class ByHand(Books):
    """The whole world, month by month; `log` keeps what each month left behind."""

    farm: Farm = field(kw_only=True)
    street: Street = field(kw_only=True)
    taste_luck: list[float] = field(kw_only=True)
    promise_found: list[bool] = field(kw_only=True)
    advance: float = field(kw_only=True)  # as posted last month
    announced: float = field(kw_only=True, default=0.0)
    log: list[dict[str, float]] = field(default_factory=list)

    def live(self, months: int) -> None:
        for _ in range(months):
            season_month = self.month % 12
            if season_month == 0:
                self.open_season()
            self.street.follow(self.world)  # 1
            if season_month == 0:
                self.sell_forward()  # 2
            self.one_month(season_month)
            if season_month == 11:
                self.close_season()
            self.month += 1

    def open_season(self) -> None:
        self.farm.open_season(self.world)
        self.delivered_season = self.sold_season = self.received_season = 0.0
        self.advances = self.street_value = self.balance_qq = self.balance_usd = 0.0
        self.shipped_pool = self.revenue_pool = 0.0

    def season_sale_price(self, season_month: int) -> float:
        """Forward price over the harvest still to come (decision: that is what a promise for the season can rest on)."""
        ahead = [(k, s) for k, s in enumerate(HARVEST[season_month:]) if s]
        d = self.own_differential
        if not ahead:
            return self.forward(PROCESSING, d)
        return sum(s * self.forward(k + PROCESSING, d) for k, s in ahead) / sum(s for _, s in ahead)

    def sale_price(self, season_month: int) -> float:
        if self.policy == "fixed":
            return self.season_sale_price(season_month)
        if self.policy == "indexed":
            return self.forward(PROCESSING, self.own_differential)
        unsold = self.stock_qq + sum(self.ready.values()) + self.expected_volume * sum(HARVEST[season_month:])
        book = [*self.fixed.values(), *self.rolled.values()]
        fixed_qq, fixed_usd = sum(q for q, _ in book), sum(usd for _, usd in book)
        counted = min(fixed_qq, unsold)
        value = self.revenue_pool + (counted * fixed_usd / fixed_qq if fixed_qq else 0.0)
        value += (unsold - counted) * self.season_sale_price(season_month)
        volume = self.shipped_pool + unsold
        return value / volume if volume > 1e-6 else self.season_sale_price(season_month)

    def post_terms(self, season_month: int) -> None:
        """What is announced, and how much of its advance there is money for."""
        self.free = max(self.funds - self.promised(), 0.0)  # seen before anything is announced anew
        if season_month % REVIEW[self.policy] == 0:
            self.announced = self.member_price(self.sale_price(season_month), self.delay)
        expected = self.expected_volume * HARVEST[season_month]
        full = ALPHA * self.announced if self.delay else self.announced
        self.advance = full * rules.advance_kept(self.free, expected, K, full, LOWEST)
        covered = self.free >= expected * (self.announced + K)
        self.wait = self.delay if covered else max(self.delay, BUYER_MONTHS)

    def promised(self) -> float:
        """The most that is owed at once before the buyer pays for the coffee of this month: now, or a month from now."""
        monthly = FIXED_COST / 12 + self.owed_to_buyers * ENFORCED / 12
        monthly += max(self.limit, self.line) * self.interest
        now = self.overdue_members + self.overdue_suppliers + self.falls_due(0) + monthly
        coming = (self.stock_qq + self.ready.get(self.month, 0.0)) * (self.world + self.own_differential)
        return max(now, now + self.falls_due(1) + monthly - coming)

    def falls_due(self, ahead: int) -> float:
        """Balances and refunds as they stand; of a pool what was announced, or what it would leave today if that is more."""
        total = self.due.get(self.month + ahead, 0.0)
        if self.month + ahead in self.pool:
            quantity, paid = self.pool[self.month + ahead]
            total += max(self.announced * quantity - paid, self.residual() * quantity - paid, 0.0)
        return total

    def one_month(self, season_month: int) -> None:
        her, farm, street, share = self.farm.her, self.farm, self.street, HARVEST[season_month]
        # 3: by the prices posted last month
        best_price = max(street.at_the_farm(farm.crop * share, her.road_km), self.advance)
        harvest = farm.pick(share, best_price, self.world)
        # 4
        self.cash, self.receivable = self.cash + self.receivable, 0.0
        street.post(self.month // 12)
        self.post_terms(season_month)
        # 5
        lot, m, a = harvest, self.announced, self.advance
        p = street.at_the_farm(lot, her.road_km)
        called = farm.called(season_month)
        tied = min(lot, TIED * called / p) if lot and p else 0.0
        earned = her.off_income + farm.outside_income(self.world)
        need = max(her.need - earned, 0) + farm.costs(self.world) + (1 - TIED) * called - her.savings
        scale = math.sqrt(self.world / 215)
        omega = her.lean * her.patience**self.wait / max(1, her.lean * (1 - her.leak) ** self.wait)
        value = a + her.trust * omega * (m - a) - p + her.loyalty * scale
        u = self.taste_luck[self.month]
        chosen = 1.0 if value + her.taste * scale * math.log(u / (1 - u)) > 0 else 0.0
        free, d_max = lot - tied, 1.0
        if free and a * free < need and p > a:
            d_max = min(max((p * free - need) / ((p - a) * free), 0), 1)
        # 6
        offered = free * min(chosen, d_max) if lot else 0.0
        soon = m if self.wait < BUYER_MONTHS else a  # what of the price falls due before the buyer pays
        delivered = offered * rules.funded_part(self.free, offered, soon, K)
        self.take(delivered)
        side = lot - delivered
        her.savings += a * delivered + p * side
        self.received_season += a * delivered + p * side
        self.street_value += p * delivered
        self.sold_season += lot
        if lot:
            street.share_of_cooperative = delivered / lot
        street.enter_or_leave(side, share, self.world)
        self.ship()  # 7
        self.pays_its_way()  # 8
        self.pay_her(a * delivered)
        farm.earn_and_spend(season_month, self.world, called)  # 9
        self.note(lot, offered, delivered, side, value, d_max)

    def take(self, delivered: float) -> None:
        """Advance and processing are paid, the rest is promised; a pool promises nothing."""
        a = self.advance
        promise = a if self.policy == "pooled" else self.announced
        self.stock_usd += (promise + K) * delivered
        self.pay((a + K) * delivered)
        when = self.month + self.wait
        self.owe(when, (promise - a) * delivered)
        add(self.balance, when, delivered, (promise - a) * delivered)
        if self.policy == "pooled" and delivered:
            add(self.pool, when, delivered, a * delivered)
        self.ready[self.month + PROCESSING] = self.ready.get(self.month + PROCESSING, 0.0) + delivered
        self.advances += a * delivered
        self.delivered_season += delivered

    def pay_her(self, in_cash: float) -> None:
        """What falls due is paid; trust learns from it and from the cash on delivery."""
        her = self.farm.her
        self.declare(self.month)
        late = self.pay(self.overdue_members)
        due = self.due.pop(self.month, 0.0)
        paid = self.pay(due)
        q, usd = self.balance.pop(self.month, (0.0, 0.0))
        self.balance_qq += q
        self.balance_usd += usd * paid / due if due else 0.0
        self.overdue_members += due - paid - late
        self.repay()
        her.savings += paid + late
        self.received_season += paid + late
        if in_cash + due > 0:  # what comes late teaches nothing
            kept = rules.kept_share(in_cash, due, paid, self.promise_found[self.month])
            her.trust += (0.06 if kept > her.trust else 0.2) * (kept - her.trust)

    def close_season(self) -> None:
        her, refund = self.farm.her, 0.0
        for month in sorted(self.pool):
            self.declare(month)
        if self.result > 0:
            spare = max(self.cash - self.line - 3 * FIXED_COST / 12, 0.0)
            refund = min(0.8 * self.result, spare) if self.delivered_season else 0.0
            self.reserve += self.result - refund
            self.owe(self.month + 1, refund)
        else:
            from_shares = rules.clip(-self.result - max(self.reserve, 0.0), 0.0, self.shares)
            self.shares -= from_shares
            self.reserve += self.result + from_shares
        self.season_result, self.result = self.result, 0.0
        # paid total per qq: this season's advances and refund, the balance per qq that was paid last
        if self.balance_qq:
            self.balance_per_qq = self.balance_usd / self.balance_qq
        benefit = 0.0
        if self.delivered_season:
            benefit = (self.advances + refund - self.street_value) / self.delivered_season + self.balance_per_qq
        her.loyalty += 0.1 * (her.anchor + 0.5 * benefit - her.loyalty)
        self.farm.close_season(self.received_season, self.sold_season, self.world)
        self.expected_volume += 0.5 * (self.delivered_season - self.expected_volume)
        self.net_worth_at_close = self.reserve + self.shares + self.contract_gain()
        self.overdue_at_close = self.overdue
        self.note_close()

    def note(self, lot: float, offered: float, delivered: float, side: float, value: float, d_max: float) -> None:
        her = self.farm.her
        self.log.append(
            {
                "harvest": lot,
                "refused": offered - delivered,
                "delivered": delivered,
                "side_sold": side,
                "street": self.street.posted,
                "traders": self.street.traders,
                "posted": self.announced,
                "advance": self.advance,
                "savings": her.savings,
                "debt": her.debt,
                "trust": her.trust,
                "cash": self.cash,
                "line": self.line,
                "stock": self.stock_usd,
                "receivable": self.receivable,
                "due_members": sum(self.due.values()),
                "debt_to_buyers": self.owed_to_buyers,
                "overdue_members": self.overdue_members,
                "overdue_suppliers": self.overdue_suppliers,
                "result": self.result,
            }
        )
        if lot:
            self.log[-1] |= {"value": value, "most": d_max}

    def note_close(self) -> None:
        her = self.farm.her
        self.log[-1] |= {
            "loyalty": her.loyalty,
            "expected_price": her.expected_price,
            "variation": her.variation,
            "expected_volume": self.expected_volume,
            "reserve": self.reserve,
            "season_result": self.season_result,
            "net_worth": self.net_worth_at_close,
            "area": self.farm.area,
            "neglected": self.farm.neglected,
            "planted": self.farm.young,
            "closed_due": sum(self.due.values()),
            "closed_result": 0.0,
        }
        del self.log[-1]["result"], self.log[-1]["due_members"]
