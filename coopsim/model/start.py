"""How a world begins: whatever a scenario says becomes a column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.decision import DecisionRule, rule_named, rule_numbers
from coopsim.model.draws import inverse, is_constant
from coopsim.model.first_states import first_states
from coopsim.model.learning import begin_to_learn
from coopsim.model.ledger import Ledger
from coopsim.model.luck import Luck
from coopsim.model.network import neighbours, ring_positions
from coopsim.model.shocks import PAYERS
from coopsim.model.table import Table
from coopsim.model.world import Paths, World
from coopsim.scenario import Distribution, Scenario
from coopsim.scenario.declare import Group

Array = NDArray[np.float64]
SLOTS_FOR_ENTRANTS = 4  # slots for traders, as a multiple of their number at the start


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
    rows, farmers, cooperatives = len(resolved), first.population.farmers, len(first.cooperative)
    luck = Luck(seed, list(replicates))
    people = Table((rows, farmers))
    _scalars(people, resolved, ("population", "household", "network"))
    people.share(**{name: [[getattr(s.mechanisms, name)] for s in resolved] for name in type(first.mechanisms).model_fields})
    people.add(**_drawn([s.population for s in resolved], luck, farmers))
    named = _rules(first, farmers, beside)
    for name, rule, _part in named:
        if rule.parameters is not None:
            tables = [rule_numbers(s, name, rule) for s in resolved]
            _shared(people, tables)
            people.add(**_drawn(tables, luck, farmers))
    people.share(insurance_payer=[[PAYERS.index(s.household.insurance_paid_by)] for s in resolved])
    boards = _cooperatives(resolved)
    district, member = _places(resolved, luck, farmers)
    people.add(district=district, cooperative=np.where(member, district, -1), is_member=member)
    position = ring_positions(luck.once_a_season("ring", 0, farmers), people.district)
    people.add(kin=people.district * 1_000_000 + position // people.kin_group_size.astype(np.int64))
    ties = first.network.ties
    rewiring = (
        np.stack([luck.once_a_season(f"ties {i}", 0, farmers) for i in range(2 * ties)], axis=-1)
        if ties
        else np.zeros((rows, farmers, 0))
    )
    world = World(
        luck=luck,
        paths=paths,
        farmers=people,
        cooperatives=boards,
        districts=_districts(resolved, cooperatives),
        intermediaries=_traders(resolved, cooperatives),
        neighbour=neighbours(position, people.district, ties, people.rewired_share, rewiring),
        ledger=Ledger((rows, cooperatives), keep_entries),
        rules=[(rule, part) for _name, rule, part in named],
        harvest_shares=np.array(first.time.harvest_shares, dtype=float),
        identifiers=tuple(c.id for c in first.cooperative),
    )
    first_states(world)
    begin_to_learn(world)
    return world


def structure(scenario: Scenario) -> tuple[object, ...]:
    """The sizes that scenarios must share to be rows of one world: farmers, cooperatives, rules, ties, harvest months.

    >>> structure(Scenario()) == structure(Scenario().with_values({"trust": 0.3}))
    True
    """
    rules = tuple(scenario.population.rules.items())
    cooperatives = tuple(c.id for c in scenario.cooperative)
    return scenario.population.farmers, cooperatives, rules, scenario.network.ties, scenario.time.harvest_shares


def _resolved_once(scenarios: Sequence[Scenario]) -> list[Scenario]:
    known: dict[int, Scenario] = {}
    return [known.setdefault(id(s), s.resolved()) for s in scenarios]


def _scalars(table: Table, scenarios: Sequence[Scenario], groups: tuple[str, ...]) -> None:
    """Every number or switch of these groups as a shared column of its own name."""
    for group in groups:
        _shared(table, [getattr(s, group) for s in scenarios])


def _shared(table: Table, groups: Sequence[Group]) -> None:
    for name in type(groups[0]).model_fields:
        values = [getattr(group, name) for group in groups]
        if isinstance(values[0], (bool, int, float)):
            table.share(**{name: np.array(values, dtype=bool if isinstance(values[0], bool) else float)[:, None]})


def _drawn(groups: Sequence[Group], luck: Luck, farmers: int) -> dict[str, Array]:
    """Every per-farmer number, by the inverse of its distribution, so that a farmer keeps her rank when a spread is swept."""
    columns: dict[str, Array] = {}
    for name in type(groups[0]).model_fields:
        shapes = [getattr(group, name) for group in groups]
        if isinstance(shapes[0], Distribution):
            column = columns[name] = np.empty((len(groups), farmers))
            rows_of: dict[Distribution, list[int]] = {}
            for row, shape in enumerate(shapes):
                rows_of.setdefault(shape, []).append(row)
            for shape, rows in rows_of.items():
                if is_constant(shape):  # nothing to draw; streams are known by name, so no other is shifted
                    column[rows] = shape.mean
                else:
                    column[rows] = inverse(shape, luck.once_a_season(f"start {name}", 0, farmers)[rows])
    return columns


def _cooperatives(scenarios: Sequence[Scenario]) -> Table:
    table = Table((len(scenarios), len(scenarios[0].cooperative)))
    for name in type(scenarios[0].cooperative[0]).model_fields:
        values = [[getattr(c, name) for c in s.cooperative] for s in scenarios]
        if isinstance(values[0][0], (bool, int, float)):
            table.add(**{name: np.array(values, dtype=bool if isinstance(values[0][0], bool) else float)})
    table.add(sells_fixed=[[c.sale_price == "fixed" for c in s.cooperative] for s in scenarios])
    for kind in ("fixed", "indexed", "pooled"):
        table.add(**{f"pays_{kind}": [[c.member_price == kind for c in s.cooperative] for s in scenarios]})
    _scalars(table, scenarios, ("closing",))
    table.share(
        **{name: [[getattr(s.mechanisms, name)] for s in scenarios] for name in type(scenarios[0].mechanisms).model_fields}
    )
    return table


def _districts(scenarios: Sequence[Scenario], cooperatives: int) -> Table:
    """One local market for each cooperative; its traders, and what everybody takes for the normal price."""
    table = Table((len(scenarios), cooperatives))
    _scalars(table, scenarios, ("intermediary", "price"))
    table.share(yardstick=[[s.mechanisms.yardstick] for s in scenarios])
    table.share(normal_price_usd_per_qq=table.reference_price_usd_per_qq, local_cost_index=1.0)
    return table


def _traders(scenarios: Sequence[Scenario], cooperatives: int) -> Table:
    slots = int(np.ceil(max(s.intermediary.number for s in scenarios) * SLOTS_FOR_ENTRANTS))
    shape = (len(scenarios), cooperatives * slots)
    number = np.array([s.intermediary.number for s in scenarios])[:, None]
    present = np.clip(number - np.tile(np.arange(slots), cooperatives)[None, :], 0.0, 1.0)
    cash = np.array([s.intermediary.cash_usd for s in scenarios])[:, None]
    table = Table(shape, present_share=present, cash_usd=cash * present, bought_qq=0.0, profit_usd=0.0)
    table.add(district=np.repeat(np.arange(cooperatives), slots)[None, :])
    return table


def _places(scenarios: Sequence[Scenario], luck: Luck, farmers: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Which district everybody lives in and who is a member: by rank of a uniform, so rules are spread evenly."""
    members = np.array([[c.members for c in s.cooperative] for s in scenarios])
    district = np.zeros((len(scenarios), farmers), dtype=np.int64)
    member = np.zeros((len(scenarios), farmers), dtype=bool)
    for row, uniforms in enumerate(luck.once_a_season("places", 0, farmers)):
        order = np.argsort(uniforms, kind="stable")
        joined = int(members[row].sum())
        weights = members[row] if joined else np.ones(members.shape[1])
        district[row, order[:joined]] = np.repeat(np.arange(members.shape[1]), members[row])
        ends = np.round(np.cumsum(weights) / weights.sum() * (farmers - joined)).astype(int)
        district[row, order[joined:]] = np.searchsorted(ends, np.arange(farmers - joined), side="right")
        member[row, order[:joined]] = True
    return district, member


def _rules(scenario: Scenario, farmers: int, beside: Path | None) -> list[tuple[str, DecisionRule, slice]]:
    """Each rule by its name, with its slice of the farmers."""
    names, shares = list(scenario.population.rules), np.array(list(scenario.population.rules.values()))
    ends = np.round(np.cumsum(shares) / shares.sum() * farmers).astype(int)
    return [
        (n, rule_named(n, beside), slice(int(b), int(e)))
        for n, b, e in zip(names, np.concatenate([[0], ends[:-1]]), ends, strict=True)
        if e > b
    ]
