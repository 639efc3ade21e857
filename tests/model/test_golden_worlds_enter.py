"""The golden worlds enter every phase of a month and every process of it: what none of them enters, none of them checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coopsim.model import month
from coopsim.model.simulate import live, world_of
from coopsim.scenario import Scenario
from tests.laws.test_life import mergers, region
from tests.model.little import months_of
from tests.model.phases import compiled_names, plain, written
from tests.model.test_engine_golden import QUICK, cases
from tests.model.test_order import phases

OF_MONTHS = ("processes.", "choice.decide", "choice.outlets", "choice.neighbours", "choice.learn")
BESIDE = (  # of tables and of beginnings, or tried by themselves
    *("processes.record.", "processes.usual.", "processes.events."),
    *("choice.learn.rules_begin", "processes.budget.savings_begin"),
    *("processes.prices.contracts_lose_value", "processes.moving.comes_within_reach", "processes.moving.owes_nothing"),  # rare
)

OF_KINDS = (
    *(f"{name} under random_utility" for name in ("kinship-association", "benefit-group", "second-level-central")),
    *(f"{name} under random_utility" for name in ("novel-product", "hedged")),
    *("centre-in-a-slump", "voted-rule"),
)


def entered(scenario: Scenario, months: int) -> set[Any]:
    """The compiled functions that a world enters in its first months, one replicate of it."""
    world, found = world_of(scenario, (0,), 11), set()

    def noted(function: Any) -> Callable[..., Any]:
        def enters(*given: Any) -> Any:
            found.add(function)
            return plainly(*given)

        plainly = written(function)
        return enters

    with plain(noted):
        live(world, months)
    return found


def name_of(function: Any) -> str:
    return f"{function.__module__}.{function.__name__}".removeprefix("coopsim.model.")


def test_every_phase_is_entered() -> None:
    assert {getattr(month, name) for name in phases()} <= entered(cases()[QUICK[-1]](), 12)


@pytest.mark.slow
def test_every_process_of_the_months_is_entered() -> None:
    found = entered(cases()["random-09"](), 60) | entered(cases()["walk-away-0-castillo"](), 60)
    for case in OF_KINDS:
        scenario = cases()[case]()
        found |= entered(scenario, months_of(scenario))
    found |= entered(region(0, admission_share_per_year=0.3), 72)  # whose books are kept in tests/laws/test_life.py
    found |= entered(mergers(1), 72) | entered(mergers(3), 144)
    wanted = {value for _module, _name, value in compiled_names() if name_of(value).startswith(OF_MONTHS)}
    assert not [name_of(one) for one in wanted - found if not name_of(one).startswith(BESIDE)]
