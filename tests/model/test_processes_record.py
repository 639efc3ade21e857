"""What months and seasons take down, against the old engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.compiled import process
from coopsim.model.monthly import AMOUNTS, month_amounts
from coopsim.model.probe import cohesion_share
from coopsim.model.processes import record
from coopsim.model.record import GROUPINGS, groups, season_of_farmers
from coopsim.model.records import Row
from coopsim.model.world import World
from coopsim.scenario import load
from coopsim.scenario.read import names
from tests.model.little import little, lived
from tests.model.shadow import row_of


@process
def month(households, cooperatives, districts, traders, market, neighbours, rules, shift, draws, journal, months):  # type: ignore[no-untyped-def]
    row = Row(households, cooperatives, districts, traders, market[0], neighbours, rules, shift, draws, journal)
    record.takes_down_the_month(row, months)


@process
def season(  # type: ignore[no-untyped-def]
    households, cooperatives, districts, traders, market, neighbours, rules, shift, draws, journal, groups, cohesion, seasons
):
    row = Row(households, cooperatives, districts, traders, market[0], neighbours, rules, shift, draws, journal)
    record.takes_down_the_season(row, groups, cohesion, seasons)


class Compared:
    """An observer to whom the new sums are what the old ones are."""

    months = seasons = 0

    def month_ended(self, world: World) -> None:
        old = month_amounts(world)
        for number in range(world.farmers.shape[0]):
            parts = row_of(world, number)
            parts[4]["world_price_usd_per_qq"] = world.paths.world_price_usd_per_qq[number, world.month - 1]
            found = np.zeros(world.cooperatives.shape[1], record.MONTH)
            month(*parts, found)
            for name, column in zip(AMOUNTS, old[:, number], strict=True):
                np.testing.assert_allclose(found[name], column, rtol=1e-9, atol=1e-9, err_msg=name)
            self.months += 1

    def season_ended(self, world: World) -> None:
        together = [groups(world, grouping) for grouping in GROUPINGS]
        of_farmers, cohesion = season_of_farmers(world), cohesion_share(world)
        for row in range(world.farmers.shape[0]):
            numbers, masks = np.full((len(GROUPINGS), world.farmers.shape[1]), -1), []
            for place, of_grouping in enumerate(together):
                for _name, mask in of_grouping:
                    numbers[place, mask[row]] = len(masks)
                    masks.append(mask)
            found = np.zeros((len(masks), world.cooperatives.shape[1]), record.SEASON)
            season(*row_of(world, row), numbers, cohesion[row].copy(), found)
            for group, mask in enumerate(masks):
                self._compare(world, row, mask, of_farmers, found[group])
            self.seasons += 1

    def _compare(self, world: World, row: int, mask: Any, of_farmers: dict[str, Any], found: Any) -> None:
        for name, (old, column) in zip(record.SEASON.names or (), of_farmers.items(), strict=True):
            expected = world.by_district(column * mask)[row]
            np.testing.assert_allclose(found[name], expected, rtol=1e-9, atol=1e-9, err_msg=f"{name}: {old}")


def watched(scenario: Any, replicates: tuple[int, ...] = (0, 1)) -> None:
    compared = Compared()
    lived(scenario, replicates, observers=[compared])
    assert compared.months > 0
    assert compared.seasons > 0


@pytest.mark.parametrize("values", [{}, {"buys_from_others": True, "ties": 0, "cash_usd": 2000.0}])
def test_months_and_seasons(values: dict[str, Any]) -> None:
    watched(little("two-cooperatives", **values))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(name for name in names() if "/" not in name))
def test_every_scenario(name: str) -> None:
    watched(load(name), (0,))
