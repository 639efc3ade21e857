"""The bound: the household season of `season.py` fused by hand, as fast as anybody could write it for one core.

One loop where the processes need three, values kept in registers between them, columns that lie apart: nothing that anybody would
want to maintain. An engine is measured against it; it gives the numbers of the processes (`tests/benchmarks/test_bound.py`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from benchmarks.season import DELAY, FIELDS, SPARE, SUM, process, season_of, share_that_pays, start
from benchmarks.timing import interleaved

(
    TRUST, LOYALTY, TASTE, RISK, LATER, MEMBER, CROP, TENDED, KEPT, HANDS, ROAD, FACTOR, NEED, INCOME, SAVINGS, STOCK, DEBT,
    LIMIT, INPUT, LEAK, LAST, HEARD, HARVEST, COSTS, LOT, TIED, OFFERED, DELIVERED, SOLD, REFUSED, CASH, RECEIVED, PRICE,
    PROMISED, PROMISE, S_HARVEST, S_UNPICKED, S_OFFERED, S_REFUSED, S_DELIVERED, S_SOLD, S_RECEIVED, S_COSTS, S_INTEREST,
    S_UNMET, S_INCOME, S_NEED, S_WITHOUT,
) = range(len(FIELDS))  # fmt: skip


@njit(nogil=True, error_model="numpy", fastmath=False)
def fused(h: Any, neighbours: Any, due: Any, months: Any, sums: Any, uniforms: Any) -> None:
    """A season of every row; `h` is a block (rows, fields, farmers)."""
    ties = neighbours.shape[2]
    for row in range(len(h)):
        trust, savings, debt, lot, offered, costs = (h[row, TRUST], h[row, SAVINGS], h[row, DEBT], h[row, LOT], h[row, OFFERED],
                                                     h[row, COSTS])  # fmt: skip
        harvest, price, last, member, hands, kept = (h[row, HARVEST], h[row, PRICE], h[row, LAST], h[row, MEMBER], h[row, HANDS],
                                                     h[row, KEPT])  # fmt: skip
        promised, promise = h[row, PROMISED], h[row, PROMISE]
        for step in range(months.shape[1]):
            m, s = months[row, step], sums[row, step]
            picked = m.harvest_share > 0.0
            pays = picked or m.pays > 0.0
            offered_sum = lots = delivered_sum = funded = accepted = 0.0
            if picked:
                for i in range(len(trust)):
                    heard = tellers = 0.0
                    for k in range(ties):
                        other = neighbours[row, i, k]
                        heard += last[other] * member[other]
                        tellers += member[other]
                    heard = heard / tellers if tellers > 0.0 else m.normal_share
                    ripe = h[row, CROP, i] * m.harvest_share
                    road = m.road_cost_usd_per_qq_km * h[row, ROAD, i]
                    visit = m.visit_cost_usd / ripe if ripe > 0.0 else 0.0
                    best = max(m.seen_gate_usd_per_qq - visit - road, m.seen_advance_usd_per_qq * member[i], 0.0)
                    wage = h[row, FACTOR, i] * m.wage_usd_per_qq
                    beyond = max(ripe - hands[i], 0.0)
                    hired = beyond * share_that_pays(best, wage, m.plot_spread_share) if beyond > 0.0 else 0.0
                    new = (ripe - beyond) * share_that_pays(best, m.own_time_value_share * wage, m.plot_spread_share) + hired
                    inputs = new * h[row, TENDED, i] * h[row, INPUT, i] * m.costs
                    farm = h[row, FACTOR, i] * (hired * m.wage_usd_per_qq + inputs)
                    size = new + kept[i]
                    visit = m.visit_cost_usd / size if size > 0.0 else 0.0
                    paid = max(m.gate_usd_per_qq - visit - road, 0.0)
                    called = debt[i] / m.harvest_months_left
                    free = size - (min(size, m.tied_share * called / paid) if paid > 0.0 else 0.0)
                    short = max(h[row, NEED, i] - h[row, INCOME, i], 0.0) * m.costs
                    need = max(short + farm + (1.0 - m.tied_share) * called - savings[i], 0.0)
                    sure = max(trust[i] - h[row, RISK, i] * np.sqrt(trust[i] * (1.0 - trust[i])), 0.0)
                    worth = sure * h[row, LATER, i] * (m.promised_usd_per_qq - m.advance_usd_per_qq) * member[i]
                    peers = m.peer_weight_usd_per_qq * (heard - m.normal_share)
                    value = m.advance_usd_per_qq + worth - paid + h[row, LOYALTY, i] * member[i] + peers
                    uniform = uniforms[row, step, i]
                    share = 0.0
                    if value + h[row, TASTE, i] * np.log(uniform / (1.0 - uniform)) > 0.0:
                        share, more = 1.0, (paid - m.advance_usd_per_qq) * free
                        if more > 0.0 and m.advance_usd_per_qq * free < need:
                            share = min(max((paid * free - need) / more, 0.0), 1.0)
                    harvest[i], costs[i], lot[i], price[i], offered[i] = new, farm, size, paid, free * share * member[i]
                    h[row, S_HARVEST, i] += new
                    h[row, S_UNPICKED, i] += ripe - new
                    offered_sum += offered[i]
                    lots += size
                cost = (m.advance_usd_per_qq + m.processing_usd_per_qq) * offered_sum
                funded = min(m.free_funds_usd / cost, 1.0) if cost > 0.0 else 1.0
                asked = m.gate_usd_per_qq * (lots - funded * offered_sum)
                accepted = min(m.traders_cash_usd / asked, 1.0) if asked > 0.0 else 1.0
            later, now = due[row, (step + 4) % DELAY], due[row, step % DELAY]
            out = earned_sum = borrowed_sum = repaid_sum = 0.0
            if pays:  # what neighbours got is told before anybody learns
                for i in range(len(trust)):
                    cash = received = 0.0
                    if picked:
                        taken = offered[i] * funded
                        left = lot[i] - taken
                        sold = left * accepted if price[i] > 0.0 else 0.0
                        kept[i] = left - sold
                        cash = m.advance_usd_per_qq * taken
                        received = cash + price[i] * sold
                        later[i] += taken * m.balance_usd_per_qq
                        if lot[i] > 0.0:
                            last[i] = offered[i] / lot[i]
                            h[row, S_OFFERED, i] += offered[i] * (harvest[i] / lot[i])
                            h[row, S_REFUSED, i] += (offered[i] - taken) * (harvest[i] / lot[i])
                        h[row, S_DELIVERED, i] += taken
                        h[row, S_SOLD, i] += sold
                        h[row, DELIVERED, i], h[row, SOLD, i] = taken, sold
                        delivered_sum += taken
                        h[row, RECEIVED, i] = 0.0
                    got = now[i] * m.paid_share
                    promised[i] = cash + now[i]
                    promise[i] = (cash + got) / promised[i] if promised[i] > 0.0 else 0.0
                    now[i] = 0.0
                    got += received
                    savings[i] += got
                    h[row, S_RECEIVED, i] += got
                    h[row, RECEIVED, i] += got
            for i in range(len(trust)):
                if pays and promised[i] > 0.0:
                    shares = tellers = 0.0
                    for k in range(ties):
                        other = neighbours[row, i, k]
                        if promised[other] > 0.0:
                            shares += promise[other]
                            tellers += 1.0
                    heard = shares / tellers if tellers > 0.0 else promise[i]
                    news = (1.0 - m.talk_share) * promise[i] + m.talk_share * heard - trust[i]
                    trust[i] = min(max(trust[i] + (m.trust_gain if news > 0.0 else m.trust_loss) * news, 0.0), 1.0)
                earned, need = h[row, INCOME, i] * m.costs, h[row, NEED, i] * m.costs
                spent, repaid, before = need, 0.0, savings[i] + earned - need
                if picked:
                    spent += costs[i]
                    before -= costs[i]
                    repaid = min(max(before, 0.0), debt[i] / m.harvest_months_left)
                    before -= repaid
                    h[row, S_COSTS, i] += costs[i]
                interest = debt[i] * m.monthly_interest
                leaked = max(before, 0.0) * h[row, LEAK, i]
                beyond = max(before - leaked - h[row, STOCK, i] * (m.lean_months_to_come + 1.0), 0.0)
                after = before - leaked - beyond
                owed = (debt[i] + interest) / (1.0 + m.inflation_share) - repaid
                borrowed = min(max(-after, 0.0), max(h[row, LIMIT, i] - owed, 0.0))
                unmet = max(-after, 0.0) - borrowed
                debt[i] = min(max(owed + borrowed, 0.0), h[row, LIMIT, i])
                savings[i] = max(after, 0.0)
                h[row, S_INTEREST, i] += interest
                h[row, S_UNMET, i] += unmet
                h[row, S_INCOME, i] += earned
                h[row, S_NEED, i] += need
                h[row, S_WITHOUT, i] += 1.0 if after < 0.01 * need else 0.0
                out += spent + leaked + beyond - unmet
                earned_sum += earned
                borrowed_sum += borrowed
                repaid_sum += repaid
            s.offered_qq, s.lots_qq, s.delivered_qq = offered_sum, lots, delivered_sum
            s.spent_usd, s.earned_usd, s.borrowed_usd, s.repaid_usd = out, earned_sum, borrowed_sum, repaid_sum


@process
def by_records(households: Any, neighbours: Any, due: Any, months: Any, sums: Any, uniforms: Any) -> None:
    """The same season by processes over an array of records (rows, farmers)."""
    for row in range(len(households)):
        season_of(households[row], neighbours[row], due[row], months[row], sums[row], uniforms[row])


def block_of(states: dict[str, Any]) -> Any:
    """First states as a block (rows, fields, farmers)."""
    return np.stack([states[name] for name in (*FIELDS, *SPARE)], axis=1)


def records_of(states: dict[str, Any]) -> Any:
    """First states as records, shape (rows, farmers)."""
    made = np.zeros(states["trust"].shape, np.dtype([(name, float) for name in FIELDS]))
    for name in FIELDS:
        made[name] = states[name]
    return made


def surroundings(states: dict[str, Any]) -> tuple[Any, ...]:
    """What a season needs besides the households: ties, payments due, months, sums, draws."""
    rows, farmers = states["trust"].shape
    due = np.zeros((rows, DELAY, farmers))
    return states["neighbours"], due, states["months"], np.zeros(states["months"].shape, SUM), states["uniforms"]


def nanoseconds(ways: dict[str, tuple[Any, Any]], rows: int, farmers: int, rounds: int) -> dict[str, float]:
    """The least nanoseconds a farmer-month of each way, (function, layout) by its name."""
    states = start(rows, farmers)
    works = {}
    times = max(1, 400_000 // (12 * rows * farmers))
    for name, (function, layout) in ways.items():
        households, around = layout(states), surroundings(states)

        def work(function: Any = function, households: Any = households, around: Any = around) -> None:
            for _time in range(times):
                function(households, *around)

        work()
        works[name] = work
    return {name: min(all_of) / times / 12 / rows / farmers * 1e9 for name, all_of in interleaved(works, rounds).items()}


def bound_ns(rows: int, farmers: int, rounds: int = 5) -> float:
    """Nanoseconds a farmer-month that nobody could go below."""
    return nanoseconds({"bound": (fused, block_of)}, rows, farmers, rounds)["bound"]
