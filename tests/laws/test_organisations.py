"""Kinds of organisation: each balances beside the others, and what people know lasts longer than their association."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.simulate import live, world_of
from tests.model.little import Bookkeeper, little, months_of

KINDS = (
    "benefit-group",
    "coyote-bidding",
    "diversified-households",
    "kinship-association",
    "exporter-chain",
    "hedged",
    "novel-product",
    "seasonal-association",
    "state-support-1969-75-and-withdrawal",
    "second-level-central",
    "second-level-network",
)
SEASON = {"dissolves_each_season": True, "opening_reserve_usd": 0.0, "reserve_share": 0.0}


@pytest.mark.parametrize("kind", KINDS)
def test_every_dollar_and_quintal_is_somewhere(kind: str) -> None:
    world = world_of(little(kind, years=4, source="boom"), (0, 1), 5)
    live(world, months_of(little(kind, years=4, source="boom")), [Bookkeeper(world)])


def test_kinds_live_beside_each_other_in_one_district() -> None:
    """A lasting cooperative, and beside it an association for a season that gives a grant: books balance, it has members."""
    beside = {f"cooperative.semilla.{name}": value for name, value in SEASON.items()}
    scenario = little(
        "two-cooperatives",
        **{"years": 4, "district": "valle", "cooperative.semilla.grant_usd_per_member_year": 200.0, "farmers": 60},
        **beside,
    )
    world = world_of(scenario, (0, 1), 5)
    live(world, months_of(scenario), [Bookkeeper(world)])
    assert (world.members()[:, 1] > 0).all()


def test_trust_outlives_the_association() -> None:
    """Nobody's trust moves where the year's members gather anew; and nobody's who is none."""
    scenario = little("seasonal-association", years=2, warm_up_years=0, source="constant")
    world = world_of(scenario, (0, 1), 5)
    live(world, 11)
    before = world.farmers.trust.copy()
    silent = world.farmers.season_delivered_qq == 0
    live(world, 12)  # the season closes, it dissolves and gathers
    assert world.cooperatives.alive.all()
    assert np.array_equal(world.farmers.trust[silent], before[silent])
    assert world.farmers.trust.std() > 0
