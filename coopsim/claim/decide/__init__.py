"""Six experiments that decide between the claim's mechanism and its rivals (declared in `decide.toml`).

found = decide(load("castillo"), ["X1", "X4"], worlds=60)
found.document["experiments"][0]["finding"]["en"]
"""

from coopsim.claim.decide.deciding import DEFAULT_WORLDS, Decided, chosen_ids, decide
from coopsim.claim.decide.declared import declared

__all__ = ["DEFAULT_WORLDS", "Decided", "chosen_ids", "decide", "declared"]
