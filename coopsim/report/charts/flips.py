"""The figures of what flips the verdict: curves over headroom, the map of a level, effects without each mechanism."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, ORANGE, RED, fold, new_figure, plain
from coopsim.report.numbers import bare_effect, effect_text, effect_unit, true_minus
from coopsim.report.words import cell_words

Document = Mapping[str, Any]
ARMS = {"untreated": (GREY, "o", ":"), "boom": (BLUE, "^", "-"), "slump": (RED, "v", "--")}


def headroom_curve(verdict: Document, language: str | None = None) -> Figure:
    """Chance of a trouble season, and of closing within six seasons, over headroom: untreated, boom and slump."""
    language = language or current()
    curve: Sequence[Document] = verdict["headroom_curve"]
    size = verdict["headline_ln_size"]
    n = [one["n_worlds"] for one in curve]
    runs = max((one["runs_per_world"] for one in curve), default=1)
    title = _("Trouble and survival hang on headroom", language)
    subtitle = _(
        "At each headroom {low} to {high} of {drawn} worlds (the unit of inference) stand when the event begins, {runs} run(s) "
        "each; bars: 95 % intervals (Wilson). Sales/members: {cell}. Fixed cost is set so that normal sales are so many times "
        "break-even. Dotted: the headline's own headroom.",
        language,
    ).format(
        low=min(n, default=0),
        high=max(n, default=0),
        drawn=max((one["n_drawn"] for one in curve), default=0),
        runs=runs,
        cell=cell_words(verdict["headline_cell"], language),
    )
    figure = new_figure(10.5, 4.7, title, subtitle)
    names = {
        "untreated": _("no boom, no slump", language),
        "boom": _("boom of {rise}", language).format(rise=effect_text(math.expm1(size), "relative", language)),
        "slump": _("slump of {fall}", language).format(fall=effect_text(math.expm1(-size), "relative", language)),
    }
    panels = {
        "trouble": _("Trouble season, in the event's season or the next", language),
        "closed": _("Closed within six seasons", language),
    }
    top = max((one["ci_high"] for one in curve if one["ci_high"] is not None), default=1.0)
    for axes, (outcome, head) in zip(figure.subplots(1, 2, sharey=True), panels.items(), strict=True):
        for place, (arm, (colour, marker, dash)) in enumerate(ARMS.items()):
            mine = [one for one in curve if (one["arm"], one["outcome"]) == (arm, outcome) and one["share"] is not None]
            if not mine:
                continue
            x = np.array([one["headroom"] for one in mine]) * (1 + 0.008 * (place - 1))
            share = np.array([one["share"] for one in mine])
            low, high = (np.array([one[end] for one in mine], dtype=float) for end in ("ci_low", "ci_high"))
            axes.errorbar(
                x,
                share,
                yerr=[np.maximum(share - low, 0), np.maximum(high - share, 0)],
                color=colour,
                marker=marker,
                linestyle=dash,
                markersize=5.5,
                linewidth=1.4,
                elinewidth=0.9,
                capsize=2,
                label=names[arm],
            )
        if verdict.get("headroom"):
            axes.axvline(verdict["headroom"], color=BLACK, linestyle=":", linewidth=0.9)
        axes.set_title(head, loc="left", fontsize=9.5)
        axes.set_xlabel(_("headroom (normal sales over break-even sales)", language), fontsize=9)
        axes.set_ylabel(_("share of worlds", language), fontsize=9)
        axes.set_ylim(-0.02, min(1.02, 1.08 * top + 0.02))
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0, symbol=" %"))
        plain(axes, "y")
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    return figure


def flip_map(verdict: Document, language: str | None = None) -> Figure:
    """A panel for each cell: the measured effect over margin share and advance share, and the line that arithmetic draws."""
    language = language or current()
    map_, smallest = verdict["flip_map"], next(p["smallest_effect"] for p in verdict["subclaims"] if p["id"] == "H2d")
    cells = list(map_["cells"])
    title = _("A high price that everybody sees coming: where offers rise and where they fall", language)
    first = map_["cells"][cells[0]]
    subtitle = _(
        "Change in the share of the harvest offered (points) in the plateau of a level boom of {rise}; {n} price paths a square "
        "(the unit of inference), all else as in the scenario; grey numbers: the 95 % interval holds 0. Line: where arithmetic, "
        "dV/dW = M' - (1 - alpha)(1 - theta omega) - z', is 0; offers should rise above it. Solid: theta omega {start:.2f} as "
        "members begin; dashed: {event:.2f} with the trust they have when the boom comes ({cell}).",
        language,
    ).format(
        rise=effect_text(math.expm1(map_["ln_size"]), "relative", language),
        n=max((point["n_paths"] for point in map_["points"]), default=0),
        start=first["theta_omega"],
        event=first["theta_omega_at_the_event"],
        cell=cell_words(cells[0], language),
    )
    figure = new_figure(11, 5.6, title, subtitle)
    for axes, cell in zip(figure.subplots(1, len(cells), squeeze=False)[0], cells, strict=True):
        _map_panel(axes, cell, map_, smallest, language)
    return figure


def _map_panel(axes: Axes, cell: str, map_: Document, smallest: float, language: str) -> None:
    colours = LinearSegmentedColormap.from_list("red-blue", [RED, "#ffffff", BLUE])
    mine = [point for point in map_["points"] if point["cell"] == cell]
    across, up = (sorted({point[name] for point in mine}) for name in ("advance_share", "margin_share"))
    edges = {"x": _edges(across), "y": _edges(up)}
    for point in mine:
        x, y = across.index(point["advance_share"]), up.index(point["margin_share"])
        value = point["effect"]
        strength = 0.0 if value is None else float(np.clip(value / (3 * smallest), -1, 1))
        axes.fill_between(
            [edges["x"][x], edges["x"][x + 1]], edges["y"][y], edges["y"][y + 1], color=colours((strength + 1) / 2), linewidth=0
        )
        clear = point["measured"] != "unclear"
        ink = "white" if abs(strength) > 0.9 else BLACK if clear else GREY
        axes.text(
            (edges["x"][x] + edges["x"][x + 1]) / 2,
            (edges["y"][y] + edges["y"][y + 1]) / 2,
            true_minus(bare_effect(value, "share")) + ("" if point["agrees"] is not False else " *"),
            ha="center",
            va="center",
            zorder=3,
            fontsize=10 if len(across) < 6 else 8,
            color=ink,
        )
    line = map_["cells"][cell]["line"]
    alpha = [one["advance_share"] for one in line]
    axes.plot(alpha, [one["margin_share"] for one in line], color=BLACK, linewidth=1.8, zorder=2)
    axes.plot(alpha, [one["margin_share_at_the_event"] for one in line], color=BLACK, linewidth=1.4, linestyle="--")
    about = map_["cells"][cell]
    agreement = _(
        "sign as the line predicts in {k} of {n} clear squares (* not so); {again} with the prices' real slopes", language
    ).format(k=about["agree"], n=about["clear"], again=about["agree_again"])
    axes.set_title(f"{cell_words(cell, language)}\n" + fold(agreement, 66), loc="left", fontsize=9.5)
    axes.set(xlim=(edges["x"][0], edges["x"][-1]), ylim=(edges["y"][0], edges["y"][-1]))
    axes.set_xticks(across, [f"{value:g}" for value in across])
    axes.set_yticks(up, [f"{value:g}" for value in up])
    axes.set_xlabel(_("alpha: share paid on delivery", language), fontsize=9)
    axes.set_ylabel(_("M': share of a rise that traders keep", language), fontsize=9)
    axes.tick_params(length=0, labelsize=8.5)
    axes.spines[:].set_visible(False)


def _edges(values: Sequence[float]) -> list[float]:
    """Where the squares of a grid meet: half way between their values."""
    if len(values) < 2:
        return [values[0] - 0.05, values[0] + 0.05]
    middles = [(a + b) / 2 for a, b in pairwise(values)]
    return [2 * values[0] - middles[0], *middles, 2 * values[-1] - middles[-1]]


def knock_out_bars(verdict: Document, language: str | None = None, ids: Sequence[str] = ("H2d", "H2t")) -> Figure:
    """The effect inside the world without each mechanism, raw and with loyalty re-centred, and the whole world's."""
    language = language or current()
    parts = [part for part in verdict["subclaims"] if part["id"] in ids and part["knock_outs"]]
    n = max((one["n_worlds"] for part in parts for one in part["knock_outs"]), default=0)
    title = _("The boom's effect in a world without each mechanism", language)
    subtitle = _(
        "{n} worlds (the unit of inference), 95 % intervals; orange line: the same worlds with nothing knocked out. A "
        "mechanism that carries the effect moves its row towards 0. Grey: too small to matter.",
        language,
    ).format(n=n)
    rows = max((len(part["knock_outs"]) for part in parts), default=1)
    figure = new_figure(11, 1.6 + 0.36 * rows, title, subtitle)
    for axes, part in zip(figure.subplots(1, max(len(parts), 1), squeeze=False)[0], parts, strict=False):
        _knock_out_panel(axes, part, verdict.get("mechanisms", {}), language)
    if parts:
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False, fontsize=9)
    return figure


