"""The claim under one theory of the farmer after another: does it hang on one equation?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.heads import headline_head
from coopsim.claim.matching.likeness import closes, likeness
from coopsim.claim.matching.matched import Likeness, Matched
from coopsim.claim.plan import Worlds, headline_jobs
from coopsim.claim.theories.document import over_theories, theory_of, theory_without_worlds, weighed_or_not
from coopsim.claim.theories.reproduced import Reproduced, kept_reproduced
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.errors import UserMistake
from coopsim.model.choice.registry import rule_named
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.pieces import Simulate
from coopsim.runs.run import run
from coopsim.scenario import Scenario


@dataclass(frozen=True)
class Theories:
    """What comes of the claim under each theory: the document of theories.json, and what was simulated, by rule."""

    document: d.TheoriesDocument
    simulated: Mapping[str, Simulated]


def under_each_theory(
    scenario: Scenario,
    rules: Sequence[str],
    *,
    worlds: int | None = None,
    runs: int | None = None,
    seed: int = 1,
    held_names: Collection[str] = (),
    like: Mapping[str, Likeness] | None = None,
    reproduced: Reproduced | None = None,
    resamples: int | None = None,
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    kept: KeptJobs | None = None,
) -> Theories:
    """The test of the claim with all farmers deciding by one rule, for each of `rules`, in the scenario's own cell.

    Each rule has worlds of its own, those that look like the field under it; prices and random draws of a world and run are the
    same under each. Without mechanisms off, the other cells and history.

    Parameters
    ----------
    scenario : Scenario
        The scenario; its own rules are replaced.
    rules : sequence of str
        Names of decision rules.
    worlds, runs : int, optional
        Worlds of each rule and runs of each; left out: 60 and 20, as `claim.toml` has them.
    seed : int
        Of all random draws.
    held_names : collection of str
        Parameters that are not drawn but stand in every world as the scenario says (`--set`).
    like : mapping, optional
        The worlds of each rule; left out: kept with the package or matched anew.
    reproduced : Reproduced, optional
        Which patterns each rule reproduces; left out: as the package has it.
    resamples : int, optional
        Of every interval; left out: as `claim.toml` has it.
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
    Theories
        `document` (theories.json) and `simulated`, the headline's arms of each rule. A rule under which the scenario's own
        cooperative always closes, or no world looks like the field, stands in the document without worlds.

    Raises
    ------
    UserMistake
        A decision rule that does not exist, or a cooperative that closes by itself under every one.
    """
    fixed = criteria()
    number, runs_of_each = worlds or fixed.frozen.judgement.worlds_theory, runs or fixed.frozen.runs.headline
    simulate = partial(run, workers=workers, on_progress=on_progress, cancelled=cancelled, kept=kept)
    under = {rule: scenario.with_values({"rules": {rule: 1.0}}) for rule in rules}
    given = like or {}
    matched: dict[str, Matched | None] = {}
    for rule, one in under.items():
        matched[rule] = given[rule].matched if rule in given else _matched(one, fixed, seed, simulate, held_names, number)
    if all(of is None for of in matched.values()):
        raise closes(scenario)
    worlds_of = {rule: Worlds.of(of).first(number) for rule, of in matched.items() if of is not None and len(of.draws)}
    jobs = [(rule, job) for rule, of in worlds_of.items() for job in headline_jobs(under[rule], fixed, of, runs_of_each, seed)]
    done = simulate([job for _rule, job in jobs])
    simulated = {
        rule: together([result for (of, _job), result in zip(jobs, done, strict=True) if of == rule]) for rule in worlds_of
    }
    theories = tuple(
        theory_of(one, rule, matched[rule], simulated[rule], fixed, resamples)
        if rule in simulated
        else theory_without_worlds(rule, rule_named(rule, one.folder).reacts_within_season, runs_of_each, matched[rule])
        for rule, one in under.items()
    )
    weighted, why_not = weighed_or_not(theories, scenario, fixed, reproduced or kept_reproduced())
    document = d.TheoriesDocument(
        **headline_head(scenario, fixed, seed),
        theories=theories,
        parts=over_theories(theories, fixed),
        weighted=weighted,
        not_weighed=why_not,
    )
    return Theories(document, simulated)


def _matched(
    scenario: Scenario, fixed: Criteria, seed: int, simulate: Simulate, held_names: Collection[str], number: int
) -> Matched | None:
    """The worlds of one rule; None where the scenario's own cooperative closes under it in every run."""
    try:
        return likeness(scenario, fixed, seed, simulate, held_names, number).matched
    except UserMistake as mistake:
        if str(mistake) != str(closes(scenario)):
            raise
        return None
