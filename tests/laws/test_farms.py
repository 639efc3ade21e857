"""Supply and exit without a cliff: what is picked, tended, lost and planted follows the price plot by plot, farm by farm."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from coopsim.equations.land import has_given_up, neglected_or_lost_ha
from coopsim.model.processes import harvest, land
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, MARKET
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.scenario import load
from tests.model.phases import plain
from tests.model.processes.one import one

REPLICATES, SEASONS, FIRST_YEAR, NORMAL = 16, 20, 1990, 215.0
PRICES = (120.0, 129.0, 150.0, 215.0, 400.0, 800.0)


class Land:
    """Takes down the district's land and harvest at every season's end."""

    every_month = False

    def __init__(self) -> None:
        self.area: list[np.ndarray] = []
        self.planted: list[np.ndarray] = []
        self.crop: list[np.ndarray] = []
        self.unpicked: list[np.ndarray] = []

    def month_ended(self, world: World) -> None:
        """Nothing is asked of a month."""

    def season_ended(self, world: World) -> None:
        f = world.farmers
        self.area.append(f.area_ha.sum(axis=1))
        young = world.ring("planted_ha")  # by the season in which it will bear, going round
        years = int(f.bearing_years.max())
        self.planted.append(young[(world.season + years) % len(young)].sum(axis=1))
        self.crop.append(f.season_harvest_qq.sum(axis=1))
        ripe = (f.season_harvest_qq + f.season_unpicked_qq).sum(axis=1)
        self.unpicked.append(f.season_unpicked_qq.sum(axis=1) / ripe)


@cache
def lived(price: float | None, **values: Any) -> tuple[dict[str, np.ndarray], World]:
    """Castillo after a burn-in at the normal price, at a constant price or (None) at the prices of 1990 to 2026.

    What is taken down has the shape (seasons, replicates); its first line is the last season of the burn-in.
    """
    source = {} if price is None else {"source": "constant", "years": SEASONS}
    scenario = load("castillo").with_values(source | values)
    months, burn_in = calendar(scenario)
    world, seen = world_of(scenario, range(REPLICATES), 1), Land()
    if price is not None:
        world.paths.world_price_usd_per_qq[:, burn_in:] *= price / NORMAL
    live(world, len(months), [seen])
    first = burn_in // 12 - 1
    return {name: np.array(getattr(seen, name))[first:] for name in ("area", "planted", "crop", "unpicked")}, world


def district(**values: Any) -> Any:
    """A district at the default costs and wages."""
    usual = {
        "supply_response": True,
        "land": True,
        "local_cost_index": 1.0,
        "plot_spread_share": 0.3,
        "own_time_value_share": 0.5,
    }
    wages = {"picking_wage_usd_per_qq_now": 45.0, "upkeep_usd_per_ha_now": 1200.0}
    land_moves = {"neglect_speed_share_per_year": 0.3, "abandon_share_per_year": 0.15}
    return one(DISTRICT, **(usual | wages | land_moves | values))


# Area -----------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_at_the_normal_price_area_and_crop_stay() -> None:
    seen, _world = lived(NORMAL)
    area = seen["area"].mean(axis=1)
    assert 0.90 <= area[-1] / area[0] <= 1.12
    crop = np.log(seen["crop"].mean(axis=1))
    assert abs(np.polyfit(np.arange(len(crop)), crop, 1)[0]) <= 0.01


@pytest.mark.slow
def test_at_a_low_price_area_shrinks_bit_by_bit() -> None:
    """At 129 US$/qq, the mean of 1989 to 2004: no farm-wide exit, and after twenty seasons there is coffee left.

    How much is left rests on assumed costs (docs/model/long-runs.md); Peru's area grew in those years.
    """
    area = lived(129.0)[0]["area"]
    assert (np.diff(area, axis=0) / area[:-1]).min() >= -0.10
    assert area[-1].mean() / area[0].mean() > 1.0 / 3.0


@pytest.mark.slow
def test_a_higher_price_leaves_more_land() -> None:
    left = [float((seen["area"][-1] / seen["area"][0]).mean()) for seen, _world in map(lived, PRICES)]
    assert left == sorted(left)
    assert len(set(left)) == len(left)


@pytest.mark.slow
def test_the_prices_of_history_move_land_slowly_and_the_crop_falls_in_the_trough() -> None:
    seen, _world = lived(None)
    area = seen["area"]
    assert (np.diff(area, axis=0) / area[:-1]).min() >= -0.08
    crop = seen["crop"].mean(axis=1)
    two_years = dict(zip(range(FIRST_YEAR, 2026), (crop[1:] + crop[:-1]) / 2.0, strict=False))  # heavy and light years
    assert two_years[2005] < 0.95 * two_years[1998]  # it falls in the trough
    after = min(value for year, value in two_years.items() if 2006 <= year <= 2013)
    assert after > 0.95 * two_years[2005]  # and not when the price has recovered


@pytest.mark.slow
@pytest.mark.parametrize("price", [None, 400.0])
def test_land_grows_only_by_what_was_planted_years_before(price: float | None) -> None:
    """Nothing comes back but by planting: young coffee begins to bear after its years, and nothing else adds to the area."""
    seen, world = lived(price)
    years = int(world.farmers.bearing_years.max())
    grown = np.diff(seen["area"], axis=0)
    assert (grown[years - 1 :] <= seen["planted"][: len(grown) - years + 1] + 1e-9).all()
    assert seen["planted"].max() > 0.0


# Picking --------------------------------------------------------------------------------------------------------------


def test_one_farm_picks_more_at_a_higher_price_and_its_own_hands_longest() -> None:
    own, hired, prices = [], [], np.geomspace(2.0, 300.0, 104)
    for price in prices:
        household = one(HOUSEHOLD, crop_qq=48.0, own_picking_qq_per_month=6.0, cost_factor=1.0)
        place = district(farm_gate_price_usd_per_qq=price)
        with plain():
            harvest.pick(household, one(COOPERATIVE), place, one(MARKET, harvest_share=0.25))
        own.append((household.harvest_qq - household.hired_qq) / 6.0)
        hired.append(household.hired_qq / 6.0)
    assert (np.diff(own) >= 0.0).all()
    assert (np.diff(hired) >= 0.0).all()
    assert (np.array(own) >= np.array(hired)).all()
    assert max(np.diff(own).max(), np.diff(hired).max()) < 0.1  # no cliff between prices 5 % apart
    assert np.interp(33.0, prices, own) > 0.6


@pytest.mark.slow
@pytest.mark.parametrize(("wage", "least", "most"), [(45.0, 0.0, 0.02), (95.0, 0.02, 0.12)])
def test_in_years_of_scarce_hands_a_part_of_the_crop_is_left(wage: float, least: float, most: float) -> None:
    """Dear from one year to the next, as in 2010 or 2017; where pickers stay dear, the dearest land is given up first."""
    scenario = load("castillo").with_values({"source": "constant", "years": 2})
    months, burn_in = calendar(scenario)
    world, seen = world_of(scenario, range(REPLICATES), 1), Land()
    live(world, burn_in)
    world.farmers.share(picking_wage_usd_per_qq=wage)
    live(world, len(months), [seen])
    assert all(least <= share.mean() <= most for share in seen.unpicked)


# Farms differ ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("price", [60.0, 120.0, 158.0, 400.0])
def test_a_dearer_farm_neglects_no_less(price: float) -> None:
    neglected = []
    for cost_factor in np.linspace(0.4, 3.0, 27):
        household = one(HOUSEHOLD, area_ha=4.0, hectares=4.0, yield_qq_per_ha=14.7, input_cost_usd_per_qq=20.0)
        household.cost_factor, household.expected_price_usd_per_qq = cost_factor, price
        with plain():
            land.tends_or_neglects(household, district())
        neglected.append(household.neglected_ha / household.area_ha)
    assert (np.diff(neglected) >= 0.0).all()
    assert np.diff(neglected).max() < 0.1


@pytest.mark.slow
def test_in_a_slump_neglect_rises_with_what_coffee_costs_a_farm() -> None:
    f = lived(129.0)[1].farmers
    fifths = np.digitize(f.cost_factor, np.quantile(f.cost_factor, (0.2, 0.4, 0.6, 0.8)))
    shares = [float(f.neglected_ha[fifths == fifth].sum() / f.area_ha[fifths == fifth].sum()) for fifth in range(5)]
    assert shares == sorted(shares)


def test_care_is_the_usual_one_at_the_usual_price() -> None:
    """Every farm begins by expecting what it usually receives: its crop is its land's, whatever coffee costs it there."""
    calm = {"bearing_cycle_share": 0.0, "farm_weather_sd": 0.0, "district_weather_sd": 0.0, "warm_up_years": 0}
    world = world_of(load("castillo").with_values({"source": "constant", "years": 1, **calm}), (0,), 1)
    f = world.farmers
    assert np.array_equal(f.expected_price_usd_per_qq, f.usual_price_usd_per_qq)
    assert np.ptp(f.cost_factor) > 0.5
    live(world, 1)
    np.testing.assert_allclose(f.crop_qq, f.hectares * f.yield_qq_per_ha)


def test_a_farm_has_given_up_where_hardly_any_coffee_is_left() -> None:
    area = np.array([4.0, 3.0, 0.3, 0.1, 0.0])
    assert np.asarray(has_given_up(area, np.full(5, 4.0))).tolist() == [False, False, False, True, True]
    gone = neglected_or_lost_ha(np.full(5, 4.0), area, 0.25 * area)
    assert np.asarray(gone).tolist() == pytest.approx([1.0, 1.75, 3.775, 3.925, 4.0])
