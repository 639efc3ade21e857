"""Everything that one test of the claim simulates, from the choice of its worlds to the last episode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.criteria.cells import Headline
from coopsim.claim.history.spliced import EpisodeJob, episode_jobs
from coopsim.claim.judging.reading import judged_h2
from coopsim.claim.matching.job import MatchingJob, Read
from coopsim.claim.matching.kept import kept
from coopsim.claim.matching.likeness import closes, likeness
from coopsim.claim.matching.rows import rows
from coopsim.claim.matching.waves import ITSELF, RUNS_OF_ITSELF
from coopsim.claim.plan import (
    CELLS,
    DOSES,
    ENDS,
    KNOCK_OUTS,
    MAIN,
    PRIOR,
    TREATMENTS,
    WHOLE,
    Name,
    Numbers,
    Plan,
    Worlds,
    headline_jobs,
    planned,
    worlds_not_chosen,
)
from coopsim.claim.settings import episodes_of, headline_of_scenario, real_prices, world_process
from coopsim.claim.studied import Choices, Likeness, Studied
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.published import FREE_MARKET_FROM
from coopsim.runs.pieces import Simulate as Simulate
from coopsim.scenario import Scenario

EPISODE_REPLICATES = 48  # with everything twice as many


@dataclass(frozen=True)
class Chosen:
    """The worlds of a test, those beside them that were not chosen, and how they were chosen."""

    worlds: Worlds
    prior: Worlds | None = None
    likeness: Likeness | None = None


def study(
    scenario: Scenario, fixed: Criteria, choices: Choices, simulate: Simulate, keep_months: int = 8
) -> tuple[Studied, Worlds | None]:
    """Simulate all that was asked for but what is added in full.

    Parameters
    ----------
    scenario : Scenario
        Whose cooperative.
    fixed : Criteria
        In force.
    choices : Choices
        What was asked for.
    simulate : callable
        Does jobs, in order.
    keep_months : int
        Replicates of the episodes whose months are kept.

    Returns
    -------
    Studied, Worlds
        By setting; the worlds of the headline, None with the design "history".
    """
    headline, process, real = headline_of_scenario(scenario), world_process(scenario), real_prices(scenario)
    history = _history(scenario, fixed, choices, headline, real, keep_months)
    chosen, plan = None, Plan(())
    if choices.design != "history":
        chosen = chosen_worlds(scenario, fixed, choices, simulate)
        plan = planned(scenario, fixed, choices, headline, process, chosen.worlds, chosen.prior)
    results = simulate([*plan.jobs, *history])
    simulated, episodes = plan.simulated(results[: len(plan.jobs)]), results[len(plan.jobs) :]
    main = simulated.get((MAIN,))
    if main is not None and chosen is not None and choices.full and choices.worlds is None:
        main = until_narrow(main, scenario, fixed, choices, chosen.worlds, simulate)
    studied = Studied(
        scenario,
        fixed,
        choices,
        headline,
        process,
        (str(max(real.index[0], pd.Period(choices.start or FREE_MARKET_FROM, "M"))), str(real.index[-1])),
        None if chosen is None else chosen.likeness,
        main,
        simulated.get((WHOLE,)),
        _of_kind(simulated, ENDS),
        _of_kind(simulated, CELLS),
        simulated.get((TREATMENTS,)),
        simulated.get((DOSES,)),
        {(name[1], "raw" if name[2] == "raw" else "recentred"): one for name, one in simulated.items() if name[0] == KNOCK_OUTS},
        simulated.get((PRIOR,)),
        tuple(episodes),
        pd.DataFrame({"date": pd.PeriodIndex(real.index).to_timestamp(), "price_usd_per_qq": real.to_numpy()}),
    )
    return studied, None if chosen is None else chosen.worlds


def _of_kind(simulated: dict[Name, Simulated], kind: str) -> dict[str, Simulated]:
    return {name[1]: one for name, one in simulated.items() if name[0] == kind}


def _history(
    scenario: Scenario, fixed: Criteria, choices: Choices, headline: Headline, real: pd.Series, keep_months: int
) -> list[EpisodeJob]:
    """The real episodes in the scenario's own cell."""
    if choices.design == "worlds":
        return []
    numbers = Numbers.of(fixed, choices)
    replicates = min(EPISODE_REPLICATES, numbers.main * numbers.runs) * (2 if choices.full else 1)
    episodes = episodes_of(real, scenario, choices.start)
    return episode_jobs(scenario, headline.cell, episodes, real, replicates, choices.seed, keep_months)


