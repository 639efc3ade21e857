"""Rules without a likelihood: ledgers are replayed until they look like the one observed (ABC-SMC, by pyabc)."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.calibration.faced import Faced
from coopsim.calibration.hold_out import shares_of_periods
from coopsim.calibration.posterior import Posterior
from coopsim.calibration.stepwise import Replay
from coopsim.calibration.unknowns import Unknown, values_at

Array = NDArray[np.float64]
PARTICLES = 100
ROUNDS = 5
MOST_REPLAYS = 2000
DRAWS = 4000  # of the particles, by their weights
FUTURES = 60


def looks(rows: Faced, part: Array) -> dict[str, float]:
    """What is compared of two ledgers.

    The share of every period, how members differ, how many rows are whole or nothing, and whether a member does as she did.
    """
    shares = shares_of_periods(rows, part, "measured")
    number = np.maximum(np.bincount(rows.member, minlength=len(rows.members)), 1)
    means = np.bincount(rows.member, part, len(rows.members)) / number
    order = np.lexsort((rows.period, rows.member))
    follows = rows.member[order][1:] == rows.member[order][:-1]
    change = float(np.abs(np.diff(part[order]))[follows].mean()) if follows.any() else 0.0
    seen = {f"period_{place}": float(share) for place, share in enumerate(shares) if (rows.period == place).any()}
    return {
        **seen,
        "between_members": float(means.std()),
        "nothing": float((part < 0.05).mean()),
        "whole": float((part > 0.95).mean()),
        "change": change,
    }


def posterior_by_simulation(
    unknowns: Sequence[Unknown],
    replay: Replay,
    observed: Array,
    seed: int,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Posterior:
    """Draws from what looks like the ledger, after some rounds of particles that come nearer and nearer.

    References
    ----------
    Toni et al. (2009); distances scaled anew each round: Prangle (2017). Klinger, Rickert and Hasenauer (2018).
    """
    import pyabc

    logging.getLogger("ABC").setLevel(logging.WARNING)  # it tells every round
    names, done = [f"place_{number}" for number in range(len(unknowns))], 0
    chance = np.random.default_rng(seed)

    def simulate(places: dict[str, float]) -> dict[str, float]:
        nonlocal done
        done += 1
        if done % 50 == 0:
            on_progress(min(done, MOST_REPLAYS), MOST_REPLAYS)
        values = values_at(unknowns, np.array([places[name] for name in names]))
        parts = replay.parts({name: float(value) for name, value in values.items()}, int(chance.integers(2**32)))
        return looks(replay.faced, parts)

    study = pyabc.ABCSMC(
        simulate,
        pyabc.Distribution(**{name: pyabc.RV("uniform", 0.0, 1.0) for name in names}),
        pyabc.AdaptivePNormDistance(p=2),
        population_size=PARTICLES,
        sampler=pyabc.sampler.SingleCoreSampler(),
    )
    # Windows holds a database that is open
    with _global_chance(seed), TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        study.new(f"sqlite:///{Path(folder) / 'rounds.db'}", looks(replay.faced, observed))
        history = study.run(max_nr_populations=ROUNDS, max_total_nr_simulations=MOST_REPLAYS)
        particles, weights = history.get_distribution()
    drawn = particles[names].sample(DRAWS, replace=True, weights=weights, random_state=seed % 2**32)
    draws = pd.DataFrame(values_at(unknowns, drawn.to_numpy()))
    return Posterior(tuple(unknowns), draws, float(1.0 / np.sum(np.asarray(weights) ** 2)), len(weights) / max(done, 1))


@contextmanager
def _global_chance(seed: int) -> Iterator[None]:
    """For a while the global generators, from which pyabc draws, are seeded; then they are as the caller had them."""
    before, of_numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002
    try:
        yield
    finally:
        random.setstate(before)
        np.random.set_state(of_numpy)  # noqa: NPY002


def replayed_futures(posterior: Posterior, replay: Replay, seed: int) -> Array:
    """Shares of all periods of ledgers replayed with draws of the posterior, shape (futures, periods)."""
    draws = posterior.draws.sample(FUTURES, replace=True, random_state=seed % 2**32)
    parts = [
        replay.parts({str(name): float(value) for name, value in draw.items()}, seed + number)
        for number, draw in enumerate(draws.to_dict("records"))
    ]
    return shares_of_periods(replay.faced, np.array(parts), "measured")
