"""How much work a month is: counted, never timed, so that a change that doubles it is seen on any machine.

What is counted is how often a process is entered, in plain Python; the bounds stand a little above the figures of today: raise
one on purpose, with a reason, or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from coopsim.model.luck import Luck
from coopsim.model.simulate import live, world_of
from coopsim.scenario import load
from tests.model.phases import plain, written

FARMERS = 40
HARVEST_MONTH, LEAN_MONTH, LAST_MONTH = 24 + 4, 24 + 10, 24 + 11  # of the third season
MOST = {HARVEST_MONTH: 46.5, LEAN_MONTH: 23.5, LAST_MONTH: 44.5}  # a household; today: 46.0, 22.8 and 43.7, since kinds ask
SCENARIO = load("castillo").with_values({"source": "constant", "warm_up_years": 1, "years": 4, "fixed_cost_usd_per_year": 0.0})


def entries(number: int, farmers: int = FARMERS) -> Counter[str]:
    """How often each process is entered in one month of one row."""
    share = {"cooperative.esperanza.members": farmers * 100 // 160}
    world = world_of(SCENARIO.with_values({"farmers": farmers} | share), (0,))
    live(world, number)
    found: Counter[str] = Counter()

    def counted(function: Any) -> Callable[..., Any]:
        def entered(*given: Any) -> Any:
            found[f"{function.__module__}.{function.__name__}"] += 1
            return written(function)(*given)

        return entered

    with plain(counted):
        live(world, number + 1)
    return found


@pytest.mark.parametrize("number", list(MOST), ids=["harvest", "lean", "last"])
def test_a_month_does_not_get_dearer(number: int) -> None:
    found = sum(entries(number).values()) / FARMERS
    assert found <= MOST[number], f"{found} entries a household: at most {MOST[number]}"
    assert found >= 0.6 * MOST[number], f"{found} entries a household: lower the bound of {MOST[number]}"


@pytest.mark.parametrize("number", list(MOST), ids=["harvest", "lean", "last"])
def test_a_cooperative_alone_in_its_district_asks_nobody_about_others(number: int) -> None:
    """Nothing of the choice among several cooperatives is entered, but what a member and an outsider are offered at home."""
    found = entries(number)
    asked = [name for name in found if name.rpartition(".")[0].endswith(("other_homes", "facing", "moving"))]
    assert {name.rpartition(".")[2] for name in asked} <= {"outlets_of_membership", "mean_gain_usd", "members_move"}


def test_three_times_as_many_farmers_are_three_times_the_work() -> None:
    """Nothing in a month looks at everybody for each household."""
    few, many = entries(HARVEST_MONTH), entries(HARVEST_MONTH, 3 * FARMERS)
    assert few.keys() == many.keys()
    assert all(number <= 3 * few[name] + 3 for name, number in many.items())


def test_no_luck_is_drawn_that_nobody_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each month the lot's luck and the management's; once a season each farm's weather, the district's weather and its price."""
    drawn, written_draw = [], Luck._draw

    def draw(self: Luck, *place: Any) -> Any:
        found = written_draw(self, *place)
        drawn.append(found.size)
        return found

    world = world_of(SCENARIO, range(2))
    live(world, 24)
    monkeypatch.setattr(Luck, "_draw", draw)
    live(world, 36)
    farmers = world.farmers.shape[1]
    assert sum(drawn) == 2 * (farmers * (12 + 12 + 1) + 2)
