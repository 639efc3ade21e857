"""What the page Investigate shows of its runs: the map, the fan, where the sign changes, the runs of a cell; as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

import coopsim
from coopsim.language import in_own_words
from coopsim.language import text as _
from coopsim.report.charts.described import Chart, Series, values_of
from coopsim.report.numbers import mean as mean_text
from coopsim.report.numbers import true_minus
from coopsim.report.sweep_words import outcome_unit
from coopsim.web.asked import ARMS, DOWN, NORMAL, UP
from coopsim.web.controls import value_text
from coopsim.web.investigation.study import Results, axes_of, threshold_of
from coopsim.web.live import scenario_of
from coopsim.web.state import PageState, settable
from coopsim.web.story.figures import per_cent, qq, usd

LOOKS: dict[str, tuple[Any, str, str]] = {
    NORMAL: ("grey", "dashed", ""),
    UP: ("ink", "solid", "triangle"),
    DOWN: ("purple", "dotted", "square"),
    "": ("blue", "solid", ""),
}


def price_names(language: str) -> dict[str, str]:
    """The three prices in words."""
    return {
        NORMAL: _("normal price", language),
        UP: _("price goes up", language),
        DOWN: _("price goes down", language),
        "": _("the scenario's price", language),
    }


def fate_names(language: str) -> dict[str, str]:
    """The ends of a run in words."""
    return {
        "open": _("ends open", language),
        "shrinking": _("ends shrinking", language),
        "closed": _("ends closed", language),
        "failed": _("failed", language),
    }


def axis_label(name: str, language: str) -> str:
    """A parameter's short name."""
    return in_own_words(getattr(settable()[name], f"label_{language}"), language)


def level_text(name: str, value: Any, language: str) -> str:
    """A level with its unit."""
    return value_text(settable()[name], value, language).replace(" %", "\u00a0%")


def price_of(state: PageState) -> str:
    """The price whose runs are shown."""
    return state.asked.price if state.asked.three_prices else ""


def cell_of(state: PageState, results: Results) -> tuple[int, ...] | None:
    """The cell that is opened; None where none is, or where there is no such cell."""
    return state.asked.cell if state.asked.cell in results.cells else None


def cell_words(state: PageState, results: Results, cell: tuple[int, ...], language: str) -> str:
    """A cell by its levels: "Advance 60 %, Price change 80 %"."""
    parts = []
    for axis, levels, level in zip(axes_of(state), results.levels, cell, strict=True):
        parts.append(f"{axis_label(axis.name, language)} {level_text(axis.name, levels[level], language)}")
    return ", ".join(parts)


def outcome_map(state: PageState, results: Results, language: str) -> dict[str, Any]:
    """A table of cells for each level of the third parameter: of each cell how many runs came to which end."""
    axes, levels = axes_of(state), [*results.levels, *([(None,)] * (3 - len(results.levels)))]
    names, chosen = fate_names(language), cell_of(state, results)
    spoken = _("{cell}: of {n} runs {open} open, {shrinking} shrinking, {closed} closed", language)
    panels = []
    for third in range(len(levels[2])):
        rows = []
        for second in reversed(range(len(levels[1]))):
            cells = []
            for first in range(len(levels[0])):
                cell = (first, second, third)[: len(axes)]
                counts = results.counts([results.point(cell, price_of(state))])
                n = sum(counts[fate] for fate in ("open", "shrinking", "closed"))
                label = spoken.format(cell=cell_words(state, results, cell, language), n=n, **counts)
                cells.append({"cell": list(cell), "counts": counts, "n": n, "label": label, "chosen": cell == chosen})
            head = level_text(axes[1].name, levels[1][second], language) if len(axes) > 1 else ""
            rows.append({"head": head, "cells": cells})
        title = ""
        if len(axes) > 2:
            title = f"{axis_label(axes[2].name, language)}: {level_text(axes[2].name, levels[2][third], language)}"
        panels.append({"title": title, "rows": rows})
    return {
        "panels": panels,
        "heads": [level_text(axes[0].name, value, language) for value in levels[0]],
        "across": axis_label(axes[0].name, language),
        "up": axis_label(axes[1].name, language) if len(axes) > 1 else "",
        "names": names,
    }


def totals(state: PageState, results: Results, language: str) -> list[str]:
    """One sentence for each price: of how many runs how many came to which end."""
    sentence = _("{price}: of {n} runs {open} end open, {shrinking} shrinking, {closed} closed.", language)
    failed = _(" {n} failed.", language)
    lines = []
    for price in results.prices:
        counts = results.counts([results.point(cell, price) for cell in results.cells])
        name = price_names(language)[price]
        line = sentence.format(price=name[:1].upper() + name[1:], n=sum(counts.values()) - counts["failed"], **counts)
        lines.append(line + (failed.format(n=counts["failed"]) if counts["failed"] else ""))
    return lines


