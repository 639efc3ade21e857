"""Among kin no dollar is made or lost: who lends has less, who sells outside pays those who deliver, leaders take from others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.choice import kin_lend
from coopsim.model.processes import kin_feast, kin_loans, leaders, rewards, surplus
from tests.model.processes.one import cooperative, household
from tests.model.processes.valley import valley

pytestmark = pytest.mark.usefixtures("uncompiled")
LAST_OF_HARVEST = 5


def kin(season_month: int = 11, **values: Any) -> Any:
    """A valley of 12 households, 8 of them members, in kin groups of 4; in a lean month unless another is named."""
    row: Any = valley(farmers=12, members=8, kin_group_size=4, **({"kin_lending_share": 0.5} | values))
    row.market.season_month, row.market.harvest_months_left = season_month, 1.0 if season_month == LAST_OF_HARVEST else 0.0
    h = row.households
    h.savings_usd, h.debt_usd, h.lot_qq, h.costs_of_harvest_usd = 0.0, 0.0, 0.0, 0.0
    return row


def of_one_group(row: Any) -> np.ndarray:
    """Households of the first household's kin, herself first."""
    return np.flatnonzero(row.households.kin == row.households.kin[0])


def beyond(row: Any) -> np.ndarray:
    return np.array([kin_loans.cash_beyond_the_month_usd(h, row.districts[0], 0.0) for h in row.households])


def test_who_is_short_although_she_delivers_is_lent_what_kin_can_spare() -> None:
    """One has 400 beyond the month and offers half of it; she who lacks 50 gets them, and who lent is owed them."""
    row = kin()
    her, uncle, *others = of_one_group(row)
    row.households.savings_usd -= beyond(row)  # everybody has just what the month takes
    row.households.savings_usd[her] -= 50.0
    row.households.savings_usd[uncle] += 400.0
    before = row.households.savings_usd.copy()
    kin_lend.kin_lend(row)
    moved = row.households.savings_usd - before
    assert (moved[her], moved[uncle]) == pytest.approx((50.0, -50.0))
    assert moved[others].tolist() == pytest.approx([0.0] * len(others))
    assert (row.households.kin_debt_usd[her], row.households.kin_claim_usd[uncle]) == pytest.approx((50.0, 50.0))


def test_coffee_that_pays_for_the_month_asks_nothing_of_kin() -> None:
    row = kin()
    her, uncle, *_ = of_one_group(row)
    row.households.savings_usd -= beyond(row)
    row.households.savings_usd[her] -= 50.0
    row.households.savings_usd[uncle] += 400.0
    row.households.lot_qq[her] = 5.0
    row.cooperatives.advance_usd_per_qq = row.cooperatives.others_advance_usd_per_qq = 100.0
    row.districts.farm_gate_price_usd_per_qq = 100.0
    kin_lend.kin_lend(row)
    assert not row.households.kin_debt_usd.any()


def test_where_all_kin_are_in_need_nobody_lends() -> None:
    row = kin()
    kin_lend.kin_lend(row)
    assert (beyond(row) < 0).all()
    assert not row.households.kin_debt_usd.any()


def test_other_kin_lend_nothing() -> None:
    row = kin()
    her, *_ = of_one_group(row)
    row.households.savings_usd[row.households.kin != row.households.kin[her]] = 5_000.0
    kin_lend.kin_lend(row)
    assert row.households.kin_debt_usd[her] == 0.0


def test_money_among_kin_sums_to_zero() -> None:
    """Lent, repaid in part, lost in the end: savings of a group stay what they were, and its debts are its claims."""
    row = kin()
    h = row.households
    h.savings_usd = np.linspace(0.0, 2_000.0, len(h))
    savings = h.savings_usd.sum()
    kin_lend.kin_lend(row)
    assert h.kin_debt_usd.sum() > 0
    for happens in (kin_loans.kin_are_repaid, kin_loans.old_loans_are_lost, kin_loans.old_loans_are_lost):
        h.savings_usd[::2] += 100.0
        savings += 100.0 * len(h[::2])
        happens(row)
        assert h.savings_usd.sum() == pytest.approx(savings)
        for number in np.unique(h.kin):
            assert h.kin_debt_usd[h.kin == number].sum() == pytest.approx(h.kin_claim_usd[h.kin == number].sum(), abs=1e-6)
    assert not h.kin_debt_usd.any()


def test_kin_are_repaid_before_traders() -> None:
    """Coffee has brought her 30 beyond the month: of 50 that she owes kin 30 go back, though a trader waits."""
    row = kin()
    her, uncle, *_ = of_one_group(row)
    h = row.households
    h.savings_usd -= beyond(row)
    h.kin_debt_usd[her] = h.kin_debt_before_usd[her] = h.kin_claim_usd[uncle] = 50.0
    h.debt_usd[her] = 500.0
    h.savings_usd[her] += 30.0
    before = h.savings_usd.copy()
    kin_loans.kin_are_repaid(row)
    assert h.savings_usd[her] - before[her] == pytest.approx(-30.0)
    assert h.savings_usd[uncle] - before[uncle] == pytest.approx(30.0)
    assert (h.kin_debt_usd[her], h.kin_debt_before_usd[her], h.kin_claim_usd[uncle]) == pytest.approx((20.0, 20.0, 20.0))


def test_a_loan_has_a_whole_season_before_it_is_lost() -> None:
    row = kin()
    her, uncle, *_ = of_one_group(row)
    h = row.households
    h.kin_debt_usd[her] = h.kin_claim_usd[uncle] = 50.0
    kin_loans.old_loans_are_lost(row)
    assert h.kin_debt_usd[her] == 50.0
    kin_loans.old_loans_are_lost(row)
    assert (h.kin_debt_usd[her], h.kin_claim_usd[uncle]) == (0.0, 0.0)


