"""What pip fetches, with this computer's settings of pip, whatever they are."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.offline.closure import Closure, Wheel, closure, read_wheels
from coopsim.offline.targets import Target

BUILT_HERE = ("solara-assets",)  # published as sources alone; plain files, so that its wheel serves every system
ROUNDS = 5  # what only the other system needs may need more in its turn


class NotFetched(Exception):
    """pip did not bring what it was asked for."""


def pip(*arguments: str) -> None:
    """Run pip; raise what it complained of."""
    if find_spec("pip") is None:
        raise UserMistake(_("this Python has no pip, which fetches the wheels; bring it with: python -m ensurepip"))
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input", "--retries", "1")
    command = [sys.executable, "-m", "pip", *arguments, *quiet]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise NotFetched(complaint(done.stderr))


def complaint(output: str) -> str:
    """The first thing that pip calls an error, without the list of all versions that there are.

    >>> complaint("WARNING: a\\nERROR: No wheel of b (from versions: 1, 2)\\nERROR: c")
    'No wheel of b'
    """
    errors = [line.removeprefix("ERROR: ") for line in output.splitlines() if line.startswith("ERROR: ")]
    first = errors[0] if errors else (output.strip().splitlines() or ["pip"])[-1]
    return re.sub(r"\s*\(from versions: .*\)", "", first)


def build_sources(coopsim: Wheel, folder: Path) -> None:
    """Make wheels of what is published as sources alone, in the versions that coopsim asks for."""
    for requirement in coopsim.requires:
        if requirement.name in BUILT_HERE:
            pip("wheel", "--no-deps", "--wheel-dir", str(folder), f"{requirement.name}{requirement.specifier}")


def fetch(coopsim: Wheel, extras: tuple[str, ...], target: Target, common: Path, folder: Path) -> Closure:
    """Bring into the folder all that coopsim needs on that computer, and say what was brought and what is missing."""
    root = Requirement(f"coopsim[{','.join(extras)}]=={coopsim.version}")
    options = ["--dest", str(folder), "--find-links", str(common), *target.pip_options]
    pip("download", *options, f"{coopsim.file}[{','.join(extras)}]")
    result = closure(root, read_wheels(folder), target)
    for _round in range(ROUNDS):
        if not result.missing:
            break
        pins = folder / "pins.txt"
        pins.write_text(
            "".join(f"{wheel.name}=={wheel.version}\n" for wheel in result.wheels.values() if wheel.name != coopsim.name)
        )
        pip("download", *options, "--constraint", str(pins), *result.missing)
        result = closure(root, read_wheels(folder), target)
    return result
