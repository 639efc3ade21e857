"""Which factors an outcome depends on, by the indices that the design was arranged for: Morris', Sobol', PAWN.

SALib estimates them. Intervals come from drawing anew both the replicates and the blocks of points that belong together
(trajectories, Saltelli's rows), so that they know of chance within a run and of the few points that were tried.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.designs import sampling
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.sweeps.blocks import block, by_arm
from coopsim.sweeps.summary.swept import LEVEL, Swept

RESAMPLES = {"morris": 200, "sobol": 200, "latin-hypercube": 40}  # PAWN takes its time
PAWN_SLICES = 10
METHODS = {"morris": "Morris", "sobol": "Sobol'", "latin-hypercube": "PAWN"}
INDICES = {"morris": ("mu_star", "sigma"), "sobol": ("first", "total"), "latin-hypercube": ("median", "maximum")}
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Sensitivity:
    """The indices of a sweep.

    Attributes
    ----------
    method : str
        "Morris", "Sobol'" or "PAWN".
    table : pandas.DataFrame
        One row for each arm, outcome, factor and index: value, ci_low, ci_high. Morris: `mu_star`, the mean size of the effect of
        one step, and `sigma`, how much it differs from place to place, both in the outcome's unit over the whole range. Sobol':
        `first` and `total`, shares of the variance of the expected outcome. PAWN: `median` and `maximum` distance of the
        distributions, 0 to 1.
    draws : pandas.DataFrame
        One row for each arm and outcome: share, the part of the variance of single runs that is chance within a point.
    """

    method: str
    table: pd.DataFrame
    draws: pd.DataFrame


def sensitivity(swept: Swept, outcomes: Sequence[str] = (), *, level: float = LEVEL, seed: int = 1) -> Sensitivity:
    """The indices that the design of a sweep was arranged for.

    Parameters
    ----------
    swept : Swept
        A finished sweep whose design is morris, sobol or latin-hypercube.
    outcomes : sequence of str
        Names of outcomes; none: those of the design.
    level : float
        Confidence level of the intervals, 0 to 1.
    seed : int
        Of the resampling.

    Returns
    -------
    Sensitivity
        Indices with their intervals, and the share of chance.

    Raises
    ------
    UserMistake
        A sweep that is not finished or has another design, an outcome without a value at some point.

    References
    ----------
    Morris (1991); Campolongo, Cariboni and Saltelli (2007); Saltelli et al. (2010); Pianosi and Wagener (2018).
    """
    kind = swept.kind
    if kind not in METHODS or "points" not in swept.design:
        raise UserMistake(_("has no indices of its own"), field="design", got=kind, allowed=", ".join(METHODS))
    swept.completeness.refuse(METHODS[kind])
    names = swept.outcome_names(outcomes)
    factors = list(swept.design["factor"])
    places = _places(swept, kind, len(factors))
    tables, draws = [], []
    for arm, points in by_arm(swept):
        if len(points) != len(places):
            message = _("the points are not those of the design")
            raise UserMistake(message, field="points", got=len(points), allowed=str(len(places)))
        for name in names:
            values = _values(swept, points, name)
            estimate = _estimator(swept, kind, factors, places)
            blocks = np.arange(len(values), dtype=np.int64).reshape(-1, block(swept))
            intervals = _with_intervals(estimate, values, blocks, RESAMPLES[kind], level, seed)
            rows = [
                {"arm": arm, "outcome": name, "factor": factor, "index": index, "value": value, "ci_low": low, "ci_high": high}
                for index, of_index in zip(INDICES[kind], intervals, strict=True)
                for factor, (value, low, high) in zip(factors, of_index, strict=True)
            ]
            tables += rows
            draws.append({"arm": arm, "outcome": name, "share": draws_share(values)})
    return Sensitivity(METHODS[kind], pd.DataFrame(tables), pd.DataFrame(draws))


def draws_share(values: Floats) -> float:
    """The part of the variance of single runs that is chance within a point; `values` has shape (points, replicates).

    >>> draws_share(np.array([[1.0, 1.0], [3.0, 3.0]])), draws_share(np.array([[0.0, 2.0], [0.0, 2.0]]))
    (0.0, 1.0)
    """
    replicates = values.shape[1]
    if replicates < 2:
        return float("nan")
    within = float(np.nanmean(np.nanvar(values, axis=1, ddof=1)))
    between = max(0.0, float(np.nanvar(np.nanmean(values, axis=1), ddof=1)) - within / replicates)
    return within / (within + between) if within + between > 0 else float("nan")


def _places(swept: Swept, kind: str, factors: int) -> Floats:
    """Where the points lie, 0 to 1, drawn again as the design drew them."""
    size, seed = int(swept.design["points"]), int(swept.design.get("seed", 1))
    if kind == "latin-hypercube":
        return sampling.latin_hypercube(factors, size, seed)
    if kind == "sobol":
        return sampling.sobol(factors, size, seed, bool(swept.design.get("second_order", False)))
    return sampling.morris(factors, size, seed, int(swept.design.get("grid_levels", 4)))


def _values(swept: Swept, points: Ints, name: str) -> Floats:
    """An outcome, shape (points, replicates); NaN where a run failed or has no value."""
    wide = swept.good.pivot_table(index="design_point", columns="replicate", values=name, observed=True).reindex(points)
    empty = wide.index[wide.isna().all(axis=1)]
    if len(empty):
        raise UserMistake(
            _("no run of {n} points has a value, as where the cooperative is closed").format(n=len(empty)),
            field="--outcome",
            got=name,
            allowed=_("an outcome that every run has, such as alive_last"),
        )
    return wide.to_numpy(dtype=float)


Estimate = Callable[[Floats, Ints, float], tuple[Floats, ...]]


def _estimator(swept: Swept, kind: str, factors: Sequence[str], places: Floats) -> Estimate:
    """What gives the indices of means at the points of these numbers; `noise`: the variance that chance leaves in a mean.

    Morris' sizes and PAWN's distances know of no correction: with few replicates chance is part of them.
    """
    problem: dict[str, Any] = {"num_vars": len(factors), "names": list(factors), "bounds": [[0.0, 1.0]] * len(factors)}

    def of_morris(means: Floats, points: Ints, noise: float) -> tuple[Floats, ...]:
        from SALib.analyze import morris

        grid = int(swept.design.get("grid_levels", 4))
        estimates = morris.analyze(problem, places[points], means, num_levels=grid, num_resamples=2)
        return np.asarray(estimates["mu_star"], dtype=float), np.asarray(estimates["sigma"], dtype=float)

    def of_sobol(means: Floats, points: Ints, noise: float) -> tuple[Floats, ...]:
        from SALib.analyze import sobol

        second, size = bool(swept.design.get("second_order", False)), block(swept)
        if not np.ptp(means) > 0:
            return np.full(len(factors), np.nan), np.full(len(factors), np.nan)
        a, b, ab, _ba = sobol.separate_output_values(means - means.mean(), len(factors), len(means) // size, second)
        pairs = [(sobol.first_order(a, ab[:, k], b), sobol.total_order(a, ab[:, k], b)) for k in range(len(factors))]
        first, total = np.array(pairs, dtype=float).T
        seen = float(np.var(np.r_[a, b]))  # what both are shares of: the variance of expected outcomes, and chance
        real = seen - noise
        if real <= 0:
            return np.full(len(factors), np.nan), np.full(len(factors), np.nan)
        return first * seen / real, (total * seen - noise) / real

    def of_pawn(means: Floats, points: Ints, noise: float) -> tuple[Floats, ...]:
        from SALib.analyze import pawn

        estimates = pawn.analyze(problem, places[points], means, S=PAWN_SLICES)
        return np.asarray(estimates["median"], dtype=float), np.asarray(estimates["maximum"], dtype=float)

    return {"morris": of_morris, "sobol": of_sobol, "latin-hypercube": of_pawn}[kind]


def _with_intervals(
    estimate: Estimate, values: Floats, blocks: Ints, resamples: int, level: float, seed: int
) -> list[list[tuple[float, ...]]]:
    """For each index and factor: its value, and the ends of its interval over blocks and replicates drawn anew.

    Drawing points twice makes distances larger than they are, so the ends are those of the draws, moved to the value by the
    draws' median.
    """
    chance, replicates, noise = np.random.default_rng(seed), values.shape[1], _chance_of_a_run(values)
    whole = np.array(estimate(np.nanmean(values, axis=1), blocks.ravel(), noise / replicates))
    drawn = []
    for _resample in range(resamples):
        runs = chance.integers(replicates, size=replicates)
        weights = np.bincount(runs, minlength=replicates) / replicates
        chosen = blocks[chance.integers(len(blocks), size=len(blocks))].ravel()
        drawn.append(estimate(_means(values[:, runs], values)[chosen], chosen, noise * float((weights**2).sum())))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # an outcome that is the same everywhere has no indices
        low, middle, high = np.nanquantile(np.array(drawn), [(1 - level) / 2, 0.5, (1 + level) / 2], axis=0)
    ends = whole + low - middle, whole + high - middle
    return [list(zip(*(part[i].tolist() for part in (whole, *ends)), strict=True)) for i in range(len(whole))]


def _chance_of_a_run(values: Floats) -> float:
    """The variance of one run about the mean of its point, without what moves all points of a replicate alike.

    >>> _chance_of_a_run(np.array([[1.0, 2.0], [5.0, 6.0], [0.0, 1.0]]))
    0.0
    """
    points, replicates = values.shape
    if replicates < 2 or points < 2:
        return 0.0
    rest = values - np.nanmean(values, axis=1, keepdims=True) - np.nanmean(values, axis=0) + np.nanmean(values)
    return float(np.nansum(rest**2) / ((points - 1) * (replicates - 1)))


def _means(values: Floats, every: Floats) -> Floats:
    """Means over replicates; where only runs without a value were drawn, that of all."""
    there = (~np.isnan(values)).sum(axis=1)
    means = np.where(there > 0, np.nansum(values, axis=1) / np.maximum(there, 1), np.nanmean(every, axis=1))
    return np.asarray(means, dtype=float)
