"""The verdict document: effects in, `verdict.json` out. What counts was fixed in `claim.toml` before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.conditions import classes, leaves
from coopsim.claim.criteria import Criteria, Subclaim
from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.history import episode_documents, history_document
from coopsim.claim.judge import DEPENDS, INCONCLUSIVE, MISSING, NOT_TESTED, SUPPORTED, TOO_SMALL
from coopsim.claim.per_unit import Effects, Setting
from coopsim.claim.secondary import dose_response, interval, knock_outs, secondary
from coopsim.runs.documents import plain
from coopsim.runs.statistics import mean_interval, wilson_interval

Document = dict[str, Any]


def verdict(
    effects: pd.DataFrame,
    worlds: pd.DataFrame,
    episodes: Sequence[Mapping[str, Any]],
    outcomes: Criteria,
    *,
    headline_cell: str,
    headroom: float | None = None,
    worlds_dropped: int = 0,
    replicates: int = 1,
    **facts: Any,
) -> Document:
    """What `verdict.json` says, in numbers and codes; `coopsim.report.claim_words.with_words` adds the sentences.

    `effects`: one row per unit and replicate, raw signs. `worlds`: world number (index, or a column `world`) -> what it
    drew, and `headroom`. `episodes`: name, kind, from, to, r_reference, surprise, before_after. `worlds_dropped`: worlds
    left out because their cooperative closed during burn-in. `facts`: whatever else the document names
    (scenario, scenario_hash, seed, price_source, period, rules, coopsim_version).
    """
    judge = _Judge(Effects(effects, outcomes), outcomes, _by_text(worlds), headline_cell, replicates)
    dots = episode_documents(judge.effects, outcomes, episodes, headline_cell)
    cells = judge.cells()
    subclaims = [judge.subclaim(part, dots, cells) for part in outcomes.subclaims]
    _mark_swings(subclaims)
    n_worlds = max((int(part.get("n_worlds") or 0) for part in subclaims), default=0)
    document: Document = {
        "schema": 2,
        **facts,
        "outcome_file_hash": outcomes.hash,
        "replicates": replicates,
        "n_worlds": n_worlds,
        "worlds_dropped": worlds_dropped,
        "minimum_worlds": outcomes.judgement["minimum_worlds"],
        "threshold_share": outcomes.judgement["threshold_share"],
        "headline_cell": headline_cell,
        "headline_treatment": outcomes.headline_treatment,
        "headline_ln_size": outcomes.headline_ln_size,
        "treatments": {
            name: {"en": table["en"], "es": table["es"]} for name, table in outcomes.treatments.items() if isinstance(table, dict)
        },
        "headroom": headroom,
        "subclaims": subclaims,
        "episodes": dots,
        "cells": cells,
        "world_ranges": judge.ranges(),
    }
    cleaned: Document = plain(document)
    return cleaned


class _Judge:
    """One table of effects, judged sub-claim by sub-claim."""

    def __init__(self, effects: Effects, criteria: Criteria, worlds: pd.DataFrame, cell: str, replicates: int) -> None:
        self.effects, self.criteria, self.worlds, self.cell, self.replicates = effects, criteria, worlds, cell, replicates
        self.level = float(criteria.judgement["level"])

    def setting(self, treatment: str = "", cell: str = "") -> Setting:
        return Setting("world", treatment or self.criteria.headline_treatment, cell or self.cell, self.criteria.headline_ln_size)

    def over_worlds(self, part: Subclaim, setting: Setting) -> Document:
        """Verdict, mean effect with interval and shares of worlds at one treatment, cell and size."""
        judged = self.effects.judged(setting, part)
        over_worlds, document = self.effects.over_worlds(judged)
        n, near = over_worlds.n_worlds, False
        if n and over_worlds.verdict != INCONCLUSIVE:
            top = max(over_worlds.share_supported, over_worlds.share_contradicted, over_worlds.share_small)
            around = wilson_interval(round(top * n), n, self.level)
            near = around.low < float(self.criteria.judgement["threshold_share"]) <= around.high
        document |= {"shares": dict(over_worlds.shares), "near_threshold": bool(near)}
        if len(part.outcomes) > 1:
            document["parts"] = [
                {"outcome": name, **interval(judged.effects[name], self.level)} for name in judged.effects if len(judged.effects)
            ]
        return document

    def subclaim(self, part: Subclaim, dots: list[Document], cells: list[Document]) -> Document:
        """One sub-claim as verdict.json lists it."""
        document: Document = {
            "id": part.id,
            "statement": part.statement,
            "short": part.short,
            "short_opposite": part.short_opposite,
            "measure": part.measure,
            "two_sided": part.two_sided,
            "kind": part.kind,
            "outcome": ", ".join(part.outcomes or part.combines) or part.contrast or None,
            "window": part.window,
            "unit": part.scale or None,
            "smallest_effect": part.smallest_effect,
            "replicates": self.replicates,
            "interval_kind": "worlds",
            "n_worlds": 0,
            "n_paths": 0,
            "secondary": [],
            "knock_outs": [],
            "dose_response": [],
            "by_treatment": {},
            "by_cell": {},
            "parts": [],
            "leaves": [],
            "history": None,
            "in_history": None,
            "reason": None,
            "label": "",
            "swings": False,
        }
        if part.not_tested:
            return document | {"verdict": NOT_TESTED, "reason": part.not_tested, "interval_kind": None} | dict.fromkeys(_NUMBERS)
        document |= self.over_worlds(part, self.setting())
        document["n_paths"] = document["n_worlds"]
        document["history"] = history = history_document(part, dots)
        document["in_history"] = part.in_history
        if document["verdict"] == INCONCLUSIVE:
            document["reason"] = "too_few_worlds"
        if not document["n_worlds"]:
            document["reason"] = "no_worlds"
            document |= {"interval_kind": "episodes", "n_paths": 1 if history else 0}
            document["effect"] = history[part.kind]["effect"] if history and part.kind in history else None
            return document
        by_treatment = {treatment: self.over_worlds(part, self.setting(treatment)) for treatment in self.effects.treatments()}
        document["by_treatment"] = {
            treatment: over_worlds for treatment, over_worlds in by_treatment.items() if over_worlds["n_worlds"]
        }
        document["by_cell"] = {
            cell["cell"]: cell["verdicts"][part.id] for cell in cells if cell["treatment"] == self.criteria.headline_treatment
        }
        if document["verdict"] == DEPENDS:
            document["leaves"] = self.leaves(part)
        document["secondary"] = secondary(self.effects, part, self.setting())
        document["knock_outs"] = knock_outs(self.effects, part, self.setting())
        document["dose_response"] = dose_response(self.effects, part, self.setting())
        return document

    def leaves(self, part: Subclaim) -> list[Document]:
        """What divides the worlds of the headline cell: the leaves of a shallow tree over what they drew."""
        kinds = self.effects.judged(self.setting(), part).kinds
        kinds = kinds[kinds.to_numpy(dtype=str) != MISSING]
        table = self.worlds.reindex([str(unit) for unit in kinds.index])
        table = table[[entry.column for entry in self.criteria.drawn if entry.column in table]]
        minimum = int(self.criteria.judgement["minimum_leaf_worlds"])
        return [
            {
                "where": [{"column": cut.column, "below": cut.below, "value": cut.value} for cut in leaf.cuts],
                "n_worlds": leaf.n,
                "supported": leaf.supported,
                "contradicted": leaf.contradicted,
                "neither": leaf.neither,
            }
            for leaf in leaves(table, classes(kinds.to_numpy(dtype=str)), minimum)
        ]

    def cells(self) -> list[Document]:
        """The cells of sale price and member price, for each treatment they were simulated under."""
        out = []
        tested = [part for part in self.criteria.subclaims if not part.not_tested]
        trouble = self.criteria.subclaim("H2t")
        for treatment in self.effects.treatments():
            for cell in self.criteria.cells:
                setting = self.setting(treatment, cell)
                by_subclaim = {part.id: self.over_worlds(part, setting) for part in tested}
                n = max(one["n_worlds"] for one in by_subclaim.values())
                if not n:
                    continue
                entry: Document = {
                    "cell": cell,
                    **policies_of(cell),
                    "treatment": treatment,
                    "ln_size": setting.ln_size,
                    "n_worlds": n,
                }
                entry |= {id: one["effect"] for id, one in by_subclaim.items() if id != "H2"}
                entry["trouble_in_slump"] = mean_interval(self.effects.judged(setting, trouble, "slump").main, self.level).mean
                out.append(entry | {"verdicts": {id: one["verdict"] for id, one in by_subclaim.items()}})
        return out

    def ranges(self) -> list[Document]:
        """What the worlds drew, declared and seen: printed with every share of worlds."""
        out = []
        for entry in self.criteria.drawn:
            if entry.column not in self.worlds or not len(self.worlds):
                continue
            seen = self.worlds[entry.column].to_numpy(dtype=float)
            out.append(
                {
                    "name": entry.column,
                    "low": entry.low,
                    "high": entry.high,
                    "seen_low": float(np.nanmin(seen)) if np.isfinite(seen).any() else None,
                    "seen_high": float(np.nanmax(seen)) if np.isfinite(seen).any() else None,
                    "source": entry.source,
                }
            )
        return out


_NUMBERS = ("effect", "ci_low", "ci_high", "share_supported", "share_contradicted", "share_small")


def _mark_swings(subclaims: list[Document]) -> None:
    """H2t supported while H2c is not: price swings, not good prices, hurt the cooperative."""
    by_id = {part["id"]: part for part in subclaims}
    trouble, contrast = by_id["H2t"], by_id["H2c"]
    if trouble["verdict"] == SUPPORTED and contrast["verdict"] in ("contradicted", TOO_SMALL, DEPENDS):
        for id in ("H2", "H2t", "H2c"):
            by_id[id]["swings"] = True


def _by_text(worlds: pd.DataFrame) -> pd.DataFrame:
    """The table of worlds with the world's number, as text, for index."""
    table = worlds.set_index("world") if "world" in worlds else worlds
    return table.set_axis(table.index.astype(str), axis=0)
