"""X6: one cooperative through decades of prices, as they were, with highs capped, with lows raised, and both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.causes.prices import REFERENCE_MONTHS, trailing_reference, with_causes
from coopsim.claim.causes.shapley import shapley_values
from coopsim.claim.decide.measures import Floats
from coopsim.claim.decide.results import Setting
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.paths import base_paths
from coopsim.claim.worlds.recentre import settle
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import Paths, World
from coopsim.prices.published import consumer_prices, fairtrade_minimum_usd_per_qq, world_price_usd_per_qq
from coopsim.runs.burn_in import BURN_IN, market_in_real_money

FIRST, LAST = "1990-04", "2026-03"  # whole seasons of the free market
SEASONS_FOLLOWED = 36
CHANGES = ("as_it_was", "capped", "floored", "both")


def changed(price: Floats, reference: Floats) -> dict[str, Floats]:
    """The path as it was, with highs capped at the reference, with lows raised to it, and both.

    >>> changed(np.array([100.0, 300.0]), np.array([200.0, 200.0]))["capped"].tolist()
    [100.0, 200.0]
    """
    arms = zip(CHANGES, ((True, True), (False, True), (True, False), (False, False)), strict=True)
    return {name: with_causes(price, reference, highs, lows) for name, (highs, lows) in arms}


def shapley(survival: dict[str, Any]) -> dict[str, Any]:
    """How much of the change in survival highs and lows explain, each averaged over both orders of taking them away.

    >>> parts = shapley({"as_it_was": 0.2, "capped": 0.5, "floored": 0.6, "both": 0.8})
    >>> {cause: round(float(part), 2) for cause, part in parts.items()}
    {'highs': 0.25, 'lows': 0.35}
    """
    as_it_was, capped, floored, both = (survival[name] for name in CHANGES)
    highs, lows = -shapley_values([both, floored, capped, as_it_was])  # with highs alone the path is that of floored lows
    return {"highs": highs, "lows": lows}


@dataclass(frozen=True)
class SurvivalJob:
    """Some worlds through 36 seasons in four versions of their price.

    Parameters
    ----------
    worlds : WorldsJob
        Which, with how many runs, and the process of their prices; its arms are not simulated.
    one_history : bool
        Whether all runs have the prices of the free market as they were; else each its own path of the process.
    """

    worlds: WorldsJob
    one_history: bool

    @property
    def runs(self) -> int:
        return len(CHANGES) * self.worlds.rows

    def __call__(self) -> Setting:
        """Alive at the end, 0 or 1 for one cooperative, and seasons open, by version of the price."""
        worlds = self.worlds
        paths, versions = self._paths()
        world = start(worlds.scenarios(), worlds.replicates.tolist(), worlds.seed, paths, beside=worlds.scenario.folder)
        groups = np.repeat(np.arange(len(worlds.draws)), worlds.runs_per_world)
        settle(world, groups, worlds.scenario, worlds.target_share, worlds.shifts)
        lasts = np.asarray(world.cooperatives.alive.all(axis=1))
        branches = world.take(np.tile(np.arange(worlds.rows), len(CHANGES)))
        branches.paths.world_price_usd_per_qq[:, BURN_IN * 12 :] = np.concatenate([versions[name] for name in CHANGES])
        live(branches, (BURN_IN + SEASONS_FOLLOWED) * 12)
        return self._setting(branches, lasts)

    def _setting(self, world: World, lasts: NDArray[np.bool_]) -> Setting:
        c = world.cooperatives
        closed_month = np.where(c.alive, (BURN_IN + SEASONS_FOLLOWED) * 12, c.closed_month + 1.0)
        outcomes = {"alive": c.alive.mean(axis=1), "seasons_open": (closed_month / 12.0 - BURN_IN).mean(axis=1)}
        shape = (len(self.worlds.draws), self.worlds.runs_per_world)
        more = {
            f"{outcome} {name}": np.where(lasts, values, np.nan).reshape(shape)
            for outcome, column in outcomes.items()
            for name, values in zip(CHANGES, column.reshape(len(CHANGES), -1), strict=True)
        }
        return Setting(self.worlds.draws, None, more)

    def _paths(self) -> tuple[Paths, dict[str, Floats]]:
        """The market without any change, and the four versions of the price after the burn-in, (rows, months)."""
        worlds, months = self.worlds, SEASONS_FOLLOWED * 12
        normal = worlds.scenario.price.reference_price_usd_per_qq
        flat = np.zeros(BURN_IN * 12)
        if not self.one_history:
            price = base_paths(worlds.process, worlds.replicates, worlds.seed, normal, BURN_IN * 12 + months)
            reference = trailing_reference(price)[:, BURN_IN * 12 - REFERENCE_MONTHS :]
            return market_in_real_money(price), changed(price[:, BURN_IN * 12 :], reference)
        period = pd.period_range(FIRST, LAST, freq="M")
        real = world_price_usd_per_qq(worlds.scenario.price.series)
        figures = real.reindex(pd.period_range(period[0] - REFERENCE_MONTHS, period[-1], freq="M")).to_numpy(dtype=float)
        price = np.tile(np.concatenate([flat + normal, figures[REFERENCE_MONTHS:]]), (worlds.rows, 1))
        index = consumer_prices(pd.period_range(period[0] - 1, period[-1], freq="M")).to_numpy(dtype=float)
        floor = fairtrade_minimum_usd_per_qq(period).to_numpy(dtype=float)
        paths = Paths(
            price,
            np.concatenate([flat, index[1:] / index[:-1] - 1.0]),
            np.ones(price.shape[1]),
            np.concatenate([flat + floor[0], floor]),
        )
        reference = np.tile(trailing_reference(figures), (worlds.rows, 1))
        return paths, changed(price[:, BURN_IN * 12 :], reference)
