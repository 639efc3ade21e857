"""`coopsim reproduce FILE.zip`: run a bundle's command again, here, and hold the results against those in the bundle."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli import options
from coopsim.cli.documents import read_json
from coopsim.cli.screen import note
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import count
from coopsim.runs.documents import json_text

if TYPE_CHECKING:
    from coopsim.runs.differences import Comparison, Difference

MOST_LINES = 20
DIFFERS = 3
File = Annotated[Path, typer.Argument(metavar="FILE.zip", help="A bundle, as coopsim bundle writes it.")]
OwnCode = Annotated[
    bool, typer.Option("--own-code", help="Run the Python files of the bundle too: decision rules. Read them before you do.")
]


def reproduce(
    file: File,
    own_code: OwnCode = False,
    workers: options.Workers = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int | None:
    """Run a bundle again and say whether the results are the same."""
    from coopsim.cli.bundles.archive import unpack
    from coopsim.cli.bundles.command_line import plain_words
    from coopsim.runs.differences import compare_folders

    with tempfile.TemporaryDirectory(prefix="coopsim-bundle-") as place:
        folder = Path(place) / "bundle"
        head = unpack(file, folder)
        command_line = plain_words(head["command"], str(file))
        _refuse_code(file, head, own_code)
        seconds = read_json(folder / "results" / "manifest.json").get("seconds")
        note(
            _("Running {command}; it took {seconds} seconds there.").format(command=command_line[0], seconds=seconds),
            quiet or json,
        )
        code = _run(command_line, folder / "inputs", Path(place) / "again", workers)
        if code not in (0, DIFFERS):  # the command has said why; 3 are runs that failed, as they may have failed there
            return code
        results = [entry["path"].removeprefix("results/") for entry in head["files"] if entry["path"].startswith("results/")]
        compared = compare_folders(
            folder / "results", Path(place) / "again", [name for name in results if name != "manifest.json"]
        )
    elsewhere = _elsewhere(head)
    if json:
        sys.stdout.write(json_text(_document(compared, elsewhere)))
    else:
        _print(compared, elsewhere)
    return DIFFERS if compared.word == "differs" else None


def _refuse_code(file: Path, head: dict[str, Any], own_code: bool) -> None:
    held = [entry["path"] for entry in head["files"] if entry["path"].endswith(".py")]
    if held and not own_code:
        message = _("holds Python that would run on this computer; read it, then say --own-code")
        raise UserMistake(message, file=file, got=", ".join(held))


def _run(command_line: list[str], inputs: Path, out: Path, workers: int | None) -> int:
    """The command in a process of its own, where only coopsim's and Python's modules are found (-P), and its exit code."""
    from coopsim.runs.provenance import PACKAGE

    inputs.mkdir(exist_ok=True)
    module_path = os.pathsep.join([str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    extra = ["--out", str(out), "--quiet", *([] if workers is None else ["--workers", str(workers)])]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "coopsim", *command_line, *extra],
        cwd=inputs,
        env={**os.environ, "PYTHONPATH": module_path, "COOPSIM_LANG": current()},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode if done.returncode >= 0 else 130


def _elsewhere(head: dict[str, Any]) -> list[dict[str, str]]:
    """In what the two computers differ, as far as numbers may depend on it."""
    from coopsim.runs.provenance import made_with, model_hash

    here = {**made_with(), "model_hash": model_hash()}
    return [
        {"name": name, "there": str(head.get(name)), "here": str(value)}
        for name, value in here.items()
        if head.get(name) != value
    ]


def _document(compared: Comparison, elsewhere: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "schema": 1,
        "result": compared.word,
        "files": compared.files,
        "numbers": compared.numbers,
        "differences": [vars(one) for one in compared.differences],
        "environment": elsewhere,
    }


def _print(compared: Comparison, elsewhere: list[dict[str, str]]) -> None:
    say = {
        "equal": _("Equal: {numbers} values in {files} tables and documents."),
        "rounding": _("Equal but for rounding: {numbers} values in {files} tables and documents."),
        "differs": _("Not equal: {numbers} values in {files} tables and documents were compared."),
    }[compared.word]
    typer.echo(say.format(numbers=count(compared.numbers), files=len(compared.files)))
    for one in compared.differences[:MOST_LINES]:
        typer.echo("  " + line_of(one))
    if len(compared.differences) > MOST_LINES:
        typer.echo("  " + _("and {n} more; --json lists them all").format(n=len(compared.differences) - MOST_LINES))
    for fact in elsewhere:
        typer.echo("  " + _("{name}: {there} there, {here} here").format(**fact))


def line_of(one: Difference) -> str:
    """One difference in a line: where, how many rows, where it is largest, the two values."""
    where = f"{one.file}: {one.column}" if one.column else one.file
    if one.kind == "rows":
        return where + ": " + _("{there} rows there, {here} here").format(there=one.there, here=one.here)
    if one.kind != "value":
        return where + ": " + (_("is missing here") if one.kind == "missing" else _("is not in the bundle"))
    line = where + ": " + _("{there!r} there, {here!r} here").format(there=one.there, here=one.here)
    if one.row:
        line += "; " + _("row {row}, one of {n} that differ").format(row=one.row, n=count(one.rows))
    if one.largest is not None and one.relative is not None:
        line += "; " + _("largest difference {largest:.3g}, relative {relative:.3g}").format(
            largest=one.largest, relative=one.relative
        )
    return line
