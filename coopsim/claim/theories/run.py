"""The claim under one theory of the farmer after another: does it hang on one equation?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coopsim.claim.claim import Claim, claim
from coopsim.claim.criteria import criteria
from coopsim.claim.jobs import cell_of
from coopsim.claim.judge import SUPPORTED
from coopsim.model.choice.registry import rule_named
from coopsim.scenario import Scenario
from coopsim.version import __version__

WORLDS = 100  # a theory; the same worlds, prices and random draws for each
NUMBERS = ("effect", "ci_low", "ci_high", "n_worlds", "share_supported", "share_contradicted", "share_small")


@dataclass(frozen=True)
class Theories:
    """The verdicts under each theory: the document of theories.json, and the effects behind it with a column `rule`."""

    document: dict[str, Any]
    effects: pd.DataFrame


def under_each_theory(
    scenario: Scenario,
    rules: Sequence[str],
    *,
    worlds: int | None = None,
    seed: int = 1,
    design: str = "worlds",
    start: str | None = None,
    held_names: Collection[str] = (),
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Theories:
    """The test of the claim with all farmers deciding by one rule, for each of `rules`, in the scenario's own cell.

    Worlds, prices and random draws are the same under each; without knock-outs, flips and the other cells.

    Parameters
    ----------
    scenario : Scenario
        The scenario; its own rules are replaced.
    rules : sequence of str
        Names of decision rules.
    worlds : int, optional
        Draws of the structural parameters for each rule; left out: 100.
    seed : int
        Of all random draws.
    design : str
        "worlds" (the ensemble), "history" (real episodes) or "both".
    start : str, optional
        Episodes from this month on ("1995-04").
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
    Theories
        `document` (theories.json) and `effects`, one row as in effects.parquet with a column `rule`.

    Raises
    ------
    UserMistake
        A design or a decision rule that does not exist.
    """
    claims: dict[str, Claim] = {}
    for number, rule in enumerate(rules):
        claims[rule] = claim(
            scenario.with_values({"rules": {rule: 1.0}}),
            worlds=worlds or WORLDS,
            seed=seed,
            design=design,
            knock_outs=False,
            flips=False,
            cells=False,
            start=start,
            held_names=held_names,
            workers=workers,
            keep_months=0,
            on_progress=_part_of_all(on_progress, number, len(rules)),
            cancelled=cancelled,
        )
    effects = pd.concat([one_claim.effects.assign(rule=rule) for rule, one_claim in claims.items()], ignore_index=True)
    fixed = criteria()
    document: dict[str, Any] = {
        "schema": 2,
        "coopsim_version": __version__,
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "outcome_file_hash": fixed.hash,
        "seed": seed,
        "headline_cell": cell_of(scenario),
        "headline_treatment": fixed.headline_treatment,
        "headline_ln_size": fixed.headline_ln_size,
        "theories": [_theory(scenario, rule, one_claim.document) for rule, one_claim in claims.items()],
    }
    document["subclaims"] = [
        _over_theories(part, document["theories"]) for part in next(iter(claims.values())).document["subclaims"]
    ]
    return Theories(document, effects)


def _part_of_all(report: Callable[[int, int], None] | None, number: int, of: int) -> Callable[[int, int], None] | None:
    """Progress of one claim as a part of all of them."""
    if report is None:
        return None
    return lambda done, total: report(number * total + done, of * total)


def _theory(scenario: Scenario, rule: str, document: dict[str, Any]) -> dict[str, Any]:
    """What the claim's document says under one rule, without the words."""
    return {
        "rule": rule,
        "reacts_within_season": rule_named(rule, scenario.folder).reacts_within_season,
        "n_worlds": document["n_worlds"],
        "worlds_dropped": document["worlds_dropped"],
        "headroom": document["headroom"],
        "subclaims": [
            {"id": part["id"], "verdict": part["verdict"], "label": part["label"], "history": part.get("history")}
            | {name: part.get(name) for name in NUMBERS}
            for part in document["subclaims"]
        ],
    }


def _over_theories(part: dict[str, Any], theories: list[dict[str, Any]]) -> dict[str, Any]:
    """One sub-claim over all theories: how many give which verdict, and the sentence that says so."""
    verdicts = [next(one for one in theory["subclaims"] if one["id"] == part["id"])["verdict"] for theory in theories]
    counts = {verdict: verdicts.count(verdict) for verdict in dict.fromkeys(verdicts)}
    shared = {name: part[name] for name in ("id", "statement", "short", "unit", "smallest_effect", "two_sided")}
    return shared | {"holds": counts.get(SUPPORTED, 0), "of": len(verdicts), "counts": counts}


def theories_table(document: dict[str, Any]) -> pd.DataFrame:
    """The verdicts as a tidy table: one row for each theory and sub-claim."""
    rows = [
        {"rule": theory["rule"], "reacts_within_season": theory["reacts_within_season"]}
        | {"subclaim": part["id"], "verdict": part["verdict"]}
        | {name: part[name] for name in NUMBERS}
        for theory in document["theories"]
        for part in theory["subclaims"]
    ]
    return pd.DataFrame(rows)
