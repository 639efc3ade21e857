"""What one test of the claim simulates: settings, their worlds, runs and seasons, as jobs; the headline's come first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import pandas as pd

from coopsim.claim.arms import AFTER, SHORT, Arm, arms
from coopsim.claim.criteria import Criteria
from coopsim.claim.criteria.cells import Headline
from coopsim.claim.matching.matched import Matched
from coopsim.claim.settings import headline_of_scenario, world_process
from coopsim.claim.studied import Choices
from coopsim.claim.worlds.draws import ROWS_A_JOB, drawn_worlds, held
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.scenario import Scenario
from coopsim.scenario.mechanisms import NUMBERS

Name = tuple[str, ...]  # of a setting: its kind, then which of its kind
MAIN, WHOLE, ENDS, CELLS, TREATMENTS, DOSES, KNOCK_OUTS, PRIOR = (
    "main",
    "whole",
    "ends",
    "cells",
    "treatments",
    "doses",
    "knock_outs",
    "prior",
)


@dataclass(frozen=True)
class Worlds:
    """The worlds of a test in order: every setting takes the first so many of them, so that all pair.

    `shifts` is None where they were not chosen by likeness: then each setting finds its own.
    """

    draws: pd.DataFrame
    target_share: float
    shifts: Shifts | None = None

    @classmethod
    def of(cls, matched: Matched) -> Worlds:
        """Those that look like the field, as they were shifted then."""
        return cls(matched.draws, matched.itself.target_share, matched.shifts)

    def first(self, number: int) -> Worlds:
        """So many of them, from the first on."""
        return self.between(0, number)

    def between(self, first: int, end: int) -> Worlds:
        """Those from one place to another."""
        which = slice(first, end)
        return Worlds(self.draws.iloc[which], self.target_share, None if self.shifts is None else self.shifts.only(which))

    def blocks(self, runs: int) -> list[Worlds]:
        """As many as one job holds, with so many runs each."""
        size = max(1, ROWS_A_JOB // runs)
        return [self.between(first, first + size) for first in range(0, len(self.draws), size)]


@dataclass(frozen=True)
class Setting:
    """The jobs of one setting; `name` says where the result belongs."""

    name: Name
    jobs: tuple[WorldsJob, ...]


@dataclass(frozen=True)
class Plan:
    """Jobs by setting, in the order in which they are done."""

    settings: tuple[Setting, ...]

    @property
    def jobs(self) -> list[WorldsJob]:
        return [job for setting in self.settings for job in setting.jobs]

    def simulated(self, results: Sequence[Simulated]) -> dict[Name, Simulated]:
        """The results of all jobs, in their order, as one of each setting."""
        ends = [0, *accumulate(len(setting.jobs) for setting in self.settings)]
        places = zip(self.settings, pairwise(ends), strict=True)
        return {setting.name: together(results[first:end]) for setting, (first, end) in places}


@dataclass(frozen=True)
class Numbers:
    """How many worlds each setting has, and how many runs each of its worlds."""

    main: int
    whole: int
    ends: int
    cells: int
    knock_outs: int
    treatments: int
    doses: int
    prior: int
    runs: int  # of the headline and its ends
    runs_elsewhere: int

    @classmethod
    def of(cls, fixed: Criteria, choices: Choices) -> Numbers:
        """As `claim.toml` has them; a smaller number that was asked for is the largest of any setting.

        Parameters
        ----------
        fixed : Criteria
            In force.
        choices : Choices
            What was asked for.

        Returns
        -------
        Numbers
            Of every setting.

        Examples
        --------
        >>> from coopsim.claim.criteria import criteria
        >>> usual, few = Numbers.of(criteria(), Choices()), Numbers.of(criteria(), Choices(worlds=50, runs=4))
        >>> (usual.main, usual.ends, usual.runs, usual.runs_elsewhere), (few.main, few.ends, few.cells, few.runs_elsewhere)
        ((200, 60, 20, 8), (50, 50, 40, 4))
        """
        given, asked = fixed.frozen.judgement, choices.worlds
        full = choices.full
        main = (given.worlds_full if full else given.worlds) if asked is None else asked
        runs = fixed.frozen.runs.headline if choices.runs is None else choices.runs
        return cls(
            main=main,
            whole=min(main, max(given.worlds_cells_full, given.worlds_knock_outs_full))
            if full
            else min(main, max(given.worlds_cells, given.worlds_knock_outs)),
            ends=min(main, given.worlds_ends_full if full else given.worlds_ends),
            cells=min(main, given.worlds_cells_full if full else given.worlds_cells),
            knock_outs=min(main, given.worlds_knock_outs_full if full else given.worlds_knock_outs),
            treatments=min(main, given.worlds_cells_full if full else given.worlds_treatments),
            doses=min(main, fixed.frozen.curves.worlds_doses),
            prior=min(main, given.worlds_prior_full if full else given.worlds_prior),
            runs=runs,
            runs_elsewhere=min(runs, fixed.frozen.runs.elsewhere),
        )


def worlds_not_chosen(
    scenario: Scenario, fixed: Criteria, number: int, seed: int, target_share: float, held_names: Collection[str], first: int = 0
) -> Worlds:
    """Worlds as they are drawn over the whole ranges, whatever they look like."""
    return Worlds(held(drawn_worlds(fixed, number, seed, first), fixed, scenario, held_names), target_share)


def planned(
    scenario: Scenario, fixed: Criteria, choices: Choices, headline: Headline, process: str, worlds: Worlds, prior: Worlds | None
) -> Plan:
    """The jobs of the ensemble.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    fixed : Criteria
        For numbers, treatments and cells.
    choices : Choices
        What was asked for.
    headline : Headline
        The scenario's own cell and its two ends.
    process : str
        Behind the price paths.
    worlds : Worlds
        Of the headline, and of all others the first so many.
    prior : Worlds or None
        That were not chosen, shown beside the headline.

    Returns
    -------
    Plan
        Headline; the same settled anew, ends, cells and knock-outs, which are compared; treatments, worlds not chosen, sizes.
    """
    numbers = Numbers.of(fixed, choices)
    of = _Settings(scenario, headline.cell, choices.seed, process)
    pair = tuple(arms(fixed, treatments=(fixed.headline_treatment,)))
    booms = tuple(arm for arm in pair if arm.kind == "boom")
    settings = [of.setting((MAIN,), worlds.first(numbers.main), pair, numbers.runs, shifts_known=True)]
    if choices.cells or choices.knock_outs:  # brought to the target like all that is compared with it
        settings.append(of.setting((WHOLE,), worlds.first(numbers.whole), pair, numbers.runs_elsewhere, after=SHORT))
    ends = worlds.first(numbers.ends)
    settings += [of.setting((ENDS, c), ends, pair, numbers.runs, cell=c, after=SHORT) for c in headline.between or ()]
    for cell in fixed.frozen.cells if choices.cells else ():
        if cell not in headline.shown:
            some = worlds.first(numbers.cells)
            settings.append(of.setting((CELLS, cell), some, pair, numbers.runs_elsewhere, cell=cell, after=SHORT))
    for field, number in NUMBERS.items() if choices.knock_outs else ():
        some = worlds.first(numbers.knock_outs)
        for way in ("recentred", "raw") if choices.full and worlds.shifts is not None else ("recentred",):
            as_the_whole, off = way == "raw", (field,)
            name = (KNOCK_OUTS, number, way)
            settings.append(of.setting(name, some, booms, numbers.runs_elsewhere, as_the_whole, off=off, after=SHORT))
    if choices.cells:
        some = worlds.first(numbers.treatments)
        treated = other_treatments(fixed, choices.full)
        settings.append(of.setting((TREATMENTS,), some, treated, numbers.runs_elsewhere, shifts_known=True))
    if prior is not None:
        settings.append(of.setting((PRIOR,), prior.first(numbers.prior), pair, numbers.runs_elsewhere, after=SHORT))
    if choices.full:
        sizes = tuple(arms(fixed, other_sizes(fixed), (fixed.headline_treatment,)))
        some = worlds.first(numbers.doses)
        settings.append(of.setting((DOSES,), some, sizes, numbers.runs_elsewhere, shifts_known=True, after=SHORT))
    return Plan(tuple(settings))


def headline_jobs(scenario: Scenario, fixed: Criteria, worlds: Worlds, runs: int, seed: int) -> list[WorldsJob]:
    """The scenario's own cell with the headline's price change, in these worlds."""
    pair = tuple(arms(fixed, treatments=(fixed.headline_treatment,)))
    of = _Settings(scenario, headline_of_scenario(scenario).cell, seed, world_process(scenario))
    return list(of.setting((MAIN,), worlds, pair, runs, shifts_known=True).jobs)


def other_treatments(fixed: Criteria, full: bool) -> tuple[Arm, ...]:
    """Surprise and level; of a surprise the middle month of onset. In full: every month, and the reversal.

    >>> from coopsim.claim.criteria import criteria
    >>> [(arm.treatment, arm.kind, arm.onset_month) for arm in other_treatments(criteria(), False)]
    [('surprise', 'boom', 2), ('surprise', 'slump', 2), ('level', 'boom', 0), ('level', 'slump', 0)]
    """
    names = [name for name, table in fixed.treatments.items() if isinstance(table, dict) and name != fixed.headline_treatment]
    chosen = arms(fixed, treatments=[name for name in names if full or name in ("surprise", "level")])
    if full:
        return tuple(chosen)
    onsets: Mapping[str, Any] = {name: fixed.treatments[name]["onset_months"] for name in names}
    return tuple(arm for arm in chosen if arm.onset_month == onsets[arm.treatment][len(onsets[arm.treatment]) // 2])


def other_sizes(fixed: Criteria) -> list[float]:
    """Sizes of a boom that are not the headline's.

    >>> from coopsim.claim.criteria import criteria
    >>> other_sizes(criteria())
    [0.2, 0.4, 0.6, 0.8]
    """
    return [size for size in fixed.treatments["dose_ln_sizes"] if size != fixed.headline_ln_size]


@dataclass(frozen=True)
class _Settings:
    """What all jobs of a test share."""

    scenario: Scenario
    cell: str
    seed: int
    process: str

    def setting(
        self,
        name: Name,
        worlds: Worlds,
        treated: tuple[Arm, ...],
        runs: int,
        shifts_known: bool = False,
        *,
        cell: str = "",
        off: tuple[str, ...] = (),
        after: int = AFTER,
    ) -> Setting:
        """Its jobs, a block of worlds each. Where the shifts are not known each world is brought to the target anew."""
        jobs = [
            WorldsJob(
                self.scenario,
                cell or self.cell,
                block.draws,
                treated,
                self.seed,
                runs,
                block.target_share,
                block.shifts if shifts_known else None,
                self.process,
                off,
                after=after,
            )
            for block in worlds.blocks(runs)
        ]
        return Setting(name, tuple(jobs))
