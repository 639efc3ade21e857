"""The page of a sweep: figures, tables, the method in words, and all it takes to have the same numbers again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.pages import environment, notes_of
from coopsim.report.sweep_figures import MOST_ROWS, Drawn, comparison_figure, figures_of_outcome
from coopsim.report.sweep_method import headline, method
from coopsim.report.sweep_words import lines, missing_words, what_is_set
from coopsim.sweeps.summary import Swept, by_factor, differences, summary

Document = Mapping[str, Any]


def sweep_report(
    swept: Swept, path: str | PathLike[str], language: str | None = None, outcomes: Sequence[str] = (), folder: str = ""
) -> Path:
    """Write the report of a sweep, one self-contained HTML file, and return its path."""
    language = language or current()
    document = summary(swept, outcomes)
    names = [one["name"] for one in document["outcomes"]]
    levels, compared = by_factor(swept, names), differences(swept, names)
    sections = [_section(swept, document, one, levels, language) for one in document["outcomes"]]
    title = (swept.design.get("title") or {}) if isinstance(swept.design.get("title"), Mapping) else {}
    page = (
        environment(language)
        .get_template("sweep.html")
        .render(
            language=language,
            title=title.get(language) or _("A sweep of {scenario}", language).format(scenario=document["scenario"] or folder),
            headline=headline(document, language),
            document=document,
            sections=sections,
            comparison=None if (drawn := comparison_figure(document, compared, language)) is None else _picture(drawn),
            method=method(swept, document, language),
            settings=what_is_set(swept, language),
            foot=_foot(swept, document, folder, language),
            notes=notes_of(swept.manifest),
            most=MOST_ROWS,
        )
    )
    out = Path(path)
    out.write_text(page, encoding="utf-8", newline="\n")
    return out


def _section(swept: Swept, document: Document, outcome: Document, levels: pd.DataFrame, language: str) -> dict[str, Any]:
    drawn = figures_of_outcome(swept, outcome, levels, language).values()
    return {
        "outcome": outcome,
        "lines": lines(document, outcome, language),
        "figures": [_picture(one) for one in drawn],
        "missing": missing_words(document, outcome, language),
    }


def _picture(drawn: Drawn) -> dict[str, str]:
    return {"address": charts.data_address(drawn.figure), "words": drawn.caption}


def _foot(swept: Swept, document: Document, folder: str, language: str) -> list[tuple[str, str]]:
    """What it takes to have the same numbers again."""
    manifest = swept.manifest
    made_with = ", ".join(f"{name} {manifest[name]}" for name in ("python", "numpy", "mesa") if manifest.get(name))
    facts = [
        (_("command", language), shlex.join(str(word) for word in manifest.get("command", []))),
        (_("folder", language), folder),
        (_("coopsim version", language), manifest.get("coopsim_version")),
        (_("Python, NumPy, Mesa", language), made_with),
        (_("platform", language), manifest.get("platform")),
        (_("scenario", language), document["scenario"]),
        (_("identity of the run", language), manifest.get("identity")),
        (_("seed", language), swept.design.get("seed", manifest.get("seed"))),
    ]
    version = manifest.get("coopsim_version") or ""
    cited = _(
        "The coopsim contributors: coopsim {version}, coffee farmers between their cooperative and the open market. Software, "
        "Apache License 2.0. Price figures: World Bank Commodity Price Data (The Pink Sheet), CC BY 4.0.",
        language,
    ).format(version=version)
    facts.append((_("cite as", language), cited))
    return [(label, str(value)) for label, value in facts if value not in (None, "")]
