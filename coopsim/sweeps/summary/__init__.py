"""What a sweep found: means with their intervals, paired differences, bands, failures. Tables in, tables out."""

from __future__ import annotations

from coopsim.sweeps.summary.differences import differences
from coopsim.sweeps.summary.document import summary
from coopsim.sweeps.summary.levels import by_factor, two_way
from coopsim.sweeps.summary.reading import is_sweep, read_sweep, sweep_in
from coopsim.sweeps.summary.swept import Swept, by_point

__all__ = ["Swept", "by_factor", "by_point", "differences", "is_sweep", "read_sweep", "summary", "sweep_in", "two_way"]
