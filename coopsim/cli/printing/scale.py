"""How large the cooperatives of a scenario are, in a terminal: one line a measure, with what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from rich.console import Console

from coopsim.cli.tables import left, right, table
from coopsim.language import text as _
from coopsim.report.numbers import rounded
from coopsim.scenario.scale import USUAL, Scale

SIDE_BY_SIDE = 4  # cooperatives that stand in columns of their own; of more, the lowest, the middle and the highest


def print_scale(scales: Sequence[Scale]) -> None:
    """Every measure of every cooperative; of many, how they spread."""
    if not scales:
        return
    few = len(scales) <= SIDE_BY_SIDE
    heads = [scale.cooperative for scale in scales] if few else [_("lowest"), _("middle"), _("highest")]
    rows = []
    for name, label in _labels().items():
        values = [value for scale in scales if (value := getattr(scale, name)) is not None or few]
        shown = values if few else [min(values), median(values), max(values)] if values else [None] * 3
        usual = USUAL.get(name)
        rows.append((label, *map(rounded, shown), f"{usual.low:g} - {usual.high:g}" if usual else ""))
    title = "" if few else _("{number} cooperatives").format(number=len(scales))
    Console().print(table([left(""), *map(right, heads), right(_("usual"))], rows, title=title))


def _labels() -> dict[str, str]:
    return {
        "members": _("members"),
        "farmers": _("farmers of the district"),
        "normal_sales_qq": _("coffee usually delivered, qq"),
        "headroom": _("headroom"),
        "office_usd_per_qq": _("fixed cost, US$ a quintal"),
        "reserve_usd_per_qq": _("reserve, US$ a quintal"),
        "line_usd_per_qq": _("fixed credit line, US$ a quintal"),
        "farmers_per_trader": _("farmers for each trader"),
    }
