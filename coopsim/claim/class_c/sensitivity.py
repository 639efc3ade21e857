"""What the rows of class C leave of the headline's worlds, and what those say of H2: a sensitivity, never evidence (Eq. J20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim import documents as d
from coopsim.claim.class_c.job import ComponentsJob, jobs_of
from coopsim.claim.class_c.rows import Component, components
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.noise import world_means
from coopsim.claim.judging.reading import judged_h2
from coopsim.claim.matching.waves import ITSELF, RUNS_OF_ITSELF
from coopsim.claim.part_documents import five_shares
from coopsim.claim.plan import Worlds
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
WORLDS, RUNS = 200, 8  # those of the default headline; runs as everywhere beside it


@dataclass(frozen=True)
class Held:
    """Worlds held against rows of class C, each row by itself: a row of which a world says nothing does not rule it out.

    Parameters
    ----------
    mean : array, shape (worlds, rows)
        Over the runs that say anything; NaN where fewer than half do.
    implausibility : array, shape (worlds, rows)
        In standard deviations; NaN likewise.
    """

    mean: Floats
    implausibility: Floats

    def ruled_out(self, implausible_from: float) -> Flags:
        """Which worlds each row rules out, (worlds, rows)."""
        return np.asarray(np.nan_to_num(self.implausibility) >= implausible_from)


def held_against(read: Floats, rows: Sequence[Component], least_share: float = 0.5) -> Held:
    """Every world's mean over its runs, and how implausible that is by each row.

    Parameters
    ----------
    read : array, shape (worlds, runs, rows)
        NaN in a run that says nothing of a row.
    rows : sequence of Component
        In the order of the last axis.
    least_share : float
        Of a world's runs, that must say something.

    Returns
    -------
    Held
        The noise of runs is pooled over worlds.

    Examples
    --------
    More outside with one more buyer: by two points, by two points less, and a cooperative that had closed.

    >>> from coopsim.claim.matching.rows import PATTERNS
    >>> row = Component.of(PATTERNS["P12a"])
    >>> held = held_against(np.array([[[0.02], [0.02]], [[-0.02], [-0.02]], [[np.nan], [np.nan]]]), [row])
    >>> held.ruled_out(3.0).ravel().tolist()
    [False, True, False]
    """
    mean, distance = np.full((2, len(read), len(rows)), np.nan)
    for place, row in enumerate(rows):
        means = world_means(read[:, :, place], least_share)
        of_mean = np.sqrt(np.nan_to_num(means.noise[0, 0])) / np.sqrt(means.runs)
        mean[means.lasts, place] = means.mean[:, 0]
        distance[means.lasts, place] = row.implausible(means.mean[:, 0], of_mean)
    return Held(mean, distance)


def planned(scenario: Scenario, worlds: Worlds, seed: int) -> list[ComponentsJob]:
    """The scenario itself, then the first of the worlds, in the arms of all rows of class C."""
    rows, some = components(), worlds.first(WORLDS)
    itself = pd.DataFrame(index=[ITSELF])
    jobs = jobs_of(scenario, itself, Shifts.none(1), rows, seed, RUNS_OF_ITSELF)
    assert some.shifts is not None, "worlds that were not matched have no loyalty that is known"
    return jobs + jobs_of(scenario, some.draws, some.shifts, rows, seed, RUNS)


def class_c_of(results: Sequence[Floats], main: Simulated, fixed: Criteria, resamples: int | None = None) -> d.ClassC:
    """What the rows leave of the headline's worlds, beside the headline in the same worlds.

    Parameters
    ----------
    results : sequence of array
        Of the jobs of `planned`, in order.
    main : Simulated
        The headline; its first worlds are those of the jobs.
    fixed : Criteria
        In force.
    resamples : int, optional
        Of every interval; left out: as `claim.toml` has it.

    Returns
    -------
    ClassC
        Worlds that do not last in the headline are left out of every number.
    """
    rows, least = components(), fixed.frozen.runs.least_share
    read = np.concatenate(results[1:])
    first = main.first(len(read))
    of_all = judged_h2(first, fixed, resamples=resamples)
    lasts = of_all.means.lasts
    compared, read = first.only(lasts), read[lasts]
    itself, held = held_against(results[0], rows, 0.0), held_against(read, rows, least)
    below = fixed.frozen.matching.implausible_from
    ruled_out, met = held.ruled_out(below), ~itself.ruled_out(below)[0]

    def left(which: Flags) -> d.ClassCLeft:
        stays = np.asarray(~ruled_out[:, which].any(axis=1))
        names = tuple(row.row.pattern for row, is_used in zip(rows, which, strict=True) if is_used)
        number, judgement = int(stays.sum()), None
        if number >= fixed.frozen.judgement.minimum_worlds:
            judgement = judged_h2(compared.only(stays), fixed, resamples=resamples)
        classes = None if judgement is None or judgement.reason else five_shares(judgement)
        silent = int((stays & np.isnan(held.mean[:, which]).any(axis=1)).sum())
        return d.ClassCLeft(rows=names, left=number, share=number / max(len(read), 1), silent=silent, classes=classes)

    return d.ClassC(
        worlds=len(read),
        runs=read.shape[1],
        implausible_from=below,
        needed=fixed.frozen.judgement.minimum_worlds,
        rows=tuple(_row(row, itself, held, ruled_out[:, place], place) for place, row in enumerate(rows)),
        headline=None if of_all.reason else five_shares(of_all),
        by_all=left(np.ones(len(rows), dtype=bool)),
        by_those_met=left(met),
    )


def _row(row: Component, itself: Held, held: Held, ruled_out: Flags, place: int) -> d.ClassCRow:
    """One row of the document."""
    mean, measure = held.mean[:, place], row.row.measure
    says = ~np.isnan(mean)
    return d.ClassCRow(
        pattern=row.row.pattern,
        label=d.Both(en=measure.en, es=measure.es),
        unit=measure.unit,
        low=row.low,
        high=row.high,
        sd_observed=row.row.sd_observed,
        sd_model=row.row.sd_model,
        itself=itself.mean[0, place],
        itself_implausibility=itself.implausibility[0, place],
        simulated=mean[says].mean() if says.any() else None,
        worlds=int(says.sum()),
        missed=int(row.missed(mean).sum()),
        ruled_out=int(ruled_out.sum()),
    )
