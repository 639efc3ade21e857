"""Designs of experiments as data: which scenarios, which values, how often; checked before anything runs."""

from __future__ import annotations

from coopsim.designs.design import Arm, Design
from coopsim.designs.document import names, read
from coopsim.designs.enough import replicates_wanted
from coopsim.designs.factor import Factor

__all__ = ["Arm", "Design", "Factor", "names", "read", "replicates_wanted"]
