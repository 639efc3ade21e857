"""`coopsim columns`: the data dictionary, from the declarations of the tables."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coopsim.runs.documents import json_text


def columns(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="A column, a table or TABLE.COLUMN; left out: all.", show_default=False),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what each column of the tables means."""
    from coopsim.cli.printing.columns import print_columns
    from coopsim.runs.dictionary import entries

    chosen = entries(name)
    if as_json:
        sys.stdout.write(json_text([entry._asdict() for entry in chosen]))
    else:
        print_columns(chosen)
