"""What the test of the claim simulates: real episodes, the headline cell, the other cells, knock-outs and sizes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coopsim.claim.arms import Arm, arms
from coopsim.claim.criteria import Criteria
from coopsim.claim.flips.plan import some
from coopsim.claim.worlds import WorldsJob, parts
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.episodes import Episode, episodes
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import FREE_MARKET_FROM, world_price_usd_per_qq
from coopsim.prices.readers import read
from coopsim.scenario import Scenario
from coopsim.scenario.mechanisms import NUMBERS

RUNS_PER_WORLD = 2
DOSE_WORLDS = 120
KNOCKED_OUT_TREATMENT = "composite"
TREATMENTS = ("surprise", "level", "composite", "reversal")  # of the headline cell


def cell_of(scenario: Scenario) -> str:
    """The scenario's own cell: sale policy / member-price policy of its first cooperative.

    >>> from coopsim.scenario import load
    >>> cell_of(load("castillo"))
    'fixed/pooled'
    """
    first = scenario.cooperative[0]
    return f"{first.sale_price}/{first.member_price}"


def real_prices(scenario: Scenario) -> pd.Series:
    """The history that episodes are cut from: the scenario's file if it has one, else the published figures of its series."""
    price = scenario.price
    if price.source == "file":
        path = scenario.beside(price.path)
        money = None if price.money == "from_file" else price.money
        return read(path, column=price.column or None, unit=price.unit, money=money, series=price.series).series_usd_per_qq
    return world_price_usd_per_qq(price.series)


def world_process(scenario: Scenario) -> str:
    """The process behind the worlds' own paths: the scenario's if it names one, else the regime process."""
    return scenario.price.source if scenario.price.source in PROCESSES else "regime"


def episodes_of(real: pd.Series, scenario: Scenario, start: str | None) -> Sequence[Episode]:
    """The booms and slumps of these prices, from `start` on."""
    quotas = start is not None and pd.Period(start, "M") < pd.Period(FREE_MARKET_FROM, "M")
    every = episodes(real, opens=scenario.time.season_opens, quota_years=quotas)
    chosen = [e for e in every if start is None or pd.Period(e.from_month, "M") >= pd.Period(start, "M")]
    if not chosen:
        raise UserMistake(_("no boom or slump in these prices to test"), field="--start", got=start, allowed=str(real.index[0]))
    return chosen


def headline_jobs(scenario: Scenario, fixed: Criteria, draws: pd.DataFrame, headline: str, seed: int) -> list[WorldsJob]:
    """The headline cell: every world, with every treatment."""
    every, process = tuple(arms(fixed, treatments=TREATMENTS)), world_process(scenario)
    return [
        WorldsJob(scenario, headline, part, every, seed, process, runs_per_world=RUNS_PER_WORLD, transfer=True)
        for part in parts(draws, RUNS_PER_WORLD)
    ]


def other_jobs(
    scenario: Scenario,
    fixed: Criteria,
    draws: pd.DataFrame,
    headline: str,
    seed: int,
    full: bool,
    knock_outs: bool,
    cells: bool,
) -> list[WorldsJob]:
    """The other cells with every third of the worlds; knock-outs, and with `full` the other sizes, with fewer still."""
    process, jobs = world_process(scenario), []
    every = tuple(arms(fixed))
    others = draws.iloc[::3] if len(draws) >= 2 * int(fixed.judgement["minimum_worlds"]) else draws
    for cell in fixed.cells if cells else ():
        if cell != headline:
            jobs += [WorldsJob(scenario, cell, part, every, seed, process) for part in parts(others)]
    few = some(draws, int(fixed.judgement["worlds_knock_outs"]))
    if full:
        sizes = [size for size in fixed.treatments["dose_ln_sizes"] if size != fixed.headline_ln_size]
        dose = tuple(arms(fixed, sizes))
        jobs += [WorldsJob(scenario, headline, part, dose, seed, process) for part in parts(some(draws, DOSE_WORLDS))]
    if knock_outs:
        pair: tuple[Arm, ...] = tuple(arms(fixed, treatments=(KNOCKED_OUT_TREATMENT,)))
        for name in type(scenario.mechanisms).model_fields:
            for recentred in (False, True):
                label = NUMBERS[name] + (" recentred" if recentred else "")
                jobs.append(WorldsJob(scenario, headline, few, pair, seed, process, (name,), recentred, label=label))
    return jobs
