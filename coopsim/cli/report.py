"""`coopsim report DIR`: the page of a sweep, and the page of a claim or a run made again from its files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.documents import read_json, write_json
from coopsim.cli.results import MANIFEST
from coopsim.cli.screen import note
from coopsim.cli.summary import Outcomes
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.provenance import refuse_other_schema

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a sweep, a claim or a run.")]
Page = Annotated[Path | None, typer.Option("--out", metavar="FILE.html", help="The page, in place of DIR/report.html.")]


def report(folder: Folder, outcome: Outcomes = None, out: Page = None, quiet: options.Quiet = False) -> None:
    """Write one self-contained HTML page: figures, tables, method, parameters, versions, command, citation."""
    from coopsim.cli.printing import pages

    page = out or folder / "report.html"
    if page.suffix.lower() not in (".html", ".htm") or page.is_dir():
        raise UserMistake(field="--out", got=str(page), allowed=_("a file name that ends in .html"))
    if not folder.is_dir():
        raise UserMistake(_("is a file, not a folder") if folder.exists() else _("no such folder"), got=str(folder))
    kind = pages.kind_of(folder)
    if (folder / MANIFEST).is_file():
        refuse_other_schema(folder, read_json(folder / MANIFEST))
    if outcome and kind != "sweep":
        raise UserMistake(_("only a sweep has outcomes to choose from"), field="--outcome", got=outcome[0])
    try:
        pages.WRITERS[kind](folder, page, outcome or [])
    except OSError as error:
        raise UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="--out", got=str(page)) from error
    _renew_checksum(folder, page)
    note(_("Report: {file}").format(file=page), quiet)


def _renew_checksum(folder: Path, page: Path) -> None:
    """The manifest keeps the page's new checksum, where it names the page."""
    file = folder / MANIFEST
    if not file.is_file() or page.resolve().parent != folder.resolve():
        return
    manifest = read_json(file)
    for entry in manifest.get("files", ()):
        if entry.get("path") == page.name and "sha256" in entry:
            entry["sha256"] = sha256(page.read_bytes()).hexdigest()
            write_json(file, manifest)
