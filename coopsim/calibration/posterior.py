"""Draws from what a ledger leaves possible: an ensemble of walkers (emcee) over the places of all unknowns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.calibration.unknowns import Unknown, values_at

Array = NDArray[np.float64]
WALKERS = 32
FIRST_LOOKS = 512  # places of the whole range from which the walkers' first ones are chosen
SETTLING, STEPS = 300, 700
FEWEST_DRAWS = 200  # that count as independent: with fewer the ends of an interval move
LEVEL = 0.9


@dataclass(frozen=True)
class Posterior:
    """Draws, one column for each unknown; how many of them count as independent; the share of steps that were taken."""

    unknowns: tuple[Unknown, ...]
    draws: pd.DataFrame
    independent: float
    accepted_share: float

    @property
    def has_settled(self) -> bool:
        return self.independent >= FEWEST_DRAWS

    def table(self) -> pd.DataFrame:
        """A row for each unknown: median, 90 % interval, mean, and the range that was allowed."""
        low, middle, high = self.draws.quantile([(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]).to_numpy()
        columns = {"parameter": list(self.draws.columns), "median": middle, "low": low, "high": high}
        ends = {"allowed_low": [one.low for one in self.unknowns], "allowed_high": [one.high for one in self.unknowns]}
        return pd.DataFrame({**columns, "mean": self.draws.mean().to_numpy(), **ends})


def posterior(
    unknowns: Sequence[Unknown],
    log_likelihood: Callable[[dict[str, Array]], Array],
    seed: int = 1,
    steps: int = STEPS,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Posterior:
    """Draw from the posterior: values are even over their ranges beforehand, and weighed by the likelihood.

    References
    ----------
    Goodman and Weare (2010); Foreman-Mackey et al. (2013).
    """
    import emcee

    number = len(unknowns)

    def log_probability(places: Array) -> Array:
        inside = ((places > 0) & (places < 1)).all(axis=1)
        chance = np.full(len(places), -np.inf)
        if inside.any():
            chance[inside] = log_likelihood(values_at(unknowns, places[inside]))
        return chance

    draw = np.random.default_rng(seed)
    looks = draw.random((FIRST_LOOKS, number))
    worth = np.concatenate([log_probability(block) for block in np.array_split(looks, 16)])
    # from likely places, and no two alike: by chance, each as often as it is likely, in a milder way
    weights = np.exp((worth - worth.max()) / max(1.0, float(np.ptp(np.sort(worth)[-WALKERS:])) / 3))
    first = looks[draw.choice(FIRST_LOOKS, WALKERS, p=weights / weights.sum())]
    first = np.clip(first + draw.normal(0.0, 0.01, first.shape), 1e-6, 1 - 1e-6)
    sampler = emcee.EnsembleSampler(WALKERS, number, log_probability, vectorize=True)
    sampler.random_state = np.random.RandomState(seed % 2**32).get_state()
    total = SETTLING + steps
    for done, _state in enumerate(sampler.sample(first, iterations=total), 1):
        if done % 50 == 0:
            on_progress(done, total)
    every = sampler.get_chain(discard=SETTLING)
    away = float(np.max(emcee.autocorr.integrated_time(every, tol=0, quiet=True)))
    draws = pd.DataFrame(values_at(unknowns, every.reshape(-1, number)))
    independent = len(draws) / max(away, 1.0)
    return Posterior(tuple(unknowns), draws, independent, float(np.mean(sampler.acceptance_fraction)))
