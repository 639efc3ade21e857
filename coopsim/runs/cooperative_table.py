"""The table `cooperatives`: one row for each cooperative of each run, from its founding to its end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.model.processes.contracts import FORWARD_BASES
from coopsim.model.processes.obligations import SHORTFALL_COSTS
from coopsim.model.records import parameters
from coopsim.model.world import World
from coopsim.runs.closings import CAUSES
from coopsim.scenario import Scenario

_DEFAULT = Scenario().resolved()
NUMBERS = (  # what a scenario says of a cooperative in numbers: as it was drawn or typed
    *parameters([_DEFAULT.cooperative[0]], drawn=False),
    *parameters([_DEFAULT.cooperative[0], _DEFAULT.closing], drawn=True),
)
NEVER = -1.0


class CooperativeRegister:
    """Keeps what becomes of each cooperative, season by season; an observer of a world that has just begun.

    Parameters
    ----------
    world : World
        Before its first month.
    first_month, first_period : int, str
        The first month after the warm-up, and the month of the calendar that it is.
    """

    every_month = False

    def __init__(self, world: World, first_month: int, first_period: str) -> None:
        self._zero = int(np.datetime64(first_period, "M").astype(np.int64)) - first_month  # month 0 of the world, since 1970
        c = world.cooperatives
        self.numbers = {name: np.array(getattr(c, name)) for name in NUMBERS} | policies_by_name(c)
        self._closed = np.full(c.shape, NEVER)
        self._taken_share = np.full(c.shape, np.nan)

    def recording_begins(self, world: World) -> None:
        """The warm-up is over: how many members each has. Asked for before the table is."""
        self.members_start = world.members()

    def season_ended(self, world: World) -> None:
        """Take down who has closed, and what part of its district's coffee each took."""
        c = world.cooperatives
        self._closed = np.where(c.closed_month > NEVER, c.closed_month, self._closed)  # who came back has closed all the same
        harvest = world.of_district(world.by_district(world.farmers.season_harvest_qq))
        self._taken_share = np.where(c.alive, indicators.ratio(c.season_delivered_qq, harvest), np.nan)

    def month_ended(self, world: World) -> None:
        """Nothing is taken down of single months."""

    def frame(self, rows: pd.DataFrame, world: World) -> pd.DataFrame:
        """The table, when the last month is over: `rows` names each row of the world; one that nobody founded has none."""
        c = world.cooperatives
        number, cooperatives = c.shape
        names = np.array([*world.identifiers, ""], dtype=object)  # the last: no other
        districts = np.array(world.districts_named or world.identifiers, dtype=object)
        since = np.where(c.founded_month > 0, c.founded_month, NEVER)
        columns: dict[str, NDArray[Any]] = {
            "cooperative": np.tile(names[:-1], (number, 1)),
            "district": districts[world.records.cooperatives["district"]],
            "cohort": np.where(since > NEVER, self._years(since), "start"),
            "alive": c.alive.astype(float),
            "founded": self._dates(since),
            "closed": self._dates(self._closed),
            "cause": np.array(CAUSES, dtype=object)[c.cause_number.astype(np.int64)],
            "revived": self._dates(c.revived_month),
            "merged_into": names[c.merged_into.astype(np.int64)],
            "founders": c.founders,
            "members_start": self.members_start,
            "members_end": world.members(),
            "district_share": self._taken_share,
            **self.numbers,
        }
        table = {name: np.repeat(rows[name].to_numpy(), cooperatives) for name in rows.columns}
        frame = pd.DataFrame(table | {name: np.ravel(column) for name, column in columns.items()})
        founded = frame[np.ravel(c.founded_month > NEVER)]
        return founded.sort_values([*rows.columns, "cooperative"], kind="stable", ignore_index=True)

    def _calendar(self, months: NDArray[Any]) -> NDArray[Any]:
        """Months of the calendar; any where it never was."""
        since_1970: NDArray[np.int64] = np.maximum(months, 0).astype(np.int64) + self._zero
        return since_1970.astype("datetime64[M]")

    def _dates(self, months: NDArray[Any]) -> NDArray[Any]:
        """The first day of each month; no date where it never was."""
        return np.where(months > NEVER, self._calendar(months).astype("datetime64[ns]"), np.datetime64("NaT", "ns"))

    def _years(self, months: NDArray[Any]) -> NDArray[Any]:
        return self._calendar(months).astype("datetime64[Y]").astype(str).astype(object)


def policies_by_name(c: Any) -> dict[str, NDArray[Any]]:
    """What cooperatives choose by name, (rows, cooperatives): how each sells, what it pays by, what its contracts go by."""
    return {
        "sale_price": np.where(c.sells_fixed, "fixed", "open").astype(object),
        "member_price": np.where(c.pays_fixed, "fixed", np.where(c.pays_indexed, "indexed", "pooled")).astype(object),
        "forward_basis": np.array(FORWARD_BASES, dtype=object)[c.forward_basis_number.astype(np.int64)],
        "shortfall_costs": np.array(SHORTFALL_COSTS, dtype=object)[c.shortfall_costs_number.astype(np.int64)],
    }
