"""What is followed through a sweep: a difference of arms, the effect of a factor, or an outcome itself, run by run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.sweeps.summary.levels import level_of
from coopsim.sweeps.summary.swept import Swept


@dataclass(frozen=True)
class Followed:
    """A quantity at places of a sweep.

    Attributes
    ----------
    level, reference : str
        The arm or level and what it is held against; "" where the outcome itself is followed.
    by_run : pandas.DataFrame
        One row a place, one column a replicate, in the outcome's unit.
    factors : pandas.DataFrame
        The factors at each place, the same rows.
    """

    level: str
    reference: str
    by_run: pd.DataFrame
    factors: pd.DataFrame


def followed(swept: Swept, outcome: str, effect: str = "") -> Iterator[Followed]:
    """The differences of each arm from the first; of a factor's levels from its first one (`effect`); else the outcome itself.

    The two sides of a difference have the same random draws, run by run.
    """
    wide = swept.good.pivot_table(index="design_point", columns="replicate", values=outcome, observed=True)
    if effect:
        yield from _of_levels(swept, wide, effect)
    elif swept.arms:
        yield from _of_arms(swept, wide)
    else:
        points = swept.points.loc[wide.index, swept.factors]
        yield Followed("", "", wide, points)


def _of_arms(swept: Swept, wide: pd.DataFrame) -> Iterator[Followed]:
    points = swept.points[swept.points.index.isin(wide.index)].reset_index()
    place = points.pivot_table(index="background", columns="arm", values="design_point", observed=True)
    first = swept.arms[0]
    for arm in swept.arms[1:]:
        if {arm, first} <= set(place.columns):
            both = place[[arm, first]].dropna().astype("int64")
            yield _paired(swept, wide, arm, first, both)


def _of_levels(swept: Swept, wide: pd.DataFrame, effect: str) -> Iterator[Followed]:
    if swept.arms or swept.is_sampled or effect not in swept.factors:
        among = [] if swept.arms or swept.is_sampled else swept.factors
        allowed = None if among else _("a factor of a grid without arms")
        raise UserMistake(field="--effect", got=effect, allowed=allowed, among=among)
    number, levels = level_of(swept.points[effect])
    rest = [name for name in swept.factors if name != effect]
    others = swept.points[rest].astype(str).agg("|".join, axis=1) if rest else pd.Series("", index=swept.points.index)
    points = pd.DataFrame({"others": others, "level": number})[lambda rows: rows.index.isin(wide.index)].reset_index()
    place = points.pivot_table(index="others", columns="level", values="design_point", aggfunc="first")
    for level in range(1, len(levels)):
        if {0, level} <= set(place.columns):
            both = place[[level, 0]].dropna().astype("int64")
            yield _paired(swept, wide, str(levels["label"].iloc[level]), str(levels["label"].iloc[0]), both)


def _paired(swept: Swept, wide: pd.DataFrame, level: str, reference: str, both: pd.DataFrame) -> Followed:
    """The difference of two columns of design points, run by run."""
    one, other = (wide.loc[both.iloc[:, side]].to_numpy(dtype=float) for side in (0, 1))
    by_run = pd.DataFrame(one - other, index=both.index, columns=wide.columns)
    factors = swept.points.loc[both.iloc[:, 1], swept.factors].set_axis(both.index)
    return Followed(level, reference, by_run, factors)
