"""Signs and limits that are arithmetic: what each mechanism does by itself, and the numbers of the specification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from coopsim.model.decision import RandomUtility
from coopsim.model.ledger import Ledger
from coopsim.model.month import month
from coopsim.model.offers import offers_to_farmers
from coopsim.model.simulate import live, world_of
from coopsim.model.table import Table
from coopsim.model.treasury import funds_usd
from coopsim.model.world import World
from coopsim.rules import contracts, cooperative, delivery, household, postings, traders, trust
from tests.model.little import little

W = 215.0
usd = st.floats(0.0, 600.0)
share = st.floats(0.0, 1.0)

# The cooperative's year: 4,000 qq at 230 is its break-even. ------------------------------------------------------------------


@pytest.mark.parametrize(("volume_qq", "result_usd"), [(4000.0, 0.0), (6000.0, 50_000.0), (3000.0, -25_000.0)])
def test_a_whole_year_in_the_books(volume_qq: float, result_usd: float) -> None:
    """920,000 of sales less members 688,000, processing 120,000, finance 12,000, fixed cost 100,000."""
    ledger, q = Ledger((1, 1)), np.full((1, 1), volume_qq)
    ledger.post("opening", postings.opening(60_000.0, 60_000.0, 0.0))
    ledger.post("harvest", postings.harvest(q))
    ledger.post("draw", postings.draw(0.9 * 172.0 * q))
    ledger.post("delivery", postings.delivery(q, 172.0, 0.6 * 172.0))
    ledger.post("processing", postings.processing(q, 30.0))
    ledger.post("interest", postings.interest(3.0 * q))
    stock = ledger.has("stock") + 0.0
    assert stock[0, 0] == pytest.approx(202.0 * volume_qq)
    ledger.post("shipment", postings.shipment(q, 230.0 * q, stock))
    ledger.post("buyer pays", postings.buyer_pays(ledger.has("receivable") + 0.0))
    ledger.post("running cost", postings.running_cost(100_000.0, 100_000.0))
    ledger.post("due", postings.due_paid(0.4 * 172.0 * q, 0.4 * 172.0 * q))
    ledger.post("repay", postings.repayment(ledger.owes("line") + 0.0))
    assert ledger.owes("result")[0, 0] == pytest.approx(result_usd, abs=1e-6)
    assert ledger.imbalance() < 1e-6
    assert ledger.has("cash")[0, 0] == pytest.approx(60_000.0 + result_usd)
    for account in ("stock", "receivable", "line", "due_members"):
        assert ledger.own[account][0, 0] == pytest.approx(0.0, abs=1e-6)
    loss = np.maximum(-ledger.owes("result"), 0.0)
    ledger.post("close", postings.loss_absorbed(loss, 0.0) if result_usd < 0 else postings.surplus_shared(ledger.owes("result") * 0.2, ledger.owes("result") * 0.8))
    assert ledger.own["result"][0, 0] == pytest.approx(0.0, abs=1e-6)
    assert ledger.equity_usd[0, 0] == pytest.approx(60_000.0 + min(result_usd, 0.2 * result_usd), abs=1e-6)


def test_promised_price_break_even_and_headroom() -> None:
    m = cooperative.member_price_usd_per_qq(W + 15.0, 30.0, 25.0, 0.105, 2.6, 0.6)
    z = cooperative.finance_cost_usd_per_qq(m, 30.0, 0.105, 2.6, 0.6)
    assert m == pytest.approx(172.0, abs=0.1)
    assert m + 30.0 + 25.0 + z == pytest.approx(W + 15.0), "the promise just covers everything"
    assert m / W == pytest.approx(0.80, abs=0.005)
    assert cooperative.break_even_qq(100_000.0, 25.0) == pytest.approx(4000.0)
    assert cooperative.headroom(4200.0, 4000.0) == pytest.approx(1.05)


# The spiral. ----------------------------------------------------------------------------------------------------------------


def normal_density(delivered_share: float, sd: float) -> float:
    return float(norm.pdf(norm.ppf(delivered_share)) / sd)


@pytest.mark.parametrize(("sd", "gain"), [(70.0, 0.17), (20.0, 0.59), (12.0, 0.99), (10.0, 1.18)])
def test_loop_gain(sd: float, gain: float) -> None:
    assert cooperative.loop_gain_from_density(23.8, 0.7, normal_density(0.7, sd)) == pytest.approx(gain, abs=0.005)


def test_loop_gain_of_the_logit_is_the_general_one() -> None:
    mu, s = 18.0, 0.7
    assert cooperative.loop_gain(23.8, s, mu) == pytest.approx(cooperative.loop_gain_from_density(23.8, s, s * (1 - s) / mu))


def after_a_dent(sd: float, dent: float = 0.03, fee: float = 23.8, s: float = 0.7, seasons: int = 200) -> float:
    """Share delivered in the end when a cost-plus fee follows last season's volume; normal spread of tastes."""
    value, now = norm.ppf(s) * sd + fee, s * (1.0 - dent)
    for _season in range(seasons):
        now = float(norm.cdf((value - fee * s / max(now, 1e-6)) / sd))
    return now


