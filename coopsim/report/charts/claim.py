"""The figures of the claim's details: each part by itself, and ways to sell and to pay side by side."""

from __future__ import annotations

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from coopsim.claim.documents import FIVE, FiveShares, JudgedByThree, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, fold, new_figure, plain
from coopsim.report.charts.five_cases import FILLS
from coopsim.report.claim_text.details import cell_label
from coopsim.report.claim_text.lines import five_labels, part_label, verdict_word
from coopsim.report.claim_text.quoted import of_hundred

THREE_FILLS = {"supports": (BLUE, ""), "small": ("#FFFFFF", ""), "contradicts": (RED, "////")}
LEAST_TEXT = 0.06  # a number is written into a bar that is at least so wide


def subclaims(verdict: Verdict, language: str | None = None) -> Figure:
    """A bar for each judged part: the shares of imagined cooperatives for it, against it and in between; a line: the interval."""
    language = language or current()
    parts = [part for part in verdict.parts if isinstance(part, JudgedByThree) and part.shares is not None]
    title = _("What the imagined cooperatives say of each part", language)
    figure = new_figure(9.4, 1.5 + 0.55 * max(len(parts), 1), title, _counted(verdict, language))
    axes = figure.subplots()
    with rc_context({"hatch.linewidth": 0.7}):
        for row, part in enumerate(parts):
            assert part.shares is not None
            shares = {name: getattr(part.shares, name).share for name in THREE_FILLS}
            _stacked(axes, row, shares, THREE_FILLS)
            held = part.shares.supports
            if held.ci_low is not None and held.ci_high is not None:
                axes.plot([held.ci_low, held.ci_high], [row + 0.36] * 2, color=BLACK, linewidth=2, solid_capstyle="butt")
            axes.text(1.015, row, verdict_word(part.word, language), va="center", fontsize=9, fontweight="bold")
    labels = [fold(part_label(part, language), 38) for part in parts]
    heads = {
        "supports": _("as the line says", language),
        "small": _("too small", language),
        "contradicts": _("the opposite", language),
    }
    _as_rows(axes, labels, language)
    _legend(figure, {heads[name]: fill for name, fill in THREE_FILLS.items()}, columns=3)
    return figure


def cells(verdict: Verdict, language: str | None = None) -> Figure:
    """A bar of the five outcomes for each way to sell and to pay members; the scenario's own between its ends, in bold."""
    language = language or current()
    five = {cell.cell: (cell.classes, cell.worlds, cell.runs) for cell in verdict.cells if cell.classes is not None}
    h2 = next((part for part in verdict.parts if part.kind == "five_shares"), None)
    if h2 is not None and h2.classes is not None:
        five[verdict.headline_cell] = (h2.classes, verdict.worlds_used, verdict.runs_per_world)
    low, high = verdict.headline_between or ("", "")
    first = [name for name in (low, verdict.headline_cell, high) if name in five]
    names = [*first, *(name for name in five if name not in first)]
    title = _("What happens when the price is good, by how the cooperative sells and pays", language)
    subtitle = _(
        "Bold: the scenario's own way, between its two ends. At the right: imagined cooperatives and runs of each.", language
    )
    figure = new_figure(10.4, 1.9 + 0.46 * max(len(names), 1), title, subtitle)
    axes = figure.subplots()
    with rc_context({"hatch.linewidth": 0.7}):
        for row, name in enumerate(names):
            classes, worlds, runs = five[name]
            _stacked(axes, row, _five(classes), FILLS, of_hundred(classes))
            axes.text(1.015, row, f"{worlds} x {runs}", va="center", fontsize=8, color=GREY)
    _as_rows(axes, [cell_label(name, language) for name in names], language)
    for label, name in zip(axes.get_yticklabels(), names, strict=True):
        label.set_fontweight("bold" if name == verdict.headline_cell else "normal")
    labels = five_labels(language)
    _legend(figure, {fold(labels[name], 44): FILLS[name] for name in FIVE}, columns=2)
    return figure


def _counted(verdict: Verdict, language: str) -> str:
    """On how many worlds and runs a figure rests."""
    sentence = _(
        "{worlds} imagined cooperatives, each simulated {runs} times; the noise of runs is taken out. Black line: the 95 % "
        "interval of the first share.",
        language,
    )
    return sentence.format(worlds=verdict.worlds_used, runs=verdict.runs_per_world)


def _five(classes: FiveShares) -> dict[str, float | None]:
    return {name: one.share for name, one in classes.by_name.items()}


def _stacked(
    axes: Axes,
    row: int,
    shares: dict[str, float | None],
    fills: dict[str, tuple[str, str]],
    whole: dict[str, int] | None = None,
) -> None:
    """Shares next to each other in one bar, each with its fill and, where there is room, so many of 100."""
    left = 0.0
    for name, (colour, hatch) in fills.items():
        share = shares[name] or 0.0
        axes.barh(row, share, left=left, height=0.62, color=colour, hatch=hatch, edgecolor=BLACK, linewidth=0.8)
        if share >= LEAST_TEXT:
            ink = "white" if colour in (BLACK, BLUE) else BLACK
            number = f"{100 * share:.0f}" if whole is None else str(whole[name])
            box = {"facecolor": colour, "edgecolor": "none", "pad": 1.2} if hatch else None
            axes.text(left + share / 2, row, number, ha="center", va="center", fontsize=9, color=ink, bbox=box)
        left += share


def _as_rows(axes: Axes, labels: list[str], language: str) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set(xlim=(0, 1), ylim=(max(len(labels), 1) - 0.45, -0.55))
    axes.set_xticks(np.linspace(0, 1, 6), [f"{100 * tick:.0f}" for tick in np.linspace(0, 1, 6)])
    axes.set_xlabel(_("of 100 imagined cases", language), fontsize=9)
    axes.set_ylabel("")
    plain(axes)
    axes.tick_params(axis="y", length=0, labelsize=9)


def _legend(figure: Figure, fills: dict[str, tuple[str, str]], columns: int) -> None:
    handles = [Patch(facecolor=colour, hatch=hatch, edgecolor=BLACK, label=label) for label, (colour, hatch) in fills.items()]
    figure.legend(handles=handles, loc="outside lower left", ncols=columns, frameon=False, fontsize=8.5)
