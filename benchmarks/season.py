"""The household season of the trials: what a household does in twelve months, as plain functions of one household.

The same economics as `coopsim.model`, cut to what households do; the cooperative's and the traders' parts are a few numbers of
each month, made beforehand. `household` is a record of an array or a light view of a block of columns (`view.py`): the functions
are the same, Numba compiles them for either.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

HARVEST_MONTHS, MONTHS, TIES, DELAY = 6, 12, 6, 20
FIELDS = (  # what the processes read or write
    "trust", "loyalty_usd_per_qq", "taste_usd_per_qq", "risk_aversion", "later_money_value", "is_member", "crop_qq", "kept_qq",
    "own_picking_qq_per_month", "road_distance_km", "need_usd_per_month", "off_coffee_income_usd_per_month", "savings_usd",
    "debt_usd", "credit_limit_usd", "input_cost_usd_per_qq", "savings_leakage_share_per_month", "last_share", "heard_share",
    "harvest_qq", "hired_qq", "lot_qq", "tied_qq", "offered_qq", "delivered_qq", "side_sold_qq", "refused_qq", "received_usd",
    "farm_price_usd_per_qq", "had_due", "kept_promise_share", "season_harvest_qq", "season_offered_qq", "season_refused_qq",
    "season_delivered_qq", "season_side_sold_qq", "season_received_usd", "season_costs_usd", "season_interest_usd",
    "season_unmet_usd", "season_cash_income_usd", "season_need_usd", "season_months_without_cash",
)  # fmt: skip
SPARE = tuple(f"other_{number}" for number in range(80 - len(FIELDS)))  # what trees, membership and rules hold besides
OF_A_MONTH = (
    "harvest_share", "gate_usd_per_qq", "visit_cost_usd", "road_cost_usd_per_qq_km", "wage_usd_per_qq", "costs", "called_share",
    "tied_share", "advance_usd_per_qq", "promised_usd_per_qq", "cash_usd", "traders_cash_usd", "balance_usd_per_qq", "paid_share",
    "pays", "peer_weight_usd_per_qq", "normal_share", "trust_gain", "trust_loss", "talk_share", "monthly_interest",
    "target_months", "melted_share", "local_picking_share",
)  # fmt: skip
SUMS = (
    "offered_qq", "lots_qq", "left_qq", "delivered_qq", "picking_usd", "free_hands_qq", "funded_share", "accepted_share",
    "wages_usd_per_qq", "paid_out_usd", "earned_usd", "borrowed_usd", "repaid_usd",
)  # fmt: skip
MONTH = np.dtype([(name, float) for name in OF_A_MONTH])
SUM = np.dtype([(name, float) for name in SUMS])
process = njit(nogil=True, error_model="numpy")


@process
def look_at_neighbours(household: Any, households: Any, neighbours: Any) -> None:
    heard = 0.0
    for other in neighbours:
        heard += households[other].last_share * households[other].is_member
    household.heard_share = heard / len(neighbours)


@process
def pick(household: Any, month: Any, district: Any) -> None:
    household.harvest_qq = household.crop_qq * month.harvest_share
    household.lot_qq = household.harvest_qq + household.kept_qq
    household.hired_qq = max(household.harvest_qq - household.own_picking_qq_per_month, 0.0)
    household.season_harvest_qq += household.harvest_qq
    district.picking_usd += household.hired_qq * month.wage_usd_per_qq
    district.free_hands_qq += max(household.own_picking_qq_per_month - household.harvest_qq, 0.0)


@process
def cash_need_usd(household: Any, month: Any, called: float) -> float:
    short = max(household.need_usd_per_month - household.off_coffee_income_usd_per_month, 0.0) * month.costs
    farm = household.hired_qq * month.wage_usd_per_qq + household.harvest_qq * household.input_cost_usd_per_qq * month.costs
    return max(short + farm + (1.0 - month.tied_share) * called - household.savings_usd, 0.0)


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
    visit = month.visit_cost_usd / lot if lot > 0.0 else 0.0
    price = max(month.gate_usd_per_qq - visit - month.road_cost_usd_per_qq_km * household.road_distance_km, 0.0)
    household.farm_price_usd_per_qq = price
    called = household.debt_usd * month.called_share
    household.tied_qq = min(lot, month.tied_share * called / max(price, 1e-9))
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
    household.side_sold_qq = left * district.accepted_share
    household.kept_qq = left - household.side_sold_qq
    if lot > 0.0:
        household.last_share = household.offered_qq / lot
    received = month.advance_usd_per_qq * household.delivered_qq + household.farm_price_usd_per_qq * household.side_sold_qq
    due[0] += household.delivered_qq * month.balance_usd_per_qq
    household.received_usd = received
    household.savings_usd += received
    household.season_received_usd += received
    household.season_offered_qq += household.offered_qq
    household.season_refused_qq += household.refused_qq
    household.season_delivered_qq += household.delivered_qq
    household.season_side_sold_qq += household.side_sold_qq
    district.delivered_qq += household.delivered_qq


@process
def receive(household: Any, month: Any, due: Any) -> None:
    amount = due[0]
    received = amount * month.paid_share
    household.savings_usd += received
    household.received_usd += received
    household.season_received_usd += received
    household.had_due = 1.0 if amount > 0.0 else 0.0
    household.kept_promise_share = household.had_due * month.paid_share
    due[0] = 0.0


@process
def learn(household: Any, households: Any, neighbours: Any, month: Any) -> None:
    if household.had_due > 0.0:
        kept, tellers = 0.0, 0.0
        for other in neighbours:
            kept += households[other].kept_promise_share
            tellers += households[other].had_due
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
        farm = household.hired_qq * month.wage_usd_per_qq + household.harvest_qq * household.input_cost_usd_per_qq * month.costs
        wages = max(household.own_picking_qq_per_month - household.harvest_qq, 0.0) * district.wages_usd_per_qq
        earned, spent = earned + wages, spent + farm
        before += wages - farm
        repaid = min(max(before, 0.0), min(household.debt_usd * month.called_share, household.debt_usd))
        before -= repaid
        household.season_costs_usd += farm
    interest = household.debt_usd * month.monthly_interest
    leaked = max(before, 0.0) * household.savings_leakage_share_per_month
    beyond = max(before - leaked - month.target_months * need, 0.0)
    after = before - leaked - beyond
    owed = (household.debt_usd + interest) / (1.0 + month.melted_share) - repaid
    borrowed = min(max(-after, 0.0), max(household.credit_limit_usd - owed, 0.0))
    unmet = max(-after, 0.0) - borrowed
    household.debt_usd = min(max(owed + borrowed, 0.0), household.credit_limit_usd)
    household.savings_usd = max(after, 0.0)
    household.season_interest_usd += interest
    household.season_unmet_usd += unmet
    household.season_cash_income_usd += earned
    household.season_need_usd += need
    household.season_months_without_cash += 1.0 if after < 0.01 * need else 0.0
    district.paid_out_usd += spent + leaked + beyond - unmet
    district.earned_usd += earned
    district.borrowed_usd += borrowed
    district.repaid_usd += repaid


@process
def clear(month: Any, district: Any) -> None:
    """What the cooperative and the traders have cash for; wages that pickers earn."""
    offered = month.advance_usd_per_qq * district.offered_qq
    district.funded_share = min(month.cash_usd / offered, 1.0) if offered > 0.0 else 1.0
    district.left_qq = district.lots_qq - district.funded_share * district.offered_qq
    asked = month.gate_usd_per_qq * district.left_qq
    district.accepted_share = min(month.traders_cash_usd / asked, 1.0) if asked > 0.0 else 1.0
    district.wages_usd_per_qq = month.local_picking_share * district.picking_usd / max(district.free_hands_qq, 1e-9)


@process
def season_of(households: Any, neighbours: Any, due: Any, months: Any, districts: Any, uniforms: Any) -> None:
    """Twelve months of one row, in phases: a new loop where a sum or a neighbour's new value is needed."""
    number = len(neighbours)
    for step in range(len(months)):
        month, district = months[step], districts[step]
        district.paid_out_usd = district.earned_usd = district.borrowed_usd = district.repaid_usd = 0.0
        if month.harvest_share > 0.0:
            district.offered_qq = district.lots_qq = district.picking_usd = district.free_hands_qq = district.delivered_qq = 0.0
            for i in range(number):
                household = households[i]
                look_at_neighbours(household, households, neighbours[i])
                pick(household, month, district)
                offer_coffee(household, month, district, uniforms[step, i])
            clear(month, district)
            for i in range(number):
                deliver_and_sell(households[i], month, district, due[(step + 4) % DELAY, i : i + 1])
        if month.pays > 0.0:
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
    }  # fmt: skip
    states = {name: np.zeros(shape) for name in (*FIELDS, *SPARE)}
    states |= {name: luck.uniform(low, high, shape) for name, (low, high) in usual.items()}
    states["is_member"] = (luck.random(shape) < 0.65).astype(float)
    months = np.zeros((rows, MONTHS), MONTH)
    figures = {
        "gate_usd_per_qq": 190.0, "visit_cost_usd": 8.0, "road_cost_usd_per_qq_km": 0.4, "wage_usd_per_qq": 25.0, "costs": 1.0,
        "called_share": 0.2, "tied_share": 0.5, "advance_usd_per_qq": 130.0, "promised_usd_per_qq": 225.0, "pays": 0.0,
        "balance_usd_per_qq": 90.0, "paid_share": 0.95, "peer_weight_usd_per_qq": 40.0, "normal_share": 0.5, "trust_gain": 0.1,
        "trust_loss": 0.3, "talk_share": 0.3, "monthly_interest": 0.03, "target_months": 1.0, "melted_share": 0.002,
        "local_picking_share": 0.5,
    }  # fmt: skip
    for name, value in figures.items():
        months[name] = value * luck.uniform(0.98, 1.0, months.shape)
    months["harvest_share"][:, :HARVEST_MONTHS] = 1.0 / HARVEST_MONTHS
    months["pays"][:, 4 : 4 + HARVEST_MONTHS] = 1.0
    months["cash_usd"], months["traders_cash_usd"] = 400.0 * farmers, 700.0 * farmers
    others = luck.integers(0, farmers, (*shape, TIES)).astype(np.int64)
    return states | {"neighbours": others, "months": months, "uniforms": luck.random((rows, MONTHS, farmers))}
