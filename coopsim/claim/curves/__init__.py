"""Where the answer turns, with --full only: headroom, the map of a level, sizes, processes, Shapley values, each draw alone."""

from coopsim.claim.curves.document import curves_of
from coopsim.claim.curves.plan import Planned, planned_curves

__all__ = ["Planned", "curves_of", "planned_curves"]
