"""Install coopsim from the wheels beside this file, once, and open the workshop. Needs Python alone, no network.

Copied as it is into the kit, beside `kit.json`; `start.bat`, `start.command` and `start.sh` call it. An older Python must be able
to read it, to say that it is too old. What is installed lies on the computer's disk, not on the stick: a stick is slow, often
knows neither links nor programs, and has another letter on the next laptop.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import struct
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLACE = "coopsim-kit"  # in the user's folder: one for all kits; short, since Windows knows paths of 259 letters
READY = "ready"  # a file that says: all of it is installed and was tried
ARM = ("arm64", "aarch64")


def platform_here() -> str:
    """Name of this computer's kind, or what the system calls it where the kit knows no such kind.

    >>> isinstance(platform_here(), str)
    True
    """
    system, machine = sysconfig.get_platform(), platform.machine().lower()
    if struct.calcsize("P") != 8:
        return "32 bits"
    if system == "win-amd64":
        return "windows"
    if system.startswith("macosx"):
        return "mac" if machine in ARM else "mac-intel"
    if system.startswith("linux"):
        return {"x86_64": "linux", "aarch64": "linux-arm"}.get(machine, system)
    return system


class Kit:
    """What `kit.json` says, in the two languages of the kit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder.parent
        facts = json.loads((folder / "kit.json").read_text(encoding="utf-8"))
        self.language = facts["language"]
        self.targets = facts["targets"]
        self.texts = facts["texts"]

    def say(self, name: str, **values: object) -> None:
        """Print a sentence in both languages, that of the kit first."""
        in_order = sorted(self.texts[name], key=lambda language: language != self.language)
        sentences = [self.texts[name][language].format(**values) for language in in_order]
        print("", *sentences, "", sep="\n", flush=True)  # noqa: T201  nobody else says it


def main(arguments: list[str]) -> int:
    """Do all that is due; 0 where the workshop ended in peace."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        kit = Kit(HERE)
    except (OSError, ValueError):
        print("Falta kit.json: copie de nuevo toda la carpeta.\nkit.json is missing: copy the whole folder again.")  # noqa: T201
        return 1
    here = "{}-{}.{}".format(platform_here(), *sys.version_info[:2])
    if here not in kit.targets or platform.python_implementation() != "CPython":
        kit.say("not for this Python", here=here, targets=", ".join(kit.targets))
        return 1
    pins = kit.folder / kit.targets[here]["pins"]
    home = Path.home() / PLACE / hashlib.sha256(pins.read_bytes()).hexdigest()[:8]
    if not (home / READY).exists() and not install(kit, pins, home, kit.targets[here]["bytes"]):
        return 1
    return run(kit, home, arguments)


def python_in(home: Path) -> Path:
    """The interpreter of an environment."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment(kit: Kit) -> dict[str, str]:
    """Variables for what is started: nothing of this computer's other Pythons, nor of its settings of pip."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    kept.update(PIP_CONFIG_FILE=os.devnull, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    kept.setdefault("COOPSIM_LANG", kit.language)
    return kept


def install(kit: Kit, pins: Path, home: Path, needed_bytes: int) -> bool:
    """Make the environment, install each wheel whose sum is right, and play a workshop with simulated people."""
    shutil.rmtree(str(home), ignore_errors=True)  # what an earlier start left half made
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(str(home.parent)).free
    except OSError as error:
        kit.say("no place", folder=home.parent, why=error.strerror)
        return False
    if free < needed_bytes:
        kit.say("no room", folder=home.parent, needed=needed_bytes // 10**6 + 1, free=free // 10**6)
        return False
    wheels = str(kit.folder / "wheels")
    pip = ["-m", "pip", "install", "--no-compile", "--no-index", "--find-links", wheels, "--require-hashes", "-r", str(pins)]
    steps = (
        ("installing", "no environment", [sys.executable, "-m", "venv", str(home)]),
        (None, "not installed", [str(python_in(home)), "-I", *pip]),
        ("trying", "does not run", [str(python_in(home)), "-I", "-m", "coopsim", "workshop", "rehearse"]),
    )
    for before, failure, command in steps:
        if before:
            kit.say(before, folder=home)
        if subprocess.run(command, env=environment(kit)).returncode:
            kit.say(failure, folder=home)
            return False
    (home / READY).write_text(time.strftime("%Y-%m-%d\n"))
    return True


def run(kit: Kit, home: Path, arguments: list[str]) -> int:
    """Open the workshop; the session of the day lies in the kit, or in the user's folder where the kit cannot be written."""
    if "--session" not in arguments:
        name = time.strftime("taller-%Y-%m-%d.jsonl")
        folder = kit.root if is_writable(kit.root) else home.parent
        kit.say("starting", file=folder / name)
        arguments = ["--session", str(folder / name), *arguments]
    command = [str(python_in(home)), "-I", "-m", "coopsim", "app", "--workshop", *arguments]
    try:
        code = subprocess.run(command, env=environment(kit)).returncode
    except KeyboardInterrupt:
        return 0
    if code not in (0, 130):
        kit.say("ended badly", folder=kit.root)
        return 1
    return 0


def is_writable(folder: Path) -> bool:
    """Whether a file can be made there: tried, since sticks and Windows do not say."""
    probe = folder / ".coopsim-probe"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
