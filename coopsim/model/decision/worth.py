"""What the terms of a choice are worth to one household; shared by the rules."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.compiled import equation
from coopsim.equations.delivery import later_money_value, promise_worth_usd_per_qq
from coopsim.equations.theories import certain_share
from coopsim.model.decision.faced import Outlets


class Belonging(NamedTuple):
    """What ties a household to the cooperative beside the price, US$/qq."""

    loyalty: float
    services: float
    reward: float
    neighbours: float


@equation
def later_value(household: Any, district: Any, outlets: Outlets) -> float:
    """omega: worth today of a dollar that the cooperative surely pays later; 1 where deferred pay is not discounted."""
    if not district.deferred_discount:
        return 1.0
    return later_money_value(
        household.lean_money_value,
        household.patience_share_per_month,
        household.savings_leakage_share_per_month,
        outlets.months_to_second_payment,
    )


@equation
def believed_share(household: Any, district: Any) -> float:
    """theta, less what its risk costs who minds; 1 where deferred pay is not discounted."""
    return certain_share(household.trust, household.risk_aversion) if district.deferred_discount else 1.0


@equation
def promise_worth(household: Any, district: Any, outlets: Outlets, member: bool) -> float:
    """What the second payment is worth to her now; only members get one."""
    if not member:
        return 0.0
    believed, later = believed_share(household, district), later_value(household, district, outlets)
    return promise_worth_usd_per_qq(outlets.promised_usd_per_qq, outlets.advance_usd_per_qq, believed, later)


@equation
def company_usd_per_qq(district: Any, outlets: Outlets) -> float:
    """What neighbours' deliveries speak for: J (n - n0), in money of the day."""
    more = outlets.neighbours_share - district.normal_delivery_share
    return district.peer_weight_usd_per_qq * more * outlets.money_scale


@equation
def belonging(household: Any, district: Any, outlets: Outlets, member: bool) -> Belonging:
    """Loyalty, services and reward of a member who faces her own cooperative, and the company of neighbours."""
    company = company_usd_per_qq(district, outlets)
    if not (member and outlets.hers):
        return Belonging(0.0, 0.0, 0.0, company)
    scale = outlets.money_scale
    loyalty, services = household.loyalty_usd_per_qq * scale, outlets.services_usd_per_qq * scale
    return Belonging(loyalty, services, outlets.reward_usd_per_qq, company)


@equation
def sum_of(terms: Any) -> float:
    """V: the sum of the terms, one after another."""
    total = 0.0
    for amount in terms:
        total += amount
    return total
