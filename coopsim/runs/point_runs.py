"""The runs of one design point: a block of replicates in, one row a run out. A run that fails is a row with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopsim.errors import UserMistake
from coopsim.runs.indicators import indicator, indicators
from coopsim.runs.run import ScenarioRun
from coopsim.scenario import Scenario

KEY = ["design_point", "replicate", "status", "reason"]
REGION = "region"


@dataclass(frozen=True)
class PointRuns:
    """A job for `runs.run.run`: some replicates of one point. Calling it gives (outcomes, seasons).

    outcomes: one row a replicate, `design_point`, `replicate`, `status`, `reason` and the outcomes asked for (none: all).
    seasons: the table of the seasons with `design_point`, empty unless asked for.
    """

    design_point: int
    scenario: Scenario
    replicates: tuple[int, ...]
    seed: int
    outcomes: tuple[str, ...] = ()
    seasons: bool = False

    @property
    def runs(self) -> int:
        return len(self.replicates)

    def __call__(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        try:
            lived = ScenarioRun(self.scenario, self.replicates, self.seed, keep_months=0)()[1]
        except Exception as error:  # whatever went wrong is told in the row; the sweep goes on
            if isinstance(error, MemoryError) or len(self.replicates) == 1:
                words = str(error) if isinstance(error, UserMistake) else f"{type(error).__name__}: {error}"
                return self.failed(words), pd.DataFrame()
            alone = [
                PointRuns(self.design_point, self.scenario, (k,), self.seed, self.outcomes, self.seasons)()
                for k in self.replicates
            ]
            return pd.concat([rows for rows, _seasons in alone], ignore_index=True), pd.concat([own for _rows, own in alone])
        rows = outcomes_of(lived, self.outcomes)
        rows.insert(0, "design_point", self.design_point)
        rows.insert(2, "status", "ok")
        rows.insert(3, "reason", "")
        own = lived.assign(design_point=self.design_point) if self.seasons else pd.DataFrame()
        return rows, own

    def failed(self, reason: str) -> pd.DataFrame:
        """The rows of these runs, had none of them worked."""
        names = self.outcomes or tuple(indicators())
        told = {
            "design_point": self.design_point,
            "replicate": list(self.replicates),
            "status": "failed",
            "reason": " ".join(reason.split()),
        }
        return pd.DataFrame(told | dict.fromkeys(names, np.nan))


def outcomes_of(seasons: pd.DataFrame, names: Sequence[str] = ()) -> pd.DataFrame:
    """One row a replicate with its outcomes, of the whole region; `seasons` as `run_scenario` gives them.

    >>> rows = pd.DataFrame({"replicate": 0, "cooperative": "region", "grouping": "all", "season": [0, 1], "trust": [0.5, 0.7]})
    >>> outcomes_of(rows, ["trust_mean", "trust_last", "trust_min"]).round(3).to_dict("records")
    [{'replicate': 0, 'trust_mean': 0.6, 'trust_last': 0.7, 'trust_min': 0.5}]
    """
    wanted = list(names) or list(indicators())
    table = seasons[(seasons["cooperative"] == REGION) & (seasons["grouping"] == "all")].sort_values(["replicate", "season"])
    groups = table.groupby("replicate", observed=True)
    final = table.groupby("replicate", observed=True).tail(1).set_index("replicate")
    found = {}
    for name in wanted:
        told = indicator(name)
        if name == "closed_season":
            found[name] = table["season"].where(table["alive"] < 1).groupby(table["replicate"]).min().astype(float)
        elif told.over == "last":
            found[name] = final[told.column].astype(float)  # the last season itself, missing or not
        else:
            found[name] = groups[told.column].mean() if told.over == "mean" else groups[told.column].min()
    return pd.DataFrame(found).rename_axis("replicate").reset_index()
