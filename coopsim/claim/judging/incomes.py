"""What H1 is taken apart into: the gain per quintal of the poorest third, and what of a dollar more reaches the farm.

Both are ratios of sums over the runs of a world, so their noise is that of pseudo-values (jackknife).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.inference.noise import pseudo_values
from coopsim.claim.worlds.simulated import Simulated

Floats = NDArray[np.float64]

INCOME, INCOME_POOREST = "income_usd", "income_poorest_usd"
HARVEST, HARVEST_POOREST, WORTH = "harvest_qq", "harvest_poorest_qq", "harvest_at_world_price_usd"


def poorest_gain(simulated: Simulated, treatment: str, kind: str, window: str, ln_size: float) -> Floats:
    """By how much the poorest third gains more on a quintal than all: income effect over normal harvest, of both, less 1.

    Parameters
    ----------
    simulated : Simulated
        With totals of the cohort and of its poorest third.
    treatment, kind, window : str
        Which price change, over which seasons.
    ln_size : float
        Its size.

    Returns
    -------
    array, shape (worlds, runs)
        Pseudo-values of the runs: their mean is the world's. A gain of 118 US$/qq where all gain 125: -.056.
    """
    gains = [simulated.effect(treatment, kind, name, window, ln_size) for name in (INCOME_POOREST, INCOME)]
    harvests = [simulated.baseline(name, treatment, window) for name in (HARVEST_POOREST, HARVEST)]
    sums = np.stack([gains[0], harvests[0], gains[1], harvests[1]], axis=2)
    return pseudo_values(sums, _poorest_over_all)


def reaching_the_farm(simulated: Simulated, treatment: str, kind: str, window: str, ln_size: float) -> Floats:
    """What of each dollar more on the world market is income of farmers: income effect over price effect times normal harvest.

    Parameters
    ----------
    simulated : Simulated
        With totals of the cohort.
    treatment, kind, window : str
        Which price change, over which seasons.
    ln_size : float
        Its size.

    Returns
    -------
    array, shape (worlds, runs)
        Pseudo-values of the runs; .80 is 80 cents.
    """
    harvest, worth = simulated.baseline(HARVEST, treatment, window), simulated.baseline(WORTH, treatment, window)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean_price = np.mean(
            [
                simulated.value(arm, WORTH, treatment, window) / simulated.value(arm, HARVEST, treatment, window)
                for arm in simulated.arms(treatment, kind, ln_size)
            ],
            axis=0,
        )
    sums = np.stack([simulated.effect(treatment, kind, INCOME, window, ln_size), mean_price * harvest - worth], axis=2)
    return pseudo_values(sums, _first_over_second)


def _poorest_over_all(sums: Floats) -> Floats:
    """Gain of the poorest third over its harvest, over gain of all over theirs, less 1.

    118 US$ on each of 300 qq where all gain 125 on each of 2,000:

    >>> _poorest_over_all(np.array([118.0 * 300, 300.0, 125.0 * 2000, 2000.0])).round(3).item()
    -0.056
    """
    return np.asarray((sums[..., 0] / sums[..., 1]) / (sums[..., 2] / sums[..., 3]) - 1.0)


def _first_over_second(sums: Floats) -> Floats:
    """Income more over dollars more.

    >>> _first_over_second(np.array([80.0, 100.0])).item()
    0.8
    """
    return np.asarray(sums[..., 0] / sums[..., 1])
