"""The figures of a sweep's summary: each outcome by factor and by two factors, and the paired differences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.sweep_words import factor_axis, factor_words, reference_words
from coopsim.sweeps.summary import Swept, by_factor, differences, two_way
from coopsim.sweeps.summary.levels import strongest
from coopsim.sweeps.summary.swept import ROW_BY_ROW

Document = Mapping[str, Any]
MOST_FACTORS = 12  # in one figure
MOST_ROWS = 60  # of one figure or table; the rest is in the files


class Drawn(NamedTuple):
    """A figure, and what it shows in words."""

    figure: Figure
    caption: str


def sweep_figures(swept: Swept, document: Document, language: str) -> dict[str, Figure]:
    """Every figure of a summary by its name: OUTCOME_by_factor, OUTCOME_by_two_factors, differences."""
    names = [one["name"] for one in document["outcomes"]]
    levels, compared = by_factor(swept, names), differences(swept, names)
    drawn = {
        f"{outcome['name']}_{kind}": one.figure
        for outcome in document["outcomes"]
        for kind, one in figures_of_outcome(swept, outcome, levels, language).items()
    }
    comparison = comparison_figure(document, compared, language)
    return drawn if comparison is None else drawn | {"differences": comparison.figure}


def figures_of_outcome(swept: Swept, outcome: Document, levels: pd.DataFrame, language: str) -> dict[str, Drawn]:
    """One outcome by its strongest factors, and by the two strongest at once."""
    figures, name = {}, outcome["name"]
    factors = strongest(levels, name, MOST_FACTORS) if len(levels) else []
    if factors:
        rows = levels[(levels["outcome"] == name) & levels["factor"].isin([*factors, "arm"])]
        titles = {one: factor_axis(one, language) for one in ["arm", *factors]}
        caption = _("{outcome}, by factor", language).format(outcome=outcome[language])
        figures["by_factor"] = Drawn(charts.against_factors(rows, outcome, titles, language), caption)
    if len(factors) > 1:
        across, up = factors[:2]
        of_axes = factor_axis(across, language), factor_axis(up, language)
        caption = _("{outcome}, by two factors", language).format(outcome=outcome[language])
        drawn = charts.heat_map(two_way(swept, name, across, up), outcome, of_axes, language)
        figures["by_two_factors"] = Drawn(drawn, caption)
    return figures


def comparison_figure(document: Document, compared: pd.DataFrame, language: str) -> Drawn | None:
    """The paired differences: of arms, or of single points from the scenario as it is; None where there is none to draw."""
    rows = compared[compared["background"].isna()]
    if document["arms"]:
        rows = rows[rows["compares"] == "arm"]
    elif document["design"] in ROW_BY_ROW:
        levels_shown = [
            f"{factor_words(str(one), language)}: {level}" for one, level in zip(rows["compares"], rows["level"], strict=True)
        ]
        rows = rows.assign(level=levels_shown)
    else:
        return None
    if not len(rows) or rows["level"].nunique() > MOST_ROWS:
        return None
    drawn = charts.arm_differences(rows, document["outcomes"], reference_words(document, language), language)
    return Drawn(drawn, _("Paired differences with their intervals", language))
