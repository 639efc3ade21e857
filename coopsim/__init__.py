"""coopsim: coffee farmers choose between their cooperative and the open market.

    import coopsim

    months, seasons = coopsim.run("castillo", replicates=16, set={"payment_delay_months": 9})
    swept = coopsim.sweep("member-price")                            # a design that comes along, your own file, or a Design
    coopsim.summary(swept).differences                               # paired differences, with common random numbers
    coopsim.write_report(swept, "my-sweep.html")
    verdict = coopsim.claim(coopsim.load("castillo"), worlds=60, runs=8).verdict
    print(verdict.part("H2").word, verdict.part("H2").classes)       # five shares of the imagined cooperatives
    print(coopsim.claim_text(verdict, "es").answer)                  # its sentences, in English or Spanish
    model = coopsim.CoopModel(case="castillo"); model.step(); print(model.farmer_agents[0].explain())

The names below are the door; everything is imported when it is first asked for. Tables are pandas, tidy, and their columns
end in their unit: `_usd` US$ of 2025, `_qq` quintals of 46 kg green coffee, `_share` 0 to 1.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import coopsim.claim  # noqa: F401 - a room with the name of a door: loaded first, so that the name stays the function
from coopsim.version import __version__ as __version__

del claim  # noqa: F821

if TYPE_CHECKING:
    from coopsim.agents import Cooperative, CoopModel, Farmer, Intermediary
    from coopsim.api import (
        calibrate,
        decision_rules,
        discover,
        fates,
        flips,
        policy,
        run,
        sensitivity,
        summary,
        sweep,
        write_report,
    )
    from coopsim.claim.claim import claim
    from coopsim.claim.side_by_side import compare
    from coopsim.designs import Design
    from coopsim.errors import UserMistake
    from coopsim.model.decision import DecisionRule
    from coopsim.report.claim_text import claim_text
    from coopsim.report.side_by_side_words import comparison_text
    from coopsim.runs.followed import Followed, follow
    from coopsim.scenario import Scenario, load, parameters
    from coopsim.sweeps.summary import read_sweep
    from coopsim.validation import validate

_DOORS = {
    "CoopModel": "coopsim.agents",
    "Cooperative": "coopsim.agents",
    "DecisionRule": "coopsim.model.decision.rule",
    "Design": "coopsim.designs",
    "Farmer": "coopsim.agents",
    "Followed": "coopsim.runs.followed",
    "Intermediary": "coopsim.agents",
    "Scenario": "coopsim.scenario",
    "UserMistake": "coopsim.errors",
    "calibrate": "coopsim.api",
    "claim": "coopsim.claim.claim",
    "claim_text": "coopsim.report.claim_text",
    "compare": "coopsim.claim.side_by_side",
    "comparison_text": "coopsim.report.side_by_side_words",
    "decision_rules": "coopsim.api",
    "discover": "coopsim.api",
    "fates": "coopsim.api",
    "flips": "coopsim.api",
    "follow": "coopsim.runs.followed",
    "load": "coopsim.scenario",
    "parameters": "coopsim.scenario",
    "policy": "coopsim.api",
    "read_sweep": "coopsim.sweeps.summary",
    "run": "coopsim.api",
    "sensitivity": "coopsim.api",
    "summary": "coopsim.api",
    "sweep": "coopsim.api",
    "validate": "coopsim.validation",
    "write_report": "coopsim.api",
}

__all__ = [
    "CoopModel",
    "Cooperative",
    "DecisionRule",
    "Design",
    "Farmer",
    "Followed",
    "Intermediary",
    "Scenario",
    "UserMistake",
    "calibrate",
    "claim",
    "claim_text",
    "compare",
    "comparison_text",
    "decision_rules",
    "discover",
    "fates",
    "flips",
    "follow",
    "load",
    "parameters",
    "policy",
    "read_sweep",
    "run",
    "sensitivity",
    "summary",
    "sweep",
    "validate",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"coopsim has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_DOORS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
