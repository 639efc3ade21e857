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
from coopsim.model.processes import books
from coopsim.model.processes.contracts import FORWARD_BASES
from coopsim.model.processes.obligations import SHORTFALL_COSTS
from coopsim.model.processes.shocks import PAYERS
from coopsim.model.processes.traders import SLOTS_FOR_ENTRANTS
from coopsim.model.reach import within_reach
from coopsim.model.world import Paths, Records, World
from coopsim.scenario import Distribution, Scenario
from coopsim.scenario.declare import Group
from coopsim.scenario.places import districts_shown, numbers_of_districts

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
    district_of = np.array(numbers_of_districts(first.cooperative))
    districts = int(district_of.max()) + 1
    luck = Luck(seed, list(replicates))
    named = _rules(first, farmers, beside)
    world = World(
        luck=luck,
        paths=paths,
        records=Records.empty(rows, farmers, cooperatives, districts, districts * _places_for_traders(resolved)),
        neighbour=np.zeros((rows, farmers, 0), dtype=np.int64),
        within_reach=np.zeros((rows, farmers, 0), dtype=np.int64),
        rules=[(rule, part) for _name, rule, part in named],
        harvest_shares=np.array(first.time.harvest_shares, dtype=float),
        identifiers=tuple(c.id for c in first.cooperative),
        districts_named=districts_shown(first.cooperative),
    )
    if keep_entries:
        _open_journals(world)
    _people(world, resolved, named)
    _cooperatives(world, resolved)
    _districts(world, district_of)
    _traders(world, resolved)
    home, member = _places(resolved, luck, farmers)
    people, district = world.farmers, district_of[home]
    world.records.households["home"] = world.records.households["facing"] = home
    world.within_reach = within_reach(home, district_of, first.population.outlets, luck)
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
    cooperatives = tuple(zip((c.id for c in scenario.cooperative), numbers_of_districts(scenario.cooperative), strict=True))
    people = scenario.population
    return people.farmers, people.outlets, cooperatives, rules, scenario.network.ties, scenario.time.harvest_shares


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


def _cooperatives(world: World, scenarios: list[Scenario]) -> None:
    """What a scenario says of each cooperative, and of the local market of its district."""
    cooperatives, market = world.cooperatives, world.districts
    for place in range(cooperatives.shape[1]):
        for name, column in _numbers([s.cooperative[place] for s in scenarios]).items():
            getattr(cooperatives, name)[:, place] = column[:, 0]
        for name, column in _drawn([s.cooperative[place] for s in scenarios], world.luck, cooperatives.shape[1]).items():
            getattr(cooperatives, name)[:, place] = column[:, place]
    cooperatives.add(**_drawn([s.closing for s in scenarios], world.luck, cooperatives.shape[1]))
    cooperatives.forward_basis_number[:] = [[FORWARD_BASES.index(c.forward_basis) for c in s.cooperative] for s in scenarios]
    cooperatives.sells_fixed[:] = [[c.sale_price == "fixed" for c in s.cooperative] for s in scenarios]
    for kind in ("fixed", "indexed", "pooled"):
        getattr(cooperatives, f"pays_{kind}")[:] = [[c.member_price == kind for c in s.cooperative] for s in scenarios]
    cooperatives.shortfall_costs_number[:] = [
        [SHORTFALL_COSTS.index(c.shortfall_costs) for c in s.cooperative] for s in scenarios
    ]
    cooperatives.add(**_numbers([s.closing for s in scenarios]))
    for group in ("intermediary", "price"):
        market.add(**_numbers([getattr(s, group) for s in scenarios]))
    market.add(normal_price_usd_per_qq=market.reference_price_usd_per_qq, local_cost_index=1.0)
    world.records.cooperatives["place"] = np.arange(cooperatives.shape[1])


def _districts(world: World, district: NDArray[np.int64]) -> None:
    """Where each cooperative is; and in whose books the outside accounts of a district are, with its first cooperative."""
    world.records.cooperatives["district"] = district
    world.records.districts["books_at"] = [int(np.argmax(district == place)) for place in range(world.districts.shape[1])]


def _places_for_traders(scenarios: list[Scenario]) -> int:
    """Of each district: its traders at the start, and those who may enter."""
    return int(np.ceil(max(s.intermediary.number for s in scenarios) * SLOTS_FOR_ENTRANTS))


def _traders(world: World, scenarios: list[Scenario]) -> None:
    """The traders of the start; a part of a number is a part of a trader."""
    districts, places = world.districts.shape[1], _places_for_traders(scenarios)
    number = np.array([s.intermediary.number for s in scenarios])[:, None]
    present = np.clip(number - np.tile(np.arange(places), districts)[None, :], 0.0, 1.0)
    cash = np.array([s.intermediary.cash_usd for s in scenarios])[:, None]
    world.intermediaries.add(
        present_share=present, cash_usd=cash * present, district=np.repeat(np.arange(districts), places)[None, :]
    )


def _places(scenarios: Sequence[Scenario], luck: Luck, farmers: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Whose home is which cooperative and who is a member: by rank of a uniform, so rules are spread evenly.

    Who is no member has the cooperative of her district, or one of them, as her home.
    """
    members = np.array([[c.members if c.stands_at_start else 0 for c in s.cooperative] for s in scenarios])
    home = np.zeros((len(scenarios), farmers), dtype=np.int64)
    member = np.zeros((len(scenarios), farmers), dtype=bool)
    for row, uniforms in enumerate(luck.once_a_season("places", 0, farmers)):
        order = np.argsort(uniforms, kind="stable")
        joined = int(members[row].sum())
        weights = members[row] if joined else np.ones(members.shape[1])
        home[row, order[:joined]] = np.repeat(np.arange(members.shape[1]), members[row])
        ends = np.round(np.cumsum(weights) / weights.sum() * (farmers - joined)).astype(int)
        home[row, order[joined:]] = np.searchsorted(ends, np.arange(farmers - joined), side="right")
        member[row, order[:joined]] = True
    return home, member


def _rules(scenario: Scenario, farmers: int, beside: Path | None) -> list[tuple[str, DecisionRule, slice]]:
    """Each rule by its name, with its slice of the farmers."""
    names, shares = list(scenario.population.rules), np.array(list(scenario.population.rules.values()))
    ends = np.round(np.cumsum(shares) / shares.sum() * farmers).astype(int)
    return [
        (n, rule_named(n, beside), slice(int(b), int(e)))
        for n, b, e in zip(names, np.concatenate([[0], ends[:-1]]), ends, strict=True)
        if e > b
    ]
