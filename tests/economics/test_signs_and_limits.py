"""Signs and limits that are arithmetic: what each mechanism does by itself, and the numbers of the specification."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from coopsim.equations import break_even, cooperative, delivery, entry, household, traders, trees
from coopsim.model.ledger import Ledger
from coopsim.model.processes import books
from tests.model.processes.one import cooperative as cooperative_record

W = 215.0
usd = st.floats(0.0, 600.0)
share = st.floats(0.0, 1.0)

# The cooperative's year: 4,000 qq at 230 is its break-even. ----------------------------------------------------------


@pytest.mark.parametrize(("volume_qq", "result_usd"), [(4000.0, 0.0), (6000.0, 50_000.0), (3000.0, -25_000.0)])
def test_a_whole_year_in_the_books(volume_qq: float, result_usd: float) -> None:
    """920,000 of sales less members 688,000, processing 120,000, finance 12,000, fixed cost 100,000."""
    hers, nowhere, q = cooperative_record(), np.zeros((0, 0)), volume_qq
    books.opening(hers, nowhere, 60_000.0, 0.0)
    books.harvest(hers, nowhere, q)
    books.draw(hers, nowhere, 0.9 * 172.0 * q)
    books.delivery(hers, nowhere, books.DELIVERY, q, 172.0, 0.6 * 172.0)
    books.processing(hers, nowhere, q, 30.0)
    books.interest(hers, nowhere, 3.0 * q)
    stock = hers.stock_usd
    assert stock == pytest.approx(202.0 * volume_qq)
    books.shipment(hers, nowhere, books.SHIPMENT, q, 230.0 * q, stock)
    books.buyer_pays(hers, nowhere, books.BUYER_PAYS, hers.receivable_usd)
    books.running_cost(hers, nowhere, books.RUNNING_COST, 100_000.0, 100_000.0)
    books.due_paid(hers, nowhere, 0.4 * 172.0 * q, 0.4 * 172.0 * q)
    books.repayment(hers, nowhere, hers.line_usd)
    assert hers.result_usd == pytest.approx(result_usd, abs=1e-6)
    ledger = Ledger(np.array([[hers]]), np.zeros((1, 0, 0)))
    assert ledger.imbalance() < 1e-6
    assert hers.cash_usd == pytest.approx(60_000.0 + result_usd)
    for account in ("stock", "receivable", "line", "due_members"):
        assert ledger.own[account][0, 0] == pytest.approx(0.0, abs=1e-6)
    if result_usd < 0:
        books.loss_absorbed(hers, nowhere, -hers.result_usd, 0.0)
    else:
        books.surplus_shared(hers, nowhere, hers.result_usd * 0.2, hers.result_usd * 0.8)
    closed = Ledger(np.array([[hers]]), np.zeros((1, 0, 0)))
    assert closed.own["result"][0, 0] == pytest.approx(0.0, abs=1e-6)
    assert closed.equity_usd[0, 0] == pytest.approx(60_000.0 + min(result_usd, 0.2 * result_usd), abs=1e-6)


def test_promised_price_break_even_and_headroom() -> None:
    m = cooperative.member_price_usd_per_qq(W + 15.0, 30.0, 25.0, 0.105, 2.0, 3.0, 0.6)
    z = cooperative.finance_cost_usd_per_qq(m, 30.0, 0.105, 2.0, 3.0, 0.6)
    assert m == pytest.approx(172.66, abs=0.01)
    assert m + 30.0 + 25.0 + z == pytest.approx(W + 15.0), "the promise just covers everything"
    assert m / W == pytest.approx(0.80, abs=0.005)
    assert break_even.break_even_qq(100_000.0, 25.0) == pytest.approx(4000.0)
    assert break_even.headroom(4200.0, 4000.0) == pytest.approx(1.05)


# The spiral. ---------------------------------------------------------------------------------------------------------


def normal_density(delivered_share: float, sd: float) -> float:
    return float(norm.pdf(norm.ppf(delivered_share)) / sd)


@pytest.mark.parametrize(("sd", "gain"), [(70.0, 0.17), (20.0, 0.59), (12.0, 0.99), (10.0, 1.18)])
def test_loop_gain(sd: float, gain: float) -> None:
    assert break_even.loop_gain_from_density(23.8, 0.7, normal_density(0.7, sd)) == pytest.approx(gain, abs=0.005)


def test_loop_gain_of_the_logit() -> None:
    """The density of the logit by differences: the gain is (F/V)(1 - s)/mu."""
    mu, value, step = 18.0, 15.0, 1e-4
    above, below = (float(delivery.probability_of_delivery(value + sign * step, mu)) for sign in (1, -1))
    s, density = (above + below) / 2, (above - below) / (2 * step)
    assert break_even.loop_gain_from_density(23.8, s, density) == pytest.approx(23.8 * (1 - s) / mu, rel=1e-6)


def after_a_dent(sd: float, dent: float = 0.03, fee: float = 23.8, s: float = 0.7, seasons: int = 200) -> float:
    """Share delivered in the end when a cost-plus fee follows last season's volume; normal spread of tastes."""
    value, now = norm.ppf(s) * sd + fee, s * (1.0 - dent)
    for _season in range(seasons):
        now = float(norm.cdf((value - fee * s / max(now, 1e-6)) / sd))
    return now


