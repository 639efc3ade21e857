"""`coopsim decide`: the six deciding experiments, from jobs to what the numbers say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.decide.declared import Declared, declared
from coopsim.claim.decide.measures import Number, Table
from coopsim.claim.decide.numbers import numbers_of
from coopsim.claim.decide.rules import RULES, Reading
from coopsim.claim.decide.settings import Plan
from coopsim.claim.worlds import drawn_worlds, held
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.run import run
from coopsim.scenario import Scenario
from coopsim.version import __version__

COLUMNS = (
    "setting",
    "treatment",
    "kind",
    "ln_size",
    "outcome",
    "window",
    "unit_id",
    "value",
    "baseline_value",
    "effect",
    "unit",
)
KEY = ("setting", "treatment", "kind", "ln_size", "outcome", "window", "unit_id")
DEFAULT_WORLDS = 200  # as the claim has; all six within about two minutes on two idle cores
# prefixes of the outcomes that the table holds
PREFIXES = (
    "cohort_offered",
    "offered",
    "refused",
    "trouble",
    "closed",
    "gain",
    "taken",
    "left",
    "alive",
    "seasons_open",
)


@dataclass(frozen=True)
class Decided:
    """What the experiments found: the document of decide.json, and one row per setting, outcome and world."""

    document: dict[str, Any]
    decisions: pd.DataFrame
    worlds: pd.DataFrame


def chosen_ids(ids: Sequence[str]) -> tuple[str, ...]:
    """The experiments asked for, in their own order; all six where none is named.

    >>> chosen_ids(["x3", "X1"])
    ('X1', 'X3')
    """
    experiments = declared().experiments
    wanted = [id.upper() for id in ids]
    for id, typed in zip(wanted, ids, strict=True):
        if id not in experiments:
            raise UserMistake(_("no such experiment"), field="decide", got=typed, among=list(experiments))
    return tuple(id for id in experiments if not wanted or id in wanted)


def decide(
    scenario: Scenario,
    ids: Sequence[str] = (),
    *,
    worlds: int | None = None,
    seed: int = 1,
    held_names: Collection[str] = (),
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Decided:
    """Run the experiments that decide between explanations, with common random numbers.

    Parameters
    ----------
    scenario : Scenario
        The scenario; its own way to sell and to pay is the headline cell.
    ids : sequence of str
        Experiments, such as "X1"; none: all of them.
    worlds : int, optional
        Draws of the structural parameters; left out: the usual number.
    seed : int
        Of all random draws.
    held_names : collection of str
        Parameters that are not drawn but stand in every world as the scenario says (`--set`).
    workers : int
        Processes that share the work; the numbers do not depend on it.
    on_progress : callable, optional
        Called with the jobs done and the jobs in all.
    cancelled : callable, optional
        Once it returns true no new job is begun.

    Returns
    -------
    Decided
        `document` (decide.json, numbers and codes), `decisions` (one row for each setting, outcome and world, in the outcome's
        unit), `worlds` (what each world drew).

    Raises
    ------
    UserMistake
        An experiment that does not exist.
    """
    wanted, fixed, texts = chosen_ids(ids), criteria(), declared()
    number = DEFAULT_WORLDS if worlds is None else worlds
    draws = held(drawn_worlds(fixed, number, seed), fixed, scenario, held_names)
    plan = Plan(scenario, fixed, draws, seed)
    jobs = plan.jobs(wanted)
    results = run([job for _setting, job in jobs], workers, on_progress, cancelled)
    rows = tidy([(setting, effects) for (setting, _job), (effects, _facts) in zip(jobs, results, strict=True)])
    table = Table(rows)
    experiments = [experiment_document(id, table, plan.headline, fixed, texts) for id in wanted]
    document = {
        "schema": 2,
        "coopsim_version": __version__,
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "outcome_file_hash": fixed.hash,
        "decide_file_hash": texts.hash,
        "seed": seed,
        "n_worlds": number,
        "headline_cell": plan.headline,
        "headline_ln_size": fixed.headline_ln_size,
        "level": float(fixed.judgement["level"]),
        "interval_kind": "worlds",
        "experiments": experiments,
    }
    return Decided(document, rows, draws.reset_index())


def tidy(simulated: Sequence[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """All rows under the name of their setting, months of onset averaged within a world, sorted by their key."""
    frames = []
    for setting, effects in simulated:
        rows = effects.assign(setting=setting, outcome=effects["outcome"].astype(str), window=effects["window"].astype(str))
        frames.append(rows[rows["outcome"].str.startswith(PREFIXES)][list(COLUMNS)])
    every = pd.concat(frames, ignore_index=True)
    mean = every.groupby([*KEY, "unit"], observed=True, dropna=False, sort=True)[["value", "baseline_value", "effect"]].mean()
    return mean.reset_index()[list(COLUMNS)].sort_values(list(KEY), kind="stable", ignore_index=True)


def experiment_document(id: str, table: Table, headline: str, fixed: Criteria, texts: Declared) -> dict[str, Any]:
    """One experiment as decide.json says it: what was declared, what was measured, what follows."""
    experiment = texts.experiments[id]
    numbers = numbers_of(id, table, headline, fixed)
    reading = RULES[id]({one.key: one for one in numbers})
    return {
        "id": id,
        "question": experiment.question,
        "arms": experiment.arms,
        "if_claim": experiment.if_claim,
        "if_rival": experiment.if_rival,
        "rule": experiment.rule,
        "limits": experiment.limits,
        **measured(numbers, reading),
    }


def measured(numbers: Sequence[Number], reading: Reading) -> dict[str, Any]:
    """What was measured and how it reads; `named` says which numbers, counts and cells the finding's sentence is made of."""
    return {
        "claim": reading.claim,
        "rival": reading.rival,
        "reading": reading.reading,
        "open": reading.is_open,
        "named": {name: value if isinstance(value, str) else value.key for name, value in reading.named.items()},
        "numbers": [number.document() for number in numbers],
    }
