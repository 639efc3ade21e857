"""Which levers of the cooperative are robust: a search, and the judging of its winners."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coopsim.api.many import Folder
from coopsim.arguments import whole
from coopsim.language import text as _
from coopsim.runs.progress import watched
from coopsim.scenario.notes import warn
from coopsim.sweeps.policy.design import PolicyDesign, policy_design
from coopsim.sweeps.policy.policy import Policy
from coopsim.sweeps.policy.policy import policy as policy_of


def policy(
    design: PolicyDesign | Mapping[str, Any] | Folder,
    *,
    out: Folder | None = None,
    workers: int = 1,
    cluster: str | None = None,
    force: bool = False,
    progress: bool = True,
) -> Policy:
    """Search levers of the cooperative for several objectives over many futures, and judge the winners in others.

    Parameters
    ----------
    design : PolicyDesign, mapping or path
        A table of the keys of a design (`scenario`, `lever`, `factor`, `objective`, `floor`, `futures`, ...), the path of a
        design file, or the name of one that comes with coopsim.
    out : path, optional
        A folder that keeps every generation, as `coopsim policy DESIGN --out DIR` does: the same call goes on after an
        interruption, and more generations are added. Left out, nothing is kept.
    workers : int
        Processes that share the work. A script that uses more than one, or a cluster, needs `if __name__ == "__main__":`.
    cluster : str, optional
        The address of a Dask scheduler, or "local". The numbers depend on neither workers nor cluster.
    force : bool
        Whether a folder that holds another search is begun anew.
    progress : bool
        Whether a line of progress is shown.

    Returns
    -------
    Policy
        `policies`: one row for each policy that was judged, with means, regret and how often it is above the floor; `choices`:
        the numbers of the robust ones; `futures` and `searched`: what stands behind them.

    Raises
    ------
    UserMistake
        A design with something wrong in it, a folder that holds something else, a package that is missing.

    References
    ----------
    Deb, Pratap, Agarwal and Meyarivan (2002).
    """
    chosen = policy_design(design)
    workers = whole("workers", workers, 1)
    warn(chosen.notes)
    with (
        watched(_("Simulating"), progress) as report,
        TemporaryDirectory() if out is None else nullcontext(str(out)) as folder,
    ):
        return policy_of(chosen, Path(folder), workers=workers, cluster=cluster, force=force, on_progress=report)
