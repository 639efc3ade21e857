"""A search from its first generation to the robust choice; every generation is a sweep in a folder, so a search goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopsim.designs.points import Row
from coopsim.errors import UserMistake, refuse_without
from coopsim.language import text as _
from coopsim.runs.documents import json_text
from coopsim.sweeps import disk
from coopsim.sweeps.policy.design import PolicyDesign
from coopsim.sweeps.policy.judged import AS_IT_IS, judged, robust
from coopsim.sweeps.policy.search import Evaluate, front, search
from coopsim.sweeps.summary.document import rows
from coopsim.sweeps.summary.reading import is_sweep, sweep_in
from coopsim.sweeps.summary.swept import Swept
from coopsim.sweeps.sweep import Progress, run_sweep

SEARCH = "search.json"  # whose search a folder holds
HELD_OUT = "held-out"  # how the name of the batch begins that judges


@dataclass(frozen=True)
class Policy:
    """What a search came to.

    Attributes
    ----------
    design : PolicyDesign
        Levers, objectives, floor, and how many futures.
    policies : pandas.DataFrame
        One row for each policy that was judged in futures that the search did not see: `policy` (0: the scenario as it is),
        `generation`, the levers, mean outcomes over these futures, `regret` (the largest over futures and objectives, each as a
        part of the worst of any policy), `regret_mean`, `floor_share` (of the futures, above the floor), `futures` and
        `is_on_front` (no other is better in every objective).
    objectives : pandas.DataFrame
        One row for each of these policies and objective, in its unit: `mean`, `difference` from the scenario as it is with
        `ci_low` and `ci_high` (95 %, over futures), `searched_difference` (the same in the search, which flatters),
        `regret_max` and `regret_mean` (how much better the best policy did in the same future).
    futures : pandas.DataFrame
        One row for each of these policies and future: outcomes, `regret`, `is_above_floor`.
    searched : pandas.DataFrame
        One row for each policy that was tried, the scenario as it is first: `policy`, `generation`, levers, mean outcomes in
        the search.
    choices : dict
        "regret" and, where there is a floor, "floor": the number of the policy that is robust by it.
    failed : int
        How many runs failed; the means are without them.
    """

    design: PolicyDesign
    policies: pd.DataFrame
    objectives: pd.DataFrame
    futures: pd.DataFrame
    searched: pd.DataFrame
    choices: dict[str, int]
    failed: int = 0

    def document(self) -> dict[str, Any]:
        """The result as plain data."""
        return {
            "schema": 1,
            "design": self.design.document(),
            "choices": self.choices,
            "tried": len(self.searched) - 1,
            "failed": self.failed,
            "policies": rows(self.policies),
            "objectives": rows(self.objectives),
        }


def policy(
    design: PolicyDesign,
    folder: Path,
    *,
    workers: int = 1,
    cluster: str | None = None,
    force: bool = False,
    command: Sequence[str] = (),
    on_progress: Progress | None = None,
    note: Callable[[str], None] = lambda sentence: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Policy:
    """Search the levers, judge the winners in futures that the search did not see.

    What is finished stays in the folder: called again with the same design it goes on; with more generations it adds them.

    Raises
    ------
    UserMistake
        A folder that holds something else, a missing package, a full disk.
    Stopped
        `cancelled()` returned true; finished runs are in the folder.
    """
    refuse_without("optuna", "analysis", _("a search needs the package optuna, which is not installed"))
    claim_folder(folder, design.identity, force)
    batches = Batches(design, folder, workers, cluster, command, on_progress, note, cancelled)
    return searched_and_judged(design, batches)


def searched_and_judged(design: PolicyDesign, evaluate: Evaluate) -> Policy:
    """The whole of it, by whatever tries policies; the batch that is held out is named so."""
    searched = search(design, evaluate)
    numbers = [AS_IT_IS, *(number for number in front(searched, design.objectives) if number != AS_IT_IS)]
    levers = searched.loc[numbers, [one.name for one in design.levers]].astype(object)
    tried: list[Row] = [dict(zip(levers.columns, of, strict=True)) for of in levers.iloc[1:].to_numpy().tolist()]
    values = evaluate(f"{HELD_OUT}-{design.generations:03d}-{design.held_out}", [{}, *tried])
    verdict = judged(values.assign(policy=[numbers[place] for place in values["policy"]]), design.objectives, design.floor)
    settings = searched.loc[numbers, ["generation", *levers.columns]]
    return Policy(
        design,
        settings.join(verdict.policies).reset_index(),
        _with_searched(verdict.objectives, searched),
        verdict.futures,
        searched.reset_index(),
        robust(verdict.policies),
        failed=int(getattr(evaluate, "failed", 0)),
    )


def _with_searched(objectives: pd.DataFrame, searched: pd.DataFrame) -> pd.DataFrame:
    """The objectives with what the search had seen of each policy: its difference from the scenario as it is."""
    seen = [
        searched.loc[policy, name] - searched.loc[AS_IT_IS, name]
        for policy, name in zip(objectives["policy"], objectives["outcome"], strict=True)
    ]
    return objectives.assign(searched_difference=np.array(seen, dtype=float))


def claim_folder(folder: Path, identity: str, force: bool) -> None:
    """A new folder, or one that holds this search; somebody else's is refused."""
    if folder.exists() and not folder.is_dir():
        raise UserMistake(_("is a file, not a folder"), field="--out", got=str(folder))
    try:
        before = json.loads((folder / SEARCH).read_text(encoding="utf-8"))["identity"]
    except (OSError, ValueError, KeyError, TypeError):
        before = None
    if before != identity and not force and folder.is_dir() and any(folder.iterdir()):
        message = _("holds another search") if before else _("holds other files")
        raise UserMistake(message, field="--out", got=str(folder), allowed=_("an empty or new folder, or --force"))
    try:
        if before != identity and folder.is_dir():
            for batch in (*folder.glob("generation-*"), *folder.glob(f"{HELD_OUT}-*")):
                if is_sweep(batch):
                    shutil.rmtree(batch)
        folder.mkdir(parents=True, exist_ok=True)
        disk.write_whole(folder / SEARCH, json_text({"identity": identity}).encode())
    except OSError as error:
        reason = f"{_('cannot be written')} ({error.strerror or error})"
        raise UserMistake(reason, field="--out", got=str(folder)) from error


