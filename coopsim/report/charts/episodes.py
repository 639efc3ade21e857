"""The figure of the real booms and slumps."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coopsim.claim.documents import Episode, History, Measured, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, RED, fold, new_figure, plain
from coopsim.report.claim_text.lines import part_label

KINDS = {"H1": ("boom",), "H2d": ("boom", "slump"), "H2t": ("boom", "slump"), "H3": ("slump",), "H4": ("slump",)}
STYLES = {"boom": (BLUE, "^"), "slump": (RED, "v")}


def episodes(verdict: Verdict, language: str | None = None) -> Figure:
    """One panel for each part, one dot for each real episode; hollow: what a comparison of before and after would have said."""
    language = language or current()
    dots = sorted(verdict.episodes, key=lambda one: one.from_month)
    n = {kind: sum(one.kind == kind for one in dots) for kind in STYLES}
    title = _("What the model does in each real boom and slump", language)
    subtitle = _(
        "{booms} booms, {slumps} slumps of one history: the episode is the unit, so there is no interval over them. "
        "Thin bar: random draws alone. * surprise.",
        language,
    ).format(booms=n["boom"], slumps=n["slump"])
    figure = new_figure(10.5, 6.2, title, subtitle)
    panels = figure.subplots(2, 3).flat
    measured = {part.id: part for part in verdict.parts if isinstance(part, Measured)}
    for axes, id in zip(panels, KINDS, strict=False):
        _panel(axes, id, measured.get(id), dots, language)
    _legend(figure.axes[-1], language)
    return figure


def _legend(axes: Axes, language: str) -> None:
    axes.set_axis_off()
    labels = {
        "boom": _("boom: against the same years with the price held down", language),
        "slump": _("slump: against the same years with the price held up", language),
    }
    for kind, (colour, marker) in STYLES.items():
        axes.plot([], [], linestyle="", marker=marker, color=colour, markersize=7, label=fold(labels[kind], 34))
    hollow = fold(_("before against after, as a field study would see it", language), 34)
    axes.plot([], [], linestyle="", marker="o", color=GREY, markerfacecolor="none", markersize=7, label=hollow)
    axes.fill_between([], [], [], color="#e8e8e8", label=_("too small to matter", language))
    axes.legend(loc="center left", frameon=False, fontsize=8.5, labelspacing=1.1)


def _panel(axes: Axes, id: str, part: Measured | None, dots: list[Episode], language: str) -> None:
    """The episodes in which the part is read; the grey band is too small to matter."""
    if part is None:
        axes.set_axis_off()
        return
    smallest = 100 * (part.smallest_effect or 0.0)
    axes.axhspan(-smallest, smallest, color="#e8e8e8", zorder=0)
    axes.axhline(0, color=BLACK, linewidth=0.8)
    shown = [one for one in dots if one.kind in KINDS[id] and one.effects.get(id) is not None]
    for place, one in enumerate(shown):
        colour, marker = STYLES[one.kind]
        over = one.over_replicates.get(id)
        if over is not None and over.low is not None and over.high is not None:
            axes.plot([place, place], [100 * over.low, 100 * over.high], color=colour, linewidth=1)
        axes.plot([place], [100 * (one.effects[id] or 0.0)], marker=marker, color=colour, markersize=7)
        compared = one.before_after.get(id)
        if compared is not None:
            axes.plot([place + 0.22], [100 * compared], marker="o", color=GREY, markerfacecolor="none", markersize=5.5)
    names = [one.name.removeprefix(one.kind + "-") + ("*" if one.surprise else "") for one in shown]
    axes.set_xticks(range(len(shown)), names, rotation=38, ha="right", rotation_mode="anchor")
    axes.set_xlim(-0.6, max(len(shown), 1) - 0.3)
    axes.set_ylabel("%" if id == "H1" else _("of 100", language), fontsize=8.5)
    plain(axes, "y")
    label = fold(part_label(part, language), 42)
    axes.set_title("\n".join(filter(None, [label, _beyond(part.history, KINDS[id], language)])), loc="left", fontsize=8.5)


def _beyond(history: History | None, kinds: tuple[str, ...], language: str) -> str:
    """In how many episodes the effect is beyond the smallest that matters."""
    forms = {"boom": _("{k} of {n} booms", language), "slump": _("{k} of {n} slumps", language)}
    counted = {kind: getattr(history, kind) for kind in kinds} if history is not None else {}
    counts = [forms[kind].format(k=one.beyond, n=one.n) for kind, one in counted.items() if one is not None]
    return _("beyond the band: {counts}", language).format(counts=", ".join(counts)) if counts else ""
