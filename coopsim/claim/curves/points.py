"""Points of curves that are a mean effect over worlds: sizes, price processes, each draw alone at its ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from coopsim.claim.criteria import Criteria
from coopsim.claim.documents import CurvePoint
from coopsim.claim.inference.noise import Floats, world_means
from coopsim.claim.judging.effects import effects_of
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.statistics import mean_interval


def of_worlds(effects: Any, fixed: Criteria) -> Floats:
    """The mean effect of each world over its runs; NaN where it does not last."""
    means = world_means(effects, fixed.frozen.runs.least_share)
    out = np.full(len(means.lasts), np.nan)
    out[means.lasts] = means.mean[:, 0]
    return out


def mean_point(name: str, outcome: str, worlds: Any, runs: int, fixed: Criteria, **place: float | None) -> CurvePoint:
    """The mean over worlds with its t interval, at a place."""
    mean, low, high, number = mean_interval(worlds, fixed.frozen.judgement.level)
    return CurvePoint(name=name, outcome=outcome, value=mean, ci_low=low, ci_high=high, worlds=number, runs=runs, **place)


def by_part(name: str, simulated: Simulated, fixed: Criteria, **place: float | None) -> Iterable[CurvePoint]:
    """The headline's effect on each part that curves are drawn of."""
    for part in fixed.frozen.curves.parts:
        effects = effects_of(simulated, fixed, fixed.headline_treatment, part)
        yield mean_point(name, part, of_worlds(effects, fixed), simulated.runs_per_world, fixed, **place)


def dose_points(doses: Simulated, main: Simulated | None, fixed: Criteria) -> tuple[CurvePoint, ...]:
    """By the size of the price change, of booms and of slumps; the headline's own size from as many of its worlds.

    Parameters
    ----------
    doses : Simulated
        The headline treatment in other sizes.
    main : Simulated or None
        The headline.
    fixed : Criteria
        In force.

    Returns
    -------
    tuple of CurvePoint
        `x` is the ln size without its sign.
    """
    sources = [doses] if main is None else [doses, main.first(len(doses.worlds))]
    arms = [(arm, place) for place, one in enumerate(sources) for arm in one.treated]
    at = sorted({(arm.ln_size, arm.kind, place) for arm, place in arms if arm.treatment == fixed.headline_treatment})
    points = []
    for size, kind, place in at:
        one = sources[place]
        for part in fixed.frozen.curves.parts:
            effects = effects_of(one, fixed, fixed.headline_treatment, part, kind=kind, ln_size=size)
            points.append(mean_point(kind, part, of_worlds(effects, fixed), one.runs_per_world, fixed, x=size))
    return tuple(points)


def process_points(
    by_process: Mapping[str, Simulated], main: Simulated | None, usual: str, fixed: Criteria
) -> tuple[CurvePoint, ...]:
    """The headline cell on other price processes; first on its own, from as many of its worlds."""
    number = max((len(one.worlds) for one in by_process.values()), default=0)
    every = ({} if main is None else {usual: main.first(number)}) | dict(by_process)
    return tuple(point for name, one in every.items() for point in by_part(name, one, fixed))


def alone_points(ends: Mapping[tuple[str, float], Simulated], fixed: Criteria) -> tuple[CurvePoint, ...]:
    """Each draw alone at the ends of its range, and what changes from the lowest to the highest, paired by world.

    Parameters
    ----------
    ends : mapping
        By name of the draw and its value.
    fixed : Criteria
        In force.

    Returns
    -------
    tuple of CurvePoint
        `x` is the value of the draw; it is missing where `value` is the change between the ends.
    """
    points = []
    for name in dict.fromkeys(name for name, _value in ends):
        low, high = sorted(value for other, value in ends if other == name)
        points += [point for value in (low, high) for point in by_part(name, ends[name, value], fixed, x=value)]
        for part in fixed.frozen.curves.parts:
            at = [of_worlds(effects_of(ends[name, x], fixed, fixed.headline_treatment, part), fixed) for x in (low, high)]
            points.append(mean_point(name, part, at[1] - at[0], ends[name, low].runs_per_world, fixed))
    return tuple(points)
