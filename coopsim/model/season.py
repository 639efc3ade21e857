"""The season opens and closes: accounts, refund, assembly, membership, trees, survival."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import postings
from coopsim.model.bills import pay_bill
from coopsim.model.closing import judge_survival
from coopsim.model.first_states import COOPERATIVE_SUMS, SEASON_SUMS
from coopsim.model.levers import bonus_and_fines
from coopsim.model.membership import assembly, loyalty_and_membership
from coopsim.model.payments import declare_what_is_left
from coopsim.model.treasury import pay
from coopsim.model.trees import remember_the_price, set_the_crop
from coopsim.model.world import LONGEST_DELAY, World

Array = NDArray[np.float64]


def open_the_season(world: World) -> None:
    """New sums, a new pool, a new crop; members pay their dues."""
    for name in SEASON_SUMS:
        getattr(world.farmers, f"season_{name}")[:] = 0.0
    for name in COOPERATIVE_SUMS:
        getattr(world.cooperatives, f"season_{name}")[:] = 0.0
    world.pool_revenue_usd[world.season % 2] = 0.0
    world.pool_shipped_qq[world.season % 2] = 0.0
    world.farmers.season_member[:] = world.farmers.is_member
    world.farmers.season_opening_savings_usd[:] = world.farmers.savings_usd
    set_the_crop(world)
    f, c = world.farmers, world.cooperatives
    dues = np.where(f.is_member, world.at_farms(c.dues_usd_per_year), 0.0)
    if dues.any():
        paid, borrowed = pay_bill(world, dues)
        f.season_costs_usd += paid
        world.ledger.post("dues", postings.dues(world.by_district(paid), world.by_district(borrowed)))


def close_the_season(world: World) -> None:
    """Accounts closed, surplus shared, assembly held; members leave and join; trees remember; who cannot go on closes."""
    declare_what_is_left(world)
    level_the_fixed_cost(world)
    bonus_and_fines(world)
    share_the_result(world)
    assembly(world)
    loyalty_and_membership(world)
    remember_the_price(world)
    c = world.cooperatives
    c.expected_volume_qq += c.volume_review_share * (c.season_delivered_qq - c.expected_volume_qq)
    judge_survival(world)


def level_the_fixed_cost(world: World) -> None:
    """M5 off: fixed cost per qq stays what it is at the normal volume; outside money pays the rest, or takes it."""
    c = world.cooperatives
    if c.fixed_cost_spread.all():
        return
    volume = c.season_delivered_qq / np.maximum(c.normal_volume_qq, 1e-9)
    gap = np.where(c.fixed_cost_spread | ~c.alive, 0.0, c.fixed_cost_usd_per_year * (1.0 - volume))
    given_back = pay(world, np.maximum(-gap, 0.0))
    world.ledger.post("support", postings.support(np.maximum(gap, 0.0) - given_back))


def share_the_result(world: World) -> None:
    """Surplus: a share to the reserve until it is full, the rest back to members by the coffee delivered, if cash stays.

    Loss: reserve, then shares.
    """
    c, f, ledger = world.cooperatives, world.farmers, world.ledger
    result = ledger.owes("result") + 0.0
    surplus, loss = np.maximum(result, 0.0), np.maximum(-result, 0.0)
    room = np.maximum(c.reserve_target_usd - ledger.owes("reserve"), 0.0)
    to_reserve = np.minimum(c.reserve_share * surplus, room)
    spare_cash = np.maximum(
        ledger.has("cash") - ledger.owes("line") - c.refund_cash_months * c.fixed_cost_usd_per_year / 12.0, 0.0
    )
    by_coffee = np.where(f.is_member, f.season_delivered_qq, 0.0)
    volume = world.by_district(by_coffee)
    refund = np.where(volume > 0, np.minimum(surplus - to_reserve, spare_cash), 0.0)
    shared = c.surplus_shared
    away = np.where(shared, 0.0, pay(world, np.where(shared, 0.0, np.minimum(surplus, spare_cash))))
    ledger.post("surplus given away", postings.surplus_given_away(away))
    refund = np.where(shared, refund, 0.0)
    ledger.post("surplus shared", postings.surplus_shared(np.where(shared, surplus - refund, surplus - away), refund))
    c.season_refund_usd[:] = refund
    amount = by_coffee * world.at_farms(np.where(volume > 0, refund / np.maximum(volume, 1e-12), 0.0))
    world.due_usd[(world.month + 1) % LONGEST_DELAY] += amount
    f.season_refund_usd[:] = amount
    from_shares = np.clip(loss - np.maximum(ledger.owes("reserve"), 0.0), 0.0, np.maximum(ledger.owes("shares"), 0.0))
    ledger.post("loss absorbed", postings.loss_absorbed(loss - from_shares, from_shares))
    c.season_result_usd[:] = result
