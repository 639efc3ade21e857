"""Documents and tables as they are written: JSON with missing as null, Parquet sorted by its key."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# What a row of each table is about; its rows are sorted by these columns.
TABLE_KEYS: Mapping[str, Sequence[str]] = {
    "months": ("arm", "replicate", "cooperative", "month"),
    "seasons": ("arm", "replicate", "cooperative", "grouping", "group", "season"),
    "effects": (
        "subclaim",
        "design",
        "unit_id",
        "outcome",
        "cell",
        "treatment",
        "ln_size",
        "onset_month",
        "knock_out",
        "window",
        "replicate",
    ),
}


def plain(value: Any) -> Any:
    """The same value in what JSON knows: NumPy numbers and arrays, paths, models and sets undone; NaN and infinity are null.

    >>> plain({"share": float("nan"), "months": (1, 2)})
    {'share': None, 'months': [1, 2]}
    """
    if hasattr(value, "model_dump"):
        value = value.model_dump()
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(part) for part in value)
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None  # NaN fails the comparison too
    if value is None or isinstance(value, (str, int)):
        return value
    return str(value)


def canonical_json(value: Any) -> str:
    """One text for one content: sorted names, no spaces.

    >>> canonical_json({"years": 3, "id": "castillo"})
    '{"id":"castillo","years":3}'
    """
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def content_hash(value: Any) -> str:
    """The sha256 of the canonical JSON, in hexadecimal.

    >>> content_hash({"a": 1})[:12]
    '015abd7f5cc5'
    """
    return sha256(canonical_json(value).encode()).hexdigest()


def json_text(document: Any) -> str:
    """The document as it is written and as `--json` prints it: unrounded, missing is null.

    >>> print(json_text({"effect": float("nan")}), end="")
    {
      "effect": null
    }
    """
    return json.dumps(plain(document), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def write_json(path: Path, document: Any) -> str:
    """Write the document and return the text written, for `--json`."""
    written = json_text(document)
    path.write_text(written, encoding="utf-8", newline="\n")
    return written


def write_table(table: pd.DataFrame, path: Path, key: Sequence[str] | None = None) -> None:
    """Write one tidy table as Parquet (zstd): sorted by its key, text dictionary-coded, dates in milliseconds.

    The key of a table with a fixed name (`months.parquet`) is known; rows that share a key are our fault, a ValueError.
    """
    from coopsim.runs.parquet import table_bytes  # here: pandas costs half a second that --help need not pay

    try:
        path.write_bytes(table_bytes(table, TABLE_KEYS.get(path.stem, ()) if key is None else key))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
