"""Small worlds that live fast, and a bookkeeper who looks over their shoulder every month."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coopsim.model.processes.books import ACCOUNTS, LIABILITIES
from coopsim.model.record import Recorder
from coopsim.model.records import COOPERATIVE, HOUSEHOLD
from coopsim.model.season import GROUPINGS
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario, load
from coopsim.scenario.drawn import DrawnPolicy

MEMBERS_OF_CASTILLO = 100
FARMERS, MEMBERS = 24, 15
YEARS = 5
MEMBERS_OF_DRAWN = 3  # of each of many cooperatives
SHRINKS = (
    "fixed_cost_usd_per_year",
    "opening_reserve_usd",
    "credit_line_usd",
    "certification_cost_usd_per_year",
)
CONTRACTS = ("fixed_qq", "fixed_usd", "open_qq", "rolled_fixed_qq", "rolled_fixed_usd", "rolled_open_qq")
RINGS = tuple(name for kind in (HOUSEHOLD, COOPERATIVE) for name in kind.names or () if kind[name].shape)
DEAREST_USD_PER_QQ = 10_000.0  # no coffee stands in the books above this


def little(name: str = "castillo", **values: Any) -> Scenario:
    """A shipped scenario with few farmers and years; what a cooperative pays and owns as a whole shrinks with its members.

    An event that comes after those years is left out.
    """
    scenario = load(name)
    months = 12 * values.get("years", YEARS)
    start = values.get("start", scenario.time.start)
    scenario = scenario.model_copy(update={"event": tuple(e for e in scenario.event if e.begins(start) < months)})
    small: dict[str, Any] = {
        "farmers": FARMERS,
        "years": YEARS,
        "warm_up_years": 1,
        "source": "boom",
        "from_month": 13,
        "length_months": 20,
        "fade_months": 10,
    }
    drawn = {policy.group: policy for policy in scenario.cooperative if isinstance(policy, DrawnPolicy)}
    typed = [policy for policy in scenario.cooperative if not isinstance(policy, DrawnPolicy)]
    if drawn:
        small |= {f"cooperative.{group}.members": {"distribution": "constant", "mean": MEMBERS_OF_DRAWN} for group in drawn}
        small["farmers"] = 2 * MEMBERS_OF_DRAWN * len(scenario.cooperative)
    each = MEMBERS // max(len(typed), 1)
    for cooperative in typed:
        small[f"cooperative.{cooperative.id}.members"] = each
        for parameter in SHRINKS:
            small[f"cooperative.{cooperative.id}.{parameter}"] = getattr(cooperative, parameter) * each / cooperative.members
    small["cash_usd"] = max(scenario.intermediary.cash_usd * MEMBERS / MEMBERS_OF_CASTILLO, 1000.0)
    for name in values:  # what is said of all cooperatives is meant, also where a number was made smaller above
        small = {key: value for key, value in small.items() if not (key.startswith("cooperative.") and key.endswith(f".{name}"))}
    return scenario.with_values(small | values)


def months_of(scenario: Scenario) -> int:
    return len(calendar(scenario)[0])


def one_month(world: World, given: Any = None) -> None:
    """Simulate one month."""
    live(world, world.month + 1, given=given)


def lived(
    scenario: Scenario, replicates: Any = (0,), seed: int = 1, observers: Any = (), given: Any = None, **more: Any
) -> World:
    """The world at the end of the scenario."""
    world = world_of(scenario, replicates, seed, **more)
    live(world, months_of(scenario), observers, given)
    return world


def tables(
    scenario: Scenario, replicates: Any = (0,), seed: int = 1, given: Any = None, **more: Any
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The months and seasons of a scenario, warm-up left out, every grouping."""
    _months, before = calendar(scenario)
    recorder = Recorder(before, scenario.time.start, groupings=GROUPINGS)
    lived(scenario, replicates, seed, [recorder], given, **more)
    rows = pd.DataFrame({"arm": "a", "replicate": list(replicates)})
    return recorder.months_frame(rows), recorder.seasons_frame(rows)


def state(world: World) -> dict[str, np.ndarray]:
    """Every number that a world consists of, copied."""
    found: dict[str, np.ndarray] = {}
    for table in ("farmers", "cooperatives", "districts", "intermediaries"):
        found |= {f"{table}.{name}": column.copy() for name, column in getattr(world, table).columns()}
    for book in ("own", "outside", "coffee"):
        found |= {f"ledger.{book}.{name}": column.copy() for name, column in getattr(world.ledger, book).items()}
    found |= {name: world.ring(name).copy() for name in RINGS}
    found |= {f"outlets.{name}": world.records.outlets[name].copy() for name in world.records.outlets.dtype.names or ()}
    found |= {name: value.copy() for name, value in vars(world).items() if isinstance(value, np.ndarray)}
    return found


