"""What one household adds to the tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import record
from coopsim.model.records import HOUSEHOLD
from tests.model.processes.one import cooperative, district, household, market, one

pytestmark = pytest.mark.usefixtures("uncompiled")


def sums(of: Any) -> dict[str, float]:
    return {name: float(of[name]) for name in of.dtype.names if of[name] != 0}


def test_coffee_kept_at_home_is_counted_once() -> None:
    month = one(record.MONTH)
    her = household(season_member=True, harvest_qq=5.0, lot_qq=10.0, offered_qq=6.0, refused_qq=2.0, delivered_qq=4.0, trust=0.5)
    record.household_in_the_month(her, month, month)
    flows = {"harvest_qq": 5.0, "offered_qq": 3.0, "refused_qq": 1.0, "delivered_qq": 4.0}
    assert sums(month) == {"farmers": 1.0, "members": 1.0, "trust": 0.5} | flows


def test_what_others_deliver_is_counted_apart() -> None:
    month = one(record.MONTH)
    record.household_in_the_month(household(harvest_qq=5.0, lot_qq=5.0, delivered_qq=4.0, trust=0.5), month, month)
    assert sums(month) == {"farmers": 1.0, "bought_from_others_qq": 4.0}


def test_what_a_member_sells_to_another_cooperative_is_bought_there_and_missing_here() -> None:
    month, month_of_buyer = one(record.MONTH), one(record.MONTH)
    her = household(season_member=True, facing=1, harvest_qq=5.0, lot_qq=5.0, offered_qq=5.0, refused_qq=1.0, delivered_qq=4.0)
    her.elsewhere_qq, her.side_sold_qq = 4.0, 1.0
    record.household_in_the_month(her, month, month_of_buyer)
    assert sums(month_of_buyer) == {"bought_from_others_qq": 4.0}
    flows = {"harvest_qq": 5.0, "delivered_elsewhere_qq": 4.0, "side_sold_qq": 1.0}
    assert sums(month) == {"farmers": 1.0, "members": 1.0} | flows


def test_what_stands_in_the_books_as_the_month_ends() -> None:
    month, its = one(record.MONTH), cooperative(alive=True, stock_qq=5.0, cash_usd=9.0, line_usd=4.0, due_members_usd=2.0)
    its.overdue_members_usd, its.in_process_qq[:2], its.fixed_qq[3], its.open_qq[4] = 1.0, 3.0, 7.0, 8.0
    record.cooperative_in_the_month(
        its, district(traders=3.0, farm_gate_price_usd_per_qq=150.0), market(world_price_usd_per_qq=215.0), month
    )
    books = {"cash_usd": 9.0, "debt_usd": 4.0, "owed_to_farmers_usd": 3.0, "stock_qq": 11.0, "forward_book_qq": 15.0}
    prices = {"farm_gate_price_usd_per_qq": 150.0, "trader_margin_usd_per_qq": 65.0}
    of_district = {"intermediaries": 3.0, "keeps_district_books": 1.0, "world_price_usd_per_qq": 215.0}
    assert sums(month) == {"alive": 1.0} | of_district | books | prices


def test_what_a_member_did_in_the_season() -> None:
    season = one(record.SEASON)
    coffee = {"harvest_qq": 10.0, "offered_qq": 8.0, "refused_qq": 1.0, "delivered_qq": 7.0, "side_sold_qq": 3.0}
    money = {"received_usd": 900.0, "costs_usd": 300.0, "interest_usd": 50.0, "unmet_usd": 20.0}
    her = household(**{f"season_{name}": amount for name, amount in (coffee | money).items()})
    record.coffee_in_the_season(her, season)
    other = {"members": 1.0, "sold_qq": 10.0, "members_selling_outside": 1.0, "income_usd": 550.0}
    assert sums(season) == coffee | other | {"received_usd": 900.0, "unmet_usd": 20.0}


@pytest.mark.parametrize(("delivered", "both"), [(8.0, 0.75), (4.0, 0.0)])
def test_what_a_member_is_as_the_season_ends(delivered: float, both: float) -> None:
    season = one(record.SEASON)
    her = household(hectares=2.0, yield_qq_per_ha=10.0, area_ha=1.5, trust=0.5, loyalty_usd_per_qq=20.0)
    her.season_harvest_qq, her.season_delivered_qq = 10.0, delivered
    record.people_in_the_season(her, 0.75, 0.4, season)
    land = {"usual_qq": 20.0, "cohesive_qq": 8.0, "area_ha": 1.5}
    expected = land | {"trust": 0.5, "trust_squared": 0.25, "loyalty_usd_per_qq": 20.0, "delivered_share": delivered / 10.0}
    expected |= {"delivered_share_squared": (delivered / 10.0) ** 2} | ({"both_deliver": both} if both else {})
    assert sums(season) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("attends", "value", "expected"), [(True, 6.0, (1.0, 1.0)), (False, 6.0, (1.0, 0.0)), (True, 0.0, (0.0, 0.0))]
)
def test_an_assembly_is_counted_where_it_is_held(attends: bool, value: float, expected: tuple[float, float]) -> None:
    season = one(record.SEASON)
    record.assembly_in_the_season(household(attends=attends), district(meeting_value_usd=value), season)
    assert (season.members_asked, season.members_attending) == expected


def test_what_share_of_neighbours_delivers() -> None:
    people = np.zeros(4, HOUSEHOLD).view(np.recarray)
    people.season_harvest_qq[:3], people.season_delivered_qq[:3] = 10.0, (5.0, 4.0, 9.0)
    assert record.share_delivering(people, np.array([0, 1])) == 0.5
    assert record.share_delivering(people, np.array([0, 2])) == 1.0
    assert record.share_delivering(people, np.array([3])) == 0.0  # no harvest
    assert record.share_delivering(people, np.array([], dtype=np.int64)) == 0.0
