"""What a finished sweep says: which factors matter, where something happens, where a sign changes."""

from __future__ import annotations

from collections.abc import Sequence

from coopsim.api.many import Folder, swept_of
from coopsim.arguments import whole
from coopsim.sweeps.discovery import Discovery, Search
from coopsim.sweeps.discovery import discover as discover_in
from coopsim.sweeps.flips import Flips
from coopsim.sweeps.flips import flips as flips_of
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


def flips(
    sweep: Swept | Folder,
    outcome: str,
    along: str | Sequence[str] = (),
    *,
    effect: str = "",
    threshold: float | None = None,
    seed: int = 1,
) -> Flips:
    """Where the sign of a difference between arms, of the effect of a factor, or of an outcome changes.

    Parameters
    ----------
    sweep : Swept or path
        A finished sweep with factors, or the folder of one; with arms each is held against the first one.
    outcome : str
        Such as "delivery_share_mean".
    along : str or sequence of str
        One factor, or two for a map; none: every factor, one at a time, over everything else.
    effect : str
        A factor of a grid without arms whose levels are held against its first one.
    threshold : float, optional
        Where the sign is read, in the outcome's unit; needed where the outcome itself is followed, else 0.
    seed : int
        Of the resampling behind a crossing's interval.

    Returns
    -------
    Flips
        `places`: the mean and the sign at every level; `crossings`: where the sign changes, with a 95 % interval.

    Raises
    ------
    UserMistake
        A sweep that is not finished, an outcome or a factor that it does not have, nothing whose sign could change.
    """
    names = (along,) if isinstance(along, str) else tuple(along)
    return flips_of(swept_of(sweep), outcome, names, effect=effect, threshold=threshold, seed=whole("seed", seed))
