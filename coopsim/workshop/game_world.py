"""The world that is played: which scenario, from which year, and what changes in it."""

from __future__ import annotations

from typing import Any

from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.prices.months import month_name
from coopsim.scenario import Scenario, load
from coopsim.scenario.events import Event

SCENARIO = "weak-cooperative"
WITHOUT_RISE = {"rise_share": 0.0}  # the same world at a normal price


def game_scenario() -> Scenario:
    """The cooperative of the room."""
    return load(SCENARIO)


def first_year(scenario: Scenario, years: int) -> int:
    """The year in which a game begins, from 0: the one before the price rises, or that one where there is time for one only.

    >>> first_year(game_scenario(), 2), first_year(game_scenario(), 1)
    (2, 3)
    """
    rises = int(scenario.price.from_month) // 12
    return rises if years == 1 else rises - 1


def lasting(scenario: Scenario, years: int) -> Scenario:
    """The scenario until the end of a game of so many years."""
    return scenario.with_values({"years": first_year(scenario, years) + years})


def with_changes(scenario: Scenario, changes: dict[int, dict[str, Any]]) -> Scenario:
    """The scenario in which parameters change as a year opens: {year of the scenario: {parameter: value}}, for good."""
    year, month = map(int, scenario.time.start.split("-"))
    first = year * 12 + month - 1  # as months are numbered
    events = tuple(
        Event(id=f"year-{number}", month=month_name(first + number * 12), set=values)
        for number, values in changes.items()
        if values
    )
    return scenario.model_copy(update={"event": (*scenario.event, *events)})


def begun(scenario: Scenario, seed: int, months: int) -> World:
    """The world of a scenario as a game begins, after so many months of it. Played are copies."""
    world = world_of(scenario, [0], seed, base_dir=scenario.folder)
    live(world, calendar(scenario)[1] + months)
    return world
