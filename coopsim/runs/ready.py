"""Whether the months are compiled, and compiling them once: processes that begin together would each do it, at the same time."""

from __future__ import annotations

from pathlib import Path

from coopsim.model.month import simulate
from coopsim.model.record import Recorder
from coopsim.model.simulate import calendar, live, world_of
from coopsim.scenario import load


def is_compiled() -> bool:
    """Whether machine code of the months lies on the disk, or none is kept there."""
    stats = getattr(simulate, "stats", None)  # in plain Python there are none
    folder = None if stats is None else stats.cache_path
    return folder is None or any(Path(folder).glob("month.simulate-*.nbi"))


def compile_once() -> None:
    """Live a year of a little world, so that whatever runs need is on the disk for every process that begins after this."""
    if is_compiled():
        return
    scenario = load("castillo").with_values({"farmers": 12, "members": 6, "years": 1, "warm_up_years": 0})
    months, before = calendar(scenario)
    live(world_of(scenario), len(months), [Recorder(before, scenario.time.start)])
