"""A label where demand comes and goes, and where it is steady (P38): who keeps its standard."""

from __future__ import annotations

import numpy as np

from coopsim.patterns.declared import CAN_FAIL, Arm, Array, Pattern, Results, Seen

SIX = 6  # seasons
_LABEL = (  # as in novel-product
    *(("premium_usd_per_qq", 20.0), ("certification_cost_usd_per_year", 6_000.0)),
    *(("keeper_price_usd_per_qq", 20.0), ("keeper_cost_usd_per_year", 150.0), ("keeper_start_usd", 100.0)),
)
STEADY = Arm(past=(*_LABEL, ("certified_share", 0.4)), seasons=SIX)
COMES_AND_GOES = Arm(
    past=(
        *(*_LABEL, ("certified_share", 0.8)),
        *(("demand_stops_share_per_year", 0.5), ("demand_returns_share_per_year", 0.5)),  # as much on average as steady demand
    ),
    seasons=SIX,
)
HOLDS = 0.1  # of the members; assumed


def _keepers_share(seen: Seen, season: slice) -> Array:
    """Of the members of these seasons, how many keep the standard."""
    keepers, members = (seen.season[name][season].sum(axis=(0, 2)) for name in ("keeps_standard", "member"))
    return np.asarray(np.where(members > 0, keepers / np.maximum(members, 1.0), np.nan))


def fewer_keep_it(results: Results) -> Array:
    """Keepers among members where demand comes and goes, less those where it is steady: as much is sold on average."""
    return np.asarray(_keepers_share(results[COMES_AND_GOES], slice(None)) - _keepers_share(results[STEADY], slice(None)))


def keeps_on(results: Results) -> Array:
    """Keepers among members in the last of six seasons of steady demand, less those in the first."""
    seen = results[STEADY]
    return np.asarray(_keepers_share(seen, slice(SIX - 1, SIX)) - _keepers_share(seen, slice(0, 1)))


PATTERNS = (
    Pattern(
        "P38a",
        "Fewer members keep a label's standard where demand comes and goes than where as much sells steadily",
        "Menos socios cumplen la norma de un sello si la demanda va y viene que si se vende lo mismo de manera estable",
        CAN_FAIL,
        "Runa Foundation 2017",
        fewer_keep_it,
        (COMES_AND_GOES, STEADY),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P38b",
        "Where demand for a label is steady, members keep its standard",
        "Si la demanda de un sello es estable, los socios siguen cumpliendo su norma",
        CAN_FAIL,
        "Runa Foundation 2017; the margin is our assumption",
        keeps_on,
        (STEADY,),
        "above",
        -HOLDS,
    ),
)
