"""One household of the trial engine: season, harvest, choice, delivery, sale, payment, trust, purse, membership, trees."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.engine.records import LATER, RING, process


@process
def open_season(h: Any, p: Any, season: int, farm: float, district: float) -> None:
    h.season_harvest_qq = h.season_unpicked_qq = h.season_offered_qq = h.season_refused_qq = h.season_delivered_qq = 0.0
    h.season_side_sold_qq = h.season_received_usd = h.season_advances_usd = h.season_street_value_usd = h.season_costs_usd = 0.0
    h.season_interest_usd = h.season_unmet_usd = h.season_cash_income_usd = h.season_need_usd = h.season_refund_usd = 0.0
    h.season_member = h.is_member
    ratio = max(h.expected_price_usd_per_qq, 0.0) / h.production_cost_usd_per_qq
    care = min(max(ratio**p.care_elasticity, 0.7), 1.2)
    if h.seasons_below_cost >= 2.0:
        care *= p.neglected_yield_share
    cycle = 1.0 + p.bearing_cycle_share * (1.0 if (season + h.bearing_phase) % 2 == 0 else -1.0)
    weather = (1.0 + p.farm_weather_sd * np.sqrt(12.0) * (farm - 0.5)) * (
        1.0 + p.district_weather_sd * np.sqrt(12.0) * (district - 0.5)
    )
    crop = h.area_ha * h.yield_qq_per_ha * care * weather * cycle
    h.crop_qq = 0.0 if h.abandoned > 0.0 else max(crop, 0.0)


@process
def harvest(h: Any, c: Any, t: Any, m: Any) -> None:
    if m.harvest_share <= 0.0:
        h.harvest_qq = h.hired_qq = 0.0
        h.lot_qq = h.kept_qq
        m.lots_qq += h.lot_qq
        return
    ripe = h.crop_qq * m.harvest_share
    h.harvest_qq = ripe if max(t.farm_gate_price_usd_per_qq, c.advance_usd_per_qq) > m.wage_usd_per_qq else 0.0
    h.lot_qq = h.harvest_qq + h.kept_qq
    beyond = h.harvest_qq - h.own_picking_qq_per_month
    h.hired_qq = max(beyond, 0.0)
    h.season_harvest_qq += h.harvest_qq
    h.season_unpicked_qq += ripe - h.harvest_qq
    m.lots_qq += h.lot_qq
    m.picking_bill_usd += h.hired_qq * m.wage_usd_per_qq
    m.free_hands_qq += max(-beyond, 0.0)


@process
def price_at_farm(h: Any, t: Any, p: Any, lot_qq: float) -> float:
    visit = p.visit_cost_usd / lot_qq if lot_qq > 0.0 else 0.0
    return max(t.farm_gate_price_usd_per_qq - visit - p.road_cost_usd_per_qq_km * h.road_distance_km, 0.0)


@process
def look_at_neighbours(h: Any, households: Any, neighbours: Any, p: Any) -> None:
    heard = tellers = 0.0
    for other in neighbours:
        if households[other].is_member > 0.0:
            heard += households[other].last_share
            tellers += 1.0
    h.neighbours_share = heard / tellers if tellers > 0.0 else p.normal_delivery_share


@process
def value_of_delivering(h: Any, c: Any, m: Any, p: Any, street: float) -> float:
    patience = remains = 1.0
    for _month in range(int(c.months_to_second_payment)):  # a power by products: four times as fast where months are few
        patience *= h.patience_share_per_month
        remains *= 1.0 - h.savings_leakage_share_per_month
    later = h.lean_money_value * patience / max(1.0, h.lean_money_value * remains)
    promise = h.trust * later * (c.posted_price_usd_per_qq - c.advance_usd_per_qq)
    company = p.peer_weight_usd_per_qq * (h.neighbours_share - p.normal_delivery_share) * m.money_scale
    return c.advance_usd_per_qq + promise - street + h.loyalty_usd_per_qq * m.money_scale + company


@process
def decide(h: Any, c: Any, t: Any, m: Any, p: Any, draw: float) -> None:
    """What of the lot is offered to the cooperative: V + luck > 0, as far as the month's need for cash allows."""
    h.offered_qq = 0.0
    h.street_usd_per_qq = street = price_at_farm(h, t, p, h.lot_qq)
    if h.is_member == 0.0:
        return
    uniform = min(max(draw, 1e-12), 1.0 - 1e-12)
    value = value_of_delivering(h, c, m, p, street)
    if value + h.taste_usd_per_qq * m.money_scale * np.log(uniform / (1.0 - uniform)) <= 0.0:
        return
    advance = c.advance_usd_per_qq
    called = h.debt_usd * p.called_debt_share if m.harvest_share > 0.0 else 0.0
    tied = min(h.lot_qq, p.tied_debt_share * called / street) if street > 0.0 else 0.0
    free = h.lot_qq - tied
    costs = h.hired_qq * m.wage_usd_per_qq + h.harvest_qq * h.input_cost_usd_per_qq
    short = max(h.need_usd_per_month - h.off_coffee_income_usd_per_month, 0.0)
    need = max(short + costs + (1.0 - p.tied_debt_share) * called - h.savings_usd, 0.0)
    more = (street - advance) * free
    if more > 0.0 and advance * free < need:
        h.offered_qq = free * min(max((street * free - need) / more, 0.0), 1.0)
    else:
        h.offered_qq = free
    c.offered_qq += h.offered_qq


