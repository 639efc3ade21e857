"""Many scenarios from Python: a design is run, summed up and written as a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from coopsim.arguments import whole
from coopsim.designs import Design, read
from coopsim.designs.check import Progress, unheard
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.progress import watched
from coopsim.scenario.notes import warn
from coopsim.sweeps import run_sweep
from coopsim.sweeps import summary as sweep_summary
from coopsim.sweeps.fates import fates as fates_of
from coopsim.sweeps.in_memory import sweep_here
from coopsim.sweeps.summary import Swept

Folder = str | PathLike[str]


def design_of(design: Design | Mapping[str, Any] | Folder, on_progress: Progress = unheard) -> Design:
    """A design as it is, from a table of its keys, or from a file.

    >>> len(design_of({"scenario": "steady", "design": "factorial", "factor": {"trust": [0.2, 0.8]}}))
    2
    """
    if isinstance(design, Design):
        return design
    if not isinstance(design, (Mapping, str, PathLike)):
        raise UserMistake(field="design", got=design, allowed=_("a Design, a table of its keys, or a design file"))
    if isinstance(design, Mapping):
        return Design(**{"on_progress": on_progress, **design})
    return read(Path(design), on_progress=on_progress)


def sweep(
    design: Design | Mapping[str, Any] | Folder,
    *,
    out: Folder | None = None,
    workers: int = 1,
    cluster: str | None = None,
    retry_failed: bool = False,
    force: bool = False,
    progress: bool = True,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Swept:
    """Run a design: many scenarios with common random numbers.

    Parameters
    ----------
    design : Design, mapping or path
        A Design, a table of its keys, the path of a design file, or the name of one that comes with coopsim.
    out : path, optional
        A folder that keeps every finished run, as `coopsim sweep DESIGN --out DIR` does: the same call goes on after an
        interruption. Left out, the tables stay in memory.
    workers : int
        Processes that share the work. A script that uses more than one, or a cluster, needs `if __name__ == "__main__":`.
    cluster : str, optional
        The address of a Dask scheduler (`tcp://HOST:PORT`), or "local". The numbers depend on neither workers nor cluster.
    retry_failed : bool
        Whether failed runs are tried again.
    force : bool
        Whether a folder that holds another sweep is begun anew.
    progress : bool
        Whether a line of progress is shown.
    on_progress : callable, optional
        Called with the runs done and the runs known so far, in place of that line.
    cancelled : callable, optional
        Asked now and then; where it raises, runs under way end at once.

    Returns
    -------
    Swept
        `points`: index `design_point`, one column a factor. `outcomes`: one row a run, with its `design_point`, `replicate`,
        `status`, `reason` and the outcomes in their units; a run that failed is a row with its reason.

    Raises
    ------
    UserMistake
        A design with something wrong in it, a folder that holds something else, a cluster that does not answer.

    Examples
    --------
    >>> swept = sweep({"scenario": "steady", "design": "factorial", "factor": {"trust": [0.2, 0.8]}, "replicates": 2,
    ...                "outcomes": ["trust_last"]}, progress=False)
    >>> swept.outcomes[["design_point", "replicate"]].to_numpy().tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    with watched(_("Checking"), progress) as report:  # many points take their time
        chosen = design_of(design, report)
    workers = whole("workers", workers, 1)
    warn(chosen.notes)
    with watched(_("Simulating"), progress) as report:
        if out is None and cluster is None:
            return sweep_here(chosen, workers, on_progress or report, cancelled)
        with TemporaryDirectory() if out is None else nullcontext(str(out)) as folder:
            run_sweep(
                chosen,
                folder,
                workers=workers,
                cluster=cluster,
                retry_failed=retry_failed,
                force=force,
                on_progress=report if on_progress is None else lambda done, runs, _failed: on_progress(done, runs),
                cancelled=cancelled or (lambda: False),
            )
            return sweep_summary.read_sweep(folder)


