"""What decides the numbers of a run, as one hash: two runs with the same identity have the same results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coopsim.model.choice.registry import rule_source
from coopsim.model.decision import RULES
from coopsim.model.simulate import paths_for
from coopsim.runs.documents import content_hash
from coopsim.scenario import Scenario
from coopsim.version import __version__


class Identities:
    """The identities of many scenarios under one seed; prices and rules that scenarios share are read once."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._prices: dict[str, str] = {}
        self._rules: dict[tuple[str, ...], str] = {}

    def of(self, scenario: Scenario) -> str:
        """The sha256 of scenario, price figures, source text of the user's rules, version and seed."""
        return content_hash(
            {
                "scenario": scenario.hash(),
                "prices": self._prices_of(scenario),
                "rules": self._rules_of(scenario),
                "version": __version__,
                "seed": self.seed,
            }
        )

    def _prices_of(self, scenario: Scenario) -> str:
        """The price figures themselves: a file of prices may change under its name."""
        place = f"{scenario.price.model_dump_json()} {scenario.time.model_dump_json()} {scenario.folder}"
        if place not in self._prices:
            paths = paths_for(scenario, [0], self.seed, scenario.folder)
            self._prices[place] = content_hash([paths.world_price_usd_per_qq, paths.local_cost_index])
        return self._prices[place]

    def _rules_of(self, scenario: Scenario) -> str:
        """The source text of the user's own rules; the version stands for ours."""
        names = tuple(sorted(name for name in scenario.population.rules if name not in RULES))
        place = (*names, str(scenario.folder))
        if place not in self._rules:
            self._rules[place] = content_hash([[name, rule_source(name, scenario.folder)] for name in names])
        return self._rules[place]


def run_identity(command: str, scenario: Scenario, seed: int, replicates: int, **options: Any) -> str:
    """The identity of what a command computes: its scenario, its replicates and whatever else its results depend on.

    >>> from coopsim.scenario import load
    >>> castillo = load("castillo")
    >>> run_identity("run", castillo, 1, 8) == run_identity("run", castillo, 1, 9)
    False
    """
    return content_hash({"world": Identities(seed).of(scenario), "command": command, "replicates": replicates, **options})


def identities_under(rules: Iterable[str], scenario: Scenario, seed: int) -> dict[str, str]:
    """What the scenario is when all its farmers decide by each of the rules."""
    identities = Identities(seed)
    return {rule: identities.of(scenario.with_values({"rules": {rule: 1.0}})) for rule in rules}
