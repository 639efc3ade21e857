"""`coopsim claim`: real episodes by spliced counterfactual, and an ensemble of worlds that generalises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.arms import Arm, arms
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.flips.document import add_flips, curves_table
from coopsim.claim.flips.enough import all_reached, enough
from coopsim.claim.flips.plan import collected, planned, some
from coopsim.claim.per_unit import Effects, Setting
from coopsim.claim.placebos import placebos
from coopsim.claim.spliced import EpisodeJob, episode_jobs
from coopsim.claim.verdict import verdict
from coopsim.claim.worlds import WorldsJob, averaged_over_onsets, drawn_worlds, held, parts
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.episodes import episodes
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import FREE_MARKET_FROM, world_price_usd_per_qq
from coopsim.prices.readers import read
from coopsim.runs.run import run
from coopsim.scenario import Scenario
from coopsim.scenario.mechanisms import NUMBERS
from coopsim.version import __version__

DESIGNS = ("both", "history", "worlds")
LUCK_PER_WORLD = 2
DOSE_WORLDS = 120
EPISODE_REPLICATES = 48
KNOCKED_OUT_TREATMENT = "composite"
TREATMENTS = ("surprise", "level", "composite", "reversal")  # of the headline cell
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
    """The test of the claim: its document, numbers and codes, and the tables behind it.

    `document` is plain data: verdicts, effects, intervals, shares, and the declared texts of `claim.toml`. What is
    said of them in both languages, as verdict.json has it, is added by `coopsim.report.claim_words.with_words(document)`.
    """

    document: dict[str, Any]
    effects: pd.DataFrame
    months: pd.DataFrame
    seasons: pd.DataFrame
    worlds: pd.DataFrame
    prices: pd.DataFrame
    curves: pd.DataFrame  # every point of the figures on what flips
    flips: pd.DataFrame  # the effects behind them, by world


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
        found = read(path, column=price.column or None, unit=price.unit, money=money, series=price.series)
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
    flips: bool = True,
    cells: bool = True,
    start: str | None = None,
    held_names: Collection[str] = (),
    workers: int = 1,
    keep_months: int = 8,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Claim:
    """Run the test of the claim on a scenario.

    `worlds`: the number of worlds of the headline cell; None: as `claim.toml` says, and with `full` more until every
    interval is narrow enough. `flips`: also the curves, the map and the other price processes. `cells`: also the five ways
    to sell and to pay that are not the scenario's own. `held_names`: parameters that are not drawn but stand in every world
    as the scenario says (`--set`).
    """
    if design not in DESIGNS:
        raise UserMistake(field="--design", got=design, among=DESIGNS)
    fixed = criteria()
    number = int(fixed.flips["worlds_full"] if full else fixed.judgement["worlds"]) if worlds is None else worlds
    luck = min(EPISODE_REPLICATES, number) * (2 if full else 1)
    headline, real, process = cell_of(scenario), real_prices(scenario), world_process(scenario)
    history: list[EpisodeJob] = []
    if design != "worlds":
        found = _episodes(real, scenario, start)
        history = episode_jobs(scenario, headline, found, real, luck, seed, keep_months)
    own, others, plan, draws = [], [], [], pd.DataFrame()
    if design != "history":
        draws = held(drawn_worlds(fixed, number, seed), fixed, scenario, held_names)
        own = _headline_jobs(scenario, fixed, draws, headline, seed)
        others = _other_jobs(scenario, fixed, draws, headline, seed, full, knock_outs, cells)
        plan = planned(scenario, fixed, draws, headline, seed, process, full) if flips else []
    results = run([*history, *own, *others, *(one.job for one in plan)], workers, on_progress, cancelled)
    ends = np.cumsum([len(history), len(own), len(others)])
    told, mine, theirs, beside = (results[a:b] for a, b in zip([0, *ends], [*ends, len(results)], strict=True))
    while full and worlds is None and mine and number < int(fixed.flips["worlds_cap"]) and not _narrow(mine, fixed, headline):
        batch = held(drawn_worlds(fixed, int(fixed.flips["worlds_batch"]), seed, number), fixed, scenario, held_names)
        mine += run(_headline_jobs(scenario, fixed, batch, headline, seed), workers, on_progress, cancelled)
        draws, number = pd.concat([draws, batch]), number + len(batch)
    frames = [effects for effects, *_rest in told]
    if mine:
        raw = pd.concat([effects for effects, _facts in [*mine, *theirs]], ignore_index=True)
        frames.append(averaged_over_onsets(raw))
        frames.append(raw[(raw["onset_month"] > 0) & (raw["cell"] == headline) & (raw["knock_out"] == "")])
    effects = named(pd.concat(frames, ignore_index=True), fixed)
    table = draws.join(pd.concat([facts for _effects, facts in mine]).set_index("world")) if mine else pd.DataFrame()
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
    moved, about = collected(plan, beside, fixed) if plan else (pd.DataFrame(), pd.DataFrame())
    if mine:
        add_flips(document, effects, moved, about, kept, draws, scenario, fixed, process)
    if full and len(draws):
        document["placebos"] = placebos(scenario, seed, process=process, workers=workers)
    months = [months for _effects, _episode, months, _seasons in told if len(months)]
    seasons = [seasons for _effects, _episode, _months, seasons in told]
    return Claim(
        document,
        effects,
        pd.concat(months, ignore_index=True) if months else pd.DataFrame(),
        pd.concat(seasons, ignore_index=True) if seasons else pd.DataFrame(),
        table.reset_index(),
        pd.DataFrame({"date": pd.PeriodIndex(real.index).to_timestamp(), "price_usd_per_qq": real.to_numpy()}),
        curves_table(document) if mine else pd.DataFrame(),
        moved,
    )


def _narrow(lived: Sequence[Any], fixed: Criteria, headline: str) -> bool:
    """Whether the worlds so far give intervals that are narrow enough. The verdict itself is not looked at."""
    raw = pd.concat([effects[effects["treatment"] == fixed.headline_treatment] for effects, _facts in lived], ignore_index=True)
    setting = Setting("world", fixed.headline_treatment, headline, fixed.headline_ln_size)
    return all_reached(enough(Effects(raw, fixed), setting, fixed))


def _episodes(real: pd.Series, scenario: Scenario, start: str | None) -> Sequence[Any]:
    quotas = start is not None and pd.Period(start, "M") < pd.Period(FREE_MARKET_FROM, "M")
    found = episodes(real, opens=scenario.time.season_opens, quota_years=quotas)
    kept = [e for e in found if start is None or pd.Period(e.from_month, "M") >= pd.Period(start, "M")]
    if not kept:
        raise UserMistake(_("no boom or slump in these prices to test"), field="--start", got=start, allowed=str(real.index[0]))
    return kept


def _headline_jobs(scenario: Scenario, fixed: Criteria, draws: pd.DataFrame, headline: str, seed: int) -> list[WorldsJob]:
    """The headline cell: every world, with every treatment."""
    every, process = tuple(arms(fixed, treatments=TREATMENTS)), world_process(scenario)
    return [
        WorldsJob(scenario, headline, part, every, seed, process, luck_per_world=LUCK_PER_WORLD, transfer=True)
        for part in parts(draws, LUCK_PER_WORLD)
    ]


def _other_jobs(
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
                jobs += [
                    WorldsJob(scenario, headline, part, pair, seed, process, (name,), recentred, label=label)
                    for part in parts(few)
                ]
    return jobs


def named(effects: pd.DataFrame, fixed: Criteria) -> pd.DataFrame:
    """The table of effects with the sub-claim that each outcome belongs to, sorted by its key."""
    owner = {outcome: part.id for part in fixed.subclaims for outcome in part.outcomes}
    owner |= {entry.outcome: entry.subclaim for entry in fixed.secondary if entry.outcome not in owner}
    table = effects.assign(subclaim=effects["outcome"].map(owner).fillna(""))
    key = [name for name in EFFECTS if name not in ("value", "baseline_value", "effect", "unit")]
    return table[EFFECTS].sort_values(key, kind="stable", ignore_index=True)
