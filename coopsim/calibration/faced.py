"""What each row of a ledger could choose between: prices in dollars of 2025, months of wait, how many lots it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.calibration.ledger import Ledger
from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ
from coopsim.equations.delivery import money_scale
from coopsim.equations.traders import export_price_usd_per_qq, farm_gate_price_usd_per_qq
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.decision import Outlets
from coopsim.model.processes.rewards import services_usd_per_qq
from coopsim.prices.published import in_base_year_dollars, world_price_usd_per_qq
from coopsim.scenario import Distribution, Scenario

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
MONEYS = ("nominal", "real")  # dollars of each month, dollars of 2025
MOST_LOTS = 12


@dataclass(frozen=True)
class Faced:
    """What the members of a ledger could choose between; arrays of rows, or of situations: rows that face the same.

    Attributes
    ----------
    members, periods : tuple of str
        Their names, as written.
    member, period, situation : array of int, shape (rows,)
        Whose row, of when, and which of the situations it faces.
    delivered_qq, harvest_qq : array, shape (rows,)
    season : array of int, shape (rows,)
        Year in which the harvest year opened.
    outlets : Outlets
        Of each situation, in dollars of 2025, at a lot of one quintal.
    lots : array, shape (lots,)
        What part of a row's harvest each of its lots is; together 1.
    numbers : dict
        What the scenario says of a household and its district, as means.
    benefit_usd_per_qq : float
        What delivering has brought above the trader's price, in the mean of what was delivered: loyalty follows it.
    notes : tuple of str
    """

    members: tuple[str, ...]
    periods: tuple[str, ...]
    member: Numbers
    period: Numbers
    situation: Numbers
    delivered_qq: Array
    harvest_qq: Array
    season: Numbers
    outlets: Outlets
    lots: Array
    numbers: Mapping[str, Any]
    benefit_usd_per_qq: float
    notes: tuple[str, ...] = ()

    def rows(self, of: NDArray[np.bool_]) -> Faced:
        """The same with some of the rows only."""
        columns = ("member", "period", "situation", "delivered_qq", "harvest_qq", "season")
        return Faced(**{**vars(self), **{name: getattr(self, name)[of] for name in columns}})


def faced(ledger: Ledger, scenario: Scenario, money: str = "nominal", lots: int | None = None) -> Faced:
    """What each row of a ledger faced, with what the scenario says of all that a ledger does not.

    Raises
    ------
    UserMistake
        Where neither says a trader's price or the level of world prices.
    """
    rows, numbers, notes = ledger.rows, numbers_of(scenario), list(ledger.notes)
    shares = np.array(scenario.time.harvest_shares, dtype=float)
    opens = scenario.time.season_opens - 1
    first = rows["month"].to_numpy(dtype=np.int64)
    season = (first - opens) // 12
    middle = first.astype(float)
    if ledger.by == "season":
        season, middle = first // 12, first + opens + float(np.arange(12) @ shares)
    dated = pd.PeriodIndex([pd.Period(year=int(m) // 12, month=int(m) % 12 + 1, freq="M") for m in middle.round()], freq="M")
    real = np.ones(len(rows))
    if money == "nominal":
        real = in_base_year_dollars(pd.Series(1.0, index=dated.unique())).reindex(dated).to_numpy()
        notes.append(
            _("prices are read as dollars of each month and told in dollars of 2025; --money real: they are those already")
        )
    world = _world_price(ledger, scenario, dated)
    price = rows["price_usd_per_qq"].to_numpy() * real
    advance = rows["advance_usd_per_qq"].to_numpy() * real
    if np.isnan(advance).any():
        notes.append(_("an advance that is not written is the scenario's part of the price"))
        advance = np.where(np.isnan(advance), numbers["advance_share"] * price, advance)
    trader = rows["trader_price_usd_per_qq"].to_numpy() * real
    if np.isnan(trader).any():
        notes.append(_("a trader's price that is not written is the scenario's at the world price of the month"))
        trader = np.where(np.isnan(trader), _farm_gate(numbers, world), trader)
    wait = np.maximum(rows["paid"].to_numpy() - middle, 0.0)
    wait = np.where(np.isnan(wait), numbers["payment_delay_months"], wait).round()
    periods, period = np.unique(first, return_inverse=True)
    usual = _share_before(rows, period, len(periods), float(numbers["normal_delivery_share"]), ledger.harvest != "none")
    scale = np.asarray(money_scale(world, numbers["money_scaling"]), dtype=float)
    alike, situation = np.unique(np.stack([advance, price, wait, trader, scale, usual[period]]), axis=1, return_inverse=True)
    members = tuple(dict.fromkeys(rows["member"]))
    delivered = rows["delivered_qq"].to_numpy()
    return Faced(
        members=members,
        periods=tuple(_written(rows, periods)),
        member=rows["member"].map({name: number for number, name in enumerate(members)}).to_numpy(dtype=np.int64),
        period=period,
        situation=situation.reshape(-1),
        delivered_qq=delivered,
        harvest_qq=rows["harvest_qq"].to_numpy(),
        season=season,
        outlets=_outlets(alike, numbers),
        lots=_lots(ledger, shares, lots),
        numbers=numbers,
        benefit_usd_per_qq=float(np.average(price - trader, weights=np.maximum(delivered, 1e-9))),
        notes=tuple(notes),
    )


def numbers_of(scenario: Scenario) -> dict[str, Any]:
    """Every number and switch of the scenario's people, rules and first cooperative by its name: of what differs, the mean."""
    of = scenario.resolved()
    tables = [of.intermediary, of.household, of.network, of.population, of.mechanisms, of.cooperative[0]]
    tables += [getattr(of.rule, name) for name in type(of.rule).model_fields if name != "own"]
    numbers: dict[str, Any] = {}
    for table in tables:
        for name in type(table).model_fields:
            value = getattr(table, name)
            if isinstance(value, Distribution):
                numbers[name] = value.mean
            elif isinstance(value, (bool, int, float)):
                numbers[name] = value
    volume = numbers["members"] * numbers["hectares"] * numbers["yield_qq_per_ha"] * numbers["normal_delivery_share"]
    office = SimpleNamespace(**numbers, alive=True, members_today=numbers["members"], expected_volume_qq=volume)
    numbers["services_usd_per_qq"] = float(getattr(services_usd_per_qq, "py_func", services_usd_per_qq)(office))
    return numbers


