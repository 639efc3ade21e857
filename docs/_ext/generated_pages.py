"""Pages that are written from the code when the documentation is built: they cannot fall behind it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import coopsim.rules
from coopsim import scenario

HEADS = {
    "en": ("Name", "Unit", "Default", "Range", "Meaning", "Source"),
    "es": ("Nombre", "Unidad", "Valor inicial", "Rango", "Significado", "Fuente"),
}


def cell(value: Any) -> str:
    """The value as one cell of a Markdown table."""
    if value is None:
        return ""
    if hasattr(value, "model_dump"):
        value = value.model_dump(exclude_none=True)
    if isinstance(value, dict):
        value = ", ".join(f"{name} {part}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    return str(value).replace("|", "\\|").replace("\n", " ")


def parameter_table(language: str) -> Iterator[str]:
    """The lines of a page with one table for each group of parameters."""
    headings = {one.group: one.group_es if language == "es" else one.group_en for one in scenario.parameters()}
    declared = sorted(scenario.parameters(), key=lambda one: list(headings).index(one.group))  # as declared
    for group, members in groupby(declared, key=lambda one: one.group):
        yield f"\n### {headings[group]}\n"
        yield "| " + " | ".join(HEADS[language]) + " |"
        yield "|" + " --- |" * len(HEADS[language])
        for one in members:
            to = "a" if language == "es" else "to"
            bounds = "" if one.low is None and one.high is None else f"{cell(one.low)} {to} {cell(one.high)}"
            meaning = one.es if language == "es" else one.en
            cells = (f"`{one.name}`", cell(one.unit), cell(one.default), bounds, cell(meaning), cell(one.source))
            yield "| " + " | ".join(cells) + " |"


def rule_reference() -> Iterator[str]:
    """The lines of a page with the functions of every module of the rules."""
    for module in sorted(pkgutil.iter_modules(coopsim.rules.__path__), key=lambda module: module.name):
        yield f"\n## {module.name.capitalize()}\n"
        yield f"```{{eval-rst}}\n.. automodule:: coopsim.rules.{module.name}\n   :members:\n```"


def write_pages(app: Any) -> None:
    """Write the pages into docs/_generated, and only when they changed, so that a second build stays quick."""
    folder = Path(app.srcdir) / "_generated"
    folder.mkdir(exist_ok=True)
    pages = {"parameters-en.md": parameter_table("en"), "parameters-es.md": parameter_table("es"), "rules.md": rule_reference()}
    for name, lines in pages.items():
        text, page = "\n".join(lines) + "\n", folder / name
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
