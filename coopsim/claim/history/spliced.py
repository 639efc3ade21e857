"""Episodes of history by spliced counterfactual: the same households and random draws with and without the episode's prices.

Cooperatives are simulated at the episode's own reference price, then through three seasons of actual prices: the treated arm
goes on with what happened; in the untreated arm the price is capped (boom) or floored (slump) at the reference through the
episode, then follows what happened. Each episode starts anew: in one unbroken run a cooperative that closed in 1994 would have
no effect in any later boom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.outcomes.cohort import Cohort
from coopsim.claim.outcomes.windows import Seasons, over
from coopsim.model.record import Recorder
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import Paths
from coopsim.prices.episodes import Episode
from coopsim.prices.published import FREE_MARKET_FROM, consumer_prices, fairtrade_minimum_usd_per_qq
from coopsim.runs.burn_in import BURN_IN
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SEASONS_BEFORE, AFTERMATH, LONG = 3, 3, 6
EVENT = BURN_IN + SEASONS_BEFORE  # the episode's first season, counted from 0 since the start of the burn-in
BEFORE_AFTER = {  # what a field study would compare, of each part of the claim; turned as the claim has it
    "H1": ("income_usd_per_farmer", 1.0),
    "H2d": ("cohort_offered_share", -1.0),
    "H2t": ("reached_refused", 1.0),
    "H3": ("distress_share", 1.0),
    "H4": ("cohesion_share", 1.0),
}
RELATIVE, FLOOR_USD = ("H1",), 100.0  # in per cent of the season before, never of less than this


@dataclass(frozen=True)
class EpisodeResult:
    """One episode in one cell, with and without its prices.

    Parameters
    ----------
    episode : Episode
        Which.
    windows : mapping
        Seasons of each window, counted from the episode's first; a window of which history has no season is left out.
    open_at_start : array of bool, shape (runs)
        Whether the cooperative was open when it began; a run that was not has no effect.
    treated, untreated : Seasons
        With the prices as they were and without the episode: seasons from its first on, one world.
    before_after : mapping
        By part, in the claim's direction: the episode against the season before it, without a counterfactual.
    months, seasons : DataFrame
        Tables of some runs of both arms.
    """

    episode: Episode
    windows: Mapping[str, tuple[int, ...]]
    open_at_start: Flags
    treated: Seasons
    untreated: Seasons
    before_after: Mapping[str, float]
    months: pd.DataFrame
    seasons: pd.DataFrame

    @property
    def alive_at_start(self) -> float:
        """Share of runs whose cooperative was open when it began."""
        return float(self.open_at_start.mean())

    def baseline(self, outcome: str, window: str) -> Floats:
        """The outcome without the episode, (runs,); NaN in a run that was closed before it."""
        return self._value(self.untreated, outcome, window)

    def effect(self, outcome: str, window: str) -> Floats:
        """With less without, raw sign, (runs,); NaN in a run that was closed before it. `windows` says which can be read."""
        return np.asarray(self._value(self.treated, outcome, window) - self.baseline(outcome, window))

    def _value(self, arm: Seasons, outcome: str, window: str) -> Floats:
        return np.where(self.open_at_start, over(arm, outcome, self.windows[window])[0], np.nan)


@dataclass(frozen=True)
class EpisodeJob:
    """One episode in one cell, with some replicates; months are kept of those numbered below `keep_months`."""

    scenario: Scenario
    cell: str
    episode: Episode
    real: pd.Series
    replicates: tuple[int, ...]
    seed: int
    next_season: int | None = None
    keep_months: int = 8

    @property
    def runs(self) -> int:
        return 2 * len(self.replicates)

    def opening(self, season: int) -> pd.Period:
        """The month in which a season opens."""
        return pd.Period(year=season, month=self.scenario.time.season_opens, freq="M")

    def windows(self) -> dict[str, tuple[int, ...]]:
        """Seasons of each window, counted from the episode's first; cut at the next episode and where the figures end."""
        length = self.episode.last_season - self.episode.first_season + 1
        seasons = ((self.real.index[-1] - self.opening(self.episode.first_season)).n + 1) // 12
        free = seasons if self.next_season is None else min(seasons, self.next_season - self.episode.first_season)
        windows = {
            "impact": range(min(length, seasons)),
            "impact+1": range(min(length + 1, seasons)),
            "aftermath": range(length, min(length + AFTERMATH, free)),
            "long": range(min(LONG, seasons)),
        }
        return {name: tuple(wanted) for name, wanted in windows.items() if wanted}

    def __call__(self) -> EpisodeResult:
        """Both arms, season by season."""
        reference = float(np.clip(self.episode.reference_usd_per_qq, 50.0, 600.0))
        scenario = self.scenario.with_values({**policies_of(self.cell), "reference_price_usd_per_qq": reference})
        windows = self.windows()
        seasons = 1 + max(max(wanted) for wanted in windows.values())
        months = pd.period_range(
            self.opening(self.episode.first_season) - 12 * SEASONS_BEFORE, periods=12 * (SEASONS_BEFORE + seasons), freq="M"
        )
        price = self.real.reindex(months).to_numpy(dtype=float)
        price = np.where((months < pd.Period(FREE_MARKET_FROM, "M")) | np.isnan(price), reference, price)
        rows = len(self.replicates)
        paths = self._paths(price, months, reference, rows)
        world = start([scenario] * rows, self.replicates, self.seed, paths, beside=self.scenario.folder)
        before = Cohort(EVENT - 1)
        live(world, EVENT * 12, [before])
        branches = world.take(np.tile(np.arange(rows), 2))
        branches.paths.world_price_usd_per_qq[rows:, BURN_IN * 12 :] = self._without_the_episode(price, months, reference)
        watch = Cohort(EVENT)
        watch.fix(branches)
        names, recorded = self._names(rows)
        first = str(self.opening(self.episode.first_season))
        by_month = Recorder(EVENT * 12, first, (), recorded)
        by_season = Recorder(EVENT * 12, first, ("all", "poverty"), keeps_months=False)
        live(branches, (EVENT + seasons) * 12, [watch, by_month, by_season])
        treated, untreated = (watch.of(slice(place * rows, (place + 1) * rows), 1) for place in (0, 1))
        open_at_start = np.asarray(world.cooperatives.alive.all(axis=1))  # no effect on a cooperative that is not there
        return EpisodeResult(
            self.episode,
            windows,
            open_at_start,
            treated,
            untreated,
            before_after(treated, windows["impact"], before.of(slice(rows), 1), open_at_start),
            by_month.months_frame(names.iloc[recorded]),
            by_season.seasons_frame(names),
        )

    def _names(self, rows: int) -> tuple[pd.DataFrame, NDArray[np.int64]]:
        """Arm and replicate of each row, and the rows of which months are kept."""
        arms = [f"{self.episode.name} {arm}" for arm in ("as it was", "without")]
        names = pd.DataFrame({"arm": np.repeat(arms, rows), "replicate": np.tile(self.replicates, 2)})
        return names, np.flatnonzero(names["replicate"] < self.keep_months)

    def _without_the_episode(self, price: Floats, months: pd.PeriodIndex, reference: float) -> Floats:
        begin, end = self.opening(self.episode.first_season), self.opening(self.episode.last_season + 1) - 1
        inside = (months >= begin) & (months <= end)
        held = np.minimum(price, reference) if self.episode.kind == "boom" else np.maximum(price, reference)
        return np.where(inside, held, price)

    def _paths(self, price: Floats, months: pd.PeriodIndex, reference: float, rows: int) -> Paths:
        burn = np.full(BURN_IN * 12, reference)
        whole = np.concatenate([burn, price])
        index = consumer_prices(pd.period_range(months[0] - 1, months[-1], freq="M")).to_numpy(dtype=float)
        inflation = np.concatenate([0.0 * burn, index[1:] / index[:-1] - 1.0])
        floor = fairtrade_minimum_usd_per_qq(months).to_numpy(dtype=float)
        floor = np.concatenate([np.full(len(burn), floor[0]), floor])
        return Paths(np.tile(whole, (rows, 1)), inflation, np.ones(len(whole)), floor)


