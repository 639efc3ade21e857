"""The model as CoMSES Net's library takes it: code, data, docs and results in folders of these names, metadata at the top.

Its forms ask for a narrative of the model (ODD), for the code, and for whatever data and results go with it; `codemeta.json` and
`CITATION.cff` hold what they ask of name, version, licence and keywords.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import json_text
from coopsim.runs.provenance import PACKAGE
from coopsim.scenario import parameters

TOP = ("CITATION.cff", "LICENSE", "codemeta.json")
CODE = ("coopsim", "scenarios", "pyproject.toml", "README.md", "README.es.md", "CHANGELOG.md")
NARRATIVE = (
    "docs/odd.md",
    "docs/odd.pdf",
    "docs/model",
    *(f"docs/{name}.md" for name in ("equations", "columns", "glossary", "reproduce")),
)
LEFT_OUT = ("__pycache__", "_build", "_generated")
PARAMETERS = "```{include} _generated/parameters-en.md\n```"


def comses_contents(results: Path | None, root: Path = PACKAGE.parent) -> dict[str, bytes | Path]:
    """Every file of the archive by its name there; results as a bundle, which runs again, and their page."""
    missing = next((name for name in (*TOP, *NARRATIVE) if not (root / name).exists()), None)
    if missing is not None:
        allowed = _("coopsim as a folder of its sources")
        raise UserMistake(_("an installed coopsim has no documentation to export"), got=missing, allowed=allowed)
    contents: dict[str, bytes | Path] = {name: root / name for name in TOP}
    contents |= {f"code/{name}": file for name, file in _files(root, CODE)}
    contents |= {name: file for name, file in _files(root, NARRATIVE) if file.suffix in (".md", ".pdf", ".png")}
    contents["docs/odd.md"] = _odd(root / "docs" / "odd.md")
    contents["data/parameters.json"] = json_text([asdict(parameter) for parameter in parameters()]).encode()
    contents |= {f"data/{file.name}": file for _name, file in _files(root, ("coopsim/prices/data",))}
    return contents | ({} if results is None else _results(results))


def _files(root: Path, names: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for name in names:
        inside = sorted((root / name).rglob("*")) if (root / name).is_dir() else [root / name]
        for file in inside:
            parts = file.relative_to(root).parts
            if file.is_file() and not any(part in LEFT_OUT or part.startswith(".") for part in parts):
                yield "/".join(parts), file


def _odd(page: Path) -> bytes:
    """The ODD without what our own documentation builds into it."""
    narrative = page.read_text(encoding="utf-8")
    return narrative.replace(PARAMETERS, "Every parameter with unit, range and source: `data/parameters.json`.").encode()


def _results(folder: Path) -> dict[str, bytes | Path]:
    from coopsim.cli.bundle import contents_of, manifest_of
    from coopsim.cli.bundles.archive import write_archive

    head, contents = contents_of(folder, manifest_of(folder))
    name = folder.resolve().name
    with tempfile.TemporaryDirectory() as place:
        write_archive(Path(place) / "bundle.zip", head, contents)
        bundle = (Path(place) / "bundle.zip").read_bytes()
    page = folder / "report.html"
    return {f"results/{name}.zip": bundle} | ({f"results/{name}.html": page} if page.is_file() else {})
