"""Whether twice the runs give the same words: the headline of `castillo` with all of its runs, and with half of them.

`python -m coopsim.claim.doubling docs/measured/doubling.json` simulates the worlds of the default test with twice its runs and
judges them by the first half and by all, for several seeds of the arms.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.judging.parts import parts_of
from coopsim.claim.matching.likeness import likeness
from coopsim.claim.plan import Worlds, headline_jobs
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.runs.provenance import model_hash
from coopsim.runs.run import run
from coopsim.scenario import Scenario, load

SCENARIO = "castillo"
SEEDS = (1, 2)


def verdict_words(simulated: Simulated, fixed: Criteria) -> dict[str, str]:
    """The word of each part that has one."""
    every = {part.id: getattr(part, "word", None) for part in parts_of(simulated, fixed)}
    return {id: word for id, word in every.items() if word is not None}


def headline(scenario: Scenario, fixed: Criteria, seed: int, workers: int = 2) -> Simulated:
    """The headline of the default test with twice its runs."""

    def simulate(jobs: Sequence[Any]) -> list[Any]:
        return run(jobs, workers)

    worlds = Worlds.of(likeness(scenario, fixed, seed, simulate).matched).first(fixed.frozen.judgement.worlds)
    return together(simulate(headline_jobs(scenario, fixed, worlds, 2 * fixed.frozen.runs.headline, seed)))


def document(scenario: Scenario, fixed: Criteria, seeds: Sequence[int] = SEEDS) -> Mapping[str, Any]:
    """What is kept of it: the words by seed, with the runs of the default and with twice as many."""
    once = fixed.frozen.runs.headline
    by_seed = []
    for seed in seeds:
        whole = headline(scenario, fixed, seed)
        by_seed.append(
            {"seed": seed, "words": verdict_words(whole.first_runs(once), fixed), "words_of_twice": verdict_words(whole, fixed)}
        )
    return {
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "model_hash": model_hash(),
        "outcome_file_hash": fixed.hash,
        "worlds": fixed.frozen.judgement.worlds,
        "runs": once,
        "seeds": by_seed,
    }


def main(path: str) -> None:
    """Simulate, judge twice, and write what it says."""
    kept = document(load(SCENARIO), criteria())
    Path(path).write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
