"""Simulated worlds made by hand: the effect of every outcome is planted, no engine runs. What the judging must read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import AFTER, EVENT, PARTING, WINDOWS, Arm
from coopsim.claim.criteria import criteria
from coopsim.claim.outcomes.ladder import RUNGS, SeasonSums
from coopsim.claim.outcomes.windows import Seasons
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated

Floats = NDArray[np.float64]
Planted = tuple[float, float, float]  # mean of worlds, spread of worlds, spread of runs
Effects = Mapping[str | tuple[str, str], Planted | float]  # by outcome, or by outcome and window; a mean alone has small spreads
SPREAD, NOISE = 0.1, 0.5  # of worlds and of runs, in smallest effects
SEASONS = EVENT - PARTING + AFTER


@dataclass(frozen=True)
class Outcome:
    """What an outcome is without a price change, and how much of it would matter."""

    normal: float
    smallest: float


RISING = {f"reached_{rung}": Outcome(0.30 - 0.04 * place, 0.10) for place, rung in enumerate(RUNGS)}
AS_THE_HIGHEST = {f"highest_{rung}": Outcome(0.05, 0.10) for rung in RUNGS}
OUTCOMES = {
    "income_usd_per_farmer": Outcome(2400.0, 240.0),
    "income_poorest_third_usd_per_farmer": Outcome(900.0, 90.0),
    "income_usd": Outcome(200_000.0, 20_000.0),
    "income_poorest_usd": Outcome(25_000.0, 2_500.0),
    "harvest_qq": Outcome(2_000.0, 0.0),
    "harvest_poorest_qq": Outcome(300.0, 0.0),
    "harvest_at_world_price_usd": Outcome(430_000.0, 0.0),
    "cohort_offered_share": Outcome(0.70, 0.05),
    "cohort_delivered_share": Outcome(0.68, 0.05),
    "refused_share": Outcome(0.03, 0.05),
    "members_active_share": Outcome(0.95, 0.05),
    "turning_gap_usd_per_qq": Outcome(30.0, 5.0),
    "trouble_share": Outcome(0.26, 0.10),
    "closed_share": Outcome(0.02, 0.05),
    "distress_share": Outcome(0.20, 0.10),
    "shortfall_usd_per_farmer": Outcome(100.0, 50.0),
    "abandoned_share": Outcome(0.05, 0.05),
    "cohesion_share": Outcome(0.60, 0.05),
    "cohort_trust": Outcome(0.75, 0.05),
    "members_kept_share": Outcome(0.97, 0.05),
    **RISING,
    **AS_THE_HIGHEST,
}
BOOM: dict[str | tuple[str, str], Planted | float] = {  # what a boom does unless something else is planted
    "income_usd_per_farmer": 900.0,
    "income_poorest_third_usd_per_farmer": 300.0,
    "income_usd": 200_000.0,  # 100 US$ of each quintal
    "income_poorest_usd": 30_000.0,
    "harvest_at_world_price_usd": 250_000.0,  # so that 80 cents of a dollar reach the farm
}
TROUBLE = "trouble"  # planted at once on every rung up to the second, half of it on the third, a quarter on the fourth ..


@dataclass(frozen=True)
class PlantedWorlds(Simulated):
    """Worlds whose outcomes are planted: `value` reads them instead of seasons."""

    effects: Mapping[tuple[str, str], Effects] = field(default_factory=dict)  # by treatment and kind
    seed: int = 1
    windows: tuple[str, ...] | None = None

    def value(self, arm: Arm | None, outcome: str, treatment: str, window: str) -> Floats:
        """What was planted; a name or a window that there is not is a KeyError, as of real worlds."""
        if window not in (WINDOWS[treatment] if self.windows is None else self.windows):
            raise KeyError(f"{window}: so many seasons were not simulated")
        about, shape = OUTCOMES[outcome], self.lasts.shape
        base = about.normal + self._drawn(shape, outcome, window) * 0.2 * about.smallest
        if arm is not None:
            mean, spread, noise = planted_of(self.effects.get((treatment, arm.kind), {}), outcome, window)
            of_worlds = self._drawn(shape[:1], arm.kind, outcome)[:, None] * spread
            base = base + mean + of_worlds + self._drawn(shape, treatment, arm.kind, outcome, window) * noise
        return np.where(self.lasts, base, np.nan)

    def _drawn(self, shape: tuple[int, ...], *names: str) -> Floats:
        """Standard normals that belong to these names and to each world's number."""
        key = crc32(" ".join(names).encode())
        by_world = [np.random.default_rng([self.seed, key, int(world)]).standard_normal(shape[1:]) for world in self.worlds]
        return np.array(by_world).reshape(shape)