def test_below_one_the_loop_damps_and_above_one_it_collapses() -> None:
    """As in the specification: recovers at sd 15 (gain 0.79), gone at 12 (0.99), where a dent already tips it."""
    assert break_even.loop_gain_from_density(23.8, 0.7, normal_density(0.7, 15.0)) == pytest.approx(0.79, abs=0.005)
    assert after_a_dent(70.0) == pytest.approx(0.7, abs=1e-3)
    assert after_a_dent(15.0) == pytest.approx(0.7, abs=1e-2)
    assert after_a_dent(12.0) < 0.05
    assert after_a_dent(10.0) < 0.05


# Traders. ------------------------------------------------------------------------------------------------------------

SHARE_OF_THE_COOPERATIVE = 0.655  # at which the specification's figures with a cooperative come out; without one it is 0


@pytest.mark.parametrize(("number", "with_cooperative", "without"), [(3.0, 11.3, 15.0), (2.0, 12.1, 20.0), (1.5, 13.0, 30.0)])
def test_markdown_with_and_without_a_cooperative(number: float, with_cooperative: float, without: float) -> None:
    assert traders.markdown_usd_per_qq(10.0, number, SHARE_OF_THE_COOPERATIVE) == pytest.approx(with_cooperative, abs=0.05)
    assert traders.markdown_usd_per_qq(10.0, number, 0.0) == pytest.approx(without, abs=0.05)


@given(st.floats(1.0, 20.0), share, share, st.floats(0.1, 60.0))
def test_yardstick_and_competition(number: float, s: float, more: float, taste: float) -> None:
    """M13: the larger the cooperative's share, and the more traders, the less each can keep; never less than the taste."""
    larger = s + (1 - s) * more
    kept = traders.markdown_usd_per_qq(taste, number, s)
    assert traders.markdown_usd_per_qq(taste, number, larger) <= kept + 1e-9
    assert traders.markdown_usd_per_qq(taste, number + 1.0, s) <= kept + 1e-9
    assert kept >= taste - 1e-9


@given(usd, usd, share, share)
def test_falls_pass_faster_than_rises(known: float, cleared: float, up: float, more: float) -> None:
    down = up + (1 - up) * more
    now = float(traders.followed_price_usd_per_qq(known, cleared, up, down))
    assert min(known, cleared) - 1e-9 <= now <= max(known, cleared) + 1e-9
    rise = float(traders.followed_price_usd_per_qq(100.0, 140.0, up, down)) - 100.0
    fall = 140.0 - float(traders.followed_price_usd_per_qq(140.0, 100.0, up, down))
    assert fall >= rise - 1e-9
    assert traders.followed_price_usd_per_qq(known, cleared, 1.0, 1.0) == pytest.approx(cleared)  # M9 off: at once


