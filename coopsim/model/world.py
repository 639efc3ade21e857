"""The world: records, ties and luck of many replicates at once. What moves it is in `month.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import empty_records
from coopsim.model.decision import DecisionRule
from coopsim.model.ledger import Ledger
from coopsim.model.luck import Luck
from coopsim.model.records import (
    COOPERATIVE,
    COOPERATIVE_COLUMNS,
    DISTRICT,
    DISTRICT_COLUMNS,
    HOUSEHOLD,
    HOUSEHOLD_COLUMNS,
    MARKET,
    MECHANISMS,
    OF_EVERYBODY,
    OUTLET,
    TRADER,
)
from coopsim.model.table import Table

Array = NDArray[np.float64]
FEW_PLACES = 2  # so many sums are made one after another; of more, all in one pass over the farmers


@dataclass(frozen=True)
class Paths:
    """What the world market does, month by month: price (rows, months); the rest (months,)."""

    world_price_usd_per_qq: Array
    inflation_share: Array
    local_cost_index: Array
    price_floor_usd_per_qq: Array
    known_log_shift: Array | None = None  # (rows, months): what everybody knows beforehand of a new level; None: nothing

    def take(self, rows: NDArray[np.int64]) -> Paths:
        shifts = None if self.known_log_shift is None else self.known_log_shift[rows]
        return replace(self, world_price_usd_per_qq=self.world_price_usd_per_qq[rows], known_log_shift=shifts)


class Records(NamedTuple):
    """The state of all replicates: one record a household, cooperative, district, trader, outlet; one of the market a row."""

    households: NDArray[np.void]  # (rows, households)
    cooperatives: NDArray[np.void]  # (rows, cooperatives)
    districts: NDArray[np.void]  # (rows, districts)
    traders: NDArray[np.void]  # (rows, places)
    markets: NDArray[np.void]  # (rows,)
    outlets: NDArray[np.void]  # (rows, households, others): other cooperatives within reach of each household

    @classmethod
    def empty(cls, rows: int, households: int, cooperatives: int, districts: int, places: int, others: int) -> Records:
        return cls(
            empty_records((rows, households), HOUSEHOLD),
            empty_records((rows, cooperatives), COOPERATIVE),
            empty_records((rows, districts), DISTRICT),
            empty_records((rows, places), TRADER),
            empty_records(rows, MARKET),
            empty_records((rows, households, others), OUTLET),
        )


class FarmerTable(Table):
    """The households' columns; what all of a district share is read from the district, one value a row where there is one."""

    _districts: NDArray[np.void]

    @classmethod
    def of_records(cls, records: Records, added: dict[str, NDArray[Any]]) -> FarmerTable:
        """Views of the records, and what a user's rule adds; nothing is copied."""
        households, districts = records.households, records.districts
        table = object.__new__(cls)
        vars(table).update({"shape": households.shape, **{name: households[name] for name in HOUSEHOLD_COLUMNS}, **added})
        if districts.shape[1] == 1:
            vars(table).update({name: districts[name] for name in OF_EVERYBODY})
        vars(table)["_districts"] = districts
        return table

    def __getattr__(self, name: str) -> NDArray[Any]:
        if name not in OF_EVERYBODY:
            return super().__getattr__(name)
        values: NDArray[Any] = np.take_along_axis(self._districts[name], self.district, axis=1)
        values.flags.writeable = False  # a value of the district is not written through a copy of it
        return values

    def columns(self) -> Iterator[tuple[str, NDArray[Any]]]:
        yield from ((name, column) for name, column in super().columns() if name != "_districts")
        if self._districts.shape[1] > 1:
            yield from ((name, getattr(self, name)) for name in OF_EVERYBODY)

    def shared(self, name: str) -> bool:
        return name in OF_EVERYBODY or super().shared(name)

    def share(self, **values: Any) -> None:
        """Write what all households of a row share; (rows, 1), or a number."""
        for name, value in values.items():
            if name in OF_EVERYBODY:
                self._districts[name][...] = value
            else:
                vars(self)[name] = np.array(np.broadcast_to(value, (self.shape[0], 1)))

    def added(self) -> dict[str, NDArray[Any]]:
        """The columns that a user's rule has added."""
        return {name: column for name, column in vars(self).items() if name not in _OURS and isinstance(column, np.ndarray)}


class CooperativeTable(Table):
    """The cooperatives' columns; mechanisms are of their districts, one value a row where there is one."""

    _records: Records

    @classmethod
    def of_records(cls, records: Records) -> CooperativeTable:
        """Views of the records; nothing is copied."""
        cooperatives, districts = records.cooperatives, records.districts
        table = object.__new__(cls)
        vars(table).update({"shape": cooperatives.shape, **{name: cooperatives[name] for name in COOPERATIVE_COLUMNS}})
        if districts.shape[1] in (1, cooperatives.shape[1]):  # of all, or of each
            vars(table).update({name: districts[name] for name in MECHANISMS})
        vars(table)["_records"] = records
        return table

    def __getattr__(self, name: str) -> NDArray[Any]:
        if name not in MECHANISMS:
            return super().__getattr__(name)
        values = np.take_along_axis(self._records.districts[name], self._records.cooperatives["district"], axis=1)
        values.flags.writeable = False  # a value of the district is not written through a copy of it
        return values

    def columns(self) -> Iterator[tuple[str, NDArray[Any]]]:
        yield from super().columns()
        yield from ((name, getattr(self, name)) for name in MECHANISMS if name not in vars(self))


