"""Founding: who comes, who is asked, who gains, and what stands in the books on the first day."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import founding, moving
from coopsim.model.records import Row
from tests.model.processes.one import cash_of_others, cooperative, district, household, out_of_balance
from tests.model.processes.valley import CLOSE, accounts, valley, wants, with_draws

pytestmark = pytest.mark.usefixtures("uncompiled")
PLACE: dict[str, Any] = {"stands_at_start": False, "sponsor_share_per_year": 0.2}


def founded(row: Row, draw: float = 0.1) -> Any:
    """The cooperative of a row's first place, once a sponsor has come with that draw, or not."""
    founding.cooperatives_are_founded(with_draws(row, sponsor=[draw]))
    return row.cooperatives[0]


def test_a_sponsor_and_founders_open_it() -> None:
    row = valley(**PLACE, **wants(20.0), start_up_usd=9_000.0, share_capital_usd_per_member=100.0)
    c = founded(row)
    assert (c.alive, c.founders, c.founded_month, c.closed_month, c.cause_number) == (True, 20.0, CLOSE, -1.0, 0)
    members = row.households[row.households.is_member]
    assert len(members) == c.members_today == c.season_joined == 20
    assert (members.home == 0).all()
    assert (members.cooperative == 0).all()
    assert (members.membership_gain_usd > 0).all()
    delivered = sum(founding.normal_delivery_qq(her, row.districts[0]) for her in members)
    assert [c.expected_volume_qq, c.normal_volume_qq, c.last_delivered_qq] == pytest.approx([delivered] * 3)
    assert c.posted_price_usd_per_qq == c.advance_usd_per_qq == 0.0  # the season that opens posts its terms


@pytest.mark.parametrize(
    ("payer", "party"), [("buyer", "exporter"), ("donor", "donor"), ("state", "state"), ("members", "households")]
)
def test_the_first_day_s_books(payer: str, party: str) -> None:
    """Shares are subscribed and owed; the sponsor's money is the reserve, or members' further shares; all sums to zero."""
    row = valley(**PLACE, **wants(20.0), start_up_usd=4_000.0, start_up_paid_by=payer, share_capital_usd_per_member=100.0)
    row.households.savings_usd = 0.0
    row.households.savings_usd[:1] = 10_000.0
    c = founded(row)
    of_members = payer == "members"
    stands = accounts(c)
    paid = stands.get("cash", 0.0) - (0.0 if of_members else 4_000.0)
    assert stands["shares"] == pytest.approx(20 * 100.0 + (4_000.0 if of_members else 0.0))
    assert stands.get("reserve", 0.0) == (0.0 if of_members else 4_000.0)
    assert stands["member_debts"] + paid == pytest.approx(stands["shares"])
    assert row.households.owed_to_cooperative_usd.sum() == pytest.approx(stands["member_debts"])
    assert c.own_funds_usd == c.net_worth_usd == stands["shares"] + stands.get("reserve", 0.0)
    outside = {name: c[f"cash_of_{name}_usd"] for name in ("exporter", "donor", "state", "households")}
    assert outside[party] == pytest.approx(-paid if of_members else -4_000.0)
    assert out_of_balance(c) == pytest.approx(0.0)
    assert cash_of_others(c) == pytest.approx(-c.cash_usd)


def test_without_a_sponsor_nothing_is_founded() -> None:
    row = valley(**PLACE)
    before = row.households.copy(), row.cooperatives.copy()
    assert not founded(row, draw=0.2).alive
    assert (row.households == before[0]).all()
    assert (row.cooperatives == before[1]).all()


def test_where_nobody_asks_nothing_is_drawn() -> None:
    row = valley(stands_at_start=False)
    assert len(row.draws.sponsor) == len(row.draws.revival) == 0
    founding.cooperatives_are_founded(row)
    assert not row.cooperatives[0].alive


@pytest.mark.parametrize(
    "values",
    [
        {"fixed_cost_usd_per_year": 400_000.0},
        {"office_usd_per_member": 2_000.0, "hectares": 0.1},
        {"membership_effort_usd_per_year": 500.0, "hectares": 0.1},
        {"share_capital_usd_per_member": 1_000.0, "hectares": 0.1},
    ],
    ids=["office", "small farms", "effort", "share"],
)
def test_where_nobody_gains_nothing_is_founded(values: dict[str, Any]) -> None:
    """A fixed cost that their coffee cannot pay, an effort above any gain, a share above a year's coffee."""
    row = valley(**(PLACE | values))
    before = row.households.copy()
    c = founded(row)
    assert not c.alive
    assert accounts(c) == {}
    assert (row.households == before).all()


@pytest.mark.parametrize(("farmers", "wanted", "founders"), [(40, 70.0, 40), (40, 15.9, 15), (12, 70.0, 12), (11, 70.0, 0)])
def test_founders_are_twelve_at_least_and_no_more_than_wanted(farmers: int, wanted: float, founders: int) -> None:
    row = valley(farmers=farmers, **PLACE, **wants(wanted))
    assert founded(row).founders == founders
    assert row.households.is_member.sum() == founders


