"""One run followed month by month, as plain arrays: what a page draws, without agents and without tables."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.model.monthly import columns_of
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.table_places import table_places
from coopsim.model.world import World
from coopsim.runs.closings import Closing, closings_of_the_month
from coopsim.scenario import Scenario

Array = NDArray[np.float64]
ACCOUNTS = ("reserve_usd", "net_worth_usd", "credit_limit_usd", "overdue_members_usd", "overdue_suppliers_usd")


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
    """

    dates: pd.PeriodIndex
    months: dict[str, Array]
    season_ends: tuple[int, ...]
    season_costs_usd: Array
    season_delivered_qq: Array
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


@dataclass
class _Watch:
    """Keeps what `Followed` holds while the world is simulated; during burn-in, closings only."""

    first: int
    amounts: list[Array] = field(default_factory=list)
    cooperatives: list[bytes] = field(default_factory=list)
    overdue: list[Array] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    seasons: list[tuple[Array, ...]] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    keeps_months: bool = False
    every_month: bool = False

    def month_ended(self, world: World) -> None:
        self.cooperatives.append(world.records.cooperatives[0].tobytes())
        self.overdue.append(world.farmers.overdue_usd[0].copy())

    def months_ended(self, world: World, amounts: Array) -> None:
        passed = amounts.shape[1]
        self.amounts.extend(amounts[:, place] for place in range(passed) if world.month - passed + place >= self.first)

    def season_ended(self, world: World) -> None:
        self.closings.extend(closings_of_the_month(world, self.first))
        if world.month > self.first:
            f, c = world.farmers, world.cooperatives
            self.ends.append(len(self.amounts))
            bought = (c.season_costs_usd[0].sum(), c.season_delivered_qq[0].sum())
            delivered = indicators.delivery_share(f.season_delivered_qq[0], f.season_harvest_qq[0])
            income = indicators.net_coffee_income_usd(f.season_received_usd, f.season_costs_usd, f.season_interest_usd)
            self.seasons.append((*bought, delivered, f.season_member[0].copy(), income[0]))


def follow(scenario: Scenario, seed: int = 1) -> Followed:
    """The first replicate of a scenario, with the numbers of `coopsim run`, at the least cost.

    Parameters
    ----------
    scenario : Scenario
        As `coopsim.load` gives it.
    seed : int
        Seed of all random draws.

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
    months, before = calendar(scenario)
    world = world_of(scenario, [0], seed, base_dir=scenario.folder)
    watch, slot = _Watch(before), 0 if world.cooperatives.shape[1] == 1 else -1
    live(world, before, [watch])
    watch.keeps_months = watch.every_month = True
    live(world, len(months), [watch])
    costs, bought, delivered, members, income = zip(*watch.seasons, strict=True) if watch.seasons else ((),) * 5
    f, farmers = world.farmers, world.farmers.shape[1]
    monthly = columns_of(np.stack(watch.amounts, axis=1), table_places(world))
    return Followed(
        dates=months[before:],
        months={name: column[:, 0, slot] for name, column in monthly.items()},
        accounts=_accounts(_stacked(watch.cooperatives, world.records.cooperatives.dtype)),
        season_ends=tuple(watch.ends),
        season_costs_usd=np.array(costs, dtype=float),
        season_delivered_qq=np.array(bought, dtype=float),
        delivery_share=np.array(delivered, dtype=float).reshape(-1, farmers),
        members=np.array(members, dtype=bool).reshape(-1, farmers),
        income_usd=np.array(income, dtype=float).reshape(-1, farmers),
        overdue_usd=np.array(watch.overdue, dtype=float),
        neighbour=world.neighbour[0].copy(),
        kin=f.kin[0].copy(),
        poverty_third=f.poverty_third[0].copy(),
        road_distance_km=np.array(np.broadcast_to(f.road_distance_km[0], farmers), dtype=float),
        closings=tuple(watch.closings),
    )


def _stacked(records: list[bytes], kind: np.dtype[np.void]) -> NDArray[np.void]:
    """Records kept as bytes, as one array (months, cooperatives): NumPy would copy them field by field, ten times as slowly."""
    return np.frombuffer(b"".join(records), dtype=kind).reshape(len(records), -1)


def _accounts(cooperatives: NDArray[np.void]) -> dict[str, Array]:
    """Sums over the cooperatives, from their records (months, cooperatives)."""
    return {
        **{name: cooperatives[name].sum(axis=1) for name in ACCOUNTS},
        "fixed_price_qq": cooperatives["fixed_qq"].sum(axis=(1, 2)) + cooperatives["rolled_fixed_qq"].sum(axis=(1, 2)),
        "balance_paid_usd_per_qq": cooperatives["balance_this_month_usd_per_qq"].max(axis=1),
    }
