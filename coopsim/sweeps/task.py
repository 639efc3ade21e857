"""What is sent to a worker: batches of replicates of some points. What comes back: the rows as the bytes of a small table."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import pandas as pd

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.parquet import table_bytes
from coopsim.runs.point_runs import PointRuns, simulate_together
from coopsim.version import __version__

OUTCOME_KEY = ("design_point", "replicate")
SEASON_KEY = ("design_point", "replicate", "cooperative", "grouping", "group", "season")


@dataclass(frozen=True)
class Done:
    """A task's rows, as Parquet bytes, and how many runs of it failed."""

    outcomes: bytes
    seasons: bytes | None
    runs: int
    failed: int


@dataclass(frozen=True)
class Task:
    """Some blocks of replicates, of points that lie in the same file (`range`); they share worlds where they can."""

    range: int
    blocks: tuple[PointRuns, ...]
    version: str = __version__

    @property
    def runs(self) -> int:
        return sum(block.runs for block in self.blocks)

    @property
    def key(self) -> str:
        """A name by what it does: the same task has the same name, whoever does it."""
        contents = [(block.design_point, block.replicates) for block in self.blocks]
        first = self.blocks[0]
        return f"{first.design_point:07d}-{first.replicates[0]:05d}-{sha256(repr(contents).encode()).hexdigest()[:12]}"

    def __call__(self) -> Done:
        if self.version != __version__:
            raise UserMistake(_("a worker has another version of coopsim"), got=__version__, allowed=self.version)
        return _done(simulate_together(self.blocks))

    def lost(self, reason: str) -> Done:
        """Rows that say why none of its runs could be done."""
        return _done([(block.failed(reason), pd.DataFrame()) for block in self.blocks])


def _done(blocks: list[tuple[pd.DataFrame, pd.DataFrame]]) -> Done:
    outcomes = pd.concat([rows for rows, _seasons in blocks], ignore_index=True)
    seasons = [seasons_of_block for _rows, seasons_of_block in blocks if len(seasons_of_block)]
    return Done(
        outcomes_bytes(outcomes),
        seasons_bytes(pd.concat(seasons, ignore_index=True)) if seasons else None,
        len(outcomes),
        int((outcomes["status"] != "ok").sum()),
    )


def outcomes_bytes(rows: pd.DataFrame) -> bytes:
    """One row a run, sorted; whatever is no key is a number."""
    names = [name for name in rows.columns if name not in (*OUTCOME_KEY, "status", "reason")]
    numbers = dict.fromkeys(OUTCOME_KEY, "int64") | dict.fromkeys(names, "float64")
    return table_bytes(rows.astype(numbers), OUTCOME_KEY, "outcomes")


def seasons_bytes(rows: pd.DataFrame) -> bytes:
    """The seasons of the runs, sorted, the point first."""
    rest = [name for name in rows.columns if name != "design_point"]
    return table_bytes(rows[["design_point", *rest]], SEASON_KEY, "seasons")
