"""What a manifest says of the machine that made the numbers, and of each file: the same for every command."""

from __future__ import annotations

import ast
import json
import platform
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import content_hash
from coopsim.scenario import parameters
from coopsim.version import __version__

TABLES_SCHEMA = 3  # of every folder: 3 has runs in place of effects; 2 counts shares per harvest, explains every field

PACKAGE = Path(__file__).parents[1]
RULES_OF_THE_MODEL = (  # what numbers come from: moved rules, another hash; moved words, the same
    "compiled.py",
    "equations/**/*.py",
    "model/**/*.py",
    "prices/**/*.py",
    "patterns/calibrated.py",
    "runs/burn_in.py",
    "claim/arms.py",
    "claim/worlds/**/*.py",
    "claim/outcomes/**/*.py",
    "claim/history/spliced.py",
    "claim/inference/noise.py",
    "claim/matching/rows.py",
    "claim/matching/implausibility.py",
    "claim/matching/job.py",
    "claim/matching/waves.py",
)
RULES_OF_MATCHING = (  # what worlds are drawn and chosen by, before any arm
    *(pattern for pattern in RULES_OF_THE_MODEL if not pattern.startswith("claim/") or pattern.startswith("claim/matching/")),
    "claim/worlds/draws.py",
    "claim/worlds/recentre.py",
    "claim/worlds/season_sums.py",
    "claim/inference/noise.py",
)


def model_hash() -> str:
    """The sha256 of the model's rules and defaults: kept results of another hash are stale.

    >>> len(model_hash())
    64
    """
    return rules_hash(RULES_OF_THE_MODEL)


@cache
def rules_hash(patterns: tuple[str, ...]) -> str:
    """The sha256 of some rules and of the model's defaults.

    Of what the code does, on every version of Python alike: comments, docstrings and layout do not count.

    >>> rules_hash(RULES_OF_MATCHING) == model_hash()
    False
    """
    files = sorted({file for pattern in patterns for file in PACKAGE.glob(pattern)})
    rules = {file.relative_to(PACKAGE).as_posix(): code_hash(file.read_text(encoding="utf-8")) for file in files}
    return content_hash({"rules": rules, "defaults": {p.name: [p.table, p.default] for p in parameters()}})


@cache
def code_hash(source: str) -> str:
    r"""The sha256 of what a module's source does.

    >>> code_hash("def f(x):\n    'Twice.'\n    return 2 * x  # so") == code_hash("def f(x): return (2 * x)")
    True
    >>> code_hash("x = 1") == code_hash("x = 2")
    False
    """
    tokens: list[str] = []
    _write_syntax(ast.parse(source), tokens)
    return sha256(json.dumps(tokens, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def _write_syntax(node: Any, tokens: list[str]) -> None:
    """A syntax tree in words that no version of Python tells otherwise: `ast.dump` does not say of every version the same."""
    if isinstance(node, ast.AST):
        tokens.append(type(node).__name__)
        for name in node._fields:
            value = getattr(node, name, None)
            if value is not None and value != []:
                tokens.append(name)
                _write_syntax(_counted(node, name, value), tokens)
    elif isinstance(node, list):
        tokens.append(f"[{len(node)}]")
        for one in node:
            _write_syntax(one, tokens)
    else:
        tokens.append(repr(node))


def _counted(node: ast.AST, name: str, value: Any) -> Any:
    """What counts of a field: no docstring; the text of an f-string in one piece between two values (3.12 cuts it elsewhere)."""
    if name == "body" and isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return value[1:] if ast.get_docstring(node, clean=False) is not None else value
    if isinstance(node, ast.JoinedStr):
        pieces = groupby(value, lambda piece: isinstance(piece, ast.Constant))
        joined = ["".join(str(piece.value) for piece in group) if text else list(group) for text, group in pieces]
        return [piece for piece in joined if piece]
    return value


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
    return {"path": file.relative_to(folder).as_posix(), "rows": rows, "sha256": digest_of(file)}


def digest_of(file: Path) -> str:
    """The sha256 of a file's bytes."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _version(package: str) -> str | None:
    """The installed version, read without importing the package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
