"""A centre through whole lives: every dollar between its cooperatives is somewhere, and they rise and fall by it."""

from __future__ import annotations

import numpy as np

from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario
from tests.model.little import Bookkeeper, differing, little, lived, months_of

SLUMP = {"source": "bust", "rise_share": 1.5, "length_months": 40, "years": 5, "centre_office_usd_per_year": 1000.0}


class BetweenThem(Bookkeeper):
    """Checks that what cooperatives have lent each other is what they owe each other, and that cash between them sums to zero."""

    def month_ended(self, world: World) -> None:
        super().month_ended(world)
        ledger = world.ledger
        between = ledger.has("lent_to_centre") - ledger.owes("owed_to_centre")
        self.close("lent less owed", between.sum(axis=1), 0.0, self.usd)
        self.close("cash between them", ledger.outside["centre"].sum(axis=1), 0.0, self.usd)


def of_a_centre(**values: object) -> Scenario:
    return little("second-level-central", **(SLUMP | values))


def test_every_dollar_between_cooperatives_is_somewhere() -> None:
    """Through a slump in which some are lent, some close and others stand in for them."""
    scenario = of_a_centre()
    world = world_of(scenario, (0,), 5, keep_entries=True)
    live(world, months_of(scenario), [BetweenThem(world)])
    events = {event for place in range(5) for event in world.ledger.frame(0, place)["event"]}
    assert {"help through the centre", "help repaid", "help lost", "closing: others stand in", "stands in for another"} <= events


def test_a_network_goes_on_while_it_saves() -> None:
    scenario = little("second-level-network", years=2, centre_office_usd_per_year=100.0)
    world = world_of(scenario, (0,), 5)
    live(world, months_of(scenario), [BetweenThem(world)])
    assert (world.cooperatives.centre == 1).all()
    dear = lived(scenario.with_values({"centre_office_usd_per_year": 50_000.0}))
    assert not dear.cooperatives.centre.any()


def test_without_a_centre_nothing_of_it_acts() -> None:
    alone = lived(of_a_centre(centre=0, years=3))
    off = {"joint_line": False, "mutual_help_share": 0.0, "pooled_office_share": 0.0, "centre_office_usd_per_year": 0.0}
    plain = lived(of_a_centre(centre=0, years=3, **off))
    assert {name.removeprefix("cooperatives.") for name in differing(alone, plain)} == set(off)
    assert not np.any(alone.ledger.outside["centre"])
