"""What a finished sweep says: which factors matter, where something happens, where a sign changes."""

from __future__ import annotations

from collections.abc import Sequence

from coopsim.api.many import Folder, swept_of
from coopsim.arguments import whole
from coopsim.sweeps.discovery import Discovery, Search
from coopsim.sweeps.discovery import discover as discover_in
from coopsim.sweeps.sensitivity import Sensitivity
from coopsim.sweeps.sensitivity import sensitivity as sensitivity_of
from coopsim.sweeps.summary import Swept


def sensitivity(sweep: Swept | Folder, outcomes: Sequence[str] = (), seed: int = 1) -> Sensitivity:
    """Which factors an outcome depends on, by the indices that the design of a sweep was arranged for.

    Parameters
    ----------
    sweep : Swept or path
        A finished sweep of the kind morris, sobol or latin-hypercube, or the folder of one.
    outcomes : sequence of str
        Names such as "delivery_share_mean"; none: those of the design.
    seed : int
        Of the resampling behind the intervals.

    Returns
    -------
    Sensitivity
        `table`: one row for each arm, outcome, factor and index, with its 95 % interval; `draws`: the share of chance.

    Raises
    ------
    UserMistake
        A sweep that is not finished or has no such indices, an outcome that does not exist.
    """
    return sensitivity_of(swept_of(sweep), outcomes, seed=whole("seed", seed))


def discover(sweep: Swept | Folder, where: str, *, density: float = Search.threshold, seed: int = 1) -> Discovery:
    """Within which limits on its factors something happens in a sweep: boxes of PRIM, and of CART as a second look.

    Parameters
    ----------
    sweep : Swept or path
        A finished sweep of many points, or the folder of one.
    where : str
        Such as "open < 0.5" or "trust_last < 0.4 and alive_last > 0.9", of the means over a point's runs; `open` is alive_last.
    density : float
        How many of the points in a box must be such, 0.1 to 1; a tenth less on the half that is held back.
    seed : int
        Of the drawing of that half.

    Returns
    -------
    Discovery
        `boxes`: one row for each limit, with coverage and density on both halves; `searches`: how many points were searched.

    Raises
    ------
    UserMistake
        A sweep that is not finished or has too few such points, a condition that says nothing, a package that is missing.
    """
    return discover_in(swept_of(sweep), where, density=density, seed=whole("seed", seed))
