"""Sweeps on the disk: designs in, a folder of tables out, on one machine or many, that go on wherever they were stopped."""

from __future__ import annotations

from coopsim.sweeps.merge import merge
from coopsim.sweeps.shard import Shard
from coopsim.sweeps.sweep import Ended, Stopped, run_sweep

__all__ = ["Ended", "Shard", "Stopped", "merge", "run_sweep"]
