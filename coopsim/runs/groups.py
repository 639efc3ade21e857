"""Which groups of members a run keeps in `seasons`: asked for by name, and found again by name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.season import GROUPINGS


def groupings_of(by: str | Sequence[str], field: str = "by") -> tuple[str, ...]:
    """The groupings that a run keeps: all members as one, always, and what is asked for.

    Parameters
    ----------
    by : str or sequence of str
        Names of groupings, in a list or divided by commas.
    field : str
        How the user called it.

    Raises
    ------
    UserMistake
        A grouping that does not exist.

    Examples
    --------
    >>> groupings_of("size,kin"), groupings_of(()), groupings_of(["poverty", "all"])
    (('all', 'size', 'kin'), ('all',), ('all', 'poverty'))
    """
    asked = [name.strip() for name in by.split(",")] if isinstance(by, str) else list(by)
    for name in asked:
        if name not in GROUPINGS:
            raise UserMistake(_("no such grouping of members"), field=field, got=name, among=GROUPINGS)
    return tuple(name for name in GROUPINGS if name == "all" or name in asked)


def of_grouping(seasons: pd.DataFrame, grouping: str) -> pd.DataFrame:
    """The rows of one grouping of a table `seasons`.

    Raises
    ------
    UserMistake
        A grouping that does not exist, or that this run has not kept.

    Examples
    --------
    >>> of_grouping(pd.DataFrame({"grouping": ["all", "size"], "trust": [0.5, 0.6]}), "size")["trust"].tolist()
    [0.6]
    """
    groupings_of([grouping], "grouping")
    there = [str(name) for name in seasons["grouping"].unique()]
    if grouping not in there:
        message = _("this run has not kept it; run it again with --by {name} (in Python: by={name!r})").format(name=grouping)
        raise UserMistake(message, field="grouping", got=grouping, allowed=", ".join(there))
    return seasons[seasons["grouping"] == grouping].reset_index(drop=True)
