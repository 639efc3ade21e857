"""The life of cooperatives: where none stands there is nothing; what is born, dies, comes back or merges stays in the books."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes.closing import IN_THE_RED, NOT_CLOSED, SALES_TOO_SMALL
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
