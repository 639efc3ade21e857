"""Values of our own types as a file of arrays that nobody's code can hide in, and back, to the last bit.

A value is a tree of dataclasses, named tuples, tables, arrays, lists and plain values. What names a class names one of coopsim
that is loaded here and holds data; nothing is imported and nothing is called that the file chooses.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import BaseModel

TREE = "tree"  # the entry that says how the arrays belong together
Arrays = list[NDArray[Any]]


class Unkept(TypeError):
    """A value of a type that is not written."""


class Damaged(ValueError):
    """A file that does not hold what it should."""


def bytes_of(value: Any) -> bytes:
    """The value as the bytes of a file of arrays.

    Parameters
    ----------
    value : Any
        Dataclasses and named tuples of coopsim, tables, arrays, lists, tuples, mappings, numbers, text.

    Returns
    -------
    bytes
        Of an `.npz` without any pickled object.

    Raises
    ------
    Unkept
        Something in it is of another type.

    Examples
    --------
    >>> value_of(bytes_of({"effect": np.array([0.25, np.nan]), "world": (1, "two", None)}))
    {'effect': array([0.25,  nan]), 'world': (1, 'two', None)}
    """
    arrays: Arrays = []
    tree = json.dumps(_tree(value, arrays), allow_nan=False).encode()
    written = io.BytesIO()
    named = {str(place): array for place, array in enumerate(arrays)}
    np.savez(written, allow_pickle=False, **{TREE: np.frombuffer(tree, dtype=np.uint8)}, **named)
    return written.getvalue()


def value_of(content: bytes) -> Any:
    """The value that these bytes hold.

    Parameters
    ----------
    content : bytes
        From `bytes_of`, or from anybody.

    Returns
    -------
    Any
        Equal to what was written.

    Raises
    ------
    Damaged
        They hold no such value.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as read:
            arrays = [read[str(place)] for place in range(len(read.files) - 1)]
            return _value(json.loads(read[TREE].tobytes()), arrays)
    except (BadZipFile, OSError, EOFError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Damaged(str(error)) from error


def digest(value: Any) -> str:
    """The sha256 of a value: equal values, equal digests, in every process.

    >>> digest({"seed": 1}) == digest({"seed": 1}), digest(np.array([1.0])) == digest(np.array([2.0]))
    (True, False)
    """
    arrays: Arrays = []
    whole = sha256(json.dumps(_tree(value, arrays), sort_keys=True).encode())
    for array in arrays:
        whole.update(f"{array.dtype.str}{array.shape}".encode())
        whole.update(np.ascontiguousarray(array).tobytes())
    return whole.hexdigest()


def _tree(value: Any, arrays: Arrays) -> Any:
    """The value in what JSON knows; its arrays are put aside and stand by their number."""
    if value is None or isinstance(value, (bool, str)) or type(value) is int:
        return value
    if isinstance(value, float) and type(value) is float:
        return {"float": value.hex()}
    if isinstance(value, (np.ndarray, np.generic)):
        return {"array" if isinstance(value, np.ndarray) else "number": _put_aside(np.asarray(value), arrays)}
    if isinstance(value, pd.DataFrame):
        return _table(value, arrays)
    if isinstance(value, pd.Series):
        return {"column": _parquet(value.to_frame("column"), arrays), "name": _tree(value.name, arrays)}
    if isinstance(value, pd.Period):
        return {"period": str(value), "of": value.freqstr}
    if isinstance(value, Path):
        return {"path": str(value)}
    if isinstance(value, BaseModel):
        return {"model": _name(type(value)), "text": value.model_dump_json(by_alias=True)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        named = zip(value._fields, value, strict=True)
        return {"class": _name(type(value)), "of": {name: _tree(part, arrays) for name, part in named}}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return {"class": _name(type(value)), "of": {name: _tree(part, arrays) for name, part in parts.items()}}
    if isinstance(value, Mapping):
        return {"mapping": [[_tree(name, arrays), _tree(part, arrays)] for name, part in value.items()]}
    if isinstance(value, (list, tuple)):
        return {"tuple" if isinstance(value, tuple) else "list": [_tree(part, arrays) for part in value]}
    raise Unkept(type(value).__name__)


def _value(tree: Any, arrays: Arrays) -> Any:
    """The value that a tree describes."""
    if not isinstance(tree, dict):
        return tree
    kind, content = next(iter(tree.items()))
    made: dict[str, Callable[[], Any]] = {
        "float": lambda: float.fromhex(content),
        "array": lambda: arrays[content],
        "number": lambda: arrays[content][()],
        "table": lambda: _numbers_table(content, tree["columns"], _value(tree["of"], arrays)),
        "parquet": lambda: _of_parquet(arrays[content]),
        "column": lambda: _of_parquet(arrays[content["parquet"]])["column"].rename(_value(tree["name"], arrays)),
        "period": lambda: pd.Period(content, tree["of"]),
        "path": lambda: Path(content),
        "model": lambda: _class(content, BaseModel).model_validate_json(tree["text"]),
        "class": lambda: _class(content)(**{name: _value(part, arrays) for name, part in tree["of"].items()}),
        "mapping": lambda: {_value(name, arrays): _value(part, arrays) for name, part in content},
        "list": lambda: [_value(part, arrays) for part in content],
        "tuple": lambda: tuple(_value(part, arrays) for part in content),
    }
    return made[kind]()


def _put_aside(array: NDArray[Any], arrays: Arrays) -> int:
    if array.dtype.hasobject:
        raise Unkept("array of objects")
    arrays.append(array)
    return len(arrays) - 1


def _table(table: pd.DataFrame, arrays: Arrays) -> dict[str, Any]:
    """Numbers over a plain index by column; any other table as Parquet."""
    index = table.index
    plain = all(isinstance(dtype, np.dtype) and dtype.kind in "biuf" for dtype in table.dtypes) and table.columns.nlevels == 1
    if not (plain and isinstance(index.dtype, np.dtype) and index.dtype.kind in "iu" and index.nlevels == 1):
        return _parquet(table, arrays)
    steps = [index.start, index.stop, index.step] if isinstance(index, pd.RangeIndex) else None
    columns = [table.iloc[:, place].to_numpy() for place in range(table.shape[1])]
    return {
        "table": {"steps": steps, "name": index.name},
        "columns": [str(name) for name in table.columns],
        "of": {"list": [{"array": _put_aside(array, arrays)} for array in (index.to_numpy(), *columns)]},
    }


def _numbers_table(index: dict[str, Any], names: list[str], given: Arrays) -> pd.DataFrame:
    rows, *columns = given
    steps = index["steps"]
    made = (
        pd.Index(rows, name=index["name"]) if steps is None else pd.RangeIndex(steps[0], steps[1], steps[2], name=index["name"])
    )
    return pd.DataFrame(dict(zip(names, columns, strict=True)), index=made)


def _parquet(table: pd.DataFrame, arrays: Arrays) -> dict[str, Any]:
    written = io.BytesIO()
    try:
        table.to_parquet(written, compression="zstd")
    except (TypeError, ValueError, NotImplementedError) as error:
        raise Unkept(f"table: {error}") from error
    return {"parquet": _put_aside(np.frombuffer(written.getvalue(), dtype=np.uint8), arrays)}


def _of_parquet(content: NDArray[Any]) -> pd.DataFrame:
    from coopsim.runs.parquet import table_in

    frame: pd.DataFrame = table_in(content.tobytes()).to_pandas(use_threads=False)
    return frame


def _name(of: type) -> str:
    if not of.__module__.startswith("coopsim.") or "<" in of.__qualname__:
        raise Unkept(of.__qualname__)
    return f"{of.__module__}:{of.__qualname__}"


def _class(name: str, kind: type | None = None) -> Any:
    """A class of coopsim that is loaded and holds data; any other name is refused."""
    module, _colon, place = name.partition(":")
    given: Any = sys.modules[module] if module.startswith("coopsim.") else None
    for part in place.split("."):
        given = getattr(given, part)
    holds = isinstance(given, type) and (
        issubclass(given, kind) if kind else is_dataclass(given) or (issubclass(given, tuple) and hasattr(given, "_fields"))
    )
    if not holds or given.__module__ != module:
        raise Damaged(f"{name} is no class of results")
    return given
