"""The world: tables, books, ties and luck of many replicates at once. What moves it is in `month.py`."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from coopsim.model.decision import DecisionRule
from coopsim.model.ledger import Ledger
from coopsim.model.loops.each import Each
from coopsim.model.luck import Luck
from coopsim.model.memory import Kept, copied
from coopsim.model.network import mean_over_neighbours, sum_by_district
from coopsim.model.table import Table

Array = NDArray[np.float64]

LONGEST_DELAY = 20  # months that a payment can be ahead: the declared longest delay and two
CONTRACT_MONTHS = 36  # months that a contract can be ahead: a season, the processing, and rollovers
LONGEST_PROCESSING = 6


@dataclass(frozen=True)
class Paths:
    """What the world market does, month by month: price (rows, months); the rest (months,)."""

    world_price_usd_per_qq: Array
    inflation_share: Array
    local_cost_index: Array
    price_floor_usd_per_qq: Array
    known_log_shift: Array | None = None  # (rows, months): what everybody knows beforehand of a new level; None: nothing

    def take(self, rows: NDArray[np.int64]) -> Paths:
        known = None if self.known_log_shift is None else self.known_log_shift[rows]
        return replace(self, world_price_usd_per_qq=self.world_price_usd_per_qq[rows], known_log_shift=known)

    def known_level(self, month: Any) -> Any:
        """The known multiplier of the normal price in a month, or in each cooperative's own month: (rows, 1 or cooperatives)."""
        if self.known_log_shift is None:
            return 1.0
        last = self.known_log_shift.shape[1] - 1
        months = np.minimum(np.atleast_2d(np.asarray(month, dtype=np.int64)), last)
        rows = np.arange(self.known_log_shift.shape[0])[:, None]
        return np.exp(self.known_log_shift[rows, months])


