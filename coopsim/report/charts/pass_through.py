"""The figure of when it turns: members' offers by what traders pass on of a rise."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.claim.documents import H2dPart, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, new_figure, plain
from coopsim.report.claim_text.details import rung_label

Ends = list[float | None]


def pass_through(verdict: Verdict, language: str | None = None) -> Figure:
    """How much less members offer, and the worst trouble beside it, over what traders pass on; shaded: the range of sources."""
    language = language or current()
    part = verdict.part("H2d")
    assert isinstance(part, H2dPart)
    title = _("Members' sales outside, by what traders pass on of a rise", language)
    subtitle = _(
        "{worlds} imagined cooperatives, each simulated {runs} times; band: 95 %. Shaded: what sources say. Dashed: as much as "
        "matters.",
        language,
    ).format(worlds=verdict.worlds_used, runs=verdict.runs_per_world)
    figure = new_figure(8.6, 4.3, title, subtitle)
    axes = figure.subplots()
    at = [100 * (1 - point.margin_share) for point in part.by_pass_through]
    if part.sourced_low is not None and part.sourced_high is not None:
        axes.axvspan(100 * (1 - part.sourced_high), 100 * (1 - part.sourced_low), color="#ececec", zorder=0)
    points = part.by_pass_through
    offers = [[one.effect for one in points], [one.ci_low for one in points], [one.ci_high for one in points]]
    _band(axes, at, offers, (BLUE, "-"), _("members sell more outside, quintals of 100", language))
    if any(one.rung_effect is not None for one in points):
        label = _("more trouble ({rung}), seasons of 100", language).format(rung=rung_label(part.worst_rung or "", language))
        rung = [[one.rung_effect for one in points], [one.rung_ci_low for one in points], [one.rung_ci_high for one in points]]
        _band(axes, at, rung, (RED, "--"), label)
    axes.axhline(0, color=BLACK, linewidth=0.8)
    if part.smallest_effect is not None:
        axes.axhline(100 * part.smallest_effect, color=GREY, linestyle=(0, (4, 3)), linewidth=1)
    if part.crossing is not None and part.crossing.value is not None:
        axes.axvline(100 * (1 - part.crossing.value), color=BLACK, linestyle=":", linewidth=1.2)
    axes.set_xlabel(_("traders pass on, dollars of 100 of a rise", language), fontsize=9)
    axes.set_ylabel(_("more than without the boom, of 100", language), fontsize=9)
    plain(axes, "y")
    figure.legend(loc="outside lower left", ncols=2, frameon=False, fontsize=8.5)
    return figure


def _band(axes: Axes, at: list[float], lines: list[Ends], style: tuple[str, str], label: str) -> None:
    """A line with its band, where there is one."""
    middle, low, high = (np.array([np.nan if value is None else 100 * value for value in line]) for line in lines)
    colour, dash = style
    axes.fill_between(at, low, high, color=colour, alpha=0.18, linewidth=0)
    axes.plot(at, middle, color=colour, linestyle=dash, linewidth=1.8, label=label)
