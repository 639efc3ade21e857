"""Rules of contracts, money, farms, households and traders in plain floats, written from the documents, not from the code.

Worked numbers are in test_worked_numbers.py. Money in US$, coffee in quintals, time in months unless a name says otherwise.
"""

from __future__ import annotations

import math
from statistics import NormalDist

PHI = NormalDist().cdf
DEAREST_LESS_CHEAPEST = 0.145  # a coyote's 25 % less a social lender's 10.5 %


def clip(x: float, low: float, high: float) -> float:
    return min(max(x, low), high)


# -- contracts and debts -------------------------------------------------------------------------------------------


def damages(price: float, contract: float, premium: float = 10.0) -> float:
    """Cover of a missing quintal: max(P + premium - F, 0). An open contract costs the premium (F = P)."""
    return max(price + premium - contract, 0.0)


def enforced(owed: float, share_per_year: float, funds: float) -> float:
    """What a month collects: a twelfth of e times the debt, as far as funds go."""
    return min(owed * share_per_year / 12, max(funds, 0.0))


def walks(price: float, contract: float, worth: float, hurry: float, enforcement: float, premium: float = 10.0) -> bool:
    """(P + premium - F) r / (r + e) > v F."""
    return (price + premium - contract) * hurry / (hurry + enforcement) > worth * contract


def standing(equity: float, overdue: float, fixed_cost: float) -> float:
    """(E+ + F) / (E+ + F + O); 1 where nothing is overdue."""
    means = max(equity, 0.0) + fixed_cost
    return means / (means + overdue) if overdue > 0 else 1.0


def credit_limit(g: float, line: float, equity: float, share: float, contracts: float, receivables: float) -> float:
    """g [min(line, E+) + share (contracts + receivables of contract coffee)]."""
    return g * (min(line, max(equity, 0.0)) + share * (contracts + receivables))


def interest(g: float, cheapest: float) -> float:
    return cheapest + DEAREST_LESS_CHEAPEST * (1 - g)


def differential(g: float, own: float, private: float) -> float:
    """What other buyers pay above the world price: between the private exporters' and the cooperative's own."""
    return private + (own - private) * g


def rolling_cost(contract: float, rate: float, months: int, now: float, then: float) -> float:
    """Interest on the contract for the months, and the fall of the forward price that the buyer loses."""
    return contract * rate * months / 12 + max(now - then, 0.0)


def closing_depth(net_worth: float, fixed_cost: float) -> float:
    """Part of a year's fixed cost by which net worth is below zero, at most 1: what one season adds to the pressure."""
    return min(max(-net_worth, 0.0) / fixed_cost, 1.0)


# -- what can be promised -------------------------------------------------------------------------------------------


def member_price(
    sale: float, processing: float, fee: float, rate: float, buyer_months: int, delay: int, advance_share: float
) -> float:
    """m with m = S - k - f - z and z = i/12 [(alpha m + k) n + (1 - alpha) m max(n - tau, 0)]."""
    monthly = rate / 12
    carried = advance_share * buyer_months + (1 - advance_share) * max(buyer_months - delay, 0)
    return max((sale - processing - fee - monthly * buyer_months * processing) / (1 + monthly * carried), 0.0)


def finance_cost(m: float, processing: float, rate: float, buyer_months: int, delay: int, advance_share: float) -> float:
    a = advance_share * m
    return rate / 12 * ((a + processing) * buyer_months + (m - a) * max(buyer_months - delay, 0))


def advance_kept(funds: float, expected: float, processing: float, advance: float, lowest: float) -> float:
    """Part of the advance that is posted: clip((G/Q - k) / A, psi, 1); all of it where nothing is expected."""
    if expected <= 0 or advance <= 0:
        return 1.0
    return clip((funds / expected - processing) / advance, lowest, 1.0)


def funded_part(funds: float, offered: float, advance: float, processing: float) -> float:
    """Part of what is offered that is taken: clip(G / (offered (cA + k)), 0, 1); the rest is refused."""
    cost = offered * (advance + processing)
    return clip(funds / cost, 0.0, 1.0) if cost > 0 else 1.0


def kept_share(cash: float, due: float, paid: float, found: bool) -> float:
    """phi (cash on delivery + paid of what was due) / (cash on delivery + due)."""
    return (cash + paid) / (cash + due) if found else 0.0


