"""`coopsim decide`: the seven deciding experiments, from jobs to what the numbers say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from coopsim.claim.criteria import criteria
from coopsim.claim.decide.declared import Declared, DeclaredExperiment, declared
from coopsim.claim.decide.measures import Number
from coopsim.claim.decide.numbers import numbers_of
from coopsim.claim.decide.results import Results, decisions, joined
from coopsim.claim.decide.rules import RULES, Reading
from coopsim.claim.decide.settings import RUNS, WORLDS, Plan
from coopsim.claim.documents import DecideDocument, Experiment
from coopsim.claim.heads import study_head
from coopsim.claim.matching.matched import Likeness
from coopsim.claim.studied import Choices
from coopsim.claim.studying import chosen_worlds
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.run import run
from coopsim.scenario import Scenario


@dataclass(frozen=True)
class Decided:
    """What the experiments found: the document of decide.json, and one row per setting, outcome and world."""

    document: DecideDocument
    decisions: pd.DataFrame
    worlds: pd.DataFrame


def chosen_ids(ids: Sequence[str]) -> tuple[str, ...]:
    """The experiments asked for, in their own order; all of them where none is named.

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
    runs: int | None = None,
    seed: int = 1,
    held_names: Collection[str] = (),
    like: Likeness | None = None,
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    kept: KeptJobs | None = None,
) -> Decided:
    """Run the experiments that decide between explanations, with common random numbers, in worlds that look like the field.

    Parameters
    ----------
    scenario : Scenario
        The scenario; its own way to sell and to pay is the headline cell.
    ids : sequence of str
        Experiments, such as "X1"; none: all of them.
    worlds, runs : int, optional
        Worlds of each setting, the first so many that look like the field, and runs of each; left out: 60 and 8.
    seed : int
        Of all random draws.
    held_names : collection of str
        Parameters that are not drawn but stand in every world as the scenario says (`--set`).
    like : Likeness, optional
        The worlds; left out: the scenario's own, kept with the package or matched anew.
    workers : int
        Processes that share the work; the numbers do not depend on it.
    on_progress : callable, optional
        Called with the runs done and the runs in all.
    cancelled : callable, optional
        Once it returns true no new job is begun.
    kept : KeptJobs, optional
        Results of single jobs, by which work that was interrupted goes on.

    Returns
    -------
    Decided
        `document` (decide.json, numbers and codes), `decisions` (one row for each setting, outcome and world, in the outcome's
        unit), `worlds` (what each world drew).

    Raises
    ------
    UserMistake
        An experiment that does not exist, or no world that looks like the field.
    """
    wanted, fixed = chosen_ids(ids), criteria()
    number = WORLDS if worlds is None else worlds
    simulate = partial(run, workers=workers, on_progress=on_progress, cancelled=cancelled, kept=kept)
    if like is None:
        asked = Choices(seed=seed, worlds=number, held_names=tuple(held_names))
        like = chosen_worlds(scenario, fixed, asked, simulate).likeness
        assert like is not None  # they are chosen by it
    matched = like.matched
    draws, shifts = matched.draws.iloc[:number], matched.shifts.only(slice(number))
    plan = Plan(scenario, fixed, draws, seed, runs or RUNS, matched.itself.target_share, shifts)
    jobs = plan.jobs(wanted)
    done = simulate([job for _setting, job in jobs])
    results = by_setting([setting for setting, _job in jobs], done)
    numbers = numbers_of(wanted, results, plan.headline, fixed, simulate)
    document = DecideDocument(
        **study_head(scenario, fixed, seed),
        decide_file_hash=declared().hash,
        headline_cell=plan.headline,
        headline_ln_size=fixed.headline_ln_size,
        level=fixed.frozen.judgement.level,
        worlds=len(draws),
        runs_per_world=plan.runs,
        worlds_matched=matched.waves[-1].left,
        experiments=tuple(experiment_document(id, numbers[id], declared()) for id in wanted),
    )
    return Decided(document, decisions(results), draws.reset_index())


def by_setting(names: Sequence[str], done: Sequence[Any]) -> Results:
    """What the jobs gave, those of one setting together."""
    return {name: joined([one for other, one in zip(names, done, strict=True) if other == name]) for name in dict.fromkeys(names)}


def experiment_document(id: str, numbers: Sequence[Number], texts: Declared) -> Experiment:
    """One experiment as decide.json says it: what was declared, what was measured, what follows."""
    return experiment_of(texts.experiments[id], numbers, RULES[id]({one.key: one for one in numbers}))


def experiment_of(declared_one: DeclaredExperiment, numbers: Sequence[Number], reading: Reading) -> Experiment:
    """What was declared, what was measured and how it reads.

    Parameters
    ----------
    declared_one : DeclaredExperiment
        From decide.toml.
    numbers : sequence of Number
        Measured.
    reading : Reading
        What the rule makes of them.

    Returns
    -------
    Experiment
        `named` says which numbers, counts and cells the finding's sentence is made of; `worlds` are those of the number that
        most worlds give.
    """
    return Experiment(
        id=declared_one.id,
        question=declared_one.question,
        arms=declared_one.arms,
        if_claim=declared_one.if_claim,
        if_rival=declared_one.if_rival,
        rule=declared_one.rule,
        limits=declared_one.limits or None,
        claim=reading.claim,
        rival=reading.rival,
        reading=reading.reading,
        open=reading.is_open,
        named={name: value if isinstance(value, str) else value.key for name, value in reading.named.items()},
        numbers=tuple(number.document() for number in numbers),
        worlds=max((number.worlds for number in numbers), default=0),
        runs=max((number.runs for number in numbers), default=0),
    )
