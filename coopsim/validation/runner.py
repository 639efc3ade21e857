"""Every pattern under every theory: the jobs, and what each row comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopsim.arguments import whole
from coopsim.errors import UserMistake
from coopsim.patterns import calibrated, cooperatives, households, kinds, markets
from coopsim.patterns.declared import Pattern, Results, Seen
from coopsim.patterns.laboratory import Laboratory
from coopsim.runs.run import run
from coopsim.runs.statistics import Interval, mean_interval
from coopsim.scenario import Scenario, loaded

REPLICATES = 64
BLOCK = 4  # replicates of a job: times its arms they make a world of some two hundred rows
READ_SEASONS = 6
BURN_IN_SEASONS = 10


def _in_order(rows: Iterable[Pattern]) -> tuple[Pattern, ...]:
    return tuple(sorted(rows, key=lambda row: (int(row.root[1:]), row.id)))


_FAMILIES = (calibrated, households, markets, cooperatives, kinds)
PATTERNS = _in_order(row for family in _FAMILIES for row in family.PATTERNS)


def in_the_stated_world(scenario: Scenario) -> Scenario:
    """The world that calibration is measured in: the normal price, weather on, ten seasons of burn-in, six seasons read."""
    plain = scenario.model_copy(update={"event": ()})  # its own calendar: no dated events
    return plain.with_values({"source": "constant", "years": READ_SEASONS, "warm_up_years": BURN_IN_SEASONS})


def chosen(names: Sequence[str], rows: Sequence[Pattern] = PATTERNS) -> tuple[Pattern, ...]:
    """The rows that these names mean: a row's own (P9a) or a pattern's (P9); all of them where none is named.

    >>> [row.id for row in chosen(["P9", "P1"])]
    ['P1', 'P9a', 'P9b', 'P9c']
    """
    there = list(dict.fromkeys(name for row in rows for name in (row.root, row.id)))
    for name in names:
        if name not in there:
            raise UserMistake(field="--pattern", got=name, among=there)
    return tuple(row for row in rows if not names or row.id in names or row.root in names)


@dataclass(frozen=True)
class Validation:
    """Rows of validate.json, and the curves behind two of the patterns (columns rule, pattern, x, value, ci_low, ci_high)."""

    rows: list[dict[str, Any]]
    curves: pd.DataFrame


def validate(
    scenario: str | Path | Scenario,
    replicates: int = REPLICATES,
    seed: int = 1,
    *,
    rules: Sequence[str] = (),
    patterns: Sequence[str] = (),
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Validation:
    """Hold the model against the patterns of the field, under each decision rule.

    Parameters
    ----------
    scenario : Scenario
        The world in which the patterns are looked for.
    replicates : int
        Paired replicates, 2 or more.
    seed : int
        Seed of all random draws.
    rules : sequence of str
        Names of decision rules, each followed by all farmers; none: the scenario's own mix.
    patterns : sequence of str
        Rows (P9a) or patterns (P9); none: all of them.
    workers : int
        Processes at a time; the numbers do not depend on it.
    on_progress : callable, optional
        Called with the runs done and the runs in all.
    cancelled : callable, optional
        Asked before each job; true stops the work with Cancelled.

    Returns
    -------
    Validation
        Each row's value with its 95 % interval and whether it passes, and the curves that the figures show.

    Raises
    ------
    UserMistake
        Fewer than two replicates, or a pattern that is not there.
    """
    scenario, replicates = loaded(scenario), whole("replicates", replicates, 2)
    seed, workers = whole("seed", seed), whole("workers", workers, 1)
    wanted = chosen(patterns)
    needed = tuple(dict.fromkeys(arm for row in wanted for arm in row.arms))
    mixes = {rule: scenario.with_values({"rules": {rule: 1.0}}) for rule in rules} or {_mix(scenario): scenario}
    blocks = [tuple(range(first, min(first + BLOCK, replicates))) for first in range(0, replicates, BLOCK)] if needed else []
    jobs = [Laboratory(mix, block, seed, needed) for mix in mixes.values() for block in blocks]
    done = run(jobs, workers, on_progress, cancelled)
    rows: list[dict[str, Any]] = []
    curves: list[dict[str, Any]] = []
    for number, (rule, mix) in enumerate(mixes.items()):
        parts = done[number * len(blocks) : (number + 1) * len(blocks)]
        seen = {arm: joined([part[arm] for part in parts]) for arm in needed}
        results = Results(seen, mix, seed)
        rows += [_judged(row, rule, results) for row in wanted]
        curves += [{"rule": rule} | point for point in _curves(results, {row.root for row in wanted})]
    return Validation(rows, pd.DataFrame(curves))


def _curves(results: Results, roots: set[str]) -> Iterable[dict[str, Any]]:
    """Late pay against trust (P10) and the share offered by size of farm (P11)."""
    if "P10" in roots:
        for trust in households.TRUST_LEVELS:
            yield {"pattern": "P10", "x": trust, **_numbers(mean_interval(households.late_pay(trust, results)))}
    if "P11" in roots:
        for place, offered in enumerate(households.by_size(results).values()):
            yield {"pattern": "P11", "x": float(place), **_numbers(mean_interval(offered))}


def _mix(scenario: Scenario) -> str:
    return ", ".join(scenario.population.rules)


def joined(parts: Sequence[Seen]) -> Seen:
    """What one arm came to, over all blocks of replicates."""
    first = parts[0]
    return Seen(
        {name: np.concatenate([part.season[name] for part in parts], axis=1) for name in first.season},
        {name: np.concatenate([part.cooperative[name] for part in parts], axis=1) for name in first.cooperative},
        {name: np.concatenate([part.farmer[name] for part in parts]) for name in first.farmer},
        np.concatenate([part.cohort for part in parts]),
    )


def _judged(row: Pattern, rule: str, results: Results) -> dict[str, Any]:
    interval = mean_interval(row.measure(results))
    return {
        "pattern": row.id,
        "rule": rule,
        "class": row.kind,
        "matched": row.matched,
        "en": row.en,
        "es": row.es,
        "source": row.source,
        "unit": row.unit,
        "judged": row.judged,
        "band_low": row.low,
        "band_high": row.high,
        **_numbers(interval),
        "passed": row.passes(interval),
    }


def _numbers(interval: Interval) -> dict[str, Any]:
    ends = {"value": interval.mean, "ci_low": interval.low, "ci_high": interval.high}
    return {name: None if np.isnan(value) else float(value) for name, value in ends.items()} | {"replicates": interval.n}
