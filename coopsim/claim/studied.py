"""All that was simulated for one test of the claim, as the judging takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.criteria.cells import Headline
from coopsim.claim.history.spliced import EpisodeResult
from coopsim.claim.matching.matched import Likeness as Likeness
from coopsim.claim.worlds.simulated import Simulated
from coopsim.scenario import Scenario

Way = Literal["recentred", "raw"]
Design = Literal["both", "history", "worlds"]


@dataclass(frozen=True)
class Choices:
    """What was asked for."""

    design: Design = "both"
    prior: bool = False
    full: bool = False
    knock_outs: bool = True
    cells: bool = True
    seed: int = 1
    worlds: int | None = None  # of the headline; None: as claim.toml says
    runs: int | None = None  # of each world of the headline and its ends
    start: str | None = None
    held_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Studied:
    """All that was simulated, by setting. What was not asked for is empty or None.

    Parameters
    ----------
    main : Simulated or None
        The headline cell, booms and slumps of the headline treatment and size. None with the design "history".
    whole : Simulated or None
        The headline cell in the first of its worlds, brought to the scenario's offers anew on the runs that others have: what
        cells and mechanisms are compared with, so that they differ by the cell or the mechanism alone.
    ends : mapping
        The two ends of the headline, by cell, with as many runs.
    cells : mapping
        The other cells of the eight.
    treatments : Simulated or None
        The headline cell under the other treatments (surprise, level, reversal).
    doses : Simulated or None
        The headline treatment in other sizes.
    knock_outs : mapping
        Booms with a mechanism off, by mechanism (M1 ..) and way.
    prior : Simulated or None
        The headline cell in worlds that were not chosen.
    """

    scenario: Scenario
    fixed: Criteria
    choices: Choices
    headline: Headline
    process: str
    period: tuple[str, str]
    likeness: Likeness | None
    main: Simulated | None
    whole: Simulated | None = None
    ends: Mapping[str, Simulated] = field(default_factory=dict)
    cells: Mapping[str, Simulated] = field(default_factory=dict)
    treatments: Simulated | None = None
    doses: Simulated | None = None
    knock_outs: Mapping[tuple[str, Way], Simulated] = field(default_factory=dict)
    prior: Simulated | None = None
    episodes: tuple[EpisodeResult, ...] = ()
    prices: pd.DataFrame = field(default_factory=pd.DataFrame)
