"""Reading scenarios: where they are, what they build on, on which line they are wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.scenario.lines import lines
from coopsim.scenario.model import Scenario
from coopsim.scenario.renamed import SCHEMA, with_new_names
from coopsim.scenario.wording import unknown_name

# read as one thing: half of an old title, mix or distribution with half of a new one makes no sense
WHOLE = ("title", "story", "rules")


@dataclass(frozen=True)
class TomlFile:
    """One file as it was read."""

    path: Path
    document: dict[str, Any]
    lines: Mapping[tuple[str | int, ...], int]

    @property
    def shown(self) -> str:
        """The file's name as the user knows it."""
        try:
            return str(self.path.relative_to(Path.cwd()))
        except ValueError:
            return str(self.path)


def folder(package: Path | None = None) -> Path:
    """Where the scenarios are that come with coopsim: beside the package in a checkout, else inside the wheel."""
    package = Path(__file__).parents[1] if package is None else package
    scenarios = package.parent / "scenarios"
    # another package's folder of this name may stand beside ours
    return scenarios if (scenarios / "castillo.toml").is_file() else package / "_scenarios"


def names() -> list[str]:
    """The scenarios that come with coopsim, in order of the alphabet.

    >>> "castillo" in names()
    True
    """
    return sorted(path.stem for path in folder().glob("*.toml"))


def find(name: str | Path) -> Path:
    """The file of a scenario: one of ours by its name, or any file by its path."""
    path = Path(name)
    if isinstance(name, str) and name in names():
        return folder() / f"{name}.toml"
    if path.is_file():
        return path
    if path.suffix == ".toml" or len(path.parts) > 1:
        raise UserMistake(_("no such file"), got=str(name))
    raise UserMistake(_("no such scenario"), got=str(name), among=names())


def read_file(path: Path) -> TomlFile:
    """One file, as plain tables and the lines of its keys."""
    empty = TomlFile(path, {}, {})
    try:
        text = path.read_text(encoding="utf-8-sig")  # -sig: editors on Windows put a mark in front
    except UnicodeDecodeError as error:
        raise UserMistake(_("the file is not UTF-8 text"), file=empty.shown) from error
    except OSError as error:
        raise UserMistake(_("the file cannot be read"), file=empty.shown) from error
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        at = re.search(r"\(at line (\d+)", reason)
        line = int(at[1]) if at else len(text.splitlines()) or 1
        raise UserMistake(_("not valid TOML") + ": " + re.sub(r" \(at .*\)$", "", reason), file=empty.shown, line=line) from None
    return _of_this_schema(TomlFile(path, document, lines(text)))


def _of_this_schema(read: TomlFile) -> TomlFile:
    """A file without its schema number; of an older schema, with the names of today."""
    number = read.document.get("schema", SCHEMA)
    if type(number) is not int or not 1 <= number <= SCHEMA:
        message = _("made for another version of coopsim") if type(number) is int else ""
        allowed, line = _("{low} to {high}").format(low=1, high=SCHEMA), read.lines.get(("schema",))
        raise UserMistake(message, file=read.shown, line=line, field="schema", got=number, allowed=allowed)
    document = {key: value for key, value in read.document.items() if key != "schema"}
    return replace(read, document=document if number == SCHEMA else with_new_names(document))


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """`new` over `old`: tables key by key, everything else (lists of tables too) replaced.

    >>> merged({"time": {"years": 5, "start": "1990-04"}}, {"time": {"years": 9}})
    {'time': {'years': 9, 'start': '1990-04'}}
    """
    both = dict(old)
    for key, value in new.items():
        was = both.get(key)
        together = isinstance(value, dict) and isinstance(was, dict) and key not in WHOLE and "distribution" not in value
        both[key] = merged(was, value) if together and was is not None else value
    return both


