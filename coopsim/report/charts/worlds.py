"""The figure behind the five outcomes: what a boom does to the offers and the trouble of every imagined cooperative."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from coopsim.claim.documents import Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, fold, new_figure, plain
from coopsim.report.claim_text.lines import five_labels

EFFECTS = ("effect_H2d", "effect_H2t")


def worlds_by_outcome(verdict: Verdict, worlds: pd.DataFrame, language: str | None = None) -> Figure:
    """A dot for each world: the mean over its runs, chance still in it. Lines: the smallest effects that matter.

    `worlds`: the columns effect_H2d and effect_H2t of worlds.parquet.
    """
    language = language or current()
    shown = worlds[list(EFFECTS)].dropna()
    title = _("Each imagined cooperative, by what a good price does to it", language)
    subtitle = _(
        "{worlds} imagined cooperatives, a dot each: the mean of its {runs} runs, with the chance that is left in it. Dots are "
        "not counted; the shares above are. Lines: the smallest change that matters.",
        language,
    ).format(worlds=len(shown), runs=verdict.runs_per_world)
    figure = new_figure(7.6, 5.6, title, subtitle)
    axes = figure.subplots()
    axes.axhline(0, color=GREY, linewidth=0.7)
    axes.axvline(0, color=GREY, linewidth=0.7)
    smallest = [100 * (verdict.part(name).smallest_effect or 0.0) for name in ("H2d", "H2t")]
    axes.axvline(smallest[0], color=BLACK, linestyle=(0, (4, 3)), linewidth=1)
    axes.axhline(smallest[1], color=BLACK, linestyle=(0, (4, 3)), linewidth=1)
    offers, trouble = (100 * shown[name] for name in EFFECTS)
    axes.plot(offers, trouble, linestyle="", marker="o", color=BLUE, alpha=0.45, markersize=5, markeredgewidth=0)
    labels = five_labels(language)
    places = {"harm_with_side_selling": (0.99, 0.99), "trouble_only": (0.01, 0.99), "side_selling_only": (0.99, 0.01)}
    for name, (right, up) in places.items():
        axes.text(
            right,
            up,
            fold(labels[name], 26),
            transform=axes.transAxes,
            ha="right" if right > 0.5 else "left",
            va="top" if up > 0.5 else "bottom",
            fontsize=8.5,
        )
    axes.set_xlabel(_("members sell more outside, quintals of 100", language), fontsize=9)
    axes.set_ylabel(_("more trouble, seasons of 100", language), fontsize=9)
    axes.margins(0.12)
    plain(axes)
    return figure
