"""Which patterns of the field each theory reproduces, as `coopsim validate` last measured it; kept with the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from coopsim.claim.theories.weights import Passes

FILE = "reproduced.json"


@dataclass(frozen=True)
class Reproduced:
    """Passes of class E patterns by which no worlds were chosen.

    Parameters
    ----------
    scenario_hash : str
        Of the scenario that was measured: of another nothing is said.
    passes : mapping
        By rule and pattern.
    """

    scenario_hash: str
    passes: Passes


def reproduced_of(validated: Mapping[str, Any]) -> Reproduced:
    """What validate.json says of each rule.

    Parameters
    ----------
    validated : mapping
        The document of `coopsim validate`.

    Returns
    -------
    Reproduced
        By its own ranking: class E, not matched.

    Examples
    --------
    >>> row = {"rule": "price_gap", "reproduced": 1, "of": 2, "patterns": {"P3": False, "P17": True}}
    >>> reproduced_of({"scenario_hash": "1a", "ranking": [row]}).passes
    {'price_gap': {'P17': True, 'P3': False}}
    """
    rows = sorted(validated["ranking"], key=lambda row: str(row["rule"]))
    return Reproduced(str(validated["scenario_hash"]), {row["rule"]: dict(sorted(row["patterns"].items())) for row in rows})


@cache
def kept_reproduced() -> Reproduced:
    """What comes with the package; `python -m coopsim.claim.theories docs/measured/validate.json` writes it anew.

    >>> sorted(kept_reproduced().passes)[:2]
    ['experience', 'imitation']
    """
    return Reproduced(**json.loads((files("coopsim.claim.theories") / FILE).read_text(encoding="utf-8")))


def write(validated: Path, folder: Path) -> None:
    """Keep what a document of `coopsim validate` says."""
    measured = reproduced_of(json.loads(validated.read_text(encoding="utf-8")))
    kept = {"scenario_hash": measured.scenario_hash, "passes": measured.passes}
    (folder / FILE).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8", newline="\n")
