"""X5: the loop gain of each world before the price moves, and the effect of the price on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.worlds import WorldsJob
from coopsim.equations.break_even import loop_gain_from_density
from coopsim.model.measure import expected_share, usual_benefit_usd_per_qq
from coopsim.model.world import World

Array = NDArray[np.float64]
STEP_USD_PER_QQ = 1.0
LARGEST_GAIN = 99.0  # where neighbours alone would carry a fall on and on


def loop_gain(world: World) -> Array:
    """G of each row (rows,): what a dollar of fee per qq loses in volume, and so adds to a fee that has to cover fixed cost.

    G = (F/V) D / s at normal prices, D the members' share of the harvest lost per US$ (measured by moving the gap one dollar
    both ways), neighbours included: D = D0 / (1 - J D0), for each dollar less delivered makes neighbours deliver less.
    """
    f, c = world.farmers, world.cooperatives
    usual = np.where(f.is_member, f.hectares * f.yield_qq_per_ha, 0.0)
    benefit = usual_benefit_usd_per_qq(world)
    weight = usual / np.maximum(usual.sum(axis=1, keepdims=True), 1e-9)

    def share(more_usd_per_qq: float) -> Array:
        return np.asarray((expected_share(world, more_usd_per_qq - benefit) * weight).sum(axis=1))

    alone = np.maximum(share(-STEP_USD_PER_QQ) - share(STEP_USD_PER_QQ), 0.0) / (2.0 * STEP_USD_PER_QQ)
    pull = 1.0 - f.peer_weight_usd_per_qq.mean(axis=1) * alone
    together = np.where(pull > 1e-6, alone / np.maximum(pull, 1e-6), np.inf)
    fee = c.fixed_cost_usd_per_year.sum(axis=1) / np.maximum(c.expected_volume_qq.sum(axis=1), 1e-9)
    gain = loop_gain_from_density(fee, np.maximum(share(0.0), 1e-3), together)
    return np.asarray(np.minimum(gain, LARGEST_GAIN))


@dataclass(frozen=True)
class LoopJob(WorldsJob):
    """The worlds of X5: the effects, and the loop gain as an outcome of its own (no treatment, at the start)."""

    def _arms(self, world: World, base: Array) -> pd.DataFrame:
        gain = loop_gain(world)
        effects = super()._arms(world, base)
        names = self.numbers.astype(str)
        gains = effects.iloc[: len(names)].assign(
            unit_id=names,
            outcome="gain",
            window="start",
            treatment="",
            kind="",
            value=gain,
            baseline_value=gain,
            effect=0.0,
            unit="",
        )
        return pd.concat([effects, gains], ignore_index=True)
