"""One run followed month by month, as plain arrays: what a page draws, without agents and without tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.arguments import whole
from coopsim.equations import indicators
from coopsim.model.monthly import columns_of
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.table_places import table_places
from coopsim.model.world import World
from coopsim.runs.closings import Closing, closings_of_the_month
from coopsim.scenario import Scenario, loaded

Array = NDArray[np.float64]
ACCOUNTS = ("reserve_usd", "net_worth_usd", "credit_limit_usd", "overdue_members_usd", "overdue_suppliers_usd")
PAID = "balance_paid_usd_per_qq"


@dataclass(frozen=True)
class Followed:
    """A whole run of one replicate, from the first month of the scenario.

    Attributes
    ----------
    dates : PeriodIndex, shape (months)
        The calendar month of each month.
    months : dict of str to array, shape (months)
        Each column of the table `months`: of the cooperative, or of the region where there are several.
    accounts : dict of str to array, shape (months)
        What stood in the books of all cooperatives as each month ended: `reserve_usd`, `net_worth_usd` (at the last closing of
        the books), `credit_limit_usd`, `overdue_members_usd`, `overdue_suppliers_usd`; coffee sold ahead at a fixed price,
        `fixed_price_qq`; and the balance paid in the month, `balance_paid_usd_per_qq` (0: none).
    season_ends : tuple of int
        Months that had passed when each season ended.
    season_costs_usd, season_delivered_qq : array, shape (seasons)
        Running costs (US$) and coffee delivered (qq) of all cooperatives.
    season_harvest_qq : array, shape (seasons)
        What all farmers picked, members or not.
    delivery_share : array, shape (seasons, farmers)
        Share of her harvest that each farmer delivered, 0 to 1; NaN where nothing was harvested.
    members : array of bool, shape (seasons, farmers)
        Who was a member of the season.
    income_usd : array, shape (seasons, farmers)
        Each farmer's net income from coffee; the mean over the season's members is `income_usd_per_farmer` of `seasons`.
    overdue_usd : array, shape (months, farmers)
        What the cooperative owed each farmer and had not paid in time, as the month ended.
    neighbour : array of int, shape (farmers, neighbours)
        The neighbours of each farmer.
    kin, poverty_third : array of int, shape (farmers)
        Kin group, and third by income (0 the poorest).
    road_distance_km : array, shape (farmers)
        How much farther the traders' road is than the cooperative's collection point.
    closings : tuple of Closing
        Each cooperative that closed, those of the burn-in included.
    cooperatives : tuple of str
        The names of all cooperatives; `of` gives the same run as one of them sees it.
    districts : tuple of str
        The names of the districts.
    cooperative_district : array of int, shape (cooperatives)
        The number of each cooperative's district.
    district : array of int, shape (farmers)
        The number of each farmer's district.
    home : array of int, shape (seasons, farmers)
        The number of the cooperative in whose books each farmer was, member or not, as the season opened.
    by_cooperative : ByCooperative
        `months`, `accounts` and the sums of seasons of every cooperative, the last axis of each array.
    """

    dates: pd.PeriodIndex
    months: dict[str, Array]
    season_ends: tuple[int, ...]
    season_costs_usd: Array
    season_delivered_qq: Array
    season_harvest_qq: Array
    delivery_share: Array
    members: NDArray[np.bool_]
    income_usd: Array
    overdue_usd: Array
    neighbour: NDArray[np.int64]
    accounts: dict[str, Array]
    kin: NDArray[np.int64]
    poverty_third: NDArray[np.int64]
    road_distance_km: Array
    closings: tuple[Closing, ...]
    cooperatives: tuple[str, ...]
    districts: tuple[str, ...]
    cooperative_district: NDArray[np.int64]
    district: NDArray[np.int64]
    home: NDArray[np.int64]
    by_cooperative: ByCooperative = field(repr=False)

    def of(self, cooperative: str) -> Followed:
        """The same run as one cooperative sees it: its months, books, costs, members and closings, and nothing of another's.

        Parameters
        ----------
        cooperative : str
            One of `cooperatives`.

        Returns
        -------
        Followed

        Raises
        ------
        ValueError
            There is none of that name.

        Examples
        --------
        >>> from coopsim.scenario import load
        >>> run = follow(load("two-cooperatives").with_values({"years": 1, "warm_up_years": 0}))
        >>> run.cooperatives, [int(run.of(name).months["members"][0]) for name in run.cooperatives]
        (('esperanza', 'semilla'), [100, 60])
        """
        place = self.cooperatives.index(cooperative)
        return replace(
            self,
            months={name: column[:, place] for name, column in self.by_cooperative.months.items()},
            accounts={name: column[:, place] for name, column in self.by_cooperative.accounts.items()},
            season_costs_usd=self.by_cooperative.season_costs_usd[:, place],
            season_delivered_qq=self.by_cooperative.season_delivered_qq[:, place],
            members=self.members & (self.home == place),
            closings=tuple(one for one in self.closings if one.cooperative == cooperative),
        )


@dataclass(frozen=True)
class ByCooperative:
    """What a run gave of each cooperative: the last axis of every array but `members`."""

    months: dict[str, Array]
    accounts: dict[str, Array]
    season_costs_usd: Array
    season_delivered_qq: Array
    members: NDArray[np.bool_]  # (seasons, farmers), of whichever cooperative


@dataclass
class _Watch:
    """Keeps what `Followed` holds while the world is simulated; during burn-in, closings only."""

    first: int
    amounts: list[Array] = field(default_factory=list)
    cooperatives: list[bytes] = field(default_factory=list)
    overdue: list[Array] = field(default_factory=list)
    homes: list[NDArray[np.int64]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    seasons: list[tuple[Array, ...]] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    keeps_months: bool = False
    every_month: bool = False

    def month_ended(self, world: World) -> None:
        self.cooperatives.append(world.records.cooperatives[0].tobytes())
        self.overdue.append(world.farmers.overdue_usd[0].copy())
        if world.season_month == 1 or not self.homes:  # of the season's first month: whoever moves does so at its close
            self.homes.append(world.records.households["home"][0].copy())

    def months_ended(self, world: World, amounts: Array) -> None:
        passed = amounts.shape[1]
        self.amounts.extend(amounts[:, place] for place in range(passed) if world.month - passed + place >= self.first)

    def season_ended(self, world: World) -> None:
        for one in closings_of_the_month(world, self.first):
            self.closings.append(self._with_members(one, world) if one.merged_into and self.homes else one)
        if world.month > self.first:
            f, c = world.farmers, world.cooperatives
            self.ends.append(len(self.amounts))
            bought = (c.season_costs_usd[0].copy(), c.season_delivered_qq[0].copy())
            delivered = indicators.delivery_share(f.season_delivered_qq[0], f.season_harvest_qq[0])
            income = indicators.net_coffee_income_usd(f.season_received_usd, f.season_costs_usd, f.season_interest_usd)
            picked = f.season_harvest_qq[0].sum()
            self.seasons.append((*bought, picked, delivered, f.season_member[0].copy(), income[0]))

    def _with_members(self, one: Closing, world: World) -> Closing:
        """One that went into another has no member left: those of its last season."""
        at_home = self.homes[-1] == world.identifiers.index(one.cooperative)
        return replace(one, members=int((world.farmers.season_member[0] & at_home).sum()))


def follow(scenario: str | Path | Scenario, seed: int = 1, replicate: int = 0) -> Followed:
    """One replicate of a scenario, the first unless said, with the numbers of `coopsim run`, at the least cost.

    Parameters
    ----------
    scenario : str, Path or Scenario
        A name, the path of a file, or a Scenario.
    seed : int
        Seed of all random draws.
    replicate : int
        Number of the replicate, 0 the first.

    Returns
    -------
    Followed
        The whole run as arrays, the first month of the scenario first.

    Examples
    --------
    >>> from coopsim.scenario import load
    >>> run = follow(load("steady").with_values({"years": 2, "warm_up_years": 1}))
    >>> len(run.months["delivered_qq"]), run.season_ends
    (24, (12, 24))
    """
    scenario, seed, replicate = loaded(scenario), whole("seed", seed), whole("replicate", replicate)
    months, before = calendar(scenario)
    world = world_of(scenario, [replicate], seed, base_dir=scenario.folder)
    watch, slot = _Watch(before), 0 if world.cooperatives.shape[1] == 1 else -1
    live(world, before, [watch])
    watch.keeps_months = watch.every_month = True
    live(world, len(months), [watch])
    costs, bought, picked, delivered, members, income = zip(*watch.seasons, strict=True) if watch.seasons else ((),) * 6
    f, farmers, number = world.farmers, world.farmers.shape[1], len(world.identifiers)
    monthly = columns_of(np.stack(watch.amounts, axis=1), table_places(world))
    columns = {name: column[:, 0] for name, column in monthly.items()}
    separate = ByCooperative(
        months={name: column[:, :number] for name, column in columns.items()},
        accounts=_accounts(_stacked(watch.cooperatives, world.records.cooperatives.dtype)),
        season_costs_usd=np.array(costs, dtype=float).reshape(-1, number),
        season_delivered_qq=np.array(bought, dtype=float).reshape(-1, number),
        members=np.array(members, dtype=bool).reshape(-1, farmers),
    )
    return Followed(
        dates=months[before:],
        months={name: column[:, slot] for name, column in columns.items()},
        accounts={name: column.sum(axis=1) if name != PAID else column.max(axis=1) for name, column in separate.accounts.items()},
        season_ends=tuple(watch.ends),
        season_costs_usd=separate.season_costs_usd.sum(axis=1),
        season_delivered_qq=separate.season_delivered_qq.sum(axis=1),
        season_harvest_qq=np.array(picked, dtype=float),
        delivery_share=np.array(delivered, dtype=float).reshape(-1, farmers),
        members=separate.members,
        income_usd=np.array(income, dtype=float).reshape(-1, farmers),
        overdue_usd=np.array(watch.overdue, dtype=float),
        neighbour=world.neighbour[0].copy(),
        kin=f.kin[0].copy(),
        poverty_third=f.poverty_third[0].copy(),
        road_distance_km=np.array(np.broadcast_to(f.road_distance_km[0], farmers), dtype=float),
        closings=tuple(watch.closings),
        cooperatives=tuple(world.identifiers),
        districts=tuple(world.districts_named or world.identifiers),
        cooperative_district=world.records.cooperatives["district"][0].copy(),
        district=f.district[0].copy(),
        home=np.array(watch.homes[: len(watch.ends)], dtype=np.int64).reshape(-1, farmers),
        by_cooperative=separate,
    )


def _stacked(records: list[bytes], kind: np.dtype[np.void]) -> NDArray[np.void]:
    """Records kept as bytes, as one array (months, cooperatives): NumPy would copy them field by field, ten times as slowly."""
    return np.frombuffer(b"".join(records), dtype=kind).reshape(len(records), -1)


def _accounts(cooperatives: NDArray[np.void]) -> dict[str, Array]:
    """What stood in the books of each cooperative, from their records (months, cooperatives)."""
    return {
        **{name: np.array(cooperatives[name], dtype=float) for name in ACCOUNTS},
        "fixed_price_qq": cooperatives["fixed_qq"].sum(axis=2) + cooperatives["rolled_fixed_qq"].sum(axis=2),
        PAID: np.array(cooperatives["balance_this_month_usd_per_qq"], dtype=float),
    }
