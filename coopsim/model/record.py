"""Watching a world: what `months` and `seasons` hold, taken down while it lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.model.monthly import columns_of, month_amounts
from coopsim.model.season import season_columns
from coopsim.model.table_places import TablePlaces, table_places
from coopsim.model.world import World

Array = NDArray[np.float64]


class Observer(Protocol):
    """Something that looks at a world as it lives and changes nothing.

    Where no observer looks at every month, a season is simulated in one go. Who wants no more of a month than what is taken
    down of it is a `KeepsMonths`, and costs less.
    """

    @property
    def every_month(self) -> bool: ...

    def month_ended(self, world: World) -> None: ...

    def season_ended(self, world: World) -> None: ...


@runtime_checkable
class KeepsMonths(Protocol):
    """An observer that is given what was taken down of the months that have passed, (AMOUNTS, months, rows, cooperatives)."""

    keeps_months: bool

    def months_ended(self, world: World, amounts: Array) -> None: ...


@dataclass
class Recorder:
    """Keeps the months and seasons of some rows of a world.

    `first_month` is the first month after the warm-up; the tables count months and seasons from there.
    Without `keeps_months`, months are not even looked at; without groupings, seasons are not; without `keeps_cooperatives`,
    months are those of districts and of the region. `places` is known as soon as a world has been seen.
    """

    first_month: int
    first_period: str
    groupings: tuple[str, ...] = ("all",)
    rows: NDArray[np.int64] | None = None
    months: list[Array] = field(default_factory=list)
    seasons: list[tuple[int, str, Any, dict[str, Array]]] = field(default_factory=list)
    last_month: int | None = None
    keeps_months: bool = True
    keeps_cooperatives: bool = True
    places: TablePlaces = field(default_factory=lambda: TablePlaces((), (), np.zeros(0, dtype=np.int64)))
    every_month = False

    def _wanted(self, month: int) -> bool:
        return month >= self.first_month and (self.last_month is None or month <= self.last_month)

    def month_ended(self, world: World) -> None:
        """Take down the month that has just ended, of a world that somebody else moves."""
        if self.keeps_months and self._wanted(world.month - 1):
            self.months_ended(world, month_amounts(world)[:, None])

    def months_ended(self, world: World, amounts: Array) -> None:
        """Keep what was taken down of the months that have passed."""
        number, self.places = amounts.shape[1], table_places(world)
        for back in range(number):
            if self._wanted(world.month - number + back):
                month = amounts[:, back]
                self.months.append(month if self.rows is None else month[:, self.rows])

    def season_ended(self, world: World) -> None:
        if not self._wanted(world.month - 1) or world.month - 12 < self.first_month:
            return
        season, self.places = (world.month - 12 - self.first_month) // 12, table_places(world)
        for grouping, group, columns in season_columns(world, self.groupings):
            picked = {name: column if self.rows is None else column[self.rows] for name, column in columns.items()}
            self.seasons.append((season, grouping, group, picked))

    def month_columns(self) -> dict[str, Array]:
        """Every column of the months taken down, shape (months, rows, places)."""
        return columns_of(np.stack(self.months, axis=1), self.places)

    def months_frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Tidy months: `rows` names each recorded row (arm, replicate)."""
        if not self.months:
            return pd.DataFrame()
        number, first, begin = len(self.months), pd.Period(self.first_period, "M"), self._first_place()
        columns = {name: column[..., begin:] for name, column in self.month_columns().items()}
        frame = _tidy(columns, pd.concat([rows] * number), self.places.names[begin:])
        month = np.repeat(np.arange(number), len(frame) // number)
        frame.insert(0, "month", month)
        frame.insert(1, "date", pd.period_range(first, periods=number).to_timestamp()[month])
        frame.insert(2, "season", month // 12)
        return _sorted(frame, ["arm", "replicate", "cooperative", "month"])

    def _first_place(self) -> int:
        return 0 if self.keeps_cooperatives else len(self.places.cooperatives)

    def seasons_frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Tidy seasons, one row for each group of members."""
        if not self.seasons:
            return pd.DataFrame()
        together: dict[tuple[str, Any], dict[int, dict[str, Array]]] = {}
        for season, grouping, group, columns in self.seasons:
            together.setdefault((grouping, group), {})[season] = columns
        frames = []
        for (grouping, group), of_season in together.items():
            columns = {name: np.stack([one[name] for one in of_season.values()]) for name in next(iter(of_season.values()))}
            frame = _tidy(columns, pd.concat([rows] * len(of_season)), self.places.names)
            frame.insert(0, "grouping", grouping)
            frame.insert(1, "group", str(group))
            frame.insert(2, "season", np.repeat(list(of_season), len(frame) // len(of_season)))
            frames.append(frame)
        table = pd.concat(frames, ignore_index=True)
        return _sorted(table, ["arm", "replicate", "cooperative", "grouping", "group", "season"])


def _tidy(columns: dict[str, Array], rows: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    places = len(names)
    table = {name: np.repeat(rows[name].to_numpy(), places) for name in rows.columns}
    table["cooperative"] = np.tile(np.array(names, dtype=object), len(rows))
    return pd.DataFrame(table | {name: column.ravel() for name, column in columns.items()})


def _sorted(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    order = key + [name for name in frame.columns if name not in key]
    return frame[order].sort_values(key, kind="stable", ignore_index=True)
