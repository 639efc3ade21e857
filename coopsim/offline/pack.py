"""The offline part of a kit: wheels, one list of exact versions and sums for each kind of computer, and what starts them.

All of it is made in a folder beside and moved into place at the end: a kit has all of it or, after a mistake, what it had before.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.offline import start
from coopsim.offline.closure import Closure, Wheel, read_wheel
from coopsim.offline.fetch import NotFetched, build_sources, fetch
from coopsim.offline.itself import wheel_of_coopsim
from coopsim.offline.pages import write_pages
from coopsim.offline.sentences import sentences
from coopsim.offline.shells import write_shells
from coopsim.offline.targets import Target
from coopsim.version import __version__

OFFLINE = "offline"
EXTRAS = ("web", "kit")
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Packed:
    """What the kit has for one kind of computer; `missing` says what could not be had, and then it has nothing for it."""

    target: Target
    wheels: int = 0
    packed_bytes: int = 0
    unpacked_bytes: int = 0
    missing: str = ""


def pack(folder: Path, targets: Sequence[Target], language: str, say: Callable[[str], None] = lambda line: None) -> list[Packed]:
    """Add to a kit what these computers need without internet; its scripts speak both languages, this one first.

    Each step is said. Where no computer can have all that it needs, the kit is left as it was.
    """
    offline = folder / OFFLINE
    if offline.exists() and not (offline / "kit.json").is_file():
        raise UserMistake(file=offline, message=_("is in the way: it was not made by coopsim"))
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".coopsim-", dir=folder) as name:
        workspace = Path(name)
        made = workspace / OFFLINE
        (made / "wheels").mkdir(parents=True)
        packed = _collect(targets, workspace, made, say)
        write_facts(made, [one for one in packed if not one.missing], language)
        complete = [one.target for one in packed if not one.missing]
        if not complete:
            raise UserMistake("; ".join(f"{one.target.name}: {one.missing}" for one in packed))
        pythons = sorted({target.python for target in complete})
        to_open = [*write_shells(workspace, pythons, language), *write_pages(workspace, pythons)]
        if offline.exists():
            offline.rename(workspace / "before")
        made.rename(offline)
        for file in to_open:
            file.replace(folder / file.name)
        (folder / "python").mkdir(exist_ok=True)  # for Python's installers
    return packed


def _collect(targets: Sequence[Target], workspace: Path, made: Path, say: Callable[[str], None]) -> list[Packed]:
    """Fetch for each target, and fill the folder that will be the kit's."""
    common = workspace / "common"
    common.mkdir()
    say(_("building coopsim's wheel"))
    try:
        coopsim = read_wheel(wheel_of_coopsim(common))
        build_sources(coopsim, common)
    except NotFetched as complaint:
        raise UserMistake(
            _("the wheels cannot be fetched; is there internet? {complaint}. --no-wheels makes the papers alone").format(
                complaint=complaint
            )
        ) from None
    extras = tuple(extra for extra in EXTRAS if extra in coopsim.extras)
    packed = []
    for number, target in enumerate(targets, start=1):
        say(_("{target}: fetching, some minutes ({number} of {all})").format(target=target.name, number=number, all=len(targets)))
        arrived = workspace / target.name
        arrived.mkdir()
        try:
            closure = fetch(coopsim, extras, target, common, arrived)
        except NotFetched as complaint:
            packed.append(Packed(target, missing=str(complaint)))
        else:
            packed.append(keep(target, closure, made))
        shutil.rmtree(arrived)
    return packed


def keep(target: Target, closure: Closure, made: Path) -> Packed:
    """Move a target's wheels into the kit, and write its list of exact versions with their sums."""
    if closure.missing:
        return Packed(target, missing=", ".join(f"{name} ({by})" for name, by in sorted(closure.missing.items())))
    wheels = sorted(closure.wheels.values(), key=lambda wheel: wheel.name)
    (made / f"{target.name}.txt").write_text("".join(map(_pin, wheels)), encoding="utf-8")
    for wheel in wheels:
        wheel.file.replace(made / "wheels" / wheel.file.name)
    stored = sum((made / "wheels" / wheel.file.name).stat().st_size for wheel in wheels)
    return Packed(target, len(wheels), stored, sum(wheel.unpacked_bytes for wheel in wheels))


def _pin(wheel: Wheel) -> str:
    return f"{wheel.name}=={wheel.version} --hash=sha256:{sha256(wheel.file)}\n"


def write_facts(made: Path, complete: Iterable[Packed], language: str) -> None:
    """What `start.py` reads."""
    room = {one.target.name: one.unpacked_bytes * 5 // 4 for one in complete}  # with Python's own and what is compiled
    facts = {
        "coopsim": __version__,
        "language": language,
        "targets": {name: {"pins": f"{name}.txt", "bytes": needed} for name, needed in room.items()},
        "texts": sentences(),
    }
    (made / "kit.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(start.__file__, made / "start.py")


def says(packed: Packed) -> str:
    """One line: what was checked for that computer, or what is missing."""
    if packed.missing:
        return _("{target}: left out; missing: {what}").format(target=packed.target.name, what=packed.missing)
    return _(
        "{target}: {wheels} wheels, {size} MB, complete by name, version and kind of computer; installed {unpacked} MB"
    ).format(
        target=packed.target.name,
        wheels=packed.wheels,
        size=packed.packed_bytes // 10**6 + 1,
        unpacked=packed.unpacked_bytes // 10**6 + 1,
    )


def sha256(file: Path) -> str:
    """The sum of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_of(folder: Path, papers: Iterable[Path]) -> list[Path]:
    """The papers and all of the offline part: what else lies on the stick is not the kit's."""
    at_the_top = [file for kind in ("start.*", "*.html") for file in folder.glob(kind)]
    offline = [file for file in (folder / OFFLINE).rglob("*") if file.is_file()]
    return sorted({*papers, *at_the_top, *offline})


def write_sums(folder: Path, files: Iterable[Path]) -> None:
    """List files with their sums, as `sha256sum -c SHA256SUMS` reads them in the kit."""
    lines = [f"{sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def stick(folder: Path, files: Iterable[Path]) -> str:
    """One line: how large the kit is, and the stick that holds it."""
    size, gigabytes = sum(file.stat().st_size for file in files), 1
    while size > 0.9e9 * gigabytes:  # a stick holds less than its name says
        gigabytes *= 2
    return _("{folder}: {size} MB, for a stick of {gigabytes} GB or more").format(
        folder=folder, size=size // 10**6 + 1, gigabytes=gigabytes
    )
