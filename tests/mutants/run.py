"""Make small mistakes in a copy of coopsim, one at a time, and see whether the tests of that file find each of them.

`python -m tests.mutants.run [part of a name ...]`. A mutant that no test finds fails the run, and so does one whose line is no
longer in the file. Of one that no test finds the small worlds say what it changes: a table by more than 1 %, so a test is
missing, or nothing, so the mutant is hollow. Nothing is compiled: small worlds and tests of single processes are done in plain
Python before Numba would have compiled the month.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.effect import LEAST_CHANGE

ROOT = Path(__file__).parents[2]
COPIED = ("coopsim", "scenarios", "tests", "conftest.py", "pyproject.toml")
SECONDS, WORKERS = 40.0, 2
BUSY = float(os.environ.get("COOPSIM_PATIENCE", "6"))  # a busy machine may take so many times longer before it is stopped


@dataclass(frozen=True)
class Mutant:
    """One mistake: in `file`, `old` becomes `new`; `tests` must find it. It shows first in `world`."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    world: str = "castillo"

    def lost(self, tree: Path) -> str:
        """What is wrong where the line is not in its file once; nothing where it is."""
        path = tree / self.file
        times = path.read_text(encoding="utf-8").count(self.old) if path.is_file() else 0
        return "" if times == 1 else f"ERROR  {self.name}: {times} times in {self.file}: {self.old}"


def mutants(wanted: list[str]) -> list[Mutant]:
    """The list, or those with one of the wanted words in their name."""
    listed = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8"))
    answers = sorted(listed["tests"].items(), key=lambda entry: len(entry[0]))
    found = []
    for entry in listed["mutant"]:
        tests = [tests for prefix, tests in answers if entry["file"].startswith(prefix)][-1]
        found.append(Mutant(**entry, tests=tuple(tests)))
    return [one for one in found if not wanted or any(word in one.name for word in wanted)]


class Copy:
    """A tree of one's own to make mistakes in."""

    def __init__(self, folder: Path) -> None:
        self.tree = folder
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
            else:
                shutil.copy(source, folder / name)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy, uncompiled."""
        around = {**os.environ, "PYTHONPATH": str(self.tree), "NUMBA_DISABLE_JIT": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *words], cwd=self.tree, env=around, capture_output=True, text=True, timeout=SECONDS * BUSY
        )

    def keep(self, file: Path) -> subprocess.CompletedProcess[str]:
        """Keep what the small worlds of `effect.py` give."""
        return self.python("-m", "tests.mutants.effect", "keep", str(file))

    def change(self, file: Path, world: str) -> tuple[float, str]:
        """How far the tables are from those that were kept, and where."""
        done = self.python("-m", "tests.mutants.effect", "compare", str(file), world)
        if done.returncode:
            return float("inf"), "no run"
        change, where = done.stdout.splitlines()[-1].split(maxsplit=1)
        return float(change), where

    def test(self, tests: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        """Run tests until one fails; the exit code is 0 where all pass, 1 where some fail, and anything else is no answer."""
        return self.python("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests)


def outcome(copy: Copy, mutant: Mutant, kept: Path) -> tuple[str, str]:
    """`found`, `SURVIVED` or `ERROR`; of one that no test finds, what it changes most."""
    path = copy.tree / mutant.file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        code = copy.test(mutant.tests).returncode
        if code != 0:
            return ("found", "") if code == 1 else ("ERROR", f"pytest: {code}")
        change, where = copy.change(kept, mutant.world)
        return ("SURVIVED" if change > LEAST_CHANGE else "ERROR"), f"{change:8.1%}  {where}"
    except subprocess.TimeoutExpired:
        return "ERROR", f"more than {SECONDS * BUSY:.0f} s"
    finally:
        path.write_text(text, encoding="utf-8")


def main(words: list[str]) -> int:
    """Run the list with two workers, each in a copy; 0 if every mutant is found."""
    listed, began, bad = mutants(words), time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="coopsim-mutants-") as folder:
        copies = [Copy(Path(folder) / str(number)) for number in range(WORKERS)]
        if lost := [line for mutant in listed if (line := mutant.lost(copies[0].tree))]:
            print(*lost, sep="\n")
            return 1
        every_test = tuple(dict.fromkeys(test for mutant in listed for test in mutant.tests))
        kept = Path(folder) / "kept.npz"
        with ThreadPoolExecutor(WORKERS) as pool:
            first = pool.submit(copies[0].keep, kept), pool.submit(copies[1].test, every_test)
            ran, passed = (one.result() for one in first)
        for what, done in (("the small worlds must run", ran), ("the tests must pass", passed)):
            if done.returncode:
                print(f"without any mistake {what}", done.stdout[-3000:], done.stderr[-3000:], sep="\n")
                return 1
        mine = threading.local()

        def work(mutant: Mutant) -> tuple[Mutant, str, str]:
            if not hasattr(mine, "copy"):
                mine.copy = copies.pop()
            return (mutant, *outcome(mine.copy, mutant, kept))

        with ThreadPoolExecutor(WORKERS) as pool:
            for mutant, said, detail in pool.map(work, listed):
                bad += said != "found"
                print(f"{said:8}  {mutant.name:70}  {detail}", flush=True)
    print(f"{len(listed) - bad} of {len(listed)} mutants found in {time.monotonic() - began:.0f} s")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
