"""What the real episodes show: one dot per episode, counts, leave-one-out. Never an interval over episodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Criteria, Subclaim
from coopsim.claim.judge import CONTRADICTED, INCONCLUSIVE, SUPPORTED, verdict_at_one_setting
from coopsim.claim.per_unit import Effects, Judged, Setting
from coopsim.runs.statistics import mean_interval

Document = dict[str, Any]


def intervals_over_replicates(effects: Effects, part: Subclaim, setting: Setting, level: float) -> dict[str, Document]:
    """By episode: mean over replicates, its interval given these prices and parameters, and the verdict at this one setting.

    The interval shrinks with computing time and says nothing about other histories.
    """
    if not part.outcomes:
        return {}
    rows = effects.tidy
    rows = rows[(rows["design"] == setting.design) & (rows["cell"] == setting.cell) & (rows["knock_out"] == setting.knock_out)]
    rows = rows[(rows["treatment"] == setting.treatment) & (rows["window"] == part.window)]
    by_episode: dict[str, list[Document]] = {}
    for outcome in part.outcomes:
        for name, group in rows[rows["outcome"] == outcome].groupby("unit_id", observed=True):
            counted = part.counted(group["effect"], group["baseline_value"].mean())
            mean, low, high, n = mean_interval(counted, level)
            verdict = verdict_at_one_setting(low, high, part.smallest_effect or 0.0) if n > 1 else INCONCLUSIVE
            by_episode.setdefault(str(name), []).append(
                {"effect": mean, "low": low, "high": high, "replicates": n, "verdict": verdict}
            )
    return {name: parts[0] | {"verdict": _agreed([one["verdict"] for one in parts])} for name, parts in by_episode.items()}


def _agreed(verdicts: list[str]) -> str:
    return verdicts[0] if len(set(verdicts)) == 1 else INCONCLUSIVE


def episode_documents(effects: Effects, criteria: Criteria, episodes: Sequence[Mapping[str, Any]], cell: str) -> list[Document]:
    """The episodes as verdict.json lists them: effects in the claim's direction, with the interval over replicates."""
    setting, level = Setting("episode", "history", cell), float(criteria.judgement["level"])
    judged: dict[tuple[str, str], Judged] = {
        (part.id, kind): effects.judged(setting, part, kind)
        for part in criteria.subclaims
        if not part.not_tested and not part.contrast
        for kind in ("boom", "slump")
    }
    over_replicates = {part.id: intervals_over_replicates(effects, part, setting, level) for part in criteria.subclaims}
    out = []
    for episode in episodes:
        name, kind = str(episode["name"]), str(episode["kind"])
        here = {id: judged_part for (id, of), judged_part in judged.items() if of == kind and name in judged_part.kinds.index}
        out.append(
            {
                **{key: value for key, value in episode.items() if key != "before_after"},
                "effects": {
                    id: float(judged_part.main[name]) for id, judged_part in here.items() if name in judged_part.main.index
                },
                "kinds": {id: str(judged_part.kinds[name]) for id, judged_part in here.items()},
                "over_replicates": {id: of[name] for id, of in over_replicates.items() if name in of},
                "before_after": dict(episode.get("before_after", {})),
            }
        )
    return out


def history_document(part: Subclaim, episodes: Sequence[Mapping[str, Any]]) -> Document | None:
    """Counts and leave-one-out of one sub-claim over the episodes; None where the episodes say nothing of it.

    `beyond`: episodes with an effect beyond the smallest one; `same_direction`: with the claim's sign, however small.

    >>> part = Subclaim("H2d", {}, {}, {}, kind="boom", smallest_effect=0.05)
    >>> dots = [{"name": name, "kind": "boom", "effects": {"H2d": effect}} for name, effect in (("1994", 0.30), ("2010", 0.02))]
    >>> counts = history_document(part, dots)
    >>> (counts["boom"]["beyond"], counts["boom"]["same_direction"], counts["boom"]["n"], counts["leave_one_out"][0])
    (1, 2, 2, {'without': '1994', 'effect': 0.02})
    """
    out: Document = {}
    for kind in ("boom", "slump"):
        dots = [(str(dot["name"]), dot) for dot in episodes if dot["kind"] == kind and _effect(dot, part.id) is not None]
        if not dots:
            continue
        effect = np.array([_effect(dot, part.id) for _name, dot in dots], dtype=float)
        smallest = part.smallest_effect or 0.0
        kinds = [dot.get("kinds", {}).get(part.id) for _name, dot in dots]
        beyond = [kind_ == SUPPORTED if kind_ else value > smallest for kind_, value in zip(kinds, effect, strict=True)]
        against = [kind_ == CONTRADICTED if kind_ else value < -smallest for kind_, value in zip(kinds, effect, strict=True)]
        out[kind] = {
            "n": len(dots),
            "beyond": int(np.sum(beyond)),
            "against": int(np.sum(against)),
            "same_direction": int((effect > 0).sum()),
            "effect": float(effect.mean()),
        }
        if kind == part.kind and len(dots) > 1:
            out["leave_one_out"] = [
                {"without": name, "effect": float(np.delete(effect, place).mean())} for place, (name, _dot) in enumerate(dots)
            ]
    return out or None


def _effect(dot: Mapping[str, Any], id: str) -> float | None:
    value = dot["effects"].get(id)
    return None if value is None or pd.isna(value) else float(value)
