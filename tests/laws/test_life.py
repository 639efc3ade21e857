"""The life of cooperatives: where none stands there is nothing; what is born, dies, comes back or merges stays in the books."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes.closing import IN_THE_RED, MERGED, NOT_CLOSED, SALES_TOO_SMALL
from coopsim.model.record import Observer
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario
from tests.model.little import Bookkeeper, differing, little, lived, months_of

SHORT = {"years": 3, "warm_up_years": 0}


def with_a_place(**values: object) -> Scenario:
    """Two cooperatives of a valley, of which the second does not exist at the start."""
    return little("two-cooperatives", **(SHORT | {"district": "valle", "cooperative.semilla.stands_at_start": False} | values))


def watched(scenario: Scenario, replicates: tuple[int, ...] = (0, 1)) -> World:
    """Lived under the eyes of a bookkeeper."""
    world = world_of(scenario, replicates, 5)
    live(world, months_of(scenario), [Bookkeeper(world)])
    return world


def accounts(world: World, place: int) -> np.ndarray:
    """How every account of a cooperative stands, its district's among them, by row."""
    books = (world.ledger.own, world.ledger.outside, world.ledger.coffee)
    return np.stack([column[:, place] for book in books for column in book.values()], axis=1)


def test_a_place_where_none_stands_is_empty() -> None:
    """No member, no account, nobody's home; whoever is no member has the other one as her home."""
    world = world_of(with_a_place(), (0, 1, 2), 3)
    c = world.cooperatives
    assert c.alive.tolist() == [[True, False]] * 3
    assert world.members().tolist() == [[7, 0]] * 3
    assert not accounts(world, 1).any()
    assert (world.records.households["home"] == 0).all()
    assert (c.founded_month[0].tolist(), c.closed_month[0].tolist()) == ([0.0, -1.0], [-1.0, -1.0])
    assert (c.own_funds_usd[:, 1] == 0).all()
    assert (c.merged_into == -1).all()


def test_members_of_a_place_count_for_nothing() -> None:
    """The numbers written for it ask for no farmers."""
    one, other = with_a_place(), with_a_place(**{"cooperative.semilla.members": 10_000})
    assert differing(world_of(one, (0,), 3), world_of(other, (0,), 3)) == ["cooperatives.members"]


def test_an_empty_place_stays_empty_and_moves_nothing() -> None:
    """Without founding, the other cooperative lives as alone in the valley."""
    world = watched(with_a_place())
    assert not accounts(world, 1).any()
    assert (world.cooperatives.cause_number[:, 1] == NOT_CLOSED).all()
    esperanza = with_a_place().cooperative[0]
    alone = with_a_place().model_copy(update={"cooperative": (esperanza,)})
    alone_lived = lived(alone, (0, 1), 5)
    for name in ("savings_usd", "trust", "delivered_qq", "season_membership_gain_usd"):
        assert np.array_equal(getattr(world.farmers, name), getattr(alone_lived.farmers, name)), name


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"opening_reserve_usd": 0.0, "fixed_cost_usd_per_year": 40_000.0, "closing_patience_seasons": 0.5}, IN_THE_RED),
        ({"opening_reserve_usd": 900_000.0, "fixed_cost_usd_per_year": 40_000.0, "low_sales_share": 1.0}, SALES_TOO_SMALL),
    ],
)
def test_why_it_closed_is_kept(values: dict[str, object], cause: int) -> None:
    world = lived(little("castillo", years=4, warm_up_years=0, **values))
    assert world.cooperatives.alive.tolist() == [[False]]
    assert world.cooperatives.cause_number.tolist() == [[cause]]


def region(seed: int, **values: object) -> Scenario:
    """Four places in two districts, two of them empty at the start; prices fall, patience is short."""
    random = np.random.default_rng(seed)
    base = little("two-cooperatives", farmers=80, years=12, warm_up_years=0, source="bust", rise_share=0.6)
    policies = []
    for number, district in enumerate(("lejos", "lejos", "valle", "valle")):
        of = base.cooperative[int(random.integers(2))]
        own = {"id": f"c-{number}", "district": district, "members": 14, "stands_at_start": number % 2 == 0}
        money = {"fixed_cost_usd_per_year": random.uniform(8e3, 20e3), "opening_reserve_usd": random.uniform(0.0, 9e3)}
        policies.append(of.model_copy(update=own | money))
    life = {
        "sponsor_share_per_year": 0.5,
        "revival_share_per_year": 0.3,
        "loyalty_usd_per_qq": 30.0,
        "outsider_loyalty_gap_usd_per_qq": 0.0,
    }
    short = {"closing_patience_seasons": {"distribution": "constant", "mean": 0.1}, "low_sales_share": random.uniform(0.5, 1.0)}
    return base.model_copy(update={"cooperative": tuple(policies)}).with_values(life | short | values)


@pytest.fixture(scope="module")
def lives() -> list[World]:
    """What became of some random regions; a bookkeeper was there every month."""
    return [watched(region(seed), (0, 1, 2)) for seed in range(4)]


def test_cooperatives_are_founded_and_close_and_come_back(lives: list[World]) -> None:
    """Of some regions, so that what follows is not said of nothing."""
    c = [world.cooperatives for world in lives]
    assert sum((one.founded_month > 0).sum() for one in c) > 3
    assert sum((~one.alive & (one.closed_month >= 0)).sum() for one in c) > 3
    assert sum((one.revived_month > 0).sum() for one in c) > 0


