"""Watching a world: what `months` and `seasons` hold, taken down while it lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.model.columns import SEASONS
from coopsim.model.monthly import columns_of, month_amounts, with_region
from coopsim.model.probe import cohesion_share
from coopsim.model.world import World

Array = NDArray[np.float64]
GROUPINGS = ("all", "size", "poverty", "kin", "tenure", "rule")
_NAMES = {"size": ("small", "middle", "large"), "poverty": ("poorest", "middle", "richest"), "tenure": ("new", "some", "long")}


class Observer(Protocol):
    """Something that looks at a world as it lives and changes nothing."""

    def month_ended(self, world: World) -> None: ...

    def season_ended(self, world: World) -> None: ...


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

    def _wanted(self, world: World) -> bool:
        now = world.month - 1  # the month that has just ended
        return now >= self.first_month and (self.last_month is None or now <= self.last_month)

    def month_ended(self, world: World) -> None:
        if self.keeps_months and self._wanted(world):
            amounts = month_amounts(world)
            self.months.append(amounts if self.rows is None else amounts[:, self.rows])

    def season_ended(self, world: World) -> None:
        if not self._wanted(world) or world.month - 12 < self.first_month:
            return
        season = (world.month - 12 - self.first_month) // 12
        of_farmers = season_of_farmers(world) if self.groupings else {}
        for grouping in self.groupings:
            for group, mask in groups(world, grouping):
                columns = season_columns(world, mask, of_farmers)
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


def groups(world: World, grouping: str) -> list[tuple[Any, NDArray[np.bool_]]]:
    """Each group's name and which members of the season belong to it."""
    f = world.farmers
    if grouping == "all":
        return [("all", f.season_member)]
    if grouping == "rule":
        return [
            (rule.name or type(rule).__name__, f.season_member & (f.rule_number == i))
            for i, (rule, _part) in enumerate(world.rules)
        ]
    if grouping == "kin":
        return [(str(int(kin)), f.season_member & (f.kin == kin)) for kin in np.unique(f.kin)]
    third = {"size": f.size_third, "poverty": f.poverty_third, "tenure": np.digitize(f.tenure_seasons, (3.0, 10.0))}[grouping]
    return [(name, f.season_member & (third == i)) for i, name in enumerate(_NAMES[grouping])]


def season_of_farmers(world: World) -> dict[str, NDArray[Any]]:
    """What each farmer adds to the columns of `seasons` when the season has closed, by a name; shape (rows, farmers)."""
    f = world.farmers
    own = np.divide(f.season_delivered_qq, f.season_harvest_qq, out=np.zeros(f.shape), where=f.season_harvest_qq > 0)
    delivers = own >= 0.5
    both = world.over_neighbours(delivers)
    usual = f.hectares * f.yield_qq_per_ha
    return {
        "number": np.ones(f.shape),
        "harvest": f.season_harvest_qq,
        "offered": f.season_offered_qq,
        "refused": f.season_refused_qq,
        "delivered": f.season_delivered_qq,
        "side sold": f.season_side_sold_qq,
        "sold": f.season_delivered_qq + f.season_side_sold_qq,
        "sells outside": indicators.sells_outside(f.season_side_sold_qq, f.season_refused_qq, f.season_harvest_qq),
        "attends": f.attends,
        "received": f.season_received_usd,
        "income": indicators.net_coffee_income_usd(f.season_received_usd, f.season_costs_usd, f.season_interest_usd),
        "unmet": f.season_unmet_usd,
        "thin": f.season_months_without_cash,
        "trust": f.trust,
        "trust squared": f.trust**2,
        "loyalty": f.loyalty_usd_per_qq,
        "own": own,
        "own squared": own**2,
        "both deliver": np.where(delivers, 0.0 if both is None else both, 0.0),
        "usual": usual,
        "cohesive": cohesion_share(world) * usual,
        "area": np.where(f.abandoned, 0.0, f.area_ha),
    }


def season_columns(world: World, mask: NDArray[np.bool_], of_farmers: dict[str, NDArray[Any]]) -> dict[str, Array]:
    """What `seasons` holds of a group of members, when the season has closed; shape (rows, cooperatives and region)."""
    c, ledger, inside = world.cooperatives, world.ledger, mask.astype(float)
    summed = with_region(np.stack([world.by_district(column * inside) for column in of_farmers.values()]))
    total = dict(zip(of_farmers, summed, strict=True))
    of_cooperatives = {
        "joined": c.season_joined,
        "left": c.season_left,
        "patronage_refund_usd": c.season_refund_usd,
        "contracts_kept_qq": c.season_kept_qq,
        "contracts_late_qq": c.season_late_qq,
        "defaulted_strategic_qq": c.season_defaulted_strategic_qq,
        "defaulted_forced_qq": c.season_defaulted_forced_qq,
        "cash_usd": ledger.has("cash"),
        "debt_usd": ledger.owes("line"),
        "reserves_usd": ledger.owes("reserve"),
        "alive": c.alive,
    }
    found = dict(zip(of_cooperatives, with_region(np.stack(list(of_cooperatives.values()))), strict=True))
    found["alive"][:, -1] /= c.shape[1]
    costs, delivered, second, from_members = map(
        with_region, (c.season_costs_usd, c.season_delivered_qq, c.season_second_payment_usd, c.season_member_delivered_qq)
    )
    number, ratio = total["number"], indicators.ratio
    found |= {
        "members": number,
        "harvest_qq": total["harvest"],
        "offered_qq": total["offered"],
        "refused_qq": total["refused"],
        "delivered_qq": total["delivered"],
        "side_sold_qq": total["side sold"],
        "delivery_share": indicators.delivery_share(total["delivered"], total["harvest"]),
        "leakage_share": indicators.leakage_share(total["offered"], total["harvest"]),
        "rationed_share": indicators.rationed_share(total["refused"], total["offered"]),
        "members_selling_outside_share": ratio(total["sells outside"], number),
        "attendance_share": ratio(total["attends"], number),
        "price_received_usd_per_qq": ratio(total["received"], total["sold"]),
        "income_usd_per_farmer": ratio(total["income"], number),
        "shortfall_usd_per_farmer": ratio(total["unmet"], number),
        "months_without_cash": ratio(total["thin"], number),
        "unit_cost_usd_per_qq": ratio(costs, delivered),
        "second_payment_usd_per_qq": ratio(second, from_members),
        "trust": ratio(total["trust"], number),
        "loyalty_usd_per_qq": ratio(total["loyalty"], number),
        "trust_spread": indicators.spread_between(total["trust"], total["trust squared"], number),
        "delivery_spread": indicators.spread_between(total["own"], total["own squared"], number),
        "both_deliver_share": ratio(total["both deliver"], number),
        "cohesion_share": ratio(total["cohesive"], total["usual"]),
        "area_ha": total["area"],
    }
    return {column.name: found[column.name] for column in SEASONS if column.name in found}
