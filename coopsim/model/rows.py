"""From Python into compiled code: the records, ties and luck of all replicates, and one replicate of them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import written_out
from coopsim.model.records import Draws, Row
from coopsim.model.world import World

Array = NDArray[np.float64]


class Rows(NamedTuple):
    """All of every replicate; the first axis is the row."""

    households: NDArray[np.void]
    cooperatives: NDArray[np.void]
    districts: NDArray[np.void]
    traders: NDArray[np.void]
    markets: NDArray[np.void]
    outlets: NDArray[np.void]
    neighbours: NDArray[np.int64]
    known_log_shifts: Array
    journals: Array
    rules: NDArray[np.int64]  # of all rows alike
    draws: Draws  # the first axis: distinct replicates
    place_of_row: NDArray[np.int64]  # which of these a row is


@written_out  # a record cannot be given back
def row_at(rows: Any, number: int) -> Any:
    """One replicate."""
    drawn, place = rows.draws, rows.place_of_row[number]
    return Row(
        rows.households[number],
        rows.cooperatives[number],
        rows.districts[number],
        rows.traders[number],
        rows.markets[number],
        rows.neighbours[number],
        rows.outlets[number],
        rows.rules,
        rows.known_log_shifts[number],
        Draws(
            drawn.taste[place],
            drawn.management[place],
            drawn.shock[place],
            drawn.neighbour_met[place],
            drawn.looks[place],
            drawn.copies[place],
            drawn.tries[place],
            drawn.coin[place],
            drawn.farm_weather[place],
            drawn.monitoring[place],
            drawn.district_weather[place],
            drawn.farm_gate[place],
            drawn.outlet[place],
            drawn.review[place],
            drawn.sponsor[place],
            drawn.revival[place],
            drawn.merger[place],
            drawn.label_demand[place],
        ),
        rows.journals[number],
    )


def rows_of(world: World) -> Rows:
    """A world as compiled code takes it, with the luck of its season."""
    shifts, rows = world.paths.known_log_shift, len(world.neighbour)
    return Rows(
        *world.records,
        neighbours=world.neighbour,
        known_log_shifts=np.zeros((rows, 0)) if shifts is None else shifts,
        journals=world.journals,
        rules=numbers_of_rules(world),
        draws=draws_of_season(world),
        place_of_row=world.luck.place_of_row,
    )


def numbers_of_rules(world: World) -> NDArray[np.int64]:
    """Each rule's number among ours (below 0: a user's own), its first household, and its last and one."""
    return np.array([[rule.number, part.start, part.stop] for rule, part in world.rules], dtype=np.int64)


def draws_of_season(world: World) -> Draws:
    """The season's uniforms by distinct replicate; of a stream that nothing asks for, none. Kept as long as they serve."""
    asked = world.season, _asked_for(world)
    if world.draws is None or world.draws[0] != asked:
        world.draws = asked, _drawn(world, asked[1])
    draws: Draws = world.draws[1]
    return draws


def _asked_for(world: World) -> frozenset[str]:
    """The streams that some parameter asks for."""
    districts, cooperatives = world.records.districts, world.records.cooperatives
    asked = {
        "shock": districts["shock_share_per_month"].any(),
        "monitoring": cooperatives["minimum_delivery_share"].any() and cooperatives["monitoring_share"].any(),
        "sponsor": districts["sponsor_share_per_year"].any(),
        "revival": districts["revival_share_per_year"].any(),
        "merger": districts["merger_share_per_year"].any(),
        "label demand": cooperatives["demand_stops_share_per_year"].any(),
    }
    return frozenset(stream for stream, wanted in asked.items() if wanted)


def _drawn(world: World, asked: frozenset[str]) -> Draws:
    luck, season, households, districts = world.luck, world.season, world.farmers.shape[1], world.records.districts.shape[1]
    cooperatives = world.records.cooperatives.shape[1]
    streams = {stream for rule, _part in world.rules for stream in rule.streams}
    sees = any(rule.sees for rule, _part in world.rules)

    def of(stream: str, wanted: bool = True, slots: int = households, months: int = 12) -> Array:
        return luck.of_season(stream, season, slots, months) if wanted else np.zeros((luck.replicates.size, months, 0))

    return Draws(
        taste=of("taste"),
        management=of("management"),
        shock=of("shock", "shock" in asked),
        neighbour_met=of("whom", sees),
        looks=of("looks", "looks" in streams),
        copies=of("copies", "copies" in streams),
        tries=of("tries", "tries" in streams),
        coin=of("coin", "coin" in streams),
        farm_weather=of("farm weather", months=1)[:, 0],
        monitoring=of("monitoring", "monitoring" in asked, months=1)[:, 0],
        district_weather=of("district weather", slots=districts, months=1)[:, 0],
        farm_gate=of("farm gate", slots=districts, months=1)[:, 0],
        outlet=_of_outlets(world),
        review=of("review", world.records.outlets.shape[-1] > 0, months=1)[:, 0],
        sponsor=of("sponsor", "sponsor" in asked, districts, 1)[:, 0],
        revival=of("revival", "revival" in asked, cooperatives, 1)[:, 0],
        merger=of("merger", "merger" in asked, cooperatives, 1)[:, 0],
        label_demand=of("label demand", "label demand" in asked, cooperatives, 1)[:, 0],
    )


def _of_outlets(world: World) -> Array:
    """A uniform for each household, month and cooperative within her reach, her home first; none where she has her home alone."""
    replicates, (_rows, households, others) = world.luck.replicates, world.records.outlets.shape
    if others == 0:
        return np.zeros((replicates.size, 12, households, 0))
    drawn = world.luck.of_season("outlet", world.season, households * (others + 1))
    return drawn.reshape(len(drawn), 12, households, others + 1)