@dataclass(frozen=True)
class Summary:
    """What a sweep found, as tidy tables; every number in its outcome's own unit.

    Attributes
    ----------
    outcomes : pandas.DataFrame
        Index: the name of the outcome; its unit and its meaning (en, es).
    by_point : pandas.DataFrame
        One row for each design point and outcome: n, mean, ci_low, ci_high (95 %), q10 to q90, failed.
    by_factor : pandas.DataFrame
        One row for each factor, level and outcome.
    differences : pandas.DataFrame
        One row for each paired comparison: mean, ci_low, ci_high, and variance_reduction, how many times fewer runs common random
        numbers needed than separate draws would have.
    failures : pandas.DataFrame
        The reasons of failed runs and how many failed for each.
    swept : Swept
        The sweep.
    """

    outcomes: pd.DataFrame
    by_point: pd.DataFrame
    by_factor: pd.DataFrame
    differences: pd.DataFrame
    failures: pd.DataFrame
    swept: Swept

    def document(self) -> dict[str, Any]:
        """The whole as plain data, as `coopsim summary --json` prints it: lists of rows, missing is None."""
        return sweep_summary.summary(self.swept, list(self.outcomes.index))


def fates(sweep: Swept | Folder) -> pd.DataFrame:
    """What became of the cooperative in each run of a sweep: open, shrinking or closed.

    Parameters
    ----------
    sweep : Swept or path
        A sweep whose design asks for seasons (`seasons=True`), or the folder of one.

    Returns
    -------
    pandas.DataFrame
        One row a run: design_point, replicate and fate. "closed": no cooperative is open at the end; "shrinking": one is, with
        less than 80 % of the members of the first season (our assumption); "open": the rest; "failed": the run came to nothing.

    Raises
    ------
    UserMistake
        A sweep without seasons.
    """
    return fates_of(sweep if isinstance(sweep, Swept) else sweep_summary.read_sweep(sweep))


def summary(sweep: Swept | Folder, outcomes: Sequence[str] = ()) -> Summary:
    """Means, intervals, paired differences, bands and failures of a sweep.

    Parameters
    ----------
    sweep : Swept or path
        A sweep, or the folder of one.
    outcomes : sequence of str
        Names such as "delivery_share_mean"; none: those of the design.

    Returns
    -------
    Summary
        The tables.

    Raises
    ------
    UserMistake
        A folder that holds no sweep, or an outcome that does not exist.
    """
    swept = swept_of(sweep)
    names = swept.outcome_names(outcomes)
    described = pd.DataFrame(sweep_summary.summary(swept, names)["outcomes"]).set_index("name")
    return Summary(
        outcomes=described[["unit", "en", "es"]],
        by_point=sweep_summary.by_point(swept, names),
        by_factor=sweep_summary.by_factor(swept, names),
        differences=sweep_summary.differences(swept, names),
        failures=swept.failures(),
        swept=swept,
    )


def write_report(sweep: Swept | Folder, path: Folder, outcomes: Sequence[str] = (), language: str | None = None) -> Path:
    """Write the page of a sweep as one self-contained HTML file.

    Parameters
    ----------
    sweep : Swept or path
        A sweep, or the folder of one.
    path : path
        The page.
    outcomes : sequence of str
        Names such as "delivery_share_mean"; none: those of the design.
    language : str, optional
        "en" or "es"; left out: the language of the process.

    Returns
    -------
    pathlib.Path
        The page.

    Raises
    ------
    UserMistake
        A folder that holds no sweep, an outcome or a language that does not exist.
    """
    from coopsim.report.sweep_page import sweep_report  # here: drawing costs half a second

    swept = swept_of(sweep)
    if language not in (None, "en", "es"):
        raise UserMistake(field="language", got=language, allowed="en, es")
    return sweep_report(swept, path, language, outcomes, folder="" if isinstance(sweep, Swept) else Path(sweep).name)


def swept_of(sweep: Swept | Folder) -> Swept:
    """A sweep as it is, or read from its folder."""
    return sweep if isinstance(sweep, Swept) else sweep_summary.read_sweep(sweep)
