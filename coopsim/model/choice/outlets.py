"""What one household faces this month: her lot, the cooperative's terms, the trader's price, and her random draws."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import household as budget
from coopsim.model.decision.faced import HouseholdDraws, Outlets, outlets_at
from coopsim.model.processes.budget import income_besides_coffee_usd
from coopsim.model.processes.chain_contract import cost_of_delivering_usd_per_qq
from coopsim.model.processes.other_work import need_usd
from coopsim.model.processes.rewards import reward_usd_per_qq, services_usd_per_qq
from coopsim.model.processes.terms import (
    advance_to_usd_per_qq,
    may_deliver,
    months_to_second_payment,
    paid_on_delivery_usd_per_qq,
)
from coopsim.model.processes.traders import street_price_at_farm


@process
def cooperative_offers(cooperative: Any) -> None:
    """What is the same for all households that an outlet asks about it, once a month.

    Reads the number of members; writes the value of services and the wait for the second payment by policy.
    """
    cooperative.services_usd_per_qq = services_usd_per_qq(cooperative)
    cooperative.months_to_second_payment = months_to_second_payment(cooperative)


@process
def look_at_the_lot(household: Any, district: Any, market: Any) -> None:
    """What traders pay her at the farm, what of her lot is tied to whoever lent, and what cash the month asks of the rest.

    Debt is called in equal parts over the harvest months left; the tied part of it is paid in coffee, at most the lot. Reads
    her lot, debt, needs and costs; writes the trader's price at her farm, the tied and the free lot, and her cash need; without
    coffee nothing is tied, free or asked.
    """
    if household.lot_qq <= 0.0:
        household.tied_qq = household.free_lot_qq = household.cash_need_usd = 0.0
        return
    street = street_price_at_farm(household, district, household.lot_qq)
    called = budget.called_debt_usd(household.debt_usd, market.harvest_months_left)
    owed_qq = district.tied_debt_share * called / np.maximum(street, 1e-9) if street > 0.0 else 0.0
    household.street_at_farm_usd_per_qq = street
    household.tied_qq = np.minimum(household.lot_qq, owed_qq)
    household.free_lot_qq = household.lot_qq - household.tied_qq
    household.cash_need_usd = _cash_need_usd(household, district, called) if district.cash_need else 0.0


@process
def _cash_need_usd(household: Any, district: Any, called_usd: Any) -> float:
    """The month's need at today's costs: the household's, the farm's, and the debt called in cash."""
    return budget.cash_need_usd(
        need_usd(household, district),
        income_besides_coffee_usd(household, district),
        household.costs_of_harvest_usd + household.blow_usd,
        (1.0 - district.tied_debt_share) * called_usd,
        household.savings_usd,
    )


@process
def outlets_of(household: Any, cooperative: Any, district: Any) -> Outlets:
    """What a household faces this month, after `cooperative_offers` and `look_at_the_lot`.

    Reads the terms that the cooperative posted, and what was seen of her lot. A cooperative that is not hers pays what it pays
    outsiders, promises no more, and no neighbour speaks for it.
    """
    if cooperative.place != household.home:
        return outlets_elsewhere(household, cooperative, district)
    paid = paid_on_delivery_usd_per_qq(household, cooperative)
    cost = cost_of_delivering_usd_per_qq(paid, cooperative, district)
    total = cooperative.posted_price_usd_per_qq - cost
    reward = reward_usd_per_qq(
        household,
        cooperative,
        household.street_at_farm_usd_per_qq,
        total,
        *(household.season_delivered_qq, household.season_refused_qq, household.season_harvest_qq),
        household.free_lot_qq,
        district.money_scale,
        cooperative.members_today,
    )
    return outlets_at(
        paid - cost,
        total,
        cooperative.months_to_balance,
        household.street_at_farm_usd_per_qq,
        household.free_lot_qq,
        household.neighbours_share,
        district.money_scale,
        services_usd_per_qq=cooperative.services_usd_per_qq,
        reward_usd_per_qq=reward,
        cash_need_usd=household.cash_need_usd,
        accepts=may_deliver(household, cooperative),
        others_usd_per_qq=household.others_usd_per_qq,
    )


@process
def outlets_elsewhere(household: Any, cooperative: Any, district: Any) -> Outlets:
    """What a household faces who turns to a cooperative that is not hers: cash as an outsider, and nothing else."""
    cash = advance_to_usd_per_qq(household, cooperative, district)
    return outlets_at(
        cash,
        cash,
        0.0,
        household.street_at_farm_usd_per_qq,
        household.free_lot_qq,
        district.normal_delivery_share,
        district.money_scale,
        cash_need_usd=household.cash_need_usd,
        accepts=may_deliver(household, cooperative),
        hers=False,
        others_usd_per_qq=household.others_usd_per_qq,
    )


@process
def draws_of_month(draws: Any, season_month: int, households: int) -> Any:
    """The month's draws of all households; of a stream that no rule asks for, even ones."""
    return HouseholdDraws(
        _month_of(draws.taste, season_month, households),
        _month_of(draws.looks, season_month, households),
        _month_of(draws.copies, season_month, households),
        _month_of(draws.tries, season_month, households),
        _month_of(draws.coin, season_month, households),
    )


@process
def _month_of(stream: Any, season_month: int, households: int) -> Any:
    return stream[season_month] if stream.shape[1] > 0 else np.full(households, 0.5)
