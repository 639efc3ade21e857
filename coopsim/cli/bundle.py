"""`coopsim bundle DIR`: a folder of results with all that makes them again, in one file."""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from pathlib import Path
from typing import Annotated, Any

import typer

from coopsim.cli import options
from coopsim.cli.documents import read_json
from coopsim.cli.screen import note
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import json_text

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="Folder of results of run, claim, compare, decide, validate or sweep.")
]
File = Annotated[Path | None, typer.Option("--out", metavar="FILE.zip", help="The bundle, in place of DIR.zip here.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


def bundle(
    folder: Folder, out: File = None, force: Force = False, json: options.Json = False, quiet: options.Quiet = False
) -> None:
    """Put results, the files they were made of, versions and the command into one file."""
    from coopsim.cli.bundles.archive import refuse_place, write_archive

    manifest = manifest_of(folder)
    file = out or Path(f"{folder.resolve().name}.zip")
    refuse_place(file, force)
    head, contents = contents_of(folder, manifest)
    write_archive(file, head, contents)
    if json:
        sys.stdout.write(json_text({**head, "file": str(file), "contents": sorted(contents)}))
        return
    for name in sorted(name for name in contents if name.startswith("inputs/")):
        typer.echo(name)
    note(_("Bundle: {file}. Anybody runs it again with: coopsim reproduce {name}").format(file=file, name=file.name), quiet)


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of results that are whole and unchanged."""
    from coopsim.runs.provenance import digest_of, refuse_other_schema

    if not (folder / "manifest.json").is_file():
        allowed = _("a folder that a command of coopsim wrote")
        raise UserMistake(_("holds no manifest.json"), field="DIR", got=str(folder), allowed=allowed)
    manifest = read_json(folder / "manifest.json")
    refuse_other_schema(folder, manifest, "DIR")
    if not manifest.get("complete"):
        raise UserMistake(_("is not finished; the command that began it goes on"), field="DIR", got=str(folder))
    for entry in manifest.get("files", []):
        path = folder / str(entry["path"])
        if not path.is_file() or digest_of(path) != entry["sha256"]:
            raise UserMistake(_("is not as it was written"), file=path)
    return manifest


def contents_of(folder: Path, manifest: dict[str, Any]) -> tuple[dict[str, Any], dict[str, bytes | Path]]:
    """The head of the bundle, and every file by its name there."""
    from coopsim.cli.asked import asked
    from coopsim.cli.bundles.command_line import moved, plain_words, refuse_whole_paths, root_of
    from coopsim.runs.provenance import model_hash

    command_line = plain_words(manifest.get("command", []), "DIR")
    about = asked(command_line)
    if about.identity != manifest.get("identity"):
        message = _("was made of something else: the scenario, its price file, its rules or coopsim have changed or moved since")
        raise UserMistake(message, field="DIR", got=str(folder), allowed=_("run the command again, in the folder where it ran"))
    root = root_of(about.files)
    command_line = moved(command_line, about.files, root)
    refuse_whole_paths(command_line, about.files)
    head = {name: manifest[name] for name in ("coopsim_version", "python", "numpy", "mesa", "platform", "identity", "seed")}
    head |= {"model_hash": model_hash(), "command": ["coopsim", *command_line]}
    scenarios = {name: scenario.resolved().document() for name, scenario in about.scenarios.items()}
    contents: dict[str, bytes | Path] = {
        "environment.txt": environment().encode(),
        "scenario.json": json_text(scenarios).encode(),
        "results/manifest.json": folder / "manifest.json",
    }
    contents |= {f"results/{entry['path']}": folder / entry["path"] for entry in manifest["files"]}
    contents |= {f"inputs/{file.relative_to(root).as_posix()}": file for file in about.files}
    return head, contents


def environment() -> str:
    """Every installed package but coopsim with its version, a line each, as `pip install -r` takes them."""
    versions = {str(one.metadata["Name"]).lower(): one.version for one in distributions() if one.metadata["Name"]}
    return "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()) if name != "coopsim")
