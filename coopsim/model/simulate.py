"""From a scenario to a living world, and through its months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.model import own_rules
from coopsim.model.advance import Given, advance, decide_in_python
from coopsim.model.luck import Luck
from coopsim.model.measure import month_taken_down
from coopsim.model.monthly import amounts_of
from coopsim.model.processes.events import events_happen, months_of_events, plan_events
from coopsim.model.record import KeepsMonths, Observer
from coopsim.model.start import start, structure, traders
from coopsim.model.world import Paths, World
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import consumer_prices, fairtrade_minimum_usd_per_qq
from coopsim.prices.readers import read_index
from coopsim.prices.source import world_price_path
from coopsim.scenario import Scenario

Array = NDArray[np.float64]
CALENDAR_END = pd.Period("2026-05", "M")


def calendar(scenario: Scenario) -> tuple[pd.PeriodIndex, int]:
    """The months simulated, from the opening of a season; and how many of them come before the start (the warm-up)."""
    begin = pd.Period(scenario.time.start, "M")
    early = (begin.month - scenario.time.season_opens) % 12
    before = scenario.time.warm_up_years * 12 + early
    return pd.period_range(begin - before, periods=before + scenario.time.years * 12, freq="M"), before


def paths_for(scenario: Scenario, replicates: Sequence[int], seed: int, base_dir: Path | None = None) -> Paths:
    """The world market of a scenario: normal price in the warm-up, then its price source."""
    months, before = calendar(scenario)
    dated = months[before:]
    uniforms = None
    if scenario.price.source in PROCESSES:
        uniforms = Luck(seed, list(replicates)).of_prices(len(dated))
    price = np.atleast_2d(world_price_path(scenario.price, dated, uniforms=uniforms, base_dir=base_dir))
    normal = np.full((price.shape[0], before), scenario.price.reference_price_usd_per_qq)
    whole = np.concatenate([normal, price], axis=1)
    index = np.ones(len(months))
    if scenario.price.local_cost_index:
        file = scenario.price.local_cost_index
        series = read_index(scenario.beside(file) if base_dir is None else base_dir / file, months=dated)
        index[before:] = series.to_numpy(dtype=float)
        index[:before] = index[before]
    inflation, floor = _inflation_and_floor(_dated(scenario), months[0].ordinal, len(months), before)
    return Paths(
        world_price_usd_per_qq=np.broadcast_to(whole, (len(replicates), len(months))) + 0.0,
        inflation_share=inflation.copy(),
        local_cost_index=index,
        price_floor_usd_per_qq=floor.copy(),
    )


def _dated(scenario: Scenario) -> bool:
    return scenario.price.source in ("history", "file") and not scenario.price.nominal


@lru_cache(maxsize=256)
def _inflation_and_floor(dated: bool, first: int, number: int, before: int) -> tuple[Array, Array]:
    """What the calendar says of so many months from `first` on; kept, for tables of months take longer than a short run."""
    months = pd.period_range(pd.Period(ordinal=first, freq="M"), periods=number)
    return _inflation(dated, months, before), _floor(dated, months, before)


def _inflation(dated: bool, months: pd.PeriodIndex, before: int) -> Array:
    """Monthly inflation, where the months are those of the calendar; none in the warm-up and in imagined markets."""
    rate = np.zeros(len(months))
    if dated:
        index = consumer_prices(months[max(before - 1, 0) :]).to_numpy(dtype=float)
        rate[before:] = (index[1:] / index[:-1] - 1.0) if before else np.concatenate([[0.0], index[1:] / index[:-1] - 1.0])
    return rate


def _floor(dated: bool, months: pd.PeriodIndex, before: int) -> Array:
    """The certified minimum in real money: month by month where the calendar is real, else at its latest level."""
    if dated:
        floor = np.array(fairtrade_minimum_usd_per_qq(months), dtype=float)  # a copy: pandas hands out what may not be written
        floor[:before] = floor[before] if before < len(floor) else floor[-1]
        return np.asarray(floor)
    latest = fairtrade_minimum_usd_per_qq(pd.period_range(CALENDAR_END, periods=1, freq="M"))
    return np.full(len(months), float(latest.iloc[0]))


def live(world: World, until: int, observers: Sequence[Observer] = (), given: Given | None = None) -> None:
    """Simulate until the world's month is `until`; observers see each month or season that has ended.

    `given` carries decisions from outside (a player, a subclass, a ledger): NaN where the rule shall decide.
    """
    month_by_month = any(observer.every_month for observer in observers)
    keeping = [observer for observer in observers if isinstance(observer, KeepsMonths) and observer.keeps_months]
    in_halves = given is not None or own_rules.some(world)
    while world.month < until:
        events_happen(world)
        if in_halves:
            decide_in_python(world, given)
        else:
            taken = advance(world, world.month + 1 if month_by_month else next_stop(world, until), take_down=bool(keeping))
        for keeper in keeping:
            keeper.months_ended(world, amounts_of(month_taken_down(world)[:, None] if in_halves else taken))
        for observer in observers:
            if observer.every_month:
                observer.month_ended(world)
            if world.season_month == 0:
                observer.season_ended(world)


def next_stop(world: World, until: int) -> int:
    """The month before which compiled months have to stop: the season's end, an event, or the end.

    Luck is drawn by season, and observers see seasons.
    """
    season_ends = (world.month // 12 + 1) * 12
    return min([until, season_ends, *(month for month in months_of_events(world) if month > world.month)])


def world_of(
    scenario: Scenario,
    replicates: Sequence[int] = (0,),
    seed: int = 1,
    *,
    base_dir: Path | None = None,
    keep_entries: bool = False,
) -> World:
    """A world at the start of its warm-up, one row for each replicate.

    >>> from coopsim.scenario import load
    >>> world_of(load("castillo")).farmers.shape
    (1, 160)
    """
    return world_of_all([(scenario, replicates)], seed, base_dir=base_dir, keep_entries=keep_entries)


def world_of_all(
    blocks: Sequence[tuple[Scenario, Sequence[int]]],
    seed: int = 1,
    *,
    base_dir: Path | None = None,
    keep_entries: bool = False,
) -> World:
    """A world at the start of its warm-up with the replicates of several scenarios that share a world (`shares_a_world`).

    A row is what it would be alone, to the last bit.

    >>> from coopsim.scenario import load
    >>> castillo = load("castillo")
    >>> world_of_all([(castillo, [0, 1]), (castillo.with_values({"trust": 0.3}), [0])]).farmers.shape
    (3, 160)
    """
    markets = [(scenario.price, tuple(replicates)) for scenario, replicates in blocks]
    paths = {
        market: paths_for(scenario, replicates, seed, base_dir)
        for market, (scenario, replicates) in dict(zip(markets, blocks, strict=True)).items()
    }
    prices = np.concatenate([paths[market].world_price_usd_per_qq for market in markets])
    scenarios = [scenario for scenario, replicates in blocks for _replicate in replicates]
    numbers = [replicate for _scenario, replicates in blocks for replicate in replicates]
    path = replace(paths[markets[0]], world_price_usd_per_qq=prices)
    world = start(scenarios, numbers, seed, path, keep_entries=keep_entries, beside=base_dir)
    plan_events(world, scenarios)  # here, not in `start`: experiments have calendars of their own
    return world


def shares_a_world(scenario: Scenario) -> tuple[object, ...]:
    """What scenarios must have in common to be rows of one world: sizes, calendar, what all rows read of the market, folder.

    >>> from coopsim.scenario import load
    >>> castillo = load("castillo")
    >>> shares_a_world(castillo) == shares_a_world(castillo.with_values({"trust": 0.3, "source": "boom"}))
    False
    """
    market = (_dated(scenario), scenario.price.local_cost_index, traders(scenario))
    return (*structure(scenario), tuple(scenario.time), *market, scenario.folder)
