"""Numbers of an experiment: effects of runs, their mean and interval over worlds, and where they stand in the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.documents import Measurement
from coopsim.claim.inference.judge import FEW_WORLDS
from coopsim.claim.inference.mixture import fits
from coopsim.claim.inference.noise import WorldMeans, world_means
from coopsim.claim.inference.shares import THREE, masses
from coopsim.runs.statistics import mean_interval, wilson_interval

YES, NO, OPEN = "yes", "no", "open"
MISSING = float("nan")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Number:
    """A measured number: the mean over worlds with its interval; `key` is how the rules ask for it.

    Effects keep their raw sign: a fall is negative.

    Parameters
    ----------
    key : str
        How the rules ask for it.
    mean, low, high : float
        Over the worlds' means over their runs, with the t interval.
    worlds, runs : int
        Worlds that count; runs of each as planned.
    unit : str
        "share", "level" (no difference, but a share), "US$", "seasons", or "" for a plain number.
    smallest : float or None
        The smallest effect that would matter, if there is one.
    block, row, column : tuple of str
        Where it stands: names of labels.
    share_above, share_below : float
        Worlds beyond the smallest effect on either side, without the noise of runs.
    sd_worlds : float
        Spread of the worlds without the noise of runs.
    """

    key: str
    mean: float
    low: float
    high: float
    worlds: int
    runs: int = 1
    unit: str = "share"
    smallest: float | None = None
    block: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    share_above: float = MISSING
    share_below: float = MISSING
    sd_worlds: float = MISSING

    def above(self, bound: float) -> str:
        """Whether the mean lies above `bound`, by its whole interval; open where the interval holds it.

        >>> [Number("", 0.1, low, high, 9).above(0.05) for low, high in ((0.06, 0.2), (-0.1, 0.04), (0.0, 0.2))]
        ['yes', 'no', 'open']
        """
        if not np.isfinite([self.low, self.high]).all():
            return OPEN
        return YES if self.low > bound else NO if self.high <= bound else OPEN

    def below(self, bound: float) -> str:
        """Whether the mean lies below `bound`, by its whole interval."""
        if not np.isfinite([self.low, self.high]).all():
            return OPEN
        return YES if self.high < bound else NO if self.low >= bound else OPEN

    def document(self) -> Measurement:
        """As decide.json holds it."""
        return Measurement(
            key=self.key,
            block=self.block,
            row=self.row,
            column=self.column,
            value=self.mean,
            ci_low=self.low,
            ci_high=self.high,
            unit=self.unit,
            worlds=self.worlds,
            runs=self.runs,
            sd_worlds=self.sd_worlds,
            smallest_effect=self.smallest,
            share_above=self.share_above,
            share_below=self.share_below,
        )


def number(
    key: str,
    values: Floats,
    *,
    unit: str = "share",
    smallest: float | None = None,
    block: tuple[str, ...] = (),
    row: tuple[str, ...] = (),
    column: tuple[str, ...] = (),
    level: float = 0.95,
) -> Number:
    """The number that the runs of all worlds give.

    Parameters
    ----------
    key : str
        How the rules ask for it.
    values : array, shape (worlds, runs)
        Effects with their raw sign; NaN in a run that is left out with its pair. A world that keeps fewer than half of its
        runs is left out.
    unit : str
        Of the values; the interval of a "level", a share and no difference, stays within 0 and 1.
    smallest : float, optional
        The smallest effect that would matter.
    block, row, column : tuple of str
        Where it stands.
    level : float
        Confidence of the interval.

    Returns
    -------
    Number
        In that unit.

    Examples
    --------
    Two worlds, -.1 and -.2 on average; the third keeps none of its runs.

    >>> fall = number("fall", np.array([[-0.1, -0.1], [-0.3, -0.1], [np.nan, np.nan]]), smallest=0.05)
    >>> round(fall.mean, 3), fall.worlds, fall.runs
    (-0.15, 2, 2)
    """
    means = world_means(values)
    of_worlds = means.mean[:, 0]
    mean, low, high, worlds = mean_interval(of_worlds, level)
    if unit == "level":
        whole = np.isin(of_worlds, (0, 1)).all()
        ends = wilson_interval(int(of_worlds.sum()), worlds)[1:3] if whole else (max(low, 0.0), min(high, 1.0))
        low, high = ends
    above, below, sd_worlds = without_noise(means, smallest)
    return Number(key, mean, low, high, worlds, means.runs_planned, unit, smallest, block, row, column, above, below, sd_worlds)


def without_noise(means: WorldMeans, smallest: float | None) -> tuple[float, float, float]:
    """Worlds above the smallest effect, worlds as far below, and the spread of worlds, the noise of runs taken out (Eq. J4, J5).

    Parameters
    ----------
    means : WorldMeans
        Of one effect.
    smallest : float or None
        What would matter; None: there is no share.

    Returns
    -------
    tuple of float
        Two shares and a standard deviation; NaN where there are too few worlds or runs to say.

    Examples
    --------
    All noise, one run like the other on average:

    >>> noise = np.random.default_rng(1).normal(0.0, 0.1, (40, 20))
    >>> above, below, sd_worlds = without_noise(world_means(noise - noise.mean(axis=1, keepdims=True)), 0.05)
    >>> above < 0.01, below < 0.01, sd_worlds < 0.02
    (True, True, True)
    """
    if means.worlds < 2 or means.freedom < 1:
        return (MISSING,) * 3
    size = smallest or float(max(np.abs(means.mean).max(), 1e-9))
    best = fits(means.divided_by([size]), FEW_WORLDS)[0]
    above, below, _small = masses(best.mixture, THREE)[0]
    spread = size * float(np.sqrt(best.mixture.variance[0][0]))
    return (float(above), float(below), spread) if smallest else (MISSING, MISSING, spread)


def negated(state: str) -> str:
    """Not.

    >>> [negated(state) for state in (YES, NO, OPEN)]
    ['no', 'yes', 'open']
    """
    return {YES: NO, NO: YES}.get(state, OPEN)


def all_of(*states: str) -> str:
    """Yes where all are; no where one is not; open otherwise.

    >>> all_of(YES, OPEN), all_of(NO, OPEN), all_of(YES, YES), all_of()
    ('open', 'no', 'yes', 'yes')
    """
    return NO if NO in states else OPEN if OPEN in states else YES


def any_of(*states: str) -> str:
    """Yes where one is; no where none is.

    >>> any_of(YES, OPEN), any_of(NO, OPEN), any_of(NO, NO), any_of()
    ('yes', 'open', 'no', 'no')
    """
    return YES if YES in states else OPEN if OPEN in states else NO
