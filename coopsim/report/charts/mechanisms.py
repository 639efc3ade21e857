"""The figure of why: how much of each effect goes when one mechanism is switched off."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.claim.documents import KnockOut, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, fold, new_figure, plain
from coopsim.report.claim_text.mechanisms import cause


def mechanism_bars(verdict: Verdict, language: str | None = None) -> Figure:
    """A row for each mechanism: by how many of 100 the effect changes without it, with its adjusted interval."""
    language = language or current()
    heads = {
        "H2d": _("quintals of 100 that members offer less in a boom", language),
        "H2t": _("seasons of 100 with more trouble in a boom", language),
    }
    shown = {
        id: [one for one in verdict.knock_outs if one.part == id and one.way == "recentred" and one.change.value is not None]
        for id in heads
    }
    shown = {id: switched_off for id, switched_off in shown.items() if switched_off}
    first = next(iter(shown.values()), [])
    title = _("What changes without each mechanism", language)
    subtitle = _(
        "{worlds} imagined cooperatives, each simulated {runs} times, the same with and without. To the left: the mechanism adds "
        "to the effect. Bars: 95 %, adjusted for the number of mechanisms; black: clear.",
        language,
    ).format(worlds=max((one.worlds for one in first), default=0), runs=max((one.runs for one in first), default=0))
    rows = max((len(switched_off) for switched_off in shown.values()), default=1)
    figure = new_figure(11, 1.5 + 0.34 * rows, title, subtitle)
    panels = figure.subplots(1, max(len(shown), 1), squeeze=False, sharey=True)[0]
    for axes, (id, switched_off) in zip(panels, shown.items(), strict=False):
        _panel(axes, switched_off, heads[id], language)
    return figure


def _panel(axes: Axes, switched_off: list[KnockOut], head: str, language: str) -> None:
    ordered = sorted(switched_off, key=lambda one: int(one.mechanism.lstrip("M") or 0))
    axes.axvline(0, color=GREY, linewidth=0.9)
    for row, one in enumerate(ordered):
        colour = BLACK if one.clear else BLUE
        if one.holm.ci_low is not None and one.holm.ci_high is not None:
            axes.plot([100 * one.holm.ci_low, 100 * one.holm.ci_high], [row, row], color=colour, linewidth=1.4)
        marker = "D" if one.clear else "o"
        axes.plot([100 * (one.change.value or 0.0)], [row], marker=marker, color=colour, markersize=5.5)
    axes.set_yticks(range(len(ordered)), [fold(cause(one, language), 44) for one in ordered])
    axes.set_ylim(len(ordered) - 0.4, -0.6)
    axes.set_title(fold(head, 52), loc="left", fontsize=9.5)
    axes.set_xlabel(_("change without it, of 100", language), fontsize=9)
    plain(axes, "x")
    axes.tick_params(axis="y", length=0, labelsize=8.5)
