"""The figures of the claim: worlds, real episodes, the six cells. Drawn from the verdict document alone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.charts.figure import BLACK, BLUE, GREY, ORANGE, RED, fold, new_figure, plain
from coopsim.report.numbers import bare_effect, effect_text, effect_unit, per_cent, true_minus
from coopsim.report.words import COMPARED, cell_words, verdict_words

STYLE = {"supported": (BLUE, "o"), "contradicted": (RED, "v"), "small": (GREY, "s")}
DOTTED = ("H1", "H2d", "H2t", "H3", "H4")
Document = Mapping[str, Any]


def subclaims(verdict: Document, counted: pd.DataFrame, language: str | None = None) -> Figure:
    """One row per outcome: a dot for each world, the band of effects too small to matter, the mean with its interval.

    `counted`: columns subclaim, outcome, unit_id, effect, counted in the claim's direction (`counted_effects`).
    """
    language = language or current()
    rows = [
        (part, outcome, group["effect"].to_numpy(dtype=float))
        for part in verdict["subclaims"]
        for outcome, group in counted[counted["subclaim"] == part["id"]].groupby("outcome", sort=False)
        if len(group)
    ]
    title = _("What {n} worlds say of each part of the claim", language).format(n=verdict["n_worlds"])
    subtitle = _(
        "Each dot is one world (the unit of inference). Bar: mean and 95 % interval. Grey band: too small to matter. "
        "Right: worlds for | against | between.",
        language,
    )
    figure = new_figure(9, 0.9 + 0.95 * max(len(rows), 1), title, subtitle)
    grid = figure.subplots(max(len(rows), 1), 1, squeeze=False)[:, 0]
    for axes, (part, outcome, effect) in zip(grid, rows, strict=False):
        _row_of_worlds(axes, part, outcome, effect, language)
    if not rows:
        grid[0].set_axis_off()
        grid[0].text(0.5, 0.5, _("No worlds were simulated.", language), ha="center")
    return figure


def _row_of_worlds(
    axes: Axes, part: Document, outcome: str, effect: np.ndarray[Any, np.dtype[np.float64]], language: str
) -> None:
    scale = 100 if part["unit"] in ("share", "relative") else 1
    shown, smallest = effect[np.isfinite(effect)] * scale, part["smallest_effect"] * scale
    low, high = (float(edge) for edge in np.quantile(shown, [0.01, 0.99])) if shown.size else (0.0, 0.0)
    room = 0.06 * (max(high, smallest) - min(low, -smallest))
    low, high = min(low, -1.4 * smallest) - room, max(high, 1.4 * smallest) + room
    inside = np.clip(shown, low, high)
    axes.axvspan(-smallest, smallest, color="#e8e8e8", zorder=0)
    axes.axvline(0, color=BLACK, linewidth=0.8)
    bins = np.round((inside - low) / (high - low) * 90).astype(int)
    height = np.zeros(len(bins))
    for place in np.unique(bins):
        here = np.flatnonzero(bins == place)
        height[here] = np.arange(len(here)) - (len(here) - 1) / 2
    height /= max(6.0, float(np.abs(height).max(initial=0)))
    kinds = [("supported", shown > smallest), ("contradicted", shown < -smallest), ("small", np.abs(shown) <= smallest)]
    for name, at in kinds:
        colour, marker = STYLE[name]
        if part["two_sided"] and name == "contradicted":
            colour = ORANGE
        axes.plot(
            inside[at], height[at], linestyle="", marker=marker, color=colour, markersize=3.4, alpha=0.65, markeredgewidth=0
        )
    one = next((entry for entry in part.get("parts", []) if entry["outcome"] == outcome), part)
    if one.get("ci_low") is not None:
        axes.plot(
            [one["ci_low"] * scale, one["ci_high"] * scale], [-1.28, -1.28], color=BLACK, linewidth=2.4, solid_capstyle="butt"
        )
        axes.plot([one["effect"] * scale], [-1.28], marker="D", color=BLACK, markersize=4.5)
    axes.set(xlim=(low - 0.3 * room, high + 0.3 * room), ylim=(-1.6, 1.25), yticks=[])
    plain(axes)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda value, _place: true_minus(f"{value:+g}") if value else "0")
    poorest = " – " + _("poorest third", language) if "poorest" in outcome else ""
    axes.set_title(
        f"{part['id']}  {part['measure'][language]}{poorest} ({effect_unit(part['unit'], language)})",
        loc="left",
        fontsize=9,
        pad=2,
    )
    label = verdict_words(part["verdict"], part["two_sided"], part.get("label", ""), language)
    axes.text(
        1.01, 0.72, "" if poorest else fold(label, 22), transform=axes.transAxes, va="center", fontsize=8.5, fontweight="bold"
    )
    shares = " | ".join(per_cent(float(np.mean(at)) if shown.size else None) for _name, at in kinds)
    axes.text(1.01, 0.3, shares, transform=axes.transAxes, va="center", fontsize=8.5)
    outside = int(np.sum((shown < low) | (shown > high)))
    if outside:
        beyond = _("{k} beyond the edge", language).format(k=outside)
        axes.text(1.0, 1.0, beyond, transform=axes.transAxes, ha="right", va="top", fontsize=7, color=GREY)


def episodes(verdict: Document, language: str | None = None) -> Figure:
    """One panel per sub-claim, one dot per real episode; hollow: what a comparison of before and after would have said."""
    language = language or current()
    dots = sorted(verdict["episodes"], key=lambda dot: dot["from"])
    n = {kind: sum(dot["kind"] == kind for dot in dots) for kind in ("boom", "slump")}
    title = _("What the model does in each real boom and slump", language)
    subtitle = _(
        "{booms} booms, {slumps} slumps of one history: the episode is the unit, so there is no interval over them. "
        "Thin bar: random draws alone. * surprise.",
        language,
    ).format(booms=n["boom"], slumps=n["slump"])
    figure = new_figure(10.5, 6.2, title, subtitle)
    panels = figure.subplots(2, 3)
    by_id = {part["id"]: part for part in verdict["subclaims"]}
    for axes, id in zip(panels.flat, DOTTED, strict=False):
        _episode_panel(axes, by_id[id], dots, language)
    legend = panels.flat[5]
    legend.set_axis_off()
    for style, label in (
        ({"marker": "^", "color": BLUE}, _("boom: against the same years with the price held down", language)),
        ({"marker": "v", "color": RED}, _("slump: against the same years with the price held up", language)),
        (
            {"marker": "o", "color": GREY, "markerfacecolor": "none"},
            _("before against after, as a field study would see it", language),
        ),
    ):
        legend.plot([], [], linestyle="", markersize=7, label=fold(label, 34), **style)
    legend.fill_between([], [], [], color="#e8e8e8", label=_("too small to matter", language))
    legend.legend(loc="center left", frameon=False, fontsize=8.5, labelspacing=1.1)
    return figure


def _episode_panel(axes: Axes, part: Document, dots: Sequence[Document], language: str) -> None:
    scale = 100 if part["unit"] in ("share", "relative") else 1
    smallest = part["smallest_effect"] * scale
    axes.axhspan(-smallest, smallest, color="#e8e8e8", zorder=0)
    axes.axhline(0, color=BLACK, linewidth=0.8)
    shown = [
        dot
        for dot in dots
        if part["id"] in dot["effects"]
        and dot["effects"][part["id"]] is not None
        and (dot["kind"] == part["kind"] or part["id"] in COMPARED)
    ]
    for place, dot in enumerate(shown):
        colour, marker = (BLUE, "^") if dot["kind"] == "boom" else (RED, "v")
        interval = dot["over_replicates"].get(part["id"], {})
        if interval.get("low") is not None:
            axes.plot([place, place], [interval["low"] * scale, interval["high"] * scale], color=colour, linewidth=1)
        axes.plot([place], [dot["effects"][part["id"]] * scale], marker=marker, color=colour, markersize=7)
        before_after = dot["before_after"].get(part["id"])
        if before_after is not None:
            axes.plot([place + 0.22], [before_after * scale], marker="o", color=GREY, markerfacecolor="none", markersize=5.5)
    axes.set_xticks(
        range(len(shown)),
        [dot["name"] + ("*" if dot.get("surprise") else "") for dot in shown],
        rotation=38,
        ha="right",
        rotation_mode="anchor",
    )
    axes.set_xlim(-0.6, max(len(shown), 1) - 0.3)
    axes.set_ylabel(effect_unit(part["unit"], language), fontsize=8.5)
    plain(axes, "y")
    history = part.get("history") or {}
    counts = [
        form.format(k=history[kind]["beyond"], n=history[kind]["n"])
        for kind, form in (("boom", _("{k} of {n} booms", language)), ("slump", _("{k} of {n} slumps", language)))
        if kind in history and (kind == part["kind"] or part["id"] in COMPARED)
    ]
    axes.set_title(
        fold(f"{part['id']}  {part['measure'][language]}", 44)
        + "\n"
        + _("beyond the band: {counts}", language).format(counts=", ".join(counts)),
        loc="left",
        fontsize=8.5,
    )


def cells(verdict: Document, language: str | None = None, treatment: str | None = None) -> Figure:
    """The six cells of sale price and member price for each sub-claim: mean effect in colour and number, verdict below."""
    language, treatment = language or current(), treatment or verdict["headline_treatment"]
    by_cell = {cell["cell"]: cell for cell in verdict["cells"] if cell["treatment"] == treatment}
    sales, members = (list(dict.fromkeys(name.split("/")[place] for name in by_cell)) for place in (0, 1))
    by_id = {part["id"]: part for part in verdict["subclaims"]}
    size = max((abs(cell["ln_size"]) for cell in by_cell.values()), default=0.0)
    rise, fall = effect_text(math.expm1(size), "relative"), effect_text(math.expm1(-size), "relative")
    heads = [
        (["H1", "H2d", "H2t", "H2c"], _("boom of {rise}", language).format(rise=rise)),
        (["H3", "H4", "trouble_in_slump"], _("slump of {fall}", language).format(fall=fall)),
    ]
    title = _("How the answer changes with what the cooperative sells for and how it pays", language)
    treatment_name = verdict["treatments"].get(treatment, {}).get(language, treatment)
    n = min((cell["n_worlds"] for cell in by_cell.values()), default=0)
    subtitle = _(
        "Mean effect over {n} worlds (the unit of inference), price change: {treatment}. Frame: the headline cell. "
        "Full colour: three times the smallest effect.",
        language,
    )
    figure = new_figure(12, 5.9, title, subtitle.format(n=n, treatment=treatment_name))
    panels = figure.subplots(2, 4)
    for row, (ids, head) in enumerate(heads):
        for axes, id in zip(panels[row], [*ids, None, None], strict=False):
            if id is None or not by_cell:
                axes.set_axis_off()
                continue
            part = by_id["H2t" if id == "trouble_in_slump" else id]
            _heat(axes, id, part, by_cell, sales, members, head, verdict["headline_cell"], language)
    return figure


def _heat(
    axes: Axes,
    id: str,
    part: Document,
    by_cell: Mapping[str, Document],
    sales: list[str],
    members: list[str],
    head: str,
    headline: str,
    language: str,
) -> None:
    colours = LinearSegmentedColormap.from_list("orange-blue", [RED, "#ffffff", BLUE])
    if part["two_sided"]:
        colours = LinearSegmentedColormap.from_list("gold-blue", [ORANGE, "#ffffff", BLUE])
    for y, sale in enumerate(sales):
        for x, member in enumerate(members):
            cell = by_cell.get(f"{sale}/{member}")
            value = cell[id] if cell else None
            strength = 0.0 if value is None else float(np.clip(value / (3 * part["smallest_effect"]), -1, 1))
            axes.fill_between([x - 0.5, x + 0.5], y - 0.5, y + 0.5, color=colours((strength + 1) / 2), linewidth=0)
            ink = "white" if abs(strength) > 0.9 else BLACK
            axes.text(x, y - 0.12, true_minus(bare_effect(value, part["unit"])), ha="center", va="center", fontsize=11, color=ink)
            kind = cell["verdicts"].get(id, "") if cell else ""
            label = verdict_words(kind, part["two_sided"], language=language) if kind else ""
            axes.text(x, y + 0.24, fold(label, 14), ha="center", va="center", fontsize=6.8, color=ink, linespacing=0.95)
            if f"{sale}/{member}" == headline:
                axes.plot(
                    np.array([-0.46, 0.46, 0.46, -0.46, -0.46]) + x,
                    np.array([-0.46, -0.46, 0.46, 0.46, -0.46]) + y,
                    color=BLACK,
                    linewidth=1.8,
                )
    names = (
        [cell_words(f"{sale}/", language).rstrip("/") for sale in sales],
        [cell_words(f"/{member}", language).lstrip("/") for member in members],
    )
    axes.set_yticks(range(len(sales)), names[0])
    axes.set_xticks(range(len(members)), [fold(name, 10) for name in names[1]])
    axes.set(xlim=(-0.52, len(members) - 0.48), ylim=(len(sales) - 0.48, -0.52))
    axes.set_ylabel(_("sales", language), fontsize=8)
    axes.set_xlabel(_("members' price", language), fontsize=8)
    axes.tick_params(length=0, labelsize=8)
    axes.spines[:].set_visible(False)
    name = _("Trouble seasons in the slump", language) if id == "trouble_in_slump" else f"{id}  {part['measure'][language]}"
    axes.set_title(fold(name, 36) + f"\n{head}, {effect_unit(part['unit'], language)}", loc="left", fontsize=8.5)
