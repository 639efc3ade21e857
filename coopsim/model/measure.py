"""Compiled functions that Python calls beside the months: first memories, and what is measured without being moved."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import empty_records, entry
from coopsim.model import own_rules
from coopsim.model.choice import learn, probe, standing
from coopsim.model.choice.probe import GAP_STEPS, LOYALTY_STEPS, WIDEST_GAP_USD_PER_QQ
from coopsim.model.processes import budget, record, traders
from coopsim.model.rows import row_at, rows_of
from coopsim.model.world import World

Array = NDArray[np.float64]
TEMPTATION, USUAL = range(2)  # gaps of the standard test: traders pay 10 % above the total, or what they usually pay


def memories_begin(world: World) -> None:
    """First savings of every household, and the first memory of those whose rule has one."""
    _memories_begin(rows_of(world), world.luck.once_a_season("rule start", 0, world.farmers.shape[1]))
    own_rules.begin(world)


@entry
def _memories_begin(rows: Any, start_draws: Any) -> None:
    for number in range(len(rows.households)):
        row = row_at(rows, number)
        for i in range(len(row.households)):
            budget.savings_begin(row.households[i], row.districts[row.households[i].district], row.market)
        learn.rules_begin(row, start_draws[number])


def month_taken_down(world: World) -> NDArray[np.void]:
    """What the table `months` holds of the month that has just ended, records of MONTH (rows, cooperatives)."""
    taken = empty_records(world.records.cooperatives.shape, record.MONTH)
    _month_taken_down(rows_of(world), taken)
    return taken


@entry
def _month_taken_down(rows: Any, taken: Any) -> None:
    for number in range(len(rows.households)):
        record.takes_down_the_month(row_at(rows, number), taken[number])


def season_taken_down(world: World, groups: NDArray[np.int64], number_of_groups: int) -> NDArray[np.void]:
    """What the table `seasons` sums over members, records of SEASON (rows, groups, cooperatives).

    `groups` says, for each grouping and row, in which group a household is; below 0: in none.
    """
    rows, cooperatives = world.records.cooperatives.shape
    taken = empty_records((rows, number_of_groups, cooperatives), record.SEASON)
    _season_taken_down(rows_of(world), groups, cohesion_share(world), taken)
    return taken


@entry
def _season_taken_down(rows: Any, groups: Any, cohesion: Any, taken: Any) -> None:
    for number in range(len(rows.households)):
        record.takes_down_the_season(row_at(rows, number), groups[:, number], cohesion[number], taken[number])


def cohesion_share(world: World) -> Array:
    """K: the share of each household's coffee offered under the standard temptation, (rows, farmers)."""
    return expected_share(world, _gaps(world, TEMPTATION))


def usual_benefit_usd_per_qq(world: World) -> Array:
    """What the cooperative usually pays each household above the street at the normal price, (rows, farmers)."""
    return -_gaps(world, USUAL)


def _gaps(world: World, kind: int) -> Array:
    gaps = np.zeros(world.farmers.shape)
    _standard_gaps(rows_of(world), kind, gaps)
    return gaps


@entry
def _standard_gaps(rows: Any, kind: int, gaps: Any) -> None:
    for number in range(len(rows.households)):
        row = row_at(rows, number)
        if kind == TEMPTATION:
            probe.temptations_usd_per_qq(row, gaps[number])
        else:
            probe.usual_gaps_usd_per_qq(row, gaps[number])


def expected_share(world: World, gap_usd_per_qq: Array | float) -> Array:
    """What each household would offer on average where traders pay a gap above the cooperative's total, (rows, farmers)."""
    gaps, shares = np.array(np.broadcast_to(gap_usd_per_qq, world.farmers.shape), dtype=float), np.zeros(world.farmers.shape)
    _shares_at_gaps(rows_of(world), gaps, shares)
    own_rules.expect(world, gaps, shares)
    return shares


@entry
def _shares_at_gaps(rows: Any, gaps: Any, shares: Any) -> None:
    for number in range(len(rows.households)):
        probe.shares_at_gaps(row_at(rows, number), gaps[number], shares[number])


def turning_gap_usd_per_qq(world: World, steps: int = GAP_STEPS) -> Array:
    """How much more than the total a trader must pay until a household offers less than half, by bisection; (rows, farmers)."""
    low, high = np.full(world.farmers.shape, -WIDEST_GAP_USD_PER_QQ), np.full(world.farmers.shape, WIDEST_GAP_USD_PER_QQ)
    for _step in range(steps):
        middle = (low + high) / 2.0
        stays = expected_share(world, middle) >= 0.5
        low, high = np.where(stays, middle, low), np.where(stays, high, middle)
    return np.asarray((low + high) / 2.0)


