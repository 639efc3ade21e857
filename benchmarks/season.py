"""The household season of the trials: what a household does in twelve months, as plain functions of one household.

The same economics as `coopsim.model`, cut to what households do each month; the cooperative's and the traders' parts are a few
numbers of each month, made beforehand, and what changes once a season (land, the stock of cash wanted for each lean month, what
money later is worth) is a number of each household. `household` is a record of an array or a light view of a block of columns:
the functions are the same, Numba compiles them for either.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

HARVEST_MONTHS, MONTHS, TIES, DELAY = 6, 12, 6, 20
FIELDS = (  # what the processes read or write
    "trust", "loyalty_usd_per_qq", "taste_usd_per_qq", "risk_aversion", "later_money_value", "is_member", "crop_qq",
    "tended_crop_share", "kept_qq", "own_picking_qq_per_month", "road_distance_km", "cost_factor", "need_usd_per_month",
    "off_coffee_income_usd_per_month", "savings_usd", "stock_usd_per_lean_month", "debt_usd", "credit_limit_usd",
    "input_cost_usd_per_qq", "savings_leakage_share_per_month", "last_share", "heard_share", "harvest_qq",
    "costs_of_harvest_usd", "lot_qq", "tied_qq", "offered_qq", "delivered_qq", "side_sold_qq", "refused_qq",
    "cash_on_delivery_usd", "received_usd", "farm_price_usd_per_qq", "promised_usd", "kept_promise_share",
    "season_harvest_qq", "season_unpicked_qq", "season_offered_qq", "season_refused_qq", "season_delivered_qq",
    "season_side_sold_qq", "season_received_usd", "season_costs_usd", "season_interest_usd", "season_unmet_usd",
    "season_cash_income_usd", "season_need_usd", "season_months_without_cash",
)  # fmt: skip
SPARE = tuple(f"other_{number}" for number in range(80 - len(FIELDS)))  # what trees, membership and rules hold besides
OF_A_MONTH = (
    "harvest_share", "harvest_months_left", "lean_months_to_come", "seen_gate_usd_per_qq", "seen_advance_usd_per_qq",
    "gate_usd_per_qq", "visit_cost_usd", "road_cost_usd_per_qq_km", "wage_usd_per_qq", "own_time_value_share",
    "plot_spread_share", "costs", "tied_share", "advance_usd_per_qq", "promised_usd_per_qq", "processing_usd_per_qq",
    "free_funds_usd", "traders_cash_usd", "balance_usd_per_qq", "paid_share", "pays", "peer_weight_usd_per_qq", "normal_share",
    "trust_gain", "trust_loss", "talk_share", "monthly_interest", "inflation_share",
)  # fmt: skip
SUMS = (
    "offered_qq", "lots_qq", "left_qq", "delivered_qq", "funded_share", "accepted_share", "spent_usd", "earned_usd",
    "borrowed_usd", "repaid_usd",
)  # fmt: skip
MONTH = np.dtype([(name, float) for name in OF_A_MONTH])
SUM = np.dtype([(name, float) for name in SUMS])
process = njit(nogil=True, error_model="numpy")


@process
def look_at_neighbours(household: Any, households: Any, neighbours: Any, month: Any) -> None:
    heard, tellers = 0.0, 0.0
    for other in neighbours:
        heard += households[other].last_share * households[other].is_member
        tellers += households[other].is_member
    household.heard_share = heard / tellers if tellers > 0.0 else month.normal_share


@process
def price_at_farm(household: Any, month: Any, gate: float, lot: float) -> float:
    visit = month.visit_cost_usd / lot if lot > 0.0 else 0.0
    return max(gate - visit - month.road_cost_usd_per_qq_km * household.road_distance_km, 0.0)


@process
def share_that_pays(price: float, cost: float, spread: float) -> float:
    return 0.5 * (1.0 + math.erf(math.log(price / cost) / spread / math.sqrt(2.0))) if price > 0.0 else 0.0


@process
def pick(household: Any, month: Any) -> None:
    ripe = household.crop_qq * month.harvest_share
    best = max(
        price_at_farm(household, month, month.seen_gate_usd_per_qq, ripe), month.seen_advance_usd_per_qq * household.is_member
    )
    wage, spread = household.cost_factor * month.wage_usd_per_qq, month.plot_spread_share
    beyond = max(ripe - household.own_picking_qq_per_month, 0.0)
    hired = beyond * share_that_pays(best, wage, spread)
    own = (ripe - beyond) * share_that_pays(best, month.own_time_value_share * wage, spread)
    household.harvest_qq = own + hired
    inputs = household.harvest_qq * household.tended_crop_share * household.input_cost_usd_per_qq * month.costs
    household.costs_of_harvest_usd = household.cost_factor * (hired * month.wage_usd_per_qq + inputs)
    household.lot_qq = household.harvest_qq + household.kept_qq
    household.season_harvest_qq += household.harvest_qq
    household.season_unpicked_qq += ripe - household.harvest_qq


@process
def cash_need_usd(household: Any, month: Any, called: float) -> float:
    short = max(household.need_usd_per_month - household.off_coffee_income_usd_per_month, 0.0) * month.costs
    due = household.costs_of_harvest_usd + (1.0 - month.tied_share) * called
    return max(short + due - household.savings_usd, 0.0)


@process
def random_utility(household: Any, month: Any, lot: float, need: float, uniform: float) -> float:
    certain = max(household.trust - household.risk_aversion * np.sqrt(household.trust * (1.0 - household.trust)), 0.0)
    promise = certain * household.later_money_value * (month.promised_usd_per_qq - month.advance_usd_per_qq) * household.is_member
    peers = month.peer_weight_usd_per_qq * (household.heard_share - month.normal_share)
    price = household.farm_price_usd_per_qq
    value = month.advance_usd_per_qq + promise - price + household.loyalty_usd_per_qq * household.is_member + peers
    if value + household.taste_usd_per_qq * np.log(uniform / (1.0 - uniform)) <= 0.0:
        return 0.0
    more = (price - month.advance_usd_per_qq) * lot
    if more > 0.0 and month.advance_usd_per_qq * lot < need:
        return min(max((price * lot - need) / more, 0.0), 1.0)
    return 1.0


@process
def offer_coffee(household: Any, month: Any, district: Any, uniform: float) -> None:
    lot = household.lot_qq
    price = price_at_farm(household, month, month.gate_usd_per_qq, lot)
    household.farm_price_usd_per_qq = price
    called = household.debt_usd / month.harvest_months_left
    household.tied_qq = min(lot, month.tied_share * called / price) if price > 0.0 else 0.0
    free = lot - household.tied_qq
    need = cash_need_usd(household, month, called)
    household.offered_qq = free * random_utility(household, month, free, need, uniform) * household.is_member
    district.offered_qq += household.offered_qq
    district.lots_qq += lot


@process
def deliver_and_sell(household: Any, month: Any, district: Any, due: Any) -> None:
    lot = household.lot_qq
    household.delivered_qq = household.offered_qq * district.funded_share
    household.refused_qq = household.offered_qq - household.delivered_qq
    left = lot - household.delivered_qq
    household.side_sold_qq = left * district.accepted_share if household.farm_price_usd_per_qq > 0.0 else 0.0
    household.kept_qq = left - household.side_sold_qq
    household.cash_on_delivery_usd = month.advance_usd_per_qq * household.delivered_qq
    received = household.cash_on_delivery_usd + household.farm_price_usd_per_qq * household.side_sold_qq
    due[0] += household.delivered_qq * month.balance_usd_per_qq
    household.received_usd = received
    household.savings_usd += received
    household.season_received_usd += received
    if lot > 0.0:
        new_share = household.harvest_qq / lot
        household.last_share = household.offered_qq / lot
        household.season_offered_qq += household.offered_qq * new_share
        household.season_refused_qq += household.refused_qq * new_share
    household.season_delivered_qq += household.delivered_qq
    household.season_side_sold_qq += household.side_sold_qq
    district.delivered_qq += household.delivered_qq


@process
def receive(household: Any, month: Any, due: Any) -> None:
    cash, amount = household.cash_on_delivery_usd, due[0]
    received = amount * month.paid_share
    household.savings_usd += received
    household.received_usd += received
    household.season_received_usd += received
    household.promised_usd = cash + amount
    household.kept_promise_share = (cash + received) / household.promised_usd if household.promised_usd > 0.0 else 0.0
    household.cash_on_delivery_usd = due[0] = 0.0


@process
def learn(household: Any, households: Any, neighbours: Any, month: Any) -> None:
    if household.promised_usd > 0.0:
        kept, tellers = 0.0, 0.0
        for other in neighbours:
            if households[other].promised_usd > 0.0:
                kept += households[other].kept_promise_share
                tellers += 1.0
        heard = kept / tellers if tellers > 0.0 else household.kept_promise_share
        news = (1.0 - month.talk_share) * household.kept_promise_share + month.talk_share * heard - household.trust
        gained = household.trust + (month.trust_gain if news > 0.0 else month.trust_loss) * news
        household.trust = min(max(gained, 0.0), 1.0)


@process
def live(household: Any, month: Any, district: Any) -> None:
    earned, need = household.off_coffee_income_usd_per_month * month.costs, household.need_usd_per_month * month.costs
    spent, repaid = need, 0.0
    before = household.savings_usd + earned - spent
    if month.harvest_share > 0.0:
        spent += household.costs_of_harvest_usd
        before -= household.costs_of_harvest_usd
        repaid = min(max(before, 0.0), household.debt_usd / month.harvest_months_left)
        before -= repaid
        household.season_costs_usd += household.costs_of_harvest_usd
    interest = household.debt_usd * month.monthly_interest
    leaked = max(before, 0.0) * household.savings_leakage_share_per_month
    wanted = household.stock_usd_per_lean_month * (month.lean_months_to_come + 1.0)
    beyond = max(before - leaked - wanted, 0.0)
    after = before - leaked - beyond
    owed = (household.debt_usd + interest) / (1.0 + month.inflation_share) - repaid
    borrowed = min(max(-after, 0.0), max(household.credit_limit_usd - owed, 0.0))
    unmet = max(-after, 0.0) - borrowed
    household.debt_usd = min(max(owed + borrowed, 0.0), household.credit_limit_usd)
    household.savings_usd = max(after, 0.0)
    household.season_interest_usd += interest
    household.season_unmet_usd += unmet
    household.season_cash_income_usd += earned
    household.season_need_usd += need
    household.season_months_without_cash += 1.0 if after < 0.01 * need else 0.0
    district.spent_usd += spent + leaked + beyond - unmet
    district.earned_usd += earned
    district.borrowed_usd += borrowed
    district.repaid_usd += repaid


@process
def clear(month: Any, district: Any) -> None:
    """What the cooperative and the traders have cash for."""
    offered = (month.advance_usd_per_qq + month.processing_usd_per_qq) * district.offered_qq
    district.funded_share = min(month.free_funds_usd / offered, 1.0) if offered > 0.0 else 1.0
    district.left_qq = district.lots_qq - district.funded_share * district.offered_qq
    asked = month.gate_usd_per_qq * district.left_qq
    district.accepted_share = min(month.traders_cash_usd / asked, 1.0) if asked > 0.0 else 1.0


@process
def season_of(households: Any, neighbours: Any, due: Any, months: Any, districts: Any, uniforms: Any) -> None:
    """Twelve months of one row, in phases: a new loop where a sum or a neighbour's new value is needed."""
    number = len(neighbours)
    for step in range(len(months)):
        month, district = months[step], districts[step]
        district.spent_usd = district.earned_usd = district.borrowed_usd = district.repaid_usd = 0.0
        if month.harvest_share > 0.0:
            district.offered_qq = district.lots_qq = district.delivered_qq = 0.0
            for i in range(number):
                household = households[i]
                look_at_neighbours(household, households, neighbours[i], month)
                pick(household, month)
                offer_coffee(household, month, district, uniforms[step, i])
            clear(month, district)
            for i in range(number):
                deliver_and_sell(households[i], month, district, due[(step + 4) % DELAY, i : i + 1])
        if month.harvest_share > 0.0 or month.pays > 0.0:  # something was promised for this month
            for i in range(number):
                receive(households[i], month, due[step % DELAY, i : i + 1])
            for i in range(number):
                household = households[i]
                learn(household, households, neighbours[i], month)
                live(household, month, district)
        else:
            for i in range(number):
                live(households[i], month, district)


