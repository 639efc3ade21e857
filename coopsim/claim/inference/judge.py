"""From effects of runs to shares of worlds, their intervals and a word (Eq. J3 to J8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.inference.bootstrap import RESAMPLES, counted, envelope, resampled_shares
from coopsim.claim.inference.mixture import SHAPES, Fit, Shape, fits, tables_of
from coopsim.claim.inference.noise import Floats, WorldMeans, chance_share, world_means
from coopsim.claim.inference.shares import FIVE, THREE, Kind, chances, conditional, counts, masses
from coopsim.claim.inference.word import INCONCLUSIVE, TOO_FEW_RUNS, TOO_FEW_WORLDS, Bounds, Word, too_few, word_of

FEW_WORLDS = tuple(shape for shape in SHAPES if shape.normals == 1)  # what 40 worlds can tell apart


@dataclass(frozen=True)
class Judgement:
    """Shares of worlds with their intervals, the word they make, and what they rest on.

    Parameters
    ----------
    names : tuple of str
        The kinds.
    share, low, high : array, shape (kinds)
        Shares of worlds without the noise of runs; they add to 1. NaN where there are too few worlds to say.
    raw : array of int, shape (kinds)
        Worlds by their mean over runs, noise left in.
    word : Word
        Code of the verdict.
    reason : str
        Why there is none; "" where there is one.
    worlds, runs : int
        Worlds that count; runs of each as planned.
    worlds_needed : int or None
        Where undecided: so many would narrow the interval of the largest share enough.
    conditional, conditional_low, conditional_high : array, shape (2)
        Of the five shares: how often trouble rises where offers fall, and where they do not.
    sd_one_run, sd_worlds, chance_share_one_run, chance_share : array, shape (effects)
        How much is chance, in the unit of the effects.
    means : WorldMeans
        Of each world, in the unit of the effects.
    model : str
        The distribution that BIC chose.
    models_counted : tuple of str
        Distributions that the interval allows for.
    chances : array, shape (worlds, kinds)
        Each world's chance to be of each kind, in the order of `means`.
    """

    names: tuple[str, ...]
    share: Floats
    low: Floats
    high: Floats
    raw: NDArray[np.int64]
    word: Word
    reason: str
    worlds: int
    runs: int
    worlds_needed: int | None
    conditional: Floats
    conditional_low: Floats
    conditional_high: Floats
    sd_one_run: Floats
    sd_worlds: Floats
    chance_share_one_run: Floats
    chance_share: Floats
    means: WorldMeans
    model: str
    models_counted: tuple[str, ...]
    chances: Floats

    @property
    def largest(self) -> str:
        """The most frequent kind."""
        return self.names[int(np.nanargmax(self.share))]


def judged(
    effects: Any,
    smallest: Any,
    kind: Kind = THREE,
    bounds: Bounds | None = None,
    shapes: Sequence[Shape] = SHAPES,
    resamples: int = RESAMPLES,
) -> Judgement:
    """Shares of worlds by kind of effect, without the noise of runs, and the word that they make (Eq. J3 to J8).

    Parameters
    ----------
    effects : array_like, shape (worlds, runs) or (worlds, runs, effects)
        Treated less untreated in the claim's direction; NaN in a run that was dropped with its pair.
    smallest : float or sequence of float
        Smallest effect that would matter, of each effect, in its unit.
    kind : Kind
        `THREE`, `NOT_WORSE`, or `FIVE` for the fall in offers with the rise of trouble.
    bounds : Bounds, optional
        What makes a word; left out: as `claim.toml` has it today.
    shapes : sequence of Shape
        Distributions tried; `FEW_WORLDS` for cells of 40 worlds.
    resamples : int
        Of the bootstrap.

    Returns
    -------
    Judgement
        In the unit of the effects.

    Examples
    --------
    >>> draws = np.random.default_rng(2)
    >>> small = judged(draws.normal(0.01, 0.05, (60, 20)), 0.05, resamples=50)
    >>> small.word, small.largest, small.worlds, small.runs, float(small.share.sum().round(12))
    ('too_small', 'small', 60, 20, 1.0)
    """
    bound = bounds or Bounds()
    means = world_means(effects, bound.least_runs_share)
    size = np.broadcast_to(np.asarray(smallest, dtype=float), means.mean.shape[1:])
    scaled = means.divided_by(size)
    if means.worlds < 2 or means.freedom < len(size):
        return _nothing_to_say(means, scaled, kind)
    several = fits(scaled, tuple(shapes))
    best, plausible = several[0], counted(several)
    share = masses(best.mixture, kind)[0]
    anew = [resampled_shares(fit, scaled, kind, resamples) for fit in plausible]
    low, high = envelope(anew, share, bound.level)
    among = conditional(share) if kind is FIVE else np.full(2, np.nan)
    among_low, among_high = envelope(anew, among, bound.level, conditional) if kind is FIVE else (among, among)
    reason = too_few(means, bound)
    word, needed = word_of(kind.names, share, low, high, means.worlds, bound) if not reason else (INCONCLUSIVE, None)
    return Judgement(
        kind.names,
        share,
        low,
        high,
        counts(scaled.mean, kind),
        word,
        reason,
        means.worlds,
        means.runs_planned,
        needed,
        among,
        among_low,
        among_high,
        *_chance(means, best, size),
        means,
        best.shape.name,
        tuple(fit.shape.name for fit in plausible),
        _chances_in_order(best, scaled, kind),
    )


def _chance(means: WorldMeans, best: Fit, size: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Spread of runs, spread of worlds, and what is chance with one run and with the runs there are."""
    of_a_run, of_worlds = np.diagonal(means.noise), best.mixture.variance[0] * size**2
    runs = len(means.runs) / float((1.0 / means.runs).sum())
    by_runs = [
        np.array([chance_share(run, world, number) for run, world in zip(of_a_run, of_worlds, strict=True)])
        for number in (1.0, runs)
    ]
    return np.sqrt(of_a_run), np.sqrt(of_worlds), by_runs[0], by_runs[1]


def _chances_in_order(best: Fit, scaled: WorldMeans, kind: Kind) -> Floats:
    """Each world's chance to be of each kind, in the order in which the worlds were given."""
    tables, order = tables_of(scaled)
    in_order = np.empty((scaled.worlds, len(kind.names)))
    in_order[order] = chances(best.mixture, tables, kind)
    return in_order


def _nothing_to_say(means: WorldMeans, scaled: WorldMeans, kind: Kind) -> Judgement:
    """One world, or hardly a second run: nothing can be taken out."""
    no_share, no_effect, no_pair = np.full(len(kind.names), np.nan), np.full(means.mean.shape[1], np.nan), np.full(2, np.nan)
    reason = TOO_FEW_WORLDS if means.worlds < 2 else TOO_FEW_RUNS
    return Judgement(
        kind.names,
        *(no_share,) * 3,
        counts(scaled.mean, kind),
        INCONCLUSIVE,
        reason,
        means.worlds,
        means.runs_planned,
        None,
        *(no_pair,) * 3,
        *(no_effect,) * 4,
        means,
        "",
        (),
        np.full((means.worlds, len(kind.names)), np.nan),
    )
