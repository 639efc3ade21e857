"""Pages that are written from the code when the documentation is built: they cannot fall behind it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import extension_pages
import pattern_pages

import coopsim.equations
from coopsim import scenario
from coopsim.language import text as _
from coopsim.model.decision import RULES
from coopsim.runs.dictionary import counted, entries
from coopsim.scenario.sources import source_words
from coopsim.scenario.tables import meaning

HEADS = {
    "en": ("Name", "Unit", "Default", "Range", "Meaning", "Source"),
    "es": ("Nombre", "Unidad", "Valor inicial", "Rango", "Significado", "Fuente"),
}

# whether an extension's defaults act
ACTS = {
    "en": ("Off at its defaults.", "A setting: its defaults act."),
    "es": ("Apagada con sus valores iniciales.", "Un ajuste: sus valores iniciales actúan."),
}


def cell(value: Any) -> str:
    """The value as one cell of a Markdown table; two dollar signs would be a formula."""
    if value is None:
        return ""
    if hasattr(value, "model_dump"):
        value = value.model_dump(exclude_none=True)
    if isinstance(value, dict):
        value = ", ".join(f"{name} {part}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        value = ", ".join(map(str, value))
    return str(value).replace("|", "\\|").replace("$", "\\$").replace("\n", " ")


def parameter_table(language: str) -> Iterator[str]:
    """The lines of a page with one table for each group of the core, then one for each extension."""
    spanish = language == "es"
    core = [one for one in scenario.parameters() if not one.extension]
    for group in dict.fromkeys(one.group for one in core):  # as declared
        members = [one for one in core if one.group == group]
        yield f"\n### {members[0].group_es if spanish else members[0].group_en}\n"
        yield from parameter_rows(members, language)
    for name, extension in scenario.extensions_by_name().items():
        yield f"\n### {'Extensión' if spanish else 'Extension'} `{name}`: {extension.label[spanish]}\n"
        yield f"{extension.es if spanish else extension.en} {ACTS[language][extension.setting]}\n"
        yield from parameter_rows([one for one in scenario.parameters() if one.extension == name], language)


def parameter_rows(members: list[scenario.Parameter], language: str) -> Iterator[str]:
    """The lines of one table of parameters."""
    yield "| " + " | ".join(HEADS[language]) + " |"
    yield "|" + " --- |" * len(HEADS[language])
    for one in members:
        to = "a" if language == "es" else "to"
        bounds = "" if one.low is None and one.high is None else f"{cell(one.low)} {to} {cell(one.high)}"
        meaning = one.es if language == "es" else one.en
        unit, source = _(one.unit, language), source_words(one.source, language)
        cells = (f"`{one.name}`", cell(unit), cell(one.default), bounds, cell(meaning), cell(source))
        yield "| " + " | ".join(cells) + " |"


def column_table(language: str) -> Iterator[str]:
    """The lines of the data dictionary: one table for each table of coopsim, then every parameter."""
    heads = (
        ("Columna", "Unidad", "Significado", "Fórmula", "A quiénes cuenta")
        if language == "es"
        else ("Column", "Unit", "Meaning", "Formula", "Whom it counts")
    )
    for table, rows in groupby(entries(), key=lambda entry: entry.table):
        yield f"\n### `{table}`\n"
        yield "| " + " | ".join(heads) + " |"
        yield "|" + " --- |" * len(heads)
        for entry in rows:
            meaning = entry.es if language == "es" else entry.en
            formula = f"`{_(entry.formula, language)}`" if entry.formula else ""
            cells = (f"`{entry.column}`", cell(_(entry.unit, language)), cell(meaning), formula, counted(entry.counts)[language])
            yield "| " + " | ".join(cells) + " |"


def equation_reference() -> Iterator[str]:
    """The lines of a page with the functions of every module of the equations."""
    for module in sorted(pkgutil.iter_modules(coopsim.equations.__path__), key=lambda module: module.name):
        yield f"\n## {module.name.replace('_', ' ').capitalize()}\n"
        yield f"```{{eval-rst}}\n.. automodule:: coopsim.equations.{module.name}\n   :members:\n```"


def decision_rules(language: str = "en") -> Iterator[str]:
    """The table of theories; then a block for each: equation, source, what moves it, numbers, memory, what it cannot do."""
    yield "| Rule | Name | Moves with | Reacts within the season |"
    yield "| --- | --- | --- | --- |"
    for name, rule in RULES.items():
        within = "yes" if rule.reacts_within_season else "no"
        yield f"| {rule.words.en} | `{name}` | {', '.join(rule.reacts_to)} | {within} |"
    for name, rule in RULES.items():
        yield f"\n### {rule.words.en[:1].upper()}{rule.words.en[1:]} / {rule.words.es} (`{name}`)\n"
        yield (rule.__doc__ or "").replace("\n    ", "\n").strip() + "\n"
        yield f"$$\n{rule.equation}\n$$\n"
        yield f"- Source: {rule.source}."
        yield f"- Moves with: {', '.join(rule.reacts_to)}."
        if rule.parameters is not None:
            declared = [(key, field.default, meaning(field)) for key, field in rule.parameters.model_fields.items()]
            numbers = (f"`{key}` {cell(default)} ({cell(words.source)})" for key, default, words in declared)
            yield f"- Numbers (`[rule.{name}]`): {'; '.join(numbers)}."
        if rule.memory:
            yield f"- Memory: {'; '.join(f'`{c.name}` ({cell(c.unit)}), {c.en[:1].lower()}{c.en[1:]}' for c in rule.memory)}."
        yield f"- Cannot: {rule.cannot.en}\n"


def write_curves(folder: Path) -> None:
    """The figure of all rules, drawn once: it takes a few seconds."""
    from coopsim.report import charts
    from coopsim.validation.theory_curves import theory_curves

    if not (folder / "theories-en.png").is_file():
        curves = theory_curves(scenario.load("castillo"))
        for language in ("en", "es"):
            charts.save(charts.theory_curves(curves, language), folder / f"theories-{language}.png")


def write_long_runs(folder: Path) -> None:
    """The figure of decades at one price, drawn once: it takes a few seconds."""
    from coopsim.report import charts
    from coopsim.validation.long_runs import long_runs

    if not (folder / "long-runs-en.png").is_file():
        table = long_runs(scenario.load("castillo"))
        for language in ("en", "es"):
            charts.save(charts.long_runs(table, language), folder / f"long-runs-{language}.png")


def write_pages(app: Any) -> None:
    """Write the pages into docs/_generated, and only when they changed, so that a second build stays quick."""
    folder = Path(app.srcdir) / "_generated"
    folder.mkdir(exist_ok=True)
    pages = {f"parameters-{language}.md": parameter_table(language) for language in ("en", "es")}
    pages |= {
        "equations.md": equation_reference(),
        "decision-rules.md": decision_rules(),
        "extensions.md": extension_pages.extension_table(),
    }
    pages |= {f"columns-{language}.md": column_table(language) for language in ("en", "es")}
    measured = pattern_pages.measured()
    pages |= {
        f"patterns-{part.__name__}.md": part(measured)
        for part in (pattern_pages.ranking, pattern_pages.table, pattern_pages.failing)
    }
    write_curves(folder)
    write_long_runs(folder)
    for name, lines in pages.items():
        text, page = "\n".join(lines) + "\n", folder / name
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
