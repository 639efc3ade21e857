"""One tidy table as the bytes of a Parquet file: the same rows, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd

from coopsim.runs.dictionary import column as declared


def table_bytes(table: pd.DataFrame, key: Sequence[str] = (), name: str = "") -> bytes:
    """The table as Parquet (zstd): sorted by its key, text dictionary-coded, dates in milliseconds, every field explained.

    Parameters
    ----------
    table : DataFrame
        A tidy table.
    key : sequence of str
        Columns that name a row; the rows are sorted by them.
    name : str
        The table's name in the data dictionary ("months"): each field then carries `unit`, `en` and `es` in its metadata.

    Returns
    -------
    bytes
        The whole file.

    Raises
    ------
    ValueError
        Two rows share a key: a fault of coopsim.

    >>> table = pd.DataFrame({"replicate": [1, 0], "status": ["ok", "failed"]})
    >>> pd.read_parquet(io.BytesIO(table_bytes(table, ["replicate"])))["status"].tolist()
    ['failed', 'ok']
    """
    import pyarrow as pa
    from pyarrow import parquet

    names = [name for name in key if name in table.columns]
    texts = [name for name in table.columns if _is_text(table[name].dtype)]
    tidy = table.astype(dict.fromkeys(texts, object))  # categories sort by code, not by name
    if names:
        tidy = tidy.sort_values(names, kind="stable", ignore_index=True)
        if tidy.duplicated(names).any():
            raise ValueError(f"two rows share one key of {', '.join(names)}")
    arrow = pa.Table.from_pandas(tidy, preserve_index=False)
    for place, column in enumerate(arrow.schema):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            coded = arrow[place].cast(pa.string()).dictionary_encode()
            arrow = arrow.set_column(place, column.name, coded)
        elif pa.types.is_timestamp(column.type):
            arrow = arrow.set_column(place, column.name, arrow[place].cast(pa.timestamp("ms")))
    arrow = arrow.cast(pa.schema([_explained(field, name) for field in arrow.schema], arrow.schema.metadata))
    written = io.BytesIO()
    parquet.write_table(arrow, written, compression="zstd")
    return written.getvalue()


def _explained(field: Any, table: str) -> Any:
    """The field with its unit and meaning, where the dictionary knows it."""
    meaning = declared(table, field.name)
    return field if meaning is None else field.with_metadata({"unit": meaning.unit, "en": meaning.en, "es": meaning.es})


def _is_text(dtype: object) -> bool:
    return isinstance(dtype, (pd.CategoricalDtype, pd.StringDtype))


def table_in(content: bytes) -> Any:
    """The Arrow table that these bytes hold, read by this thread alone.

    A reader with threads of its own may let go of the bytes while the interpreter ends: the process then aborts (SIGABRT,
    "terminate called without an active exception") though its work is done.
    """
    from pyarrow import parquet

    return parquet.ParquetFile(io.BytesIO(content), pre_buffer=False).read(use_threads=False)
