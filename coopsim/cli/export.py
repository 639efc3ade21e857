"""`coopsim export lesson|comses`: what leaves coopsim to be used or kept without it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.screen import note, progress
from coopsim.errors import UserMistake
from coopsim.language import current, own_words
from coopsim.language import text as _

app = typer.Typer(add_completion=False, rich_markup_mode="rich", no_args_is_help=True)
Page = Annotated[Path | None, typer.Option("--out", metavar="FILE.html", help="The page, in place of lessons-LANG.html here.")]


@app.callback()
def export() -> None:
    """Write something that is used without coopsim."""


@app.command("lesson", help="The five lessons as one HTML file that opens from disk, on a phone too, with no network.")
def lesson(
    out: Page = None,
    seed: options.Seed = 1,
    replicates: options.Replicates = None,
    workers: options.Workers = None,
    palabras: options.Palabras = "",
    quiet: options.Quiet = False,
) -> None:
    """Run the grid of all lessons and write the page."""
    from coopsim.lessons.grid import FEWEST_RUNS
    from coopsim.report.lesson_page import lesson_page

    page = out or Path(f"lessons-{current()}.html")
    if page.suffix.lower() not in (".html", ".htm") or page.is_dir():
        raise UserMistake(field="--out", got=str(page), allowed=_("a file name that ends in .html"))
    if not page.parent.is_dir():
        raise UserMistake(_("no such folder"), field="--out", got=str(page.parent))
    number = replicates or FEWEST_RUNS
    if number < FEWEST_RUNS:
        raise UserMistake(field="--replicates", got=number, allowed=_("{bound} or more").format(bound=FEWEST_RUNS))
    replacements = options.own_words_of(palabras)
    command = f"coopsim --lang {current()} export lesson --seed {seed} --replicates {number}"
    command += f" --palabras {shlex.quote(palabras)}" if palabras else ""
    with progress(_("Simulating"), quiet) as report, own_words(replacements):
        written = lesson_page(
            replicates=number, seed=seed, workers=options.workers_or_all(workers), command=command, on_progress=report
        )
    partial = page.with_name(page.name + ".part")
    try:
        partial.write_text(written, encoding="utf-8", newline="\n")
        partial.replace(page)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="--out", got=str(page)) from error
    note(_("Lessons: {file}").format(file=page), quiet)


Results = Annotated[
    Path | None, typer.Argument(metavar="DIR", help="Folder of results that belong to it; none: the model alone.")
]
Archive = Annotated[Path | None, typer.Option("--out", metavar="FILE.zip", help="The archive, in place of coopsim-comses.zip.")]


@app.command("comses", help="The model as CoMSES Net's library takes it: code, data, documentation (ODD), results, metadata.")
def comses(folder: Results = None, out: Archive = None, force: options.Force = False, quiet: options.Quiet = False) -> None:
    """Write the archive."""
    from coopsim.cli.bundles.archive import refuse_place, write_zip
    from coopsim.cli.bundles.comses import comses_contents

    file = out or Path("coopsim-comses.zip")
    refuse_place(file, force)
    write_zip(file, comses_contents(folder))
    note(_("For CoMSES: {file}; say there who the authors are").format(file=file), quiet)
