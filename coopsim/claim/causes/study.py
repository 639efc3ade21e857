"""The whole study of a history: every arm of every replicate, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.causes.coalitions import arms, selections
from coopsim.claim.causes.declared import Declared
from coopsim.claim.causes.document import h5_part
from coopsim.claim.causes.job import jobs_of
from coopsim.claim.causes.lives import ALIVE
from coopsim.claim.causes.measured import Measured
from coopsim.claim.causes.otherwise import Assumption, Closings, alike
from coopsim.claim.causes.regions import drawn_regions, matched_regions
from coopsim.claim.criteria import criteria
from coopsim.claim.documents import Both
from coopsim.claim.documents.causes import CausesDocument
from coopsim.model.simulate import calendar
from coopsim.runs.closings import CAUSES
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.provenance import model_hash
from coopsim.runs.run import rows_at_once, run
from coopsim.scenario import Scenario
from coopsim.scenario.places import districts_in_order
from coopsim.version import __version__

MOST_ARMS = 16  # at once; of more a worker's memory grows and a month is no cheaper
KEY = ("arm", "replicate", "number")


@dataclass(frozen=True)
class CausesStudy:
    """What was found, and one row for each cooperative of the cohort in each arm and replicate."""

    document: CausesDocument
    cooperatives: pd.DataFrame


def study_causes(
    scenario: Scenario,
    fixed: Declared,
    *,
    replicates: int | None = None,
    seed: int = 1,
    workers: int = 1,
    full: bool = False,
    worlds: int | None = None,
    held: Collection[str] = (),
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    kept: KeptJobs | None = None,
) -> CausesStudy:
    """How much of what became of a cohort each declared cause has to do with.

    Parameters
    ----------
    scenario : Scenario
        With every cause on.
    fixed : Declared
        Its causes.
    replicates : int, optional
        Left out: as declared.
    seed : int
        Of all random draws.
    workers : int
        Processes that share the work; the numbers do not depend on it.
    full : bool
        Whether regions with other numbers are simulated too: as drawn, and as those that look like the field.
    worlds : int, optional
        So many of each kind. Left out: as declared.
    held : collection of str
        Parameters that no such region draws.
    on_progress, cancelled, kept
        As of `coopsim.runs.run.run`.

    Returns
    -------
    CausesStudy
        H5 with its parts, and the table `cooperatives`.
    """
    number, at_once = replicates or fixed.replicates, min(MOST_ARMS, rows_at_once(scenario.population.farmers))
    every, numbers = arms(fixed.names), range(number)
    declared_here = replace(fixed, not_drawn=(*fixed.not_drawn, *held))

    def simulate(jobs: Sequence[Any]) -> list[Any]:
        return run(jobs, workers, None, cancelled, kept)

    others = assumptions(scenario, fixed, number)
    if full:
        regions = scenario, declared_here, criteria(), seed, worlds or fixed.worlds
        others += [drawn_regions(*regions), matched_regions(*regions, simulate)]
    of_history = [job for one in numbers for job in jobs_of(scenario, fixed.causes, every, one, seed, at_once)]
    of_steady = [job for one in numbers for job in jobs_of(scenario, fixed.causes, (0,), one, seed, at_once, steady=True)]
    of_others = [one.jobs(fixed, seed, at_once) for one in others]
    jobs = [*of_history, *of_steady, *(job for one in of_others for several in one for job in several)]
    results = iter(run(jobs, workers, on_progress, cancelled, kept))
    history, steady = (Measured.of([next(results) for _job in several]) for several in (of_history, of_steady))
    of_assumptions = [
        one.results([[next(results) for _job in several] for several in planned], fixed, seed)
        for one, planned in zip(others, of_others, strict=True)
    ]
    return CausesStudy(
        _document(scenario, fixed, history, steady, of_assumptions, seed), cooperatives_table(history, scenario, fixed)
    )


def assumptions(scenario: Scenario, fixed: Declared, replicates: int) -> list[Assumption]:
    """What is always asked beside: harvests that do not respond, local costs as at the start, cooperatives that are all alike."""
    numbers = tuple(range(replicates))

    def everywhere(changed: Scenario) -> tuple[Scenario, ...]:
        return (changed,) * replicates

    return [
        Assumption("no_supply_response", everywhere(scenario.with_values({"supply_response": False})), numbers, fixed.orders),
        Assumption("no_local_costs", everywhere(scenario.with_values({"local_cost_index": ""})), numbers, with_none=False),
        Assumption("alike", everywhere(alike(scenario)), numbers),
    ]


def _document(
    scenario: Scenario, fixed: Declared, history: Measured, steady: Measured, otherwise: list[Closings], seed: int
) -> CausesDocument:
    months, before = calendar(scenario)
    part = h5_part(
        fixed,
        Both(**criteria().subclaim(fixed.subclaim).statement),
        history,
        districts_in_order(scenario.cooperative, scenario.district),
        first_year(scenario),
        steady,
        otherwise,
    )
    return CausesDocument(
        coopsim_version=__version__,
        scenario=scenario.id,
        scenario_hash=scenario.hash(),
        outcome_file_hash=fixed.hash,
        model_hash=model_hash(),
        seed=seed,
        price_source=scenario.price.source,
        period=(str(months[before]), str(months[-1])),
        rules=dict(scenario.population.rules),
        cooperatives=float(np.mean([closed.shape[1] for closed in history.closed])),
        not_open=float(np.mean(history.not_open)),
        farmers=scenario.population.farmers,
        replicates=len(history.closed),
        arms=len(history.closed[0]),
        parts=(part,),
    )


def first_year(scenario: Scenario) -> int:
    """Calendar year in which the first harvest year ends: cooperatives are judged in its last month."""
    months, before = calendar(scenario)
    return int(months[before + 11].year)


def cooperatives_table(history: Measured, scenario: Scenario, fixed: Declared) -> pd.DataFrame:
    """One row for each cooperative of the cohort in each arm and replicate: what it was, when it closed, why."""
    districts, year = districts_in_order(scenario.cooperative, scenario.district), first_year(scenario)
    tables = []
    names = ["+".join(on) or "none" for on in selections(fixed.names)]
    for replicate, (closed, cause, groups) in enumerate(zip(history.closed, history.cause, history.groups, strict=True)):
        number_of_arms, number = closed.shape
        season = closed.ravel()
        tables.append(
            pd.DataFrame(
                {
                    "arm": np.repeat(names, number),
                    "replicate": replicate,
                    "number": np.tile(np.arange(number), number_of_arms),
                    "district": np.tile(np.array(districts)[groups["district"]], number_of_arms),
                    "members": np.tile(groups["members"], number_of_arms),
                    "sale_price": np.tile(groups["sale_price"], number_of_arms),
                    "member_price": np.tile(groups["member_price"], number_of_arms),
                    "closed_year": np.where(season == ALIVE, np.nan, season + year),
                    "cause": np.array(CAUSES)[cause.ravel()],
                }
            )
        )
    return pd.concat(tables, ignore_index=True)
