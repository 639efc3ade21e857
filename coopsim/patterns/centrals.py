"""A centre of cooperatives: pooling saves some of them (P37a), and what they share ties their fates (P37b)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from coopsim.model.simulate import calendar, live, world_of
from coopsim.patterns.declared import CAN_FAIL, Array, Pattern, Results
from coopsim.scenario import Scenario, load

WORLDS = 32  # pairs: the same weather, prices and cooperatives with a centre and without
COOPERATIVES = "second-level-central"
SLUMP = {"source": "bust", "rise_share": 0.6, "from_month": 25, "length_months": 36, "years": 8}  # as in fairtrade-floor


@dataclass(frozen=True)
class _Asked:
    """A scenario and a seed, known by the scenario's hash."""

    key: str
    seed: int
    scenario: Scenario = field(compare=False)


def five(scenario: Scenario) -> Scenario:
    """The cooperatives of `second-level-central` among farmers, traders and rules of a scenario, through a slump."""
    theirs = load(COOPERATIVES)
    document = scenario.model_copy(update={"event": ()}).document()
    among = Scenario.checked(document | {"cooperative": theirs.document()["cooperative"]})
    return among.with_values({**SLUMP, "farmers": theirs.population.farmers})


@lru_cache(maxsize=2)
def _open_after_the_slump(asked: _Asked) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which are open, (worlds, cooperatives): with the centre, and without."""
    seen = []
    for values in ({}, {"centre": 0}):
        scenario = asked.scenario.with_values(values)
        world = world_of(scenario, tuple(range(WORLDS)), asked.seed)
        live(world, len(calendar(scenario)[0]))
        seen.append(world.cooperatives.alive.copy())
    return seen[0], seen[1]


def _pairs(results: Results) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    scenario = five(results.scenario)
    return _open_after_the_slump(_Asked(scenario.hash(), results.seed, scenario))


def more_are_open(results: Results) -> Array:
    """What part of the five is open after the slump, with their centre less without, world by world."""
    with_centre, without = _pairs(results)
    return np.asarray(with_centre.mean(axis=1) - without.mean(axis=1))


def alike(is_open: NDArray[np.bool_]) -> Array:
    """In each world, how often two of its cooperatives share a fate, beyond what chance gives where so many are open.

    >>> alike(np.array([[True, True], [False, False]])), alike(np.array([[True, False], [True, False]]))
    (array([0.5, 0.5]), array([-0.5, -0.5]))
    """
    number, count = is_open.shape[1], is_open.sum(axis=1)
    same = count * (count - 1) + (number - count) * (number - count - 1)
    share = is_open.mean()
    return np.asarray(same / (number * (number - 1)) - share**2 - (1.0 - share) ** 2)


def closings_come_together(results: Results) -> Array:
    """How much more alike the fates in one world are with their centre than without."""
    with_centre, without = _pairs(results)
    return alike(with_centre) - alike(without)


PATTERNS = (
    Pattern(
        "P37a",
        "After a slump more cooperatives of a centre are open than of the same without one",
        "Tras una baja siguen abiertas más cooperativas con central que las mismas sin ella",
        CAN_FAIL,
        "CLAC: second level in Magdalena; sizes are our assumption",
        more_are_open,
    ),
    Pattern(
        "P37b",
        "Cooperatives of a centre stand or fall together more than the same without one",
        "Las cooperativas de una central se mantienen o caen juntas más que las mismas sin ella",
        CAN_FAIL,
        "our assumption: who stands in for others falls with them",
        closings_come_together,
    ),
)
