"""Lesson 1 as a game: what one farmer is offered month by month, what her decisions bring, what her neighbour does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coopsim.lessons import lesson
from coopsim.lessons.grid import Point
from coopsim.web.lesson_parts import explore_state
from coopsim.web.live import Changes, LiveRun
from coopsim.web.state import PageState

HARVEST_MONTHS, YEAR = 6, 12
SHARES = (0.0, 0.5, 1.0)  # all to the trader, half and half, all to the cooperative


class Earned(NamedTuple):
    """Gross receipts of a farmer by the end of the harvest and of the year, US$, and those of the year for each quintal."""

    harvest_usd: float
    year_usd: float
    usd_per_qq: float


@dataclass(frozen=True)
class Offer:
    """What she is asked to decide on: her coffee of the month, US$ per quintal of each side, and the cash she lacks."""

    coffee_qq: float
    world_usd_per_qq: float
    trader_usd_per_qq: float
    advance_usd_per_qq: float
    later_usd_per_qq: float
    wait_months: int
    need_usd: float


@dataclass(frozen=True)
class Taken:
    """What a month's decision brought, in US$, and the running totals after it.

    `earlier_usd` came from coffee delivered before; `hand_usd` is all that came in since the harvest began, `coming_usd` what
    the cooperative has announced for coffee of this harvest and not paid yet. `neighbour_share` is None without a neighbour.
    """

    coffee_qq: float
    share: float
    trader_usd: float
    advance_usd: float
    earlier_usd: float
    hand_usd: float
    coming_usd: float
    neighbour_share: float | None


@dataclass(frozen=True)
class Game:
    """One year before its first month: by her own rule, and as it is played."""

    by_rule: LiveRun
    start: LiveRun
    slot: int

    @classmethod
    def begin(cls, point: Point, seed: int) -> Game:
        """The lesson's own cooperative at a point of its slider: that of the runs in its sentences."""
        content = lesson(1)
        changes: Changes = explore_state(content, point, PageState(seed=seed)).changes
        by_rule = LiveRun.start(content.scenario, changes, seed)
        slot = played_member(by_rule)
        return cls(by_rule, LiveRun.start(content.scenario, changes, seed, players=(slot,)), slot)


def played_member(run: LiveRun) -> int:
    """The farmer that the visitor plays: the lesson's farmer if she is a member with this seed, else the first member."""
    farmers = run.model.farmer_agents
    return next(farmer.slot for farmer in (farmers[lesson(1).one_farmer], *farmers) if farmer.is_member)


def neighbour_of(run: LiveRun, slot: int) -> int | None:
    """The first of a farmer's neighbours who is a member."""
    return next((farmer.slot for farmer in run.model.farmer_agents[slot].neighbours if farmer.is_member), None)


def year_of(start: LiveRun, slot: int, shares: tuple[float, ...], whose: int | None = None) -> Earned:
    """What a farmer earns in a year in which she decides so; without shares she follows her rule.

    `whose`: the receipts of another farmer in that same year.

    >>> start = LiveRun.start("calm", players=(0,))
    >>> earned = year_of(start, 0, (1.0,) * HARVEST_MONTHS)
    >>> earned.harvest_usd < earned.year_usd
    True
    """
    run, harvest = start.copy(), 0.0
    farmer = run.model.farmer_agents[slot if whose is None else whose]
    for month in range(YEAR):
        run.step({slot: shares[month]} if month < len(shares) else None)
        if month + 1 == HARVEST_MONTHS:
            harvest = float(farmer.season_received_usd)
    year, picked = float(farmer.season_received_usd), float(farmer.season_harvest_qq)
    return Earned(harvest, year, year / picked if picked > 0 else float("nan"))


def played(game: Game, decided: tuple[int, ...]) -> tuple[list[Taken], Offer | None]:
    """What the decisions so far brought, and what is offered next (None once the harvest is over)."""
    run, near, months = game.start.copy(), neighbour_of(game.start, game.slot), []
    owed: list[tuple[int, float]] = []  # of each month: the last month in which it is still to come, and how much
    for month, choice in enumerate(decided[:HARVEST_MONTHS]):
        taken, offer, later = _month(run, game.slot, SHARES[choice], near)
        owed.append((month + offer.wait_months, later))
        coming = sum(amount for until, amount in owed if until > month)
        months.append(Taken(offer.coffee_qq, SHARES[choice], *taken[:4], coming, taken[4]))
    if len(months) >= HARVEST_MONTHS:
        return months, None
    return months, _month(run.copy(), game.slot, 1.0, near)[1]  # seen in a world of its own


def _month(
    run: LiveRun, slot: int, share: float, near: int | None
) -> tuple[tuple[float, float, float, float, float | None], Offer, float]:
    """One month: (trader, advance, earlier, in hand since the start, the neighbour's share), its offer, what comes later."""
    her = run.model.farmer_agents[slot]
    before, delivered, sold = (float(her.season_received_usd), float(her.season_delivered_qq), float(her.season_side_sold_qq))
    figures = run.step({slot: share})
    if her.season_received_usd < before or her.season_delivered_qq < delivered:  # a new harvest year began with this month
        before = delivered = sold = 0.0
    terms = her.explain().offer
    offer = Offer(
        coffee_qq=float(her.lot_qq),
        world_usd_per_qq=float(figures["world_price_usd_per_qq"]),
        trader_usd_per_qq=float(terms["street_usd_per_qq"]),
        advance_usd_per_qq=float(terms["advance_usd_per_qq"]),
        later_usd_per_qq=float(terms["promised_usd_per_qq"] - terms["advance_usd_per_qq"]),
        wait_months=round(terms["months_to_second_payment"]),
        need_usd=float(terms["cash_need_usd"]),
    )
    brought, received = float(her.season_delivered_qq) - delivered, float(her.season_received_usd) - before
    trader = (float(her.season_side_sold_qq) - sold) * offer.trader_usd_per_qq
    advance = brought * offer.advance_usd_per_qq
    neighbour = None if near is None else run.model.farmer_agents[near]
    hers = None if neighbour is None or not neighbour.lot_qq > 0 else float(neighbour.offered_qq / neighbour.lot_qq)
    return (
        (trader, advance, received - trader - advance, float(her.season_received_usd), hers),
        offer,
        brought * offer.later_usd_per_qq,
    )
