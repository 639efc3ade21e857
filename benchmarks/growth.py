"""Does time grow in proportion? Nanoseconds a farmer-month from one size to the next, in each direction in which worlds grow."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

from benchmarks.sizes import scenario_of
from benchmarks.timing import interleaved
from coopsim.model.decision import RULES
from coopsim.model.record import Recorder
from coopsim.model.simulate import live, world_of
from coopsim.scenario import Scenario

FARMERS, ROWS, YEARS = 1_000, 8, 10


def growth(repeats: int, tell: Callable[[str], None]) -> list[dict[str, Any]]:
    """Nanoseconds a farmer-month of whole runs, made and recorded, along each direction; proportional: they stay as they are."""
    base = scenario_of(FARMERS).with_values({"years": YEARS})
    along = {
        "farmers": [(number, _work(scenario_of(number).with_values({"years": YEARS}), 1)) for number in (1_000, 10_000, 100_000)],
        "months": [(12 * years, _work(base.with_values({"years": years}), ROWS)) for years in (5, 10, 20, 36)],
        "replicates": [(rows, _work(base, rows)) for rows in (1, 8, 64)],
        "cooperatives": [(number, _work(_with_cooperatives(base, number), ROWS)) for number in (1, 2, 4, 8)],
        "rules": [(number, _work(_with_rules(base, number), ROWS)) for number in (1, 2, 4, 8)],
    }
    return [_grown(name, sizes, repeats, tell) for name, sizes in along.items()]


def _grown(name: str, sizes: list[Any], repeats: int, tell: Callable[[str], None]) -> dict[str, Any]:
    tell(f"Growth in {name}")
    seconds = interleaved({str(number): work for number, (work, _amount) in sizes}, repeats)
    ns = [statistics.median(seconds[str(number)]) / amount * 1e9 for number, (_work, amount) in sizes]
    return {"along": name, "sizes": [number for number, _work in sizes], "ns": ns}


def _work(scenario: Scenario, rows: int) -> tuple[Callable[[], object], float]:
    months = 12 * scenario.time.years

    def work() -> None:
        world = world_of(scenario, range(rows), base_dir=scenario.folder)
        recorder = Recorder(0, "1990-04")
        live(world, months, [recorder])
        recorder.month_columns()

    return work, float(rows * months * scenario.population.farmers)


def _with_rules(base: Scenario, number: int) -> Scenario:
    return base.with_values({"rules": dict.fromkeys(list(RULES)[:number], 1.0 / number)})


def _with_cooperatives(base: Scenario, number: int) -> Scenario:
    one = base.cooperative[0]
    members = base.cooperative[0].members // number
    several = tuple(one.model_copy(update={"id": f"number-{place}", "members": members}) for place in range(number))
    return base.model_copy(update={"cooperative": several})
