"""How much of a sweep is there: a sweep that was killed, or one shard of many, must not be read as the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coopsim.errors import UserMistake
from coopsim.language import text as _

MOST_NAMED = 8  # points that a sentence names


@dataclass(frozen=True)
class Completeness:
    """What is there of a sweep, and what is missing.

    Attributes
    ----------
    complete : bool
        Whether every run of the design is there.
    runs : int
        Runs that are there, failed ones included.
    runs_wanted : int or None
        Runs of the whole design; None where replicates were to be added until there are enough.
    points_empty : tuple of int
        Design points without any run.
    points_short : tuple of int
        Design points with fewer replicates than the design wants, but some.
    """

    complete: bool
    runs: int
    runs_wanted: int | None
    points_empty: tuple[int, ...]
    points_short: tuple[int, ...]

    def sentence(self, language: str | None = None) -> str:
        """What is missing, for a person; "" where nothing is."""
        if self.complete:
            return ""
        there = _("{runs} runs, unfinished", language).format(runs=f"{self.runs:,}")
        if self.runs_wanted is not None:
            there = _("{runs} of {wanted} runs", language).format(runs=f"{self.runs:,}", wanted=f"{self.runs_wanted:,}")
        empty = _("points empty: {n} ({which})", language)
        short = _("points with too few replicates: {n} ({which})", language)
        missing = [(empty, self.points_empty), (short, self.points_short)]
        return "; ".join([there, *(text.format(n=len(points), which=_named(points)) for text, points in missing if points)])

    def refuse(self, study: str) -> None:
        """Refuse what needs every run of the design.

        Raises
        ------
        UserMistake
            Runs are missing.
        """
        if not self.complete:
            allowed = _("a finished sweep: the command that began it goes on where it was")
            raise UserMistake(
                _("{study} needs every run of the design: {what}").format(study=study, what=self.sentence()), allowed=allowed
            )


def completeness(points: pd.DataFrame, outcomes: pd.DataFrame, manifest: Mapping[str, Any]) -> Completeness:
    """What is there of a sweep: rows are counted, whatever the manifest says; without one (in memory) every point has its rows.

    >>> runs = pd.DataFrame({"design_point": [0, 0, 1], "replicate": [0, 1, 0]})
    >>> found = completeness(pd.DataFrame(index=range(3)), runs, {"replicates": 2})
    >>> found.sentence()
    '3 of 6 runs; points empty: 1 (2); points with too few replicates: 1 (1)'
    """
    runs_of_point = outcomes.groupby("design_point", observed=True).size().reindex(points.index, fill_value=0)
    replicates = manifest.get("replicates")
    empty = tuple(int(point) for point in runs_of_point.index[runs_of_point == 0])
    if isinstance(replicates, int):
        short = tuple(int(point) for point in runs_of_point.index[(runs_of_point > 0) & (runs_of_point < replicates)])
        return Completeness(not empty and not short, len(outcomes), replicates * len(points), empty, short)
    finished = not empty and bool(manifest.get("complete", True))
    return Completeness(finished, len(outcomes), None, empty, ())


def _named(points: tuple[int, ...]) -> str:
    """The first points, and that there are more.

    >>> _named((1, 2)), _named(tuple(range(20)))
    ('1, 2', '0, 1, 2, 3, 4, 5, 6, 7, ...')
    """
    return ", ".join(map(str, points[:MOST_NAMED])) + (", ..." if len(points) > MOST_NAMED else "")
