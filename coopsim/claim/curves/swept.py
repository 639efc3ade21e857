"""What no source pins down and decides: read from the worlds that drew it, and, one at a time, at both ends of its range."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import spearmanr

from coopsim.claim.criteria import Criteria, Drawn
from coopsim.claim.judge import INCONCLUSIVE, MISSING, verdict_over_worlds
from coopsim.claim.per_unit import Effects, Setting
from coopsim.runs.statistics import holm_p_values, mean_interval

Document = dict[str, Any]
FLIPS, MOVES, NO_TRACE = "flips", "moves", "no trace"


def thirds(entry: Drawn, values: Any) -> NDArray[np.int64]:
    """Which third of its declared range a drawn value lies in: 0, 1, 2, cut as it was drawn (in logs, or by whole numbers).

    >>> thirds(Drawn("line", "", low=1.0, high=1000.0, scale="log"), [2.0, 50.0, 900.0]).tolist()
    [0, 1, 2]
    >>> thirds(Drawn("closings", "", low=1, high=4, whole=True), [1, 2, 3, 4]).tolist()
    [0, 1, 1, 2]
    """
    assert entry.low is not None
    assert entry.high is not None
    value = np.asarray(values, dtype=float)
    if entry.whole:
        place = (value - entry.low + 0.5) / (entry.high - entry.low + 1.0)
    elif entry.scale == "log":
        place = np.log(value / entry.low) / np.log(entry.high / entry.low)
    else:
        place = (value - entry.low) / (entry.high - entry.low)
    return np.clip((place * 3).astype(np.int64), 0, 2)


def sweeps(whole: Effects, setting: Setting, worlds: pd.DataFrame, criteria: Criteria) -> list[Document]:
    """One entry for each swept parameter: rank correlation of effect and draw, and the verdict in each third of its range.

    No new runs: the worlds of the headline cell drew it. Says `no trace` where the rank correlation is not
    clear after Holm's adjustment (all sweeps and sub-claims are one family), `flips` where it is clear and two thirds give
    verdicts that differ (neither for want of worlds), else `moves`. What only hurts in the middle of a range is not found.
    """
    ranges = {entry.column: entry for entry in criteria.drawn}
    by_world = worlds.set_axis(worlds.index.astype(str))
    out, p_values = [], []
    for name in criteria.flips["swept"]:
        if name not in by_world or by_world[name].nunique() < 2:  # not drawn: the user has set it
            continue
        entry: Document = {"name": name, "by": {}, "low_high": {}}
        entry |= {"low": ranges[name].low, "high": ranges[name].high}
        for id in criteria.flips["swept_subclaims"]:
            judged = whole.judged(setting, criteria.subclaim(id))
            kinds = judged.kinds[judged.kinds.to_numpy(dtype=str) != MISSING]
            if not len(kinds):
                continue
            drawn, effect = (
                by_world[name].reindex(kinds.index).to_numpy(dtype=float),
                judged.main.reindex(kinds.index).to_numpy(float),
            )
            rank = spearmanr(drawn, effect) if len(effect) > 2 and np.ptp(effect) > 0 else (np.nan, np.nan)
            by_third = _by_third(ranges[name], drawn, effect, kinds.to_numpy(dtype=str), criteria)
            entry["by"][id] = {
                "rank_correlation": float(rank[0]),
                "p_value": float(rank[1]),
                "n_worlds": len(kinds),
                "thirds": by_third,
            }
            p_values.append((entry["by"][id], float(rank[1])))
        if entry["by"]:
            out.append(entry)
    for (judged_entry, _p), adjusted in zip(p_values, holm_p_values([p for _judged, p in p_values]), strict=True):
        judged_entry["p_value_holm"] = float(adjusted)
        verdicts = {third["verdict"] for third in judged_entry["thirds"]} - {INCONCLUSIVE}
        judged_entry["says"] = (
            NO_TRACE if not adjusted < 1 - float(criteria.judgement["level"]) else FLIPS if len(verdicts) > 1 else MOVES
        )
    return out


def _by_third(entry: Drawn, drawn: Any, effect: Any, kinds: Any, criteria: Criteria) -> list[Document]:
    place, out = thirds(entry, drawn), []
    for third in range(3):
        here = place == third
        # a third of the worlds can speak for a third of the range; the full number is asked of the headline
        over_worlds = verdict_over_worlds(
            kinds[here], float(criteria.judgement["threshold_share"]), int(criteria.judgement["minimum_leaf_worlds"])
        )
        mean = mean_interval(effect[here], float(criteria.judgement["level"]))
        out.append(
            {
                "from": float(drawn[here].min()) if here.any() else None,
                "to": float(drawn[here].max()) if here.any() else None,
                "n_worlds": int(here.sum()),
                "effect": mean.mean,
                "ci_low": mean.low,
                "ci_high": mean.high,
                "share_supported": over_worlds.share_supported,
                "share_contradicted": over_worlds.share_contradicted,
                "share_small": over_worlds.share_small,
                "verdict": over_worlds.verdict,
            }
        )
    return out


def add_low_high(entries: list[Document], effects: pd.DataFrame, criteria: Criteria) -> None:
    """Write into each sweep what the effect is with this parameter alone at its lowest and at its highest, paired by world."""
    level = float(criteria.judgement["level"])
    for entry in entries:
        for id in criteria.flips["swept_subclaims"]:
            part = criteria.subclaim(id)
            ends = []
            for end in ("low", "high"):
                rows = effects[(effects["point"] == f"{entry['name']} {end}") & (effects["outcome"] == part.outcomes[0])]
                rows = rows[(rows["window"] == part.window) & (rows["kind"] == part.kind)].set_index("unit_id")
                ends.append(pd.Series(part.counted(rows["effect"], rows["baseline_value"]), index=rows.index))
            pair = pd.concat(ends, axis=1, join="inner")
            if not len(pair):
                continue
            change = mean_interval(pair.iloc[:, 1] - pair.iloc[:, 0], level)
            effects_at = {
                "at_low": float(pair.iloc[:, 0].mean()),
                "at_high": float(pair.iloc[:, 1].mean()),
                "change": change.mean,
            }
            entry["low_high"][id] = effects_at | {"ci_low": change.low, "ci_high": change.high, "n_worlds": change.n}