def differing(one: World, other: World) -> list[str]:
    """Names of the columns in which two worlds differ in any bit."""
    a, b = state(one), state(other)
    assert a.keys() == b.keys()
    return [name for name in a if not np.array_equal(a[name], b[name], equal_nan=True)]


def by_outlet(world: World, column: np.ndarray) -> np.ndarray:
    """A column of the outlets, (rows, households, others), summed over the cooperatives that they are."""
    summed, number = np.zeros(world.cooperatives.shape), world.records.outlets["cooperative"]
    for place in range(summed.shape[1]):
        summed[:, place] = np.where(number == place, column, 0.0).sum(axis=(1, 2))
    return summed


def by_district(world: World, column: np.ndarray) -> np.ndarray:
    """A column of the books summed over the cooperatives of each district: outside accounts are kept by its first."""
    summed = np.zeros(world.districts.shape)
    for place in range(column.shape[1]):
        summed[np.arange(len(summed)), world.records.cooperatives["district"][:, place]] += column[:, place]
    return summed


def roads_join(world: World) -> bool:
    """Whether coffee may cross the border of a district: then money and coffee balance over the region, not by district."""
    districts = world.records.districts
    away_km = np.abs(districts["road_km"][:, :, None] - districts["road_km"][:, None, :])
    return bool((away_km[:, ~np.eye(away_km.shape[1], dtype=bool)] <= districts["reach_km"].max()).any())


