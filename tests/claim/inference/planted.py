"""Tables of effects made by hand, with shares of worlds that are certain: what the inference has to find again."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.inference.shares import FIVE, five, shares

Floats = NDArray[np.float64]
SMALLEST = (0.05, 0.10)
TRUTHS = ("normal", "bumps", "zero")


def worlds_of(kind: str, worlds: int, draws: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Fall in offers, chance of trouble untreated and treated, of each world.

    normal: both effects are normal. bumps: half of the worlds have no trouble effect at all, the others one of two, and offers
    are of two kinds. zero: nothing moves anything.
    """
    untreated = draws.beta(1, 4, worlds)
    if kind == "zero":
        return np.zeros(worlds), untreated, untreated
    if kind == "normal":
        fall, rise = draws.normal(0.02, 0.05, worlds), draws.normal(0.08, 0.06, worlds)
    else:
        fall = np.where(draws.random(worlds) < 0.6, draws.normal(-0.01, 0.03, worlds), draws.normal(0.06, 0.06, worlds))
        which = draws.random(worlds)
        bump = np.where(which < 0.8, draws.normal(0.06, 0.05, worlds), draws.normal(0.15, 0.08, worlds))
        rise = np.where(which < 0.5, 0.0, bump)
    return fall, untreated, np.clip(untreated + rise, 0, 1)


def effects(kind: str, worlds: int, runs: int, draws: np.random.Generator) -> Floats:
    """Effects of runs, shape (worlds, runs, 2): offers with normal noise, two seasons of trouble that are 0 or 1 in each arm."""
    fall, untreated, treated = worlds_of(kind, worlds, draws)
    offers = fall[:, None] + draws.normal(0, 0.06, (worlds, runs)) * (kind != "zero")
    trouble = np.zeros((worlds, runs))
    for _season in range(2):
        first = draws.random((worlds, runs))
        second = np.where(draws.random((worlds, runs)) < 0.6, first, draws.random((worlds, runs)))
        if kind == "zero":
            second = first
        trouble += ((second < treated[:, None]) * 1.0 - (first < untreated[:, None])) / 2
    return np.stack([offers, trouble], axis=2)


def true_shares(kind: str) -> Floats:
    """The five shares over very many worlds."""
    fall, untreated, treated = worlds_of(kind, 400_000, np.random.default_rng(99))
    return shares(five(np.stack([fall, treated - untreated], axis=1) / SMALLEST), FIVE)


def draws_of(seed: int) -> Any:
    return np.random.default_rng(seed)


CLUSTERS = {  # share, fall in offers, rise of trouble
    "harm_with_side_selling": (0.12, 0.13, 0.28),
    "trouble_only": (0.22, 0.00, 0.28),
    "side_selling_only": (0.16, 0.13, 0.00),
    "opposite": (0.10, -0.13, 0.00),
    "nothing": (0.40, 0.00, 0.00),
}


def clusters(worlds: int, runs: int, draws: np.random.Generator) -> Floats:
    """Effects of runs of worlds of exactly the five kinds, in the shares of `CLUSTERS`."""
    share, fall, rise = np.array(list(CLUSTERS.values())).T
    which = np.repeat(np.arange(5), np.round(share * worlds).astype(int))
    offers = fall[which][:, None] + draws.normal(0, 0.06, (worlds, runs)) + draws.normal(0, 0.02, (worlds, 1))
    trouble = np.zeros((worlds, runs))
    for _season in range(2):
        first = draws.random((worlds, runs))
        trouble += ((first < 0.15 + rise[which][:, None]) * 1.0 - (first < 0.15)) / 2
    return np.stack([offers, trouble], axis=2)
