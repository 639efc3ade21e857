"""The summary of a sweep as one document: what `--json` prints and the report shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from coopsim.runs.documents import plain
from coopsim.runs.indicators import indicator
from coopsim.sweeps.summary.differences import differences
from coopsim.sweeps.summary.levels import by_factor
from coopsim.sweeps.summary.swept import LEVEL, Swept, by_point

Document = dict[str, Any]


def summary(swept: Swept, outcomes: Sequence[str] = (), level: float = LEVEL) -> Document:
    """Means, intervals, paired differences, bands and failures; lists of plain rows, as the tables of the same names."""
    names = swept.outcome_names(outcomes)
    good = swept.good
    outcomes_described: list[Any] = [asdict(indicator(name)) | {"missing": int(good[name].isna().sum())} for name in names]
    replicates = swept.outcomes.groupby("design_point").size()
    return {
        "schema": 3,
        "scenario": swept.design.get("scenario"),
        "design": swept.kind,
        "factors": swept.factors,
        "arms": swept.arms,
        "level": level,
        "points": len(swept.points),
        "runs": len(swept.outcomes),
        **{name: plain(value) for name, value in asdict(swept.completeness).items() if name != "runs"},
        "failed": int((swept.outcomes["status"] != "ok").sum()),
        "failures": rows(swept.failures()),
        "replicates_least": int(replicates.min()) if len(replicates) else 0,
        "replicates_most": int(replicates.max()) if len(replicates) else 0,
        "outcomes": outcomes_described,
        "by_point": rows(by_point(swept, names, level)),
        "by_factor": rows(by_factor(swept, names, level)),
        "differences": rows(differences(swept, names, level)),
    }


def rows(table: pd.DataFrame) -> list[Document]:
    """The rows of a table as plain documents; what is missing or without bound is None."""
    return list(plain(table.astype(object).where(table.notna(), None).to_dict("records")))
