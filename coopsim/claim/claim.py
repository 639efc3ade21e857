"""`coopsim claim`: real episodes by spliced counterfactual, and an ensemble of worlds that generalises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.flips.document import add_flips, curves_table
from coopsim.claim.flips.enough import all_converged, enough
from coopsim.claim.flips.plan import Planned, collected, planned
from coopsim.claim.jobs import cell_of, episodes_of, headline_jobs, other_jobs, real_prices, world_process
from coopsim.claim.per_unit import Effects, Setting
from coopsim.claim.placebos import placebos
from coopsim.claim.spliced import EpisodeJob, episode_jobs
from coopsim.claim.verdict import verdict
from coopsim.claim.worlds import WorldsJob, averaged_over_onsets, drawn_worlds, held
from coopsim.errors import UserMistake
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import FREE_MARKET_FROM
from coopsim.runs.run import run
from coopsim.scenario import Scenario
from coopsim.version import __version__

DESIGNS = ("both", "history", "worlds")
EPISODE_REPLICATES = 48
KEY = (
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
)
NUMBERS = ("value", "baseline_value", "effect", "unit")


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

    Parameters
    ----------
    scenario
        The scenario; its own way to sell and to pay is the headline cell.
    worlds
        Number of worlds of the headline cell; None: as `claim.toml` says, and with `full` more until every interval is narrow
        enough.
    seed
        Of all random draws.
    design
        "history" (real episodes), "worlds" (the ensemble) or "both".
    full
        More worlds, every size of boom and slump, Shapley values, placebos.
    knock_outs
        Also worlds with one mechanism switched off.
    flips
        Also the curves over headroom, the map and the other price processes.
    cells
        Also the ways to sell and to pay that are not the scenario's own.
    start
        Episodes from this month on ("1995-04"); None: from the free market on.
    held_names
        Parameters that are not drawn but stand in every world as the scenario says (`--set`).
    workers, keep_months, on_progress, cancelled
        Processes; replicates whose months are kept; progress; what stops it.

    Returns
    -------
    Claim
        The document and its tables.

    Raises
    ------
    UserMistake
        Where the design is unknown or the prices hold no boom and no slump.
    """
    if design not in DESIGNS:
        raise UserMistake(field="--design", got=design, among=DESIGNS)
    fixed, headline, real, process = criteria(), cell_of(scenario), real_prices(scenario), world_process(scenario)
    number = int(fixed.flips["worlds_full"] if full else fixed.judgement["worlds"]) if worlds is None else worlds
    replicates = min(EPISODE_REPLICATES, number) * (2 if full else 1)

    history: list[EpisodeJob] = []
    main: list[WorldsJob] = []
    others: list[WorldsJob] = []
    plan: list[Planned] = []
    draws = pd.DataFrame()
    if design != "worlds":
        history = episode_jobs(scenario, headline, episodes_of(real, scenario, start), real, replicates, seed, keep_months)
    if design != "history":
        draws = held(drawn_worlds(fixed, number, seed), fixed, scenario, held_names)
        main = headline_jobs(scenario, fixed, draws, headline, seed)
        others = other_jobs(scenario, fixed, draws, headline, seed, full, knock_outs, cells)
        plan = planned(scenario, fixed, draws, headline, seed, process, full) if flips else []
    results = run([*history, *main, *others, *(one.job for one in plan)], workers, on_progress, cancelled)
    ends = np.cumsum([len(history), len(main), len(others)])
    of_history, of_main, of_others, of_plan = (results[a:b] for a, b in zip([0, *ends], [*ends, len(results)], strict=True))
    if full and worlds is None:
        while main and len(draws) < int(fixed.flips["worlds_cap"]) and not _converged(of_main, fixed, headline):
            batch = drawn_worlds(fixed, int(fixed.flips["worlds_batch"]), seed, len(draws))
            batch = held(batch, fixed, scenario, held_names)
            of_main += run(headline_jobs(scenario, fixed, batch, headline, seed), workers, on_progress, cancelled)
            draws = pd.concat([draws, batch])

    effects = _effects_table(of_history, [*of_main, *of_others], headline, fixed)
    all_worlds = draws.join(pd.concat([facts for _effects, facts in of_main]).set_index("world")) if main else pd.DataFrame()
    judged_worlds = _surviving(all_worlds)
    document = verdict(
        effects,
        judged_worlds,
        [episode for _effects, episode, *_tables in of_history],
        fixed,
        headline_cell=headline,
        headroom=float(np.median(judged_worlds["headroom"])) if len(judged_worlds) else None,
        worlds_dropped=len(all_worlds) - len(judged_worlds),
        replicates=replicates if history else 1,
        coopsim_version=__version__,
        scenario=scenario.id,
        scenario_hash=scenario.hash(),
        seed=seed,
        price_source=scenario.price.source if scenario.price.source in ("history", "file", *PROCESSES) else "history",
        period=[str(max(real.index[0], pd.Period(start or FREE_MARKET_FROM, "M"))), str(real.index[-1])],
        rules=dict(scenario.population.rules),
        n_paths=len(judged_worlds),
    )
    flip_effects, flip_facts = collected(plan, of_plan, fixed) if plan else (pd.DataFrame(), pd.DataFrame())
    if main:
        add_flips(document, effects, flip_effects, flip_facts, judged_worlds, draws, scenario, fixed, process)
    if full and main:
        document["placebos"] = placebos(scenario, seed, process=process, workers=workers)
    return Claim(
        document,
        effects,
        _together([months for _effects, _episode, months, _seasons in of_history]),
        _together([seasons for _effects, _episode, _months, seasons in of_history]),
        all_worlds.reset_index(),
        pd.DataFrame({"date": pd.PeriodIndex(real.index).to_timestamp(), "price_usd_per_qq": real.to_numpy()}),
        curves_table(document) if main else pd.DataFrame(),
        flip_effects,
    )


