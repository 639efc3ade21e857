"""What decides the numbers of a run, as one hash a design point; with its replicate it is the identity of a run."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from coopsim.designs import Design
from coopsim.model.decision import RULES, rule_source
from coopsim.model.simulate import paths_for
from coopsim.scenario import Scenario
from coopsim.version import __version__


def point_hashes(design: Design) -> list[str]:
    """sha256 of scenario, price figures, source text of the user's rules, version and seed, one for each design point.

    The same point of another design has the same hash: what was run for one counts for the other.

    >>> one, two = (Design("steady", "factorial", factor={"trust": levels}) for levels in ([0.3], [0.3, 0.7]))
    >>> point_hashes(one)[0] == point_hashes(two)[0]
    True
    """
    prices: dict[str, str] = {}
    rules: dict[tuple[str, ...], str] = {}
    found = []
    for point in range(len(design)):
        scenario = design.scenario_of(point)
        said = {
            "scenario": scenario.hash(),
            "prices": _prices(scenario, design.seed, prices),
            "rules": _rules(scenario, rules),
            "version": __version__,
            "seed": design.seed,
        }
        found.append(digest(said))
    return found


def digest(document: Any) -> str:
    """The sha256 of the canonical JSON of plain data."""
    return sha256(json.dumps(document, sort_keys=True, separators=(",", ":"), default=str).encode()).hexdigest()


def _prices(scenario: Scenario, seed: int, known: dict[str, str]) -> str:
    """The price figures themselves: a file of prices may change under its name. Worked out once for each price and calendar."""
    told = f"{scenario.price.model_dump_json()} {scenario.time.model_dump_json()} {scenario.folder}"
    if told not in known:
        paths = paths_for(scenario, [0], seed, scenario.folder)
        figures = paths.world_price_usd_per_qq.tobytes() + paths.local_cost_index.tobytes()
        known[told] = sha256(figures).hexdigest()
    return known[told]


def _rules(scenario: Scenario, known: dict[tuple[str, ...], str]) -> str:
    """The source text of the user's own rules; ours are told by the version."""
    own = tuple(sorted(name for name in scenario.population.rules if name not in RULES))
    place = (*own, str(scenario.folder))
    if place not in known:
        known[place] = digest([[name, rule_source(name, scenario.folder)] for name in own])
    return known[place]
