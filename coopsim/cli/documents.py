"""Writing documents (JSON) and tables (Parquet, sorted by their key)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import json_text

if TYPE_CHECKING:
    import pandas as pd

# What a row of each table is about; its rows are sorted by these columns.
TABLE_KEYS: Mapping[str, Sequence[str]] = {
    "months": ("arm", "replicate", "cooperative", "month"),
    "seasons": ("arm", "replicate", "cooperative", "grouping", "group", "season"),
    "cooperatives": ("arm", "replicate", "cooperative"),
    "members": ("arm", "replicate", "season", "member"),
    "runs": ("worlds", "cell", "knock_out", "treatment", "kind", "ln_size", "onset_month", "world", "run"),
    "by_point": ("design_point", "outcome"),
    "by_factor": ("factor", "level", "outcome"),
    "boxes": ("arm", "method", "box", "factor", "level"),
    "places": ("level", "reference", "along", "across", "middle", "across_middle"),
    "crossings": ("level", "reference", "along", "across", "across_label", "value"),
    "compared": ("outcome",),
    "sensitivity": ("arm", "outcome", "factor", "index"),
    "policies": ("policy",),
    "objectives": ("policy", "outcome"),
    "futures": ("policy", "future"),
    "searched": ("policy",),
    "differences": ("compares", "level", "background", "outcome"),
}


def write_json(path: Path, document: Any) -> str:
    """Write the document and return the text written, for `--json`."""
    written = json_text(document)
    path.write_text(written, encoding="utf-8", newline="\n")
    return written


def read_json(path: Path) -> dict[str, Any]:
    """The document of a file; a file that holds none is the user's mistake."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        document = None
    if not isinstance(document, dict):
        raise UserMistake(_("the file cannot be read"), file=path)
    return document


def write_table(table: pd.DataFrame, path: Path, key: Sequence[str] | None = None) -> None:
    """Write one tidy table as Parquet (zstd): sorted by its key, text dictionary-coded, dates in milliseconds.

    The key of a table with a fixed name (`months.parquet`) is known; rows that share a key are our fault, a ValueError.
    """
    from coopsim.runs.parquet import table_bytes  # here: pandas costs half a second that --help need not pay

    try:
        path.write_bytes(table_bytes(table, TABLE_KEYS.get(path.stem, ()) if key is None else key, path.stem))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
