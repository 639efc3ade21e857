"""`coopsim decide`: the six deciding experiments, from jobs to what the numbers say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.decide.declared import Both, Declared, declared
from coopsim.claim.decide.measures import Number, Table
from coopsim.claim.decide.numbers import numbers_of
from coopsim.claim.decide.rules import RULES, Reading
from coopsim.claim.decide.settings import Plan
from coopsim.claim.worlds import drawn_worlds, held
from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES
from coopsim.language import text as _
from coopsim.report.words import NOTHING, amount, bare, cell_words
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
KEPT = ("offered", "refused", "trouble", "closed", "gain", "taken", "left", "alive", "lived")  # how the kept outcomes begin


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
    known = declared().experiments
    wanted = [id.upper() for id in ids]
    for id, typed in zip(wanted, ids, strict=True):
        if id not in known:
            raise UserMistake(_("no such experiment"), field="decide", got=typed, among=list(known))
    return tuple(id for id in known if not wanted or id in wanted)


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
    """Run the experiments of these ids (all: none) on a scenario, over so many worlds; `held_names` are not drawn (`--set`)."""
    wanted, fixed, words = chosen_ids(ids), criteria(), declared()
    number = DEFAULT_WORLDS if worlds is None else worlds
    draws = held(drawn_worlds(fixed, number, seed), fixed, scenario, held_names)
    plan = Plan(scenario, fixed, draws, seed)
    jobs = plan.jobs(wanted)
    results = run([job for _setting, job in jobs], workers, on_progress, cancelled)
    rows = tidy([(setting, effects) for (setting, _job), (effects, _facts) in zip(jobs, results, strict=True)])
    table = Table(rows)
    found = [experiment_document(id, table, plan.headline, fixed, words) for id in wanted]
    document = {
        "schema": 1,
        "coopsim_version": __version__,
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "outcome_file_hash": fixed.hash,
        "decide_file_hash": words.hash,
        "seed": seed,
        "n_worlds": number,
        "headline_cell": plan.headline,
        "headline_ln_size": fixed.headline_ln_size,
        "level": float(fixed.judgement["level"]),
        "interval_kind": "worlds",
        "experiments": found,
    }
    return Decided(document, rows, draws.reset_index())


def tidy(lived: Sequence[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    """All rows under the name of their setting, months of onset averaged within a world, sorted by their key."""
    frames = []
    for setting, effects in lived:
        rows = effects.assign(setting=setting, outcome=effects["outcome"].astype(str), window=effects["window"].astype(str))
        frames.append(rows[rows["outcome"].str.startswith(KEPT)][list(COLUMNS)])
    every = pd.concat(frames, ignore_index=True)
    mean = every.groupby([*KEY, "unit"], observed=True, dropna=False, sort=True)[["value", "baseline_value", "effect"]].mean()
    return mean.reset_index()[list(COLUMNS)].sort_values(list(KEY), kind="stable", ignore_index=True)


def experiment_document(id: str, table: Table, headline: str, fixed: Criteria, words: Declared) -> dict[str, Any]:
    """One experiment as decide.json says it: what was declared, what was measured, what follows."""
    experiment = words.experiments[id]
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
        "claim": reading.claim,
        "rival": reading.rival,
        "reading": reading.reading,
        "open": reading.is_open,
        "finding": finding(experiment.finding, reading),
        "numbers": [one.document(words) for one in numbers],
    }


def finding(sentences: Mapping[str, Both], reading: Reading) -> Both:
    """The declared sentence of the reading with its numbers, and what an interval leaves open."""
    found = {}
    for language in LANGUAGES:
        told = {name: _told(value, language) for name, value in reading.named.items()}
        said = [sentences[reading.reading][language].format(**told)]
        if reading.claim == "open":
            said.append(_("For the claim's mechanism the interval is too wide to tell.", language))
        if reading.rival == "open":
            said.append(_("For the rival the interval is too wide to tell.", language))
        found[language] = " ".join(said)
    return found


def _told(value: Number | str, language: str) -> str:
    if isinstance(value, str):
        return cell_words(value, language) if "/" in value else value
    if value.n == 0:
        return NOTHING
    return f"{amount(value.mean, value.unit, language)} [{bare(value.low, value.unit)}, {bare(value.high, value.unit)}]"
