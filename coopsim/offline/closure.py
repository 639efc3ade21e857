"""Whether wheels are all that a computer needs: each requirement that holds there, by name, version and tag.

pip chooses wheels for another computer by their tags, and reads markers (`sys_platform == "win32"`) as on the computer that it
runs on. So it leaves out what only the other one needs, and brings what only this one does. Here markers are read as there.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packaging.metadata import parse_email
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from coopsim.offline.targets import Target


@dataclass(frozen=True)
class Wheel:
    """What a wheel's name and metadata say."""

    file: Path
    name: str
    version: Version
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]
    requires_python: SpecifierSet
    extras: tuple[str, ...]
    unpacked_bytes: int

    def fits(self, target: Target) -> bool:
        """Whether that computer's pip would take it."""
        return bool(self.tags & target.tags) and self.requires_python.contains(f"{target.python}.0")


@dataclass
class Closure:
    """The wheels that are needed, and the requirements that no wheel meets, each with who asks for it."""

    wheels: dict[str, Wheel] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def read_wheel(file: Path) -> Wheel:
    """Read a wheel's name and metadata."""
    name, version, _build, tags = parse_wheel_filename(file.name)
    with zipfile.ZipFile(file) as packed:
        inside = next(entry for entry in packed.namelist() if entry.endswith(".dist-info/METADATA") and entry.count("/") == 1)
        metadata, _unknown = parse_email(packed.read(inside))
        unpacked = sum(entry.file_size for entry in packed.infolist())
    requires = tuple(Requirement(line) for line in metadata.get("requires_dist", []))
    python = SpecifierSet(metadata.get("requires_python", ""))
    return Wheel(file, name, version, tags, requires, python, tuple(metadata.get("provides_extra", [])), unpacked)


def read_wheels(folder: Path) -> dict[str, Wheel]:
    """Every wheel of a folder by its name; of two versions the newer."""
    wheels = sorted((read_wheel(file) for file in folder.glob("*.whl")), key=lambda wheel: wheel.version)
    return {wheel.name: wheel for wheel in wheels}


def closure(root: Requirement, wheels: Mapping[str, Wheel], target: Target) -> Closure:
    """Follow every requirement that holds on that computer, from the root on."""
    result = Closure()
    waiting = [(root, "coopsim")]
    asked: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement, by = waiting.pop()
        name = canonicalize_name(requirement.name)
        wheel = wheels.get(name)
        if wheel is None or not wheel.fits(target) or not requirement.specifier.contains(wheel.version, prereleases=True):
            result.missing[without_marker(requirement)] = by
            continue
        result.wheels[name] = wheel
        if (name, frozenset(requirement.extras)) not in asked:
            asked.add((name, frozenset(requirement.extras)))
            waiting += [(needed, name) for needed in needs(wheel, requirement.extras, target)]
    return result


def needs(wheel: Wheel, extras: Iterable[str], target: Target) -> list[Requirement]:
    """What a wheel asks for on that computer, with these extras."""
    worlds = [{**target.markers, "extra": extra} for extra in ("", *extras)]
    return [
        requirement
        for requirement in wheel.requires
        if requirement.marker is None or any(requirement.marker.evaluate(world) for world in worlds)
    ]


def without_marker(requirement: Requirement) -> str:
    """A requirement as pip is asked for it, since it would read the marker as on this computer."""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"
