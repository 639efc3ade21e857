"""JSON Schemas of the documents: made from the types, kept beside them; `python -m coopsim.claim.documents` writes them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from coopsim.claim.documents.base import Doc
from coopsim.claim.documents.causes import CausesDocument
from coopsim.claim.documents.decide import DecideDocument
from coopsim.claim.documents.sensitivity import ClassCDocument
from coopsim.claim.documents.theories import TheoriesDocument
from coopsim.claim.documents.verdict import Verdict

DOCUMENTS: dict[str, type[Doc]] = {
    "verdict": Verdict,
    "theories": TheoriesDocument,
    "decide": DecideDocument,
    "class_c": ClassCDocument,
    "causes": CausesDocument,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a document as it is written: "verdict", "theories", "decide", "class_c" or "causes".

    >>> json_schema("verdict")["title"]
    'Verdict'
    """
    return {"$schema": DIALECT, **DOCUMENTS[name].model_json_schema(by_alias=True, mode="serialization")}


def kept_schema(name: str) -> dict[str, Any]:
    """The JSON Schema that ships with the package."""
    kept: dict[str, Any] = json.loads((files(__package__) / "schemas" / _file(name)).read_text(encoding="utf-8"))
    return kept


def _file(name: str) -> str:
    return f"{name}.schema.json"


def write(folder: Path) -> None:
    """All schemas, a file each."""
    for name in DOCUMENTS:
        text = json.dumps(json_schema(name), indent=1, ensure_ascii=False) + "\n"
        (folder / _file(name)).write_text(text, encoding="utf-8", newline="\n")
