"""One tidy table as the bytes of a Parquet file: the same rows, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
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
    from pyarrow import parquet

    written = io.BytesIO()
    parquet.write_table(_coded(_plain(table, key), name), written, compression="zstd")
    return written.getvalue()


class TableWriter:
    """A Parquet file that is written while its table is being made: what is written takes no more room.

    Parameters
    ----------
    path : Path
        The file; a table that gets no row has none.
    key, name
        As `table_bytes`.

    Notes
    -----
    The pieces come in the order of the key. Rows are written so many at a time, whatever the pieces: the same table, the same
    bytes, and of a small table those of `table_bytes`.
    """

    ROWS_AT_ONCE = 131_072

    def __init__(self, path: Path, key: Sequence[str] = (), name: str = "") -> None:
        self.path, self._key, self._name = path, key, name
        self._waiting: list[Any] = []
        self._writer: Any = None

    def add(self, table: pd.DataFrame) -> None:
        """The next rows of the table."""
        if len(table):
            self._waiting.append(_plain(table, self._key))
            while self._rows() >= self.ROWS_AT_ONCE:
                self._write()

    def close(self) -> None:
        """Write what is left."""
        if self._rows():
            self._write()
        if self._writer is not None:
            self._writer.close()

    def _rows(self) -> int:
        return sum(len(piece) for piece in self._waiting)

    def _write(self) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        together = pa.concat_tables(self._waiting).combine_chunks()
        group = _coded(together.slice(0, self.ROWS_AT_ONCE).combine_chunks(), self._name)
        self._waiting = [together.slice(self.ROWS_AT_ONCE)]
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self.path, group.schema, compression="zstd")
        self._writer.write_table(group)


def _plain(table: pd.DataFrame, key: Sequence[str]) -> Any:
    """The table for Arrow, sorted by its key, which no two rows share."""
    import pyarrow as pa

    names = [name for name in key if name in table.columns]
    texts = [name for name in table.columns if _is_text(table[name].dtype)]
    tidy = table.astype(dict.fromkeys(texts, object))  # categories sort by code, not by name
    if names:
        tidy = tidy.sort_values(names, kind="stable", ignore_index=True)
        if tidy.duplicated(names).any():
            raise ValueError(f"two rows share one key of {', '.join(names)}")
    return pa.Table.from_pandas(tidy, preserve_index=False)


def _coded(arrow: Any, name: str) -> Any:
    """The table as it is written: text dictionary-coded, dates in milliseconds, every field explained."""
    import pyarrow as pa

    for place, column in enumerate(arrow.schema):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            coded = arrow[place].cast(pa.string()).dictionary_encode()
            arrow = arrow.set_column(place, column.name, coded)
        elif pa.types.is_timestamp(column.type):
            arrow = arrow.set_column(place, column.name, arrow[place].cast(pa.timestamp("ms")))
    return arrow.cast(pa.schema([_explained(field, name) for field in arrow.schema], arrow.schema.metadata))


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
