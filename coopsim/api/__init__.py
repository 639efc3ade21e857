"""The door's own functions: what the commands do, from Python. Tables in pandas, tidy, in the units that they name.

Nothing here prints or writes but what it is asked to; progress shows in a terminal and in a notebook, and nowhere else.
"""

from __future__ import annotations

from coopsim.api.analysis import discover, flips, sensitivity
from coopsim.api.ledgers import calibrate
from coopsim.api.many import Summary, design_of, fates, summary, sweep, write_report
from coopsim.api.one import Run, decision_rules, run
from coopsim.api.policy import policy

__all__ = [
    "Run",
    "Summary",
    "calibrate",
    "decision_rules",
    "design_of",
    "discover",
    "fates",
    "flips",
    "policy",
    "run",
    "sensitivity",
    "summary",
    "sweep",
    "write_report",
]