def before_after(treated: Seasons, impact: Sequence[int], before: Seasons, open_at_start: Flags) -> dict[str, float]:
    """What a field study would see: the episode against the season before, without a counterfactual.

    Parameters
    ----------
    treated : Seasons
        With the prices as they were, from the episode's first season on.
    impact : sequence of int
        Seasons of the episode.
    before : Seasons
        The season before it, of those who were members as it opened.
    open_at_start : array of bool, shape (runs)
        Runs that count; where there is none, the episode has nothing to say.

    Returns
    -------
    dict
        By part, in the claim's direction; income as a share of the season before.
    """
    change: dict[str, float] = {}
    for part, (outcome, direction) in BEFORE_AFTER.items() if open_at_start.any() else ():
        during = float(over(treated, outcome, impact)[0][open_at_start].mean())
        earlier = float(over(before, outcome, [0])[0][open_at_start].mean())
        of = max(abs(earlier), FLOOR_USD) if part in RELATIVE else 1.0
        change[part] = direction * (during - earlier) / of
    return change


def episode_jobs(
    scenario: Scenario, cell: str, episodes: Sequence[Episode], real: pd.Series, replicates: int, seed: int, keep_months: int
) -> list[EpisodeJob]:
    """One job for each episode."""
    firsts = sorted(e.first_season for e in episodes)
    following = dict(zip(firsts, [*firsts[1:], None], strict=True))
    return [
        EpisodeJob(scenario, cell, e, real, tuple(range(replicates)), seed, following[e.first_season], keep_months)
        for e in episodes
    ]
