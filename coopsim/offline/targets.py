"""Kinds of computers that a kit may be for: their names, the tags of the wheels that they take, and what markers say there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from packaging.tags import Tag, compatible_tags, cpython_tags

from coopsim.errors import UserMistake
from coopsim.offline.start import platform_here

PYTHONS = ("3.11", "3.12", "3.13")
GLIBC = 28  # 2.28, of 2018: what the newest NumPy, SciPy and pyarrow ask for
MACOS = 12  # what llvmlite and pyarrow ask for


@dataclass(frozen=True)
class Platform:
    """One kind of computer: tags of wheels from the newest to the oldest, and what PEP 508 markers say there."""

    tags: tuple[str, ...]
    os_name: str
    sys_platform: str
    system: str
    machine: str


def _linux(machine: str) -> Platform:
    newest_first = [f"manylinux_2_{minor}_{machine}" for minor in range(GLIBC, 4, -1)]
    named = [f"manylinux{year}_{machine}" for year in ("2014", "2010", "1")]
    return Platform((*newest_first, *named), "posix", "linux", "Linux", machine)


def _mac(machine: str) -> Platform:
    versions = [f"{major}_0" for major in range(MACOS, 10, -1)] + [f"10_{minor}" for minor in range(16, 5, -1)]
    tags = tuple(f"macosx_{version}_{kind}" for version in versions for kind in (machine, "universal2"))
    return Platform(tags, "posix", "darwin", "Darwin", machine)


PLATFORMS = {
    "windows": Platform(("win_amd64",), "nt", "win32", "Windows", "AMD64"),
    "mac": _mac("arm64"),
    "mac-intel": _mac("x86_64"),
    "linux": _linux("x86_64"),
    "linux-arm": _linux("aarch64"),
}
USUAL = ("windows", "mac")  # beside the computer that makes the kit


@dataclass(frozen=True)
class Target:
    """A kind of computer with one version of Python.

    >>> Target("mac", "3.13").name, Target("windows", "3.12").markers["sys_platform"]
    ('mac-3.13', 'win32')
    """

    platform: str
    python: str

    @property
    def name(self) -> str:
        """As in the names of the kit's files."""
        return f"{self.platform}-{self.python}"

    @cached_property
    def tags(self) -> frozenset[Tag]:
        """Every tag of a wheel that this computer takes."""
        version = tuple(int(part) for part in self.python.split("."))
        interpreter = "cp" + self.python.replace(".", "")
        platforms = PLATFORMS[self.platform].tags
        exact = cpython_tags(version, [interpreter], platforms)
        return frozenset((*exact, *compatible_tags(version, interpreter, platforms)))

    @property
    def markers(self) -> dict[str, str]:
        """What markers of requirements say there."""
        platform = PLATFORMS[self.platform]
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": platform.os_name,
            "platform_machine": platform.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": platform.system,
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": platform.sys_platform,
        }

    @property
    def pip_options(self) -> list[str]:
        """Options by which pip chooses wheels for that computer."""
        tags = [option for tag in PLATFORMS[self.platform].tags for option in ("--platform", tag)]
        return ["--only-binary=:all:", "--implementation", "cp", "--python-version", self.python, *tags]


def python_here() -> str:
    """The version of this Python, where a kit can be for it; else the newest that a kit can be for."""
    version = "{}.{}".format(*sys.version_info)
    return version if version in PYTHONS else PYTHONS[-1]


def targets(platforms: Sequence[str] = (), pythons: Sequence[str] = ()) -> list[Target]:
    """The targets of a kit; without wishes this computer, Windows and the Mac, for the version of this Python.

    >>> [target.name for target in targets(["linux"], ["3.12", "3.13"])]
    ['linux-3.12', 'linux-3.13']
    """
    for wish in platforms:
        if wish not in PLATFORMS:
            raise UserMistake(field="--platform", got=wish, among=PLATFORMS)
    for wish in pythons:
        if wish not in PYTHONS:
            raise UserMistake(field="--python", got=wish, allowed=", ".join(PYTHONS))
    usual = [name for name in (platform_here(), *USUAL) if name in PLATFORMS]
    return [
        Target(platform, python)
        for platform in dict.fromkeys(platforms or usual)
        for python in dict.fromkeys(pythons or [python_here()])
    ]
