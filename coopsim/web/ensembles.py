"""Many runs, in processes of their own: one piece of work at a time for all visitors, and it never holds up a page."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import coopsim
from coopsim.lessons import LessonRuns, lesson, run_lesson
from coopsim.web.investigation.study import Results, key_of, results_of
from coopsim.web.live import Changes, scenario_of
from coopsim.web.state import PageState
from coopsim.web.story.lives import LIVES, Lives, lives_from, seasons_asked
from coopsim.web.turns import Stopped as Stopped
from coopsim.web.turns import Turns

RUNS = 100  # the most that a visitor may ask for
KEPT = 64
_WORKERS = 2
Side = tuple[str, Changes]

_turns = Turns()
_results: dict[Hashable, Any] = {}  # the latest, whole or not at all; written by whoever has the turn


def compare(a: Side, b: Side, seed: int, on_progress: Callable[[int, int], None], stopped: Callable[[], bool]) -> Any:
    """`coopsim.compare` of two sides, RUNS runs of each, in other processes; what was found is remembered.

    Waits while somebody else's is under way. `tell(done, all)` counts runs; Stopped when `stopped()` turns true.
    """

    def make() -> Any:
        return coopsim.compare(scenario_of(*a), scenario_of(*b), RUNS, seed, _WORKERS, on_progress, stopped)

    return _made((a, b, seed), make, stopped)


def lives(side: Side, seed: int, stopped: Callable[[], bool]) -> Lives:
    """The run of a page and its grey run, LIVES times each with other draws, in other processes; what came out is remembered."""

    def make() -> Lives:
        tables = [
            coopsim.run(scenario, replicates=LIVES, seed=seed, workers=_WORKERS, keep_months=0, progress=False).seasons
            for scenario in seasons_asked(*side)
        ]
        return lives_from(*side, seed, *tables)

    made: Lives = _made(("lives", side, seed), make, stopped)
    return made


def finished_lives(side: Side, seed: int) -> Lives | None:
    """The same, if they were made before."""
    return _results.get(("lives", side, seed))


def lesson_runs(number: int, points: tuple[tuple[int, ...], ...], seed: int, stopped: Callable[[], bool]) -> LessonRuns:
    """`coopsim.lessons.run_lesson` at some points of a lesson's sliders, made and remembered like a comparison."""

    def make() -> LessonRuns:
        return run_lesson(lesson(number), seed=seed, workers=_WORKERS, points=points, cancelled=stopped)

    runs: LessonRuns = _made((number, points, seed), make, stopped)
    return runs


def finished_lesson_runs(number: int, points: tuple[tuple[int, ...], ...], seed: int) -> LessonRuns | None:
    """The same, if they were made before."""
    return _results.get((number, points, seed))


def _made(
    key: Hashable,
    make: Callable[[], Any],
    stopped: Callable[[], bool],
    on_wait: Callable[[int], None] = lambda before: None,
) -> Any:
    with _turns.mine(stopped, on_wait):
        if key not in _results:
            try:
                result = make()
            except Exception:
                if stopped():
                    raise Stopped from None
                raise
            while len(_results) >= KEPT:
                del _results[next(iter(_results))]
            _results[key] = result
        return _results[key]


def sweep(
    state: PageState,
    on_progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
    on_wait: Callable[[int], None],
) -> Results:
    """All runs of what the page Investigate asks, in other processes; what came out is remembered.

    `on_wait(before)`: how many come first. When `stopped()` turns true the processes end in the middle of what they do.
    """

    def cancelled() -> bool:
        if stopped():
            raise Stopped
        return False

    results: Results = _made(key_of(state), lambda: results_of(state, _WORKERS, on_progress, cancelled), stopped, on_wait)
    return results


def finished_sweep(state: PageState) -> Results | None:
    """The same, if they were made before and are still kept."""
    return _results.get(key_of(state))
