"""What only --full simulates: where the answer turns, how much is chance, what parts of the claim would choose, placebos."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coopsim.claim import placebos
from coopsim.claim.class_c import sensitivity
from coopsim.claim.conditions.sobol import planned_sobol, sobol_of
from coopsim.claim.curves import curves_of, planned_curves
from coopsim.claim.documents import ClassC, Curves, Placebo, Sobol
from coopsim.claim.judging.placebos import placebo_documents
from coopsim.claim.plan import Worlds
from coopsim.claim.studied import Studied
from coopsim.claim.studying import Simulate


@dataclass(frozen=True)
class InFull:
    """What is added to the verdict; None without --full."""

    curves: Curves | None = None
    sobol: Sobol | None = None
    placebos: tuple[Placebo, ...] | None = None
    class_c: ClassC | None = None  # of worlds that look like the field only


def in_full(studied: Studied, worlds: Worlds | None, simulate: Simulate) -> InFull:
    """Simulate it, all at once.

    Parameters
    ----------
    studied : Studied
        The test itself.
    worlds : Worlds or None
        Of its headline; None with the design "history".
    simulate : callable
        Does jobs, in order.

    Returns
    -------
    InFull
        Empty where it was not asked for, or there are no worlds.
    """
    if worlds is None or not studied.choices.full:
        return InFull()
    scenario, fixed, seed = studied.scenario, studied.fixed, studied.choices.seed
    cell, process = studied.headline.cell, studied.process
    curves = planned_curves(scenario, fixed, worlds, cell, seed, process)
    points = planned_sobol(scenario, fixed, cell, seed, process, worlds.target_share)
    few = worlds.first(placebos.WORLDS)
    still = placebos.placebo_jobs(scenario, fixed, cell, few.draws, few.shifts, seed, process, target_share=worlds.target_share)
    matched = None if studied.main is None or worlds.shifts is None else worlds.first(len(studied.main.worlds))
    by_parts = [] if matched is None else sensitivity.planned(scenario, matched, seed)
    jobs = [one.job for one in curves], list(points), by_parts, [job for several in still.values() for job in several]
    results = iter(simulate([job for several in jobs for job in several]))
    of_curves, of_points, of_parts = ([next(results) for _job in several] for several in jobs[:3])
    of_placebos = {name: [next(results) for _job in several] for name, several in still.items()}
    return InFull(
        curves_of(curves, of_curves, fixed, studied.main, studied.doses, process),
        sobol_of(of_points, fixed),
        placebo_documents(of_placebos, fixed),
        None if studied.main is None or not of_parts else sensitivity.class_c_of(of_parts, studied.main, fixed),
    )


def curves_table(curves: Curves | None) -> pd.DataFrame:
    """Every point of every curve, a row each.

    >>> curves_table(None).empty
    True
    """
    if curves is None:
        return pd.DataFrame()
    points = [{"curve": name} | point.document() for name in Curves.model_fields for point in getattr(curves, name)]
    return pd.DataFrame(points).rename(columns={"worlds": "n"})