def test_those_found_it_who_gain_most_whatever_their_order() -> None:
    row, turned = (valley(**PLACE, **wants(15.0)) for _time in range(2))
    turned.households[:] = row.households[::-1].copy()
    founded(row), founded(turned)
    assert (row.households.is_member == turned.households.is_member[::-1]).all()
    best = row.households.membership_gain_usd[:, 0]
    assert best[row.households.is_member].min() > 0


def test_the_office_is_in_the_price_that_founders_weigh() -> None:
    """Thirty founders' coffee pays an office of 5,000 out of the fee; an office of 60,000 lowers the price by what is missing."""
    prices = []
    for office in (5_000.0, 60_000.0):
        row = valley(**PLACE, **wants(30.0), fixed_cost_usd_per_year=office)
        c, d = row.cooperatives[0], row.districts[0]
        founding.posts_first_terms(c, d, row, 30.0)
        coffee = 30.0 * np.mean([founding.normal_delivery_qq(her, d) for her in row.households])
        covered = founding.terms.price_that_covers_cost(c, d, row.market, row.known_log_shift)
        assert c.posted_price_usd_per_qq == pytest.approx(covered - max(office / coffee - c.fee_usd_per_qq, 0.0))
        prices.append(c.posted_price_usd_per_qq)
    assert prices[0] > prices[1]


def test_who_is_asked() -> None:
    here = cooperative(place=1, district=0)
    hers = {"home": 0, "district": 0}
    assert founding.is_asked(household(**hers), here)
    assert founding.is_asked(household(home=1, district=0, overdue_usd=5.0), here)
    for no in ({"is_member": True}, {"district": 1}, {"excluded_seasons": 1.0}, {"overdue_usd": 1.0}, {"pooled_qq": 1.0}):
        assert not founding.is_asked(household(**(hers | no)), here), no


def test_what_she_has_elsewhere_counts_against_it() -> None:
    """An open cooperative that pays outsiders well leaves less to gain; one that takes no outsiders' coffee leaves all."""
    gains = []
    for buys in (True, False):
        row = valley(
            "two-cooperatives", district="valle", **{"cooperative.semilla.stands_at_start": False}, buys_from_others=buys
        )
        row.cooperatives[0].others_advance_usd_per_qq = 150.0
        founding.posts_first_terms(row.cooperatives[1], row.districts[0], row, row.cooperatives[1].founders_wanted)
        gains.append(founding.gains_of_founders(row, 1))
    asked = gains[0] > founding.NOWHERE
    assert asked.sum() == 33  # of 40 farmers 7 are members
    assert (gains[0][asked] < gains[1][asked]).all()


def test_a_founder_s_old_cooperative_stays_within_her_reach() -> None:
    row = valley("two-cooperatives", district="valle", **{"cooperative.semilla.stands_at_start": False})
    row.outlets[3].cooperative = 1
    row.households[3].home, row.households[3].is_member = 0, False
    moving.comes_home(row.households[3], row.outlets[3], 1)
    assert (row.households[3].home, row.outlets[3].cooperative.tolist()) == (1, [0])


def test_the_first_empty_place_of_the_district_is_taken() -> None:
    row = valley("two-cooperatives", district="valle", stands_at_start=False, sponsor_share_per_year=0.2)
    assert founding.empty_place(row.cooperatives, 0) == 0
    row.cooperatives[0].founded_month = 0.0
    assert founding.empty_place(row.cooperatives, 0) == 1
    assert founding.empty_place(row.cooperatives, 1) == -1


def test_members_share_the_money_to_begin_with() -> None:
    c = cooperative(start_up_usd=6_000.0, share_capital_usd_per_member=100.0, start_up_payer=founding.MEMBERS)
    assert founding.share_of_a_founder_usd(c, 20.0) == 400.0
    c.start_up_payer = founding.DONOR
    assert founding.share_of_a_founder_usd(c, 20.0) == 100.0


def test_a_place_of_another_district_asks_nobody_of_this_one() -> None:
    gone = district(normal_delivery_share=0.8)
    assert not founding.is_asked(household(home=0, district=int(gone.books_at)), cooperative(place=2, district=1))


def test_who_has_another_within_reach_compares_from_its_founding_on() -> None:
    """A place that is empty is nothing to compare with; once it is founded the refund at home counts for all of the valley."""
    place = {"cooperative.semilla.stands_at_start": False, "sponsor_share_per_year": 0.2, "district": "valle", **wants(20.0)}
    row = valley("two-cooperatives", **place)
    assert row.outlets.shape == (40, 1)
    assert not row.households.compares.any()
    founding.cooperatives_are_founded(with_draws(row, sponsor=[0.9]))
    assert not row.households.compares.any()
    founding.cooperatives_are_founded(with_draws(row, sponsor=[0.1]))
    assert row.cooperatives[1].alive
    assert row.households.compares.all()
    row.cooperatives.alive = False
    founding.cooperatives_are_founded(with_draws(row, sponsor=[0.1]))  # there is no place left; nothing is taken back
    assert row.households.compares.all()
