"""Keep the sensitivity to rows of class C anew: `python -m coopsim.claim.class_c docs/measured/class_c.json`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from coopsim.claim import documents as d
from coopsim.claim.class_c.sensitivity import class_c_of, planned
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.heads import headline_head
from coopsim.claim.matching.likeness import likeness
from coopsim.claim.plan import Worlds, headline_jobs
from coopsim.claim.worlds.simulated import together
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.pieces import Simulate
from coopsim.runs.progress import watched
from coopsim.runs.run import run
from coopsim.runs.unfinished import remove
from coopsim.scenario import Scenario, load

SCENARIO, SEED, WORKERS = "castillo", 1, 2
KEPT = "docs/measured/class_c.json"


def document(
    scenario: Scenario, fixed: Criteria, simulate: Simulate, worlds: int | None = None, resamples: int | None = None
) -> d.ClassCDocument:
    """What is kept: the worlds of the default test, held against the rows and judged by the headline's own runs.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    fixed : Criteria
        In force.
    simulate : callable
        Does jobs, in order.
    worlds : int, optional
        Of the headline; left out: as `claim.toml` has them.
    resamples : int, optional
        Of every interval.

    Returns
    -------
    ClassCDocument
        Of seed 1.
    """
    number = fixed.frozen.judgement.worlds if worlds is None else worlds
    chosen = Worlds.of(likeness(scenario, fixed, SEED, simulate, worlds=number).matched).first(number)
    jobs = planned(scenario, chosen, SEED)
    of_headline = headline_jobs(scenario, fixed, chosen, fixed.frozen.runs.headline, SEED)
    results = simulate([*jobs, *of_headline])
    return d.ClassCDocument(
        **headline_head(scenario, fixed, SEED),
        class_c=class_c_of(results[: len(jobs)], together(results[len(jobs) :]), fixed, resamples),
    )


def main(path: str = KEPT) -> None:
    """Simulate, compare, judge, and write what it says; interrupted, it goes on where it was."""
    file = Path(path)
    kept = KeptJobs(file.parent / f".{file.stem}-unfinished")
    with watched("Simulating") as tell:
        text = document(load(SCENARIO), criteria(), partial(run, workers=WORKERS, on_progress=tell, kept=kept)).json_text()
    file.write_text(text, encoding="utf-8", newline="\n")
    remove(kept.folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