def _knock_out_panel(axes: Axes, part: Document, mechanisms: Mapping[str, Mapping[str, str]], language: str) -> None:
    scale, smallest = 100, part["smallest_effect"] * 100
    listed = sorted(part["knock_outs"], key=lambda one: int(str(one["mechanism"]).lstrip("M") or 0))
    axes.axvspan(-smallest, smallest, color="#ececec", zorder=0)
    axes.axvline(0, color=BLACK, linewidth=0.8)
    whole = [one["effect_whole"] for one in listed if one.get("effect_whole") is not None]
    if whole:
        axes.axvline(float(np.median(whole)) * scale, color=ORANGE, linewidth=1.8)
    styles: tuple[tuple[str, str, str, float, dict[str, Any], str], ...] = (
        ("effect_raw", "ci_low", "ci_high", -0.16, {"color": BLUE, "marker": "o"}, _("as it is", language)),
        (
            "effect_recentred",
            "ci_low_recentred",
            "ci_high_recentred",
            0.16,
            {"color": RED, "marker": "s", "markerfacecolor": "white"},
            _("with loyalty re-centred", language),
        ),
    )
    for value, low, high, shift, style, label in styles:
        shown = [(place, one) for place, one in enumerate(listed) if one.get(value) is not None]
        middle = np.array([one[value] for _place, one in shown]) * scale
        ends = [
            np.array([np.nan if one.get(end) is None else one[end] for _place, one in shown], dtype=float) * scale
            for end in (low, high)
        ]
        axes.errorbar(
            middle,
            [place + shift for place, _one in shown],
            xerr=[np.maximum(middle - ends[0], 0), np.maximum(ends[1] - middle, 0)],
            linestyle="",
            markersize=4.8,
            elinewidth=1,
            label=label,
            **style,
        )
    names = [fold(f"{one['mechanism']} {mechanisms.get(one['mechanism'], {}).get(language, '')}".strip(), 40) for one in listed]
    axes.set_yticks(range(len(listed)), names)
    axes.set_ylim(len(listed) - 0.4, -0.6)
    axes.set_ylabel(_("without", language), fontsize=9)
    axes.set_title(
        fold(f"{part['id']}  {part['measure'][language]} ({effect_unit(part['unit'], language)})", 56), loc="left", fontsize=9.5
    )
    plain(axes, "x")
    axes.tick_params(axis="y", length=0, labelsize=8)
