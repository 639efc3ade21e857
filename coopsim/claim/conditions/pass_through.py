"""The fall in offers and the worst trouble as functions of what traders keep of a rise, and where the fall begins to matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.conditions.spline import enough_places, first_crossing, penalty_of, resampled, smooth
from coopsim.claim.criteria import Criteria
from coopsim.claim.documents import Crossing, H2dPart, PassThroughPoint
from coopsim.claim.inference.noise import world_means
from coopsim.claim.judging.effects import effects_of
from coopsim.claim.outcomes.ladder import RUNGS
from coopsim.claim.worlds.simulated import Simulated

Floats = NDArray[np.float64]
MARGIN = "margin_share"
POINTS = 28  # of the line: a step is a hundredth where the margin is drawn from .03 to .30
RESAMPLES = 200
LEAST_REACHED = 0.02  # of the treated seasons: the worst rung is the highest that is reached so often


@dataclass(frozen=True)
class PassThrough:
    """The two lines, and where the first crosses the smallest effect.

    Parameters
    ----------
    points : tuple of PassThroughPoint
        From the lowest margin to the highest; empty where too few different margins were drawn.
    crossing : Crossing or None
        None with no points; its value is missing where the line does not cross.
    worst_rung : str or None
        The rung that is read along the line; None where none is reached.
    """

    points: tuple[PassThroughPoint, ...] = ()
    crossing: Crossing | None = None
    worst_rung: str | None = None

    def into(self, part: H2dPart) -> H2dPart:
        """The part with the line in it."""
        line = {"by_pass_through": self.points, "crossing": self.crossing, "worst_rung": self.worst_rung}
        return part.model_copy(update=line)


def worst_rung(treated: Mapping[str, Floats], least: float = LEAST_REACHED) -> str | None:
    """The highest rung that at least so many of the treated seasons reach.

    >>> worst_rung({"late_pay": np.array([[0.5]]), "refused": np.array([[0.1]]), "closed": np.array([[0.01]])})
    'refused'
    """
    return next((name for name in reversed(RUNGS) if name in treated and np.nanmean(treated[name]) >= least), None)


def pass_through(
    margin: Any,
    fall: Any,
    treated: Mapping[str, Floats],
    rises: Mapping[str, Floats],
    smallest: float,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    least_runs_share: float = 0.5,
) -> PassThrough:
    """Lines through worlds with bands over worlds and runs, and the crossing with its interval (Eq. J16).

    Parameters
    ----------
    margin : array_like, shape (worlds)
        What traders keep of a rise, as each world drew it.
    fall : array_like, shape (worlds, runs)
        Fall in the share offered; NaN in a run that was dropped.
    treated, rises : mapping
        By rung: seasons of the treated arm that reach it, and by how much more than without the price change, (worlds, runs).
    smallest : float
        Fall that matters.
    level : float
        Of band and interval.
    resamples : int
        Of worlds with replacement, and of the runs of each.
    least_runs_share : float
        A world with fewer of its runs left is not counted.

    Returns
    -------
    PassThrough
        Without points where fewer than five different margins were drawn.

    Examples
    --------
    A fall of .12 less .4 for each dollar kept crosses .05 at .175:

    >>> draws = np.random.default_rng(0)
    >>> margin = draws.uniform(0.03, 0.30, 100)
    >>> fall = (0.12 - 0.4 * margin)[:, None] + draws.normal(0, 0.05, (100, 20))
    >>> line = pass_through(margin, fall, {}, {}, 0.05, resamples=50)
    >>> round(line.crossing.value, 2), line.crossing.missing_share, line.worst_rung
    (0.17, 0.0, None)
    """
    means = world_means(fall, least_runs_share)
    place = np.asarray(margin, dtype=float)[means.lasts]
    if not enough_places(place):
        return PassThrough()
    rung = worst_rung({name: of[means.lasts] for name, of in treated.items() if name in rises})
    lines = [np.asarray(fall, dtype=float)[means.lasts]]
    lines += [np.asarray(rises[rung], dtype=float)[means.lasts]] if rung else []
    at = np.linspace(place.min(), place.max(), POINTS)
    low, width = at[0], at[-1] - at[0]
    drawn = _Lines((place - low) / width, lines, (at - low) / width)
    penalties = drawn.penalties()
    middle, anew = drawn.whole(penalties), drawn.resampled(resamples, penalties)
    falls = bool(middle[0][0] >= middle[0][-1])
    ends = [np.quantile(of_line, [(1 - level) / 2, (1 + level) / 2], axis=0) for of_line in anew]
    points = tuple(_point(at, middle, ends, k) for k in range(POINTS))
    crossings = np.array([first_crossing(at, line, smallest, falls) for line in anew[0]])
    return PassThrough(points, _crossing(first_crossing(at, middle[0], smallest, falls), crossings, level), rung)


@dataclass(frozen=True)
class _Lines:
    """What is smoothed: places of the worlds, one table (worlds, runs) for each line, and where the lines are read."""

    places: Floats
    tables: list[Floats]
    at: Floats

    def whole(self, penalties: list[float]) -> list[Floats]:
        """The lines through all worlds."""
        means = [np.nanmean(table, axis=1) for table in self.tables]
        return [smooth(self.places, mean, self._runs, self.at, one) for mean, one in zip(means, penalties, strict=True)]

    def penalties(self) -> list[float]:
        """Of each line's curvature."""
        return [penalty_of(self.places, np.nanmean(table, axis=1), self._runs) for table in self.tables]

    def resampled(self, resamples: int, penalties: list[float]) -> list[Floats]:
        """Of each line, so many through worlds and runs drawn again: (resamples, points)."""
        draws, runs = np.random.default_rng(0), self._runs  # not the model's random draws
        out: list[list[Floats]] = [[] for _table in self.tables]
        for _resample in range(resamples):
            worlds, where = resampled(self.tables[0], draws)
            if not enough_places(self.places[worlds]):
                continue
            for line, table, penalty in zip(out, self.tables, penalties, strict=True):
                line.append(smooth(self.places[worlds], table[where].mean(axis=1), runs[worlds], self.at, penalty))
        return [np.array(line) for line in out]

    @property
    def _runs(self) -> Floats:
        return np.asarray((~np.isnan(self.tables[0])).sum(axis=1), dtype=float)