def test_founders_are_twelve_to_seventy(lives: list[World]) -> None:
    for world in lives:
        c = world.cooperatives
        began = (c.founded_month > 0) | (c.revived_month > 0)
        assert ((c.founders[began] >= 12) & (c.founders[began] <= 70)).all()
        assert (c.founders[~began] == 0).all()


def test_it_begins_as_a_season_closes_and_never_in_the_month_of_its_end(lives: list[World]) -> None:
    for world in lives:
        c = world.cooperatives
        for month in (c.founded_month[c.founded_month > 0], c.revived_month[c.revived_month > 0]):
            assert (month % 12 == 11).all()
        assert (c.alive | (c.closed_month > c.revived_month) | (c.founded_month < 0)).all()
        assert ((c.cause_number > 0) | (c.closed_month < 0)).all()


class Rooms:
    """Keeps how many each cooperative may still admit, after every close and every opening of a season."""

    every_month = True

    def __init__(self) -> None:
        self.left: list[np.ndarray] = []

    def month_ended(self, world: World) -> None:
        self.left.append(world.records.cooperatives["room_left"].copy())

    def season_ended(self, world: World) -> None:
        """Nothing."""


def test_whoever_admits_few_members_is_full_at_times_and_never_fuller() -> None:
    """Households join as a season closes and as the next one opens, some of them because theirs has closed in between."""
    scenario, rooms = region(1, admission_share_per_year=0.1), Rooms()
    world = world_of(scenario, (0, 1, 2), 5)
    live(world, months_of(scenario), [Bookkeeper(world), rooms])
    left = np.stack(rooms.left)[36:]
    assert np.isfinite(left).all()
    assert left.min() == 0.0
    assert (np.diff(left[11::12], axis=0) != 0).any()


def test_without_a_sponsor_none_is_founded() -> None:
    world = watched(region(0, sponsor_share_per_year=0.0), (0, 1))
    assert (world.cooperatives.founded_month[:, [1, 3]] == -1).all()


def test_where_there_is_no_place_and_none_closes_a_sponsor_moves_nothing() -> None:
    """The streams of sponsors and revivals shift no other."""
    quiet, asked = ({"sponsor_share_per_year": share, "revival_share_per_year": share / 2} for share in (0.0, 0.5))
    one, other = (lived(little("two-cooperatives", **SHORT, **values), (0, 1), 3) for values in (quiet, asked))
    assert set(differing(one, other)) <= {"farmers.sponsor_share_per_year", "farmers.revival_share_per_year"}


def test_an_office_by_members_is_an_office() -> None:
    """The first month's bill of a cooperative of 15 is the same, whether its office is fixed or grows with members."""
    month = {"years": 3, "warm_up_years": 0}
    fixed, by_members = ({"fixed_cost_usd_per_year": F, "office_usd_per_member": g} for F, g in ((6_000.0, 0.0), (0.0, 400.0)))
    for values in (fixed, by_members):
        world = world_of(little("castillo", **month, **values), (0,), 1)
        live(world, 1)
        assert world.cooperatives.season_costs_usd[0, 0] == pytest.approx(500.0)


def mergers(seed: int) -> Scenario:
    """Every cooperative stands at the start, and who is in the red soon negotiates."""
    scenario = region(seed, merger_share_per_year=0.5, closing_patience_seasons={"distribution": "constant", "mean": 1.0})
    stand = tuple(one.model_copy(update={"stands_at_start": True}) for one in scenario.cooperative)
    return scenario.model_copy(update={"cooperative": stand})


def test_mergers_lose_nobody_and_nothing() -> None:
    """In random regions: a bookkeeper was there; who went into another stays closed, and her members have a home that is open."""
    worlds = [watched(mergers(seed), (0, 1, 2)) for seed in range(4)]
    gone = [world.cooperatives.cause_number == MERGED for world in worlds]
    assert sum(one.sum() for one in gone) > 2
    for world, merged in zip(worlds, gone, strict=True):
        c = world.cooperatives
        assert (merged == (c.merged_into >= 0)).all()
        assert not c.alive[merged].any()
        assert (c.revived_month[merged] == -1).all()
        for row, place in np.argwhere(merged):
            assert (
                world.records.cooperatives["district"][row, place]
                == world.records.cooperatives["district"][row, c.merged_into[row, place]]
            )
            assert not accounts(world, int(place))[row][:13].any()


class Growth(Observer):
    """Members of each cooperative before a season closes, and once the next has opened."""

    every_month = True

    def __init__(self) -> None:
        self.before: list[np.ndarray] = []
        self.after: list[np.ndarray] = []

    def month_ended(self, world: World) -> None:
        if world.season_month == 11:
            self.before.append(world.members())
        elif world.season_month == 1 and self.before:
            self.after.append(world.members())

    def season_ended(self, world: World) -> None:
        pass


def test_growth_is_bounded_by_admission() -> None:
    """From one season to the next come at most the share admitted, one at least; without a limit more have come."""
    came = {}
    for share in (0.2, 0.0):
        fixed = {"sponsor_share_per_year": 0.0, "revival_share_per_year": 0.0, "admission_share_per_year": share}
        world, growth = world_of(region(1, **fixed), (0, 1), 5), Growth()
        live(world, months_of(region(1, **fixed)), [growth])
        pairs = list(zip(growth.before, growth.after, strict=False))
        came[share] = max(float((after - before - np.maximum(np.floor(0.2 * before), 1.0)).max()) for before, after in pairs)
    assert came[0.2] <= 0 < came[0.0]
