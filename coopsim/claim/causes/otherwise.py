"""The same history under other assumptions: a few arms of each, and the parts from some orders of the causes where asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.causes.declared import Declared
from coopsim.claim.causes.job import ArmsJob, jobs_of
from coopsim.claim.causes.lives import ALIVE, ArmsLives
from coopsim.claim.causes.measured import share
from coopsim.claim.causes.orders import added_along, arms_on_the_way, sampled_orders
from coopsim.claim.causes.shapley import Floats
from coopsim.scenario import Scenario
from coopsim.scenario.drawn import DrawnPolicy, fixed


@dataclass(frozen=True)
class Assumption:
    """Another assumption: the scenario of each replicate, or of each world.

    Parameters
    ----------
    name : str
        As documents have it.
    scenarios : tuple of Scenario
        One for each.
    replicates : tuple of int
        What fixes the random draws of each, and the orders of its causes.
    orders : int
        Of the causes, by lot, for each; 0: no parts are asked for.
    with_none : bool
        Whether the arm without any cause is simulated; it need not be where it is that of the history itself.
    """

    name: str
    scenarios: tuple[Scenario, ...]
    replicates: tuple[int, ...]
    orders: int = 0
    with_none: bool = True

    def orders_of(self, place: int, causes: Declared, seed: int) -> NDArray[np.int64]:
        """The orders of one replicate, (orders, causes): its own, so that intervals speak of them too."""
        return sampled_orders(len(causes.names), self.orders, np.random.default_rng([seed, self.replicates[place]]))

    def jobs(self, causes: Declared, seed: int, at_once: int) -> list[list[ArmsJob]]:
        """What has to be simulated, of each replicate."""
        last = (1 << len(causes.names)) - 1
        made = []
        for place, (scenario, replicate) in enumerate(zip(self.scenarios, self.replicates, strict=True)):
            passed = {int(arm) for order in self.orders_of(place, causes, seed) for arm in arms_on_the_way(order)}
            arms = sorted(passed | ({0, last} if self.with_none else {last}))
            made.append(jobs_of(scenario, causes.causes, arms, replicate, seed, at_once))
        return made

    def results(self, lives: Sequence[Sequence[ArmsLives]], causes: Declared, seed: int) -> Closings:
        """What it came to, from the results of `jobs`, of each replicate."""
        closed = [_closed_of(of_one) for of_one in lives]
        last = (1 << len(causes.names)) - 1
        added = [
            added_along(arms.__getitem__, self.orders_of(place, causes, seed)).mean(axis=1)
            for place, arms in enumerate(closed)
            if self.orders
        ]
        return Closings(
            self.name,
            np.array([arms[last] for arms in closed]),
            np.array([arms[0] for arms in closed]) if self.with_none else None,
            np.stack(added, axis=1) if self.orders else None,
            self.orders,
        )


@dataclass(frozen=True)
class Closings:
    """What an assumption came to, replicate by replicate.

    Parameters
    ----------
    name : str
        Of the assumption.
    closed : array, shape (replicates)
        Share of the cohort that closed with every cause on; NaN where none was open in the first year.
    ordinary : array, shape (replicates), or None
        With every cause off; None: as in the history itself.
    parts : array, shape (causes, replicates), or None
        What each cause adds, mean over orders.
    orders : int
        So many.
    """

    name: str
    closed: Floats
    ordinary: Floats | None
    parts: Floats | None
    orders: int


def _closed_of(lives: Sequence[ArmsLives]) -> dict[int, float]:
    """The share of the cohort that closed in each arm, by its number."""
    return {arm: float(closed) for one in lives for arm, closed in zip(one.arms, share(one.closed != ALIVE, None), strict=True)}


def alike(scenario: Scenario) -> Scenario:
    """The scenario in which no cooperative of a table differs from another: each is the typical one.

    >>> from coopsim.scenario import load
    >>> {(one.members, one.member_price) for one in alike(load("peru-1986-2012")).cooperative if one.stands_at_start}
    {(17, 'pooled')}
    """
    same = tuple(
        fixed(one, {name: getattr(one, name) for name in one.spreads}) if isinstance(one, DrawnPolicy) else one
        for one in scenario.cooperative
    )
    return scenario.model_copy(update={"cooperative": same})
