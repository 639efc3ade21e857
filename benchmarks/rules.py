"""What a mix of all decision rules costs over the dearest of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.contenders import made
from benchmarks.timing import interleaved, median_ratio
from coopsim.model.decision import RULES
from coopsim.model.simulate import live

ROWS = 32


def mix_over_dearest(repeats: int, tell: Callable[[str], None]) -> float:
    """A season of 400 farmers of all rules, over one in which all follow the rule that takes longest."""
    tell("A mix of all rules")
    shares = {name: {name: 1.0} for name in RULES} | {"mix": {name: 1.0 / len(RULES) for name in RULES}}
    worlds = {name: made(ROWS, 400, rules=of_rule) for name, of_rule in shares.items()}

    def season(world: Any) -> None:
        live(world, world.month + 12)

    for world in worlds.values():
        season(world)
    seconds = interleaved({name: (lambda world=world: season(world)) for name, world in worlds.items()}, repeats)
    dearest = max(RULES, key=lambda name: min(seconds[name]))
    return median_ratio(seconds["mix"], seconds[dearest])