def base_file(name: str, itself: Path) -> Path | None:
    """The file of the scenario that another one, in `itself`, builds on by that name: beside it, else one of ours."""
    for candidate in (itself.parent / name, itself.parent / f"{name}.toml"):
        # an own castillo.toml may build on ours
        if candidate.is_file() and not (name in names() and candidate.resolve() == itself.resolve()):
            return candidate
    return folder() / f"{name}.toml" if name in names() else None


def _base(read: TomlFile) -> Path | None:
    """The file that a scenario builds on; None where it builds on none."""
    name = read.document.get("base", "")
    if name == "" or not isinstance(name, str):
        return None
    file = base_file(name, read.path)
    if file is not None:
        return file
    among = sorted({*names(), *(path.stem for path in read.path.parent.glob("*.toml") if path != read.path)})
    raise UserMistake(_("no such scenario"), file=read.shown, line=read.lines.get(("base",)), field="base", got=name, among=among)


def _chain(path: Path) -> list[TomlFile]:
    """The file, its base, the base's base and so on."""
    chain = [read_file(path)]
    while (base := _base(chain[-1])) is not None:
        if base.resolve() in [read.path.resolve() for read in chain]:
            last = chain[-1]
            raise UserMistake(
                _("the scenarios build on each other in a circle"),
                file=last.shown,
                line=last.lines.get(("base",)),
                field="base",
                got=last.document["base"],
                allowed=_("a scenario that does not build on this one"),
            )
        chain.append(read_file(base))
    return chain


def _told_from(read: TomlFile, folder_of_all: Path) -> dict[str, Any]:
    """A base's document, its price files told so that they are found from another folder."""
    price = read.document.get("price")
    if read.path.parent.resolve() == folder_of_all.resolve() or not isinstance(price, dict):
        return read.document
    files = {key: read.path.parent / price[key] for key in ("path", "local_cost_index") if isinstance(price.get(key), str)}
    moved = {key: str(file.resolve()) for key, file in files.items() if file.is_file()}
    return read.document | {"price": price | moved}


def _where(chain: Sequence[TomlFile], path: tuple[str | int, ...]) -> tuple[str | None, int | None, bool]:
    """The nearest file and line that speak of `path`: its own key, else the table it stands in."""
    for length in range(len(path), 0, -1):
        for read in chain:
            if path[:length] in read.lines:
                return read.shown, read.lines[path[:length]], length == len(path)
            if path[0] in ("cooperative", "event", "district") and path[:1] in read.lines and length > 1:
                break  # the list is replaced as a whole: what a base says of it is gone
    return chain[0].shown, None, False


def loaded(scenario: str | Path | Scenario, field: str = "scenario") -> Scenario:
    """A scenario as it is, or that of a name or a path; `field` is the argument's name in a message.

    >>> loaded("castillo").id
    'castillo'
    >>> loaded(5)
    Traceback (most recent call last):
    coopsim.errors.UserMistake: scenario: got 5; allowed a scenario's name, the path of its file, or a Scenario
    """
    if isinstance(scenario, Scenario):
        return scenario
    if not isinstance(scenario, (str, Path)):
        raise UserMistake(field=field, got=scenario, allowed=_("a scenario's name, the path of its file, or a Scenario"))
    return load(scenario)


def load(name_or_path: str | Path) -> Scenario:
    """The scenario of that name or in that file, on top of its base, checked.

    >>> load("castillo").cooperative[0].members
    100
    """
    chain = _chain(find(name_or_path))
    document: dict[str, Any] = {}
    for read in reversed(chain):
        if "id" in read.document:
            place = {"file": read.shown, "line": read.lines.get(("id",))}
            raise unknown_name(("id",), read.document["id"], [name for name in Scenario.model_fields if name != "id"], **place)
        if {"cooperative", "district"} & set(read.document) and "story" not in read.document:
            document.pop("story", None)
        document = merged(document, _told_from(read, chain[0].path.parent))
    document |= {"id": chain[0].path.stem, "base": chain[0].document.get("base", "")}
    return Scenario.checked(document, chain[0].path.parent, lambda path: _where(chain, path))
