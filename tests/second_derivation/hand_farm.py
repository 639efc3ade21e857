"""The household of by_hand.py: trees, picking, budget, in plain floats."""

from __future__ import annotations

from dataclasses import dataclass

from tests.second_derivation import hand_rules as rules

INPUTS, OWN_TIME, SPREAD, UPKEEP = 20.0, 0.5, 0.3, 1200.0
NEGLECTED_YIELD, NEGLECT_SPEED, ABANDON, PLANTING, PLANTING_RATIO = 0.6, 0.3, 0.15, 0.03, 1.2
WAGE, LOAN, DEBT_LIMIT, TIED = 45.0, 0.36, 0.5, 0.35


@dataclass
class Person:
    """What the world drew for her, and what she expects at first."""

    hectares: float
    yield_qq: float
    zeta: float
    need: float
    savings: float
    buffer: float
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
    expected_price: float
    usual_price: float
    variation: float
    debt: float = 0.0
    spare_land: float = 0.0
    land_moves: bool = False


class Farm:
    """Area, crop and cash of one household."""

    def __init__(self, her: Person, harvest: tuple[float, ...]) -> None:
        self.her, self.harvest = her, harvest
        self.area, self.neglected, self.young = her.hectares, 0.0, 0.0
        self.crop = 0.0
        self.outside = 0.0  # income from upkeep not done
        self.hired = self.picked = self.inputs_qq = 0.0

    def wage(self, world: float) -> float:
        return WAGE * (world / 215) ** 0.3

    def own_part(self) -> float:
        """Of a normal crop of the whole farm."""
        return rules.own_part(self.her.hectares * self.her.yield_qq, self.her.own_picking, self.harvest)

    def open_season(self, world: float) -> None:
        self.reckon_income(world)
        her, tended = self.her, self.area - self.neglected
        good = tended * rules.care(her.expected_price, her.usual_price)
        poor = self.neglected * NEGLECTED_YIELD
        self.crop = (good + poor) * her.yield_qq
        self.tended_part = good / (good + poor)

    def pick(self, share: float, best_price: float, world: float) -> float:
        ripe = self.crop * share
        own, hired = rules.picked(ripe, self.her.own_picking, best_price, self.wage(world), self.her.zeta, OWN_TIME, SPREAD)
        self.picked, self.hired = own + hired, hired
        self.inputs_qq = self.picked * self.tended_part
        return self.picked

    def costs(self, world: float) -> float:
        return self.her.zeta * (self.hired * self.wage(world) + self.inputs_qq * INPUTS)

    def outside_income(self, world: float) -> float:
        """Upkeep that is not done is time for wage work."""
        given_up = max(self.her.hectares - (self.area - self.neglected), 0.0)
        return OWN_TIME * UPKEEP * self.wage(world) / WAGE * given_up / 12

    def called(self, season_month: int) -> float:
        """Debt is called in equal parts over the harvest months left."""
        left = sum(share > 0 for share in self.harvest[season_month:])
        return self.her.debt / left if self.harvest[season_month] else 0.0

    def earn_and_spend(self, season_month: int, world: float, called: float) -> None:
        her = self.her
        cash = her.savings + her.off_income + self.outside_income(world) - her.need - self.costs(world)
        repaid = min(max(cash, 0.0), called)
        idle = max(cash - repaid, 0.0)
        left = cash - repaid - idle * her.leak
        left = min(left, self.wanted_stock(season_month))
        limit = DEBT_LIMIT * self.area * her.yield_qq * her.expected_price
        owed = her.debt * (1 + LOAN / 12) - repaid
        borrowed = min(max(-left, 0.0), max(limit - owed, 0.0))
        her.debt = min(owed + borrowed, limit)
        her.savings = max(left, 0.0)

    def reckon_income(self, world: float) -> None:
        """Of a usual year, once a season."""
        her, monthly = self.her, self.her.off_income + self.outside_income(world)
        crop = self.area * her.yield_qq
        self.income = rules.usual_income(crop, her.expected_price, her.zeta, INPUTS, self.own_part(), self.wage(world), monthly)

    def wanted_stock(self, season_month: int) -> float:
        her = self.her
        dry = sum(share == 0 for share in self.harvest[season_month + 1 :])
        return rules.wanted_stock(her.buffer, her.variation, self.income, dry)

    def close_season(self, received: float, sold: float, world: float) -> None:
        her = self.her
        if sold > 0:
            mean = received / sold
            her.variation = rules.next_variation(her.variation, mean, her.expected_price)
            her.expected_price += 0.3 * (mean - her.expected_price)
        if her.land_moves:
            self.land(self.wage(world))

    def land(self, wage: float) -> None:
        """Neglect moves to what is wanted, a part of what is neglected is lost, something is planted."""
        her, upkeep = self.her, UPKEEP * wage / WAGE
        cost = rules.running_cost(her.zeta, INPUTS, self.own_part(), OWN_TIME, wage, upkeep, her.yield_qq)
        self.neglected += NEGLECT_SPEED * (rules.untended(her.expected_price, cost, SPREAD) * self.area - self.neglected)
        lost = ABANDON * self.neglected
        self.area, self.neglected = self.area - lost, self.neglected - lost
        full = PLANTING_RATIO * rules.full_cost(her.zeta, INPUTS, wage, upkeep, her.yield_qq)
        wanted = PLANTING * her.hectares * rules.part_worth_it(her.expected_price, full, SPREAD)
        room = max(her.hectares * (1 + her.spare_land) - self.area - self.young, 0.0)
        self.young += min(wanted, room)