@given(st.floats(0.0, 900.0), st.floats(0.0, 0.45), st.floats(0.0, 80.0), st.floats(-40.0, 40.0))
def test_no_trader_pays_more_than_the_export_price_nor_below_zero(
    followed: float, margin: float, markdown: float, noise: float
) -> None:
    price = float(traders.farm_gate_price_usd_per_qq(152.0, margin, followed, 195.0, markdown, 11.3, noise))
    assert 0.0 <= price <= followed
    dearer = float(traders.farm_gate_price_usd_per_qq(152.0, margin, followed + 10.0, 195.0, markdown, 11.3, noise))
    assert price - 1e-9 <= dearer <= price + 10.0 + 1e-9


@given(st.floats(0.0, 0.45), st.floats(100.0, 195.0))
def test_a_margin_tilts_the_price_around_the_normal_one(margin: float, normal: float) -> None:
    assert traders.farm_gate_price_usd_per_qq(normal, margin, 195.0, 195.0, 11.3, 11.3, 0.0) == normal


def test_free_entry_rests_where_profit_is_normal_and_stops_when_frozen() -> None:
    assert entry.next_number(3.0, 5.0, 5.0, 0.3, 12.0) == pytest.approx(3.0)
    assert entry.next_number(3.0, 9.0, 5.0, 0.3, 12.0) > 3.0 > entry.next_number(3.0, 2.0, 5.0, 0.3, 12.0)
    assert entry.next_number(3.0, 99.0, 5.0, 0.0, 12.0) == pytest.approx(3.0)  # M7 off
    assert entry.next_number(3.0, -50.0, 5.0, 0.3, 12.0) >= 1.0


# The household's choice. ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lean", "leak", "flip"), [(1.25, 0.08, 0.80), (1.1, 0.05, 0.91), (1.5, 0.10, 0.73)])
def test_trust_at_which_late_pay_is_worth_more_than_cash(lean: float, leak: float, flip: float) -> None:
    """theta omega = 1 at three months. The specification's figures are those of a patient household (d = 1)."""
    assert 1.0 / delivery.later_money_value(lean, 1.0, leak, 3.0) == pytest.approx(flip, abs=0.005)
    assert 1.0 / delivery.later_money_value(lean, 0.96, leak, 3.0) > flip, "impatience asks for more trust"


@given(st.floats(1.0, 1.5), st.floats(0.9, 1.0), st.floats(0.0, 0.1), st.integers(0, 18))
def test_later_money(lean: float, patience: float, leak: float, months: int) -> None:
    """M11: off (lam 1) never above 1; on, never worth less than off. Paid at once it is cash."""
    value, off = (
        delivery.later_money_value(lean, patience, leak, float(months)),
        delivery.later_money_value(1.0, patience, leak, float(months)),
    )
    assert off <= 1.0 + 1e-12
    assert value >= off - 1e-12
    assert delivery.later_money_value(lean, patience, leak, 0.0) == pytest.approx(1.0)


@given(usd, usd, st.floats(0.01, 200.0), st.floats(0.0, 20_000.0))
def test_largest_share_covers_the_need_and_no_less(advance: float, street: float, lot: float, need: float) -> None:
    """D_max: as much as leaves the need covered; nothing binds where the advance alone covers it, or the street pays less."""
    most = float(delivery.share_that_covers_need(advance, street, lot, need))
    assert 0.0 <= most <= 1.0
    cash = lot * (most * advance + (1 - most) * street)
    if advance * lot >= need or street <= advance:
        assert most == 1.0
    elif street * lot >= need:
        assert cash == pytest.approx(need, rel=1e-6)
    else:
        assert most == 0.0


@given(st.floats(0.1, 1.0), usd, st.floats(0.01, 200.0), st.floats(0.0, 5000.0), st.floats(1.0, 3.0))
def test_high_prices_cover_a_need_in_dollars_with_fewer_quintals(
    alpha: float, price: float, lot: float, need: float, rise: float
) -> None:
    """M8 helps: with advance and street up in the same proportion the limit never tightens. Need 0: no limit."""
    before = delivery.share_that_covers_need(alpha * price, price, lot, need)
    after = delivery.share_that_covers_need(alpha * price * rise, price * rise, lot, need)
    assert after >= before - 1e-9
    assert delivery.share_that_covers_need(alpha * price, price, lot, 0.0) == 1.0


