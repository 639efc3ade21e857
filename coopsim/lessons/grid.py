"""The runs of a lesson: every point of its grid and its baseline, with common random numbers."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.lessons.declared import Figure, Lesson
from coopsim.lessons.one_farmer import OneFarmer, Year
from coopsim.runs.run import BLOCK, run
from coopsim.runs.scenario_run import Keep, ScenarioRun
from coopsim.scenario import Scenario

FEWEST_RUNS = 50  # a sentence for or against the claim rests on no fewer
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
Array = NDArray[np.float64]
Point = tuple[int, ...]


@dataclass(frozen=True)
class Seasons:
    """A job: some replicates of one scenario, as arrays (replicates, harvests) by outcome."""

    scenario: Scenario
    replicates: tuple[int, ...]
    seed: int
    outcomes: tuple[str, ...]

    @property
    def runs(self) -> int:
        return len(self.replicates)

    def __call__(self) -> dict[str, Array]:
        seasons = ScenarioRun(self.scenario, self.replicates, self.seed, Keep(months=0))().seasons
        table = seasons[(seasons["cooperative"] == self.scenario.cooperative[0].id) & (seasons["grouping"] == "all")]
        table = table.sort_values(["replicate", "season"])
        return {name: table[name].to_numpy(dtype=float).reshape(len(self.replicates), -1) for name in self.outcomes}


@dataclass(frozen=True)
class LessonRuns:
    """A lesson with its runs.

    Attributes
    ----------
    lesson : Lesson
        The lesson.
    replicates, seed : int
        How many runs each setting has, and the seed of their random draws.
    current, baseline : dict
        Point of the sliders -> outcome -> array (replicates, harvests), with the change and without it.
    years : dict
        Point -> `Year`; lesson 1 only.
    """

    lesson: Lesson
    replicates: int
    seed: int
    current: dict[Point, dict[str, Array]]
    baseline: dict[Point, dict[str, Array]]
    years: dict[Point, Year]

    def difference(self, outcome: str, harvests: tuple[int, ...], at: Point | None = None) -> Array:
        """With the change minus without it, mean over the harvests, paired by replicate.

        Parameters
        ----------
        outcome : str
            A column of the table `seasons`, among the lesson's charts and figures.
        harvests : tuple of int
            1 is the first.
        at : tuple of int, optional
            The stop of each slider; without it, where the lesson starts.

        Returns
        -------
        numpy.ndarray
            Shape (replicates,), in the unit of the outcome.
        """
        point = at or self.lesson.start
        columns = [harvest - 1 for harvest in harvests]
        return np.asarray((self.current[point][outcome] - self.baseline[point][outcome])[:, columns].mean(axis=1))

    def values_of(self, figure: Figure) -> Array:
        """One number a replicate, as the figure asks for."""
        if figure.of in ("current", "baseline"):
            columns = [harvest - 1 for harvest in figure.harvests]
            runs = self.current if figure.of == "current" else self.baseline
            values = runs[figure.at or self.lesson.start][figure.outcome][:, columns].mean(axis=1)
        else:
            values = self.difference(figure.outcome, figure.harvests, figure.at or None) * (1.0 if figure.of == "more" else -1.0)
        return np.asarray(values) * figure.times

    def figures(self) -> dict[str, str]:
        """The numbers of the refuting sentence, whole: median, and the ends of the middle 80 %, ready to be put in."""
        figures = {"runs": f"{self.replicates}"}
        for figure in self.lesson.figure:
            figures |= spread(figure.name, self.values_of(figure))
        if self.years:
            year = self.years[self.lesson.start]
            more = year.delivering_usd - year.selling_usd
            figures |= {"runs": f"{len(more)}", "ahead": f"{(more > 0).sum()}"} | spread("more", more)
            figures |= spread("later", year.selling_september_usd - year.delivering_september_usd)
        return figures


def spread(name: str, values: Array) -> dict[str, str]:
    """Median and middle 80 % under the names that a sentence uses.

    >>> spread("lost", np.array([1.0, 2.0, 3.0]))
    {'lost_low': '1', 'lost': '2', 'lost_high': '3'}
    """
    ends = np.nanquantile(values, (LOW, MIDDLE, HIGH))
    names = (f"{name}_low", name, f"{name}_high")
    return {key: f"{value:,.0f}" for key, value in zip(names, ends, strict=True)}


def band(values: Array) -> list[list[float | None]]:
    """Low, middle and high of each harvest over the replicates that have a number there; None where none has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a harvest in which every cooperative is closed has no number
        rows = np.nanquantile(values, (LOW, MIDDLE, HIGH), axis=0)
    return [[None if np.isnan(value) else float(f"{value:.4g}") for value in row] for row in rows]


def run_lesson(
    lesson: Lesson,
    *,
    replicates: int = FEWEST_RUNS,
    seed: int = 1,
    workers: int = 1,
    points: tuple[Point, ...] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> LessonRuns:
    """Run a lesson's grid, or some of its points.

    Parameters
    ----------
    lesson : Lesson
        What to run.
    replicates, seed, workers : int
        Runs for each setting; the seed of their random draws; processes. The numbers do not depend on the processes.
    points : tuple of points, optional
        The stops of the sliders to run; without it, all combinations.
    on_progress : callable, optional
        Called with the number of finished runs and of all runs.
    cancelled : callable, optional
        When it returns true, no new run starts.

    Returns
    -------
    LessonRuns
        The runs of each point, with the change and without it.

    Raises
    ------
    Cancelled
        When `cancelled()` returned true.
    """
    wanted = points or lesson.points
    if lesson.one_farmer >= 0:
        jobs: list[Any] = [OneFarmer(lesson.scenario_at(point), lesson.one_farmer, replicates, seed) for point in wanted]
        years = dict(zip(wanted, run(jobs, workers, on_progress, cancelled), strict=True))
        return LessonRuns(lesson, replicates, seed, {}, {}, years)
    outcomes = tuple(dict.fromkeys((*lesson.charts, *(figure.outcome for figure in lesson.figure))))
    scenarios: dict[str, Scenario] = {}
    hashes: list[tuple[str, str]] = []
    for point in wanted:
        pair = (lesson.scenario_at(point), lesson.scenario_at(point, baseline=True))
        keys = (_simulation_key(pair[0]), _simulation_key(pair[1]))
        scenarios |= dict(zip(keys, pair, strict=True))
        hashes.append(keys)
    blocks = [tuple(range(first, min(first + BLOCK, replicates))) for first in range(0, replicates, BLOCK)]
    jobs = [Seasons(scenario, block, seed, outcomes) for scenario in scenarios.values() for block in blocks]
    results = run(jobs, workers, on_progress, cancelled)
    by_key = {}
    for i, key in enumerate(scenarios):
        parts = results[i * len(blocks) : (i + 1) * len(blocks)]
        by_key[key] = {name: np.concatenate([part[name] for part in parts]) for name in outcomes}
    current = {point: by_key[with_change] for point, (with_change, _base) in zip(wanted, hashes, strict=True)}
    baseline = {point: by_key[without] for point, (_with_change, without) in zip(wanted, hashes, strict=True)}
    return LessonRuns(lesson, replicates, seed, current, baseline, {})


def _simulation_key(scenario: Scenario) -> str:
    """Scenarios with the same results share this key: an event that is switched off does not matter."""
    active = tuple(event for event in scenario.event if event.active)
    return scenario.model_copy(update={"event": active}).hash()
