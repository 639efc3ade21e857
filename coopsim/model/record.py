"""Watching a world: what `months` and `seasons` hold, taken down while it lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.model.columns import MONTHS, SEASONS
from coopsim.model.probe import cohesion_share
from coopsim.model.world import World, over_months

Array = NDArray[np.float64]
GROUPINGS = ("all", "size", "poverty", "kin", "tenure", "rule")
_NAMES = {"size": ("small", "middle", "large"), "poverty": ("poorest", "middle", "richest"), "tenure": ("new", "some", "long")}


class Observer(Protocol):
    """Something that looks at a world as it lives and changes nothing."""

    def month_ended(self, world: World) -> None: ...

    def season_ended(self, world: World) -> None: ...


def share(part: Array, whole: Array) -> Array:
    """part / whole; missing where there is nothing to share."""
    some = whole > 0
    return np.where(some, part / np.where(some, whole, 1.0), np.nan)


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
    months: list[dict[str, Array]] = field(default_factory=list)
    seasons: list[tuple[int, str, Any, dict[str, Array]]] = field(default_factory=list)
    last_month: int | None = None
    keeps_months: bool = True

    def _wanted(self, world: World) -> bool:
        now = world.month - 1  # the month that has just ended
        return now >= self.first_month and (self.last_month is None or now <= self.last_month)

    def month_ended(self, world: World) -> None:
        if self.keeps_months and self._wanted(world):
            kept = month_columns(world)
            self.months.append({name: column if self.rows is None else column[self.rows] for name, column in kept.items()})

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

    def months_frame(self, rows: pd.DataFrame, identifiers: tuple[str, ...]) -> pd.DataFrame:
        """Tidy months: `rows` names each recorded row (arm, replicate)."""
        if not self.months:
            return pd.DataFrame()
        first = pd.Period(self.first_period, "M")
        names = (*identifiers, "region")
        frames = []
        for number, columns in enumerate(self.months):
            frame = _tidy(columns, rows, names)
            frame.insert(0, "month", number)
            frame.insert(1, "date", (first + number).to_timestamp())
            frame.insert(2, "season", number // 12)
            frames.append(frame)
        return _sorted(pd.concat(frames, ignore_index=True), ["arm", "replicate", "cooperative", "month"])

    def seasons_frame(self, rows: pd.DataFrame, identifiers: tuple[str, ...]) -> pd.DataFrame:
        """Tidy seasons, one row for each group of members."""
        if not self.seasons:
            return pd.DataFrame()
        names = (*identifiers, "region")
        frames = []
        for season, grouping, group, columns in self.seasons:
            frame = _tidy(columns, rows, names)
            frame.insert(0, "grouping", grouping)
            frame.insert(1, "group", str(group))
            frame.insert(2, "season", season)
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


def _with_region(columns: Sequence[NDArray[Any]]) -> Array:
    """Each column and its sum over the cooperatives, shape (columns, rows, cooperatives and region)."""
    rows, cooperatives = columns[0].shape
    whole = np.empty((len(columns), rows, cooperatives + 1))
    for number, column in enumerate(columns):
        whole[number, :, :cooperatives] = column
    whole[:, :, cooperatives] = whole[:, :, :cooperatives].sum(axis=2)
    return whole


def month_columns(world: World) -> dict[str, Array]:
    """What `months` holds of the month that has just ended; shape (rows, cooperatives and region)."""
    f, c, d, ledger = world.farmers, world.cooperatives, world.districts, world.ledger
    members = world.kept("members of the season", (f.season_member,), lambda: f.season_member.astype(float))
    number = world.kept("their number", (f.season_member,), lambda: world.by_district(members))
    nothing, alive = np.zeros(c.shape), c.alive.astype(float)
    inside = dict.fromkeys(("harvest_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq"), nothing)
    from_others = nothing
    if f.lot_qq.any():  # else a lean month: nothing to sell
        inside = {name: world.by_district(getattr(f, name) * members) for name in inside}
        from_others = world.by_district(f.delivered_qq * (1.0 - members))
    sums = {
        "farmers": world.kept("farmers", (), lambda: world.by_district(np.ones(f.shape))),
        "members": number,
        **inside,
        "bought_from_others_qq": from_others,
        "shipped_qq": c.shipped_qq,
        "stock_qq": c.stock_qq + over_months(world.in_process_qq),
        "forward_book_qq": over_months(world.fixed_qq) + over_months(world.open_qq),
        "cash_usd": ledger.has("cash"),
        "debt_usd": ledger.owes("line"),
        "owed_to_farmers_usd": ledger.owes("due_members") + ledger.owes("overdue_members"),
        "intermediaries": d.traders,
        "alive": alive,
    }
    means = {  # with the weights of the cooperatives in the region's
        "street_price_usd_per_qq": (d.street_price_usd_per_qq, nothing + 1.0),
        "advance_usd_per_qq": (c.advance_usd_per_qq, alive),
        "promised_usd_per_qq": (c.posted_price_usd_per_qq, alive),
        "trust": (share(world.by_district(f.trust * members), number), number),
        "loyalty_usd_per_qq": (share(world.by_district(f.loyalty_usd_per_qq * members), number), number),
    }
    found = dict(zip(sums, _with_region(list(sums.values())), strict=True))
    found["alive"][:, -1] /= c.shape[1]  # of the region: how many of its cooperatives
    weighted = _with_region([column * weight for column, weight in means.values()])
    found |= zip(means, share(weighted, _with_region([weight for _column, weight in means.values()])), strict=True)
    sold = found["delivered_qq"] + found["side_sold_qq"]
    found |= {
        "world_price_usd_per_qq": np.repeat(world.paths.world_price_usd_per_qq[:, world.month - 1, None], c.shape[1] + 1, axis=1),
        "delivery_share": share(found["delivered_qq"], sold),
        "leakage_share": share(np.maximum(sold - found["offered_qq"], 0.0), sold),
        "rationed_share": share(found["refused_qq"], found["offered_qq"]),
    }
    return {column.name: found[column.name] for column in MONTHS if column.name in found}


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
        "sells outside": f.season_side_sold_qq - f.season_refused_qq >= 0.05 * np.maximum(f.season_harvest_qq, 1e-9),
        "attends": f.attends,
        "received": f.season_received_usd,
        "income": f.season_received_usd - f.season_costs_usd - f.season_interest_usd,
        "unmet": f.season_unmet_usd,
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
    summed = _with_region([world.by_district(column * inside) for column in of_farmers.values()])
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
    found = dict(zip(of_cooperatives, _with_region(list(of_cooperatives.values())), strict=True))
    found["alive"][:, -1] /= c.shape[1]
    costs, delivered, second, from_members = _with_region(
        [c.season_costs_usd, c.season_delivered_qq, c.season_second_payment_usd, c.season_member_delivered_qq]
    )
    number, sold = total["number"], total["sold"]
    mean_trust, mean_own = share(total["trust"], number), share(total["own"], number)
    found |= {
        "members": number,
        "harvest_qq": total["harvest"],
        "offered_qq": total["offered"],
        "refused_qq": total["refused"],
        "delivered_qq": total["delivered"],
        "side_sold_qq": total["side sold"],
        "delivery_share": share(total["delivered"], sold),
        "leakage_share": share(np.maximum(total["harvest"] - total["offered"], 0.0), total["harvest"]),
        "rationed_share": share(total["refused"], total["offered"]),
        "members_selling_outside_share": share(total["sells outside"], number),
        "attendance_share": share(total["attends"], number),
        "price_received_usd_per_qq": share(total["received"], sold),
        "income_usd_per_farmer": share(total["income"], number),
        "shortfall_usd_per_farmer": share(total["unmet"], number),
        "unit_cost_usd_per_qq": share(costs, delivered),
        "second_payment_usd_per_qq": share(second, from_members),
        "trust": mean_trust,
        "loyalty_usd_per_qq": share(total["loyalty"], number),
        "trust_spread": np.sqrt(np.maximum(share(total["trust squared"], number) - mean_trust**2, 0.0)),
        "delivery_spread": np.sqrt(np.maximum(share(total["own squared"], number) - mean_own**2, 0.0)),
        "both_deliver_share": share(total["both deliver"], number),
        "cohesion_share": share(total["cohesive"], total["usual"]),
        "area_ha": total["area"],
    }
    return {column.name: found[column.name] for column in SEASONS if column.name in found}