def _outlets(alike: Array, numbers: Mapping[str, Any]) -> Outlets:
    advance, price, wait, trader, scale, usual = (column[:, None] for column in alike)
    return Outlets(
        *(advance, price, wait, trader),
        services_usd_per_qq=numbers["services_usd_per_qq"],
        reward_usd_per_qq=0.0,
        neighbours_share=usual,
        money_scale=scale,
        cash_need_usd=0.0,
        lot_qq=1.0,
        accepts=True,
    )


def _world_price(ledger: Ledger, scenario: Scenario, dated: pd.PeriodIndex) -> Array:
    """World price of the months of the rows in dollars of 2025, as published."""
    published = world_price_usd_per_qq(scenario.price.series)
    if dated.min() < published.index[0] or dated.max() > published.index[-1]:
        row = int(np.argmax((dated < published.index[0]) | (dated > published.index[-1])))
        raise UserMistake(
            _("no world price is published for this month"),
            file=ledger.file,
            line=int(ledger.rows["line"].iloc[row]),
            field=ledger.by,
            got=ledger.rows["period"].iloc[row],
            allowed=f"{published.index[0]}..{published.index[-1]}",
        )
    return np.asarray(published.reindex(dated), dtype=float)


def _farm_gate(numbers: Mapping[str, Any], world: Array) -> Array:
    export = export_price_usd_per_qq(world, numbers["trader_differential_usd_per_qq"])
    normal = export_price_usd_per_qq(NORMAL_PRICE_USD_PER_QQ, numbers["trader_differential_usd_per_qq"])
    level, margin = numbers["farm_gate_normal_usd_per_qq"], numbers["margin_share"]
    return np.asarray(farm_gate_price_usd_per_qq(level, margin, export, normal, 0.0, 0.0, 0.0))


def _share_before(rows: pd.DataFrame, period: Numbers, periods: int, normal: float, has_harvest: bool) -> Array:
    """What share everybody delivered in the period before: what a member sees of the others; the normal share in the first."""
    if not has_harvest:
        return np.full(periods, normal)
    sums = [np.bincount(period, rows[name], periods) for name in ("delivered_qq", "harvest_qq")]
    return np.concatenate([[normal], np.minimum(sums[0] / np.maximum(sums[1], 1e-9), 1.0)[:-1]])


def _written(rows: pd.DataFrame, periods: Array) -> list[str]:
    """Each period as the ledger writes it first."""
    texts = rows.drop_duplicates("month").set_index("month")["period"]
    return [str(texts[month]) for month in periods]


def _lots(ledger: Ledger, shares: Array, lots: int | None) -> Array:
    """A month is one lot; a season has one for each month of the harvest; or as many equal ones as asked for."""
    if lots is not None:
        return np.full(lots, 1.0 / lots)
    return np.ones(1) if ledger.by == "month" else shares[shares > 0] / shares.sum()