@process
def deliver(h: Any, c: Any, i: int, month: int, due: Any, pooled: Any) -> None:
    offered = h.offered_qq
    h.delivered_qq = h.refused_qq = h.received_usd = 0.0
    if offered == 0.0:
        return
    at_once, on_credit = offered * c.funded_share, offered * c.late_share
    h.delivered_qq = at_once + on_credit
    h.refused_qq = offered - h.delivered_qq
    h.received_usd = c.advance_usd_per_qq * at_once
    h.savings_usd += h.received_usd
    h.season_received_usd += h.received_usd
    h.season_advances_usd += c.advance_usd_per_qq * h.delivered_qq
    due[month % LATER, i] += c.advance_usd_per_qq * on_credit
    pooled[(month + int(c.months_to_second_payment)) % LATER, i] += h.delivered_qq
    c.at_once_qq += at_once
    c.on_credit_qq += on_credit


@process
def sell_to_traders(h: Any, t: Any) -> None:
    left = h.lot_qq - h.delivered_qq
    h.side_sold_qq = left * t.accepted_share
    h.kept_qq = left - h.side_sold_qq
    revenue = h.street_usd_per_qq * h.side_sold_qq
    h.received_usd += revenue
    h.savings_usd += revenue
    h.season_received_usd += revenue
    h.season_street_value_usd += h.street_usd_per_qq * h.delivered_qq
    if h.lot_qq > 0.0:
        h.last_share = (h.delivered_qq + h.refused_qq) / h.lot_qq
    h.season_offered_qq += h.offered_qq
    h.season_refused_qq += h.refused_qq
    h.season_delivered_qq += h.delivered_qq
    h.season_side_sold_qq += h.side_sold_qq
    t.bought_qq += h.side_sold_qq


@process
def sell_nothing(h: Any) -> None:
    h.offered_qq = h.refused_qq = h.delivered_qq = h.side_sold_qq = h.received_usd = h.kept_qq = 0.0


@process
def receive(h: Any, amount: float) -> None:
    h.savings_usd += amount
    h.received_usd += amount
    h.season_received_usd += amount


@process
def receive_due(h: Any, c: Any, p: Any, i: int, month: int, due: Any, draw: float) -> None:
    amount = due[month % LATER, i]
    due[month % LATER, i] = 0.0
    h.had_due = 1.0 if amount > 0.0 else 0.0
    if amount <= 0.0:
        return
    receive(h, amount * c.paid_share)
    h.overdue_usd += amount - amount * c.paid_share
    h.kept_promise = c.paid_share if draw < p.kept_promise_share else 0.0


@process
def learn_trust(h: Any, households: Any, neighbours: Any, p: Any) -> None:
    if h.had_due == 0.0:
        return
    kept = tellers = 0.0
    for other in neighbours:
        if households[other].had_due > 0.0:
            kept += households[other].kept_promise
            tellers += 1.0
    heard = kept / tellers if tellers > 0.0 else h.kept_promise
    news = (1.0 - p.kin_talk_share) * h.kept_promise + p.kin_talk_share * heard - h.trust
    h.trust = min(max(h.trust + (p.trust_gain_share if news > 0.0 else p.trust_loss_share) * news, 0.0), 1.0)


@process
def live(h: Any, m: Any, p: Any) -> None:
    """The household's month: earned, spent, borrowed, repaid, gone without."""
    earned, need, debt = h.off_coffee_income_usd_per_month, h.need_usd_per_month, h.debt_usd
    farm_costs = called = 0.0
    if m.harvest_share > 0.0:
        farm_costs = h.hired_qq * m.wage_usd_per_qq + h.harvest_qq * h.input_cost_usd_per_qq
        earned += max(h.own_picking_qq_per_month - h.harvest_qq, 0.0) * m.local_wage_usd_per_qq
        called = min(debt * p.called_debt_share, debt)
    interest = debt * p.loan_interest_share_per_year / 12.0
    before = h.savings_usd + earned - need - farm_costs
    repaid = min(max(before, 0.0), called)
    leaked = max(before - repaid, 0.0) * h.savings_leakage_share_per_month
    idle = before - repaid - leaked
    after = idle - max(idle - p.savings_target_months * need, 0.0)
    limit = p.debt_limit_share * h.area_ha * h.yield_qq_per_ha * h.expected_price_usd_per_qq
    owed = (debt + interest) / (1.0 + m.inflation) - repaid
    borrowed = min(max(-after, 0.0), max(limit - owed, 0.0))
    h.debt_usd = min(max(owed + borrowed, 0.0), max(limit, 0.0))
    h.savings_usd = max(after, 0.0)
    h.season_costs_usd += farm_costs
    h.season_interest_usd += interest
    h.season_unmet_usd += max(-after - borrowed, 0.0)
    h.season_cash_income_usd += earned
    h.season_need_usd += need


