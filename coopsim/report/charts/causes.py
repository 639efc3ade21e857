"""The figure of a history: who closed when, and what of it is owed to prices."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.claim.documents.causes import CausesDocument, H5Part
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, RED, fold, new_figure, plain

STYLES = ((RED, "-", "o"), (BLUE, "-", "s"), (GREEN, "--", "^"), (PURPLE, "-.", "D"), (ORANGE, ":", "v"), (GREY, "--", "x"))


def causes(document: CausesDocument, language: str | None = None) -> Figure:
    """Closings of each year and what is left of the cohort; below, the part of each cause up to each year."""
    language = language or current()
    part = document.h5
    title = _("Who closed when, and what of it is owed to prices", language)
    subtitle = _(
        "Model, of 100 cooperatives open in {first}; {n} replicates, {arms} selections of causes, the same draws in all of them. "
        "Sizes of the dated causes are assumed.",
        language,
    ).format(first=document.period[0][:4], n=document.replicates, arms=document.arms)
    figure = new_figure(9.6, 8.2, title, subtitle)
    above, below = figure.subplots(2, 1, sharex=True)
    _closings(above, part, language)
    _parts(below, part, language)
    return figure


def _closings(axes: Axes, part: H5Part, language: str) -> None:
    years = np.array([one.year for one in part.cohort])
    alive, low, high, ordinary, closed = (
        100 * np.array([getattr(one, name) or 0.0 for one in part.cohort], dtype=float)
        for name in ("alive_share", "ci_low", "ci_high", "ordinary_alive_share", "closed_now")
    )
    axes.bar(years, closed, width=0.7, color=GREY, label=_("closed in that year", language))
    axes.plot(years, alive, color=BLACK, marker="o", markersize=3.5, label=_("still open", language))
    axes.fill_between(years, low, high, color=BLACK, alpha=0.12, linewidth=0)
    axes.plot(years, ordinary, color=BLACK, linestyle=":", label=_("still open with none of the causes", language))
    axes.set_ylabel(_("of 100 cooperatives", language), fontsize=9)
    axes.set_ylim(0, 104)
    plain(axes, "y")
    axes.legend(frameon=False, fontsize=8.5, loc="upper left", bbox_to_anchor=(1.0, 1.0))


def _parts(axes: Axes, part: H5Part, language: str) -> None:
    years = np.array([one.year for one in part.cohort])
    for one, (colour, dash, marker) in zip(part.parts, STYLES, strict=False):
        so_far = 100 * np.array([year.parts[one.cause] for year in part.cohort])
        label = fold(getattr(one.title, language), 34)
        axes.plot(years, so_far, color=colour, linestyle=dash, marker=marker, markersize=3.5, markevery=3, label=label)
        if one.ci_low is not None and one.ci_high is not None:
            axes.plot([years[-1]] * 2, [100 * one.ci_low, 100 * one.ci_high], color=colour, linewidth=4, alpha=0.3)
    axes.axhline(0.0, color=BLACK, linewidth=0.7)
    axes.set_ylabel(_("closed so far owing to it, of 100", language), fontsize=9)
    plain(axes, "y")
    axes.legend(frameon=False, fontsize=8.5, loc="upper left", bbox_to_anchor=(1.0, 1.0))
