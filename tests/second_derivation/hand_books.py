"""The cooperative of by_hand.py: contracts, shipments, debts, what falls due, in plain floats."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.second_derivation import hand_rules as rules

HARVEST = (0.08, 0.17, 0.25, 0.25, 0.17, 0.08, 0, 0, 0, 0, 0, 0)
DC, DP, K, FEE, RATE = 15.0, -20.0, 30.0, 25.0, 0.105
ALPHA, PROCESSING, LOWEST = 0.6, 1, 0.7
BUYER_MONTHS = PROCESSING + 1  # until the buyer's money comes
FIXED_COST, ROLL_MONTHS, ROLL_LIMIT, BUY_IN, ENFORCED = 900.0, 3, 0.5, 10.0, 0.2

Ring = dict[int, tuple[float, float]]  # month: qq, US$


@dataclass
class Board:
    """What the world drew for the cooperative."""

    relation_worth: float
    hurry: float


@dataclass
class Books:
    prices: list[float]
    policy: str  # fixed, indexed or pooled
    board: Board
    expected_volume: float
    balance_per_qq: float  # the last balance paid, until one is
    cash: float
    reserve: float
    shares: float
    tau: int = 3
    forward_share: float = 0.5
    credit: float = 0.0  # the line without contracts; what the lender adds for contracts is never needed here
    line: float = 0.0
    month: int = 0
    receivable: float = 0.0
    stock_usd: float = 0.0
    stock_qq: float = 0.0
    result: float = 0.0
    owed_to_buyers: float = 0.0
    overdue_members: float = 0.0
    overdue_suppliers: float = 0.0
    overdue_at_close: float = 0.0
    net_worth_at_close: float | None = None
    walked_qq: float = 0.0
    due: dict[int, float] = field(default_factory=dict)
    pool: Ring = field(default_factory=dict)  # qq, advance paid
    balance: Ring = field(default_factory=dict)
    ready: dict[int, float] = field(default_factory=dict)
    fixed: Ring = field(default_factory=dict)
    rolled: Ring = field(default_factory=dict)  # at a fixed price, rolled once
    open: dict[int, float] = field(default_factory=dict)
    rolled_open: dict[int, float] = field(default_factory=dict)

    @property
    def world(self) -> float:
        return self.prices[self.month]

    @property
    def own_funds(self) -> float:
        """Those of the last close, what was overdue then given back."""
        worth = self.reserve + self.shares if self.net_worth_at_close is None else self.net_worth_at_close
        return worth + self.overdue_at_close

    @property
    def standing(self) -> float:
        return rules.standing(self.own_funds, self.overdue, FIXED_COST)

    @property
    def overdue(self) -> float:
        return self.owed_to_buyers + self.overdue_members + self.overdue_suppliers

    @property
    def limit(self) -> float:
        return rules.credit_limit(self.standing, self.credit, self.own_funds, 0.0, 0.0, 0.0)

    @property
    def funds(self) -> float:
        return self.cash + max(self.limit - self.line, 0.0)

    @property
    def interest(self) -> float:
        return rules.interest(self.standing, RATE) / 12

    def pay(self, amount: float) -> float:
        """Out of cash, then out of the line, as far as they go; gives back what was paid."""
        paid = min(amount, self.funds)
        drawn = max(paid - self.cash, 0.0)
        self.line += drawn
        self.cash += drawn - paid
        return paid

    @property
    def own_differential(self) -> float:
        return rules.differential(self.standing, DC, DP)

    def forward(self, months: int, differential: float = DC) -> float:
        """E[W(t+h)] and the differential."""
        return 215.0 * (self.world / 215.0) ** (0.97**months) + differential

    @staticmethod
    def member_price(sale: float, delay: int) -> float:
        return rules.member_price(sale, K, FEE, RATE, BUYER_MONTHS, delay, ALPHA)

    @property
    def delay(self) -> int:
        """A pool is never settled before its buyer pays."""
        return max(self.tau, BUYER_MONTHS) if self.policy == "pooled" else self.tau

    def sell_forward(self) -> None:
        """A share of the expected volume, half of that at a fixed price, spread over the harvest, due when processed."""
        for ahead, share in enumerate(HARVEST):
            if share:
                quantity, due = self.forward_share * self.expected_volume * share, self.month + ahead + PROCESSING
                price = self.forward(ahead + PROCESSING, self.own_differential)
                add(self.fixed, due, quantity / 2, quantity / 2 * price)
                self.open[due] = self.open.get(due, 0.0) + quantity / 2

    def owe(self, month: int, amount: float) -> None:
        self.due[month] = self.due.get(month, 0.0) + amount

    def owe_buyers(self, amount: float) -> None:
        self.owed_to_buyers += amount
        self.result -= amount

    def ship(self) -> None:
        self.stock_qq += self.ready.pop(self.month, 0.0)
        self.consider_walking()
        price = self.world + self.own_differential
        fixed, fixed_usd = self.fixed.pop(self.month, (0.0, 0.0))
        rolled, rolled_usd = self.rolled.pop(self.month, (0.0, 0.0))
        still, rolled_open = self.open.pop(self.month, 0.0), self.rolled_open.pop(self.month, 0.0)
        contracted = fixed + rolled + still + rolled_open
        filled = min(self.stock_qq, contracted) / contracted if contracted else 0.0
        everything = self.stock_qq + sum(self.ready.values())
        if self.stock_qq:
            revenue = filled * (fixed_usd + rolled_usd + (still + rolled_open) * price)
            revenue += (self.stock_qq - filled * contracted) * (self.world + self.own_differential)
            cost = self.stock_usd * self.stock_qq / everything
            self.stock_usd -= cost
            self.result += revenue - cost
            self.receivable += revenue
            self.revenue_pool += revenue
            self.shipped_pool += self.stock_qq
            self.stock_qq = 0.0
        missing = 1 - filled
        if missing * contracted > 1e-12:
            first = [(missing * fixed, missing * fixed_usd), (missing * still, missing * still * price)]
            again = [(missing * rolled, missing * rolled_usd), (missing * rolled_open, missing * rolled_open * price)]
            self.buy_in_or_owe([*self.roll(*first), *again])

    def consider_walking(self) -> None:
        """A board that could fill this month's contracts leaves its whole fixed book where that seems worth more."""
        due = sum(ring.get(self.month, (0.0, 0.0))[0] for ring in (self.fixed, self.rolled))
        contracted = due + self.open.get(self.month, 0.0) + self.rolled_open.get(self.month, 0.0)
        price = self.world + DC
        if not due or self.stock_qq + self.cash / (price + BUY_IN) < contracted:
            return
        book = [pair for ring in (self.fixed, self.rolled) for pair in ring.values()]
        quantity, mean = sum(q for q, _ in book), sum(usd for _, usd in book) / sum(q for q, _ in book)
        if rules.walks(price, mean, self.board.relation_worth, self.board.hurry, ENFORCED, BUY_IN):
            self.owe_buyers(quantity * rules.damages(price, mean, BUY_IN))
            self.fixed.clear()
            self.rolled.clear()
            self.walked_qq += quantity

    def roll(self, fixed: tuple[float, float], still: tuple[float, float]) -> list[tuple[float, float]]:
        """Roll what the buyer allows if that is cheaper than cover; give back what is still missing."""
        quantity, usd = fixed[0] + still[0], fixed[1] + still[1]
        if quantity <= 0:
            return []
        now, then = self.forward(0), self.forward(ROLL_MONTHS)
        fee = usd / quantity * RATE * ROLL_MONTHS / 12
        cover = sum(q * rules.damages(self.world + DC, v / q, BUY_IN) for q, v in (fixed, still) if q) / quantity
        if fee + max(now - then, 0.0) > cover:
            return [fixed, still]
        part = min(ROLL_LIMIT * quantity, self.cash / fee) / quantity
        self.cash -= fee * part * quantity
        self.result -= fee * part * quantity
        later = self.month + ROLL_MONTHS
        add(self.rolled, later, part * fixed[0], part * (fixed[1] + fixed[0] * (then - now)))
        self.rolled_open[later] = self.rolled_open.get(later, 0.0) + part * still[0]
        return [((1 - part) * q, (1 - part) * v) for q, v in (fixed, still)]

    def buy_in_or_owe(self, missing: list[tuple[float, float]]) -> None:
        quantity, usd = sum(q for q, _ in missing), sum(v for _, v in missing)
        if quantity <= 0:
            return
        dear = self.world + DC + BUY_IN
        part = min(self.cash / dear / quantity, 1.0)
        self.cash -= part * quantity * dear
        self.receivable += part * usd
        self.result -= part * (quantity * dear - usd)
        self.owe_buyers((1 - part) * sum(q * rules.damages(self.world + DC, v / q, BUY_IN) for q, v in missing if q))

    def residual(self) -> float:
        """What a pool would pay in all for a quintal: the mean price of what was shipped, less k, f and z; 0 before that."""
        if not self.shipped_pool:
            return 0.0
        net = self.revenue_pool / self.shipped_pool
        m = self.member_price(net, self.delay)
        return net - K - FEE - rules.finance_cost(m, K, RATE, BUYER_MONTHS, self.delay, ALPHA)

    def declare(self, month: int) -> None:
        """Residual per participating qq = net sales price - k - z - f - a, when its wait is over (decision 3)."""
        if month in self.pool:
            quantity, paid = self.pool.pop(month)
            left = max(self.residual() - paid / quantity, 0.0)
            self.owe(month, left * quantity)
            add(self.balance, month, 0.0, left * quantity)
            self.result -= left * quantity

    def pays_its_way(self) -> None:
        """Interest, running cost, then what buyers collect."""
        self.result -= self.line * self.interest
        self.line *= 1 + self.interest
        self.overdue_suppliers += FIXED_COST / 12 - self.pay(FIXED_COST / 12)
        self.result -= FIXED_COST / 12
        self.overdue_suppliers -= self.pay(self.overdue_suppliers)
        self.owed_to_buyers -= self.pay(rules.enforced(self.owed_to_buyers, ENFORCED, self.funds))

    def repay(self) -> None:
        """The line is repaid from what cash there is, when all else is paid."""
        repaid = min(self.cash, self.line)
        self.cash -= repaid
        self.line -= repaid

    def contract_gain(self) -> float:
        """What the fixed book is worth against today's forward prices."""
        book = [(due, pair) for ring in (self.fixed, self.rolled) for due, pair in ring.items()]
        return sum(usd - q * self.forward(due - self.month) for due, (q, usd) in book)


def add(ring: Ring, month: int, quantity: float, usd: float) -> None:
    q, already = ring.get(month, (0.0, 0.0))
    ring[month] = (q + quantity, already + usd)
