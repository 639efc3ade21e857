"""`coopsim claim`: real episodes by spliced counterfactual, and an ensemble of worlds that generalises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopsim import __version__
from coopsim.errors import UserMistake
from coopsim.experiments.arms import Arm, arms
from coopsim.experiments.criteria import Criteria, criteria
from coopsim.experiments.run import run
from coopsim.experiments.spliced import EpisodeJob, episode_jobs
from coopsim.experiments.verdict import verdict
from coopsim.experiments.worlds import WorldsJob, averaged_over_onsets, drawn_worlds
from coopsim.language import text as _
from coopsim.prices.episodes import episodes
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import FREE_MARKET_FROM, world_price_usd_per_qq
from coopsim.prices.readers import read
from coopsim.scenario import Scenario
from coopsim.scenario.mechanisms import NUMBERS

DESIGNS = ("both", "history", "worlds")
ROWS_A_JOB = 40  # before the arms part
LUCK_PER_WORLD = 2
EPISODE_REPLICATES = 48
KNOCKED_OUT_TREATMENT = "composite"
EFFECTS = [
    "subclaim",
    "design",
    "unit_id",
    "outcome",
    "cell",
    "treatment",
    "kind",
    "ln_size",
    "onset_month",
    "knock_out",
    "window",
    "replicate",
    "value",
    "baseline_value",
    "effect",
    "unit",
]


@dataclass(frozen=True)
class Claim:
    """Everything `claim` found: the document of verdict.json and the tables beside it."""

    document: dict[str, Any]
    effects: pd.DataFrame
    months: pd.DataFrame
    seasons: pd.DataFrame
    worlds: pd.DataFrame
    prices: pd.DataFrame


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
        found = read(path, column=price.column or None, unit=price.unit, nominal=price.nominal, series=price.series)
        return found.series_usd_per_qq
    return world_price_usd_per_qq(price.series)


def world_process(scenario: Scenario) -> str:
    """The process behind the worlds' own paths: the scenario's if it names one, else the regime process."""
    return scenario.price.source if scenario.price.source in PROCESSES else "regime"


def claim(
    scenario: Scenario,
    *,
    worlds: int | None = None,
    seed: int = 1,
    design: str = "both",
    full: bool = False,
    knock_outs: bool = True,
    start: str | None = None,
    workers: int = 1,
    keep_months: int = 8,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Claim:
    """Run the test of the claim on a scenario; `worlds` is the number of worlds of the headline cell."""
    if design not in DESIGNS:
        raise UserMistake(field="--design", got=design, among=DESIGNS)
    fixed = criteria()
    number = int(fixed.judgement["worlds"]) * (3 if full else 1) if worlds is None else worlds
    luck = min(EPISODE_REPLICATES, number) * (2 if full else 1)
    headline, real = cell_of(scenario), real_prices(scenario)
    history: list[EpisodeJob] = []
    if design != "worlds":
        found = _episodes(real, scenario, start)
        history = episode_jobs(scenario, headline, found, real, luck, seed, keep_months)
    ensemble, draws = [], pd.DataFrame()
    if design != "history":
        draws = drawn_worlds(fixed, number, seed)
        ensemble = _world_jobs(scenario, fixed, draws, headline, seed, full, knock_outs)
    results = run([*history, *ensemble], workers, on_progress, cancelled)
    told, lived = results[: len(history)], results[len(history) :]
    frames = [effects for effects, *_rest in told]
    if lived:
        raw = pd.concat([effects for effects, _facts in lived], ignore_index=True)
        frames.append(averaged_over_onsets(raw))
        frames.append(raw[(raw["onset_month"] > 0) & (raw["cell"] == headline) & (raw["knock_out"] == "")])
    effects = named(pd.concat(frames, ignore_index=True), fixed)
    facts = _facts(ensemble, lived, headline)
    table = draws.join(facts.set_index("world")) if len(draws) else pd.DataFrame()
    dropped = int((~table["lasted"].astype(bool)).sum()) if len(table) else 0
    kept = (
        table[table["lasted"].astype(bool)].drop(columns=["lasted", "members"]) if len(table) else pd.DataFrame({"headroom": []})
    )
    document = verdict(
        effects,
        kept,
        [episode for _effects, episode, *_rest in told],
        fixed,
        headline_cell=headline,
        headroom=float(np.median(kept["headroom"])) if len(kept) else None,
        worlds_dropped=dropped,
        replicates=luck if history else 1,
        coopsim_version=__version__,
        scenario=scenario.id,
        scenario_hash=scenario.hash(),
        seed=seed,
        price_source=scenario.price.source if scenario.price.source in ("history", "file", *PROCESSES) else "history",
        period=[str(max(real.index[0], pd.Period(start or FREE_MARKET_FROM, "M"))), str(real.index[-1])],
        rules=dict(scenario.population.rules),
        n_paths=len(kept),
    )
    months = [months for _effects, _episode, months, _seasons in told if len(months)]
    seasons = [seasons for _effects, _episode, _months, seasons in told]
    return Claim(
        document,
        effects,
        pd.concat(months, ignore_index=True) if months else pd.DataFrame(),
        pd.concat(seasons, ignore_index=True) if seasons else pd.DataFrame(),
        table.reset_index(),
        pd.DataFrame({"date": pd.PeriodIndex(real.index).to_timestamp(), "price_usd_per_qq": real.to_numpy()}),
    )


def _episodes(real: pd.Series, scenario: Scenario, start: str | None) -> Sequence[Any]:
    quotas = start is not None and pd.Period(start, "M") < pd.Period(FREE_MARKET_FROM, "M")
    found = episodes(real, opens=scenario.time.season_opens, quota_years=quotas)
    kept = [e for e in found if start is None or pd.Period(e.from_month, "M") >= pd.Period(start, "M")]
    if not kept:
        raise UserMistake(_("no boom or slump in these prices to test"), field="--start", got=start, allowed=str(real.index[0]))
    return kept


def _world_jobs(
    scenario: Scenario, fixed: Criteria, draws: pd.DataFrame, headline: str, seed: int, full: bool, knock_outs: bool
) -> list[WorldsJob]:
    """The headline cell with all its worlds, the other cells with every second of them; knock-outs with fewer still."""
    process = world_process(scenario)
    every = tuple(arms(fixed))
    dose = tuple(arms(fixed, fixed.treatments["dose_ln_sizes"])) if full else every
    jobs = [
        WorldsJob(scenario, headline, part, dose, seed, process, luck_per_world=LUCK_PER_WORLD, transfer=True)
        for part in _parts(draws, LUCK_PER_WORLD)
    ]
    others = draws.iloc[::2] if len(draws) >= 2 * int(fixed.judgement["minimum_worlds"]) else draws
    for cell in fixed.cells:
        if cell != headline:
            jobs += [WorldsJob(scenario, cell, part, every, seed, process) for part in _parts(others)]
    if knock_outs:
        few = draws.iloc[:: max(1, len(draws) // int(fixed.judgement["worlds_knock_outs"]))]
        pair: tuple[Arm, ...] = tuple(arms(fixed, treatments=(KNOCKED_OUT_TREATMENT,)))
        for name in type(scenario.mechanisms).model_fields:
            for recentred in (False, True):
                label = NUMBERS[name] + (" recentred" if recentred else "")
                jobs += [
                    WorldsJob(scenario, headline, part, pair, seed, process, (name,), recentred, label=label)
                    for part in _parts(few)
                ]
    return jobs


def _parts(draws: pd.DataFrame, luck: int = 1) -> list[pd.DataFrame]:
    size = max(1, ROWS_A_JOB // luck)
    return [draws.iloc[first : first + size] for first in range(0, len(draws), size)]


def _facts(jobs: Sequence[WorldsJob], lived: Sequence[Any], headline: str) -> pd.DataFrame:
    found = [facts for job, (_effects, facts) in zip(jobs, lived, strict=True) if job.cell == headline and not job.label]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def named(effects: pd.DataFrame, fixed: Criteria) -> pd.DataFrame:
    """The table of effects with the sub-claim that each outcome belongs to, sorted by its key."""
    owner = {outcome: part.id for part in fixed.subclaims for outcome in part.outcomes}
    owner |= {entry.outcome: entry.subclaim for entry in fixed.secondary if entry.outcome not in owner}
    table = effects.assign(subclaim=effects["outcome"].map(owner).fillna(""))
    key = [name for name in EFFECTS if name not in ("value", "baseline_value", "effect", "unit")]
    return table[EFFECTS].sort_values(key, kind="stable", ignore_index=True)
