"""What farmers remember of their last choice: terms, random draws and outcome, so that `explain()` describes that day."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coopsim.model.table import Table
from coopsim.model.world import World

Array = NDArray[np.float64]
OUTCOMES = ("lot_qq", "tied_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "kept_qq")
_ALL = np.array([0])


@dataclass
class LastChoice:
    """Farmers when they chose, their offers and random draws, and the shares that overridden `decide` methods gave."""

    month: int
    farmers: Table
    offers: Table
    luck: Table
    decided: Array
    outcome: Table


@dataclass
class Memory:
    """The last choice of each farmer. A month stays in memory as long as it is somebody's last."""

    farmers: int
    choices: dict[int, LastChoice] = field(default_factory=dict)
    last: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        self.last = np.full(self.farmers, -1, dtype=np.int64)

    def chooses(self, world: World, offers: Table, luck: Table) -> LastChoice:
        """Record what everybody is about to choose from; the caller fills `decided` where a farmer decides herself."""
        month, by_rule = world.month, np.full(world.farmers.shape, np.nan)
        choice = LastChoice(
            month, world.farmers.take(_ALL), offers.take(_ALL), luck.take(_ALL), by_rule, Table((1, self.farmers))
        )
        self.choices[month] = choice
        self.last[world.farmers.lot_qq[0] > 0] = month
        for old in set(self.choices) - set(self.last.tolist()):
            del self.choices[old]
        return choice

    def month_ended(self, world: World) -> None:
        """Coffee and cash have moved: record the outcome of the choice."""
        choice = self.choices.get(world.month - 1)
        if choice is not None:
            choice.outcome.add(**{name: getattr(world.farmers, name) for name in OUTCOMES})

    def of(self, slot: int) -> LastChoice | None:
        """A farmer's last choice; None if she has had no coffee to sell yet."""
        return self.choices.get(int(self.last[slot]))