class Bookkeeper:
    """Checks after every month that each dollar and each quintal is somewhere. `scale` turns dollars into a relative error."""

    TOLERANCE = 1e-6
    every_month = True

    def __init__(self, world: World) -> None:
        f = world.farmers
        self.by_region = roads_join(world)
        self.savings = world.by_district(f.savings_usd).copy()
        self.households = by_district(world, world.ledger.outside["households"])
        self.kept = f.kept_qq.copy()
        self.usd, self.qq = 1000.0, 10.0
        self.months = 0

    def there(self, of_districts: np.ndarray) -> np.ndarray:
        """What of districts balances: each alone, or all of a row where coffee may cross their borders."""
        return of_districts.sum(axis=1) if self.by_region else of_districts

    def close(self, what: str, one: Any, other: Any, scale: float) -> None:
        worst = float(np.max(np.abs(np.asarray(one) - np.asarray(other)), initial=0.0))
        assert worst <= self.TOLERANCE * scale, f"{what}: off by {worst} in month {self.months}, scale {scale}"

    def month_ended(self, world: World) -> None:
        f, c, ledger = world.farmers, world.cooperatives, world.ledger
        self.months += 1
        for book in (ledger.own, ledger.outside):
            self.usd = max(self.usd, *(float(np.abs(column).max()) for column in book.values()))
        self.qq = max(self.qq, *(float(np.abs(column).max()) for column in ledger.coffee.values()))
        self.finite(world)
        self.books_balance(world)
        self.every_farmer_adds_up(world)
        self.nothing_below_zero(world)
        self.closed_are_empty(world)
        self.kept = f.kept_qq.copy()
        assert ((f.trust >= 0) & (f.trust <= 1)).all()
        assert (np.where(f.is_member, f.cooperative, -1) == f.cooperative).all()
        assert (f.cooperative[f.is_member] == world.records.households["home"][f.is_member]).all()
        assert (c.alive | (c.closed_month >= 0) | (c.founded_month < 0)).all()

    def season_ended(self, world: World) -> None:
        f = world.farmers
        harvested = world.by_district(f.season_harvest_qq)
        sold = world.by_district(f.season_delivered_qq + f.season_side_sold_qq)
        assert (sold <= harvested + world.by_district(f.crop_qq) * 2 + self.qq).all()
        self.close("result left open", world.ledger.own["result"], 0.0, self.usd)

    def finite(self, world: World) -> None:
        for name, column in state(world).items():
            assert np.isfinite(column).all(), f"{name} is not finite in month {self.months}"

    def books_balance(self, world: World) -> None:
        f, c, ledger = world.farmers, world.cooperatives, world.ledger
        own = np.add.reduce(list(ledger.own.values()))
        cash = ledger.own["cash"] + np.add.reduce(list(ledger.outside.values()))
        coffee = np.add.reduce(list(ledger.coffee.values()))
        self.close("debit and credit", own, 0.0, self.usd)
        self.close("cash of the world", cash, 0.0, self.usd)
        self.close("coffee of the world", coffee, 0.0, self.qq)
        assert ledger.imbalance() <= self.TOLERANCE * max(self.usd, self.qq)
        self.close(
            "savings against the books",
            self.there(world.by_district(f.savings_usd) - self.savings),
            self.there(by_district(world, ledger.outside["households"]) - self.households),
            self.usd,
        )
        self.close(
            "owed to members",
            ledger.owes("due_members"),
            np.stack([world.by_cooperative(due) for due in world.ring("due_usd")]).sum(axis=0)
            + by_outlet(world, world.records.outlets["due_usd"].sum(axis=-1)),
            self.usd,
        )
        overdue = world.by_cooperative(f.overdue_usd) + by_outlet(world, world.records.outlets["overdue_usd"])
        self.close("overdue to members", ledger.owes("overdue_members"), overdue, self.usd)
        self.close("coffee in stock", ledger.coffee["cooperative"], c.stock_qq + world.ring("in_process_qq").sum(axis=0), self.qq)
        at_home = self.there(by_district(world, ledger.coffee["farmers"]))
        self.close("coffee at home", at_home, self.there(world.by_district(f.kept_qq)), self.qq)
        stored = c.stock_qq + world.ring("in_process_qq").sum(axis=0)
        assert (ledger.has("stock") <= stored * DEAREST_USD_PER_QQ + self.TOLERANCE * self.usd).all(), (
            f"value without coffee in month {self.months}"
        )

    def every_farmer_adds_up(self, world: World) -> None:
        f = world.farmers
        self.close(
            "harvest = delivered + side-sold + kept",
            f.harvest_qq + self.kept,
            f.delivered_qq + f.side_sold_qq + f.kept_qq,
            self.qq,
        )
        self.close("offered = delivered + refused", f.offered_qq, f.delivered_qq + f.refused_qq, self.qq)
        left = 1.0 - f.crop_loss_share
        ripe = f.crop_qq * left * world.harvest_shares[(world.month - 1) % 12] if self.months % 12 else None
        if ripe is not None:
            self.close("ripe = picked + left on the trees", ripe, f.harvest_qq + f.unpicked_qq, self.qq)

    def nothing_below_zero(self, world: World) -> None:
        f, c, ledger = world.farmers, world.cooperatives, world.ledger
        for account in ("cash", "stock", "receivable"):
            assert ledger.has(account).min() >= -self.TOLERANCE * self.usd, f"{account} below zero in month {self.months}"
        for account in (*LIABILITIES, "shares"):
            assert ledger.owes(account).min() >= -self.TOLERANCE * self.usd, f"{account} below zero in month {self.months}"
        for ring in (
            *("due_usd", "pooled_qq", "pool_advance_usd", "fixed_qq", "open_qq", "in_process_qq"),
            *("rolled_fixed_qq", "rolled_open_qq"),
        ):  # the value of a contract moved on may fall below zero: the calendar spread can be more than its price
            least = world.ring(ring).min()
            assert least >= -1e-9, f"{ring} holds {least} in month {self.months}"
        for name in (
            "savings_usd",
            "debt_usd",
            "overdue_usd",
            "kept_qq",
            "harvest_qq",
            "offered_qq",
            "refused_qq",
            "delivered_qq",
            "side_sold_qq",
        ):
            assert getattr(f, name).min() >= -1e-9 * max(self.usd, 1.0), f"{name} below zero in month {self.months}"
        assert c.stock_qq.min() >= -1e-9 * self.qq
        for name in ("due_usd", "pooled_qq", "overdue_usd"):
            assert world.records.outlets[name].min(initial=0.0) >= -1e-9 * self.usd, f"{name} of a former home below zero"

    def closed_are_empty(self, world: World) -> None:
        f, c, ledger = world.farmers, world.cooperatives, world.ledger
        closed = ~c.alive
        if not closed.any():
            return
        for account in ACCOUNTS:
            self.close(f"{account} of a closed cooperative", np.where(closed, ledger.own[account], 0.0), 0.0, self.usd)
        mine = np.broadcast_to(world.at_farms(closed), f.shape)
        assert not (f.is_member & mine).any()
        assert not (f.delivered_qq[mine].any() and self.closed_before(world).all())
        for ring in ("due_usd", "pooled_qq"):
            assert not world.ring(ring)[:, mine].any(), ring
        for ring in ("pool_advance_usd", *CONTRACTS, "in_process_qq"):
            assert not world.ring(ring)[:, closed].any(), ring
        assert not f.overdue_usd[mine].any()
        others = world.records.outlets
        for name in ("due_usd", "pooled_qq", "overdue_usd"):
            owed = others[name] if others[name].ndim == 3 else others[name].sum(axis=-1)
            assert not by_outlet(world, owed)[closed].any(), f"{name} of a former home"

    @staticmethod
    def closed_before(world: World) -> np.ndarray:
        """Closed in an earlier month than the one that has just ended."""
        c = world.cooperatives
        return ~c.alive & (c.closed_month < world.month - 1)
