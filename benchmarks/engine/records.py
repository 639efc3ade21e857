"""What the trial engine holds: records of households, cooperatives and traders, rings of what falls due, draws; all given."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from benchmarks.peers.given import FARMER_STATES, SEASON_SUMS, Given

process = njit(nogil=True, error_model="numpy")
RING, LATER = 36, 20  # months that a contract, and a payment, can be ahead
COLUMNS = (
    "world_price_usd_per_qq", "farm_gate_price_usd_per_qq", "advance_usd_per_qq", "promised_usd_per_qq", "members", "harvest_qq",
    "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "shipped_qq", "stock_qq", "forward_book_qq", "cash_usd",
    "debt_usd", "owed_to_farmers_usd", "trust", "loyalty_usd_per_qq", "intermediaries",
)  # fmt: skip
OF_HOUSEHOLD = (
    *FARMER_STATES, *(f"season_{name}" for name in SEASON_SUMS), "season_member", "debt_usd", "overdue_usd", "kept_qq", "crop_qq",
    "harvest_qq", "hired_qq", "lot_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "received_usd",
    "street_usd_per_qq", "neighbours_share", "had_due", "kept_promise", "gain_0_usd", "gain_1_usd", "gain_2_usd",
    "seasons_below_cost", "seasons_above_cost", "abandoned", "attends", "will_attend",
)  # fmt: skip
ACCOUNTS = (
    "expected_volume_qq", "balance_paid_usd_per_qq", "cash_usd", "reserve_usd", "shares_usd", "stock_usd", "receivable_usd",
    "line_usd", "due_members_usd", "overdue_members_usd", "overdue_suppliers_usd", "penalty_due_usd", "result_usd", "stock_qq",
    "advance_usd_per_qq", "posted_price_usd_per_qq", "relation_lost_months", "credit_limit_usd", "season_delivered_qq",
    "season_balance_qq", "season_balance_usd", "offered_qq", "at_once_qq", "on_credit_qq", "delivered_qq", "funded_share",
    "late_share", "shipped_qq", "months_to_second_payment", "paid_share", "later_power",
)  # fmt: skip
RINGS = (
    "fixed_qq", "fixed_usd", "open_qq", "in_process_qq", "due_usd", "pooled_qq", "balance_qq", "balance_usd", "pool_advance_usd",
)  # fmt: skip
OF_TRADERS = (
    "known_price_usd_per_qq", "farm_gate_price_usd_per_qq", "number", "cooperative_share", "slots", "bought_qq", "accepted_share",
)  # fmt: skip
OF_MONTH = (
    "world_price", "inflation", "harvest_share", "money_scale", "wage_factor", "wage_usd_per_qq", "lots_qq", "picking_bill_usd",
    "free_hands_qq", "local_wage_usd_per_qq", "year_share", "largest_share",
)  # fmt: skip
HOUSEHOLD = np.dtype([(name, float) for name in OF_HOUSEHOLD])
COOPERATIVE = np.dtype(
    [(name, float) for name in ACCOUNTS]
    + [(name, float, (RING,)) for name in RINGS]
    + [("pool_revenue_usd", float, (2,)), ("pool_shipped_qq", float, (2,))]
)
TRADERS = np.dtype([(name, float) for name in OF_TRADERS])
MONTH = np.dtype([(name, float) for name in OF_MONTH])


def start(all_given: list[Given], months: int) -> tuple[Any, ...]:
    """Records, rings and draws of so many runs, as `run` takes them; the last is what it records, (rows, months, COLUMNS)."""
    rows, farmers = len(all_given), len(all_given[0].farmers)
    hs, cs = np.zeros((rows, farmers), HOUSEHOLD), np.zeros(rows, COOPERATIVE)
    ts, ms = np.zeros(rows, TRADERS), np.zeros(rows, MONTH)
    numbers = {k: v for k, v in vars(all_given[0].parameters).items() if isinstance(v, (bool, int, float))}
    ps = np.zeros(rows, np.dtype([(name, float) for name in (*numbers, "traders_cash_usd")]))
    draws = {name: np.zeros((rows, months, farmers)) for name in ("taste", "management")}
    farm, district = np.zeros((rows, -(-months // 12), farmers)), np.zeros((rows, -(-months // 12)))
    for row, one in enumerate(all_given):
        p = vars(one.parameters)
        for name in numbers:
            ps[name][row] = p[name]
        ps["traders_cash_usd"][row] = p["cash_usd"]
        for name in FARMER_STATES:
            hs[name][row] = [farmer[name] for farmer in one.farmers]
        for name, value in one.cooperative.items():
            cs[name][row] = value
        cs["months_to_second_payment"][row] = max(p["payment_delay_months"], p["processing_months"] + 1)
        for name, value in one.traders.items():
            ts[name][row] = value
        ts["slots"][row] = np.ceil(ts["number"][row] * 4)
        for name, column in draws.items():
            column[row] = one.luck[name]
        farm[row], district[row] = one.luck["farm weather"], np.array(one.luck["district weather"])[:, 0]
    prices, inflation = np.array([one.world_price for one in all_given]), np.array(all_given[0].inflation)
    ties = np.array([one.neighbours for one in all_given])
    rings = (np.zeros((rows, LATER, farmers)), np.zeros((rows, LATER, farmers)), np.zeros((rows, 9, farmers)))
    shares, out = np.array(all_given[0].parameters.harvest_shares), np.zeros((rows, months, len(COLUMNS)))
    return (hs, cs, ts, ms, ps, prices, inflation), (shares, ties, *rings, *draws.values(), farm, district, out)
