"""The game of the members: what the room decides, year by year, in a world where everything else follows the model.

Each player decides for the same number of member families (25 players, 100 members: four each). Decisions enter by `given` of
`live`, the door by which a Mesa subclass's `decide` enters; NaN is decided by the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coopsim.equations.indicators import delivery_share
from coopsim.model.advance import Given
from coopsim.model.monthly import month_columns
from coopsim.model.simulate import calendar, live
from coopsim.model.world import World
from coopsim.runs.closings import Closing, closings_of_the_month
from coopsim.runs.followed import Followed, follow
from coopsim.scenario import Scenario
from coopsim.workshop.cards import WHITE, Array
from coopsim.workshop.game_world import begun, first_year, lasting, with_changes
from coopsim.workshop.levers import levers

RULES = {"blue": 2, WHITE: 1, "orange": 0}  # card of the vote -> stop of the lever "rule"
NO_RULE = "orange"
PRICES = ("world_price_usd_per_qq", "farm_gate_price_usd_per_qq", "advance_usd_per_qq", "promised_usd_per_qq")
YEAR = 12


@dataclass(frozen=True)
class Offer:
    """What is offered in a month, US$ per quintal, and after how many months the balance comes; NaN: it does not buy."""

    world: float
    trader: float
    advance: float
    promised: float
    wait_months: int

    @property
    def buys(self) -> bool:
        """Whether the cooperative does."""
        return self.advance == self.advance


@dataclass(frozen=True)
class PlayedYear:
    """One year of a round.

    Attributes
    ----------
    year : int
        Of the game, from 0.
    harvest_qq, delivered_qq, refused_qq : float
        Of the members at the start: coffee picked, taken by the cooperative, and offered but not taken.
    brought_usd_per_qq, sold_usd_per_qq : float
        What families of players received in the year for each quintal picked: of those who offered all to the cooperative, and
        of those who sold all outside; NaN where there are none.
    brought, sold : int
        Players who showed that card.
    reserve_usd : float
        The cooperative's reserve at the end of the year.
    is_open : bool
        Whether it buys.
    closing : Closing or None
        If it closed in this year.
    offers : tuple of Offer
        Of each month.
    delivered_share : array, shape (farmers)
        Of what each family of the district picked, the part that the cooperative took; NaN where nothing was picked.
    """

    year: int
    harvest_qq: float
    delivered_qq: float
    refused_qq: float
    brought_usd_per_qq: float
    sold_usd_per_qq: float
    brought: int
    sold: int
    reserve_usd: float
    is_open: bool
    closing: Closing | None
    offers: tuple[Offer, ...] = field(compare=False)
    delivered_share: Array = field(compare=False)

    @property
    def sacks(self) -> float:
        """Of 100 sacks of members' coffee, how many reached the cooperative."""
        return 100 * self.delivered_qq / self.harvest_qq if self.harvest_qq > 0 else float("nan")


class MemberGame:
    """The game of one room.

    Parameters
    ----------
    scenario : Scenario
        Its cooperative.
    seed : int
        Of all random draws.
    years : int
        How many a round has.
    """

    def __init__(self, scenario: Scenario, seed: int, years: int) -> None:
        self.scenario, self.seed, self.years = scenario, seed, years
        self.begins = first_year(scenario, years)
        self._worlds: dict[str, World] = {}

    def world(self, rule: str = NO_RULE) -> World:
        """A world of one's own as a round begins, under the rule of that card."""
        if rule not in self._worlds:
            changes = {} if rule == NO_RULE else dict(levers()["rule"].stop[RULES[rule]].set)
            scenario = with_changes(lasting(self.scenario, self.years + 1), {self.begins: changes})
            self._worlds[rule] = begun(scenario, self.seed, YEAR * self.begins)
        return self._worlds[rule].copy()

    @cached_property
    def members(self) -> NDArray[np.int64]:
        """The families that are members as a round begins, by number."""
        return np.flatnonzero(self.world().farmers.is_member[0])

    @cached_property
    def by_itself(self) -> Followed:
        """The same cooperative as the model runs it from its first month on, until the end of the game."""
        return follow(lasting(self.scenario, self.years), self.seed)

    def families(self, people: int) -> list[NDArray[np.int64]]:
        """The member families for which each player decides."""
        return [self.members[player::people] for player in range(people)]

    def offers(self, decided: Sequence[Array], rule: str = NO_RULE) -> tuple[Offer, ...]:
        """What the year after those decided offers, month by month, until its harvest begins."""
        world, _years = self._played(decided, rule)
        picking = next(month for month, share in enumerate(self.scenario.time.harvest_shares) if share > 0)
        return tuple(_offer_of_next_month(world) for _month in range(picking + 1))

    def round(self, decided: Sequence[Array], rule: str = NO_RULE) -> tuple[PlayedYear, ...]:
        """The years that were decided; an array (people of that year) of each, as `cards.shares` gives it."""
        return self._played(decided, rule)[1]

    def by_model(self, years: int) -> tuple[PlayedYear, ...]:
        """The first years with everybody played by the model, without a rule."""
        return self.round([np.full(1, np.nan)] * years)

    def _played(self, decided: Sequence[Array], rule: str) -> tuple[World, tuple[PlayedYear, ...]]:
        world = self.world(rule)
        first = calendar(self.scenario)[1]
        return world, tuple(_year(world, number, shown, self.families(len(shown)), first) for number, shown in enumerate(decided))


def _offer_of_next_month(world: World, given: Given | None = None) -> Offer:
    live(world, world.month + 1, given=given)
    columns = month_columns(world)
    price, trader, advance, promised = (float(columns[name][0, 0]) for name in PRICES)
    wait = float(world.records.cooperatives["months_to_second_payment"][0, 0])
    return Offer(price, trader, advance, promised, round(wait))


def _year(world: World, number: int, shown: Array, families: Sequence[NDArray[np.int64]], first: int) -> PlayedYear:
    every = np.concatenate(families)
    shares = np.full(world.farmers.shape, np.nan)
    for player, hers in enumerate(families):
        shares[0, hers] = shown[player]
    refused, closing, offers = 0.0, None, []
    for _month in range(YEAR):
        offers.append(_offer_of_next_month(world, lambda _world: shares))
        households = world.records.households[0, every]
        refused += float((households["offered_qq"] - households["delivered_qq"]).clip(min=0.0).sum())
        closing = next(closings_of_the_month(world, first), closing)
    f, ledger = world.farmers, world.ledger
    picked, received = f.season_harvest_qq[0], f.season_received_usd[0]

    def earned(card: float) -> float:
        slots = [hers for player, hers in enumerate(families) if shown[player] == card]
        here = np.concatenate(slots) if slots else np.zeros(0, dtype=np.int64)
        coffee = float(picked[here].sum())
        return float(received[here].sum()) / coffee if coffee > 0 else float("nan")

    return PlayedYear(
        year=number,
        harvest_qq=float(picked[every].sum()),
        delivered_qq=float(f.season_delivered_qq[0, every].sum()),
        refused_qq=refused,
        brought_usd_per_qq=earned(1.0),
        sold_usd_per_qq=earned(0.0),
        brought=int((shown == 1.0).sum()),
        sold=int((shown == 0.0).sum()),
        reserve_usd=float(ledger.owes("reserve")[0, 0]),
        is_open=bool(world.cooperatives.alive[0, 0]),
        closing=closing,
        offers=tuple(offers),
        delivered_share=delivery_share(f.season_delivered_qq[0], picked),
    )
