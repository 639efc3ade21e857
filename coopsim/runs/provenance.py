"""What a manifest says of the machine that made the numbers, and of each file: the same for every command."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.version import __version__

TABLES_SCHEMA = 2  # of every folder: 2 counts shares per harvest, explains every field, says cohort_trust


def manifest_head(command: Sequence[str] = ()) -> dict[str, Any]:
    """How every manifest begins: its schema, the command as typed, versions and platform.

    >>> list(manifest_head(["coopsim", "run"]))
    ['schema', 'command', 'coopsim_version', 'python', 'numpy', 'mesa', 'platform']
    """
    return {"schema": TABLES_SCHEMA, "command": list(command) or ["coopsim", *sys.argv[1:]], **made_with()}


def made_with() -> dict[str, str | None]:
    """Versions and platform, in the order of a manifest.

    >>> list(made_with())
    ['coopsim_version', 'python', 'numpy', 'mesa', 'platform']
    """
    return {
        "coopsim_version": __version__,
        "python": platform.python_version(),
        "numpy": _version("numpy"),
        "mesa": _version("mesa"),
        "platform": platform.platform(),
    }


def refuse_other_schema(folder: Path, manifest: Mapping[str, Any], field: str = "") -> None:
    """A folder that another version of coopsim laid out is answered in one line: what made it and what to do."""
    schema = manifest.get("schema", TABLES_SCHEMA)
    if schema == TABLES_SCHEMA:
        return
    message = _("coopsim {version} wrote this folder (schema {schema}; here it is {ours}), with other names of columns")
    raise UserMistake(
        message.format(version=manifest.get("coopsim_version", "?"), schema=schema, ours=TABLES_SCHEMA),
        field=field,
        got=str(folder),
        allowed=_("run it again into another folder, or use the version that wrote it"),
    )


def file_entry(folder: Path, file: Path) -> dict[str, Any]:
    """A file's path in its folder, its rows (None: no table) and the sha256 of its bytes."""
    rows = None
    if file.suffix == ".parquet":
        from pyarrow import parquet  # here: not every command writes tables

        rows = parquet.read_metadata(file).num_rows
    with file.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
    return {"path": file.relative_to(folder).as_posix(), "rows": rows, "sha256": digest}


def _version(package: str) -> str | None:
    """The installed version, read without importing the package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
