"""Designs of experiments as data: which scenarios, which values, how often; checked before anything runs."""

from __future__ import annotations

from coopsim.experiments.designs.design import Arm, Design
from coopsim.experiments.designs.document import names, read
from coopsim.experiments.designs.enough import replicates_wanted
from coopsim.experiments.designs.factor import Factor

__all__ = ["Arm", "Design", "Factor", "names", "read", "replicates_wanted"]
