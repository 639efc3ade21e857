"""Wheels of a few bytes, so that pip has something to choose from without a network."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SAYS_ITS_ARGUMENTS = "import pathlib, sys\npathlib.Path('arguments.txt').open('a').write(' '.join(sys.argv[1:]) + '\\n')\n"


def wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    tag: str = "py3-none-any",
    requires: Sequence[str] = (),
    extras: Sequence[str] = (),
    python: str = "",
    files: Mapping[str, str] | None = None,
) -> Path:
    """Make a wheel of plain Python."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
    metadata += [f"Requires-Python: {python}"] if python else []
    metadata += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {line}" for line in requires]
    inside = {f"{name}/__init__.py": "", **(files or {})}
    inside |= {f"{info}/METADATA": "\n".join(metadata) + "\n"}
    inside |= {f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n"}
    inside |= {f"{info}/RECORD": "".join(f"{file},,\n" for file in [*inside, f"{info}/RECORD"])}
    with zipfile.ZipFile(folder / f"{name}-{version}-{tag}.whl", "w") as packed:
        for file, content in inside.items():
            packed.writestr(file, content)
    return folder / f"{name}-{version}-{tag}.whl"


def coopsim(folder: Path) -> Path:
    """A coopsim that needs one thing everywhere and one on Windows alone, and writes down how it was called."""
    requires = (
        "everywhere>=1,<3",
        'onlywindows; sys_platform == "win32"',
        'solara-assets==1.58.2; extra == "web"',
        'drawn>=2; extra == "test"',
    )
    return wheel(
        folder, "coopsim", "9.9", requires=requires, extras=("web", "test"), files={"coopsim/__main__.py": SAYS_ITS_ARGUMENTS}
    )


def index(folder: Path) -> Path:
    """What an index would have: compiled wheels for Windows and Linux, and none for the Mac."""
    for tag in ("cp312-cp312-win_amd64", "cp312-cp312-manylinux_2_17_x86_64"):
        wheel(folder, "everywhere", "2.0", tag)
    wheel(folder, "everywhere", "3.0")
    wheel(folder, "onlywindows", requires=("deeper>=1",))
    wheel(folder, "deeper")
    wheel(folder, "solara_assets", "1.58.2")
    return folder
