"""The front door's own functions: what the commands do, from Python. Tables in pandas, tidy, in the units that they name.

Nothing here prints or writes but what it is asked to; progress shows in a terminal and in a notebook, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pandas as pd

from coopsim.designs import Design, read
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.source import parse_source
from coopsim.runs.progress import watched
from coopsim.runs.run import run_scenario
from coopsim.scenario import Scenario, load
from coopsim.sweeps import run_sweep
from coopsim.sweeps import summary as sweep_summary
from coopsim.sweeps.in_memory import sweep_here
from coopsim.sweeps.summary import Swept

Folder = str | PathLike[str]


class Run(NamedTuple):
    """One scenario, lived: `months` and `seasons`, one row for each replicate, cooperative and month or season.

    Names end in their unit: `_usd` is US$ of 2025, `_qq` quintals of 46 kg green coffee, `_share` 0 to 1. The cooperative
    "region" is the total.
    """

    months: pd.DataFrame
    seasons: pd.DataFrame


def run(
    scenario: str | Scenario = "castillo",
    *,
    replicates: int = 16,
    seed: int = 1,
    set: Mapping[str, Any] | None = None,
    price: str | None = None,
    workers: int = 1,
    keep_months: int = 8,
    progress: bool = True,
) -> Run:
    """Live one scenario: a name, a file or a Scenario, with values set as by `--set`.

    Months are kept of the first `keep_months` replicates. The same seed and replicate has the same luck in every scenario.

    >>> months, seasons = run("steady", replicates=2, set={"years": 2, "warm_up_years": 1}, progress=False)
    >>> seasons.query("cooperative == 'esperanza'").shape[0], "delivery_share" in seasons
    (4, True)
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    changes = {**(parse_source(price) if price else {}), **(set or {})}
    chosen = chosen.with_values(changes) if changes else chosen
    with watched(_("Simulating"), progress) as tell:
        months, seasons = run_scenario(chosen, replicates, seed, workers=workers, keep_months=keep_months, on_progress=tell)
    return Run(months, seasons)


def design_of(design: Design | Mapping[str, Any] | Folder) -> Design:
    """A design as it is, from a table of its keys, or from a file.

    >>> len(design_of({"scenario": "steady", "design": "factorial", "factor": {"trust": [0.2, 0.8]}}))
    2
    """
    if isinstance(design, Design):
        return design
    return Design(**design) if isinstance(design, Mapping) else read(Path(design))


def sweep(
    design: Design | Mapping[str, Any] | Folder,
    *,
    out: Folder | None = None,
    workers: int = 1,
    cluster: str | None = None,
    retry_failed: bool = False,
    force: bool = False,
    progress: bool = True,
) -> Swept:
    """Run a design (a Design, a table of its keys, a file, or the name of one that comes along) and give back its tables.

    `points`: index design_point, one column a factor. `outcomes`: one row a run, design_point, replicate, status, reason and the
    outcomes in their units; a run that failed is a row with its reason. The numbers do not depend on `workers` or `cluster`.

    With `out` every finished run is kept in that folder, as by `coopsim sweep DESIGN --out DIR`: call it again after a power cut
    and it goes on where it was (`retry_failed`: failed runs too; `force`: begin anew where another sweep lies). `cluster` is the
    address of a Dask scheduler, or "local". A script that uses workers or a cluster needs `if __name__ == "__main__":`.

    >>> swept = sweep({"scenario": "steady", "design": "factorial", "factor": {"trust": [0.2, 0.8]}, "replicates": 2,
    ...                "outcomes": ["trust_last"]}, progress=False)
    >>> swept.outcomes[["design_point", "replicate"]].to_numpy().tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    chosen = design_of(design)
    if workers < 1:
        raise UserMistake(field="workers", got=workers, allowed=_("{bound} or more").format(bound=1))
    with watched(_("Simulating"), progress) as tell:
        if out is None and cluster is None:
            return sweep_here(chosen, workers, tell)
        with TemporaryDirectory() if out is None else nullcontext(str(out)) as folder:
            run_sweep(chosen, folder, workers=workers, cluster=cluster, retry_failed=retry_failed, force=force, on_progress=tell)
            return sweep_summary.read_sweep(folder)


@dataclass(frozen=True)
class Summary:
    """What a sweep found, as tidy tables; every number in its outcome's own unit (`outcomes` says which).

    by_point: design_point x outcome (n, mean, ci_low, ci_high, q10 ... q90, failed). by_factor: factor x level x outcome.
    differences: every paired comparison (mean, ci_low, ci_high, saving: how many times fewer runs common luck needed). failures:
    reason, runs. document(): the whole as plain data, the same as `coopsim summary --json`.
    """

    outcomes: pd.DataFrame
    by_point: pd.DataFrame
    by_factor: pd.DataFrame
    differences: pd.DataFrame
    failures: pd.DataFrame
    swept: Swept

    def document(self) -> dict[str, Any]:
        """Plain data: lists of rows, missing is None."""
        return sweep_summary.summary(self.swept, list(self.outcomes.index))


def summary(sweep: Swept | Folder, outcomes: Sequence[str] = ()) -> Summary:
    """Means, intervals, paired differences, bands and failures of a sweep, read from its folder or as `read_sweep` gave it.

    `outcomes`: names such as "delivery_share_mean"; none: those of the design.
    """
    swept = _swept(sweep)
    names = swept.outcome_names(outcomes)
    told = pd.DataFrame(sweep_summary.summary(swept, names)["outcomes"]).set_index("name")
    return Summary(
        outcomes=told[["unit", "en", "es"]],
        by_point=sweep_summary.by_point(swept, names),
        by_factor=sweep_summary.by_factor(swept, names),
        differences=sweep_summary.differences(swept, names),
        failures=swept.failures(),
        swept=swept,
    )


def write_report(sweep: Swept | Folder, path: Folder, outcomes: Sequence[str] = (), language: str | None = None) -> Path:
    """Write the page of a sweep, one self-contained HTML file in English ("en") or Spanish ("es"), and return its path."""
    from coopsim.report.sweep_page import sweep_report  # here: drawing costs half a second

    swept = _swept(sweep)
    if language not in (None, "en", "es"):
        raise UserMistake(field="language", got=language, allowed="en, es")
    return sweep_report(swept, path, language, outcomes, folder="" if isinstance(sweep, Swept) else Path(sweep).name)


def _swept(sweep: Swept | Folder) -> Swept:
    return sweep if isinstance(sweep, Swept) else sweep_summary.read_sweep(Path(sweep))