def _together(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The tables that have rows, as one."""
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()


def _surviving(worlds: pd.DataFrame) -> pd.DataFrame:
    """Worlds whose cooperative was open when the event began, with what they drew and their headroom."""
    if not len(worlds):
        return pd.DataFrame({"headroom": []})
    return worlds[worlds["survived_burn_in"].astype(bool)].drop(columns=["survived_burn_in", "members"])


def _converged(results: Sequence[Any], fixed: Criteria, headline: str) -> bool:
    """Whether the worlds so far give intervals that are narrow enough. The verdict itself is not looked at."""
    raw = pd.concat([effects[effects["treatment"] == fixed.headline_treatment] for effects, _facts in results], ignore_index=True)
    setting = Setting("world", fixed.headline_treatment, headline, fixed.headline_ln_size)
    return all_converged(enough(Effects(raw, fixed), setting, fixed))


def _effects_table(of_history: Sequence[Any], of_worlds: Sequence[Any], headline: str, fixed: Criteria) -> pd.DataFrame:
    """All effects by unit, sorted by their key, with the sub-claim of each outcome; single onset months of the headline too."""
    frames = [effects for effects, *_tables in of_history]
    if of_worlds:
        raw = pd.concat([effects for effects, _facts in of_worlds], ignore_index=True)
        frames.append(averaged_over_onsets(raw))
        frames.append(raw[(raw["onset_month"] > 0) & (raw["cell"] == headline) & (raw["knock_out"] == "")])
    subclaim_of = {entry.outcome: entry.subclaim for entry in fixed.secondary}
    subclaim_of |= {outcome: part.id for part in fixed.subclaims for outcome in part.outcomes}
    table: pd.DataFrame = pd.concat(frames, ignore_index=True)
    table = table.assign(subclaim=table["outcome"].map(subclaim_of).fillna(""))[[*KEY, *NUMBERS]]
    return table.sort_values(list(KEY), kind="stable", ignore_index=True)
