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
from coopsim.report.sweep_method import headline, method
from coopsim.report.sweep_words import factor_axis, factor_words, lines, missing_words, reference_words, what_is_set
from coopsim.sweeps.summary import Swept, by_factor, differences, summary, two_way
from coopsim.sweeps.summary.levels import strongest
from coopsim.sweeps.summary.swept import ROW_BY_ROW

Document = Mapping[str, Any]
MOST_FACTORS = 12  # in one figure
MOST_ROWS = 60  # of one table; the rest is in the files


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
            comparison=_comparison(document, compared, language),
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
    figures, name = [], outcome["name"]
    factors = strongest(levels, name, MOST_FACTORS) if len(levels) else []
    if factors:
        rows_of_outcome = levels[(levels["outcome"] == name) & levels["factor"].isin([*factors, "arm"])]
        drawn = charts.against_factors(
            rows_of_outcome, outcome, {one: factor_axis(one, language) for one in ["arm", *factors]}, language
        )
        figures.append(
            {
                "address": charts.data_address(drawn),
                "words": _("{outcome}, by factor", language).format(outcome=outcome[language]),
            }
        )
    if len(factors) > 1:
        across, up = factors[:2]
        titles = factor_axis(across, language), factor_axis(up, language)
        drawn = charts.heat_map(two_way(swept, name, across, up), outcome, titles, language)
        figures.append(
            {
                "address": charts.data_address(drawn),
                "words": _("{outcome}, by two factors", language).format(outcome=outcome[language]),
            }
        )
    return {
        "outcome": outcome,
        "lines": lines(document, outcome, language),
        "figures": figures,
        "missing": missing_words(document, outcome, language),
    }


def _comparison(document: Document, compared: pd.DataFrame, language: str) -> dict[str, str] | None:
    """The figure of paired differences: arms, or single points against the scenario as it is."""
    rows = compared[compared["background"].isna()]
    if document["arms"]:
        rows = rows[rows["compares"] == "arm"]
    elif document["design"] in ROW_BY_ROW:
        levels_shown = [
            f"{factor_words(str(one), language)}: {level}" for one, level in zip(rows["compares"], rows["level"], strict=True)
        ]
        rows = rows.assign(level=levels_shown)
    else:
        return None
    if not len(rows) or rows["level"].nunique() > MOST_ROWS:
        return None
    drawn = charts.arm_differences(rows, document["outcomes"], reference_words(document, language), language)
    return {"address": charts.data_address(drawn), "words": _("Paired differences with their intervals", language)}


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