def start(rows: int, farmers: int, seed: int = 1) -> dict[str, np.ndarray]:
    """First states (by field), ties, months and draws of so many rows."""
    luck = np.random.default_rng(seed)
    shape = (rows, farmers)
    usual = {
        "trust": (0.3, 0.9), "loyalty_usd_per_qq": (0.0, 60.0), "taste_usd_per_qq": (20.0, 40.0), "risk_aversion": (0.0, 0.5),
        "later_money_value": (0.5, 0.9), "crop_qq": (5.0, 80.0), "own_picking_qq_per_month": (2.0, 8.0),
        "road_distance_km": (0.0, 15.0), "need_usd_per_month": (80.0, 250.0), "off_coffee_income_usd_per_month": (0.0, 120.0),
        "savings_usd": (0.0, 600.0), "debt_usd": (0.0, 300.0), "credit_limit_usd": (200.0, 3000.0),
        "input_cost_usd_per_qq": (20.0, 60.0), "savings_leakage_share_per_month": (0.02, 0.2), "last_share": (0.0, 1.0),
        "tended_crop_share": (0.5, 1.0), "cost_factor": (0.8, 1.2), "stock_usd_per_lean_month": (0.0, 60.0),
    }  # fmt: skip
    states = {name: np.zeros(shape) for name in (*FIELDS, *SPARE)}
    states |= {name: luck.uniform(low, high, shape) for name, (low, high) in usual.items()}
    states["is_member"] = (luck.random(shape) < 0.65).astype(float)
    months = np.zeros((rows, MONTHS), MONTH)
    figures = {
        "seen_gate_usd_per_qq": 185.0, "seen_advance_usd_per_qq": 125.0, "gate_usd_per_qq": 190.0, "visit_cost_usd": 8.0,
        "road_cost_usd_per_qq_km": 0.4, "wage_usd_per_qq": 75.0, "own_time_value_share": 0.5, "plot_spread_share": 0.3,
        "costs": 1.0, "tied_share": 0.5, "advance_usd_per_qq": 130.0, "promised_usd_per_qq": 225.0,
        "processing_usd_per_qq": 30.0, "pays": 0.0, "balance_usd_per_qq": 90.0, "paid_share": 0.95,
        "peer_weight_usd_per_qq": 40.0, "normal_share": 0.5, "trust_gain": 0.1, "trust_loss": 0.3, "talk_share": 0.3,
        "monthly_interest": 0.03, "inflation_share": 0.002,
    }  # fmt: skip
    for name, value in figures.items():
        months[name] = value * luck.uniform(0.98, 1.0, months.shape)
    months["harvest_share"][:, :HARVEST_MONTHS] = 1.0 / HARVEST_MONTHS
    months["pays"][:, 4 : 4 + HARVEST_MONTHS] = 1.0
    months["harvest_months_left"][:, :HARVEST_MONTHS] = np.arange(HARVEST_MONTHS, 0, -1)
    months["lean_months_to_come"] = np.minimum(np.arange(MONTHS - 1, -1, -1), MONTHS - HARVEST_MONTHS)
    months["free_funds_usd"], months["traders_cash_usd"] = 400.0 * farmers, 700.0 * farmers
    others = luck.integers(0, farmers, (*shape, TIES)).astype(np.int64)
    return states | {"neighbours": others, "months": months, "uniforms": luck.random((rows, MONTHS, farmers))}
