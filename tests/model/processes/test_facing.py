"""To which of several cooperatives a household turns, and what becomes of the coffee that goes to one that is not hers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coopsim.model.choice import facing, outlets
from coopsim.model.luck import Luck
from coopsim.model.processes import deliveries, obligations, promises, terms, traders
from coopsim.model.processes.obligations import DEBT
from coopsim.model.reach import near_cooperatives, within_reach
from coopsim.model.records import COOPERATIVE, DISTRICT
from tests.model.processes.one import cooperative, district, household, market, others

pytestmark = pytest.mark.usefixtures("uncompiled")
ADVANCE, OF_OTHERS = [100.0, 110.0, 120.0], [90.0, 105.0, 118.0]
EVEN = np.full(3, 0.5)


def row(**of_cooperatives: Any) -> SimpleNamespace:
    """Three cooperatives in one district."""
    its = np.zeros(3, COOPERATIVE).view(np.recarray)
    columns = {"alive": True, "buys_from_others": True, "place": np.arange(3), "advance_usd_per_qq": ADVANCE}
    columns |= {"others_advance_usd_per_qq": OF_OTHERS, "posted_price_usd_per_qq": 160.0, "months_to_balance": 3.0}
    for name, values in (columns | of_cooperatives).items():
        its[name] = values
    where = np.zeros(1, DISTRICT).view(np.recarray)
    where["money_scale"], where["normal_delivery_share"], where["deferred_discount"] = 1.0, 0.7, True
    return SimpleNamespace(cooperatives=its, districts=where)


def her(**values: Any) -> Any:
    """A member of the first: 90 by her trust's share of the balance, 100 outside."""
    sure = {"is_member": True, "trust": 1.0, "lean_money_value": 1.0, "patience_share_per_month": 1.0, "taste_usd_per_qq": 10.0}
    return household(**(sure | {"lot_qq": 8.0, "free_lot_qq": 8.0, "street_at_farm_usd_per_qq": 100.0} | values))


@pytest.mark.parametrize(
    ("its", "values", "faced"),
    [
        ({}, {}, 0),  # 160 in all as a member, cash of 105 and 118 elsewhere
        ({}, {"trust": 0.0}, 2),  # she believes in 100: cash elsewhere is more
        ({"buys_from_others": [True, True, False]}, {"trust": 0.0}, 1),
        ({"alive": [True, False, False]}, {"trust": 0.0}, 0),
        ({"alive": [False, True, True]}, {}, 2),
        ({"buys_from_others": [False, True, True]}, {"is_member": False}, 2),
        ({"buys_from_others": False}, {"is_member": False}, 0),  # nobody takes it: her home stays where she looks
    ],
)
def test_she_turns_to_what_is_worth_most(its: dict[str, Any], values: dict[str, Any], faced: int) -> None:
    one, here = her(facing=1, others_usd_per_qq=9.0, **values), row(**its)
    facing.turns_to_a_cooperative(one, others(1, 2), here, EVEN)
    assert one.facing == faced
    alone = sum(terms.may_deliver(one, cooperative) for cooperative in here.cooperatives) < 2
    assert (one.others_usd_per_qq == 0.0) == alone
    assert one.others_usd_per_qq >= 0.0


def test_chance_may_turn_her_to_another() -> None:
    """118 - 100 = 18 elsewhere, 60 at hers: with a scale of 10 a draw of 0.999 at the third makes up for it."""
    one = her()
    facing.turns_to_a_cooperative(one, others(1, 2), row(), np.array([0.5, 0.5, 0.999]))
    assert one.facing == 2
    total = 10.0 * np.log(np.exp(6.0) + np.exp(0.5) + np.exp(1.8))
    assert one.others_usd_per_qq == pytest.approx(total - 18.0)


def test_none_within_reach_is_skipped() -> None:
    one = her(trust=0.0)
    facing.turns_to_a_cooperative(one, others(1, -1), row(), EVEN)
    assert one.facing == 1


def test_another_cooperative_pays_cash_and_promises_nothing() -> None:
    here, one = row(), her(neighbours_share=0.2, loyalty_usd_per_qq=30.0, others_usd_per_qq=4.0)
    here.cooperatives.services_usd_per_qq = 6.0
    elsewhere = outlets.outlets_of(one, here.cooperatives[2], here.districts[0])
    assert (elsewhere.advance_usd_per_qq, elsewhere.promised_usd_per_qq, elsewhere.months_to_second_payment) == (118.0, 118.0, 0)
    assert (elsewhere.services_usd_per_qq, elsewhere.neighbours_share, elsewhere.hers) == (0.0, 0.7, False)
    assert elsewhere.others_usd_per_qq == 4.0
    assert outlets.outlets_of(one, here.cooperatives[0], here.districts[0]).hers


