"""How a world begins: whatever a scenario says becomes a column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.decision import rule_named
from coopsim.model.ledger import Ledger
from coopsim.model.luck import Luck
from coopsim.model.network import neighbours, ring_positions
from coopsim.model.table import Table
from coopsim.model.world import Paths, World
from coopsim.rules import cooperative, household, traders
from coopsim.rules.postings import opening
from coopsim.scenario import Distribution, Scenario

Array = NDArray[np.float64]
SLOTS_FOR_ENTRANTS = 4  # slots for traders, as a multiple of their number at the start


def start(
    scenarios: Sequence[Scenario], replicates: Sequence[int], seed: int, paths: Paths, *, keep_entries: bool = False, beside: Path | None = None
) -> World:
    """A world with one row for each (scenario, replicate); the scenarios share their sizes and their mix of rules."""
    resolved = _resolved_once(scenarios)
    first = resolved[0]
    sizes = {(s.population.farmers, tuple(c.id for c in s.cooperative), tuple(s.population.rules.items()), s.network.ties) for s in resolved}
    if len(sizes) > 1:
        raise UserMistake(_("scenarios of one block must share farmers, cooperatives, rules and ties"))
    rows, farmers, cooperatives = len(resolved), first.population.farmers, len(first.cooperative)
    luck = Luck(seed, list(replicates))
    people = Table((rows, farmers))
    _scalars(people, resolved, ("population", "household", "network"))
    people.share(**{name: [[getattr(s.mechanisms, name)] for s in resolved] for name in type(first.mechanisms).model_fields})
    people.share(**{name: [[getattr(s.rule.price_gap, name)] for s in resolved] for name in type(first.rule.price_gap).model_fields})
    people.add(**_drawn(resolved, luck, farmers))
    boards = _cooperatives(resolved)
    district, member = _places(resolved, luck, farmers)
    people.add(district=district, cooperative=np.where(member, district, -1), is_member=member)
    position = ring_positions(luck.once_a_season("ring", 0, farmers), people.district)
    people.add(kin=people.district * 1_000_000 + position // people.kin_group_size.astype(np.int64))
    ties = first.network.ties
    rewiring = np.stack([luck.once_a_season(f"ties {i}", 0, farmers) for i in range(2 * ties)], axis=-1) if ties else np.zeros((rows, farmers, 0))
    world = World(
        luck=luck,
        paths=paths,
        farmers=people,
        cooperatives=boards,
        districts=_districts(resolved, cooperatives),
        intermediaries=_traders(resolved, cooperatives),
        neighbour=neighbours(position, people.district, ties, people.rewired_share, rewiring),
        ledger=Ledger((rows, cooperatives), keep_entries),
        rules=_rules(first, farmers, beside),
        harvest_shares=np.array(first.time.harvest_shares, dtype=float),
        identifiers=tuple(c.id for c in first.cooperative),
    )
    _first_states(world)
    return world


def _resolved_once(scenarios: Sequence[Scenario]) -> list[Scenario]:
    known: dict[int, Scenario] = {}
    return [known.setdefault(id(s), s.resolved()) for s in scenarios]


def _scalars(table: Table, scenarios: Sequence[Scenario], groups: tuple[str, ...]) -> None:
    """Every number or switch of these groups as a shared column of its own name."""
    for group in groups:
        for name in type(getattr(scenarios[0], group)).model_fields:
            values = [getattr(getattr(s, group), name) for s in scenarios]
            if isinstance(values[0], (bool, int, float)):
                table.share(**{name: np.array(values, dtype=bool if isinstance(values[0], bool) else float)[:, None]})


def inverse(shape: Distribution, uniform: Array) -> Array:
    """The value at each uniform of a distribution: chance only ever draws uniforms.

    >>> float(inverse(Distribution(distribution="uniform", low=3.0, high=5.0), np.array(0.25)))
    3.5
    """
    if shape.distribution == "constant" or (shape.sd == 0 and shape.distribution != "uniform"):
        return np.full(uniform.shape, shape.mean)
    low = -np.inf if shape.low is None else shape.low
    high = np.inf if shape.high is None else shape.high
    inside = np.clip(uniform, 1e-12, 1 - 1e-12)
    if shape.distribution == "uniform":
        return np.asarray(low + (high - low) * inside)
    if shape.distribution == "beta":
        bottom, top = max(low, 0.0) if shape.low is None else low, 1.0 if shape.high is None else high
        mean, spread = (shape.mean - bottom) / (top - bottom), shape.sd / (top - bottom)
        strength = mean * (1 - mean) / spread**2 - 1
        return np.asarray(bottom + (top - bottom) * betaincinv(mean * strength, (1 - mean) * strength, inside))
    if shape.distribution == "lognormal":
        sigma = np.sqrt(np.log1p((shape.sd / shape.mean) ** 2))
        centre = np.log(shape.mean) - sigma**2 / 2
        ends = np.log(max(low, 1e-300)), np.log(high) if high > 0 else -np.inf
        return np.asarray(np.exp(_normal(centre, sigma, ends[0], ends[1], inside)))
    return _normal(shape.mean, shape.sd, low, high, inside)


def _normal(centre: float, sd: float, low: float, high: float, uniform: Array) -> Array:
    bottom, top = ndtr((low - centre) / sd), ndtr((high - centre) / sd)
    return np.asarray(centre + sd * ndtri(np.clip(bottom + (top - bottom) * uniform, 1e-15, 1 - 1e-15)))


def _drawn(scenarios: Sequence[Scenario], luck: Luck, farmers: int) -> dict[str, Array]:
    """Every per-farmer number, by the inverse of its distribution, so that a farmer keeps her rank when a spread is swept."""
    columns: dict[str, Array] = {}
    for name in type(scenarios[0].population).model_fields:
        shapes = [getattr(s.population, name) for s in scenarios]
        if isinstance(shapes[0], Distribution):
            uniforms = luck.once_a_season(f"start {name}", 0, farmers)
            columns[name] = np.stack([inverse(shape, row) for shape, row in zip(shapes, uniforms, strict=True)])
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
    table.share(**{name: [[getattr(s.mechanisms, name)] for s in scenarios] for name in type(scenarios[0].mechanisms).model_fields})
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
    table = Table((len(scenarios), cooperatives * slots), present_share=0.0, cash_usd=0.0, bought_qq=0.0, profit_usd=0.0)
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


def _rules(scenario: Scenario, farmers: int, beside: Path | None) -> list[tuple[Any, slice]]:
    """Each rule with its slice of the farmers."""
    names, shares = list(scenario.population.rules), np.array(list(scenario.population.rules.values()))
    ends = np.round(np.cumsum(shares) / shares.sum() * farmers).astype(int)
    return [(rule_named(n, beside), slice(int(b), int(e))) for n, b, e in zip(names, np.concatenate([[0], ends[:-1]]), ends, strict=True) if e > b]


def _first_states(world: World) -> None:
    f, c, d = world.farmers, world.cooperatives, world.districts
    member = f.is_member
    anchor = f.loyalty_usd_per_qq - np.where(member, 0.0, f.outsider_loyalty_gap_usd_per_qq)
    cleared = traders.clearing_price_usd_per_qq(d.normal_price_usd_per_qq, d.trader_differential_usd_per_qq, d.trader_cost_usd_per_qq)
    f.loyalty_usd_per_qq[:] = anchor + np.where(member, f.benefit_weight * usual_benefit_usd_per_qq(world), 0.0)
    f.add(
        loyalty_anchor_usd_per_qq=anchor,
        area_ha=f.hectares,
        need_usd_per_month=household.need_for_size_usd(f.need_usd_per_month, f.hectares, f.need_size_elasticity),
        savings_usd=f.opening_savings_usd,
        expected_price_usd_per_qq=world.at_farms(np.asarray(cleared)),
        bearing_phase=(world.luck.once_a_season("bearing phase", 0, f.shape[1]) < 0.5).astype(float),
        rule_number=0,
        tenure_seasons=np.where(member, 5.0, 0.0),
        neighbours_share=f.normal_delivery_share,
        last_share=f.normal_delivery_share,
        season_member=member,
        season_opening_savings_usd=f.opening_savings_usd,
        attends=False,
        abandoned=False,
    )
    for number, (_rule, part) in enumerate(world.rules):
        f.rule_number[:, part] = number
    zeros = "debt_usd overdue_usd kept_qq lot_qq harvest_qq unpicked_qq offered_qq refused_qq delivered_qq side_sold_qq tied_qq received_usd hired_qq crop_qq"
    f.add(size_third=_thirds(f.hectares), poverty_third=_thirds(normal_income_usd_per_month(f)))
    f.add(**dict.fromkeys(f"{zeros} seasons_below_cost seasons_above_cost".split(), 0.0))
    f.add(**{f"season_{name}": 0.0 for name in SEASON_SUMS})
    members = world.by_district(member.astype(float))
    normal = world.by_district(np.where(member, f.hectares * f.yield_qq_per_ha, 0.0)) * f.normal_delivery_share
    c.add(alive=True, expected_volume_qq=normal, posted_price_usd_per_qq=0.0, advance_usd_per_qq=0.0, expected_total_usd_per_qq=0.0)
    names = "shipped_qq season_result_usd net_worth_usd receivable_qq stock_qq net_sale_price_usd_per_qq relation_lost_months arrears_count negative_count low_sales_count credit_limit_usd closed_month"
    c.add(**dict.fromkeys(names.split(), 0.0))
    c.closed_month[:] = -1.0
    c.add(**{f"season_{name}": 0.0 for name in COOPERATIVE_SUMS})
    share = normal / np.maximum(world.by_district(f.hectares * f.yield_qq_per_ha), 1e-9)
    d.add(known_price_usd_per_qq=cleared, street_price_usd_per_qq=cleared, traders=d.number, cooperative_share=share, frozen_share=share)
    capital = c.share_capital_usd_per_member * members
    world.ledger.post("opening", opening(c.opening_reserve_usd + capital, c.opening_reserve_usd + 0.0, capital))


def usual_benefit_usd_per_qq(world: World) -> Array:
    """What the cooperative usually pays each farmer above the street at the normal price: loyalty starts near where it comes to rest."""
    c, d = world.cooperatives, world.districts
    cleared = traders.clearing_price_usd_per_qq(d.normal_price_usd_per_qq, d.trader_differential_usd_per_qq, d.trader_cost_usd_per_qq)
    total = cooperative.member_price_usd_per_qq(
        d.normal_price_usd_per_qq + c.differential_usd_per_qq,
        c.processing_cost_usd_per_qq,
        c.fee_usd_per_qq,
        c.interest_share_per_year,
        c.finance_months,
        c.advance_share,
    )
    markdown = traders.markdown_usd_per_qq(d.markdown_usd_per_qq, d.number, world.farmers.normal_delivery_share)
    street = traders.street_price_usd_per_qq(cleared, d.margin_share, markdown, d.own_carriage_usd_per_qq)
    lot = world.farmers.hectares * world.farmers.yield_qq_per_ha * world.harvest_shares.max()
    distance = world.farmers.road_distance_km
    at_farm = traders.price_at_the_farm_usd_per_qq(world.at_farms(street), d.visit_cost_usd, lot, d.road_cost_usd_per_qq_km, distance)
    return np.asarray(world.at_farms(total) - at_farm)


def normal_income_usd_per_month(farmers: Table) -> Array:
    """A household's usual income beyond its need: a normal crop at the expected price less cash costs, other income, need."""
    f = farmers
    margin = f.expected_price_usd_per_qq - f.input_cost_usd_per_qq - f.picking_wage_usd_per_qq
    return np.asarray(f.hectares * f.yield_qq_per_ha * margin / 12.0 + f.off_coffee_income_usd_per_month - f.need_usd_per_month)


def _thirds(value: Array) -> NDArray[np.int64]:
    """0 for the lowest third of each row, 2 for the highest."""
    rank = np.argsort(np.argsort(value, axis=1, kind="stable"), axis=1)
    return rank * 3 // value.shape[1]


SEASON_SUMS = (
    "harvest_qq",
    "unpicked_qq",
    "offered_qq",
    "refused_qq",
    "delivered_qq",
    "side_sold_qq",
    "received_usd",
    "from_cooperative_usd",
    "street_value_usd",
    "costs_usd",
    "interest_usd",
    "unmet_usd",
    "cash_income_usd",
    "need_usd",
    "refund_usd",
)
COOPERATIVE_SUMS = (
    "delivered_qq",
    "member_delivered_qq",
    "contracted_qq",
    "own_coffee_missing_qq",
    "kept_qq",
    "late_qq",
    "defaulted_strategic_qq",
    "defaulted_forced_qq",
    "offered_qq",
    "refused_qq",
    "due_usd",
    "late_usd",
    "second_payment_usd",
    "refund_usd",
    "illiquid_months",
    "joined",
    "left",
    "costs_usd",
)
