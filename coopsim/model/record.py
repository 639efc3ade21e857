"""Watching a world: what `months` and `seasons` hold, taken down while it lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.model.columns import MONTHS
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
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)


class Nothing(list[Any]):
    """A list that keeps nothing: for a recorder of seasons only."""

    def append(self, item: Any) -> None:
        del item


@dataclass
class Recorder:
    """Keeps the months and seasons of some rows of a world.

    `first_month` is the first month after the warm-up; the tables count months and seasons from there.
    """

    first_month: int
    first_period: str
    groupings: tuple[str, ...] = ("all",)
    rows: NDArray[np.int64] | None = None
    months: list[dict[str, Array]] = field(default_factory=list)
    seasons: list[tuple[int, str, Any, dict[str, Array]]] = field(default_factory=list)
    last_month: int | None = None

    def _wanted(self, world: World) -> bool:
        now = world.month - 1  # the month that has just ended
        return now >= self.first_month and (self.last_month is None or now <= self.last_month)

    def month_ended(self, world: World) -> None:
        if self._wanted(world):
            kept = month_columns(world)
            self.months.append({name: column if self.rows is None else column[self.rows] for name, column in kept.items()})

    def season_ended(self, world: World) -> None:
        if not self._wanted(world) or world.month - 12 < self.first_month:
            return
        season = (world.month - 12 - self.first_month) // 12
        cohesion = cohesion_share(world)
        for grouping in self.groupings:
            for group, mask in groups(world, grouping):
                columns = season_columns(world, mask, cohesion)
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


def _with_region(world: World, sums: dict[str, Array]) -> dict[str, Array]:
    return {name: np.concatenate([column, column.sum(axis=1, keepdims=True)], axis=1) for name, column in sums.items()}


def _mean_with_region(column: Array, weight: Array) -> Array:
    total = np.concatenate([column * weight, (column * weight).sum(axis=1, keepdims=True)], axis=1)
    return share(total, np.concatenate([weight, weight.sum(axis=1, keepdims=True)], axis=1))


def month_columns(world: World) -> dict[str, Array]:
    """What `months` holds of the month that has just ended; shape (rows, cooperatives and region)."""
    f, c, d, ledger = world.farmers, world.cooperatives, world.districts, world.ledger
    members = f.season_member.astype(float)
    flows = ("harvest_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq")
    if f.lot_qq.any():
        inside = {name: world.by_district(getattr(f, name) * members) for name in flows}
        from_others = world.by_district(f.delivered_qq * (1.0 - members))
    else:  # a lean month: nothing to sell
        inside, from_others = {name: np.zeros(c.shape) for name in flows}, np.zeros(c.shape)
    number = world.by_district(members)
    sums = _with_region(
        world,
        {
            "farmers": world.by_district(np.ones(f.shape)),
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
        },
    )
    even = np.ones(c.shape)
    world_price = np.broadcast_to(world.paths.world_price_usd_per_qq[:, world.month - 1][:, None], (c.shape[0], c.shape[1] + 1))
    sold = sums["delivered_qq"] + sums["side_sold_qq"]
    found = {
        "world_price_usd_per_qq": world_price,
        "street_price_usd_per_qq": _mean_with_region(d.street_price_usd_per_qq, even),
        "advance_usd_per_qq": _mean_with_region(c.advance_usd_per_qq, c.alive.astype(float)),
        "promised_usd_per_qq": _mean_with_region(c.posted_price_usd_per_qq, c.alive.astype(float)),
        **sums,
        "delivery_share": share(sums["delivered_qq"], sold),
        "leakage_share": share(np.maximum(sold - sums["offered_qq"], 0.0), sold),
        "rationed_share": share(sums["refused_qq"], sums["offered_qq"]),
        "trust": _mean_with_region(share(world.by_district(f.trust * members), number), number),
        "loyalty_usd_per_qq": _mean_with_region(share(world.by_district(f.loyalty_usd_per_qq * members), number), number),
        "alive": np.concatenate([c.alive, c.alive.mean(axis=1, keepdims=True)], axis=1).astype(float),
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


def season_columns(world: World, mask: NDArray[np.bool_], cohesion: Array) -> dict[str, Array]:
    """What `seasons` holds of a group of members, when the season has closed; shape (rows, cooperatives and region)."""
    f, c, ledger, inside_of = world.farmers, world.cooperatives, world.ledger, mask.astype(float)

    def total(column: NDArray[Any]) -> Array:
        inside = world.by_district(column * inside_of)
        return np.concatenate([inside, inside.sum(axis=1, keepdims=True)], axis=1)

    def of_cooperative(column: Array) -> Array:
        return np.concatenate([column, column.sum(axis=1, keepdims=True)], axis=1)

    number, harvest = total(np.ones(f.shape)), total(f.season_harvest_qq)
    sold = total(f.season_delivered_qq + f.season_side_sold_qq)
    own = np.divide(f.season_delivered_qq, f.season_harvest_qq, out=np.zeros(f.shape), where=f.season_harvest_qq > 0)
    income = f.season_received_usd - f.season_costs_usd - f.season_interest_usd
    usual = f.hectares * f.yield_qq_per_ha
    both = world.over_neighbours((own >= 0.5).astype(float))
    outside = f.season_side_sold_qq - f.season_refused_qq >= 0.05 * np.maximum(f.season_harvest_qq, 1e-9)
    mean_trust, mean_own = share(total(f.trust), number), share(total(own), number)
    delivered = of_cooperative(c.season_delivered_qq)
    return {
        "members": number,
        "harvest_qq": harvest,
        "offered_qq": total(f.season_offered_qq),
        "refused_qq": total(f.season_refused_qq),
        "delivered_qq": total(f.season_delivered_qq),
        "side_sold_qq": total(f.season_side_sold_qq),
        "delivery_share": share(total(f.season_delivered_qq), sold),
        "leakage_share": share(np.maximum(harvest - total(f.season_offered_qq), 0.0), harvest),
        "rationed_share": share(total(f.season_refused_qq), total(f.season_offered_qq)),
        "members_selling_outside_share": share(total(outside), number),
        "joined": of_cooperative(c.season_joined),
        "left": of_cooperative(c.season_left),
        "attendance_share": share(total(f.attends), number),
        "price_received_usd_per_qq": share(total(f.season_received_usd), sold),
        "income_usd_per_farmer": share(total(income), number),
        "shortfall_usd_per_farmer": share(total(f.season_unmet_usd), number),
        "unit_cost_usd_per_qq": share(of_cooperative(c.season_costs_usd), delivered),
        "second_payment_usd_per_qq": share(
            of_cooperative(c.season_second_payment_usd), of_cooperative(c.season_member_delivered_qq)
        ),
        "patronage_refund_usd": of_cooperative(c.season_refund_usd),
        "contracts_kept_qq": of_cooperative(c.season_kept_qq),
        "contracts_late_qq": of_cooperative(c.season_late_qq),
        "defaulted_strategic_qq": of_cooperative(c.season_defaulted_strategic_qq),
        "defaulted_forced_qq": of_cooperative(c.season_defaulted_forced_qq),
        "cash_usd": of_cooperative(ledger.has("cash")),
        "debt_usd": of_cooperative(ledger.owes("line")),
        "reserves_usd": of_cooperative(ledger.owes("reserve")),
        "trust": mean_trust,
        "loyalty_usd_per_qq": share(total(f.loyalty_usd_per_qq), number),
        "trust_spread": np.sqrt(np.maximum(share(total(f.trust**2), number) - mean_trust**2, 0.0)),
        "delivery_spread": np.sqrt(np.maximum(share(total(own**2), number) - mean_own**2, 0.0)),
        "both_deliver_share": share(total(np.where(own >= 0.5, 0.0 if both is None else both, 0.0)), number),
        "cohesion_share": share(total(cohesion * usual), total(usual)),
        "area_ha": total(np.where(f.abandoned, 0.0, f.area_ha)),
        "alive": np.concatenate([c.alive, c.alive.mean(axis=1, keepdims=True)], axis=1).astype(float),
    }
