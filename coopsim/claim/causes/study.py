"""The whole study of a history: every arm of every replicate, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.causes.coalitions import arms, selection
from coopsim.claim.causes.declared import Declared
from coopsim.claim.causes.document import h5_part
from coopsim.claim.causes.job import KINDS_OF_PAY, ArmsJob, jobs_of
from coopsim.claim.causes.lives import ALIVE, ArmsLives
from coopsim.claim.causes.measured import Measured
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
OTHERWISE: dict[str, dict[str, Any]] = {
    "no_supply_response": {"supply_response": False},
    "no_local_costs": {"local_cost_index": ""},
}
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
    on_progress, cancelled, kept
        As of `coopsim.runs.run.run`.

    Returns
    -------
    CausesStudy
        H5 with its parts, and the table `cooperatives`.
    """
    number, at_once = replicates or fixed.replicates, min(MOST_ARMS, rows_at_once(scenario.population.farmers))
    every = tuple(arms(fixed.names))
    of = {
        "history": jobs_of(scenario, fixed.causes, every, number, seed, at_once),
        "steady": jobs_of(scenario, fixed.causes, (0,), number, seed, at_once, steady=True),
    }
    for name, values in OTHERWISE.items():
        of[name] = jobs_of(scenario.with_values(values), fixed.causes, (0, every[-1]), number, seed, at_once)
    jobs: list[ArmsJob] = [job for several in of.values() for job in several]
    done: list[ArmsLives] = run(jobs, workers, on_progress, cancelled, kept)
    results = iter(done)
    measured = {name: Measured.of([next(results) for _job in several]) for name, several in of.items()}
    return CausesStudy(
        _document(scenario, fixed, measured, number, seed), cooperatives_table(measured["history"], scenario, fixed)
    )


def _document(scenario: Scenario, fixed: Declared, measured: dict[str, Measured], replicates: int, seed: int) -> CausesDocument:
    months, before = calendar(scenario)
    history = measured["history"]
    part = h5_part(
        fixed,
        Both(**criteria().subclaim(fixed.subclaim).statement),
        history,
        districts_in_order(scenario.cooperative, scenario.district),
        first_year(scenario),
        measured["steady"],
        {name: measured[name] for name in OTHERWISE},
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
        replicates=replicates,
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
    for replicate, (closed, cause, groups) in enumerate(zip(history.closed, history.cause, history.groups, strict=True)):
        number_of_arms, number = closed.shape
        season = closed.ravel()
        tables.append(
            pd.DataFrame(
                {
                    "arm": np.repeat(["+".join(selection(arm, fixed.names)) or "none" for arm in range(number_of_arms)], number),
                    "replicate": replicate,
                    "number": np.tile(np.arange(number), number_of_arms),
                    "district": np.tile(np.array(districts)[groups["district"]], number_of_arms),
                    "members": np.tile(groups["members"], number_of_arms),
                    "sale_price": np.tile(np.array(["open", "fixed"])[groups["sells_fixed"]], number_of_arms),
                    "member_price": np.tile(np.array(KINDS_OF_PAY)[groups["pays"]], number_of_arms),
                    "closed_year": np.where(season == ALIVE, np.nan, season + year),
                    "cause": np.array(CAUSES)[cause.ravel()],
                }
            )
        )
    return pd.concat(tables, ignore_index=True)