def _point(at: Floats, middle: list[Floats], ends: list[Floats], k: int) -> PassThroughPoint:
    """One point of both lines."""
    rung = [middle[1][k], *ends[1][:, k]] if len(middle) > 1 else [None] * 3
    return PassThroughPoint(
        margin_share=float(at[k]),
        effect=middle[0][k],
        ci_low=ends[0][0, k],
        ci_high=ends[0][1, k],
        rung_effect=rung[0],
        rung_ci_low=rung[1],
        rung_ci_high=rung[2],
    )


def _crossing(value: float, resampled_values: Floats, level: float) -> Crossing:
    """With its interval: an end beyond the range is missing, and so is the value of a line that does not cross."""
    ends = np.quantile(resampled_values, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    missing = float(np.mean(~np.isfinite(resampled_values)))
    return Crossing(value=value, ci_low=ends[0], ci_high=ends[1], missing_share=missing)


def of_simulated(main: Simulated, fixed: Criteria, treatment: str, part: H2dPart) -> H2dPart:
    """The part with its lines and the range that sources give, from the worlds of the headline."""
    sourced = {"sourced_low": fixed.frozen.dividing.sourced_low, "sourced_high": fixed.frozen.dividing.sourced_high}
    part = part.model_copy(update=sourced)
    if MARGIN not in main.draws:
        return part
    offers, trouble, size = fixed.subclaim("H2d"), fixed.subclaim("H2t"), fixed.headline_ln_size
    arms = main.arms(treatment, offers.kind, size)
    reached = {rung: f"reached_{rung}" for rung in RUNGS}
    treated = {
        rung: np.mean([main.value(arm, outcome, treatment, trouble.window) for arm in arms], axis=0)
        for rung, outcome in reached.items()
    }
    return pass_through(
        main.draws[MARGIN],
        effects_of(main, fixed, treatment, "H2d"),
        treated,
        {rung: treated[rung] - main.baseline(outcome, treatment, trouble.window) for rung, outcome in reached.items()},
        offers.smallest_effect or 0.0,
        fixed.frozen.judgement.level,
        fixed.frozen.inference.resamples,
        fixed.frozen.runs.least_share,
    ).into(part)