def test_below_one_the_loop_damps_and_above_one_it_collapses() -> None:
    """As in the specification: recovers at sd 15 (gain 0.79), gone at 12 (0.99), where a dent already tips it."""
    assert cooperative.loop_gain_from_density(23.8, 0.7, normal_density(0.7, 15.0)) == pytest.approx(0.79, abs=0.005)
    assert after_a_dent(70.0) == pytest.approx(0.7, abs=1e-3)
    assert after_a_dent(15.0) == pytest.approx(0.7, abs=1e-2)
    assert after_a_dent(12.0) < 0.05
    assert after_a_dent(10.0) < 0.05


# Traders. ---------------------------------------------------------------------------------------------------------------------

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


@given(usd, st.floats(0.0, 0.3), st.floats(0.0, 80.0), st.floats(0.0, 100.0))
def test_no_trader_pays_less_than_town_less_carriage_nor_more_than_he_clears(followed: float, margin: float, markdown: float, carriage: float) -> None:
    price = traders.street_price_usd_per_qq(followed, margin, markdown, carriage)
    assert price >= followed - carriage - 1e-9
    assert price <= followed + 1e-9


def test_free_entry_rests_where_profit_is_normal_and_stops_when_frozen() -> None:
    assert traders.next_number(3.0, 5.0, 5.0, 0.3, 12.0) == pytest.approx(3.0)
    assert traders.next_number(3.0, 9.0, 5.0, 0.3, 12.0) > 3.0 > traders.next_number(3.0, 2.0, 5.0, 0.3, 12.0)
    assert traders.next_number(3.0, 99.0, 5.0, 0.0, 12.0) == pytest.approx(3.0)  # M7 off
    assert traders.next_number(3.0, -50.0, 5.0, 0.3, 12.0) >= 1.0


# The household's choice. --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lean", "leak", "flip"), [(1.25, 0.08, 0.80), (1.1, 0.05, 0.91), (1.5, 0.10, 0.73)])
def test_trust_at_which_late_pay_is_worth_more_than_cash(lean: float, leak: float, flip: float) -> None:
    """theta omega = 1 at three months. The specification's figures are those of a patient household (d = 1)."""
    assert 1.0 / delivery.later_money_value(lean, 1.0, leak, 3.0) == pytest.approx(flip, abs=0.005)
    assert 1.0 / delivery.later_money_value(lean, 0.96, leak, 3.0) > flip, "impatience asks for more trust"


@given(st.floats(1.0, 1.5), st.floats(0.9, 1.0), st.floats(0.0, 0.1), st.integers(0, 18))
def test_later_money(lean: float, patience: float, leak: float, months: int) -> None:
    """M11: off (lam 1) never above 1; on, never worth less than off. Paid at once it is cash."""
    value, off = delivery.later_money_value(lean, patience, leak, float(months)), delivery.later_money_value(1.0, patience, leak, float(months))
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
def test_high_prices_cover_a_need_in_dollars_with_fewer_quintals(alpha: float, price: float, lot: float, need: float, rise: float) -> None:
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
    need = household.cash_need_usd(60.0 * lots, 0.0, household.hired_picking_qq(lots, 6.0) * 45.0, 0.0, 0.0)
    assert (np.diff(need / lots) >= 0).all()


