"""Two folders of results, the same or not: which file, which column, which row, by how much."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

ROUNDING = 1e-9  # relative: another processor or library sums in another order
OF_THE_RUN = frozenset(  # of the version and the place of files, in documents and tables alike
    ("coopsim_version", "python", "numpy", "mesa", "platform", "command", "started", "scenario_hash", "identity", "point_hash")
)
Kind = Literal["value", "rows", "missing", "new"]


@dataclass(frozen=True)
class Difference:
    """What of one column (of a document: one place) is not the same; `row` is where it is largest."""

    file: str
    kind: Kind = "value"
    column: str = ""
    row: str = ""
    there: Any = None
    here: Any = None
    rows: int = 1
    largest: float | None = None  # None: words, or a number in one of the two only
    relative: float | None = None

    @property
    def is_rounding(self) -> bool:
        """Whether nothing but the last digits differs."""
        return self.relative is not None and self.relative <= ROUNDING


@dataclass(frozen=True)
class Comparison:
    """What was compared, and what differs."""

    files: tuple[str, ...]
    numbers: int
    differences: tuple[Difference, ...]

    @property
    def word(self) -> Literal["equal", "rounding", "differs"]:
        """All the same, all the same but for last digits, or not."""
        if not self.differences:
            return "equal"
        return "rounding" if all(one.is_rounding for one in self.differences) else "differs"


def compare_folders(there: Path, here: Path, files: Sequence[str]) -> Comparison:
    """The tables and documents of `files`, paths within both folders, held against each other; pages and pictures are not."""
    names = _names(files)
    differences: list[Difference] = []
    numbers = 0
    for name in names:
        old, new = _table(there, name), _table(here, name)
        if old is None or new is None:
            differences.append(Difference(name, "missing" if new is None else "new"))
            continue
        numbers += old.size
        differences.extend(table_differences(name, old, new))
    return Comparison(tuple(names), numbers, tuple(differences))


def _names(files: Sequence[str]) -> list[str]:
    """Each table and document once: the parts of a table are one."""
    compared = [Path(file) for file in files if file.endswith((".parquet", ".json"))]
    return sorted({(path if path.parent == Path() else path.parent).as_posix() for path in compared})


def _table(folder: Path, name: str) -> pd.DataFrame | None:
    path = folder / name
    if path.is_dir():
        parts = [pd.read_parquet(part) for part in sorted(path.glob("*.parquet"))]
        return pd.concat(parts, ignore_index=True) if parts else None
    if not path.is_file():
        return None
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    places = dict(_leaves(json.loads(path.read_text(encoding="utf-8"))))
    return pd.DataFrame([list(places.values())], columns=list(places), dtype=object)


def _leaves(document: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a document with its place: `subclaims.2.effect`."""
    if isinstance(document, dict):
        inside = [(str(name), part) for name, part in document.items() if name not in OF_THE_RUN]
    elif isinstance(document, list):
        inside = [(str(number), part) for number, part in enumerate(document)]
    else:
        yield place, document
        return
    for name, part in inside:
        yield from _leaves(part, f"{place}.{name}" if place else name)


def table_differences(name: str, there: pd.DataFrame, here: pd.DataFrame) -> list[Difference]:
    """Column by column; where rows are more or fewer, that alone.

    >>> old, new = pd.DataFrame({"season": [0, 1], "trust": [0.5, 0.6]}), pd.DataFrame({"season": [0, 1], "trust": [0.5, 0.7]})
    >>> [(one.column, one.row, one.there, one.here, round(one.largest, 3)) for one in table_differences("t", old, new)]
    [('trust', '1 (season 1)', 0.6, 0.7, 0.1)]
    """
    if len(there) != len(here):
        return [Difference(name, "rows", there=len(there), here=len(here))]
    columns = [column for column in there.columns if column not in OF_THE_RUN]
    lost = [Difference(name, "missing", column) for column in columns if column not in here]
    new = [Difference(name, "new", column) for column in here.columns if column not in there and column not in OF_THE_RUN]
    both = (_of_column(name, column, there, here) for column in columns if column in here)
    return lost + new + [one for one in both if one is not None]


def _of_column(name: str, column: str, there: pd.DataFrame, here: pd.DataFrame) -> Difference | None:
    old, new = there[column].astype(object).to_numpy(), here[column].astype(object).to_numpy()
    same = (old == new) | (pd.isna(old) & pd.isna(new))
    if same.all():
        return None
    places = np.flatnonzero(~same)
    apart = np.array([_apart(old[place], new[place]) for place in places])
    worst = int(places[int(np.argmax(apart[:, 0]))])
    not_a_number = bool(np.isinf(apart).any())
    return Difference(
        name,
        "value",
        column,
        "" if len(there) == 1 else f"{worst}{_key(there, worst)}",
        _plain(old[worst]),
        _plain(new[worst]),
        len(places),
        None if not_a_number else float(apart[:, 0].max()),
        None if not_a_number else float(apart[:, 1].max()),
    )


def _apart(old: Any, new: Any) -> tuple[float, float]:
    """How far two values are from each other, and relative to the larger; infinite where they are no two numbers."""
    numbers = all(isinstance(one, (int, float, np.number)) and not isinstance(one, bool) and one == one for one in (old, new))
    if not numbers:
        return np.inf, np.inf
    distance = abs(float(old) - float(new))
    return distance, distance / max(abs(float(old)), abs(float(new)))


def _key(table: pd.DataFrame, row: int) -> str:
    """What a row is about: its first columns, up to the first with broken numbers."""
    parts: list[str] = []
    for column in table.columns:
        if pd.api.types.is_float_dtype(table[column]) or len(parts) == 6:
            break
        parts.append(f"{column} {_plain(table[column].iloc[row])}")
    return f" ({', '.join(parts)})" if parts else ""


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
