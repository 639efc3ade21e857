"""X6: one cooperative through decades of prices, as they were, with highs capped, with lows raised, and both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.worlds import REPLICATES_APART, WorldsJob, base_paths
from coopsim.model.measure import normal_offered_share, shift_loyalty
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import Paths, World
from coopsim.prices.published import consumer_prices, fairtrade_minimum_usd_per_qq, world_price_usd_per_qq
from coopsim.runs.burn_in import BURN_IN, market_in_real_money
from coopsim.scenario import Scenario

Array = NDArray[np.float64]
FIRST, LAST = "1990-04", "2026-03"  # whole seasons of the free market
SEASONS_FOLLOWED = 36
REFERENCE_MONTHS = 36
CHANGES = ("as_it_was", "capped", "floored", "both")


def trailing_mean(price: Array, months: int = REFERENCE_MONTHS) -> Array:
    """The mean of the `months` months before each month, along the last axis; the first `months` are left out.

    >>> trailing_mean(np.array([1.0, 2.0, 3.0, 4.0]), 2).tolist()
    [1.5, 2.5]
    """
    total = np.concatenate([np.zeros((*price.shape[:-1], 1)), np.cumsum(price, axis=-1)], axis=-1)
    return np.asarray((total[..., months:-1] - total[..., : -months - 1]) / months)


def changed(price: Array, reference: Array) -> dict[str, Array]:
    """The path as it was, with highs capped at the reference, with lows raised to it, and both.

    >>> changed(np.array([100.0, 300.0]), np.array([200.0, 200.0]))["capped"].tolist()
    [100.0, 200.0]
    """
    return {
        "as_it_was": price,
        "capped": np.minimum(price, reference),
        "floored": np.maximum(price, reference),
        "both": reference + 0.0 * price,
    }


def shapley(survival: dict[str, Any]) -> dict[str, Any]:
    """How much of the change in survival highs and lows explain, each averaged over both orders of taking them away.

    >>> shapley({"as_it_was": 0.2, "capped": 0.5, "floored": 0.6, "both": 0.8})
    {'highs': 0.25, 'lows': 0.35}
    """
    none, capped, floored, neither = (survival[name] for name in CHANGES)
    return {
        "highs": ((capped - none) + (neither - floored)) / 2.0,
        "lows": ((floored - none) + (neither - capped)) / 2.0,
    }


@dataclass(frozen=True)
class SurvivalJob:
    """Some worlds through 36 seasons in four versions of their price; `process` None is the one history."""

    scenario: Scenario
    cell: str
    draws: pd.DataFrame
    seed: int
    process: str | None

    @property
    def runs(self) -> int:
        return len(CHANGES) * len(self.draws)

    def __call__(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(rows as of the effects of other experiments, nothing): alive at the end and seasons open, by world and version."""
        worlds = WorldsJob(self.scenario, self.cell, self.draws, (), self.seed)
        paths, versions = self._paths(worlds.numbers)
        scenarios = worlds._scenarios(())
        replicates = (worlds.numbers * REPLICATES_APART).tolist()
        target = normal_offered_share(start([self.scenario] * len(replicates), replicates, self.seed, paths))[:, None]
        world = start(scenarios, replicates, self.seed, paths)
        shift_loyalty(world, target)
        live(world, BURN_IN * 12)
        survived_burn_in = np.asarray(world.cooperatives.alive.all(axis=1))
        branches = world.take(np.tile(np.arange(len(replicates)), len(CHANGES)))
        branches.paths.world_price_usd_per_qq[:, BURN_IN * 12 :] = np.concatenate([versions[name] for name in CHANGES])
        live(branches, (BURN_IN + SEASONS_FOLLOWED) * 12)
        return self._rows(branches, worlds.numbers, survived_burn_in), pd.DataFrame()

    def _rows(self, world: World, numbers: NDArray[np.int64], survived_burn_in: NDArray[np.bool_]) -> pd.DataFrame:
        c = world.cooperatives
        closed = np.where(c.alive, (BURN_IN + SEASONS_FOLLOWED) * 12, c.closed_month + 1.0)
        outcomes = {"alive": (c.alive.mean(axis=1), "share"), "seasons_open": ((closed / 12.0 - BURN_IN).mean(axis=1), "seasons")}
        frames = []
        for outcome, (column, unit) in outcomes.items():
            by_version = column.reshape(len(CHANGES), -1)
            frames += [
                pd.DataFrame(
                    {"unit_id": numbers.astype(str), "treatment": name, "value": values, "baseline_value": by_version[0]}
                )
                .assign(outcome=outcome, unit=unit, kind="", window="to the end", effect=values - by_version[0], ln_size=np.nan)
                .loc[survived_burn_in]
                for name, values in zip(CHANGES, by_version, strict=True)
            ]
        return pd.concat(frames, ignore_index=True)

    def _paths(self, numbers: NDArray[np.int64]) -> tuple[Paths, dict[str, Array]]:
        """The market without any change, and the four versions of the price after the burn-in, (rows, months)."""
        normal, months = self.scenario.price.reference_price_usd_per_qq, SEASONS_FOLLOWED * 12
        flat = np.zeros(BURN_IN * 12)
        if self.process is not None:
            price = base_paths(self.process, numbers, self.seed, normal, BURN_IN * 12 + months)
            reference = trailing_mean(price)[:, BURN_IN * 12 - REFERENCE_MONTHS :]
            return market_in_real_money(price), changed(price[:, BURN_IN * 12 :], reference)
        period = pd.period_range(FIRST, LAST, freq="M")
        real = world_price_usd_per_qq(self.scenario.price.series)
        figures = real.reindex(pd.period_range(period[0] - REFERENCE_MONTHS, period[-1], freq="M")).to_numpy(dtype=float)
        price = np.tile(np.concatenate([flat + normal, figures[REFERENCE_MONTHS:]]), (len(numbers), 1))
        index = consumer_prices(pd.period_range(period[0] - 1, period[-1], freq="M")).to_numpy(dtype=float)
        floor = fairtrade_minimum_usd_per_qq(period).to_numpy(dtype=float)
        paths = Paths(
            price,
            np.concatenate([flat, index[1:] / index[:-1] - 1.0]),
            np.ones(price.shape[1]),
            np.concatenate([flat + floor[0], floor]),
        )
        reference = np.tile(trailing_mean(figures), (len(numbers), 1))
        return paths, changed(price[:, BURN_IN * 12 :], reference)
