"""All arms of all patterns for some replicates: one burn-in a past, side by side, then a branch for each arm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from coopsim.model.first_states import usual_total_usd_per_qq
from coopsim.model.measure import street_at_farms_usd_per_qq
from coopsim.model.processes.events import Happening, lay_down
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import World
from coopsim.patterns.declared import Arm, Array, Seen
from coopsim.patterns.watch import Watch
from coopsim.prices import shapes
from coopsim.prices.source import world_price_path
from coopsim.runs.burn_in import BURN_IN, market_in_real_money
from coopsim.scenario import Scenario

HISTORY_FROM = "2002-04"  # of the arm with the real prices


@dataclass(frozen=True)
class Laboratory:
    """One theory of the farmer (the scenario's mix), some replicates, all arms: a job for the loop over runs."""

    scenario: Scenario
    replicates: tuple[int, ...]
    seed: int
    arms: tuple[Arm, ...]

    @property
    def runs(self) -> int:
        return len(self.replicates) * len(self.arms)

    def __call__(self) -> dict[Arm, Seen]:
        """Outcomes of each arm; all with the same random draws (common random numbers)."""
        pasts = self.pasts
        return self.all_arms(self.after_burn_in(pasts), pasts)

    @property
    def pasts(self) -> list[tuple[tuple[str, object], ...]]:
        """What differs from the start of the burn-in, each once."""
        return list(dict.fromkeys(arm.past for arm in self.arms))

    def all_arms(self, world: World, pasts: Sequence[object]) -> dict[Arm, Seen]:
        """Those of the same length beside each other."""
        seen: dict[Arm, Seen] = {}
        for seasons in sorted({arm.seasons for arm in self.arms}):
            seen |= self._simulated(world, pasts, [arm for arm in self.arms if arm.seasons == seasons], seasons)
        return seen

    def after_burn_in(self, pasts: Sequence[tuple[tuple[str, object], ...]]) -> World:
        """Ten seasons at the normal price: one block of rows for each past."""
        months = (BURN_IN + max(arm.seasons for arm in self.arms)) * 12
        scenarios = [self.scenario.with_values(dict(past)).resolved() for past in pasts]
        rows = [scenario for scenario in scenarios for _replicate in self.replicates]
        normal = np.array([scenario.price.reference_price_usd_per_qq for scenario in rows])[:, None] + np.zeros(months)
        world = start(
            rows, list(self.replicates) * len(pasts), self.seed, market_in_real_money(normal), beside=self.scenario.folder
        )
        live(world, BURN_IN * 12)
        return world

    def _simulated(self, world: World, pasts: Sequence[object], arms: Sequence[Arm], seasons: int) -> dict[Arm, Seen]:
        n = len(self.replicates)
        branch = world.take(np.concatenate([pasts.index(arm.past) * n + np.arange(n) for arm in arms]))
        branch.paths = replace(branch.paths, world_price_usd_per_qq=self._prices(branch, arms))
        lay_down(branch, [self._happening(arm) for arm in arms for _replicate in self.replicates])
        given = np.full(branch.farmers.shape, np.nan)
        for number, arm in enumerate(arms):
            rows = slice(number * n, (number + 1) * n)
            if arm.gap_share is not None:
                _put_traders_at(branch, rows, arm.gap_share)
            if arm.third_sells_outside:
                given[rows, ::3] = 0.0
        watch = Watch.begin(branch)
        live(branch, (BURN_IN + seasons) * 12, [watch], given if any(arm.third_sells_outside for arm in arms) else None)
        return {arm: watch.of(slice(number * n, (number + 1) * n)) for number, arm in enumerate(arms)}

    def _prices(self, branch: World, arms: Sequence[Arm]) -> Array:
        price = branch.paths.world_price_usd_per_qq.copy()
        months, begin, n = price.shape[1], BURN_IN * 12, len(self.replicates)
        for number, arm in enumerate(arms):
            rows = slice(number * n, (number + 1) * n)
            if arm.price == "step":
                price[rows, begin:] *= np.exp(arm.ln_size)
            elif arm.price == "surprise":
                price[rows] *= np.exp(shapes.surprise(months, BURN_IN, 1, arm.ln_size))
            elif arm.price == "history":
                real = self.scenario.price.model_copy(update={"source": "history", "nominal": False})
                months_of_history = pd.period_range(HISTORY_FROM, periods=months - begin, freq="M")
                price[rows, begin:] = world_price_path(real, months_of_history)
        return price

    @staticmethod
    def _happening(arm: Arm) -> tuple[Happening, ...]:
        begin = BURN_IN * 12
        end = begin + arm.lasts_months if arm.lasts_months else -1
        return (Happening(begin, end, (0,), arm.changes, 0.0, "donor"),) if arm.changes else ()


def _put_traders_at(world: World, rows: slice, gap_share: float) -> None:
    """Move traders' price so that members are paid, on average by their crop, `gap_share` above the cooperative's usual total.

    The gap stays: years are alike. Where traders are put higher, so is their export price, for they pay no more than it.
    """
    f, d = world.farmers, world.districts
    crop = np.where(f.is_member & (f.district == 0), f.area_ha * f.yield_qq_per_ha, 0.0)
    at_farm = street_at_farms_usd_per_qq(world, np.maximum(f.area_ha * f.yield_qq_per_ha * world.harvest_shares.max(), 1e-9))
    paid = (at_farm * crop).sum(axis=1) / np.maximum(crop.sum(axis=1), 1e-9)
    paid -= world.records.districts["noise_of_the_year_usd_per_qq"][:, 0]
    wanted = (1.0 + gap_share) * usual_total_usd_per_qq(world)[:, 0]
    more = np.where(crop.sum(axis=1) > 0, wanted - paid, 0.0)[rows, None]  # nobody is paid where no member is left
    dearer = np.maximum(more, 0.0)
    d.trader_differential_usd_per_qq[rows] += dearer
    d.known_price_usd_per_qq[rows] += dearer
    d.farm_gate_normal_usd_per_qq[rows] += more - (1.0 - d.margin_share[rows]) * dearer
    d.farm_gate_noise_usd_per_qq[rows] = 0.0
