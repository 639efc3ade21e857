"""What the test of the claim costs: processor milliseconds a row by kind of job, and the sum of all it plans.

A row is one run of one world with all its arms. One job of each kind is timed and stands for all of its kind, so that the sum of
`--full`, a quarter of an hour, takes a minute to tell.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from benchmarks.contenders import made
from benchmarks.timing import seconds_of
from coopsim.claim import placebos
from coopsim.claim.arms import EVENT, PARTING
from coopsim.claim.conditions.sobol import planned_sobol
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.curves import planned_curves
from coopsim.claim.matching.job import MatchingJob
from coopsim.claim.matching.rows import rows as field_rows
from coopsim.claim.plan import Numbers, Worlds, planned, worlds_not_chosen
from coopsim.claim.settings import headline_of_scenario, world_process
from coopsim.claim.studied import Choices
from coopsim.claim.worlds.recentre import Shifts
from coopsim.model.simulate import live
from coopsim.scenario import Scenario, load

SCENARIO, SEED, SHARE = "castillo", 1, 0.7
ROWS = 40  # of a job
OFTEN = {"main": "full pair", "ends": "short pair", "knock_outs": "short boom"}  # kinds whose rows the design counts on
ASKED_MS = {"full pair": 12.0, "short pair": 8.6, "short boom": 7.1, "matching": 5.2}
ASKED_SECONDS = {False: 140.0, True: 1530.0}  # the default within 90 s on two cores, `--full` within 15 minutes


class Cost(NamedTuple):
    """One kind of job: its rows, what a row takes, and that over as many farmers' months by themselves."""

    kind: str
    rows: int
    milliseconds: float
    over_months: float | None

    @property
    def seconds(self) -> float:
        return self.rows * self.milliseconds / 1000


def claim_costs(full: bool, quick: bool, tell: Callable[[str], None]) -> dict[str, Any]:
    """Row costs by kind of job and their sum.

    Parameters
    ----------
    full : bool
        What `--full` adds, too.
    quick : bool
        Every job once, not three times.
    tell : callable
        Takes a line on what is measured.

    Returns
    -------
    dict
        `month_ns`, `costs` (a list of kinds), `seconds` in all, `asked_seconds`.
    """
    fixed, scenario = criteria(), load(SCENARIO)
    repeats = 1 if quick else 3
    farmers = scenario.population.farmers
    month = _month_ns(farmers, 3 if quick else 5)
    jobs: dict[str, list[Any]] = {}
    for kind, job in _jobs(scenario, fixed, full):
        jobs.setdefault(kind, []).append(job)
    jobs["main"][0]()  # compiled code is there from here on
    costs = []
    for kind, several in jobs.items():
        tell(kind)
        one = several[len(several) // 2]
        rows = sum(_rows(job) for job in several)
        spent = statistics.median(seconds_of(one) for _repeat in range(repeats)) / _rows(one)
        months = _months_of_a_row(one)
        over = None if months is None else spent * 1e9 / (months * farmers * month)
        costs.append(Cost(OFTEN.get(kind, kind), rows, spent * 1000, over))
    asked = [cost for cost in costs if cost.kind != "matching"]  # tables of matched worlds come with the package
    return {
        "month_ns": month,
        "costs": [cost._asdict() | {"seconds": cost.seconds, "asked": ASKED_MS.get(cost.kind)} for cost in costs],
        "seconds": sum(cost.seconds for cost in asked),
        "asked_seconds": ASKED_SECONDS[full],
    }


def _jobs(scenario: Scenario, fixed: Criteria, full: bool) -> Iterator[tuple[str, Any]]:
    """Every job that a claim plans, with its kind; of matching one."""
    choices, headline, process = Choices(full=full), headline_of_scenario(scenario), world_process(scenario)
    numbers = Numbers.of(fixed, choices)
    drawn = worlds_not_chosen(scenario, fixed, max(numbers.main, numbers.prior), SEED, SHARE, ())
    worlds = replace(drawn, shifts=Shifts.none(len(drawn.draws)))
    for setting in planned(scenario, fixed, choices, headline, process, worlds, drawn).settings:
        yield from ((_kind(setting.name), job) for job in setting.jobs)
    of_the_field = tuple(row for row in field_rows(fixed.frozen.matching.row) if row.in_the_burn_in)
    yield "matching", MatchingJob(scenario, worlds.draws.iloc[: ROWS // 4], SHARE, of_the_field, SEED, 4)
    if full:
        yield from _in_full(scenario, fixed, worlds, headline.cell, process)


def _kind(name: Sequence[str]) -> str:
    return "knock_outs raw" if name[-1] == "raw" else name[0]


def _in_full(scenario: Scenario, fixed: Criteria, worlds: Worlds, cell: str, process: str) -> Iterator[tuple[str, Any]]:
    """What only `--full` simulates."""
    for one in planned_curves(scenario, fixed, worlds, cell, SEED, process):
        yield one.curve, one.job
    for job in planned_sobol(scenario, fixed, cell, SEED, process, SHARE):
        yield "sobol", job
    few = worlds.first(placebos.WORLDS)
    still = placebos.placebo_jobs(scenario, fixed, cell, few.draws, few.shifts, SEED, process, target_share=SHARE)
    for several in still.values():
        yield from (("placebos", job) for job in several)


def _rows(job: Any) -> int:
    """Of a job with arms; of another its runs."""
    return int(job.rows if hasattr(job, "arms") else job.runs)


def _months_of_a_row(job: Any) -> int | None:
    """Months that a row lives, in all its arms; None of a job without arms."""
    arms = getattr(job, "arms", None)
    if arms is None or not hasattr(job, "until"):
        return None
    late = sum(arm.is_late for arm in arms)
    months = PARTING * 12 + (1 + len(arms) - late) * (job.until - PARTING * 12) + late * (job.until - EVENT * 12)
    return int(months)


def _month_ns(farmers: int, repeats: int) -> float:
    """What a farmer's month takes by itself, in as large blocks as the arms of a job."""
    world = made(3 * ROWS, farmers)
    live(world, world.month + 12)
    seconds = [seconds_of(lambda: live(world, world.month + 12)) for _repeat in range(repeats)]
    return statistics.median(seconds) * 1e9 / (12 * 3 * ROWS * farmers)


def shown(found: dict[str, Any]) -> str:
    """The costs as lines of text."""
    table = pd.DataFrame(found["costs"])[["kind", "rows", "milliseconds", "asked", "over_months", "seconds"]]
    sums = f"sum {found['seconds']:.0f} CPU s ({found['asked_seconds']:.0f} asked); a farmer's month {found['month_ns']:.0f} ns"
    return f"{table.round(2).fillna('').to_string(index=False)}\n{sums}"
