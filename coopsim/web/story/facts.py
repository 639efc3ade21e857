"""The lines of a run and of its grey run, month by month: what is drawn, what sentences are made of, and where the page opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coopsim.web.live import Path, path_of
from coopsim.web.state import Value
from coopsim.web.story.closing import Closed, closed_of, open_months
from coopsim.web.story.grey import Grey, grey_of
from coopsim.web.story.health import health, until
from coopsim.web.story.marks import away_from_normal

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Facts:
    """A run (`path`) beside its grey run. Arrays are by month; NaN once the cooperative has closed."""

    path: Path
    grey: Grey
    closed: Closed | None
    grey_closed: Closed | None
    share: Array
    grey_share: Array
    gap: Array  # what traders pay today above the advance, US$/qq
    grey_gap: Array
    health: dict[str, Array]

    @cached_property
    def change(self) -> tuple[int, int] | None:
        """The months of the price change, last one not included."""
        return away_from_normal(self.path)


def facts_of(
    name: str, changes: tuple[tuple[str, Value], ...] = (), seed: int = 1, cooperative: str = "", replicate: int = 0
) -> Facts:
    """The facts of a preset with changes, beside its grey run; of one of its cooperatives, or of all together."""
    of = name, changes, seed, cooperative, replicate
    path, grey = path_of(*of), grey_of(*of)
    return Facts(
        path=path,
        grey=grey,
        closed=closed_of(path),
        grey_closed=closed_of(grey.path),
        share=share(path),
        grey_share=as_long(share(grey.path), path.length),
        gap=gap(path),
        grey_gap=as_long(gap(grey.path), path.length),
        health=health(path),
    )


def share(path: Path) -> Array:
    """Members' coffee delivered, of all they harvested in the twelve months up to each month; up to the month of closing."""
    return until(path.months["delivered_share_of_year"], open_months(path))


def gap(path: Path) -> Array:
    """What traders pay today above the advance, US$/qq."""
    return path.months["farm_gate_price_usd_per_qq"] - path.months["advance_usd_per_qq"]


def as_long(column: Array, months: int) -> Array:
    """A column cut, or filled up with nothing, to so many months.

    >>> as_long(np.ones(2), 3).tolist()
    [1.0, 1.0, nan]
    """
    return np.concatenate([column[:months], np.full(max(0, months - len(column)), np.nan)])


def opens_at(facts: Facts) -> int:
    """The month on which the page opens: that of the event, or the end of the cooperative where it closes before."""
    month = event_month(facts)
    return month if facts.closed is None else max(0, min(month, facts.closed.month))


def event_month(facts: Facts) -> int:
    """The end of the second harvest of the price change.

    Where no price changes: the month in which the run is furthest from its grey run; where they are the same, the last.
    """
    path = facts.path
    chosen = _second_harvest(path, facts.change)
    if chosen is None:
        apart = np.abs(facts.share - facts.grey_share)
        apart = np.where(np.isnan(apart), 0.0, apart)
        chosen = int(np.argmax(apart)) if apart.max(initial=0.0) > 0 else path.length - 1
    return chosen


def _second_harvest(path: Path, change: tuple[int, int] | None) -> int | None:
    if change is None or not path.season_ends:
        return None
    harvest, begins = path.months["harvest_qq"], change[0]
    touched = [end for end in path.season_ends if end > begins and harvest[max(begins, end - 12) : end].sum() > 0]
    return (touched[min(1, len(touched) - 1)] if touched else path.length) - 1


def income(path: Path) -> Array:
    """Mean net income from coffee of the season's members; once it has closed, of those who were its last members."""
    incomes, members = path.followed.income_usd, path.members
    mean, last = np.full(len(incomes), np.nan), np.zeros(members.shape[1], dtype=bool)
    for season in range(len(incomes)):
        last = members[season] if members[season].any() else last
        if last.any():
            mean[season] = incomes[season, last].mean()
    return mean
