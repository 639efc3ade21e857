"""How a world begins: whatever a scenario says becomes a column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.choice.own import OwnRule
from coopsim.model.choice.registry import rule_named, rule_numbers
from coopsim.model.decision import DecisionRule
from coopsim.model.draws import inverse, is_constant
from coopsim.model.first_states import first_states
from coopsim.model.luck import Luck
from coopsim.model.network import neighbours, ring_positions
from coopsim.model.policies import Policies, members_at_start, policies
from coopsim.model.processes import books
from coopsim.model.processes.contracts import FORWARD_BASES
from coopsim.model.processes.founding import START_UP_PAYERS
from coopsim.model.processes.obligations import SHORTFALL_COSTS
from coopsim.model.processes.shocks import PAYERS
from coopsim.model.processes.traders import SLOTS_FOR_ENTRANTS
from coopsim.model.reach import near_cooperatives, other_outlets, within_reach
from coopsim.model.settling import homes, settled
from coopsim.model.world import Paths, Records, World
from coopsim.scenario import Distribution, Scenario
from coopsim.scenario.declare import Group
from coopsim.scenario.places import districts_shown, numbers_of_districts, road_km_of_districts

Array = NDArray[np.float64]


def start(
    scenarios: Sequence[Scenario],
    replicates: Sequence[int],
    seed: int,
    paths: Paths,
    *,
    keep_entries: bool = False,
    beside: Path | None = None,
) -> World:
    """A world with one row for each (scenario, replicate); the scenarios share their sizes and their mix of rules."""
    resolved = _resolved_once(scenarios)
    first = resolved[0]
    if len({structure(s) for s in resolved}) > 1:
        raise UserMistake(_("scenarios of one block must share farmers, cooperatives, rules and ties"))
    rows, farmers, cooperatives, ties = len(resolved), first.population.farmers, len(first.cooperative), first.network.ties
    district_of = np.array(numbers_of_districts(first.cooperative, first.district))
    road_km = np.array(road_km_of_districts(first.cooperative, first.district))
    near, districts = near_cooperatives(district_of, road_km, first.population.reach_km), len(road_km)
    luck = Luck(seed, list(replicates))
    decided = policies(resolved, luck)
    named = _rules(first, farmers, beside)
    world = World(
        luck=luck,
        paths=paths,
        records=Records.empty(
            *(rows, farmers, cooperatives, districts, districts * _places_for_traders(resolved)),
            other_outlets(near, first.population.outlets),
        ),
        neighbour=np.zeros((rows, farmers, 0), dtype=np.int64),
        rules=[(rule, part) for _name, rule, part in named],
        harvest_shares=np.array(first.time.harvest_shares, dtype=float),
        identifiers=tuple(c.id for c in first.cooperative),
        districts_named=districts_shown(first.cooperative, first.district),
    )
    if keep_entries:
        _open_journals(world)
    _people(world, resolved, named)
    _cooperatives(world, resolved, decided)
    _districts(world, resolved, district_of, road_km)
    _traders(world)
    home, member = homes(members_at_start(decided), luck.once_a_season("places", 0, farmers), district_of, settled(first))
    people, district = world.farmers, district_of[home]
    for name in ("home", "season_home", "facing"):
        world.records.households[name] = home
    world.records.outlets["cooperative"] = within_reach(home, district_of, near, first.population.outlets, luck)
    world.records.households["compares"] = _has_another(world)
    world.records.outlets["trust"] = people.trust[..., None]
    people.add(district=district, cooperative=np.where(member, home, -1), is_member=member)
    position = ring_positions(luck.once_a_season("ring", 0, farmers), district)
    people.add(kin=district * 1_000_000 + position // people.kin_group_size.astype(np.int64))
    rewiring = (
        np.stack([luck.once_a_season(f"ties {i}", 0, farmers) for i in range(2 * ties)], axis=-1)
        if ties
        else np.zeros((rows, farmers, 0))
    )
    world.neighbour = neighbours(position, district, ties, people.rewired_share, rewiring)
    first_states(world)
    return world


def _has_another(world: World) -> NDArray[np.bool_]:
    """Whether a household has another cooperative within reach that exists at the start, shape (rows, households)."""
    reached = world.records.outlets["cooperative"]
    stands = world.records.cooperatives["stands_at_start"][:, None, :]
    exists = np.take_along_axis(np.broadcast_to(stands, (*reached.shape[:2], stands.shape[-1])), np.maximum(reached, 0), axis=-1)
    answer: NDArray[np.bool_] = ((reached >= 0) & exists).any(axis=-1)
    return answer


def _open_journals(world: World) -> None:
    """Room for every entry of the whole run, in each row."""
    rows, months = world.paths.world_price_usd_per_qq.shape
    world.journals = np.stack([books.room_for(months, len(world.identifiers))] * rows)
    world.ledger.journals = world.journals


def structure(scenario: Scenario) -> tuple[object, ...]:
    """What scenarios must share to be rows of one world: farmers, cooperatives and where they are, rules, ties, harvest months.

    >>> structure(Scenario()) == structure(Scenario().with_values({"trust": 0.3}))
    True
    """
    rules = tuple(scenario.population.rules.items())
    where = numbers_of_districts(scenario.cooperative, scenario.district)
    cooperatives = tuple(zip((c.id for c in scenario.cooperative), where, strict=True))
    people = scenario.population
    sizes = people.farmers, tuple(settled(scenario)), cooperatives
    reach = people.outlets, people.reach_km, tuple(one.road_km for one in scenario.district)
    return sizes, reach, rules, scenario.network.ties, scenario.time.harvest_shares


def _resolved_once(scenarios: Sequence[Scenario]) -> list[Scenario]:
    resolved: dict[int, Scenario] = {}
    return [resolved.setdefault(id(s), s.resolved()) for s in scenarios]


def _people(world: World, scenarios: list[Scenario], named: list[tuple[str, DecisionRule, slice]]) -> None:
    """What a scenario says of households, network, mechanisms and rules."""
    people, farmers = world.farmers, world.farmers.shape[1]
    for group in ("population", "household", "network", "mechanisms"):
        people.share(**_numbers([getattr(s, group) for s in scenarios]))
    people.share(insurance_payer=[[PAYERS.index(s.household.insurance_paid_by)] for s in scenarios])
    people.add(**_drawn([s.population for s in scenarios], world.luck, farmers))
    for name, rule, _part in named:
        if rule.parameters is not None:
            tables = [rule_numbers(s, name, rule) for s in scenarios]
            people.share(**_numbers(tables))
            people.add(**_drawn(tables, world.luck, farmers))
        if isinstance(rule, OwnRule):
            people.add(**{column.name: 0.0 for column in rule.memory})


def _numbers(groups: Sequence[Group]) -> dict[str, NDArray[Any]]:
    """Every number or switch of these groups by its name, shape (rows, 1)."""
    columns: dict[str, NDArray[Any]] = {}
    for name in type(groups[0]).model_fields:
        values = [getattr(group, name) for group in groups]
        if isinstance(values[0], (bool, int, float)):
            columns[name] = np.array(values, dtype=bool if isinstance(values[0], bool) else float)[:, None]
    return columns


def _drawn(groups: Sequence[Group], luck: Luck, slots: int) -> dict[str, Array]:
    """Every number that differs between farmers, or between cooperatives, by the inverse of its distribution.

    So each of them keeps its rank when a spread is swept.
    """
    columns: dict[str, Array] = {}
    for name in type(groups[0]).model_fields:
        shapes = [getattr(group, name) for group in groups]
        if isinstance(shapes[0], Distribution):
            column = columns[name] = np.empty((len(groups), slots))
            rows_of: dict[Distribution, list[int]] = {}
            for row, shape in enumerate(shapes):
                rows_of.setdefault(shape, []).append(row)
            for shape, rows in rows_of.items():
                if is_constant(shape):  # nothing to draw; streams are known by name, so no other is shifted
                    column[rows] = shape.mean
                else:
                    column[rows] = inverse(shape, luck.once_a_season(f"start {name}", 0, slots)[rows])
    return columns


def _cooperatives(world: World, scenarios: list[Scenario], decided: Policies) -> None:
    """What a scenario says of each cooperative, or what was drawn for it."""
    cooperatives = world.cooperatives
    for name, column in decided.items():
        if column.dtype != object:
            getattr(cooperatives, name)[...] = column
    for place in range(cooperatives.shape[1]):
        for name, column in _drawn([s.cooperative[place] for s in scenarios], world.luck, cooperatives.shape[1]).items():
            getattr(cooperatives, name)[:, place] = column[:, place]
    cooperatives.add(**_drawn([s.closing for s in scenarios], world.luck, cooperatives.shape[1]))
    for name, options in (("forward_basis", FORWARD_BASES), ("shortfall_costs", SHORTFALL_COSTS)):
        getattr(cooperatives, f"{name}_number")[:] = [[options.index(one) for one in row] for row in decided[name]]
    payers = [[START_UP_PAYERS.index(one) for one in row] for row in decided["start_up_paid_by"]]
    world.records.cooperatives["start_up_payer"] = payers
    cooperatives.sells_fixed[:] = decided["sale_price"] == "fixed"
    for kind in ("fixed", "indexed", "pooled"):
        getattr(cooperatives, f"pays_{kind}")[:] = decided["member_price"] == kind
    cooperatives.add(**_numbers([s.closing for s in scenarios]))
    world.records.cooperatives["place"] = np.arange(cooperatives.shape[1])


def _districts(world: World, scenarios: list[Scenario], district: NDArray[np.int64], road_km: Array) -> None:
    """The local market; where each cooperative is; in whose books the outside accounts of a district are, with its first one."""
    market, records = world.districts, world.records.districts
    for group in ("intermediary", "price"):
        market.add(**_numbers([getattr(s, group) for s in scenarios]))
    market.add(normal_price_usd_per_qq=market.reference_price_usd_per_qq, local_cost_index=1.0)
    for row, scenario in enumerate(scenarios):
        for place, one in enumerate(scenario.district):
            for name, value in one.says().items():
                records[name][row, place] = value
    world.records.cooperatives["district"] = district
    records["road_km"], world.records.cooperatives["road_km"] = road_km, road_km[district]
    records["books_at"] = [int(np.argmax(district == place)) for place in range(market.shape[1])]


def _places_for_traders(scenarios: list[Scenario]) -> int:
    """Of each district: its traders at the start, and those who may enter; as many as the district of most has."""
    return int(np.ceil(max(max(traders(s)) for s in scenarios) * SLOTS_FOR_ENTRANTS))


def traders(scenario: Scenario) -> tuple[float, ...]:
    """How many traders there are: of the scenario, and of each district that says its own."""
    return scenario.intermediary.number, *(one.says().get("number", 0.0) for one in scenario.district)


def _traders(world: World) -> None:
    """The traders of the start; a part of a number is a part of a trader."""
    districts = world.records.districts
    places = world.intermediaries.shape[1] // districts.shape[1]
    number, cash = (np.repeat(districts[name], places, axis=1) for name in ("number", "cash_usd"))
    present = np.clip(number - np.tile(np.arange(places), districts.shape[1])[None, :], 0.0, 1.0)
    world.intermediaries.add(
        present_share=present,
        cash_usd=cash * present,
        district=np.repeat(np.arange(districts.shape[1]), places)[None, :],
    )


def _rules(scenario: Scenario, farmers: int, beside: Path | None) -> list[tuple[str, DecisionRule, slice]]:
    """Each rule by its name, with its slice of the farmers."""
    names, shares = list(scenario.population.rules), np.array(list(scenario.population.rules.values()))
    ends = np.round(np.cumsum(shares) / shares.sum() * farmers).astype(int)
    return [
        (n, rule_named(n, beside), slice(int(b), int(e)))
        for n, b, e in zip(names, np.concatenate([[0], ends[:-1]]), ends, strict=True)
        if e > b
    ]