def normal_offered_share(world: World) -> Array:
    """Share of members' coffee that would be offered at normal prices, as things stand, (rows,)."""
    f, share = world.farmers, expected_share(world, _gaps(world, USUAL))
    usual = np.where(f.is_member, f.hectares * f.yield_qq_per_ha, 0.0)
    return np.asarray((share * usual).sum(axis=1) / np.maximum(usual.sum(axis=1), 1e-9))


def offered_share_per_usd(world: World, step_usd_per_qq: float = 1.0) -> Array:
    """By how much the normal offered share rises with a US$ a quintal more of everybody's loyalty, (rows,)."""
    loyalty = world.farmers.loyalty_usd_per_qq
    before, shares = loyalty.copy(), []
    for sign in (1.0, -1.0):
        loyalty[:] = before + sign * step_usd_per_qq
        shares.append(normal_offered_share(world))
    loyalty[:] = before
    return np.asarray((shares[0] - shares[1]) / (2.0 * step_usd_per_qq))


def shift_loyalty(
    world: World,
    target_share: Array | float,
    steps: int = LOYALTY_STEPS,
    groups: NDArray[np.int64] | None = None,
) -> Array:
    """Move everybody's loyalty of a row by one amount, so that the normal delivery share is the target: the shifts, (rows,).

    Rows of one of the `groups` (a label for each row, such as the world of which they are runs) share one shift, and their
    mean share meets their mean target: what differs between them is chance and stays. Without groups each row is its own.
    It sets where a comparison starts and is no part of a month. Rules that do not know loyalty cannot be brought to a target
    by it: such rows stay as they are.
    """
    loyalty, rows = world.farmers.loyalty_usd_per_qq, len(world.neighbour)
    before = loyalty.copy()
    group = np.arange(rows) if groups is None else np.unique(groups, return_inverse=True)[1].ravel()
    size = np.bincount(group)

    def of_groups(values: Array) -> Array:
        return np.asarray(np.bincount(group, values) / size)

    def share_with(shift: Array) -> Array:
        loyalty[:] = before + shift[group][:, None]
        return of_groups(normal_offered_share(world))

    target = of_groups(np.broadcast_to(np.ravel(target_share), (rows,)))
    low, high = np.full(len(size), -WIDEST_GAP_USD_PER_QQ), np.full(len(size), WIDEST_GAP_USD_PER_QQ)
    deaf = share_with(low) == share_with(high)
    for _step in range(steps):
        middle = (low + high) / 2.0
        short = share_with(middle) < target
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    shift = np.where(deaf, 0.0, (low + high) / 2.0)[group]
    loyalty[:] = before + shift[:, None]
    world.farmers.loyalty_anchor_usd_per_qq += shift[:, None]
    return shift


def street_at_farms_usd_per_qq(world: World, lot_qq: Array) -> Array:
    """What traders pay each household this month for a lot of that size, net of pick-up and road, (rows, farmers)."""
    prices = np.zeros(world.farmers.shape)
    _street_at_farms(rows_of(world), lot_qq, prices)
    return prices


@entry
def _street_at_farms(rows: Any, lots: Any, prices: Any) -> None:
    for number in range(len(rows.households)):
        row = row_at(rows, number)
        for i in range(len(row.households)):
            household = row.households[i]
            prices[number, i] = traders.street_price_at_farm(household, row.districts[household.district], lots[number, i])


def standing_offered_share(world: World, gap_usd_per_qq: Array | float) -> Array:
    """Share of members' coffee offered in the end, (rows,), where traders stay a gap above the cooperative's total.

    Trust, loyalty and membership stay as they are; second payments come as promised, as far as trust says they do.
    """
    world = world.copy()
    world.records.households["facing"] = world.records.households["home"]  # whose offer it is
    gaps, offered = np.array(np.broadcast_to(gap_usd_per_qq, world.farmers.shape), dtype=float), np.zeros(world.farmers.shape)
    for month in range(standing.MONTHS):
        if month == standing.MONTHS - standing.SETTLED:
            offered[:] = 0.0
        _standing_month(rows_of(world), world.month % 12, gaps, offered)
        own_rules.stand(world, gaps, offered)
        world.month += 1
    shares = np.zeros(len(world.neighbour))
    _settled_shares(rows_of(world), offered, standing.SETTLED, shares)
    return shares


@entry
def _standing_month(rows: Any, season_month: int, gaps: Any, offered: Any) -> None:
    for number in range(len(rows.households)):
        row = row_at(rows, number)
        row.market.season_month = season_month
        standing.standing_month(row, gaps[number], offered[number])


@entry
def _settled_shares(rows: Any, offered: Any, months: int, shares: Any) -> None:
    for number in range(len(rows.households)):
        shares[number] = standing.settled_share(row_at(rows, number), offered[number], months)