def test_a_member_is_one_of_hers_alone() -> None:
    one = her()
    hers, another = cooperative(alive=True), cooperative(alive=True, place=1)
    assert terms.may_deliver(one, hers)
    assert not terms.may_deliver(one, another)
    another.buys_from_others, another.advance_usd_per_qq, another.others_advance_usd_per_qq = True, 100.0, 90.0
    assert terms.may_deliver(one, another)
    assert terms.advance_to_usd_per_qq(one, another, district()) == 90.0


def test_what_she_delivers_elsewhere_is_bought_from_an_outsider() -> None:
    one, another = (
        her(facing=1, lot_qq=10.0, offered_share=1.0),
        cooperative(place=1, funded_share=0.5, posted_price_usd_per_qq=160.0),
    )
    another.others_advance_usd_per_qq, another.advance_usd_per_qq, another.months_to_balance = 105.0, 110.0, 3.0
    deliveries.offer(one, another)
    deliveries.deliver(one, another, district(), market())
    assert (another.offered_qq, another.members_offered_qq) == (10.0, 0.0)
    assert (another.others_delivered_qq, another.members_delivered_qq) == (5.0, 0.0)
    assert one.cash_on_delivery_usd == 525.0
    assert not one.due_usd.any()
    assert not one.pooled_qq.any()


def test_her_season_counts_it_apart() -> None:
    """5 qq at 105 elsewhere, 3 to traders at 100, 2 refused or kept; her own cooperative announces 95."""
    one = her(facing=1, lot_qq=10.0, harvest_qq=10.0, offered_qq=7.0, delivered_qq=5.0, left_qq=5.0, cash_on_delivery_usd=525.0)
    hers, here = cooperative(posted_price_usd_per_qq=95.0), district(accepted_share=0.6, farm_gate_price_usd_per_qq=100.0)
    traders.sell_the_rest(one, hers, here)
    assert (one.elsewhere_qq, one.season_delivered_elsewhere_qq, one.season_delivered_qq) == (5.0, 5.0, 0.0)
    assert (one.season_offered_qq, one.season_refused_qq, one.season_advances_usd, one.season_street_value_usd) == (0, 0, 0, 0)
    assert (one.side_sold_qq, one.received_usd, one.last_share) == (3.0, 825.0, 0.7)
    assert one.season_gain_outside_usd == 5.0 * 10.0 + 3.0 * 5.0
    rule = cooperative(shortfall_costs_number=DEBT)
    assert obligations.charged_usd_per_qq(one, rule) == pytest.approx(65.0 / 8.0)


def test_cash_from_another_says_nothing_of_hers() -> None:
    one, hers = her(facing=1, cash_on_delivery_usd=500.0), cooperative(paid_share=0.5, kept_promise_share=1.0)
    one.due_usd[3] = 100.0
    promises.is_paid(one, hers, 3, 0.2)
    assert (one.promised_usd, one.kept_usd) == (100.0, 50.0)


def test_whom_she_knows() -> None:
    """Of five in a district three outlets leave room for one beside her own; another district has two, a third one."""
    home = np.tile(np.arange(8), (2, 5))
    where = np.array([0, 0, 0, 0, 0, 1, 1, 2])
    near = near_cooperatives(where, np.array([0.0, 1e6, 2e6]), 15.0)
    met = within_reach(home, where, near, 3, Luck(1, [0, 3]))
    assert met.shape == (2, 40, 1)
    for row_number, person in np.ndindex(2, 40):
        own, other = home[row_number, person], met[row_number, person, 0]
        assert other != own
        assert other == -1 if own == 7 else where[other] == where[own]
    assert len(set(met[0][home[0] == 0].ravel())) > 1  # not the same for all
    every = within_reach(home, where, near, 5, Luck(1, [0, 3]))
    assert (np.diff(np.where(every < 0, 99, every), axis=-1) >= 0).all()
    assert (every[0][home[0] == 5] == [6, -1, -1]).all()
    assert within_reach(home, where, near, 2, Luck(1, [0, 3])).shape == (2, 40, 0)
    alone = near_cooperatives(np.arange(8), 1e6 * np.arange(8), 15.0)
    assert within_reach(home[:, :4], np.arange(8), alone, 3, Luck(1, [0, 3])).shape == (2, 4, 0)


@pytest.mark.parametrize("outlets_of_her", [3, 4, 5])
def test_each_is_known_as_often(outlets_of_her: int) -> None:
    """Of five beside her own, in any number of places, each is met by as many."""
    home = np.tile(np.arange(6), (1, 4_000))
    near = near_cooperatives(np.zeros(6, dtype=np.int64), np.zeros(1), 15.0)
    met = within_reach(home, np.zeros(6, dtype=np.int64), near, outlets_of_her, Luck(2, [0]))
    for own in range(6):
        shares = np.bincount(met[home == own].ravel(), minlength=6) / 4_000
        assert shares[own] == 0.0
        assert np.delete(shares, own) == pytest.approx(np.full(5, (outlets_of_her - 2) / 5), abs=0.03)
