"""X5: the loop gain of each world before the price moves, and the effect of the price on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from coopsim.claim.arms import Arm
from coopsim.claim.decide.measures import Floats
from coopsim.claim.outcomes.windows import Seasons
from coopsim.claim.worlds.job import WorldsJob
from coopsim.equations.break_even import loop_gain_from_density
from coopsim.model.measure import expected_share, usual_benefit_usd_per_qq
from coopsim.model.world import World

STEP_USD_PER_QQ = 1.0
LARGEST_GAIN = 99.0  # where neighbours alone would carry a fall on and on


def loop_gain(world: World) -> Floats:
    """G of each row (rows,): what a dollar of fee per qq loses in volume, and so adds to a fee that has to cover fixed cost.

    G = (F/V) D / s at normal prices, D the members' share of the harvest lost per US$ (measured by moving the gap one dollar
    both ways), neighbours included: D = D0 / (1 - J D0), for each dollar less delivered makes neighbours deliver less.
    """
    f, c = world.farmers, world.cooperatives
    usual = np.where(f.is_member, f.hectares * f.yield_qq_per_ha, 0.0)
    benefit = usual_benefit_usd_per_qq(world)
    weight = usual / np.maximum(usual.sum(axis=1, keepdims=True), 1e-9)

    def share(more_usd_per_qq: float) -> Floats:
        return np.asarray((expected_share(world, more_usd_per_qq - benefit) * weight).sum(axis=1))

    alone = np.maximum(share(-STEP_USD_PER_QQ) - share(STEP_USD_PER_QQ), 0.0) / (2.0 * STEP_USD_PER_QQ)
    pull = 1.0 - f.peer_weight_usd_per_qq.mean(axis=1) * alone
    together = np.where(pull > 1e-6, alone / np.maximum(pull, 1e-6), np.inf)
    fee = c.fixed_cost_usd_per_year.sum(axis=1) / np.maximum(c.expected_volume_qq.sum(axis=1), 1e-9)
    gain = loop_gain_from_density(fee, np.maximum(share(0.0), 1e-3), together)
    return np.asarray(np.minimum(gain, LARGEST_GAIN))


@dataclass(frozen=True)
class LoopJob(WorldsJob):
    """The worlds of X5: their arms, and the loop gain of each run when they part, among the sums of the untreated arm."""

    def simulate_arms(self, world: World, base: Floats) -> tuple[Seasons, dict[Arm, Seasons]]:
        """The arms; `loop_gain` is the same number in every season."""
        gain = loop_gain(world).astype(np.float32).reshape(len(self.draws), self.runs_per_world)
        untreated, treated = super().simulate_arms(world, base)
        seasons = len(next(iter(untreated.sums.values())))
        return replace(untreated, sums={**untreated.sums, "loop_gain": np.tile(gain, (seasons, 1, 1))}), treated
