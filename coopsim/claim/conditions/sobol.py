"""How much of each effect's variance a draw carries, and how much is chance: Sobol' indices, chance as a factor (Eq. J18).

Saltelli's arrangement asks for factors that are independent, so worlds are drawn over the whole declared ranges. The last
factor is chance: its place in the order of all its values is the number of a block of runs, so that two points which share
chance share price paths and random draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import SHORT, arms
from coopsim.claim.criteria import Criteria, Drawn
from coopsim.claim.documents import Interval, Sobol, SobolIndex, SobolOutcome
from coopsim.claim.judging.effects import effects_of
from coopsim.claim.worlds.draws import parts
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.designs.sampling import sobol as arranged
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CHANCE = "chance"
BLOCK = "block"  # column of the draws: number of the block of runs
FIRST_RUN = 700  # no block shares a run with the worlds of the headline
PARTS = ("H2d", "H2t", "H1", "H3")  # offers, trouble, income, distress
RESAMPLES = 200


def design(declared: Sequence[Drawn], base: int, seed: int) -> pd.DataFrame:
    """The points: what each world draws, and the number of its block of runs.

    Parameters
    ----------
    declared : sequence of Drawn
        Factors beside chance.
    base : int
        Points of a column; a power of two.
    seed : int
        Of the points.

    Returns
    -------
    DataFrame
        `base` x (number of draws + 3) rows.

    Examples
    --------
    >>> points = design([Drawn("trust", "", low=0.5, high=0.9)], 4, 1)
    >>> points.shape, sorted(points["block"].unique().tolist())
    ((16, 2), [0, 1, 2, 3, 4, 5, 6, 7])
    """
    places = arranged(len(declared) + 1, base, seed)
    table = pd.DataFrame({one.column: one.value(places[:, k]) for k, one in enumerate(declared)})
    whole = {one.column: np.int64 for one in declared if one.whole}
    blocks = np.unique(places[:, -1], return_inverse=True)[1].ravel()
    return table.astype(whole).assign(**{BLOCK: blocks}).rename_axis("world")


def indices(effects: Any, names: Sequence[str], part: str, level: float = 0.95, seed: int = 1) -> SobolOutcome:
    """First-order and total indices of one effect, with intervals.

    Parameters
    ----------
    effects : array_like, shape (points, runs)
        In the order of `design`; NaN in a run that was closed before the event: nothing happens to what is not there, so it
        counts as no effect.
    names : sequence of str
        Of the draws, in their order; chance is the last factor.
    part : str
        The part of the claim.
    level : float
        Of the intervals.
    seed : int
        Of SALib's bootstrap.

    Returns
    -------
    SobolOutcome
        Indices are missing where the effect is the same everywhere.

    References
    ----------
    Saltelli, A. et al. (2010). Variance based sensitivity analysis of model output. Computer Physics Communications 181, 259.
    """
    from SALib.analyze import sobol as salib

    given = np.asarray(effects, dtype=float)
    mean = np.where(np.isnan(given), 0.0, given).mean(axis=1)
    factors = [*names, CHANCE]
    problem = {"num_vars": len(factors), "names": factors, "bounds": [[0.0, 1.0]] * len(factors)}
    if np.ptp(mean) > 0:
        indices = salib.analyze(
            problem, mean, calc_second_order=False, num_resamples=RESAMPLES, conf_level=level, print_to_console=False, seed=seed
        )
    else:
        indices = {name: np.full(len(factors), np.nan) for name in ("S1", "S1_conf", "ST", "ST_conf")}
    return SobolOutcome(
        part=part,
        closed_share=float(np.isnan(given).mean()),
        indices=tuple(
            SobolIndex(
                name=name,
                first=_around(indices["S1"][k], indices["S1_conf"][k]),
                total=_around(indices["ST"][k], indices["ST_conf"][k]),
            )
            for k, name in enumerate(factors)
        ),
    )


def _around(value: float, half: float) -> Interval:
    return Interval(value=value, ci_low=value - half, ci_high=value + half)


@dataclass(frozen=True)
class SobolJob(WorldsJob):
    """Some points of the design as worlds; points of one block share their price paths and random draws."""

    blocks: tuple[int, ...] = ()

    @property
    def streams(self) -> Ints:
        """The block of each point."""
        return np.asarray(self.blocks, dtype=np.int64)


def planned_sobol(
    scenario: Scenario, fixed: Criteria, cell: str, seed: int, process: str, target_share: float
) -> tuple[SobolJob, ...]:
    """The jobs of the design: a boom and a slump of the headline, of every point.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    fixed : Criteria
        For draws, size and treatment.
    cell : str
        The headline.
    seed : int
        Of the study.
    process : str
        Behind the price paths.
    target_share : float
        The scenario's offered share; every point is brought to it.

    Returns
    -------
    tuple of SobolJob
        Their results, in this order, are what `sobol_of` takes.
    """
    asked = fixed.frozen.sobol
    points = design(fixed.frozen.draws, asked.base, seed)
    pair = tuple(arms(fixed, treatments=(fixed.headline_treatment,)))
    return tuple(
        SobolJob(
            scenario,
            cell,
            part.drop(columns=BLOCK),
            pair,
            seed,
            asked.runs,
            target_share,
            process=process,
            after=SHORT,
            first_run=FIRST_RUN,
            blocks=tuple(part[BLOCK].tolist()),
        )
        for part in parts(points, asked.runs)
    )


def sobol_of(results: Sequence[Simulated], fixed: Criteria) -> Sobol:
    """The indices of every effect, from the results of the jobs in their order."""
    simulated, level = together(results), fixed.frozen.judgement.level
    names = [str(name) for name in simulated.draws]
    effects = {part: effects_of(simulated, fixed, fixed.headline_treatment, part) for part in PARTS}
    outcomes = tuple(indices(effect, names, part, level) for part, effect in effects.items())
    return Sobol(base=fixed.frozen.sobol.base, runs=fixed.frozen.sobol.runs, outcomes=outcomes)
