"""`coopsim parameters`: everything that can be set, from its one declaration."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from coopsim.runs.documents import json_text


def parameters(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="One parameter; left out: those of the core.", show_default=False)
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Show those of all extensions too.")] = False,
    extension: Annotated[
        str, typer.Option(metavar="NAME", help="Show those of one extension (--all names them).", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what can be set: unit, default, range and source."""
    from coopsim.cli.printing.parameters import parameters_named, parameters_shown, print_list, print_parameter, print_rest

    chosen = parameters_named(name) if name else parameters_shown(everything, extension)
    if as_json:
        documents = [asdict(parameter) for parameter in chosen]
        sys.stdout.write(json_text(documents[0] if name else documents))
    elif name:
        print_parameter(chosen[0])
    else:
        print_list(chosen)
        if not extension:
            print_rest(chosen)
