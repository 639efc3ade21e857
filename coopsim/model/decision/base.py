"""The door that every theory of the farmer comes through: `terms / decide / learn`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from coopsim.equations.amounts import Amount, Condition
from coopsim.equations.delivery import later_money_value, promise_worth_usd_per_qq
from coopsim.equations.theories import certain_share
from coopsim.model.column import Column
from coopsim.model.table import Table
from coopsim.scenario.declare import Group

Array = NDArray[np.float64]
_EVEN = (np.arange(16) + 0.5) / 16  # an even sample of the month's luck, for expectations


@dataclass(frozen=True)
class Words:
    """The same words in both languages."""

    en: str
    es: str


class DecisionRule:
    """Base of every rule. Override `terms` and `decide`; the rest where the rule has something of its own to say.

    What a rule declares: its `words` (the name that people read), its `source`, its `equation`, what it reacts to
    (`reacts_to`, out of gap, delay, trust), what it `cannot` do; its `parameters` (a Group: a table `[rule.NAME]` of the
    scenario), each a column of `farmers`; its `memory` (columns too, laid out only where the rule is used, first values by
    `begin`); the `streams` of chance that it needs (`luck.NAME`); and the columns of one neighbour that it `sees`, drawn
    anew every month (`farmers.seen_NAME`).
    """

    name: ClassVar[str] = ""
    words: ClassVar[Words] = Words("", "")
    source: ClassVar[str] = "assumed"
    equation: ClassVar[str] = ""
    reacts_to: ClassVar[tuple[str, ...]] = ()
    cannot: ClassVar[Words] = Words("", "")
    parameters: ClassVar[type[Group] | None] = None
    memory: ClassVar[tuple[Column, ...]] = ()
    streams: ClassVar[tuple[str, ...]] = ()
    sees: ClassVar[tuple[str, ...]] = ()
    learns: ClassVar[bool] = False

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        """Named amounts in US$/qq of today that speak for (positive) or against delivering."""
        raise NotImplementedError

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        """Share of the lot offered to the cooperative, 0 to 1."""
        raise NotImplementedError

    def begin(self, farmers: Table, usual: Table) -> dict[str, Array | float]:
        """First values of the memory; `usual` is what cooperative and street pay at the normal price."""
        return {column.name: 0.0 for column in self.memory}

    def learn(self, farmers: Table, outcome: Table) -> None:
        """Called when money has moved, for rules that learn; `outcome` is told in `coopsim/model/learning.py`."""

    def luck_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array | None:
        """The month's luck in dollars, for `explain()`; None where luck is no amount of money."""
        return None

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        """Share offered on average over the month's luck: here by an even sample of it."""
        shape = np.broadcast_shapes(farmers.trust.shape, offers.advance_usd_per_qq.shape)
        shares = [self.decide(farmers, offers, _even_luck(self.streams, u, shape)) for u in range(len(_EVEN))]
        return np.asarray(np.add.reduce(shares) / len(shares))


def _even_luck(streams: tuple[str, ...], step: int, shape: tuple[int, ...]) -> Table:
    """One draw of each stream, spread evenly and in another order for each stream."""
    order = [(step * (2 * i + 1) + i) % len(_EVEN) for i in range(len(streams) + 1)]  # odd steps visit all sixteen
    columns = {name: _EVEN[place] for name, place in zip(("taste", *streams), order, strict=True)}
    return Table((shape[0], shape[1]), **columns)


def later_value(farmers: Table, offers: Table) -> Array:
    """omega: worth today of a dollar that the cooperative surely pays later; 1 where mechanism M3 is off."""
    later = later_money_value(
        farmers.lean_money_value,
        farmers.patience_share_per_month,
        farmers.savings_leakage_share_per_month,
        offers.months_to_second_payment,
    )
    return np.where(farmers.deferred_discount, later, 1.0)


def believed(trust: Amount, risk_aversion: Amount, deferred_discount: Condition, risky: bool) -> Amount:
    """theta, less what its risk costs who minds (the same where nobody does); 1 where mechanism M3 is off. Elementwise."""
    certain = certain_share(trust, risk_aversion) if risky else trust
    return np.where(deferred_discount, certain, 1.0)


def believed_share(farmers: Table) -> Array:
    """What of a promise each household counts on."""
    risk = farmers.risk_aversion
    return np.asarray(believed(farmers.trust, risk, farmers.deferred_discount, bool(risk.any())))


def company_usd_per_qq(weight: Amount, neighbours_share: Amount, normal_share: Amount, money_scale: Amount) -> Amount:
    """What neighbours' deliveries speak for: J (n - n0), in money of the day. Elementwise."""
    return weight * (neighbours_share - normal_share) * money_scale


def cooperative_cash_value(farmers: Table, offers: Table) -> tuple[Array, Array]:
    """What the cooperative pays a household, in today's money: the advance, and the promise as she trusts and values it."""
    worth = promise_worth_usd_per_qq(
        offers.promised_usd_per_qq, offers.advance_usd_per_qq, believed_share(farmers), later_value(farmers, offers)
    )
    advance, _street = np.broadcast_arrays(offers.advance_usd_per_qq, offers.street_usd_per_qq)
    return advance, np.asarray(worth * farmers.is_member)


def cash_this_month_usd_per_qq(farmers: Table, offers: Table) -> Array:
    """What the cooperative pays within the month: the advance, and the promise, as far as it is believed, if there is no wait."""
    at_once = offers.months_to_second_payment == 0
    if not at_once.any():
        return offers.advance_usd_per_qq
    later = believed_share(farmers) * (offers.promised_usd_per_qq - offers.advance_usd_per_qq) * farmers.is_member
    return np.asarray(offers.advance_usd_per_qq + np.where(at_once, later, 0.0))


def money_terms(farmers: Table, offers: Table) -> dict[str, Array]:
    """Advance, promise and street: the money part of a choice."""
    advance, promise = cooperative_cash_value(farmers, offers)
    return {"advance": advance, "promise": promise, "street": -offers.street_usd_per_qq}


def belonging_terms(farmers: Table, offers: Table) -> dict[str, Array]:
    """Loyalty, services, reward and neighbours: what ties a household to the cooperative beside the price."""
    scale, member = offers.money_scale, farmers.is_member
    loyalty = farmers.loyalty_usd_per_qq * scale * member

    def of_members(amount: Array) -> Array:
        """For members only; the many times when it is nothing for anybody cost nothing."""
        return np.asarray(amount * member) if amount.any() else np.broadcast_to(0.0, loyalty.shape)

    return {
        "loyalty": loyalty,
        "services": of_members(offers.services_usd_per_qq * scale),
        "reward": of_members(offers.reward_usd_per_qq),
        "neighbours": np.asarray(
            company_usd_per_qq(farmers.peer_weight_usd_per_qq, offers.neighbours_share, farmers.normal_delivery_share, scale)
        ),
    }


def sum_of(terms: dict[str, Array]) -> Array:
    """V: the sum of the terms, one after another; what is nothing for anybody is not added."""
    first, *others = terms.values()
    return np.asarray(reduce(np.add, (term for term in others if term.any()), first))
