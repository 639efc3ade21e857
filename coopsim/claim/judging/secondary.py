"""Outcomes that are shown with a part and never judged; raw sign; those of one family with Holm's adjustment."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria, Secondary, relative
from coopsim.claim.documents.base import Unit
from coopsim.claim.inference.noise import WorldMeans, world_means
from coopsim.claim.judging.effects import mean_of_runs
from coopsim.claim.part_documents import effect_document
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.statistics import holm_levels, holm_p_values, paired_p_value

Floats = NDArray[np.float64]
UNITS: dict[str, Unit] = {"share": "share", "relative": "relative", "usd": "usd", "usd_per_qq": "usd_per_qq"}


@dataclass(frozen=True)
class Shown:
    """One outcome as it was read."""

    declared: Secondary
    means: WorldMeans
    baseline: float
    level: float
    p_value_holm: float = float("nan")

    @property
    def place(self) -> tuple[str, str]:
        """Outcome and window."""
        return self.declared.outcome, self.declared.window

    @property
    def document(self) -> d.Secondary:
        """As verdict.json lists it."""
        return d.Secondary(
            outcome=self.declared.outcome,
            label=d.Both(**self.declared.label),
            window=self.declared.window,
            smallest_effect=self.declared.smallest_effect,
            baseline=self.baseline,
            effect=effect_document(self.means, 0, UNITS[self.declared.scale], self.level),
            p_value_holm=self.p_value_holm,
        )


def secondary(simulated: Simulated, fixed: Criteria, treatment: str, part_id: str, kind: str) -> tuple[d.Secondary, ...]:
    """What is shown with a part.

    Parameters
    ----------
    simulated : Simulated
        Worlds of one cell.
    fixed : Criteria
        What was fixed before.
    treatment, part_id, kind : str
        Which price change, which part, boom or slump.

    Returns
    -------
    tuple of Secondary
        In the order of `claim.toml`; an outcome or a window that was not simulated is left out. An interval of a family is
        drawn at the level that agrees with Holm's steps.
    """
    declared = [entry for entry in fixed.secondary if entry.subclaim == part_id]
    read = [_read(simulated, fixed, treatment, entry, kind) for entry in declared]
    shown = [one for one in read if one is not None and one.means.worlds]
    adjusted = {one.place: one for one in _adjusted(shown, fixed.frozen.judgement.level)}
    return tuple(adjusted.get(one.place, one).document for one in shown)


def _read(simulated: Simulated, fixed: Criteria, treatment: str, entry: Secondary, kind: str) -> Shown | None:
    """One outcome; None where it was not simulated."""
    try:
        effect = simulated.effect(treatment, kind, entry.outcome, entry.window, fixed.headline_ln_size)
        baseline = simulated.baseline(entry.outcome, treatment, entry.window)
    except KeyError:
        return None
    of_worlds = mean_of_runs(baseline)
    if entry.scale == "relative":
        effect = relative(effect, of_worlds[:, None], fixed.frozen.judgement.baseline_floor_usd)
    means = world_means(effect, fixed.frozen.runs.least_share)
    normal = float(np.mean(of_worlds[means.lasts])) if means.worlds else float("nan")
    return Shown(entry, means, normal, fixed.frozen.judgement.level)


def _adjusted(shown: list[Shown], level: float) -> list[Shown]:
    """The members of each family with Holm's p values and levels."""
    out = []
    in_family = sorted((one for one in shown if one.declared.family), key=lambda one: one.declared.family)
    for _name, members in groupby(in_family, key=lambda one: one.declared.family):
        family = list(members)
        p_values = [paired_p_value(one.means.mean[:, 0]) for one in family]
        steps = zip(family, holm_levels(p_values, level), holm_p_values(p_values), strict=True)
        out += [
            Shown(one.declared, one.means, one.baseline, level if np.isnan(at) else float(at), float(p)) for one, at, p in steps
        ]
    return out
