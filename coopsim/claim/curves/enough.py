"""How many worlds are enough: half-widths, the number needed, and the variance reduction by common random numbers."""

from __future__ import annotations

from typing import Any

from coopsim.claim.criteria import Criteria, Subclaim
from coopsim.claim.flips.plan import CLOSED
from coopsim.claim.per_unit import OTHER_KIND, Effects, Setting
from coopsim.runs.statistics import mean_interval, runs_needed, variance_reduction

Document = dict[str, Any]


def enough(effects: Effects, setting: Setting, criteria: Criteria) -> list[Document]:
    """One entry for each judged outcome, and for closing within six seasons: half-width, number needed,
    variance reduction.

    Narrow enough: a half-width of at most half of the smallest effect that would matter ([flips] enough_share).
    """
    out = [
        _entry(effects, setting, part, outcome, criteria)
        for part in criteria.subclaims
        if not part.not_tested and not part.combines
        for outcome in (part.outcomes or (part.contrast,))
    ]
    closing = next((entry for entry in criteria.secondary if entry.outcome == CLOSED and entry.smallest_effect), None)
    if closing is not None:
        rows = effects.of(setting, CLOSED, "boom", closing.window)
        treated, untreated = rows["effect"] + rows["baseline_value"], rows["baseline_value"]
        widths = _widths(rows["effect"], treated, untreated, closing.smallest_effect or 0.0, criteria)
        out.append({"subclaim": closing.subclaim, "outcome": CLOSED, "judged": False, "unit": closing.scale} | widths)
    return [entry for entry in out if entry["n_worlds"]]


def _entry(effects: Effects, setting: Setting, part: Subclaim, outcome: str, criteria: Criteria) -> Document:
    if part.contrast:
        other = criteria.subclaim(part.contrast)
        boom, slump = (effects.of(setting, other.outcomes[0], kind, other.window) for kind in (part.kind, OTHER_KIND[part.kind]))
        values = effects.judged(setting, part).main
        treated, untreated = boom["effect"] + boom["baseline_value"], slump["effect"] + slump["baseline_value"]
    else:
        rows = effects.of(setting, outcome, part.kind, part.window)
        values = effects.outcome(setting, part, outcome, part.kind)
        treated, untreated = rows["effect"] + rows["baseline_value"], rows["baseline_value"]
    widths = _widths(values, treated, untreated, part.smallest_effect or 0.0, criteria)
    return {"subclaim": part.id, "outcome": outcome, "judged": True, "unit": part.scale} | widths


def _widths(values: Any, treated: Any, untreated: Any, smallest: float, criteria: Criteria) -> Document:
    mean = mean_interval(values, float(criteria.judgement["level"]))
    half, wanted = (mean.high - mean.low) / 2, float(criteria.flips["enough_share"]) * smallest
    has_interval = mean.n > 1
    return {
        "n_worlds": mean.n,
        "half_width": half if has_interval else None,
        "wanted": wanted,
        "worlds_needed": runs_needed(half, mean.n, wanted) if has_interval else None,
        "converged": bool(has_interval and half <= wanted),
        "variance_reduction": variance_reduction(treated, untreated) if has_interval else None,
    }


def all_converged(entries: list[Document]) -> bool:
    """Whether every interval is narrow enough."""
    return bool(entries) and all(entry["converged"] for entry in entries)