def fan(state: PageState, results: Results, language: str) -> Chart:
    """Members' deliveries, season by season: the median and the middle 80 % of the runs of a cell, or of all of them."""
    cell, names = cell_of(state, results), price_names(language)
    lines, seasons = [], 0
    for price in results.prices:
        runs = results.delivered([results.point(one, price) for one in ([cell] if cell else results.cells)])
        seasons = max(seasons, runs.shape[1])
        low, middle, high = np.nanquantile(runs, [0.1, 0.5, 0.9], axis=0)
        colour, dash, marker = LOOKS[price]
        lines.append(
            Series(names[price], f"delivery_share_{price or 'median'}", values_of(middle), colour, dash, marker,
                   low=values_of(low), high=values_of(high))
        )  # fmt: skip
    return Chart(
        _("Members' coffee sold through the cooperative", language),
        _("% of the harvest", language),
        tuple(f"{2001 + season}-01" for season in range(seasons)),
        tuple(lines),
        percent=True,
        lowest=0.0,
        highest=1.0,
        times=tuple(_("season {n}", language).format(n=season + 1) for season in range(seasons)),
        ticks=tuple((season, str(season + 1)) for season in range(seasons)),
    )


def fan_words(state: PageState, results: Results, language: str) -> str:
    """Of which runs the fan is, and what line and band are."""
    cell = cell_of(state, results)
    where = cell_words(state, results, cell, language) if cell else _("all cells", language)
    sentence = _("{where}; by season: the median of the runs and their middle 80 %", language)
    return sentence.format(where=where[:1].upper() + where[1:])


def flips_of(state: PageState, results: Results) -> Any:
    """Where the sign changes, along the first two parameters: of a high and a low price less a normal one, or of the outcome."""
    along = [axis.name for axis, levels in zip(axes_of(state), results.levels, strict=True) if len(levels) > 1][:2]
    threshold = None if state.asked.three_prices else threshold_of(state)
    return coopsim.flips(results.swept, state.asked.outcome, along, threshold=threshold)


def sign_maps(state: PageState, results: Results, changes: Any, language: str) -> list[dict[str, Any]]:
    """A table of signs for each comparison; each cell with its mean, interval and number of runs in words."""
    names, unit, axes = price_names(language), outcome_unit(changes.outcome), axes_of(state)
    less = _("{price} less {normal}", language)
    labels = [[_as_a_label(value) for value in levels] for levels in results.levels[:2]]
    heads = [
        [level_text(axis.name, value, language) for value in values] for axis, values in zip(axes, results.levels, strict=True)
    ]
    maps = []
    for (level, reference), places in changes.places.groupby(["level", "reference"], sort=False):
        title = _("the outcome less its line", language)
        if level:
            title = less.format(price=names[str(level)], normal=names[str(reference)])
        there = {(one["label"], one["across_label"]): one for one in places.to_dict("records")}
        rows = []
        for place, second in reversed(list(enumerate(labels[1] if len(labels) > 1 else [""]))):
            cells = [_sign(there.get((first, second)), unit, language) for first in labels[0]]
            rows.append({"head": heads[1][place] if len(heads) > 1 else "", "cells": cells})
        maps.append({"title": title[:1].upper() + title[1:], "rows": rows, "heads": heads[0]})
    return maps


def _as_a_label(value: Any) -> str:
    """A level as `coopsim.flips` calls it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else f"{value:g}"


def _sign(place: Mapping[Any, Any] | None, unit: str, language: str) -> dict[str, Any]:
    if place is None or place["mean"] != place["mean"]:
        return {"sign": "–", "text": _("no value: closed from the beginning", language)}
    sign = {1: "+", -1: "−", 0: "○"}[int(place["sign"])]
    sentence = _("{mean} ({low} to {high})", language)
    mean, low, high = (true_minus(mean_text(place[name], unit, True, language)) for name in ("mean", "ci_low", "ci_high"))
    return {"sign": sign, "text": sentence.format(mean=mean, low=low, high=high)}


def runs_of_cell(state: PageState, results: Results, language: str) -> list[dict[str, Any]]:
    """The runs of the opened cell under the price that is shown, by number."""
    cell = cell_of(state, results)
    if cell is None:
        return []
    here = results.runs[results.runs["design_point"] == results.point(cell, price_of(state))].sort_values("replicate")
    names, table = fate_names(language), results.swept.seasons
    assert table is not None
    of_cell = table[table["design_point"] == results.point(cell, price_of(state))]
    members = of_cell.sort_values("season").groupby("replicate")["members"].last()
    return [
        {
            "run": int(row["replicate"]),
            "fate": row["fate"],
            "fate_text": names[row["fate"]],
            "cells": [
                per_cent(row["delivery_share_mean"], language),
                "–" if np.isnan(row["income_usd_per_farmer_mean"]) else usd(row["income_usd_per_farmer_mean"]),
                qq(float(members.get(row["replicate"], 0.0))),
            ],
        }
        for row in here.to_dict("records")
    ]


def changes_of_run(state: PageState, results: Results) -> tuple[tuple[str, Any], ...] | None:
    """What the opened run changes of its scenario; None where no run is opened, or where it failed."""
    cell, run = cell_of(state, results), state.asked.run
    if cell is None or run is None or run >= state.asked.replicates:
        return None
    values = {name: value for name, value in state.changes if name != "source" or not state.asked.three_prices}
    values |= {axis.name: levels[level] for axis, levels, level in zip(axes_of(state), results.levels, cell, strict=True)}
    if state.asked.three_prices:
        values["source"] = ARMS[price_of(state)]
    changes = tuple(sorted(values.items()))
    scenario_of(state.preset, changes)
    return changes
