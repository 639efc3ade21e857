"""`coopsim kit DIR`: the papers of a workshop as PDF, and what laptops without internet need."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.app import BOTH
from coopsim.cli.screen import note
from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES, own_words
from coopsim.language import text as _
from coopsim.offline.pack import files_of, pack, says, stick, write_sums
from coopsim.offline.targets import PLATFORMS, PYTHONS, targets

NEEDED = ("reportlab", "segno")
Languages = Annotated[
    str, typer.Option("--lang", metavar="es|en|both", help="Language of the papers: Spanish, English, or each in its folder.")
]
Paper = Annotated[str, typer.Option("--paper", metavar="a4|letter|both", help="Size of the paper.")]
NoWheels = Annotated[bool, typer.Option("--no-wheels", help="Papers only, without what an offline install needs.")]
Platforms = Annotated[
    list[str] | None,
    typer.Option(
        "--platform", metavar="|".join(PLATFORMS), help="Computers that it is for: this one, windows and mac. May be repeated."
    ),
]
Pythons = Annotated[
    list[str] | None,
    typer.Option("--python", metavar="|".join(PYTHONS), help="Python of those computers: as here. May be repeated."),
]


def kit(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where it is written, such as a USB stick.")],
    lang: Languages = BOTH,
    paper: Paper = BOTH,
    palabras: options.Palabras = "",
    no_wheels: NoWheels = False,
    platform: Platforms = None,
    python: Pythons = None,
    quiet: options.Quiet = False,
) -> int:
    """Write the papers of a workshop as PDF, and what laptops without internet need to hold it."""
    if any(find_spec(name) is None for name in NEEDED):
        raise UserMistake(_("the papers need more packages: pip install 'coopsim[kit]'"))
    languages = _chosen("--lang", lang, tuple(reversed(LANGUAGES)))
    if directory.exists() and not directory.is_dir():
        raise UserMistake(field="DIR", got=str(directory), allowed=_("a folder, or one that is not there yet"))
    if no_wheels and (platform or python):
        raise UserMistake(_("there are no computers to choose without wheels"), field="--no-wheels")
    computers = targets(platform or (), python or ())
    replacements = options.own_words_of(palabras)
    from coopsim.kit.write import PAPERS, write_papers  # here: it loads ReportLab
    from coopsim.workshop.rehearsal import rehearse

    papers = _chosen("--paper", paper, PAPERS)
    note(_("A rehearsal for the guide's pictures and figures: half a minute; the first time on a computer some minutes."), quiet)
    played = rehearse()
    with own_words(replacements):
        written = write_papers(directory, played, languages, papers, sorted({target.python for target in computers}))
    for folder in dict.fromkeys(file.parent for file in written):
        typer.echo(folder)
    if no_wheels:
        return 0
    packed = pack(directory, computers, languages[0], lambda line: note(line, quiet))
    files = files_of(directory, written)
    write_sums(directory, files)
    for one in packed:
        typer.echo(says(one))
    typer.echo(stick(directory, files))
    return 3 if any(one.missing for one in packed) else 0


def _chosen(option: str, value: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """What `value` names, both of them for `both`."""
    options.one_of(option, value, (*among, BOTH))
    return among if value == BOTH else (value,)
