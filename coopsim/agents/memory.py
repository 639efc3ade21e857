"""What farmers remember of their last choice: terms, luck and what came of it, so that `explain()` speaks of that day."""

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
class Moment:
    """The farmers as they were when they chose, what they were offered, their luck, and what was decided from outside."""

    month: int
    farmers: Table
    offers: Table
    luck: Table
    decided: Array
    outcome: Table


@dataclass
class Memory:
    """The last choice of each farmer. A month is kept as long as it is somebody's last."""

    farmers: int
    moments: dict[int, Moment] = field(default_factory=dict)
    last: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        self.last = np.full(self.farmers, -1, dtype=np.int64)

    def chooses(self, world: World, offers: Table, luck: Table) -> Moment:
        """Everybody is about to choose; `decided` of what this gives is filled where somebody decides herself."""
        now, nobody = world.month, np.full(world.farmers.shape, np.nan)
        moment = Moment(now, world.farmers.take(_ALL), offers.take(_ALL), luck.take(_ALL), nobody, Table((1, self.farmers)))
        self.moments[now] = moment
        self.last[world.farmers.lot_qq[0] > 0] = now
        for month in set(self.moments) - set(self.last.tolist()):
            del self.moments[month]
        return moment

    def month_ended(self, world: World) -> None:
        """Coffee and cash have moved: what came of the choice."""
        moment = self.moments.get(world.month - 1)
        if moment is not None:
            moment.outcome.add(**{name: getattr(world.farmers, name) for name in OUTCOMES})

    def of(self, slot: int) -> Moment | None:
        """The moment of a farmer's last choice; None if she has had no coffee to sell yet."""
        return self.moments.get(int(self.last[slot]))