# A fully expected high price has no built-in sign. --------------------------------------------------------------------------------


@pytest.mark.parametrize("margin_share", [0.0, 0.02, 0.1, 0.25])
@pytest.mark.parametrize("alpha", [0.4, 0.6, 0.95])
@pytest.mark.parametrize("theta_omega", [0.5, 0.71, 0.95, 1.1])
def test_slope_of_value_in_a_fully_expected_price(margin_share: float, alpha: float, theta_omega: float) -> None:
    """dV/dW = M' - (1 - alpha)(1 - theta omega) - z', numerically; z' is the finance cost of a dollar of price, weighted by its worth."""

    def value(world_price: float) -> float:
        m = cooperative.member_price_usd_per_qq(world_price + 15.0, 30.0, 25.0, 0.105, 2.6, alpha)
        street = traders.street_price_usd_per_qq(traders.clearing_price_usd_per_qq(world_price, -20.0, 30.0), margin_share, 11.0, 100.0)
        worth = delivery.promise_worth_usd_per_qq(m, alpha * m, theta_omega, 1.0)
        return float(delivery.value_of_delivering_usd_per_qq(alpha * m, worth, street, 0.0, 0.0, 0.0))

    slope = (value(W + 1.0) - value(W - 1.0)) / 2.0
    carried = 0.105 * 2.6 / 12.0
    finance = (1.0 - 1.0 / (1.0 + carried * alpha)) * (alpha + theta_omega * (1 - alpha))
    assert slope == pytest.approx(margin_share - (1 - alpha) * (1 - theta_omega) - finance, abs=1e-9)
    plain = margin_share - (1 - alpha) * (1 - theta_omega) - carried * alpha
    assert slope == pytest.approx(plain, abs=0.01), "the specification's formula, which leaves the weight out"


def test_both_signs_lie_inside_the_evidence() -> None:
    def slope(margin: float, alpha: float, theta_omega: float) -> float:
        return margin - (1 - alpha) * (1 - theta_omega) - 0.105 * 2.6 / 12.0 * alpha

    assert slope(0.02, 0.6, 0.71) < 0 < slope(0.25, 0.6, 0.71)
    assert slope(0.02, 0.6, 0.71) < slope(0.02, 0.95, 0.95)


# Contracts. ----------------------------------------------------------------------------------------------------------------------------


@given(st.floats(60.0, 500.0), st.floats(0.0, 0.2), st.floats(0.0, 24.0))
def test_forward_price_is_an_expectation(price: float, back: float, ahead: float) -> None:
    """It lies between today's price and the normal one, so that selling ahead hands nobody a profit; kappa 0 is today's price."""
    forward = contracts.forward_price_usd_per_qq(price, W, back, ahead, 0.0)
    assert min(price, W) - 1e-6 <= forward <= max(price, W) + 1e-6
    assert contracts.forward_price_usd_per_qq(price, W, 0.0, ahead, 15.0) == pytest.approx(price + 15.0)
    assert contracts.forward_price_usd_per_qq(price, W, back, 0.0, 15.0) == pytest.approx(price + 15.0)


@given(st.floats(60.0, 500.0), st.floats(60.0, 500.0), st.floats(0.0, 100.0))
def test_ways_out_of_a_contract(market: float, fixed: float, penalty: float) -> None:
    assert contracts.washout_cost_usd_per_qq(market, fixed, penalty) >= penalty
    assert contracts.buy_in_cost_usd_per_qq(contracts.buy_in_price_usd_per_qq(market, -20.0, 10.0), fixed) == pytest.approx(market - 10.0 - fixed)
    rolled = contracts.rolled_price_usd_per_qq(fixed, market, market)
    assert rolled == pytest.approx(fixed), "rolling does not undo a loss"
    assert contracts.rollover_cost_usd_per_qq(3.0, market, market) == pytest.approx(3.0)


