"""Patterns of the field under each theory: the map of what is reproduced, every row against its band, and two curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from coopsim.language import text as _
from coopsim.report.charts.figure import BLUE, GREY, LINES, RED, SKY, fold, new_figure, plain
from coopsim.report.words import theory_words

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
STYLES = [*LINES, (SKY, "-"), (GREY, "--")]
ORDER = ("E", "C", "I", "calibrate")
COLUMNS = 4  # panels in a row


def _ranked(document: Mapping[str, Any]) -> list[str]:
    return [str(one["rule"]) for one in document["ranking"]]


def pattern_map(document: Mapping[str, Any], language: str) -> Figure:
    """validate.json as a map: a row for each theory, the best first, a column for each row of the test, by class."""
    rules, rows = _ranked(document), {(row["pattern"], row["rule"]): row for row in document["patterns"]}
    names = list(dict.fromkeys(row["pattern"] for kind in ORDER for row in document["patterns"] if row["class"] == kind))
    figure = new_figure(
        3.4 + 0.36 * len(names),
        2.3 + 0.42 * len(rules),
        _("Which theory of the farmer reproduces which pattern?", language),
        _(
            "+ passes, − fails. E can fail and counts; C is a part of the claim; I is built in; calibrated rows were tuned to, "
            "matched ones choose worlds.",
            language,
        )
        + " "
        + _("n = {n} pairs of replicates with common random numbers.", language).format(n=document["replicates"]),
    )
    axes = figure.subplots()
    for y, rule in enumerate(rules):
        for x, name in enumerate(names):
            row = rows[name, rule]
            counts = row["class"] == "E" and not row.get("matched")
            colour = (BLUE if row["passed"] else RED) if counts else ("#CFE3F1" if row["passed"] else "#F6D9C4")
            axes.add_patch(Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, facecolor=colour, edgecolor=GREY, linewidth=0.5))
            mark = "+" if row["passed"] else "−"
            axes.text(x, y, mark, ha="center", va="center", fontsize=12, color="white" if counts else "black")
    kinds = [rows[name, rules[0]]["class"] for name in names]
    for x in range(1, len(names)):
        if kinds[x] != kinds[x - 1]:
            axes.axvline(x - 0.5, color="black", linewidth=1.4)
    for kind in dict.fromkeys(kinds):
        middle = sum(x for x, other in enumerate(kinds) if other == kind) / kinds.count(kind)
        label = kind if kind != "calibrate" else _("calibrated", language)
        axes.text(middle, len(rules) - 0.3, label, ha="center", va="top", fontsize=9.5, fontweight="bold")
    counted = {one["rule"]: f"{one['reproduced']}/{one['of']}" for one in document["ranking"]}
    axes.set(xlim=(-0.5, len(names) - 0.5), ylim=(len(rules) + 0.2, -0.5))
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(rules)), [f"{theory_words(rule, language)}  {counted[rule]}" for rule in rules])
    axes.xaxis.tick_top()
    plain(axes)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(length=0)
    return figure


def pattern_bands(document: Mapping[str, Any], language: str, names: Sequence[str] = ()) -> Figure:
    """Every row against its band: a panel for each, a dot with its 95 % interval for each theory."""
    rows = [row for row in document["patterns"] if not names or row["pattern"] in names]
    names_shown, rules = list(dict.fromkeys(row["pattern"] for row in rows)), _ranked(document)
    lines = -(-len(names_shown) // COLUMNS)
    figure = new_figure(
        13.5,
        0.9 + lines * (0.85 + 0.2 * len(rules)),
        _("Each row against its band", language),
        _("Grey: the band. Dot: mean with its 95 % interval; full and blue passes, hollow and red fails.", language),
    )
    panels = figure.subplots(lines, COLUMNS, squeeze=False)
    for place, axes in enumerate(panels.ravel()):
        if place >= len(names_shown):
            axes.set_axis_off()
            continue
        by_rule = {row["rule"]: row for row in rows if row["pattern"] == names_shown[place]}
        _panel(axes, by_rule, rules, language, place % COLUMNS == 0)
    return figure


def _panel(axes: Axes, by_rule: Mapping[str, Mapping[str, Any]], rules: Sequence[str], language: str, named: bool) -> None:
    first = next(iter(by_rule.values()))
    for y, rule in enumerate(rules):
        row = by_rule[rule]
        if row["value"] is None:
            axes.text(0.02, y, _("nothing to measure", language), fontsize=7, va="center", transform=axes.get_yaxis_transform())
            continue
        colour = BLUE if row["passed"] else RED
        if row["ci_low"] is not None:
            axes.plot([row["ci_low"], row["ci_high"]], [y, y], color=colour, linewidth=1.6)
        axes.plot(row["value"], y, "o", color=colour, markerfacecolor=colour if row["passed"] else "white", markersize=5)
    left, right = axes.get_xlim()
    for edge in (first["band_low"], first["band_high"]):  # the nearer edge of the band is always seen
        if edge is not None and not (edge == 1.0 and first["band_low"] is not None):
            left, right = min(left, edge), max(right, edge)
    margin = 0.05 * (right - left)
    left, right = left - margin, right + margin
    axes.axvspan(
        left if first["band_low"] is None else max(first["band_low"], left),
        right if first["band_high"] is None else min(first["band_high"], right),
        color="#e6e6e6",
        zorder=0,
    )
    axes.set(xlim=(left, right), ylim=(len(rules) - 0.5, -0.5))
    axes.set_yticks(range(len(rules)), [theory_words(rule, language) for rule in rules] if named else [""] * len(rules))
    unit = "" if first["unit"] == "share" else f" ({_(first['unit'], language)})"
    axes.set_title(fold(f"{first['pattern']} [{first['class']}] {first[language]}{unit}", 46), fontsize=8, loc="left")
    plain(axes, "x")
    axes.tick_params(labelsize=7.5)


def pattern_curves(curves: pd.DataFrame, language: str) -> Figure:
    """Late pay against trust (P10) and the share offered by size of farm (P11), a line for each theory."""
    names_shown = [name for name in ("P10", "P11") if name in set(curves["pattern"])]
    figure = new_figure(
        5.6 * len(names_shown) + 1.6,
        4.4,
        _("Two patterns as curves", language),
        _("Late pay is worth something where its line crosses zero; a U has its lowest point in the middle.", language),
    )
    panels = figure.subplots(1, len(names_shown), squeeze=False)[0]
    for axes, name in zip(panels, names_shown, strict=True):
        part = curves[curves["pattern"] == name]
        for number, (rule, line) in enumerate(part.groupby("rule", sort=False)):
            colour, dash = STYLES[number % len(STYLES)]
            marker = MARKERS[number % len(MARKERS)]
            axes.plot(
                line["x"], line["value"], color=colour, linestyle=dash, marker=marker, label=theory_words(str(rule), language)
            )
        if name == "P10":
            axes.axhline(0, color=GREY, linewidth=0.8)
            axes.set_xlabel(_("trust, the same for everybody", language))
            axes.set_ylabel(_("share offered, 3 months' wait less none", language))
        else:
            axes.set_xticks([0, 1, 2], [_("under 1 ha", language), _("1.5 to 5 ha", language), _("over 10 ha", language)])
            axes.set_ylabel(_("share offered, mean of the farms", language))
        axes.set_title(name, fontsize=10, loc="left")
        plain(axes, "y")
    panels[-1].legend(fontsize=8.5, frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figure
