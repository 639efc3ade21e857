"""`coopsim merge DIR... --out DIR`: the shards of a sweep made one folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.sweep import report_failures
from coopsim.language import text as _
from coopsim.report.numbers import count
from coopsim.runs.documents import json_text

Folders = Annotated[list[Path], typer.Argument(metavar="DIR...", help="Folders of coopsim sweep --shard I/N.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder of the whole sweep.")]


def merge(folders: Folders, out: Out, force: options.Force = False, json: options.Json = False) -> int | None:
    """Put shards together, and say what is missing."""
    from coopsim.sweeps import merge as merge_folders

    merged = merge_folders(folders, out, force, command=["coopsim", *sys.argv[1:]])
    if json:
        sys.stdout.write(json_text(merged.manifest))
    else:
        say = _("{runs} runs of {shards} folders: {folder}")
        print(say.format(runs=count(merged.runs), shards=len(folders), folder=out))  # noqa: T201
    for missing in merged.missing:
        print("coopsim:", missing, file=sys.stderr)  # noqa: T201
    if merged.missing:
        print("coopsim:", _("coopsim sweep with the same design and --out runs what is missing"), file=sys.stderr)  # noqa: T201
    report_failures(merged.failures)
    return 3 if merged.missing or merged.failures else None
