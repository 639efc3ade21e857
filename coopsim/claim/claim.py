"""`coopsim claim`: real episodes by spliced counterfactual, and an ensemble of worlds that generalises."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

import pandas as pd

from coopsim.arguments import month, whole
from coopsim.claim.conditions.boxes import BoxesJob
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.documents import BoxSearch, Verdict
from coopsim.claim.in_full import curves_table, in_full
from coopsim.claim.judging.assemble import pieces_of, verdict_of
from coopsim.claim.judging.reading import judged_h2
from coopsim.claim.studied import Choices, Design, Likeness, Studied
from coopsim.claim.studying import study
from coopsim.claim.tables import runs_table, worlds_table
from coopsim.claim.worlds.simulated import Simulated
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.pieces import Piece, done
from coopsim.runs.run import run
from coopsim.scenario import Scenario, loaded

DESIGNS: tuple[str, ...] = get_args(Design)
FEW_RESAMPLES = 2  # where only each world's chances are wanted, no interval
GONE = {
    "replicates": "worlds=, runs=",
    "flips": "full=",
    "document": "verdict",
    "effects": "runs",
}  # names of earlier versions, and what acts in their place


@dataclass(frozen=True)
class Claim:
    """The test of the claim: what it found, in numbers and codes, and the tables behind it.

    `verdict` holds no sentence: `coopsim.claim_text(verdict)` makes them, in both languages.
    """

    verdict: Verdict
    runs: pd.DataFrame  # every run of every arm
    worlds: pd.DataFrame  # what each world of the headline drew and says
    months: pd.DataFrame  # of some replicates of the episodes
    seasons: pd.DataFrame
    prices: pd.DataFrame
    curves: pd.DataFrame  # every point of the figures that only `full` draws

    def __getattr__(self, name: str) -> Any:
        """Names of earlier versions are answered with those of today."""
        if name in GONE:
            raise AttributeError(f"a Claim has no {name}: it is `{GONE[name]}` now", name=name, obj=self)
        raise AttributeError(f"a Claim has no {name}", name=name, obj=self)


def claim(
    scenario: str | Scenario,
    *,
    worlds: int | None = None,
    runs: int | None = None,
    seed: int = 1,
    design: str = "both",
    full: bool = False,
    prior: bool = False,
    knock_outs: bool = True,
    cells: bool = True,
    start: str | None = None,
    held_names: Collection[str] = (),
    workers: int = 1,
    keep_months: int = 8,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    kept: KeptJobs | None = None,
    **gone: Any,
) -> Claim:
    """Run the test of the claim on a scenario.

    Parameters
    ----------
    scenario : str or Scenario
        A scenario's name, the path of its file, or a Scenario. Its own way to sell and to pay is the headline.
    worlds : int, optional
        Worlds of the headline, and the most of any other setting; left out: as `claim.toml` says, 200 and fewer elsewhere.
    runs : int, optional
        Runs of each world of the headline; left out: 20. Fewer than 8 give no verdict.
    seed : int
        Of all random draws.
    design : {"both", "history", "worlds"}
        Real episodes, worlds, or both.
    full : bool
        More worlds, other sizes and months of onset, where it turns, how much is chance, placebos, rows of class C.
    prior : bool
        Worlds over the whole ranges, not chosen by their likeness to the field.
    knock_outs : bool
        Also worlds with one mechanism switched off.
    cells : bool
        Also other ways to sell and to pay, and other sorts of price change.
    start : str, optional
        Episodes from this month on ("1995-04"); left out: from the free market on.
    held_names : collection of str
        Parameters that are not drawn but stand in every world as the scenario says (`--set`).
    workers : int
        Processes that share the work; the numbers do not depend on it.
    keep_months : int
        Replicates of the episodes whose months are kept.
    on_progress : callable, optional
        Called with the runs done and the runs in all.
    cancelled : callable, optional
        Once it returns true no new job is begun.
    kept : KeptJobs, optional
        Results of an interrupted test, by which it goes on.
    **gone
        Arguments of earlier versions: refused, with what acts in their place.

    Returns
    -------
    Claim
        The verdict and its tables.

    Raises
    ------
    UserMistake
        A number of the wrong kind, an unknown design, or prices that hold no boom and no slump.
    """
    _refuse(gone)
    scenario = loaded(scenario)
    worlds, runs = worlds if worlds is None else whole("worlds", worlds, 2), runs if runs is None else whole("runs", runs, 2)
    seed, workers, keep_months = whole("seed", seed), whole("workers", workers, 1), whole("keep_months", keep_months)
    start = None if start is None else month("start", start)
    if design not in DESIGNS:
        raise UserMistake(field="--design", got=design, among=DESIGNS)
    asked = (prior, full, knock_outs, cells, seed, worlds, runs, start, tuple(sorted(held_names)))
    choices = Choices(cast("Design", design), *asked)
    fixed = criteria()

    def simulate(jobs: Sequence[Any]) -> list[Any]:
        return run(jobs, workers, on_progress, cancelled, kept)

    studied, all_worlds = study(scenario, fixed, choices, simulate, keep_months)
    more = in_full(studied, all_worlds, simulate)
    judged = done({"worlds": _of_worlds(studied)} | pieces_of(studied), simulate)
    ((table, boxes),) = judged["worlds"] or [(pd.DataFrame(), ())]
    return Claim(
        verdict_of(studied, boxes=boxes, judged=judged, **vars(more)),
        runs_table(studied),
        table,
        _together([episode.months for episode in studied.episodes]),
        _together([episode.seasons for episode in studied.episodes]),
        studied.prices,
        curves_table(more.curves),
    )


def _of_worlds(studied: Studied) -> tuple[Piece, ...]:
    """What single worlds say, as a piece of work; none without worlds."""
    return () if studied.main is None else (Piece(worlds_and_boxes, studied.main, studied.fixed, studied.likeness),)


def worlds_and_boxes(main: Simulated, fixed: Criteria, likeness: Likeness | None) -> tuple[pd.DataFrame, tuple[BoxSearch, ...]]:
    """The table of worlds, and the limits that single some of them out."""
    h2 = judged_h2(main, fixed, fixed.headline_treatment, FEW_RESAMPLES)
    return worlds_table(main, fixed, likeness, h2), BoxesJob.of(h2, main.draws, fixed.frozen.boxes)()


def _refuse(gone: Collection[str]) -> None:
    """Arguments of earlier versions by name; any other is a mistake of the program that calls."""
    for name in gone:
        if name not in GONE:
            raise TypeError(f"claim() takes no argument {name!r}")
        raise UserMistake(_("is gone"), field=name, allowed=GONE[name])


def _together(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The tables that have rows, as one."""
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
