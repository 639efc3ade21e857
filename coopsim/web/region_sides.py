"""A side of a comparison that has several cooperatives, all together: how many stand, their members, whose coffee they hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coopsim.language import text as _
from coopsim.report.charts.described import Chart, Series, values_of
from coopsim.web.charts import explore_charts
from coopsim.web.live import Path, ratio_or_missing
from coopsim.web.story.figures import per_cent, qq

Array = NDArray[np.float64]


def is_region(path: Path) -> bool:
    """Whether a run has several cooperatives."""
    return len(path.followed.cooperatives) > 1


def open_ones(path: Path) -> Array:
    """How many cooperatives stand in each month."""
    return np.asarray((path.followed.by_cooperative.months["alive"] > 0).sum(axis=1), dtype=float)


def market_share(path: Path) -> float:
    """What cooperatives took of all that families picked, over the whole run; NaN where nothing was picked.

    >>> from coopsim.web.live import path_of
    >>> 0 < market_share(path_of("two-cooperatives")) < 1
    True
    """
    followed = path.followed
    return float(ratio_or_missing(followed.season_delivered_qq.sum(), followed.season_harvest_qq.sum()))


def monthly_market_share(path: Path) -> Array:
    """The same of each season, in each of its months; NaN after the last season's end."""
    followed = path.followed
    shares = ratio_or_missing(followed.season_delivered_qq, followed.season_harvest_qq)
    season = np.searchsorted(followed.season_ends, np.arange(path.length), side="right")
    return np.append(shares, np.nan)[season]


def region_charts(path: Path, language: str) -> list[Chart]:
    """Prices, then the cooperatives that stand, their members, and their share of all coffee."""
    prices, delivery = explore_charts(path, None, language)

    def one(title: str, unit: str, column: str, values: Array, share: bool = False) -> Chart:
        line = Series(_("cooperatives", language), column, values_of(values), "blue", "solid", "", 2.6)
        return replace(
            delivery, title=title, unit=unit, series=(line,), percent=share, lowest=0.0, highest=1.0 if share else None
        )

    return [
        prices,
        one(_("Cooperatives that are open", language), _("cooperatives", language), "open_cooperatives", open_ones(path)),
        one(_("Members of all cooperatives", language), _("families", language), "members", path.months["members"]),
        one(
            _("Coffee of all families that cooperatives take", language),
            _("% of the harvest of the season", language),
            "market_share",
            monthly_market_share(path),
            share=True,
        ),
    ]


def region_figures(path: Path, language: str) -> tuple[str, list[str]]:
    """The large number of a region and the lines below it: whose coffee, who stands, who is a member."""
    alive, members = path.followed.by_cooperative.months["alive"] > 0, path.months["members"]
    opened_later = int((alive[-1] & ~alive[0]).sum())
    lines = [
        _("of the coffee of all families goes to cooperatives, in this one run of {years} years", language).format(
            years=round(path.length / 12)
        ),
        _("Open: {first} cooperatives at the start, {last} at the end", language).format(
            first=int(alive[0].sum()), last=int(alive[-1].sum())
        ),
        _("Members: {first} families at the start, {last} at the end", language).format(
            first=qq(members[0]), last=qq(members[-1])
        ),
    ]
    if opened_later:
        lines[1] += _(" ({n} of them not there at the start)", language).format(n=opened_later)
    return per_cent(market_share(path), language), lines
