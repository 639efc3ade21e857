"""Other cooperatives within reach: what membership there would bring, what a former home still pays, and how she moves."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coopsim.equations.outlets import NOWHERE
from coopsim.model.processes import membership, moving, other_homes
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD
from coopsim.model.simulate import world_of
from tests.model.little import little
from tests.model.phases import row_of
from tests.model.processes.one import district, household, market, others

pytestmark = pytest.mark.usefixtures("uncompiled")
EVEN, ROOM = np.full(3, 0.5), np.empty(3)
MU = 10.0


def row(**of_cooperatives: Any) -> SimpleNamespace:
    """Three cooperatives in one district: 100, 110 and 120 on delivery to members and 160 in all; 90, 105 and 118 to others."""
    its = np.zeros(3, COOPERATIVE).view(np.recarray)
    columns = {"alive": True, "buys_from_others": True, "place": np.arange(3), "posted_price_usd_per_qq": 160.0}
    columns |= {"advance_usd_per_qq": [100.0, 110.0, 120.0], "others_advance_usd_per_qq": [90.0, 105.0, 118.0]}
    columns |= {"dues_usd_per_year": [1.0, 2.0, 4.0], "services_usd_per_qq": [5.0, 6.0, 7.0]}
    for name, values in (columns | of_cooperatives).items():
        its[name] = values
    where = np.zeros(1, DISTRICT).view(np.recarray)
    of_district = {"money_scale": 1.0, "normal_delivery_share": 0.7, "deferred_discount": True, "peer_weight_usd_per_qq": 10.0}
    of_district |= {"membership_effort_usd_per_year": 25.0, "local_cost_index": 1.0}
    for name, value in of_district.items():
        where[name] = value
    return SimpleNamespace(cooperatives=its, districts=where, market=market(season=4, month=60), journal=np.zeros((0, 0)))


def her(**values: Any) -> Any:
    """Her home is the first; 8 of her 10 qq are free, half of the lot is from last month; 100 at the farm."""
    sure = {"trust": 0.5, "lean_money_value": 1.0, "patience_share_per_month": 1.0, "taste_usd_per_qq": MU, "reviews": True}
    sure |= {"loyalty_usd_per_qq": 20.0, "loyalty_anchor_usd_per_qq": 12.0, "neighbours_share": 0.9}
    lot = {"lot_qq": 10.0, "harvest_qq": 5.0, "free_lot_qq": 8.0, "street_at_farm_usd_per_qq": 100.0}
    return household(**(sure | lot | {"area_ha": 1.0, "yield_qq_per_ha": 10.0, "expected_price_usd_per_qq": 30.0} | values))


def option(*values: float) -> float:
    """What it is worth to be free to choose among traders, at 0, and cooperatives of these values: a plain logit."""
    return MU * float(np.log(1.0 + np.exp(np.array(values) / MU).sum()))


def share(*values: float) -> float:
    """The share of the first of these against the others and traders, at 0: a plain logit."""
    weights = np.exp(np.array(values) / MU)
    return float(weights[0] / (1.0 + weights.sum()))


IN = (100.0 + 30.0 - 100.0 + 20.0 + 5.0 + 2.0, 110.0 + 0.8 * 50.0 - 100.0 + 12.0 + 6.0, 120.0 + 0.2 * 40.0 - 100.0 + 12.0 + 7.0)
OUT = (90.0 - 100.0 + 2.0, 105.0 - 100.0, 118.0 - 100.0)


def test_each_membership_is_weighed_against_being_an_outsider_of_all() -> None:
    """As a member of one she may deliver to the others as an outsider; without membership to all as an outsider."""
    one, reached, here = her(season_membership_gain_usd=7.0), others(1, 2, trust=[0.8, 0.2]), row()
    other_homes.gains_of_each_membership(one, reached, here, ROOM)
    assert one.season_membership_gain_usd == pytest.approx(7.0 + 4.0 * (option(IN[0], OUT[1], OUT[2]) - option(*OUT)))
    assert reached[0].season_membership_gain_usd == pytest.approx(4.0 * (option(OUT[0], IN[1], OUT[2]) - option(*OUT)))
    assert reached[1].season_membership_gain_usd == pytest.approx(4.0 * (option(OUT[0], OUT[1], IN[2]) - option(*OUT)))
    assert one.season_would_deliver_qq == pytest.approx(4.0 * share(IN[0], OUT[1], OUT[2]))
    assert reached[1].season_would_deliver_qq == pytest.approx(4.0 * share(IN[2], OUT[0], OUT[1]))


def test_her_home_loses_nothing_when_its_rival_closes() -> None:
    """An outsider weighs membership at home: the refund she would have had is counted, whether the other is open or has closed.

    The other took members' coffee only, so that it was no outlet of hers and its closing changes nothing else.
    """
    seasons = []
    for open_ in (True, False):
        one, here = her(), row(alive=[True, open_, open_], buys_from_others=False, refund_usd_per_qq=9.0)
        other_homes.gains_of_each_membership(one, others(1, 2, trust=0.5), here, ROOM)
        membership.weighs_the_season(one, here.cooperatives[0], here.districts[0], here.market)
        seasons.append(one.season_membership_gain_usd)
    assert seasons[0] == seasons[1] == pytest.approx(4.0 * option(IN[0]) + 9.0 * 4.0 * share(IN[0]) - 1.0 - 25.0)


def test_alone_in_its_district_an_outsider_counts_no_refund() -> None:
    one, here = her(), row(refund_usd_per_qq=9.0, buys_from_others=False)
    membership.gains_by_membership(one, here.cooperatives[0], here.districts[0])
    membership.weighs_the_season(one, here.cooperatives[0], here.districts[0], here.market)
    assert one.season_membership_gain_usd == pytest.approx(4.0 * option(IN[0]) - 1.0 - 25.0)


@pytest.mark.parametrize(
    "its", [{"buys_from_others": False}, {"alive": [True, False, False], "buys_from_others": [False, True, True]}]
)
def test_others_that_take_nothing_of_hers_leave_her_home_as_it_was(its: dict[str, Any]) -> None:
    """To the last bit what it is to a household that has no other cooperative within reach."""
    one, alone, reached, here = her(), her(), others(1, 2, trust=[0.8, 0.2]), row(**its)
    other_homes.gains_of_each_membership(one, reached, here, ROOM)
    assert (ROOM == NOWHERE).all()
    membership.gains_by_membership(alone, here.cooperatives[0], here.districts[0])
    assert one.season_membership_gain_usd == alone.season_membership_gain_usd == 4.0 * (MU * np.logaddexp(0.0, IN[0] / MU))
    there = [4.0 * option(IN[1]), 4.0 * option(IN[2])] if here.cooperatives[1].alive else [0.0, 0.0]
    assert reached.season_membership_gain_usd.tolist() == pytest.approx(there)


def test_a_closed_home_is_no_outlet() -> None:
    one, reached, here = her(), others(1, -1, trust=0.8), row(alive=[False, True, True])
    other_homes.gains_of_each_membership(one, reached, here, ROOM)
    assert (one.season_membership_gain_usd, one.season_would_deliver_qq) == (0.0, 0.0)
    gain = 4.0 * (option(IN[1]) - option(OUT[1]))
    assert reached.season_membership_gain_usd.tolist() == pytest.approx([gain, 0.0])


def test_the_season_elsewhere_counts_refund_dues_and_effort() -> None:
    reached = others(1, 2, season_membership_gain_usd=[100.0, 60.0], excluded_seasons=[2.0, 0.0], season_would_deliver_qq=3.0)
    other_homes.weighs_the_season_elsewhere(her(), reached, row(alive=[True, True, False], refund_usd_per_qq=[9.0, 4.0, 9.0]))
    assert reached.membership_gain_usd.tolist() == [[0.0, 100.0 + 12.0 - 2.0 - 25.0, 0.0], [0.0, 60.0, 0.0]]
    assert reached.excluded_seasons.tolist() == [1.0, 0.0]


# What a former home owes


def test_a_former_home_pays_as_it_pays_its_members() -> None:
    one, here = (
        her(savings_usd=5.0, owed_to_cooperative_usd=9.0),
        row(paid_share=0.75, overdue_paid_share=0.5, kept_promise_share=1.0),
    )
    here.cooperatives["kept_promise_share"] = 1.0
    here.cooperatives[1].second_payment_usd_per_qq[3] = 20.0
    reached = others(1, -1, overdue_usd=[10.0, 0.0])
    reached[0].due_usd[3], reached[0].pooled_qq[3] = 60.0, 2.0
    other_homes.claims_on_former_homes(reached, here, 3)
    asked = here.cooperatives[1]
    assert (asked.overdue_usd, asked.falls_due_usd, asked.pooled_qq[3]) == (10.0, 60.0, 2.0)
    other_homes.former_homes_pay(one, reached, here, 3, 0.2)
    assert (one.savings_usd, one.received_usd, one.season_received_usd) == (85.0, 80.0, 80.0)  # 75 of 100 due, 5 of what was late
    assert one.owed_to_cooperative_usd == 9.0  # that is between her and her home
    assert (reached[0].due_usd[3], reached[0].pooled_qq[3], reached[0].overdue_usd) == (0.0, 0.0, 30.0)
    assert (reached[0].promised_usd, reached[0].kept_usd) == (100.0, 75.0)


def test_a_former_home_that_closes_pays_what_is_left() -> None:
    one, here = her(savings_usd=5.0), row(closes=[False, True, False], claims_paid_share=0.25)
    reached = others(1, 2, overdue_usd=10.0)
    reached.due_usd[:, 4], reached.pooled_qq[:, 4] = 30.0, 1.0
    other_homes.claims_on_closing_homes(reached, here)
    assert here.cooperatives.claims_usd.tolist() == [0.0, 40.0, 0.0]
    other_homes.former_homes_close(one, reached, here)
    assert (one.savings_usd, one.season_received_usd) == (15.0, 10.0)
    assert [other_homes.owed_usd(outlet) for outlet in reached] == [0.0, 40.0]
    assert reached.pooled_qq[:, 4].tolist() == [0.0, 1.0]


# Trust in it


@pytest.mark.parametrize(
    ("promised", "kept", "heard", "tellers", "trust"),
    [
        (0.0, 0.0, 0.0, 0.0, 0.8),
        (0.0, 0.0, 1.5, 2.0, 0.8 + 0.25 * 0.2 * (0.75 - 0.8)),  # hearsay: a quarter of the speed
        (100.0, 50.0, 0.0, 0.0, 0.8 + 0.2 * (0.5 - 0.8)),  # her own money
        (100.0, 50.0, 2.0, 2.0, 0.8 + 0.2 * (0.75 * 0.5 + 0.25 - 0.8)),
    ],
)
def test_trust_in_another(promised: float, kept: float, heard: float, tellers: float, trust: float) -> None:
    outlet = others(1, trust=0.8, promised_usd=promised, kept_usd=kept)[0]
    there = district(trust_gain_share=0.06, trust_loss_share=0.2, kin_talk_share=0.25)
    other_homes.learns_of_another(outlet, there, heard, tellers)
    assert outlet.trust == pytest.approx(trust)


def test_only_neighbours_whose_home_it_is_have_something_to_report() -> None:
    people = np.zeros(4, HOUSEHOLD).view(np.recarray)
    people["home"] = [0, 1, 1, 2]
    reached = np.array([others(1, trust=0.8), *(others(-1) for _other in range(3))]).view(np.recarray)
    here = SimpleNamespace(households=people, outlets=reached, neighbours=np.array([[1, 2, 3]] * 4), districts=row().districts)
    here.districts["trust_loss_share"], here.districts["kin_talk_share"] = 0.2, 1.0
    other_homes.trust_in_others_learns(here, np.array([1.0, 0.5, 0.0, 0.1]), np.array([1.0, 1.0, 0.0, 1.0]))
    assert reached[0, 0].trust == pytest.approx(0.8 + 0.2 * (0.5 - 0.8))
    assert reached[1, 0].trust == 0.0


# Who moves


def test_what_stands_between_her_and_each_goes_with_it() -> None:
    """There and back again: all is as it was, but that loyalty and tenure began anew."""
    one = her(overdue_usd=3.0, excluded_seasons=1.0, membership_gain_usd=(1.0, 2.0, 3.0), tenure_seasons=4.0)
    one.due_usd[2], one.pooled_qq[5] = 7.0, 8.0
    reached = others(1, trust=0.9, overdue_usd=30.0, membership_gain_usd=[(10.0, 20.0, 30.0)], promised_usd=5.0)
    reached[0].due_usd[2] = 70.0
    before, other = one.copy(), reached.copy()
    moving.moves_home(one, reached[0])
    assert (one.home, one.trust, one.overdue_usd, one.due_usd[2], one.pooled_qq[5]) == (1, 0.9, 30.0, 70.0, 0.0)
    assert (reached[0].cooperative, reached[0].trust, reached[0].due_usd[2], reached[0].pooled_qq[5]) == (0, 0.5, 7.0, 8.0)
    assert (reached[0].excluded_seasons, one.excluded_seasons) == (1.0, 0.0)
    assert reached[0].membership_gain_usd.tolist() == [1.0, 2.0, 3.0]
    moving.moves_home(one, reached[0])
    assert (one.loyalty_usd_per_qq, one.tenure_seasons) == (12.0, 0.0)
    one.loyalty_usd_per_qq, one.tenure_seasons, other[0].promised_usd = 20.0, 4.0, 0.0
    assert one == before
    assert reached[0] == other[0]


@pytest.mark.parametrize(
    ("values", "there", "its", "home"),
    [
        ({}, {}, {}, 1),  # no member: the best that gains her
        ({}, {"excluded_seasons": [2.0, 0.0]}, {}, 2),
        ({}, {}, {"alive": [True, False, True]}, 2),
        ({}, {}, {"share_capital_usd_per_member": [0.0, 301.0, 300.0]}, 2),  # a year's coffee, 300, pays the share
        ({"is_member": True, "membership_gain_usd": (89.9,) * 3}, {}, {}, 1),
        ({"is_member": True, "membership_gain_usd": (90.0,) * 3}, {}, {}, 0),
        ({"is_member": True, "membership_gain_usd": (40.0,) * 3}, {}, {"share_capital_usd_per_member": 189.0}, 1),
        (
            {"is_member": True, "membership_gain_usd": (40.0,) * 3},
            {},
            {"share_capital_usd_per_member": 191.0},
            0,
        ),  # 150 and 3 x 50
        ({"is_member": True, "membership_gain_usd": (-9.0,) * 3}, {"membership_gain_usd": -1.0}, {}, 0),  # elsewhere is no gain
        ({}, {"membership_gain_usd": -1.0}, {}, 0),
        ({"reviews": False}, {}, {}, 0),  # this year she does not compare
    ],
)
def test_who_moves_and_where(values: dict[str, Any], there: dict[str, Any], its: dict[str, Any], home: int) -> None:
    one, here = her(**values), row(**({"share_value_usd": 40.0} | its))
    reached = others(1, 2, **({"membership_gain_usd": [(90.0,) * 3, (60.0,) * 3]} | there))
    member = bool(one.is_member)
    moving.joins_elsewhere(one, reached, here, EVEN)
    assert one.home == home
    assert one.cooperative == (home if home or member else one.cooperative)
    assert (here.cooperatives.joining > 0).tolist() == [place == home and home > 0 for place in range(3)]
    assert here.cooperatives.leaving.tolist() == [float(member and home > 0), 0.0, 0.0]
    if member and home:
        assert reached[home - 1].cooperative == 0
        assert reached[home - 1].due_usd.sum() == 40.0  # her old share, owed by the old one


@pytest.mark.parametrize(
    ("compares", "draw", "gain", "home"),
    [
        (True, 0.32, 10.0, False),  # the other one would gain her 30: she waits for the season to open
        (True, 0.34, 10.0, True),  # this year she looks at her home alone
        (True, 0.34, -10.0, False),
        (True, 0.32, 40.0, True),
        (False, 0.32, 10.0, True),
    ],
)
def test_who_compares_in_a_year(compares: bool, draw: float, gain: float, home: bool) -> None:
    """A third of households a year: the close says who, and she goes by it until the next close."""
    world = world_of(little("two-cooperatives", farmers=20), (0,), 1)
    row = row_of(world, 0)
    row.market.season = 4
    her, outlet = row.households[0], row.outlets[0, 0]
    her.is_member, her.cooperative, her.compares, her.reviews = False, -1, compares, compares
    her.membership_gain_usd[:], outlet.membership_gain_usd[:] = gain, 30.0
    her.season_membership_gain_usd, outlet.season_membership_gain_usd = gain + 1e3, 30.0 + 1e3
    row.cooperatives.share_capital_usd_per_member, row.cooperatives.dues_usd_per_year = 0.0, 0.0
    row.districts.membership_effort_usd_per_year = 1e3
    membership.loyalty_and_membership(row._replace(draws=row.draws._replace(review=np.full(20, draw))))
    assert her.reviews == (compares and draw < 0.33)
    assert her.is_member == home
    assert her.home == row.cooperatives[her.home].place


@pytest.mark.parametrize(("draws", "home"), [((0.5, 0.2, 0.9), 2), ((0.5, 0.9, 0.2), 1)])
def test_of_equals_chance_decides(draws: tuple[float, ...], home: int) -> None:
    one = her()
    moving.joins_elsewhere(one, others(1, 2, membership_gain_usd=30.0), row(), np.array(draws))
    assert one.home == home


def test_a_founder_comes_from_anywhere() -> None:
    here = others(1, 2, trust=[0.9, 0.8])
    one = her()
    moving.comes_home(one, here, 2)
    assert (one.home, one.trust, here.cooperative.tolist()) == (2, 0.8, [1, 0])
    moving.comes_home(one, here, 2)
    here[0].due_usd[1] = 4.0  # that one owes her: another gives way
    moving.comes_home(one, here, 7)
    assert (one.home, one.trust, here.cooperative.tolist()) == (7, 0.8, [1, 2])
    here[1].pooled_qq[0] = 1.0
    moving.comes_home(one, here, 5)  # hers owes her nothing
    assert (one.home, here.cooperative.tolist()) == (5, [1, 2])
    one.overdue_usd = 1.0
    moving.comes_home(one, here, 6)
    assert one.home == 5
    alone = her()
    moving.comes_home(alone, others(), 3)
    assert alone.home == 3
    member = her(is_member=True)
    moving.comes_home(member, others(1), 1)
    assert member.home == 0
