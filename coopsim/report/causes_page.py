"""The report of a history as one page: the lines of the terminal, the figure, the tables, the method."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from coopsim.claim.documents.causes import CausesDocument
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.claim_page import Block
from coopsim.report.claim_text.causes_text import causes_text
from coopsim.report.pages import foot_of, notes_of, shown, written


def causes_report(
    document: CausesDocument,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    manifest: Mapping[str, Any] | None = None,
) -> Path:
    """Write the page of a history.

    Parameters
    ----------
    document : CausesDocument
        What was found.
    path : str or path
        The page.
    language : {"en", "es"}, optional
        The language spoken, if not given.
    manifest : mapping, optional
        Its command, versions and hashes go to the foot.

    Returns
    -------
    Path
        The page.
    """
    language = language or current()
    text = causes_text(document, language, Path(path).name)
    caption = _("Closings by year, and the part of each cause up to each year", language)
    figures = {"causes": (shown(charts.causes(document, language), caption),)}
    return written(
        "claim.html",
        path,
        language,
        text=text,
        houses=None,
        blocks=tuple(Block(section.title, figures.get(section.name, ()), section) for section in text.sections),
        method=method(document, language),
        foot=foot_of(document.document(), manifest or {}, language),
        notes=notes_of(manifest or {}),
    )


def method(document: CausesDocument, language: str) -> tuple[str, ...]:
    """How the parts are found."""
    return (
        _(
            "Every cooperative lives through {n} replicates. In each, all {arms} selections of causes share the past before the "
            "first year and every random draw, so that arms differ by their causes alone.",
            language,
        ).format(n=document.replicates, arms=document.arms),
        _(
            "High prices are what lies above the mean of the three years before, low prices what lies below; with neither, the "
            "price follows that mean. So a fall that lasts is a low for three years only, and its later effect is counted to "
            "none.",
            language,
        ),
        _(
            "Local costs follow the central bank's real exchange rate from June 1990 to August 1998, and wages of pickers with "
            "them; farm wages may have risen less, so the part of local costs may be too large.",
            language,
        ),
        _(
            "The end of the quota agreement is in the prices; it acts here only through what producers got of them before. "
            "{k} cooperatives that had closed before the first year are not counted.",
            language,
        ).format(k=f"{document.not_open:.1f}"),
    )