def test_strategic_default_weighs_the_gain_against_the_relation() -> None:
    relation = contracts.relation_value_usd(35.0, 4000.0, 3.0, 0.105)
    assert not contracts.defaults_strategically(230.0, 230.0, 10.0, 2000.0, relation)
    assert contracts.defaults_strategically(230.0 + 10.0 + relation / 2000.0 + 1.0, 230.0, 10.0, 2000.0, relation)
    assert not contracts.defaults_strategically(230.0 + 10.0 + relation / 2000.0 - 1.0, 230.0, 10.0, 2000.0, relation)
    assert not contracts.defaults_strategically(100.0, 230.0, 10.0, 2000.0, 0.0), "nobody walks away from a good price"


# Money. -------------------------------------------------------------------------------------------------------------------------------


def test_insolvent_and_illiquid_are_two_things() -> None:
    assert cooperative.insolvent(-1.0)
    assert not cooperative.illiquid(50_000.0, 0.0, 10_000.0)
    assert not cooperative.insolvent(1.0)
    assert cooperative.illiquid(0.0, 0.0, 10_000.0)


@given(share, share, share, share)
def test_trust_moves_toward_what_was_kept_faster_down(theta: float, kept: float, up: float, more: float) -> None:
    down = up + (1 - up) * more
    now = float(trust.next_trust(theta, kept, up, down))
    assert min(theta, kept) - 1e-12 <= now <= max(theta, kept) + 1e-12
    assert abs(trust.next_trust(0.5, 0.0, up, down) - 0.5) >= abs(trust.next_trust(0.5, 1.0, up, down) - 0.5) - 1e-12


@given(st.floats(-200, 200), st.floats(-200, 200), st.floats(0.01, 1.0), share)
def test_loyalty_rests_at_anchor_plus_weighted_benefit(anchor: float, benefit: float, speed: float, weight: float) -> None:
    rest = anchor + weight * benefit
    assert trust.next_loyalty_usd_per_qq(rest, anchor, benefit, speed, weight) == pytest.approx(rest)
    moved = trust.next_loyalty_usd_per_qq(rest - 10.0, anchor, benefit, speed, weight)
    assert rest - 10.0 < moved <= rest + 1e-9


@given(st.floats(-500, 500), st.floats(0.5, 100.0))
def test_the_option_of_delivering_is_worth_at_least_the_better_of_both(value: float, taste: float) -> None:
    worth = trust.option_value_usd_per_qq(value, taste)
    assert worth >= max(value, 0.0) - 1e-9
    assert worth <= max(value, 0.0) + taste * np.log(2.0) + 1e-9


@given(st.floats(60.0, 600.0), share)
def test_wages_and_feelings_scale_with_the_price(price: float, elasticity: float) -> None:
    assert household.picking_wage_usd_per_qq(45.0, price, elasticity) == pytest.approx(45.0 * delivery.money_scale(price, elasticity))
    assert delivery.money_scale(price, 0.0) == 1.0
    assert delivery.money_scale(W, elasticity) == pytest.approx(1.0)


# Each switch, where its sign is arithmetic: the same month of the same world, on and off. --------------------------------------------


def harvest_month(**values: Any) -> World:
    """The third month of a season in the second year, all terms posted and read as the households read them."""
    world = world_of(little("castillo", source="constant", **values), (0, 1), 1)
    live(world, 14)
    return world


def after_a_rise(world: World, rise: float = 0.5) -> World:
    world.paths.world_price_usd_per_qq[:, world.month :] *= 1.0 + rise
    month(world)
    return world


def street(world: World) -> float:
    return float(world.districts.street_price_usd_per_qq.mean())


def posted(world: World) -> float:
    return float(world.cooperatives.posted_price_usd_per_qq.mean())


@pytest.mark.parametrize(
    ("mechanism", "told", "sign", "values"),
    [
        ("late_price_review", posted, +1, {"member_price": "fixed", "price_review_months": 12}),  # M1 harms in a rise: off, the price follows
        ("slow_traders", street, +1, {}),  # M9 helps in a rise: off, the street is there at once
        ("forward_sales", lambda w: float(w.fixed_qq.sum()), -1, {"sale_price": "fixed", "forward_share": 0.9, "fixed_price_share": 0.9}),  # M2
        ("working_capital_limit", lambda w: float(funds_usd(w).min()), +1, {}),  # M4: off, unlimited
        ("line_grows", lambda w: float(w.cooperatives.credit_limit_usd.sum()), -1, {"sale_price": "open", "forward_share": 0.9}),  # M10 helps in a rise
    ],
)
def test_switching_off_moves_a_rise_the_way_it_must(mechanism: str, told: Callable[[World], float], sign: int, values: dict[str, Any]) -> None:
    on, off = (told(after_a_rise(harvest_month(**values, **{mechanism: state}))) for state in (True, False))
    assert np.sign(off - on) == sign, (on, off)