# -- farms ----------------------------------------------------------------------------------------------------------


def part_worth_it(price: float, cost: float, spread: float) -> float:
    """Phi(ln(price / cost) / spread): the part of the plots, or of the fruit, whose cost the price pays."""
    return PHI(math.log(price / cost) / spread) if price > 0 else 0.0


def picked(
    ripe: float, hands: float, price: float, wage: float, zeta: float, own_time: float, spread: float
) -> tuple[float, float]:
    """Own hands first, at the family's own price of time; hired hands at the wage."""
    own = min(ripe, hands) * part_worth_it(price, own_time * zeta * wage, spread)
    return own, max(ripe - hands, 0.0) * part_worth_it(price, zeta * wage, spread)


def care(expected: float, usual: float, cost_index: float = 1.0, elasticity: float = 0.25) -> float:
    return clip((max(expected, 0.0) / (usual * cost_index)) ** elasticity, 0.7, 1.2)


def own_part(normal_crop: float, hands: float, shares: tuple[float, ...]) -> float:
    """Part of a normal crop that the family's own hands pick."""
    return sum(min(hands, normal_crop * share) for share in shares) / normal_crop


def running_cost(
    zeta: float, inputs: float, own: float, own_time: float, wage: float, upkeep: float, yields: float, other: float = 0.0
) -> float:
    """zeta [inputs + s omega w + (1 - s) w + omega U / y] + o / y."""
    return zeta * (inputs + own * own_time * wage + (1 - own) * wage + own_time * upkeep / yields) + other / yields


def full_cost(zeta: float, inputs: float, wage: float, upkeep: float, yields: float) -> float:
    return zeta * (inputs + wage + upkeep / yields)


def untended(expected: float, cost: float, spread: float) -> float:
    """Wanted share of the land that is not tended."""
    return 1 - part_worth_it(expected, cost, spread)


# -- households -----------------------------------------------------------------------------------------------------


def usual_income(crop: float, expected: float, zeta: float, inputs: float, own: float, wage: float, monthly: float) -> float:
    """A y (Pe - zeta (inputs + (1 - s) w)) + 12 (income outside coffee), not below 0."""
    return max(crop * (expected - zeta * (inputs + (1 - own) * wage)) + 12 * monthly, 0.0)


def wanted_stock(buffer: float, variation: float, income: float, dry_months: int) -> float:
    """beta (1 + CV) Y (L + 1) / 12."""
    return buffer * (1 + variation) * income * (dry_months + 1) / 12


def next_variation(variation: float, received: float, expected: float, speed: float = 0.3) -> float:
    return variation + speed * (abs(received - expected) / expected - variation)


def set_off(bill: float, due: float, savings: float, need: float) -> tuple[float, float, float]:
    """A bill of the cooperative: set against dues, then paid from savings above a month's need, the rest owed."""
    against_dues = min(bill, due)
    in_cash = min(bill - against_dues, max(savings - need, 0.0))
    return against_dues, in_cash, bill - against_dues - in_cash


# -- traders and membership -------------------------------------------------------------------------------------------


def markdown(scale: float, traders: float, share_of_cooperative: float) -> float:
    return scale / max(1 - (1 - share_of_cooperative) / max(traders, 1 + 1e-6), 0.001)


def year_noise(sd: float, uniform: float) -> float:
    return sd * math.sqrt(12) * (uniform - 0.5)


def farm_gate_price(
    normal: float, margin: float, known: float, known_at_start: float, mark: float, mark_at_start: float, noise: float = 0.0
) -> float:
    """p0 + (1 - m)(Rhat - R0) - (M - M0) + e, never above Rhat, never below 0."""
    price = normal + (1 - margin) * (known - known_at_start) - (mark - mark_at_start) + noise
    return max(min(price, known), 0.0)


def trader_profit(margin: float, clearing: float, known: float, mark: float, noise: float = 0.0) -> float:
    """What lag, market power and the year bring a trader on a quintal."""
    return (1 - margin) * (clearing - known) + mark - noise


def option_value(value: float, taste: float) -> float:
    """Mean of max(0, V + mu e), e logistic."""
    return taste * math.log1p(math.exp(value / taste))
