"""`coopsim schema`: the JSON Schema of a document that coopsim writes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coopsim.cli import options

Name = Annotated[str, typer.Argument(metavar="verdict|theories|decide|class_c|causes", help="Of which document.")]


def schema(name: Name = "verdict") -> None:
    """Print the JSON Schema of a document: its fields, their units and what they mean, in both languages."""
    from coopsim.claim.documents import DOCUMENTS, json_schema
    from coopsim.runs.documents import json_text

    options.one_of("NAME", name, tuple(DOCUMENTS))
    sys.stdout.write(json_text(json_schema(name)))