def value_of_delivering(world: World) -> np.ndarray:
    rule = world.rules[0][0]
    assert isinstance(rule, RandomUtility)
    luck = Table(world.farmers.shape, taste=0.5)
    return np.asarray(np.add.reduce(list(rule.terms(world.farmers, offers_to_farmers(world), luck).values())))


def test_m3_off_takes_the_discount_away() -> None:
    on, off = (harvest_month(deferred_discount=state, payment_delay_months=9) for state in (True, False))
    assert (value_of_delivering(off) >= value_of_delivering(on) - 1e-9)[on.farmers.is_member].mean() > 0.9
    rule, luck = on.rules[0][0], Table(on.farmers.shape, taste=0.5)
    full = rule.terms(off.farmers, offers_to_farmers(off), luck)
    offers = offers_to_farmers(off)
    member = off.farmers.is_member
    assert np.allclose((full["advance"] + full["promise"])[member], np.broadcast_to(offers.promised_usd_per_qq, member.shape)[member])


def test_m6_off_leaves_no_neighbours() -> None:
    world = harvest_month(neighbours=False)
    rule, luck = world.rules[0][0], Table(world.farmers.shape, taste=0.5)
    assert not rule.terms(world.farmers, offers_to_farmers(world), luck)["neighbours"].any()


def test_m8_off_leaves_no_need() -> None:
    broke = harvest_month(opening_savings_usd=0.0)
    for world, needy in ((broke, True), (harvest_month(cash_need=False), False)):
        world.farmers.savings_usd[:] = 0.0
        assert bool(offers_to_farmers(world).cash_need_usd.any()) is needy


def test_m11_off_makes_later_money_never_better_than_cash() -> None:
    world = world_of(little("castillo", saving_motive=False, lean_money_value=1.4), (0,), 1)
    f = world.farmers
    assert (f.lean_money_value == 1.0).all()


def test_m5_off_the_season_pays_for_itself_at_any_volume() -> None:
    """Outside money keeps the fixed cost at the fee per quintal, both ways."""
    for share_delivered in (0.2, 0.9):
        world = world_of(little("castillo", source="constant", fixed_cost_spread=False, working_capital_limit=False, interest_share_per_year=0.0, finance_months=0.0, forward_share=0.0), (0,), 1)
        live(world, 12, given=np.full(world.farmers.shape, share_delivered))
        assert world.cooperatives.season_result_usd[0, 0] == pytest.approx(0.0, abs=1.0)


def test_m7_and_m13_off_freeze_number_and_markdown() -> None:
    world = after_a_rise(harvest_month(trader_entry=False))
    assert (world.districts.traders == world.districts.number).all()
    frozen = harvest_month(yardstick=False)
    frozen.cooperatives.alive[:] = False
    before = street(frozen)
    month(frozen)
    assert street(frozen) == pytest.approx(before)
    moving = harvest_month()
    before = street(moving)
    moving.cooperatives.alive[:] = False
    month(moving)
    assert street(moving) < before, "without the cooperative the street pays less"


def test_m12_off_leaves_no_refund() -> None:
    shared, away = (world_of(little("castillo", source="constant", fixed_cost_usd_per_year=2_000.0, refund_cash_months=0.0, surplus_shared=state), (0,), 1) for state in (True, False))
    for world in (shared, away):
        live(world, 12, given=np.full(world.farmers.shape, 0.9))
    assert shared.cooperatives.season_refund_usd[0, 0] > 0
    assert away.cooperatives.season_refund_usd[0, 0] == 0
    assert away.ledger.outside["state"][0, 0] > 0
