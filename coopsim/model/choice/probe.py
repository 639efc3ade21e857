"""Measured, not moved: what households would do under a standard offer, by the same rules that decide in the month."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import process
from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ
from coopsim.model.choice.decide import cooperatives_are_asked
from coopsim.model.decision import Outlets, outlets_at, rules
from coopsim.model.processes.rewards import reward_usd_per_qq
from coopsim.model.processes.terms import may_deliver, promised_on_delivery_usd_per_qq
from coopsim.model.processes.usual import cooperative_total_usd_per_qq, usual_benefit_usd_per_qq, usual_lot_qq
from coopsim.model.records import Row

Array = NDArray[np.float64]
TEMPTATION = 1.10  # traders pay 10 % above the cooperative's total
WIDEST_GAP_USD_PER_QQ = 400.0
GAP_STEPS = 14
LOYALTY_STEPS = 24


@process
def standard_outlets(household: Any, cooperative: Any, district: Any, market: Any, gap_usd_per_qq: float) -> Outlets:
    """One fixed test: world price 215, traders at a gap above the cooperative's total, default advance, normal need.

    Today's services and neighbours stay; so do trust, loyalty and membership. After `cooperatives_are_asked`.
    """
    total, lot = cooperative_total_usd_per_qq(cooperative, NORMAL_PRICE_USD_PER_QQ), usual_lot_qq(household, market)
    need = np.maximum(household.need_usd_per_month - household.off_coffee_income_usd_per_month, 0.0)
    members, street = cooperative.members_today, total + gap_usd_per_qq
    return outlets_at(
        promised_on_delivery_usd_per_qq(cooperative, total, household.is_member),
        total,
        cooperative.months_to_second_payment,
        street,
        lot,
        household.neighbours_share,
        1.0,
        services_usd_per_qq=cooperative.services_usd_per_qq,
        reward_usd_per_qq=reward_usd_per_qq(household, cooperative, street, total, 0.0, 0.0, lot, lot, 1.0, members),
        cash_need_usd=need if district.cash_need else 0.0,
        accepts=may_deliver(household, cooperative),
    )


@process
def share_at_gap(rule: int, household: Any, cooperative: Any, district: Any, market: Any, gap_usd_per_qq: float) -> float:
    """What a household would offer on average in the standard test; nothing where no cooperative would take it."""
    if not may_deliver(household, cooperative):
        return 0.0
    outlets = standard_outlets(household, cooperative, district, market, gap_usd_per_qq)
    return rules.expected_share(rule, household, district, outlets)


@process
def temptation_usd_per_qq(cooperative: Any) -> float:
    """The gap of the standard temptation."""
    return (TEMPTATION - 1.0) * cooperative_total_usd_per_qq(cooperative, NORMAL_PRICE_USD_PER_QQ)


@process
def shares_at_gaps(row: Row, gaps_usd_per_qq: Any, shares: Any) -> None:
    """What each household would offer where traders pay her gap above the cooperative's total; Python's rules stay open."""
    cooperatives_are_asked(row)
    for slice_number in range(len(row.rules)):
        rule, first, end = row.rules[slice_number]
        for i in range(first, end if rule >= 0 else first):
            household = row.households[i]
            cooperative, district = row.cooperatives[household.home], row.districts[household.district]
            shares[i] = share_at_gap(rule, household, cooperative, district, row.market, gaps_usd_per_qq[i])


@process
def temptations_usd_per_qq(row: Row, gaps_usd_per_qq: Any) -> None:
    """The gap of the standard temptation, of each household."""
    for i in range(len(row.households)):
        gaps_usd_per_qq[i] = temptation_usd_per_qq(row.cooperatives[row.households[i].home])


@process
def usual_gaps_usd_per_qq(row: Row, gaps_usd_per_qq: Any) -> None:
    """How much less than the cooperative's total traders usually pay each household at the normal price: a gap below zero."""
    for i in range(len(row.households)):
        household = row.households[i]
        cooperative, district = row.cooperatives[household.home], row.districts[household.district]
        gaps_usd_per_qq[i] = -usual_benefit_usd_per_qq(household, cooperative, district, row.market)