@pytest.mark.parametrize("offered", [0.0, 0.5, 1.0])
def test_blame_is_as_large_as_kin_deliver(offered: float) -> None:
    row = kin(kin_fine_usd_per_qq=10.0)
    row.households.last_share = offered
    kin_feast.kin_look_at_each_other(row)
    h = row.households
    members = np.array([(h.is_member & (h.kin == one.kin)).sum() for one in h])
    assert h.blame_usd_per_qq.tolist() == pytest.approx((10.0 * offered * (h.is_member & (members > 1))).tolist())


def test_blame_speaks_for_delivering() -> None:
    """With no other rule of the cooperative, and where it is closed nothing does."""
    her = household(blame_usd_per_qq=7.5, is_member=True)
    for alive, reward in ((True, 7.5), (False, 0.0)):
        assert rewards.reward_usd_per_qq(her, cooperative(alive=alive), 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 100.0) == reward


def test_who_sold_outside_pays_those_who_delivered() -> None:
    """4 qq outside at 5 each, of which the cooperative had refused 1: 15, shared by coffee delivered."""
    row = kin(LAST_OF_HARVEST, kin_fine_usd_per_qq=10.0)
    h = row.households
    h.is_member = True
    her, uncle, aunt, *_ = of_one_group(row)
    h.savings_usd += 1_000.0
    h.season_side_sold_qq[her], h.season_refused_qq[her] = 4.0, 1.0
    h.season_delivered_qq[[uncle, aunt]] = 6.0, 3.0
    h.blame_usd_per_qq = 5.0
    kin_feast.kin_feast(row)
    assert h.savings_usd[[her, uncle, aunt]].tolist() == pytest.approx([985.0, 1_010.0, 1_005.0])
    assert h.season_membership_gain_usd[[her, uncle, aunt]].tolist() == pytest.approx([-15.0, 10.0, 5.0])


def test_who_has_no_cash_pays_no_fine_and_does_not_belong() -> None:
    row = kin(LAST_OF_HARVEST, kin_fine_usd_per_qq=10.0, feast_cost_usd_per_year=40.0)
    h = row.households
    her, uncle, *_ = of_one_group(row)
    h.is_member[[her, uncle]] = True
    h.season_side_sold_qq[her], h.season_delivered_qq[uncle], h.blame_usd_per_qq = 4.0, 6.0, 5.0
    h.savings_usd[uncle] = 1_000.0
    suppliers = row.cooperatives[0].cash_of_suppliers_usd
    households = row.cooperatives[0].cash_of_households_usd
    kin_feast.kin_feast(row)
    assert (h.savings_usd[her], h.savings_usd[uncle]) == (0.0, 960.0)
    assert (h.feasts[her], h.feasts[uncle]) == (False, True)
    assert row.cooperatives[0].cash_of_suppliers_usd - suppliers == 40.0
    assert row.cooperatives[0].cash_of_households_usd - households == -40.0


def with_a_refund(share: float, transparency: float = 0.0) -> tuple[Any, np.ndarray]:
    """Members deliver 10 qq each; a refund of 1,000, `share` of it taken a season ago. With it: who is of the leaders' kin."""
    row = kin(captured_share=0.4, transparency_share=transparency)
    h, c = row.households, row.cooperatives[0]
    h.season_delivered_qq = 10.0 * h.is_member
    h.trust, c.leaders_share = 0.9, share
    c.season_refund_usd = 1_000.0
    c.refund_usd_per_qq = 1_000.0 / h.season_delivered_qq.sum()
    leaders.leaders_take_their_part(row)
    for one in h:
        surplus.is_promised_a_refund(one, c, 0)
    return row, h.is_member & (h.kin == c.leaders_kin)


def test_what_leaders_take_others_lose() -> None:
    """A part of 0 becomes 0.1: 100 go to leaders' kin on top of their part of 900; all of it stays 1,000."""
    row, led = with_a_refund(0.0)
    h = row.households
    qq = h.season_delivered_qq
    assert h.season_refund_usd.sum() == pytest.approx(1_000.0)
    assert h.season_refund_usd[led].sum() == pytest.approx(100.0 + 900.0 * qq[led].sum() / qq.sum())
    assert led.sum() == max((h.is_member & (h.kin == number)).sum() for number in np.unique(h.kin))


def test_others_trust_less_where_leaders_take() -> None:
    """0.4 of it taken leaves 0.6 of the promise: trust of 0.9 falls toward that; the leaders' kin does not mind."""
    row, led = with_a_refund(0.4)
    h = row.households
    others = h.is_member & ~led
    assert (h.trust[led] == 0.9).all()
    assert h.trust[others].tolist() == pytest.approx([0.9 - row.districts[0].trust_loss_share * 0.3] * others.sum())
    assert (h.trust[~h.is_member] == 0.9).all()


def test_open_books_wear_it_down() -> None:
    row, _led = with_a_refund(0.4, transparency=1.0)
    assert row.cooperatives[0].leaders_share == pytest.approx(0.3)


def test_leaders_stay_as_long_as_one_of_them_delivers() -> None:
    row, led = with_a_refund(0.0)
    h, c = row.households, row.cooperatives[0]
    first = c.leaders_kin
    h.season_delivered_qq[h.is_member & ~led] = 50.0
    leaders.leaders_take_their_part(row)
    assert c.leaders_kin == first
    h.season_delivered_qq[led] = 0.0
    leaders.leaders_take_their_part(row)
    assert c.leaders_kin != first
