"""Episodes of history by spliced counterfactual: the same households and random draws with and without the episode's prices.

Cooperatives are simulated at the episode's own reference price, then through three seasons of actual prices: arm A goes
on with what happened; in arm B the price is capped (boom) or floored (slump) at the reference through the episode, then
follows what happened. Each episode starts anew: in one unbroken run a cooperative that closed in 1994 would have no
effect in any later boom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.outcomes import Cohort, effects_table
from coopsim.model.record import Recorder
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import Paths
from coopsim.prices.episodes import Episode
from coopsim.prices.published import FREE_MARKET_FROM, consumer_prices, fairtrade_minimum_usd_per_qq
from coopsim.runs.burn_in import BURN_IN
from coopsim.scenario import Scenario

Array = NDArray[np.float64]
SEASONS_BEFORE, AFTERMATH, LONG = 3, 3, 6


@dataclass(frozen=True)
class EpisodeJob:
    """One episode in one cell, with some replicates."""

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

    def windows(self, last_month: pd.Period) -> dict[str, list[int]]:
        """Seasons of each window, counted from the episode's first; cut at the next episode and where the figures end."""
        length = self.episode.last_season - self.episode.first_season + 1
        months_of_figures = (last_month - pd.Period(f"{self.episode.first_season}-04", "M")).n + 1
        seasons = months_of_figures // 12
        free = seasons if self.next_season is None else min(seasons, self.next_season - self.episode.first_season)
        windows = {
            "impact": list(range(min(length, seasons))),
            "impact+1": list(range(min(length + 1, seasons))),
            "aftermath": list(range(length, min(length + AFTERMATH, free))),
            "long": list(range(min(LONG, seasons))),
        }
        return {name: wanted for name, wanted in windows.items() if wanted}

    def __call__(self) -> tuple[pd.DataFrame, dict[str, Any], pd.DataFrame, pd.DataFrame]:
        """(effects by replicate, the episode's document with the before/after comparison, months, seasons)."""
        reference = float(np.clip(self.episode.reference_usd_per_qq, 50.0, 600.0))
        scenario = self.scenario.with_values({**policies_of(self.cell), "reference_price_usd_per_qq": reference})
        windows = self.windows(self.real.index[-1])
        seasons = 1 + max(max(wanted) for wanted in windows.values())
        first = pd.Period(f"{self.episode.first_season}-04", "M")
        actual = pd.period_range(first - 12 * SEASONS_BEFORE, periods=12 * (SEASONS_BEFORE + seasons), freq="M")
        price = self.real.reindex(actual).to_numpy(dtype=float)
        price = np.where((actual < pd.Period(FREE_MARKET_FROM, "M")) | np.isnan(price), reference, price)
        spliced = self._without_the_episode(price, actual, reference)
        rows = len(self.replicates)
        world = start([scenario] * rows, self.replicates, self.seed, self._paths(price, actual, reference, rows))
        parting = (BURN_IN + SEASONS_BEFORE) * 12
        watch_before = Cohort(BURN_IN + SEASONS_BEFORE - 1)
        live(world, parting, [watch_before])
        branches = world.take(np.tile(np.arange(rows), 2))
        branches.paths.world_price_usd_per_qq[rows:, BURN_IN * 12 :] = spliced
        event = BURN_IN + SEASONS_BEFORE
        watch = Cohort(event, gaps_in=tuple(event + s for s in windows["impact"]))
        watch.fix(branches)
        names = pd.DataFrame(
            {
                "arm": np.repeat([f"{self.episode.name} {arm}" for arm in ("as it was", "without")], rows),
                "replicate": np.tile(self.replicates, 2),
            }
        )
        recorded = np.flatnonzero(names["replicate"] < self.keep_months)
        by_month = Recorder(parting, str(first), (), recorded)
        by_season = Recorder(parting, str(first), ("all", "poverty"), keeps_months=False)
        live(branches, (event + seasons) * 12, [watch, by_month, by_season])
        open_at_start = np.asarray(world.cooperatives.alive.all(axis=1))  # no effect on a cooperative that is not there
        effects = self._effects(watch, windows, event, rows)
        effects = effects[effects["replicate"].isin(np.array(self.replicates)[open_at_start])]
        document = self._document(watch, watch_before, windows, event, open_at_start)
        identifiers = branches.identifiers
        return (
            effects,
            document,
            by_month.months_frame(names.iloc[recorded], identifiers),
            by_season.seasons_frame(names, identifiers),
        )

    def _without_the_episode(self, price: Array, months: pd.PeriodIndex, reference: float) -> Array:
        begin = pd.Period(f"{self.episode.first_season}-04", "M")
        end = pd.Period(f"{self.episode.last_season + 1}-03", "M")
        inside = (months >= begin) & (months <= end)
        held = np.minimum(price, reference) if self.episode.kind == "boom" else np.maximum(price, reference)
        return np.where(inside, held, price)

    def _paths(self, price: Array, months: pd.PeriodIndex, reference: float, rows: int) -> Paths:
        burn = np.full(BURN_IN * 12, reference)
        whole = np.concatenate([burn, price])
        index = consumer_prices(pd.period_range(months[0] - 1, months[-1], freq="M")).to_numpy(dtype=float)
        inflation = np.concatenate([0.0 * burn, index[1:] / index[:-1] - 1.0])
        floor = fairtrade_minimum_usd_per_qq(months).to_numpy(dtype=float)
        floor = np.concatenate([np.full(len(burn), floor[0]), floor])
        return Paths(np.tile(whole, (rows, 1)), inflation, np.ones(len(whole)), floor)

    def _effects(self, watch: Cohort, windows: dict[str, list[int]], event: int, rows: int) -> pd.DataFrame:
        table = effects_table(watch, slice(0, rows), watch, slice(rows, 2 * rows), windows, event, 1)
        return table.assign(
            design="episode",
            unit_id=self.episode.name,
            cell=self.cell,
            treatment="history",
            kind=self.episode.kind,
            ln_size=float(np.log(self.episode.ratio)),
            onset_month=-1,
            knock_out="",
            replicate=np.array(self.replicates)[table["place"]],
        ).drop(columns="place")

    def _document(
        self, watch: Cohort, before: Cohort, windows: dict[str, list[int]], event: int, open_at_start: NDArray[np.bool_]
    ) -> dict[str, Any]:
        """What a field study would see: the episode against the season before, without a counterfactual.

        Of the cooperatives that live when it begins; where none does, the episode has nothing to say.
        """
        episode, impact = self.episode, [event + s for s in windows["impact"]]
        names = {
            "H1": "income_usd_per_farmer",
            "H2d": "cohort_offered_share",
            "H2t": "trouble_share",
            "H3": "distress_share",
            "H4": "cohesion_share",
        }
        change = {}
        for part, outcome in names.items() if open_at_start.any() else ():
            during = float(watch.over(impact, outcome)[: len(open_at_start)][open_at_start].mean())
            earlier = float(before.over([event - 1], outcome)[open_at_start].mean())
            change[part] = (during - earlier) / max(abs(earlier), 100.0) if part == "H1" else during - earlier
            change[part] *= -1.0 if part == "H2d" else 1.0
        return {
            "name": episode.name,
            "kind": episode.kind,
            "from": str(episode.from_month),
            "to": str(episode.to_month),
            "r_reference": episode.reference_usd_per_qq,
            "ratio": episode.ratio,
            "surprise": bool(episode.is_surprise),
            "alive_at_start": float(open_at_start.mean()),
            "note": None if open_at_start.any() else "closed_during_burn_in",
            "before_after": change,
        }


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
