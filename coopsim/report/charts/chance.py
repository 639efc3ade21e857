"""The figures of chance: how much of an effect is chance with one run and with many, and what carries the rest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.claim.documents import H2Part, JudgedPart, Noise, SobolOutcome, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, ORANGE, fold, new_figure, plain
from coopsim.report.claim_text.details_sure import drawn_label
from coopsim.report.claim_text.lines import part_label

MOST = 6  # draws shown of each effect
PANELS = ("H2d", "H2t")


def chance(verdict: Verdict, language: str | None = None) -> Figure:
    """A row for each effect: what chance carries of the differences with one run and with the runs there are."""
    language = language or current()
    rows = list(_noises(verdict, language))
    title = _("How much is chance", language)
    subtitle = _(
        "Of all differences between imagined cooperatives in an effect, what prices, weather and encounters of one life make: "
        "hollow with one run each, filled with {runs}.",
        language,
    ).format(runs=verdict.runs_per_world)
    figure = new_figure(8.6, 1.6 + 0.42 * max(len(rows), 1), title, subtitle)
    _chance_panel(figure.subplots(), rows, language)
    return figure


def what_carries(verdict: Verdict, language: str | None = None) -> Figure:
    """The draws on which each effect depends most, chance among them; only with --full."""
    language = language or current()
    shown = [] if verdict.sobol is None else [one for one in verdict.sobol.outcomes if one.part in PANELS]
    title = _("What the effect depends on", language)
    subtitle = _(
        "Of all differences between imagined cooperatives drawn over the whole ranges: bar, what each draw makes alone; diamond, "
        "with all that it acts together with (line: 95 %). Hatched: chance, the mean of {runs} runs.",
        language,
    ).format(runs=0 if verdict.sobol is None else verdict.sobol.runs)
    names = {"H2d": _("offers", language), "H2t": _("trouble", language)}
    figure = new_figure(11, 1.7 + 0.42 * MOST, title, subtitle)
    for axes, outcome in zip(figure.subplots(1, max(len(shown), 1), squeeze=False, sharex=True)[0], shown, strict=False):
        _carried_panel(axes, outcome, names[outcome.part], language)
    return figure


def _noises(verdict: Verdict, language: str) -> Iterator[tuple[str, Noise]]:
    """What each effect is called, and its noise."""
    for part in verdict.parts:
        if isinstance(part, H2Part) and part.noise is not None:
            yield _("offers", language), part.noise.offers
            yield _("trouble", language), part.noise.trouble
        elif isinstance(part, JudgedPart) and part.noise is not None:
            yield part_label(part, language), part.noise


def _chance_panel(axes: Axes, rows: list[tuple[str, Noise]], language: str) -> None:
    for row, (_name, noise) in enumerate(rows):
        once, left = (100 * (share or 0.0) for share in (noise.chance_share_one_run, noise.chance_share))
        axes.barh(row, once, height=0.66, facecolor="none", edgecolor=GREY, linewidth=1)
        axes.barh(row, left, height=0.4, color=BLUE)
        axes.text(once + 1.5, row, f"{left:.0f} / {once:.0f}", va="center", fontsize=8.5)
    axes.set_yticks(range(len(rows)), [fold(name, 40) for name, _noise in rows])
    axes.set(xlim=(0, 112), ylim=(max(len(rows), 1) - 0.4, -0.6), xticks=range(0, 101, 20))
    axes.set_xlabel(_("chance, of 100 of all differences", language), fontsize=9)
    plain(axes, "x")
    axes.tick_params(axis="y", length=0, labelsize=9)


def _carried_panel(axes: Axes, outcome: SobolOutcome, name: str, language: str) -> None:
    """The draws that carry most of one effect."""
    most = sorted(outcome.indices, key=lambda one: -(one.total.value or 0.0))[:MOST]
    for row, one in enumerate(most):
        colour = ORANGE if one.name == "chance" else BLUE
        alone, together = 100 * max(one.first.value or 0.0, 0.0), 100 * max(one.total.value or 0.0, 0.0)
        axes.barh(
            row, alone, height=0.4, color=colour, hatch="///" if one.name == "chance" else "", edgecolor=BLACK, linewidth=0.5
        )
        ends = 100 * np.array([one.total.ci_low or 0.0, one.total.ci_high or 0.0])
        axes.plot(ends, [row, row], color=BLACK, linewidth=1)
        axes.plot([together], [row], marker="D", color=BLACK, markersize=4.5)
    axes.set_yticks(range(len(most)), [fold(drawn_label(one.name, language), 24) for one in most])
    axes.set(xlim=(0, None), ylim=(max(len(most), 1) - 0.4, -0.6))
    axes.set_title(name, loc="left", fontsize=9.5)
    axes.set_xlabel(_("of 100 of all differences", language), fontsize=9)
    plain(axes, "x")
    axes.tick_params(axis="y", length=0, labelsize=8.5)
