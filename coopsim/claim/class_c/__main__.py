"""Keep the sensitivity to rows of class C anew: `python -m coopsim.claim.class_c docs/measured/class_c.json`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coopsim.claim import documents as d
from coopsim.claim.class_c.sensitivity import class_c_of, planned
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.matching.likeness import likeness
from coopsim.claim.plan import Worlds, headline_jobs
from coopsim.claim.settings import headline_of_scenario
from coopsim.claim.worlds.simulated import together
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.pieces import Simulate
from coopsim.runs.provenance import model_hash
from coopsim.runs.run import run
from coopsim.runs.unfinished import remove
from coopsim.scenario import Scenario, load
from coopsim.version import __version__

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
        coopsim_version=__version__,
        scenario=scenario.id,
        scenario_hash=scenario.hash(),
        outcome_file_hash=fixed.hash,
        model_hash=model_hash(),
        seed=SEED,
        headline_cell=headline_of_scenario(scenario).cell,
        headline_treatment=fixed.headline_treatment,
        headline_ln_size=fixed.headline_ln_size,
        class_c=class_c_of(results[: len(jobs)], together(results[len(jobs) :]), fixed, resamples),
    )


class Lines:
    """A line for every tenth of the runs."""

    def __init__(self) -> None:
        self.tenth = -1

    def __call__(self, done: int, total: int) -> None:
        if (tenth := 10 * done // total) > self.tenth:
            self.tenth = tenth
            print(f"{done:,} / {total:,}", file=sys.stderr, flush=True)  # noqa: T201


def main(path: str = KEPT) -> None:
    """Simulate, compare, judge, and write what it says; interrupted, it goes on where it was."""
    file = Path(path)
    kept, lines = KeptJobs(file.parent / f".{file.stem}-unfinished"), Lines()

    def simulate(jobs: Sequence[Any]) -> Sequence[Any]:
        return run(jobs, WORKERS, lines, kept=kept)

    text = document(load(SCENARIO), criteria(), simulate).json_text()
    file.write_text(text, encoding="utf-8", newline="\n")
    remove(kept.folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