@process
def share_result(h: Any, i: int, month: int, refund_usd_per_qq: float, due: Any) -> None:
    h.season_refund_usd = h.season_delivered_qq * refund_usd_per_qq if h.is_member > 0.0 else 0.0
    due[(month + 1) % LATER, i] += h.season_refund_usd


@process
def consider_assembly(h: Any, households: Any, neighbours: Any, m: Any, p: Any) -> None:
    company = 0.0
    for other in neighbours:
        company += households[other].attends
    worth = p.meeting_value_usd + h.season_refund_usd + company / len(neighbours) * p.neighbours_attending_usd
    h.will_attend = 1.0 if h.is_member > 0.0 and worth > p.day_wage_usd * m.wage_factor else 0.0


@process
def review_membership(h: Any, c: Any, t: Any, m: Any, p: Any, i: int, month: int, shares_each_usd: float, due: Any) -> None:
    """Loyalty moves with what was received; three seasons' mean gain decides who leaves and who comes."""
    season, benefit = month // 12, 0.0
    if h.is_member > 0.0 and h.season_delivered_qq > 0.0:
        beyond = h.season_advances_usd + h.season_refund_usd - h.season_street_value_usd
        benefit = beyond / h.season_delivered_qq + c.balance_paid_usd_per_qq
    h.loyalty_usd_per_qq += p.loyalty_speed_share * (
        h.loyalty_anchor_usd_per_qq + p.benefit_weight * benefit - h.loyalty_usd_per_qq
    )
    street = price_at_farm(h, t, p, h.area_ha * h.yield_qq_per_ha * m.largest_share)
    spread = h.taste_usd_per_qq * m.money_scale
    x = value_of_delivering(h, c, m, p, street) / spread
    worth = spread * (max(x, 0.0) + np.log1p(np.exp(-abs(x))))
    gain = worth * h.season_harvest_qq + h.season_refund_usd - p.membership_effort_usd_per_year
    if season % 3 == 0:
        h.gain_0_usd = gain
    elif season % 3 == 1:
        h.gain_1_usd = gain
    else:
        h.gain_2_usd = gain
    if season < 2:
        return
    mean = (h.gain_0_usd + h.gain_1_usd + h.gain_2_usd) / 3.0
    if h.is_member > 0.0:
        if mean < -p.switching_cost_usd_per_year:
            h.is_member = 0.0
            due[(month + 6) % LATER, i] += shares_each_usd
            c.shares_usd -= shares_each_usd
            c.due_members_usd += shares_each_usd
            c.due_usd[(month + 6) % RING] += shares_each_usd
    elif mean > p.switching_cost_usd_per_year:
        limit = p.debt_limit_share * h.area_ha * h.yield_qq_per_ha * h.expected_price_usd_per_qq
        if h.savings_usd + max(limit - h.debt_usd, 0.0) >= p.share_capital_usd_per_member:
            saved = min(p.share_capital_usd_per_member, h.savings_usd)
            h.savings_usd -= saved
            h.debt_usd += p.share_capital_usd_per_member - saved
            h.is_member = 1.0
            c.cash_usd += p.share_capital_usd_per_member
            c.shares_usd += p.share_capital_usd_per_member
    h.tenure_seasons = h.tenure_seasons + 1.0 if h.is_member > 0.0 else 0.0


@process
def remember_the_price(h: Any, t: Any, p: Any, i: int, season: int, planted: Any) -> None:
    """Season's end: expectation, neglect, abandonment, planting."""
    sold = h.season_delivered_qq + h.season_side_sold_qq
    received = h.season_received_usd / sold if sold > 0.0 else t.farm_gate_price_usd_per_qq
    h.expected_price_usd_per_qq += p.expectation_share * (received - h.expected_price_usd_per_qq)
    h.area_ha += planted[(season + 1) % 9, i]
    planted[(season + 1) % 9, i] = 0.0
    if received < p.picking_wage_usd_per_qq + h.input_cost_usd_per_qq:
        h.seasons_below_cost += 1.0
        h.seasons_above_cost = 0.0
    else:
        h.seasons_below_cost = 0.0
        h.seasons_above_cost += 1.0
    if h.abandoned > 0.0:
        h.abandoned = 1.0 if h.seasons_above_cost < 2.0 else 0.0
    else:
        h.abandoned = 1.0 if h.seasons_below_cost >= 4.0 else 0.0
    if h.expected_price_usd_per_qq > p.planting_price_ratio * h.production_cost_usd_per_qq:
        waiting = 0.0
        for ahead in range(9):
            waiting += planted[ahead, i]
        room = h.hectares * (1.0 + p.spare_land_share) - h.area_ha - waiting
        planted[(season + 1 + int(p.bearing_years)) % 9, i] += min(p.planting_share * h.hectares, max(room, 0.0))
