"""What `claim.toml` fixes before the test is run, as types: parts of the claim, draws of a world, cells, and every other choice.

criteria().subclaim("H2d").smallest_effect  # 0.05
criteria().frozen.judgement.worlds          # 200
"""

from coopsim.claim.criteria.draws import Drawn
from coopsim.claim.criteria.parts import Secondary, Subclaim, relative
from coopsim.claim.criteria.read import Criteria, criteria

__all__ = ["Criteria", "Drawn", "Secondary", "Subclaim", "criteria", "relative"]
