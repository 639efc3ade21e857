"""The report of one run as one page."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.numbers import mean
from coopsim.report.pages import Document, foot_of, notes_of, shown, written
from coopsim.report.region_text import region_lines


def run_report(
    months: pd.DataFrame,
    document: Document,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    name: str = "",
    story: str = "",
    manifest: Document | None = None,
) -> Path:
    """Write the report of one run: its story, the figure, the summary.

    Parameters
    ----------
    months : pandas.DataFrame
        The table `months`: one row for each replicate, cooperative and month.
    document : mapping
        summary.json.
    path : path
        The page.
    language : str, optional
        "en" or "es"; left out: the language of the process.
    name, story : str
        Title and story of the scenario, in that language.
    manifest : mapping, optional
        What the foot of the page says of version, command, seed and identity.

    Returns
    -------
    pathlib.Path
        The page.
    """
    language = language or current()
    figures = {"run": shown(charts.run_overview(months, language, name=name), _("The run month by month", language))}
    if shares := document.get("price_shares"):
        title = _("Who receives what share of the export price", language)
        figures["shares"] = shown(charts.price_shares(shares, language), title)
    return written(
        "run.html",
        path,
        language,
        name=name,
        story=story,
        summary=[(row[language], mean(row["mean"], row["unit"], language=language)) for row in document["summary"]],
        region=region_lines(region, language) if (region := document.get("region")) else [],
        figures=figures,
        foot=foot_of({}, manifest or {}, language),
        notes=notes_of(manifest or {}),
    )
