"""What farmers remember of their last choice: the records of that day, random draws and outcome, so that `explain()` tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.model.decision import HouseholdDraws
from coopsim.model.world import World

Array = NDArray[np.float64]
OUTCOMES = (
    "lot_qq",
    "tied_qq",
    "offered_qq",
    "refused_qq",
    "delivered_qq",
    "side_sold_qq",
    "kept_qq",
    "season_membership_gain_usd",
)
STREAMS, EVEN = HouseholdDraws._fields, 0.5


@dataclass
class LastChoice:
    """The world's records when farmers chose, their random draws, and the shares that overridden `decide` methods gave."""

    month: int
    households: NDArray[np.void]  # (1, farmers)
    cooperatives: NDArray[np.void]  # (1, cooperatives)
    districts: NDArray[np.void]
    within_reach: NDArray[np.int64]  # (farmers, others): the cooperatives beside each one's home
    columns_of_own_rules: dict[str, NDArray[Any]]
    draws: dict[str, Array]
    decided: Array
    outcome: dict[str, Array] = field(default_factory=dict)

    @classmethod
    def of_today(cls, world: World) -> LastChoice:
        """What farmers choose from as the world stands."""
        records = world.records
        return cls(
            world.month,
            copied(records.households),
            copied(records.cooperatives),
            copied(records.districts),
            records.outlets["cooperative"][0].copy(),
            {name: column[0].copy() for name, column in world.farmers.added().items()},
            draws_of_month(world),
            np.full(world.farmers.shape[1], np.nan),
        )

    def draws_of(self, slot: int) -> HouseholdDraws:
        """One farmer's draws of the month; of a stream that no rule asks for, even ones."""
        return HouseholdDraws(*(float(self.draws[stream][slot]) if stream in self.draws else EVEN for stream in STREAMS))

    def draws_of_all(self) -> list[HouseholdDraws]:
        """Every farmer's draws of the month."""
        even = [EVEN] * len(self.decided)
        columns = (self.draws[stream].tolist() if stream in self.draws else even for stream in STREAMS)
        return [HouseholdDraws(*drawn) for drawn in zip(*columns, strict=True)]


@dataclass
class Memory:
    """The last choice of each farmer. A month stays in memory as long as it is somebody's last."""

    farmers: int
    choices: dict[int, LastChoice] = field(default_factory=dict)
    last: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __post_init__(self) -> None:
        self.last = np.full(self.farmers, -1, dtype=np.int64)

    def chooses(self, world: World, has_coffee: NDArray[np.bool_]) -> LastChoice:
        """Record what everybody chooses from; the caller fills `decided` where a farmer decides herself."""
        self.choices[world.month] = choice = LastChoice.of_today(world)
        self.last[has_coffee] = world.month
        for old in set(self.choices) - set(self.last.tolist()):
            del self.choices[old]
        return choice

    def month_ended(self, world: World) -> None:
        """Coffee and cash have moved: record the outcome of the choice."""
        choice = self.choices.get(world.month - 1)
        if choice is not None:
            choice.outcome = {name: world.records.households[name][0].copy() for name in OUTCOMES}

    def of(self, slot: int) -> LastChoice | None:
        """A farmer's last choice; None if she has had no coffee to sell yet."""
        return self.choices.get(int(self.last[slot]))


def copied(records: NDArray[np.void]) -> NDArray[np.void]:
    """A copy byte by byte: NumPy's own goes field by field, thirty times slower."""
    return records.view(np.uint8).copy().view(records.dtype)


def draws_of_month(world: World) -> dict[str, Array]:
    """The month's draws of each stream that a rule asks for, of a world with one replicate."""
    streams = {"taste", *(stream for rule, _part in world.rules for stream in rule.streams)}
    farmers, month = world.farmers.shape[1], world.season_month
    return {stream: world.luck.of_season(stream, world.season, farmers)[0, month] for stream in streams}