@dataclass
class Batches:
    """Tries policies by the sweep of each batch: what its folder holds is not run again."""

    design: PolicyDesign
    folder: Path
    workers: int
    cluster: str | None
    command: Sequence[str]
    on_progress: Progress | None
    note: Callable[[str], None]
    cancelled: Callable[[], bool]
    failed: int = 0
    _batches: int = 0

    def __call__(self, name: str, policies: Sequence[Row]) -> pd.DataFrame:
        """As `Evaluate`."""
        design = self.design
        held_out = name.startswith(HELD_OUT)
        ended = run_sweep(
            design.sweep(policies, held_out),
            self.folder / name,
            workers=self.workers,
            cluster=self.cluster,
            command=self.command,
            on_progress=self._report(held_out),
            note=self.note,
            cancelled=self.cancelled,
        )
        self._batches += 1
        self.failed += ended.failed
        return by_future(sweep_in(self.folder / name), design, len(policies), held_out)

    def _report(self, held_out: bool) -> Progress | None:
        """Progress of this batch as a part of the whole search; what the judging takes is known when it begins."""
        report, whole = self.on_progress, self.design.policies * self.design.runs
        if report is None:
            return None
        if held_out:
            return report
        past = self._batches * whole + (self.design.runs if self._batches else 0)
        of_all = whole * self.design.generations + self.design.runs  # and the scenario as it is
        return lambda done, of, failed: report(past + done, of_all, self.failed + failed)


def by_future(swept: Swept, design: PolicyDesign, policies: int, held_out: bool) -> pd.DataFrame:
    """The runs of a batch as one row for each policy and future: the means over its runs.

    Where a cooperative is closed it has no cohesion: an objective that is to be large counts as 0 in a run that has no value.
    """
    number = design.held_out if held_out else design.futures
    runs = swept.good.fillna({name: 0.0 for name, way in design.objectives.items() if way == "max"})
    point, replicate = runs["design_point"], runs["replicate"]
    by_point = bool(design.factors)  # a draw of the factors is a design point, a run without them a replicate
    of_run = runs.assign(policy=point // number if by_point else point, future=point % number if by_point else replicate)
    means = of_run.groupby(["policy", "future"])[design.outcomes].mean()
    if len(means) < policies * number:
        reason = str(swept.failures()["reason"].iloc[0])
        raise UserMistake(_("every run of a policy in some future failed: {reason}").format(reason=reason))
    return means.reset_index()