def chosen_worlds(scenario: Scenario, fixed: Criteria, choices: Choices, simulate: Simulate) -> Chosen:
    """The worlds that look like the field, and some that were not chosen beside them; with `prior` the latter only.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    fixed : Criteria
        In force.
    choices : Choices
        For `prior`, the numbers and what is held.
    simulate : callable
        Does jobs, in order.

    Returns
    -------
    Chosen
        Where fewer look like the field than are asked for, those.

    Raises
    ------
    UserMistake
        The scenario's own cooperative closes before any price changes, or no world looks like the field.
    """
    numbers = Numbers.of(fixed, choices)
    seed, held = choices.seed, choices.held_names
    if choices.prior:
        target = target_share(scenario, fixed, seed, simulate)
        return Chosen(worlds_not_chosen(scenario, fixed, numbers.main, seed, target, held))
    wanted = fixed.frozen.judgement.worlds_cap_full if choices.full and choices.worlds is None else numbers.main
    alike = likeness(scenario, fixed, seed, simulate, held, wanted)
    matched = alike.matched
    if not len(matched.draws):
        raise UserMistake(_("no world looks like the field"), got=scenario.id, allowed=_("worlds as drawn: --prior"))
    prior = worlds_not_chosen(scenario, fixed, numbers.prior, seed, matched.itself.target_share, held)
    return Chosen(Worlds.of(matched), prior, alike)


def target_share(scenario: Scenario, fixed: Criteria, seed: int, simulate: Simulate) -> float:
    """The share of its coffee that the scenario's own cooperative is offered in a normal season (Eq. J12)."""
    there = kept(scenario, fixed)
    if there is not None:
        return there.matched.itself.target_share
    of_the_field = tuple(row for row in rows(fixed.frozen.matching.row) if row.in_the_burn_in)
    (read,) = simulate([MatchingJob(scenario, pd.DataFrame(index=[ITSELF]), None, of_the_field, seed, RUNS_OF_ITSELF)])
    assert isinstance(read, Read)
    offered = np.asarray(read.offered_share, dtype=float)
    if np.isnan(offered).all():
        raise closes(scenario)
    return float(np.nanmean(offered))


def until_narrow(
    main: Simulated,
    scenario: Scenario,
    fixed: Criteria,
    choices: Choices,
    worlds: Worlds,
    simulate: Simulate,
) -> Simulated:
    """More worlds of the headline until every share of H2 has a narrow interval. No share and no word is looked at.

    Parameters
    ----------
    main : Simulated
        The headline so far.
    scenario, fixed, choices
        Of the study.
    worlds : Worlds
        All there are; worlds as drawn are drawn anew.
    simulate : callable
        Does jobs, in order.

    Returns
    -------
    Simulated
        With at most so many worlds as `claim.toml` allows.
    """
    given = fixed.frozen.judgement
    while len(main.worlds) < given.worlds_cap_full:
        judgement = judged_h2(main, fixed, fixed.headline_treatment)
        if not np.max(judgement.high - judgement.low) > given.narrow_width_full:
            break
        number = len(main.worlds)
        end = min(number + given.worlds_batch_full, given.worlds_cap_full)
        if choices.prior:
            more = worlds_not_chosen(scenario, fixed, end - number, choices.seed, worlds.target_share, choices.held_names, number)
        else:
            more = worlds.between(number, end)
        if not len(more.draws):
            break
        jobs = headline_jobs(scenario, fixed, more, Numbers.of(fixed, choices).runs, choices.seed)
        main = together([main, *simulate(jobs)])
    return main
