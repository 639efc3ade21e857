"""Random utility: everything that matters in dollars per quintal, and the month's luck. The default."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from coopsim.equations.amounts import Amount, Condition
from coopsim.equations.delivery import (
    later_money_value,
    odds,
    probability_of_delivery,
    promise_worth_usd_per_qq,
    random_term_usd_per_qq,
    share_that_covers_need,
    value_of_delivering_usd_per_qq,
)
from coopsim.model.decision.base import (
    Array,
    DecisionRule,
    Words,
    believed,
    belonging_terms,
    cash_this_month_usd_per_qq,
    company_usd_per_qq,
    money_terms,
    sum_of,
)
from coopsim.model.loops.each import Results, each_household
from coopsim.model.memory import Kept
from coopsim.model.table import Table


class RandomUtility(DecisionRule):
    """Random utility with liquidity: deliver the lot if V + mu e > 0, as far as the month's need for cash allows.

    Sources: McFadden 1974; Geng, Janssens & Kramer 2023; Casaburi & Macchiavello 2019.
    """

    name = "random_utility"
    words = Words("random utility", "utilidad aleatoria")
    source = "McFadden 1974; Geng, Janssens & Kramer 2023; Casaburi & Macchiavello 2019"
    equation = r"V = a + \theta\omega(m-a) - p + L + S + J(n-n_0);\quad \text{deliver if } V + \mu\varepsilon > 0"
    reacts_to = ("gap", "delay", "trust")
    cannot = Words(
        "Losses and gains weigh the same; nobody learns from what a payment turned out to be, except through trust and loyalty.",
        "Pérdidas y ganancias pesan igual; nadie aprende de cómo resultó un pago, salvo por la confianza y la lealtad.",
    )

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        return money_terms(farmers, offers) | belonging_terms(farmers, offers)

    def value_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        """V: the sum of the terms."""
        return sum_of(self.terms(farmers, offers, luck))

    def luck_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        return np.asarray(random_term_usd_per_qq(luck.taste, farmers.taste_usd_per_qq * offers.money_scale))

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        if type(self) is RandomUtility:
            return self._decide_at_once(farmers, offers, luck)
        noise = self.luck_usd_per_qq(farmers, offers, luck)
        chosen = self.value_usd_per_qq(farmers, offers, luck) + noise > 0
        return np.asarray(chosen * self.limit_share(farmers, offers))

    def _decide_at_once(self, farmers: Table, offers: Table, luck: Table) -> Array:
        """The same in one go; what a rule that inherits from this one says otherwise is not in it."""
        f = farmers
        waits = (
            f.lean_money_value,
            f.patience_share_per_month,
            f.savings_leakage_share_per_month,
            offers.months_to_second_payment,
        )
        (share,) = share_offered(
            farmers,
            later_money_value=self.later(waits, lambda: np.asarray(later_money_value(*waits))),
            luck_in_tastes=np.log(*odds_of(farmers, uniform=luck.taste)),
            cash_this_month_usd_per_qq=cash_this_month_usd_per_qq(farmers, offers),
            risky=bool(f.risk_aversion.any()),
            rewarded=bool(offers.services_usd_per_qq.any() or offers.reward_usd_per_qq.any()),
            **{name: getattr(offers, name) for name in OFFERED},
        )
        return share

    @cached_property
    def later(self) -> Kept:
        """Worth of later money: a power, which costs more than to look whether anything has changed."""
        return Kept()

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        value = self.value_usd_per_qq(farmers, offers, offers)
        chance = probability_of_delivery(value, farmers.taste_usd_per_qq * offers.money_scale)
        return np.asarray(chance * self.limit_share(farmers, offers))

    def limit_share(self, farmers: Table, offers: Table) -> Array:
        """The largest share that still leaves the month's need for cash covered."""
        limit = share_that_covers_need(
            cash_this_month_usd_per_qq(farmers, offers), offers.street_usd_per_qq, offers.lot_qq, offers.cash_need_usd
        )
        return np.asarray(limit)


OFFERED = (
    "advance_usd_per_qq",
    "promised_usd_per_qq",
    "street_usd_per_qq",
    "services_usd_per_qq",
    "reward_usd_per_qq",
    "neighbours_share",
    "money_scale",
    "lot_qq",
    "cash_need_usd",
)


@each_household(gives=("odds",))
def odds_of(uniform: Amount) -> Results:
    """The odds of the month's luck; their logarithm is left to NumPy."""
    return (odds(uniform),)


@each_household(gives=("share",))
def share_offered(
    trust: Amount,
    risk_aversion: Amount,
    deferred_discount: Condition,
    is_member: Amount,
    loyalty_usd_per_qq: Amount,
    peer_weight_usd_per_qq: Amount,
    normal_delivery_share: Amount,
    taste_usd_per_qq: Amount,
    advance_usd_per_qq: Amount,
    promised_usd_per_qq: Amount,
    street_usd_per_qq: Amount,
    services_usd_per_qq: Amount,
    reward_usd_per_qq: Amount,
    neighbours_share: Amount,
    money_scale: Amount,
    lot_qq: Amount,
    cash_need_usd: Amount,
    later_money_value: Amount,
    luck_in_tastes: Amount,
    cash_this_month_usd_per_qq: Amount,
    risky: bool,
    rewarded: bool,
) -> Results:
    """One household's choice: all of the lot that the need for cash leaves, if V and the month's luck speak for delivering."""
    certain = believed(trust, risk_aversion, deferred_discount, risky)
    later = np.where(deferred_discount, later_money_value, 1.0)
    promise = promise_worth_usd_per_qq(promised_usd_per_qq, advance_usd_per_qq, certain, later) * is_member
    services: Amount = services_usd_per_qq * money_scale * is_member if rewarded else 0.0
    reward: Amount = reward_usd_per_qq * is_member if rewarded else 0.0
    value = value_of_delivering_usd_per_qq(
        advance_usd_per_qq,
        promise,
        street_usd_per_qq,
        loyalty_usd_per_qq * money_scale * is_member,
        services,
        company_usd_per_qq(peer_weight_usd_per_qq, neighbours_share, normal_delivery_share, money_scale),
        reward,
    )
    limit = share_that_covers_need(cash_this_month_usd_per_qq, street_usd_per_qq, lot_qq, cash_need_usd)
    return ((value + taste_usd_per_qq * money_scale * luck_in_tastes > 0) * limit,)
