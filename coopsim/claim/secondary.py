"""What is shown with a verdict and never judged: secondary outcomes, knock-outs, dose and response."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Subclaim, relative
from coopsim.claim.per_unit import Effects, Setting
from coopsim.runs.statistics import holm_levels, holm_p_values, mean_interval, paired_p_value

Document = dict[str, Any]


def level_of(effects: Effects) -> float:
    """The confidence level of every interval."""
    return float(effects.criteria.judgement["level"])


def interval(values: Any, level: float) -> Document:
    """Mean, ends of its interval and number of worlds, as the document names them."""
    mean = mean_interval(values, level)
    return {"effect": mean.mean, "ci_low": mean.low, "ci_high": mean.high, "n_worlds": mean.n}


def secondary(effects: Effects, part: Subclaim, setting: Setting) -> list[Document]:
    """Effects that are shown and not judged; raw sign; the components of trouble with Holm's adjustment."""
    out: list[Document] = []
    values = []
    for entry in effects.criteria.secondary:
        if entry.subclaim != part.id:
            continue
        rows = effects.of(setting, entry.outcome, part.kind, entry.window)
        effect = rows["effect"].to_numpy(dtype=float)
        if entry.scale == "relative":
            effect = relative(effect, rows["baseline_value"], float(effects.criteria.judgement["baseline_floor_usd"]))
        if not len(effect):
            continue
        values.append(effect)
        out.append(
            {
                "outcome": entry.outcome,
                "label": entry.label,
                "window": entry.window,
                "unit": entry.scale,
                "smallest_effect": entry.smallest_effect,
                "baseline": float(rows["baseline_value"].mean()),
                "family": entry.family or None,
                **interval(effect, level_of(effects)),
            }
        )
    level = level_of(effects)
    family = [place for place, entry in enumerate(out) if entry["family"]]
    p_values = [paired_p_value(values[place]) for place in family]
    levels, adjusted = holm_levels(p_values, level), holm_p_values(p_values)
    for place, holm_level, p_value in zip(family, levels, adjusted, strict=True):
        adjusted_level = level if np.isnan(holm_level) else float(holm_level)
        out[place] |= {**interval(values[place], adjusted_level), "level": adjusted_level, "p_value_holm": float(p_value)}
    return out


def knock_outs(effects: Effects, part: Subclaim, setting: Setting) -> list[Document]:
    """The effect inside each world with one mechanism knocked out: raw, and with mean loyalty re-centred.

    The table names the second `MECHANISM recentred` in its column knock_out. `effect_whole` is the effect in the same worlds
    with nothing knocked out, `change` the raw effect less that, paired by world.
    """
    out, whole = [], effects.judged(setting, part).main
    for name in [name for name in effects.knock_outs() if not name.endswith(" recentred")]:
        without = effects.judged(replace(setting, knock_out=name), part).main
        raw = mean_interval(without, level_of(effects))
        recentred = mean_interval(effects.judged(replace(setting, knock_out=f"{name} recentred"), part).main, level_of(effects))
        pair = pd.concat([without, whole], axis=1, join="inner")
        change = mean_interval(pair.iloc[:, 0] - pair.iloc[:, 1], level_of(effects)) if len(pair) else mean_interval([])
        if raw.n:
            entry = {
                "mechanism": name,
                "effect_raw": raw.mean,
                "effect_recentred": recentred.mean,
                "ci_low": raw.low,
                "ci_high": raw.high,
                "ci_low_recentred": recentred.low,
                "ci_high_recentred": recentred.high,
                "effect_whole": float(pair.iloc[:, 1].mean()) if len(pair) else None,
                "change": change.mean,
                "change_low": change.low,
                "change_high": change.high,
            }
            out.append(entry | {"n_worlds": raw.n})
    return out


def dose_response(effects: Effects, part: Subclaim, setting: Setting) -> list[Document]:
    """Effect by treatment and size; the size of a slump is negative."""
    sign = -1 if part.kind == "slump" else 1
    out = []
    for treatment in effects.treatments():
        for size in effects.sizes("world", treatment):
            mean = mean_interval(
                effects.judged(replace(setting, treatment=treatment, ln_size=size), part).main, level_of(effects)
            )
            if mean.n:
                entry = {
                    "treatment": treatment,
                    "ln_size": sign * size,
                    "effect": mean.mean,
                    "ci_low": mean.low,
                    "ci_high": mean.high,
                }
                out.append(entry | {"n_worlds": mean.n})
    return out