def planted_of(effects: Effects, outcome: str, window: str) -> Planted:
    """Mean, spread of worlds and spread of runs of one outcome in one window."""
    smallest = OUTCOMES[outcome].smallest
    given = effects.get((outcome, window), effects.get(outcome))
    if given is None and TROUBLE in effects and (outcome in RISING or outcome in AS_THE_HIGHEST or outcome == "trouble_share"):
        given = _of_trouble(effects[TROUBLE], outcome)
    if isinstance(given, tuple):
        return given
    return float(given or 0.0), SPREAD * smallest, NOISE * smallest


def _of_trouble(planted: Planted | float, outcome: str) -> Planted | float:
    """The part of what is planted as trouble that one rung shows."""
    if outcome in AS_THE_HIGHEST:
        return 0.0
    place = list(RISING).index(outcome) if outcome in RISING else 1
    part = 0.5 ** max(place - 1, 0)
    return (part * planted[0], part * planted[1], planted[2]) if isinstance(planted, tuple) else part * planted


def planted_worlds(
    boom: Effects | None = None,
    slump: Effects | None = None,
    worlds: int = 60,
    runs: int = 20,
    treatments: Sequence[str] = ("composite",),
    ln_sizes: Sequence[float] = (0.47,),
    by_treatment: Mapping[tuple[str, str], Effects] | None = None,
    amounts: Mapping[str, float] | None = None,
    lasts: Any = None,
    windows: tuple[str, ...] | None = None,
    seed: int = 1,
) -> PlantedWorlds:
    """Worlds with these effects, raw sign: a mean, or mean, spread of worlds and spread of runs.

    Parameters
    ----------
    boom, slump : mapping
        By outcome, or by (outcome, window). "trouble" plants the whole ladder. What is not named is 0; in a boom income rises.
    by_treatment : mapping
        The same by (treatment, kind), where a treatment differs from `boom` and `slump`.
    amounts : mapping
        By rung: what a price change of either kind adds to the amount behind it; left out: a tenth of the fixed cost.
    lasts : array_like of bool, shape (worlds, runs)
        Runs that count; left out: all.
    windows : tuple of str
        Those that were simulated; left out: all of the treatment.
    """
    fixed = criteria()
    arms = [
        Arm(treatment, kind, size, onset)
        for treatment in treatments
        for kind in ("boom", "slump")
        for size in ln_sizes
        for onset in fixed.treatments[treatment]["onset_months"]
    ]
    of_kind = {"boom": BOOM | dict(boom or {}), "slump": dict(slump or {})}
    effects = {(arm.treatment, arm.kind): of_kind[arm.kind] for arm in arms} | dict(by_treatment or {})
    draws = np.random.default_rng([seed, worlds])
    shape = (worlds, runs)
    table = pd.DataFrame(
        {"margin_share": draws.uniform(0.03, 0.30, worlds), "loyalty_usd_per_qq.sd": draws.uniform(15.0, 100.0, worlds)},
        index=pd.RangeIndex(worlds, name="world"),
    )
    added = dict.fromkeys(RUNGS, 0.1) | dict(amounts or {})
    return PlantedWorlds(
        draws=table,
        shifts=Shifts.none(worlds),
        lasts=np.ones(shape, dtype=bool) if lasts is None else np.asarray(lasts, dtype=bool),
        headroom=np.full(shape, 1.7),
        untreated=Seasons({}, books(shape, dict.fromkeys(RUNGS, 0.0))),
        treated={arm: Seasons({}, books(shape, added)) for arm in arms},
        effects=effects,
        seed=seed,
        windows=windows,
    )


def books(shape: tuple[int, int], amounts: Mapping[str, float]) -> SeasonSums:
    """The books of one open cooperative whose amount behind each rung is so large in every season; wholes are 100."""

    def all_seasons(value: float) -> Floats:
        return np.full((SEASONS, *shape, 1), value)

    parts = {rung: all_seasons(100.0 * amounts[rung]) for rung in RUNGS}
    whole = all_seasons(100.0)
    return SeasonSums(
        late_usd=parts["late_pay"],
        due_usd=whole,
        refused_qq=parts["refused"],
        offered_qq=whole,
        missed_qq=parts["contract_missed"],
        contracted_qq=whole,
        result_usd=-parts["loss"],
        fixed_cost_usd=whole,
        net_worth_usd=-parts["insolvent"],
        closing_pressure=parts["closed"],
        closing_patience=whole,
        is_open=np.ones((SEASONS, *shape, 1), dtype=bool),
    )
