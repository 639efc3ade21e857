"""A slider of the page is moved: milliseconds until the run is simulated and its charts are drawn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from coopsim.report.charts.described import Chart
from coopsim.web.charts import chain_charts, explore_charts
from coopsim.web.live import path_of

PRESET = "boom"


def slider_milliseconds(repeats: int, tell: Callable[[str], None]) -> float:
    """From a changed value to described charts, of which the page makes pictures in the browser; by the clock on the wall."""
    tell("A slider is moved")
    before = path_of(PRESET)
    found = []
    for number in range(4 * repeats):
        begun = time.perf_counter()
        current = path_of(PRESET, (("advance_share", 0.5 + 0.01 * number),))
        drawn: list[Chart] = [*explore_charts(current, before, "en"), *chain_charts(current, before, "en")]
        assert drawn
        found.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(found)