@dataclass
class World:
    """Everything that has a state. Rows are (design point, replicate) pairs; slots are fixed for a run."""

    luck: Luck
    paths: Paths
    farmers: Table
    cooperatives: Table
    districts: Table
    intermediaries: Table
    neighbour: NDArray[np.int64]
    ledger: Ledger
    rules: list[tuple[DecisionRule, slice]]
    harvest_shares: Array
    identifiers: tuple[str, ...]
    month: int = 0
    due_usd: Array = field(default_factory=lambda: np.zeros(0))  # (month due, rows, farmers): owed to each farmer
    pooled_qq: Array = field(default_factory=lambda: np.zeros(0))  # the same for coffee that shares in a pool
    pool_advance_usd: Array = field(default_factory=lambda: np.zeros(0))  # (month due, rows, cooperatives): advances paid on it
    balance_qq: Array = field(default_factory=lambda: np.zeros(0))  # members' coffee whose balance falls due
    balance_usd: Array = field(default_factory=lambda: np.zeros(0))
    pool_revenue_usd: Array = field(default_factory=lambda: np.zeros(0))  # (season even or odd, rows, cooperatives)
    pool_shipped_qq: Array = field(default_factory=lambda: np.zeros(0))
    fixed_qq: Array = field(default_factory=lambda: np.zeros(0))  # (month due, rows, cooperatives): contracts at a fixed price
    fixed_usd: Array = field(default_factory=lambda: np.zeros(0))
    open_qq: Array = field(default_factory=lambda: np.zeros(0))  # contracts at the price of the day
    in_process_qq: Array = field(default_factory=lambda: np.zeros(0))  # (month ready, rows, cooperatives)
    planted_ha: Array = field(default_factory=lambda: np.zeros(0))  # (season bearing, rows, farmers)
    membership_gain_usd: Array = field(default_factory=lambda: np.zeros(0))  # (season, rows, farmers): the last three
    events: list[tuple[Any, ...]] = field(default_factory=list)  # each row's, see `events.py`
    without_events: dict[tuple[str, str], Array] = field(default_factory=dict)  # what columns say when no event is in force
    _ties: csr_array | None = None
    _sums: csr_array | None = None  # the matrix that sums over districts; None where there is one only
    _places: NDArray[np.int64] | None = None  # each farmer's district, counted through all rows
    _known: dict[str, Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows, farmers = self.farmers.shape
        cooperatives = self.cooperatives.shape[1]
        sizes = {
            "due_usd": (LONGEST_DELAY, rows, farmers),
            "pooled_qq": (LONGEST_DELAY, rows, farmers),
            "pool_advance_usd": (LONGEST_DELAY, rows, cooperatives),
            "balance_qq": (LONGEST_DELAY, rows, cooperatives),
            "balance_usd": (LONGEST_DELAY, rows, cooperatives),
            "pool_revenue_usd": (2, rows, cooperatives),
            "pool_shipped_qq": (2, rows, cooperatives),
            "fixed_qq": (CONTRACT_MONTHS, rows, cooperatives),
            "fixed_usd": (CONTRACT_MONTHS, rows, cooperatives),
            "open_qq": (CONTRACT_MONTHS, rows, cooperatives),
            "in_process_qq": (LONGEST_PROCESSING, rows, cooperatives),
            "planted_ha": (9, rows, farmers),
            "membership_gain_usd": (3, rows, farmers),
        }
        for name, shape in sizes.items():
            if getattr(self, name).size == 0:
                setattr(self, name, copied(0.0, shape))
        self._ties = mean_over_neighbours(self.neighbour)
        if cooperatives > 1:
            self._places = self.farmers.district + np.arange(rows)[:, None] * cooperatives
            self._sums = sum_by_district(self._places, rows * cooperatives)

    @property
    def season(self) -> int:
        """Seasons since the start of the warm-up."""
        return self.month // 12

    @property
    def season_month(self) -> int:
        """0 in the month in which the season opens, 11 in its last."""
        return self.month % 12

    def world_price_usd_per_qq(self) -> Array:
        """This month's price, shape (rows, 1)."""
        return self.paths.world_price_usd_per_qq[:, self.month : self.month + 1]

    def at_farms(self, column: Any) -> NDArray[Any]:
        """A column of the cooperatives or districts as each farmer sees it: (rows, farmers), or (rows, 1) where there is one."""
        column = np.asarray(column)
        return column if column.shape[1] == 1 or self._places is None else np.take(column, self._places)

    def by_district(self, amount: NDArray[Any]) -> Array:
        """Sum over the farmers of each district, shape (rows, cooperatives)."""
        full = amount if amount.shape == self.farmers.shape else np.broadcast_to(amount, self.farmers.shape)
        if self._sums is None:
            return np.asarray(np.add.reduce(full, axis=1, dtype=float, keepdims=True))
        return np.asarray(self._sums @ np.ascontiguousarray(full, dtype=float).ravel()).reshape(self.cooperatives.shape)

    def members(self) -> Array:
        """How many members each cooperative has, shape (rows, cooperatives)."""
        member = self.farmers.is_member
        return self.kept("members", (member,), lambda: self.by_district(member.astype(float)))

    def over_neighbours(self, column: NDArray[Any]) -> Array | None:
        """Mean of a column over each farmer's neighbours; None where nobody has any."""
        if self._ties is None:
            return None
        told = np.ascontiguousarray(column, dtype=float).ravel()
        product = Each.product_with_ties
        return np.asarray(self._ties @ told if product is None else product(self._ties, told)).reshape(self.farmers.shape)

    def kept(self, name: str, columns: tuple[NDArray[Any], ...], work: Callable[[], Array]) -> Array:
        """What `work` makes of these columns; made anew only when one of them is no longer what it was.

        A comparison costs far less than a product with the matrix of neighbours, or a power.
        """
        return self._known.setdefault(name, Kept())(columns, work)

    def copy(self) -> World:
        """A world of its own that goes on exactly as this one would."""
        return self.take(np.arange(self.farmers.shape[0]))

    def take(self, rows: NDArray[np.int64]) -> World:
        """A new world made of the given rows, repeated where asked: how arms branch off a common past."""
        rings: dict[str, Any] = {name: copied(getattr(self, name)[:, rows]) for name in _RINGS}
        return World(
            luck=self.luck.take(rows),
            paths=self.paths.take(rows),
            farmers=self.farmers.take(rows),
            cooperatives=self.cooperatives.take(rows),
            districts=self.districts.take(rows),
            intermediaries=self.intermediaries.take(rows),
            neighbour=self.neighbour[rows],
            ledger=self.ledger.take(rows),
            rules=copy.deepcopy(self.rules),
            harvest_shares=self.harvest_shares,
            identifiers=self.identifiers,
            month=self.month,
            events=[self.events[row] for row in rows] if self.events else [],
            without_events={place: column[rows] for place, column in self.without_events.items()},
            **rings,
        )


def some(column: NDArray[Any]) -> bool:
    """Whether anything in a small column is not zero: what `any` says, at a fifth of its fixed cost."""
    return bool(np.count_nonzero(column))


def over_months(ring: Array) -> Array:
    """Sum over the first axis, strictly one after another.

    `sum` adds in another order where there is a single number a month, and the last digit moves.
    """
    return np.asarray(np.add.reduce(ring, axis=0) if ring[0].size > 1 else np.add.accumulate(ring, axis=0)[-1])


_RINGS = (
    "due_usd",
    "pooled_qq",
    "pool_advance_usd",
    "balance_qq",
    "balance_usd",
    "pool_revenue_usd",
    "pool_shipped_qq",
    "fixed_qq",
    "fixed_usd",
    "open_qq",
    "in_process_qq",
    "planted_ha",
    "membership_gain_usd",
)
