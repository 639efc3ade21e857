"""The report of one run as one page."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

import pandas as pd

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.pages import Document, foot_of, shown, written


def run_report(
    months: pd.DataFrame,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    name: str = "",
    story: str = "",
    summary: Sequence[tuple[str, str]] = (),
    manifest: Document | None = None,
) -> Path:
    """Write the report of one run: its story, the figure, the summary (pairs of words and value)."""
    language = language or current()
    figures = {"run": shown(charts.run_overview(months, language, name=name), _("The run month by month", language))}
    return written(
        "run.html",
        path,
        language,
        name=name,
        story=story,
        summary=list(summary),
        figures=figures,
        foot=foot_of({}, manifest or {}, language),
    )