@given(usd, usd, share, share, usd)
def test_value_moves_the_right_way(advance: float, later: float, theta: float, omega: float, street: float) -> None:
    """M3: distrust and waiting take from the promise only; paid in full at once nothing is left to discount."""

    def value(theta: float, omega: float, alpha: float = 0.0) -> float:
        total = advance + later
        a = advance + alpha * later
        worth = delivery.promise_worth_usd_per_qq(total, a, theta, omega)
        return float(delivery.value_of_delivering_usd_per_qq(a, worth, street, 0.0, 0.0, 0.0))

    assert value(theta, omega) <= value(1.0, 1.0) + 1e-9
    assert value(theta, omega, alpha=1.0) == pytest.approx(value(1.0, 1.0, alpha=1.0))


def test_the_smallest_lots_are_not_worth_the_trip() -> None:
    """P11's falling arm: the pick-up cost is per visit. Its rising arm: picking beyond the family's hands is paid in cash."""
    lots = np.array([0.3, 1.0, 4.0, 20.0])
    at_farm = traders.price_at_the_farm_usd_per_qq(150.0, 40.0, lots, 0.5, 2.0)
    assert (np.diff(at_farm) > 0).all()
    need = household.cash_need_usd(60.0 * lots, 0.0, trees.hired_picking_qq(lots, 6.0) * 45.0, 0.0, 0.0)
    assert (np.diff(need / lots) >= 0).all()


# A fully expected high price has no built-in sign. -------------------------------------------------------------------


@pytest.mark.parametrize("margin_share", [0.0, 0.03, 0.15, 0.3])
@pytest.mark.parametrize("alpha", [0.4, 0.6, 0.95])
@pytest.mark.parametrize("theta_omega", [0.5, 0.71, 0.95, 1.1])
def test_slope_of_value_in_a_fully_expected_price(margin_share: float, alpha: float, theta_omega: float) -> None:
    """dV/dW = M' - (1 - alpha)(1 - theta omega) - z', numerically; z' is a dollar's finance cost, weighted by its worth."""

    def value(world_price: float) -> float:
        m = cooperative.member_price_usd_per_qq(world_price + 15.0, 30.0, 25.0, 0.105, 2.0, 3.0, alpha)
        export = traders.export_price_usd_per_qq(world_price, -20.0)
        street = traders.farm_gate_price_usd_per_qq(152.0, margin_share, export, 195.0, 11.0, 11.0, 0.0)
        worth = delivery.promise_worth_usd_per_qq(m, alpha * m, theta_omega, 1.0)
        return float(delivery.value_of_delivering_usd_per_qq(alpha * m, worth, street, 0.0, 0.0, 0.0))

    slope = (value(W + 1.0) - value(W - 1.0)) / 2.0
    carried = 0.105 * 2.0 / 12.0
    finance = (1.0 - 1.0 / (1.0 + carried * alpha)) * (alpha + theta_omega * (1 - alpha))
    assert slope == pytest.approx(margin_share - (1 - alpha) * (1 - theta_omega) - finance, abs=1e-9)
    plain = margin_share - (1 - alpha) * (1 - theta_omega) - carried * alpha
    assert slope == pytest.approx(plain, abs=0.01), "the specification's formula, which leaves the weight out"


def test_both_signs_lie_inside_the_evidence() -> None:
    def slope(margin: float, alpha: float, theta_omega: float) -> float:
        return margin - (1 - alpha) * (1 - theta_omega) - 0.105 * 2.0 / 12.0 * alpha

    assert slope(0.02, 0.6, 0.71) < 0 < slope(0.25, 0.6, 0.71)
    assert slope(0.02, 0.6, 0.71) < slope(0.02, 0.95, 0.95)
