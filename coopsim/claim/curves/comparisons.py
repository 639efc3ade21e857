"""Read from runs that are there anyway: the ensemble under other price processes, episodes among the worlds, a level's parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.per_unit import Effects, Setting
from coopsim.runs.statistics import mean_interval

Document = dict[str, Any]
LEVEL_PARTS = ("onset", "plateau", "end")


def judged_over_worlds(effects: Effects, setting: Setting, criteria: Criteria) -> dict[str, Document]:
    """By sub-claim: verdict, mean effect with interval, shares of worlds; sub-claims without worlds left out."""
    tested = [part for part in criteria.subclaims if not part.not_tested]
    documents = {part.id: effects.over_worlds(effects.judged(setting, part))[1] for part in tested}
    return {id: document for id, document in documents.items() if document["n_worlds"]}


def by_process(flips: pd.DataFrame, whole: Effects, setting: Setting, criteria: Criteria, process: str) -> dict[str, Document]:
    """The headline cell on other price processes, with the headline's own: by process, by sub-claim."""
    out = {process: judged_over_worlds(whole, setting, criteria)}
    for other in dict.fromkeys(flips["point"]):
        table = Effects(flips[flips["point"] == other], criteria)
        out[str(other)] = judged_over_worlds(table, setting, criteria)
    return {name: by_subclaim for name, by_subclaim in out.items() if by_subclaim}


def percentiles_among_worlds(
    dots: Sequence[Mapping[str, Any]], effects: Effects, setting: Setting, criteria: Criteria
) -> list[dict[str, float]]:
    """For each episode, by sub-claim: the share of worlds whose effect is smaller (half of those that are equal).

    An episode is compared with the ensemble's booms if it is a boom, with its slumps if it is a slump. Its size is its own,
    that of the ensemble is the headline's. An episode before which every cooperative had closed says nothing.
    """
    of_worlds = {
        (part.id, kind): effects.judged(setting, part, kind).main.dropna().to_numpy(dtype=float)
        for part in criteria.subclaims
        if not part.not_tested and not part.combines and not part.contrast
        for kind in ("boom", "slump")
    }
    return [
        {
            id: share_below(of_worlds[(id, str(dot["kind"]))], effect)
            for id, effect in dot["effects"].items()
            if effect is not None and dot.get("alive_at_start", 1.0) and len(of_worlds.get((id, str(dot["kind"])), ()))
        }
        for dot in dots
    ]


def share_below(values: Any, value: float) -> float:
    """The share of values below, ties counted half.

    >>> share_below([0.0, 0.1, 0.1, 0.4], 0.1)
    0.5
    """
    of = np.asarray(values, dtype=float)
    return float(((of < value).sum() + 0.5 * (of == value).sum()) / len(of))


def level_parts(effects: Effects, setting: Setting, criteria: Criteria) -> list[Document]:
    """The level's onset (two seasons of the ramp), plateau and end (two seasons of fading) apart, by sub-claim and outcome.

    The end of a shock is a shock of its own; never judged, always shown.
    """
    out = []
    at_level = replace(setting, treatment="level")
    for part in criteria.subclaims:
        for outcome in part.outcomes if not part.not_tested else ():
            entry: Document = {"subclaim": part.id, "outcome": outcome, "kind": part.kind, "unit": part.scale}
            for window in LEVEL_PARTS:
                mean = mean_interval(
                    effects.outcome(at_level, replace(part, window=window), outcome, part.kind),
                    float(criteria.judgement["level"]),
                )
                if mean.n:
                    entry[window] = {"effect": mean.mean, "ci_low": mean.low, "ci_high": mean.high, "n_worlds": mean.n}
            if any(window in entry for window in LEVEL_PARTS):
                out.append(entry)
    return out


def dose_crossing(doses: Sequence[Mapping[str, Any]], smallest: float | None) -> list[Document]:
    """By treatment: the smallest size at which the mean effect crosses the smallest that matters, straight between sizes run.

    `ln_size` is None where no size that was run crosses; size 0 has effect 0. `clear_ln_size`: the smallest size that was
    run whose whole interval lies beyond.

    >>> doses = [{"treatment": "level", "ln_size": s, "effect": e, "ci_low": e - 0.03} for s, e in ((0.2, 0.05), (0.4, 0.15))]
    >>> found = dose_crossing(doses, 0.10)[0]
    >>> round(found["ln_size"], 3), found["clear_ln_size"], found["sizes"]
    (0.3, 0.4, 2)
    """
    out = []
    for treatment in dict.fromkeys(str(dose["treatment"]) for dose in doses):
        of_treatment = sorted((dose for dose in doses if dose["treatment"] == treatment), key=lambda dose: abs(dose["ln_size"]))
        crossed, last_point = None, (0.0, 0.0)
        for dose in of_treatment:
            point = (abs(float(dose["ln_size"])), float(dose["effect"]))
            if crossed is None and smallest is not None and point[1] > smallest:
                crossed = last_point[0] + (point[0] - last_point[0]) * (smallest - last_point[1]) / (point[1] - last_point[1])
            last_point = point
        clear = next(
            (
                abs(float(dose["ln_size"]))
                for dose in of_treatment
                if smallest is not None and dose["ci_low"] is not None and dose["ci_low"] > smallest
            ),
            None,
        )
        out.append(
            {
                "treatment": treatment,
                "ln_size": crossed,
                "clear_ln_size": clear,
                "sizes": len(of_treatment),
                "smallest_effect": smallest,
            }
        )
    return out
