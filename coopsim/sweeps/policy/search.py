"""Generations of policies by NSGA-II, as Optuna has it: a policy is tried in every future, the best mean outcomes are bred on.

Nothing of the optimiser's state is kept: the same seed and the same outcomes lead the same way, so a search that was stopped
goes through the generations that are on the disk again and on from there.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pandas as pd

from coopsim.designs.points import Row
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.sweeps.policy.design import PolicyDesign

if TYPE_CHECKING:
    from optuna.study import Study, StudyDirection
    from optuna.trial import Trial

Evaluate = Callable[[str, Sequence[Row]], pd.DataFrame]
"""(name of the batch, policies) -> one row for each policy (its place) and future, with a column for each outcome."""

REFUSED_AT_MOST = 20  # times the policies of a generation, of values that the scenario does not take together


def search(design: PolicyDesign, evaluate: Evaluate) -> pd.DataFrame:
    """Every policy that was tried: index `policy`, generation, levers, and means over the futures of the search.

    Policy 0 is the scenario as it is, which is tried with the first generation and is no part of it.
    """
    with _quiet():
        study = _study(design)
        tried: dict[tuple[Any, ...], Row] = {}
        for generation in range(design.generations):
            asked = list(_asked(study, design))
            policies = {tuple(policy.values()): policy for _trial, policy in asked}
            new = {key: policy for key, policy in policies.items() if key not in tried}
            if new:
                values = evaluate(f"generation-{generation:03d}", [*([{}] if generation == 0 else []), *new.values()])
                table = means_of(values, design.objectives)
                means: list[Row] = [dict(zip(table.columns, of, strict=True)) for of in table.to_numpy().tolist()]
                if generation == 0:
                    usual = {"generation": 0, **design.as_it_is(), **means.pop(0)}
                for (key, policy), mean in zip(new.items(), means, strict=True):
                    tried[key] = {"generation": generation, **policy, **mean}
            for trial, policy in asked:
                study.tell(trial, [tried[tuple(policy.values())][name] for name in design.objectives])
    return pd.DataFrame([usual, *tried.values()], dtype=object).infer_objects().rename_axis("policy")  # 3 stays 3 beside None


def means_of(values: pd.DataFrame, objectives: Mapping[str, str]) -> pd.DataFrame:
    """The mean of each objective over the futures, one row a policy."""
    for name in objectives:
        if values[name].isna().any():
            message = _("some futures have no value, as where the cooperative is closed")
            allowed = _("an outcome that every run has, such as alive_last")
            raise UserMistake(message, field=f"objective.{name}", got=name, allowed=allowed)
    return values.groupby("policy", sort=True)[list(objectives)].mean()


def front(means: pd.DataFrame, objectives: Mapping[str, str]) -> list[int]:
    """The places of the rows that no other beats in every objective.

    >>> means = pd.DataFrame({"trust_mean": [0.2, 0.5, 0.4], "alive_last": [0.9, 0.8, 0.7]})
    >>> front(means, {"trust_mean": "max", "alive_last": "max"})
    [0, 1]
    """
    import optuna

    with _quiet():
        study = optuna.create_study(directions=_directions(objectives))
        for values in means[list(objectives)].to_numpy(dtype=float).tolist():
            study.add_trial(optuna.create_trial(values=values))
        return sorted(trial.number for trial in study.best_trials)


def _study(design: PolicyDesign) -> Study:
    import optuna

    crossover = optuna.samplers.nsgaii.SBXCrossover()
    sampler = optuna.samplers.NSGAIISampler(population_size=design.policies, crossover=crossover, seed=design.seed)
    return optuna.create_study(directions=_directions(design.objectives), sampler=sampler)


def _directions(objectives: Mapping[str, str]) -> list[StudyDirection]:
    from optuna.study import StudyDirection

    return [StudyDirection.MAXIMIZE if way == "max" else StudyDirection.MINIMIZE for way in objectives.values()]


def _asked(study: Study, design: PolicyDesign) -> Iterator[tuple[Trial, Row]]:
    """The policies of the next generation; values that exclude each other are thrown away and others asked for."""
    from optuna.trial import TrialState

    refused = 0
    number = 0
    while number < design.policies:
        trial = study.ask()
        policy = design.policy({one.name: _place(trial, one) for one in design.levers})
        if design.allows(policy):
            number += 1
            yield trial, policy
            continue
        study.tell(trial, state=TrialState.FAIL)
        refused += 1
        if refused > REFUSED_AT_MOST * design.policies:
            raise UserMistake(_("the scenario takes hardly any of these values together"), field="lever", got=policy)


def _place(trial: Trial, lever: Any) -> float:
    """Where a lever stands, 0 to 1: names are drawn as names, without an order, and numbers as numbers."""
    if not lever.levels:
        return trial.suggest_float(lever.name, 0.0, 1.0)
    names = len(lever.levels)
    return (trial.suggest_categorical(lever.name, range(names)) + 0.5) / names


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the optimiser's own lines of progress, and its word that an interface may change: what we pin does not."""
    import optuna

    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            yield
    finally:
        optuna.logging.set_verbosity(before)
