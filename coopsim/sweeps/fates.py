"""What became of the cooperative in each run of a sweep: open, shrinking or closed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.summary import region_of
from coopsim.sweeps.summary.swept import Swept

OPEN, SHRINKING, CLOSED, FAILED = "open", "shrinking", "closed", "failed"
FATES = (OPEN, SHRINKING, CLOSED)
SHRUNK_SHARE = 0.8  # our assumption: with fewer of its first members than this it shrinks
KEY = ["design_point", "replicate"]


def fates(swept: Swept) -> pd.DataFrame:
    """What became of each run, from its seasons.

    Parameters
    ----------
    swept : Swept
        A sweep whose design asked for seasons.

    Returns
    -------
    pandas.DataFrame
        One row a run: design_point, replicate and fate. "closed": no cooperative is open at the end; "shrinking": one is, with
        less than 80 % of the members of the first season; "open": the rest; "failed": the run came to nothing.

    Examples
    --------
    >>> seasons = pd.DataFrame({"design_point": 0, "replicate": [0, 0, 1, 1], "season": [0, 1, 0, 1], "cooperative": "region",
    ...     "grouping": "all", "alive": [1, 1, 1, 0], "members": [100, 70, 100, 0]})
    >>> runs = pd.DataFrame({"design_point": 0, "replicate": [0, 1], "status": "ok"})
    >>> fates(Swept(pd.DataFrame(index=[0]), runs, seasons=seasons))["fate"].tolist()
    ['shrinking', 'closed']
    """
    if swept.seasons is None:
        raise UserMistake(_("the sweep kept no seasons"), field="seasons", allowed=_("a design with seasons = true"))
    runs = swept.outcomes[KEY].copy()
    table = region_of(swept.seasons).sort_values([*KEY, "season"])
    ends = table.groupby(KEY).agg(first=("members", "first"), last=("members", "last"), alive=("alive", "last"))
    of_run = ends.reindex(pd.MultiIndex.from_frame(runs))
    chosen = np.select(
        [of_run["alive"].isna(), of_run["alive"] <= 0, of_run["last"] < SHRUNK_SHARE * of_run["first"]],
        [FAILED, CLOSED, SHRINKING],
        OPEN,
    )
    return runs.assign(fate=chosen)
