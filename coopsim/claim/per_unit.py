"""The table of effects, one value per unit of inference (a world, an episode), and what each unit says of a sub-claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Criteria, Subclaim
from coopsim.claim.judge import MISSING, OverWorlds, kinds, kinds_of_all, kinds_of_h2, verdict_over_worlds
from coopsim.runs.statistics import mean_interval

KEY = ["design", "cell", "treatment", "kind", "ln_size", "knock_out", "outcome", "window"]
OTHER_KIND = {"boom": "slump", "slump": "boom"}


@dataclass(frozen=True)
class Setting:
    """Where effects are read: which design, treatment and cell, how strong, with what knocked out."""

    design: str = "world"
    treatment: str = "composite"
    cell: str = "fixed/pooled"
    ln_size: float | None = None  # its size without sign; None: whatever there is
    knock_out: str = ""


@dataclass(frozen=True)
class Judged:
    """What each unit says of a sub-claim: `kinds` by unit, and the effects it rests on, counted in the claim's direction.

    `effects` has one column per outcome (one for a contrast, none for a combination), the same units as `kinds`.
    """

    kinds: pd.Series
    effects: pd.DataFrame

    @property
    def main(self) -> pd.Series:
        """The effect that stands for the sub-claim: that of its first outcome."""
        return self.effects.iloc[:, 0] if self.effects.shape[1] else pd.Series(dtype=float)


class Effects:
    """The table of effects (`effects.parquet`), averaged within each unit and looked up by its key."""

    def __init__(self, table: pd.DataFrame, criteria: Criteria) -> None:
        self.criteria = criteria
        tidy = table.assign(
            ln_size=table["ln_size"].astype(float).abs().round(6),
            unit_id=table["unit_id"].astype(str),
            knock_out=table["knock_out"].astype(object).where(table["knock_out"].notna(), "").astype(str) if len(table) else "",
        )
        averaged = tidy["onset_month"] == -1
        if averaged.any():  # rows of single onset months are detail
            tidy = tidy[averaged]
        mean = tidy.groupby([*KEY, "unit_id"], observed=True, sort=True)[["effect", "baseline_value"]].mean()
        self.tidy, flat = tidy, mean.reset_index()
        self._unit = flat["unit_id"].to_numpy(dtype=object)
        self._numbers = flat[["effect", "baseline_value"]].to_numpy(dtype=float)
        changes = np.zeros(len(flat), dtype=bool)
        for name in KEY:  # rows of one key stand together
            codes = pd.factorize(flat[name])[0]
            changes[1:] |= codes[1:] != codes[:-1]
        changes[:1] = True
        first = np.flatnonzero(changes)
        self.keys: list[tuple[object, ...]] = list(flat.loc[first, KEY].itertuples(index=False, name=None))
        self._places: dict[tuple[object, ...], list[tuple[object, slice]]] = {}
        for key, start, end in zip(self.keys, first, [*first[1:], len(flat)], strict=True):
            self._places.setdefault(key[:4] + key[5:], []).append((key[4], slice(start, end)))

    def sizes(self, design: str, treatment: str) -> list[float]:
        """The sizes that were simulated, without sign, rising."""
        return sorted({float(key[4]) for key in self.keys if key[0] == design and key[2] == treatment})  # type: ignore[arg-type]

    def treatments(self, design: str = "world") -> list[str]:
        """The treatments that were simulated."""
        return sorted({str(key[2]) for key in self.keys if key[0] == design})

    def knock_outs(self) -> list[str]:
        """The mechanisms that were knocked out."""
        return sorted({str(key[5]) for key in self.keys if key[5]})

    def of(self, setting: Setting, outcome: str, kind: str, window: str) -> pd.DataFrame:
        """Effect (raw sign) and baseline value by unit; empty where nothing was simulated."""
        wanted = None if setting.ln_size is None else round(abs(setting.ln_size), 6)
        key = (setting.design, setting.cell, setting.treatment, kind, setting.knock_out, outcome, window)
        at = [place for size, place in self._places.get(key, []) if wanted is None or size == wanted]
        parts = [
            pd.DataFrame(
                {"effect": self._numbers[place, 0], "baseline_value": self._numbers[place, 1]},
                index=pd.Index(self._unit[place], name="unit_id", dtype=str),
            )
            for place in at
        ]
        if not parts:
            return pd.DataFrame({"effect": [], "baseline_value": []}, index=pd.Index([], name="unit_id", dtype=str))
        return parts[0] if len(parts) == 1 else pd.concat(parts).groupby(level="unit_id").mean()

    def outcome(self, setting: Setting, part: Subclaim, outcome: str, kind: str) -> pd.Series:
        """One outcome of a sub-claim by unit, counted in the claim's direction."""
        rows = self.of(setting, outcome, kind, part.window)
        return pd.Series(part.counted(rows["effect"], rows["baseline_value"]), index=rows.index, dtype=float)

    def judged(self, setting: Setting, part: Subclaim, kind: str = "") -> Judged:
        """What each unit says of `part`; `kind` asks for the other sort of price change than the sub-claim's own."""
        kind = kind or part.kind
        if part.combines:
            offers, trouble = (self.judged(setting, self.criteria.subclaim(name), kind).kinds for name in part.combines)
            both = pd.concat([offers, trouble], axis=1, join="inner").astype(object)
            of_units = kinds_of_h2(both.iloc[:, 0].to_numpy(dtype=str), both.iloc[:, 1].to_numpy(dtype=str))
            return Judged(pd.Series(of_units, index=both.index, dtype=object), pd.DataFrame(index=both.index))
        if part.contrast:
            other = self.criteria.subclaim(part.contrast)
            columns = [self.outcome(setting, other, other.outcomes[0], which) for which in (kind, OTHER_KIND[kind])]
            pair = pd.concat(columns, axis=1, join="inner")
            effects = (pair.iloc[:, 0] - pair.iloc[:, 1]).to_frame(part.id)
        else:
            effects = pd.concat({name: self.outcome(setting, part, name, kind) for name in part.outcomes}, axis=1)
        smallest = part.smallest_effect or 0.0
        if not len(effects):
            return Judged(pd.Series(dtype=object), effects)
        of_units = kinds_of_all([kinds(effects[name].to_numpy(), smallest) for name in effects])
        effects = effects.where(pd.Series(of_units != MISSING, index=effects.index), np.nan)
        return Judged(pd.Series(of_units, index=effects.index, dtype=object), effects)

    def over_worlds(self, judged: Judged) -> tuple[OverWorlds, dict[str, Any]]:
        """The verdict over worlds; and with the mean effect, its interval and the shares of worlds as documents name them."""
        judgement = self.criteria.judgement
        threshold, minimum = float(judgement["threshold_share"]), int(judgement["minimum_worlds"])
        over_worlds = verdict_over_worlds(judged.kinds.to_numpy(dtype=str), threshold, minimum)
        mean = mean_interval(judged.main, float(judgement["level"]))
        return over_worlds, {
            "effect": mean.mean,
            "ci_low": mean.low,
            "ci_high": mean.high,
            "verdict": over_worlds.verdict,
            "label": over_worlds.label,
            "n_worlds": over_worlds.n_worlds,
            "share_supported": over_worlds.share_supported,
            "share_contradicted": over_worlds.share_contradicted,
            "share_small": over_worlds.share_small,
        }


def counted_effects(table: pd.DataFrame, criteria: Criteria, cell: str, treatment: str = "") -> pd.DataFrame:
    """One row per sub-claim, outcome and world: the effect counted in the claim's direction, for figures."""
    effects = Effects(table, criteria)
    setting = Setting("world", treatment or criteria.headline_treatment, cell, criteria.headline_ln_size)
    frames = []
    for part in criteria.subclaims:
        if part.not_tested or part.combines:
            continue
        for outcome, values in effects.judged(setting, part).effects.items():
            frames.append(
                pd.DataFrame({"subclaim": part.id, "outcome": outcome, "unit_id": values.index, "effect": values.to_numpy()})
            )
    return pd.concat(frames, ignore_index=True)
