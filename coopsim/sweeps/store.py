"""The folder of a sweep: small parts while it runs, one file for each range of points when that range is complete.

    points.parquet            the design points
    outcomes/part-00000.0000012-00000-ab12.parquet     what one task gave, while the range is being run
    outcomes/part-00000.parquet                        all runs of range 0, sorted: the parts made one
    seasons/...               likewise, where the design asks for them
    manifest.json             what it is, and whether it is complete

A run counts as done when its row stands in `outcomes`; its seasons are written before. A row may for a moment stand in two
files (the parts are removed after they were made one): readers take it once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from pyarrow import ArrowException, parquet

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.sweeps import disk
from coopsim.sweeps.summary.reading import once, parts_of
from coopsim.sweeps.task import OUTCOME_KEY, SEASON_KEY, Done, outcomes_bytes, seasons_bytes

OUTCOMES, SEASONS, LOCK = "outcomes", "seasons", ".running"
STATUS = ("design_point", "replicate", "status")


class Store:
    """What is on the disk of one sweep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def tidy(self, seasons: bool) -> None:
        """Make the folders and remove what a killed writer left half-written."""
        for folder in (self.folder, self.folder / OUTCOMES, *([self.folder / SEASONS] if seasons else [])):
            folder.mkdir(parents=True, exist_ok=True)
            disk.sweep_away(folder)

    def files(self, kind: str, range: int | None = None) -> list[Path]:
        """The files of one range (none: of all), the one that holds the whole range first."""
        start = "part-" if range is None else f"part-{range:05d}."
        return [file for file in parts_of(self.folder / kind) if file.name.startswith(start)]

    def write(self, range: int, key: str, done: Done) -> None:
        """Keep what a task gave; once the outcomes are there its runs are done."""
        name = f"part-{range:05d}.{key}.parquet"
        if done.seasons is not None:
            disk.write_whole(self.folder / SEASONS / name, done.seasons)
        disk.write_whole(self.folder / OUTCOMES / name, done.outcomes)

    def rows_of_range(self, range: int, columns: Sequence[str] | None = STATUS) -> pd.DataFrame:
        """The rows of one range that are there, each once; `columns` None: all of them."""
        return once(self._rows(OUTCOMES, range, columns), OUTCOME_KEY)

    def compact(self, range: int) -> None:
        """Make the parts of a complete range one sorted file: the same bytes however they came about."""
        for kind, key, written in ((SEASONS, SEASON_KEY, seasons_bytes), (OUTCOMES, OUTCOME_KEY, outcomes_bytes)):
            parts = self.files(kind, range)
            whole = self.folder / kind / f"part-{range:05d}.parquet"
            if not parts or parts == [whole]:
                continue
            rows = once(self._rows(kind, range, None), key)
            disk.write_whole(whole, written(rows))
            for part in parts:
                if part != whole:
                    disk.remove(part)

    def failures(self) -> dict[str, int]:
        """How many runs failed, by reason, range by range so that the table is never held."""
        counts: dict[str, int] = {}
        for range in self.ranges():
            rows = self.rows_of_range(range, (*STATUS, "reason"))
            for reason, n in rows.loc[rows["status"] != "ok", "reason"].astype(str).value_counts().items():
                counts[str(reason)] = counts.get(str(reason), 0) + int(n)
        return counts

    def ranges(self) -> list[int]:
        """The ranges of which something is there."""
        return sorted({int(file.name.split(".")[0][5:]) for file in self.files(OUTCOMES)})

    def _rows(self, kind: str, range: int, columns: Sequence[str] | None) -> pd.DataFrame:
        tables = []
        for file in self.files(kind, range):
            try:
                table = parquet.read_table(io.BytesIO(file.read_bytes()), columns=None if columns is None else list(columns))
            except (ArrowException, ValueError):
                file.rename(file.with_suffix(".damaged"))  # a disk that lied: its runs are done again
                continue
            tables.append(table.to_pandas())
        return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(columns or STATUS))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else runs a sweep in this folder meanwhile; the lock goes with the process, however it ends."""
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        with (self.folder / LOCK).open("wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UserMistake(_("a sweep is running in this folder"), field="--out", got=str(self.folder)) from None
            except OSError:  # a file system without locks
                pass
            yield
        (self.folder / LOCK).unlink(missing_ok=True)
