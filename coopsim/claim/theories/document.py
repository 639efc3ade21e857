"""From what was simulated under each theory to theories.json, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.documents.theories import NotWeighed
from coopsim.claim.inference.word import INCONCLUSIVE
from coopsim.claim.judging.parts import parts_of
from coopsim.claim.matching.matched import Matched
from coopsim.claim.theories.reproduced import Reproduced
from coopsim.claim.theories.weights import weighed
from coopsim.claim.worlds.simulated import Simulated
from coopsim.model.choice.registry import rule_named
from coopsim.scenario import Scenario

PARTS = ("H1p", "H2", "H2d", "H2t", "H2c", "H3", "H4")  # those that are judged, in their order
JUDGED = ("five_shares", "judged", "pass_through", "ladder")  # kinds of parts that worlds give a word


def theory_of(
    scenario: Scenario, rule: str, matched: Matched | None, simulated: Simulated, fixed: Criteria, resamples: int | None = None
) -> d.Theory:
    """What the worlds of one rule say of each part that is judged.

    Parameters
    ----------
    scenario : Scenario
        Under the rule; where a rule of the user's own is looked up.
    rule : str
        Its name.
    matched : Matched or None
        How its worlds were chosen.
    simulated : Simulated
        Its worlds under the headline treatment.
    fixed : Criteria
        What was fixed before.
    resamples : int, optional
        Of every interval.

    Returns
    -------
    Theory
        Parts that are told, not judged, are left out.
    """
    parts = [part for part in parts_of(simulated, fixed, resamples=resamples) if part.kind in JUDGED]
    lasts = simulated.lasts.mean(axis=1) >= fixed.frozen.runs.least_share
    about = theory_without_worlds(rule, rule_named(rule, scenario.folder).reacts_within_season, simulated.runs_per_world, matched)
    return about.model_copy(
        update={
            "worlds": int(lasts.sum()),
            "worlds_that_do_not_last": int((~lasts).sum()),
            "classes": next(part.classes for part in parts if isinstance(part, d.H2Part)),
            "parts": tuple(_part(part) for part in parts),
        }
    )


def theory_without_worlds(rule: str, reacts: bool, runs: int, matched: Matched | None) -> d.Theory:
    """A theory under which no world looks like the field: every part without a verdict."""
    return d.Theory(
        rule=rule,
        reacts_within_season=reacts,
        worlds=0,
        runs=runs,
        worlds_tried=0 if matched is None else matched.waves[0].tried,
        worlds_matched=0 if matched is None else matched.waves[-1].left,
        parts=tuple(d.TheoryPart(id=id, word=INCONCLUSIVE) for id in PARTS),
    )


def _part(part: Any) -> d.TheoryPart:
    shares = part.shares if isinstance(part, d.JudgedByThree) else None
    return d.TheoryPart(id=part.id, word=part.word, effect=part.effect, shares=shares)


def over_theories(theories: Sequence[d.Theory], fixed: Criteria) -> tuple[d.PartOverTheories, ...]:
    """Each part over all theories: how many give which word.

    Parameters
    ----------
    theories : sequence of Theory
        All with the same parts.
    fixed : Criteria
        For what is claimed.

    Returns
    -------
    tuple of PartOverTheories
        In the order of the parts.
    """
    of_poorest = fixed.frozen.H1.H1p.statement
    return tuple(
        d.PartOverTheories(
            id=part.id,
            statement=of_poorest if part.id == "H1p" else fixed.subclaim(part.id).statement,
            counts=Counter(one.word for theory in theories for one in theory.parts if one.id == part.id),
        )
        for part in theories[0].parts
    )


def weighed_or_not(
    theories: Sequence[d.Theory], scenario: Scenario, fixed: Criteria, reproduced: Reproduced
) -> tuple[d.Weighted | None, NotWeighed | None]:
    """The theories weighed by the patterns that they reproduce, or why they are not.

    Parameters
    ----------
    theories : sequence of Theory
        Under each rule.
    scenario : Scenario
        With its own rules: what was measured must be of this very scenario.
    fixed : Criteria
        For what is added to each count.
    reproduced : Reproduced
        As it was measured.

    Returns
    -------
    tuple
        One of the two is missing.
    """
    five = {
        theory.rule: theory.classes for theory in theories if theory.classes is not None and theory.word("H2") != INCONCLUSIVE
    }
    if len(theories) < 2:
        return None, "one_rule"
    if reproduced.scenario_hash != scenario.hash():
        return None, "another_scenario"
    if any(theory.rule not in reproduced.passes for theory in theories):
        return None, "rule_not_measured"
    if len(five) < len(theories):
        return None, "no_shares"
    return weighed(five, reproduced.passes, fixed.frozen.theory_weights.pseudo_count), None


def theories_table(document: d.TheoriesDocument) -> pd.DataFrame:
    """What comes of each part as a tidy table: one row for each theory and part."""
    return pd.DataFrame(
        [
            {"rule": theory.rule, "reacts_within_season": theory.reacts_within_season, "part": part.id, "word": part.word}
            | {"worlds": theory.worlds, "runs": theory.runs}
            | _effect_columns(part.effect)
            | _share_columns(part.shares)
            for theory in document.theories
            for part in theory.parts
        ]
    )


def _effect_columns(effect: d.Effect | None) -> dict[str, float | None]:
    names = {"effect": "value", "ci_low": "ci_low", "ci_high": "ci_high"}
    return {column: None if effect is None else getattr(effect, name) for column, name in names.items()}


def _share_columns(shares: d.ThreeShares | None) -> dict[str, float | None]:
    return {f"share_{name}": None if shares is None else getattr(shares, name).share for name in d.THREE}