_OURS = {*HOUSEHOLD_COLUMNS, *OF_EVERYBODY, "_districts"}


@dataclass
class World:
    """Everything that has a state. Rows are (design point, replicate) pairs; slots are fixed for a run."""

    luck: Luck
    paths: Paths
    records: Records
    neighbour: NDArray[np.int64]
    rules: list[tuple[DecisionRule, slice]]
    harvest_shares: Array
    identifiers: tuple[str, ...]
    districts_named: tuple[str, ...] = ()  # names of the districts; none where each cooperative has one of its own
    month: int = 0
    draws: tuple[Any, Any] | None = None  # the season's luck as compiled code takes it, and what it serves
    journals: Array = field(default_factory=lambda: np.zeros((0, 0, 0)))  # each row's, where entries of the books are kept
    events: list[tuple[Any, ...]] = field(default_factory=list)  # each row's, see `events.py`
    without_events: dict[tuple[str, str], Array] = field(default_factory=dict)  # what fields say when no event is in force
    columns_of_own_rules: dict[str, NDArray[Any]] = field(default_factory=dict)  # of farmers: what a user's rule adds

    def __getstate__(self) -> dict[str, Any]:
        """What a copy is made of: tables are views, and are made anew."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"columns_of_own_rules": self.farmers.added()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.__post_init__()

    def __post_init__(self) -> None:
        cooperatives, districts, traders = self.records.cooperatives, self.records.districts, self.records.traders
        self.farmers = FarmerTable.of_records(self.records, self.columns_of_own_rules)
        self.cooperatives = CooperativeTable.of_records(self.records)
        self.districts = Table.of_views(
            districts.shape, yardstick=districts["yardstick"], **{name: districts[name] for name in DISTRICT_COLUMNS}
        )
        self.intermediaries = Table.of_views(traders.shape, **{name: traders[name] for name in TRADER.names or ()})
        if len(self.journals) == 0:
            self.journals = np.zeros((len(cooperatives), 0, 0))
        self.ledger = Ledger(cooperatives, self.journals)

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

    def ring(self, name: str) -> Array:
        """What falls due by month, or waits: `due_usd`, `fixed_qq`, `planted_ha`; shape (months, rows, slots)."""
        of_households = name in (HOUSEHOLD.names or ())
        return np.moveaxis((self.records.households if of_households else self.records.cooperatives)[name], -1, 0)

    def at_farms(self, column: Any) -> NDArray[Any]:
        """A column of the cooperatives as each farmer sees that of her home: (rows, farmers), or (rows, 1) where there is one."""
        column = np.asarray(column)
        return column if column.shape[1] == 1 else np.take_along_axis(column, self.records.households["home"], axis=1)

    def of_district(self, column: Any) -> NDArray[Any]:
        """A column of the districts as each cooperative sees that of its own, shape (rows, cooperatives)."""
        return np.asarray(np.take_along_axis(np.asarray(column), self.records.cooperatives["district"], axis=1))

    def by_district(self, amount: NDArray[Any]) -> Array:
        """Sum over the farmers of each district, shape (rows, districts)."""
        return self._sums(amount, self.farmers.district, self.records.districts.shape[1])

    def by_cooperative(self, amount: NDArray[Any], home: str = "home") -> Array:
        """Sum over the farmers whose home each cooperative is, members or not, shape (rows, cooperatives).

        Today's home, or `season_home`: that of the season's opening.
        """
        return self._sums(amount, self.records.households[home], self.records.cooperatives.shape[1])

    def _sums(self, amount: NDArray[Any], where: NDArray[np.int64], places: int) -> Array:
        full = np.broadcast_to(amount, self.farmers.shape)
        if places == 1:
            return np.asarray(full.sum(axis=1, dtype=float, keepdims=True))
        if places <= FEW_PLACES:
            return np.stack([(full * (where == place)).sum(axis=1, dtype=float) for place in range(places)], axis=1)
        rows = len(full)
        flat = (where + places * np.arange(rows)[:, None]).ravel()
        sums = np.bincount(flat, weights=full.ravel(), minlength=rows * places)
        return np.asarray(sums, dtype=float).reshape(rows, places)

    def members(self) -> Array:
        """How many members each cooperative has, shape (rows, cooperatives)."""
        return self.by_cooperative(self.farmers.is_member)

    def copy(self) -> World:
        """A world of its own that goes on exactly as this one would."""
        return self.take(np.arange(self.farmers.shape[0]))

    def take(self, rows: NDArray[np.int64]) -> World:
        """A new world made of the given rows, repeated where asked: how arms branch off a common past."""
        return World(
            luck=self.luck.take(rows),
            paths=self.paths.take(rows),
            records=Records(*(part[rows] for part in self.records)),
            neighbour=self.neighbour[rows],
            rules=self.rules,  # what a rule remembers is the households'
            harvest_shares=self.harvest_shares,
            identifiers=self.identifiers,
            districts_named=self.districts_named,
            month=self.month,
            events=[self.events[row] for row in rows] if self.events else [],
            without_events={place: column[rows] for place, column in self.without_events.items()},
            columns_of_own_rules={name: column[rows] for name, column in self.farmers.added().items()},
        )
