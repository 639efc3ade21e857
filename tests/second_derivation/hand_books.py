"""The cooperative of by_hand.py: contracts, shipments, what falls due, in plain floats."""

from __future__ import annotations

from dataclasses import dataclass, field

HARVEST = (0.08, 0.17, 0.25, 0.25, 0.17, 0.08, 0, 0, 0, 0, 0, 0)
DC, DP, K, T, FEE, RATE = 15.0, -20.0, 30.0, 30.0, 25.0, 0.105
FINANCE_MONTHS, ALPHA, TAU, PROCESSING = 2.6, 0.6, 3, 1
FIXED_COST, PENALTY, ROLL_FEE, ROLL_LIMIT, BUY_IN = 900.0, 10.0, 3.0, 0.5, 10.0


@dataclass
class Person:
    """What the world drew for her."""

    hectares: float
    yield_qq: float
    need: float
    savings: float
    trust: float
    loyalty: float
    anchor: float
    taste: float
    patience: float
    lean: float
    leak: float
    road_km: float
    own_picking: float
    off_income: float
    cost: float
    inputs: float


@dataclass
class Books:
    her: Person
    prices: list[float]
    balance_per_qq: float  # the last balance paid, until one is
    policy: str  # fixed, indexed or pooled
    expected_volume: float
    share_of_cooperative: float
    cash: float
    reserve: float
    taste_luck: list[float]
    promise_found: list[bool]
    month: int = 0
    debt: float = 0.0
    kept: float = 0.0
    rhat: float = 215.0 + DP - T
    traders: float = 3.0
    expected_price: float = 215.0 + DP - T
    posted: float = 0.0
    receivable: float = 0.0
    stock_usd: float = 0.0
    stock_qq: float = 0.0
    result: float = 0.0
    penalty: float = 0.0
    due: dict[int, float] = field(default_factory=dict)
    pool: dict[int, tuple[float, float]] = field(default_factory=dict)  # month: qq, advance paid
    balance: dict[int, tuple[float, float]] = field(default_factory=dict)  # month: qq, dollars
    ready: dict[int, float] = field(default_factory=dict)
    fixed: dict[int, tuple[float, float]] = field(default_factory=dict)  # month: qq, dollars
    open: dict[int, float] = field(default_factory=dict)
    log: list[dict[str, float]] = field(default_factory=list)

    @property
    def world(self) -> float:
        return self.prices[self.month]

    def forward(self, months: int) -> float:
        """E[W(t+h)] + Dc."""
        return 215.0 * (self.world / 215.0) ** (0.97**months) + DC

    @staticmethod
    def member_price(sale: float) -> float:
        """m = sale - k - f - z, z = (alpha m + k) x rate x months / 12, solved for m."""
        c = RATE * FINANCE_MONTHS / 12
        return (sale - K - FEE - K * c) / (1 + ALPHA * c)

    def sell_forward(self) -> None:
        """Half of the expected volume, half of that at a fixed price, spread over the harvest, due when processed."""
        for ahead, share in enumerate(HARVEST):
            if share:
                quantity, due = 0.5 * self.expected_volume * share, self.month + ahead + PROCESSING
                q, usd = self.fixed.get(due, (0.0, 0.0))
                self.fixed[due] = (q + quantity / 2, usd + quantity / 2 * self.forward(ahead + PROCESSING))
                self.open[due] = self.open.get(due, 0.0) + quantity / 2

    def add_balance(self, month: int, quantity: float, usd: float) -> None:
        q, already = self.balance.get(month, (0.0, 0.0))
        self.balance[month] = (q + quantity, already + usd)

    def owe(self, month: int, amount: float) -> None:
        self.due[month] = self.due.get(month, 0.0) + amount

    def ship(self) -> None:
        price = self.world + DC
        self.stock_qq += self.ready.pop(self.month, 0.0)
        fixed, fixed_usd = self.fixed.pop(self.month, (0.0, 0.0))
        still = self.open.pop(self.month, 0.0)
        contracted = fixed + still
        filled = min(self.stock_qq, contracted) / contracted if contracted else 0.0
        everything = self.stock_qq + sum(self.ready.values())
        if self.stock_qq:
            revenue = filled * fixed_usd + (self.stock_qq - filled * fixed) * price
            cost = self.stock_usd * self.stock_qq / everything
            self.stock_usd -= cost
            self.result += revenue - cost
            self.receivable += revenue
            self.revenue_pool += revenue
            self.shipped_pool += self.stock_qq
            self.stock_qq = 0.0
        short = (1 - filled) * contracted
        if short > 1e-12:
            self.shortfall(
                short, (fixed_usd + still * price) / contracted, (1 - filled) * fixed, fixed_usd / fixed if fixed else 0.0
            )

    def shortfall(self, short: float, contract: float, fixed: float, fixed_price: float) -> None:
        """Cheapest feasible; there is money enough, only the buyer's patience (half of a month) limits a rollover."""
        price, now, then = self.world + DC, self.forward(0), self.forward(3)
        costs = {
            "roll": ROLL_FEE + max(now - then, 0.0),
            "buy": self.world + DC + BUY_IN - contract,
            "out": max(price - contract, 0.0) + PENALTY,
        }
        rest = short
        for way in sorted(costs, key=lambda w: costs[w]):
            quantity = min(rest, ROLL_LIMIT * short) if way == "roll" else rest
            rest -= quantity
            if way == "roll":
                self.cash -= ROLL_FEE * quantity
                self.result -= ROLL_FEE * quantity
                q, usd = self.fixed.get(self.month + 3, (0.0, 0.0))
                moved = quantity * fixed / short
                self.fixed[self.month + 3] = (q + moved, usd + moved * (fixed_price + then - now))
                self.open[self.month + 3] = self.open.get(self.month + 3, 0.0) + quantity - moved
            elif way == "buy":
                self.cash -= (self.world + DC + BUY_IN) * quantity
                self.receivable += contract * quantity
                self.result -= costs["buy"] * quantity
            else:
                self.penalty += costs["out"] * quantity
                self.result -= costs["out"] * quantity

    def fall_due(self) -> None:
        h = self.her
        self.cash -= FIXED_COST / 12 + self.penalty
        self.result -= FIXED_COST / 12
        self.penalty = 0.0
        self.declare(self.month)
        q, usd = self.balance.pop(self.month, (0.0, 0.0))
        self.balance_qq, self.balance_usd = self.balance_qq + q, self.balance_usd + usd
        if due := self.due.pop(self.month, 0.0):
            self.cash -= due
            h.savings += due
            self.received_season += due
            kept = 1.0 if self.promise_found[self.month] else 0.0
            h.trust += (0.06 if kept > h.trust else 0.2) * (kept - h.trust)

    def declare(self, month: int) -> None:
        """Residual per participating qq = net sales price - k - z - f - a, when its wait is over (decision 3)."""
        if month in self.pool:
            quantity, paid = self.pool.pop(month)
            net = self.revenue_pool / self.shipped_pool
            finance = net - K - FEE - self.member_price(net)
            residual = max(net - K - finance - FEE - paid / quantity, 0.0)
            self.owe(month, residual * quantity)
            self.add_balance(month, 0.0, residual * quantity)
            self.result -= residual * quantity
