"""coopsim: coffee farmers choose between their cooperative and the open market.

    import coopsim

    months, seasons = coopsim.run_scenario(coopsim.load("castillo"), replicates=16)
    verdict = coopsim.claim(coopsim.load("castillo"), worlds=60).document
    model = coopsim.CoopModel(case="castillo"); model.step(); print(model.farmer_agents[0].explain())

The names below are the front door; everything is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from coopsim.agents import Cooperative, CoopModel, Farmer, Intermediary
    from coopsim.errors import UserMistake
    from coopsim.experiments.claim import claim
    from coopsim.experiments.patterns import validate
    from coopsim.experiments.run import run_scenario
    from coopsim.model.decision import DecisionRule
    from coopsim.model.simulate import live, world_of
    from coopsim.scenario import Scenario, load, parameters

_DOORS = {
    "CoopModel": "coopsim.agents",
    "Cooperative": "coopsim.agents",
    "DecisionRule": "coopsim.model.decision",
    "Farmer": "coopsim.agents",
    "Intermediary": "coopsim.agents",
    "Scenario": "coopsim.scenario",
    "UserMistake": "coopsim.errors",
    "claim": "coopsim.experiments.claim",
    "live": "coopsim.model.simulate",
    "load": "coopsim.scenario",
    "parameters": "coopsim.scenario",
    "run_scenario": "coopsim.experiments.run",
    "validate": "coopsim.experiments.patterns",
    "world_of": "coopsim.model.simulate",
}

__all__ = [
    "CoopModel",
    "Cooperative",
    "DecisionRule",
    "Farmer",
    "Intermediary",
    "Scenario",
    "UserMistake",
    "claim",
    "live",
    "load",
    "parameters",
    "run_scenario",
    "validate",
    "world_of",
]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"coopsim has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_DOORS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
