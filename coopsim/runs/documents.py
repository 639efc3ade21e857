"""Documents as they are written and compared: plain data, one text for one content, its hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


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
