"""What happens in one district stays there where families have their own cooperative and traders alone; order decides nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.model.simulate import live, world_of
from coopsim.scenario import Scenario, load
from tests.model.little import Bookkeeper, little, months_of, tables


def region(**values: Any) -> Scenario:
    return little("region-24", years=3, **values)


def of_districts(table: pd.DataFrame, scenario: Scenario, *districts: str) -> pd.DataFrame:
    """The rows of the cooperatives of these districts; who is poor is ranked among all of the region, so not by poverty."""
    there = [policy.id for policy in scenario.cooperative if policy.district in districts]
    assert there
    by_poverty = (table["grouping"] == "poverty") if "grouping" in table else False
    return table[table["cooperative"].isin(there) & ~np.array(by_poverty)].reset_index(drop=True)


def test_a_shock_in_one_district_moves_no_row_of_another() -> None:
    calm = region(outlets=2)
    others = [one.id for one in calm.district if one.id != "valle"]
    weather = {"district.valle.district_weather_sd": 0.3, "district.valle.number": 3.0}
    shocked = calm.with_values({"district.valle.shock_share_per_month": 0.4} | weather)
    event = {"id": "rust", "kind": "rust", "month": "1991-04", "district": "valle", "size_share": 0.5, "cost_usd": 500.0}
    shocked = Scenario.checked(shocked.document() | {"event": [event]}, shocked.folder)
    for one, other in zip(tables(calm, (0, 1)), tables(shocked, (0, 1)), strict=True):
        pd.testing.assert_frame_equal(of_districts(one, calm, *others), of_districts(other, calm, *others), check_exact=True)
        moved = of_districts(one, calm, "valle")["delivered_qq"] != of_districts(other, calm, "valle")["delivered_qq"]
        assert moved.mean() > 0.2


def test_a_district_beyond_reach_is_another_world() -> None:
    """Montana, quebrada and valle lie 30 km from each other along the road, ceja and frontera far off."""
    places = {"valle": 0.0, "quebrada": 30.0, "montana": 60.0, "ceja": 400.0, "frontera": 430.0}
    joined = region(outlets=5, reach_km=30.0, **{f"district.{name}.road_km": km for name, km in places.items()})
    shocked = joined.with_values({"district.valle.shock_share_per_month": 0.4, "district.valle.number": 3.0})
    for one, other in zip(tables(joined, (0, 1)), tables(shocked, (0, 1)), strict=True):
        far = ("ceja", "frontera")
        pd.testing.assert_frame_equal(of_districts(one, joined, *far), of_districts(other, joined, *far), check_exact=True)
        near = of_districts(one, joined, "quebrada")["delivered_qq"], of_districts(other, joined, "quebrada")["delivered_qq"]
        assert not near[0].equals(near[1])


def test_without_reach_the_place_along_the_road_moves_nothing() -> None:
    """Nor does the usual reach of 15 km where the next district lies 30 km away."""
    none = {f"district.{one.id}.road_km": None for one in region().district}
    off_the_road = region(outlets=5, **none)
    for scenario in (region(outlets=5), region(outlets=5, reach_km=0.0)):
        for one, other in zip(tables(off_the_road, (0,)), tables(scenario, (0,)), strict=True):
            pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_the_order_of_districts_and_cooperatives_in_a_file_gives_the_same_bytes() -> None:
    document = region().document()
    table = document["cooperative"][0]
    typed = table | {"id": "a", "count": 2, "district": "valle"}
    as_written = document | {"cooperative": [table, typed]}
    turned = document | {"cooperative": [typed, table], "district": list(document["district"])[::-1]}
    one, other = Scenario.checked(as_written), Scenario.checked(turned)
    assert one.hash() == other.hash()
    for before, after in zip(tables(one, (0,)), tables(other, (0,)), strict=True):
        pd.testing.assert_frame_equal(before, after, check_exact=True)


def test_a_replicate_of_a_region_is_the_same_alone_and_among_others() -> None:
    scenario = region()
    _months, among = tables(scenario, (0, 1, 2))
    _months, alone = tables(scenario, (2,))
    third = among[among["replicate"] == 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(third, alone, check_exact=True)


@pytest.mark.parametrize("outlets", [2, 3, 5])
def test_every_dollar_and_every_quintal_of_a_region_is_somewhere(outlets: int) -> None:
    scenario = region(outlets=outlets, trader_cash=True)
    world = world_of(scenario, (0, 1), 9)
    bookkeeper = Bookkeeper(world)
    live(world, months_of(scenario), [bookkeeper])
    assert bookkeeper.months == months_of(scenario)


def test_a_region_is_what_the_file_says() -> None:
    world = world_of(load("region-24"), range(4))
    share = world.members().sum(axis=1) / 1800
    assert ((share > 0.4) & (share < 0.9)).all()
    farmers = world.by_district(np.ones(world.farmers.shape))
    assert (farmers == [350, 250, 420, 230, 550]).all()
