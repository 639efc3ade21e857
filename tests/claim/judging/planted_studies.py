"""A whole test of the claim made by hand: planted worlds in every setting, real episodes with planted effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from planted_worlds import OUTCOMES, PlantedWorlds, planted_worlds

from coopsim.claim.criteria import criteria
from coopsim.claim.judging.paired import Effects
from coopsim.claim.matching.implausibility import Compared
from coopsim.claim.matching.matched import Itself, Matched, WaveCount
from coopsim.claim.matching.rows import rows
from coopsim.claim.settings import headline_of_scenario
from coopsim.claim.studied import Choices, Likeness, Studied
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.claim.worlds.recentre import Shifts
from coopsim.prices.episodes import Episode
from coopsim.scenario import load
from coopsim.scenario.mechanisms import NUMBERS

FIXED, CASTILLO = criteria(), load("castillo")
HEADLINE = headline_of_scenario(CASTILLO)
SHORT = ("impact", "impact+1")
EPISODES = (
    ("boom-1994", "boom", 1994),
    ("slump-1999", "slump", 1999),
    ("boom-2005", "boom", 2005),
    ("boom-2010", "boom", 2010),
)


def cell(boom: Mapping[Any, Any] | None = None, worlds: int = 40, seed: int = 1) -> PlantedWorlds:
    """A cell as it is simulated beside the headline: few worlds, few runs, two seasons."""
    return planted_worlds(boom, worlds=worlds, runs=8, windows=SHORT, seed=seed)


def placebo(seed: int, worlds: int = 40, runs: int = 8) -> Effects:
    """Effects on H2 of worlds in which nothing happens; draws are not even common with those of another seed."""
    draws = np.random.default_rng(seed)
    offers = draws.normal(0.0, 0.06, (worlds, runs))
    trouble = draws.choice([-0.5, 0.0, 0.5], (worlds, runs), p=[0.1, 0.8, 0.1])  # one season of two, now and then
    return Effects(np.arange(worlds), {"H2d": offers, "H2t": trouble})


def likeness(worlds: int = 60) -> Likeness:
    """The first worlds of two thousand, each exactly as the field is."""
    field_rows = rows(FIXED.frozen.matching.row)
    observed = np.array([row.observed for row in field_rows])
    compared = Compared(
        np.tile(observed, (worlds, 1)), np.zeros((worlds, len(observed))), np.ones(worlds, bool), 0.01 * np.ones(len(observed))
    )
    itself = Itself(0.7, observed, np.zeros(len(observed)), (True,) * len(observed))
    waves = (WaveCount(1, 4, 2000, 900, 300, 0, 800), WaveCount(2, 12, 900, 700, 10, 90, 100))
    draws = drawn_worlds(FIXED, 2000, 1).iloc[: 2 * worlds : 2]
    return Likeness(
        Matched(draws, Shifts.none(worlds), compared, field_rows, itself, field_rows, waves, 1, 2000), "kept", "0" * 64
    )


@dataclass(frozen=True)
class PlantedEpisode:
    """An episode as the judging reads it: runs whose effects are planted."""

    episode: Episode
    effects: Mapping[str, float]
    windows: Sequence[str] = ("impact", "impact+1", "aftermath", "long")
    runs: int = 12
    alive_at_start: float = 1.0
    before_after: Mapping[str, float] = field(default_factory=lambda: {"H2d": 0.02})

    def effect(self, outcome: str, window: str) -> NDArray[np.float64]:
        if window not in self.windows:
            raise KeyError(window)
        about = OUTCOMES[outcome]
        chance = np.random.default_rng(self.episode.first_season).standard_normal(self.runs)
        return self.effects.get(outcome, 0.0) + 0.2 * about.smallest * (chance - chance.mean())

    def baseline(self, outcome: str, window: str) -> NDArray[np.float64]:
        return np.full(self.runs, OUTCOMES[outcome].normal)


def episode(name: str, kind: Any, season: int, effects: Mapping[str, float], **more: Any) -> PlantedEpisode:
    first, last = pd.Period(f"{season}-04", "M"), pd.Period(f"{season + 1}-03", "M")
    return PlantedEpisode(Episode(name, kind, season, season, first, last, 195.0, 1.5, 1.3, True), effects, **more)


def episodes(effects: Mapping[str, float] | None = None) -> tuple[PlantedEpisode, ...]:
    return tuple(episode(*about, effects or {}) for about in EPISODES)


def studied(
    boom: Mapping[Any, Any] | None = None,
    *,
    other_cells: Mapping[str, PlantedWorlds] | None = None,
    knocked_out: Mapping[str, PlantedWorlds] | None = None,
    **more: Any,
) -> Studied:
    """All settings; what is not named is like the headline."""
    main = planted_worlds(boom)
    ends = {end: planted_worlds(boom, windows=SHORT) for end in HEADLINE.between or ()}
    cells = {name: cell(boom) for name in FIXED.frozen.cells if name not in ends} | dict(other_cells or {})
    off = dict.fromkeys(NUMBERS.values(), cell(boom)) | dict(knocked_out or {})
    whole = {
        "main": main,
        "ends": ends,
        "cells": cells,
        "treatments": planted_worlds(boom, worlds=40, runs=8, treatments=("surprise", "level")),
        "knock_outs": {(mechanism, "recentred"): worlds for mechanism, worlds in off.items()},
        "prior": planted_worlds(boom, runs=8, windows=SHORT),
        "episodes": episodes({"cohort_offered_share": -0.08, "reached_refused": 0.02}),
        "likeness": likeness(),
        "choices": Choices(),
        "headline": HEADLINE,
    } | more
    return Studied(scenario=CASTILLO, fixed=FIXED, process="regime", period=("1989-10", "2026-05"), **whole)
