"""Seven experiments that decide between the claim's mechanism and its rivals (declared in `decide.toml`).

decided = decide(load("castillo"), ["X1", "X4"], worlds=60)
decided.document.experiments[0].reading  # "claim", "rival", "both" or "neither"
"""

from coopsim.claim.decide.deciding import Decided, chosen_ids, decide
from coopsim.claim.decide.declared import declared
from coopsim.claim.decide.settings import RUNS, WORLDS

__all__ = ["RUNS", "WORLDS", "Decided", "chosen_ids", "decide", "declared"]
