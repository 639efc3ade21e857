"""Watching a world: what `months` and `seasons` hold, taken down while it lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.equations.standing import standing_share
from coopsim.model import measure
from coopsim.model.monthly import columns_of, month_amounts, with_region
from coopsim.model.season_columns import SEASONS
from coopsim.model.world import World

Array = NDArray[np.float64]
OVERDUE = ("debt_to_buyers", "overdue_suppliers", "overdue_members")
GROUPINGS = ("all", "size", "poverty", "kin", "tenure", "rule")
_NAMES = {"size": ("small", "middle", "large"), "poverty": ("poorest", "middle", "richest"), "tenure": ("new", "some", "long")}


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
    Without `keeps_months`, months are not even looked at; without groupings, seasons are not.
    """

    first_month: int
    first_period: str
    groupings: tuple[str, ...] = ("all",)
    rows: NDArray[np.int64] | None = None
    months: list[Array] = field(default_factory=list)
    seasons: list[tuple[int, str, Any, dict[str, Array]]] = field(default_factory=list)
    last_month: int | None = None
    keeps_months: bool = True
    every_month = False

    def _wanted(self, month: int) -> bool:
        return month >= self.first_month and (self.last_month is None or month <= self.last_month)

    def month_ended(self, world: World) -> None:
        """Take down the month that has just ended, of a world that somebody else moves."""
        if self.keeps_months and self._wanted(world.month - 1):
            self.months_ended(world, month_amounts(world)[:, None])

    def months_ended(self, world: World, amounts: Array) -> None:
        """Keep what was taken down of the months that have passed."""
        number = amounts.shape[1]
        for place in range(number):
            if self._wanted(world.month - number + place):
                month = amounts[:, place]
                self.months.append(month if self.rows is None else month[:, self.rows])

    def season_ended(self, world: World) -> None:
        if not self._wanted(world.month - 1) or world.month - 12 < self.first_month:
            return
        season = (world.month - 12 - self.first_month) // 12
        for grouping, group, columns in season_columns(world, self.groupings):
            picked = {name: column if self.rows is None else column[self.rows] for name, column in columns.items()}
            self.seasons.append((season, grouping, group, picked))

    def month_columns(self) -> dict[str, Array]:
        """Every column of the months taken down, shape (months, rows, cooperatives and region)."""
        return columns_of(np.stack(self.months, axis=1))

    def months_frame(self, rows: pd.DataFrame, identifiers: tuple[str, ...]) -> pd.DataFrame:
        """Tidy months: `rows` names each recorded row (arm, replicate)."""
        if not self.months:
            return pd.DataFrame()
        number, first = len(self.months), pd.Period(self.first_period, "M")
        frame = _tidy(self.month_columns(), pd.concat([rows] * number), (*identifiers, "region"))
        month = np.repeat(np.arange(number), len(frame) // number)
        frame.insert(0, "month", month)
        frame.insert(1, "date", pd.period_range(first, periods=number).to_timestamp()[month])
        frame.insert(2, "season", month // 12)
        return _sorted(frame, ["arm", "replicate", "cooperative", "month"])

    def seasons_frame(self, rows: pd.DataFrame, identifiers: tuple[str, ...]) -> pd.DataFrame:
        """Tidy seasons, one row for each group of members."""
        if not self.seasons:
            return pd.DataFrame()
        together: dict[tuple[str, Any], dict[int, dict[str, Array]]] = {}
        for season, grouping, group, columns in self.seasons:
            together.setdefault((grouping, group), {})[season] = columns
        frames = []
        for (grouping, group), of_season in together.items():
            columns = {name: np.stack([one[name] for one in of_season.values()]) for name in next(iter(of_season.values()))}
            frame = _tidy(columns, pd.concat([rows] * len(of_season)), (*identifiers, "region"))
            frame.insert(0, "grouping", grouping)
            frame.insert(1, "group", str(group))
            frame.insert(2, "season", np.repeat(list(of_season), len(frame) // len(of_season)))
            frames.append(frame)
        table = pd.concat(frames, ignore_index=True)
        return _sorted(table, ["arm", "replicate", "cooperative", "grouping", "group", "season"])


def _tidy(columns: dict[str, Array], rows: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    slots = len(names)
    table = {name: np.repeat(rows[name].to_numpy(), slots) for name in rows.columns}
    table["cooperative"] = np.tile(np.array(names, dtype=object), len(rows))
    return pd.DataFrame(table | {name: column.ravel() for name, column in columns.items()})


def _sorted(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    order = key + [name for name in frame.columns if name not in key]
    return frame[order].sort_values(key, kind="stable", ignore_index=True)


def group_names(world: World, grouping: str) -> list[str]:
    """What the groups of a grouping are called, in order."""
    if grouping == "all":
        return ["all"]
    if grouping == "rule":
        return [rule.name or type(rule).__name__ for rule, _part in world.rules]
    if grouping == "kin":
        return [str(int(kin)) for kin in np.unique(world.farmers.kin)]
    return list(_NAMES[grouping])


def group_numbers(world: World, grouping: str) -> NDArray[np.int64]:
    """In which group of a grouping each household is, (rows, farmers)."""
    f = world.farmers
    if grouping == "all":
        return np.zeros(f.shape, dtype=np.int64)
    if grouping == "kin":
        return np.asarray(np.searchsorted(np.unique(f.kin), f.kin))
    if grouping == "tenure":
        return np.asarray(np.digitize(f.tenure_seasons, (3.0, 10.0)))
    column = {"rule": "rule_number", "size": "size_third", "poverty": "poverty_third"}[grouping]
    return np.array(getattr(f, column), dtype=np.int64)


def season_columns(world: World, groupings: Sequence[str]) -> list[tuple[str, str, dict[str, Array]]]:
    """What `seasons` holds of every group of members, when the season has closed: grouping, group, columns.

    A column has shape (rows, cooperatives and region).
    """
    if not groupings:
        return []
    names = [(grouping, name) for grouping in groupings for name in group_names(world, grouping)]
    first, numbers = 0, []
    for grouping in groupings:
        numbers.append(group_numbers(world, grouping) + first)
        first += len(group_names(world, grouping))
    taken = measure.season_taken_down(world, np.stack(numbers), len(names))
    of_cooperatives = _of_cooperatives(world)
    return [(*name, _columns_of_members(taken[:, place], of_cooperatives)) for place, name in enumerate(names)]


def _of_cooperatives(world: World) -> dict[str, Array]:
    """What is the same whatever the group: of the cooperatives and of the region."""
    c, ledger = world.cooperatives, world.ledger
    columns = {
        "joined": c.season_joined,
        "left": c.season_left,
        "patronage_refund_usd": c.season_refund_usd,
        "contracted_qq": c.season_contracted_qq,
        "contracts_kept_qq": c.season_kept_qq,
        "bought_in_qq": c.season_bought_in_qq,
        "contracts_late_qq": c.season_late_qq,
        "defaulted_strategic_qq": c.season_defaulted_strategic_qq,
        "defaulted_forced_qq": c.season_defaulted_forced_qq,
        "cash_usd": ledger.has("cash"),
        "debt_usd": ledger.owes("line"),
        "debt_to_buyers_usd": ledger.owes("debt_to_buyers"),
        "net_worth_usd": c.net_worth_usd,
        "reserves_usd": ledger.owes("reserve"),
        "owed_by_members_usd": ledger.has("member_debts"),
        "alive": c.alive.astype(float),
    }
    summed = dict(zip(columns, with_region(np.stack(list(columns.values()))), strict=True))
    summed["alive"][:, -1] /= c.shape[1]
    costs, delivered, second, from_members = map(
        with_region, (c.season_costs_usd, c.season_delivered_qq, c.season_second_payment_usd, c.season_member_delivered_qq)
    )
    cut, full, late, due = map(
        with_region, (c.season_advance_cut_usd, c.season_advance_full_usd, c.season_late_usd, c.season_due_usd)
    )
    return (
        summed
        | _of_all_farmers(world)
        | _of_debts(world)
        | {
            "unit_cost_usd_per_qq": indicators.ratio(costs, delivered),
            "second_payment_usd_per_qq": indicators.ratio(second, from_members),
            "advance_cut_share": indicators.ratio(cut, full),
            "late_share": indicators.ratio(late, due),
        }
    )


def _of_debts(world: World) -> dict[str, Array]:
    """Age of the debts to buyers, and how lenders and buyers see the cooperatives that are open."""
    c, ledger = world.cooperatives, world.ledger
    debt, overdue = ledger.owes("debt_to_buyers"), np.add.reduce([ledger.owes(account) for account in OVERDUE])
    standing = standing_share(c.own_funds_usd, overdue, c.fixed_cost_usd_per_year)
    return {
        "debt_to_buyers_age_months": indicators.ratio(with_region(c.debt_to_buyers_age_months * debt), with_region(debt)),
        "standing_share": indicators.ratio(with_region(standing * c.alive), with_region(c.alive.astype(float))),
    }


def _of_all_farmers(world: World) -> dict[str, Array]:
    """Land and harvest of all farmers whose home a cooperative is, members or not."""
    f = world.farmers
    area, neglected, planted, unpicked, picked = (
        with_region(world.by_cooperative(amount))
        for amount in (f.area_ha, f.neglected_ha, world.ring("planted_ha").sum(axis=0), f.season_unpicked_qq, f.season_harvest_qq)
    )
    return {
        "district_area_ha": area,
        "neglected_area_ha": neglected,
        "planted_area_ha": planted,
        "unpicked_share": indicators.ratio(unpicked, unpicked + picked),
    }


def _columns_of_members(taken: NDArray[np.void], of_cooperatives: dict[str, Array]) -> dict[str, Array]:
    """The columns of one group of members, from sums over its members; `taken` has shape (rows, cooperatives)."""
    total = {name: with_region(taken[name]) for name in taken.dtype.names or ()}
    number, ratio = total["members"], indicators.ratio
    columns = of_cooperatives | {
        name: total[name]
        for name in ("members", "harvest_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "area_ha")
    }
    columns["delivered_elsewhere_qq"] = total["delivered_elsewhere_qq"]
    columns |= {
        "delivery_share": indicators.delivery_share(total["delivered_qq"], total["harvest_qq"]),
        "leakage_share": indicators.leakage_share(total["offered_qq"], total["harvest_qq"]),
        "rationed_share": indicators.rationed_share(total["refused_qq"], total["offered_qq"]),
        "members_selling_outside_share": ratio(total["members_selling_outside"], number),
        "attendance_share": ratio(total["members_attending"], total["members_asked"]),
        "price_received_usd_per_qq": ratio(total["received_usd"], total["sold_qq"]),
        "income_usd_per_farmer": ratio(total["income_usd"], number),
        "membership_gain_usd_per_farmer": ratio(total["membership_gain_usd"], number),
        "shortfall_usd_per_farmer": ratio(total["unmet_usd"], number),
        "months_without_cash": ratio(total["months_without_cash"], number),
        "household_debt_usd_per_farmer": ratio(total["household_debt_usd"], number),
        "household_savings_usd_per_farmer": ratio(total["household_savings_usd"], number),
        "trust": ratio(total["trust"], number),
        "loyalty_usd_per_qq": ratio(total["loyalty_usd_per_qq"], number),
        "trust_spread": indicators.spread_between(total["trust"], total["trust_squared"], number),
        "delivery_spread": indicators.spread_between(total["delivered_share"], total["delivered_share_squared"], number),
        "both_deliver_share": ratio(total["both_deliver"], number),
        "cohesion_share": ratio(total["cohesive_qq"], total["usual_qq"]),
    }
    return {column.name: columns[column.name] for column in SEASONS if column.name in columns}
