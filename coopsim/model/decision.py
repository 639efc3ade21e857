"""Decision rules: what share of a lot a household offers to its cooperative.

A rule is `terms / decide / learn`. `terms` names the amounts in US$/qq that `explain()` tells; `decide` gives the share
offered (the rest goes to the best other outlet); a rule that learns is told what came of it. Rules get columns, never
the scenario: `farmers`, `offers` and `luck` are tables of one shape, whole populations or slices of one.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from functools import reduce
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.table import Table
from coopsim.rules.delivery import (
    delivery_share,
    later_money_value,
    luck_usd_per_qq,
    price_gap_share,
    promise_worth_usd_per_qq,
    share_that_covers_need,
)

Array = NDArray[np.float64]
_FIXED_LUCK = (np.arange(16) + 0.5) / 16  # an even sample of the month's luck, for expectations


class DecisionRule:
    """Base of every rule. Override `terms` and `decide`; `learn` and `expected_share` where there is something better."""

    name: ClassVar[str] = ""
    learns: ClassVar[bool] = False

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        """Named amounts in US$/qq of today that speak for (positive) or against delivering."""
        raise NotImplementedError

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        """Share of the lot offered to the cooperative, 0 to 1."""
        raise NotImplementedError

    def learn(self, farmers: Table, outcome: Table) -> None:
        """Called when money has moved, for rules that learn."""

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        """Share offered on average over the month's luck: here by an even sample of it."""
        shape = np.broadcast_shapes(farmers.trust.shape, offers.advance_usd_per_qq.shape)
        shares = [self.decide(farmers, offers, Table((shape[0], shape[1]), taste=u)) for u in _FIXED_LUCK]
        return np.asarray(np.add.reduce(shares) / len(shares))


class RandomUtility(DecisionRule):
    """Random utility with liquidity: deliver the lot if V + mu e > 0, as far as the month's need for cash allows.

    Sources: McFadden 1974; Geng, Janssens & Kramer 2023; Casaburi & Macchiavello 2019.
    """

    name = "random_utility"

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        scale, member = offers.money_scale, farmers.is_member
        later = later_money_value(
            farmers.lean_money_value,
            farmers.patience_share_per_month,
            farmers.savings_leak_share_per_month,
            offers.payment_delay_months,
        )
        worth = promise_worth_usd_per_qq(
            offers.promised_usd_per_qq,
            offers.advance_usd_per_qq,
            np.where(farmers.deferred_discount, farmers.trust, 1.0),
            np.where(farmers.deferred_discount, later, 1.0),
        )
        return {
            "advance": offers.advance_usd_per_qq + 0.0 * offers.street_usd_per_qq,
            "promise": np.where(member, worth, 0.0),
            "street": -offers.street_usd_per_qq,
            "loyalty": np.where(member, farmers.loyalty_usd_per_qq * scale, 0.0),
            "services": np.where(member, offers.services_usd_per_qq * scale, 0.0),
            "neighbours": farmers.peer_weight_usd_per_qq * (offers.neighbours_share - farmers.normal_delivery_share) * scale,
        }

    def value_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        """V: the sum of the terms."""
        return np.asarray(reduce(np.add, self.terms(farmers, offers, luck).values()))

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        noise = luck_usd_per_qq(luck.taste, farmers.taste_usd_per_qq * offers.money_scale)
        chosen = self.value_usd_per_qq(farmers, offers, luck) + noise > 0
        return np.where(chosen, self._limit(offers), 0.0)

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        value = self.value_usd_per_qq(farmers, offers, offers)
        return np.asarray(delivery_share(value, farmers.taste_usd_per_qq * offers.money_scale) * self._limit(offers))

    @staticmethod
    def _limit(offers: Table) -> Array:
        limit = share_that_covers_need(offers.advance_usd_per_qq, offers.street_usd_per_qq, offers.lot_qq, offers.cash_need_usd)
        return np.asarray(limit)


class PriceGap(DecisionRule):
    """Naive benchmark: only the gap between the two prices counts; no relationship, no need, no luck."""

    name = "price_gap"

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        return {
            "cooperative": np.where(farmers.is_member, offers.promised_usd_per_qq, offers.advance_usd_per_qq),
            "street": -offers.street_usd_per_qq,
        }

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        paid = np.where(farmers.is_member, offers.promised_usd_per_qq, offers.advance_usd_per_qq)
        return np.asarray(price_gap_share(offers.street_usd_per_qq, paid, farmers.slope_share, farmers.tolerance_share))

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        return self.decide(farmers, offers, offers)


RULES: dict[str, type[DecisionRule]] = {rule.name: rule for rule in (RandomUtility, PriceGap)}


def rule_named(name: str, beside: Path | None = None) -> DecisionRule:
    """The rule of that name: one of ours, or `module:Class` looked up beside the scenario's file, then among installed modules.

    >>> rule_named("random_utility").name
    'random_utility'
    """
    if name in RULES:
        return RULES[name]()
    module_name, _colon, class_name = name.partition(":")
    if not class_name:
        raise UserMistake(field="rules", got=name, among=RULES)
    module = _module(module_name, beside)
    found: Any = getattr(module, class_name, None)
    if not (isinstance(found, type) and issubclass(found, DecisionRule)):
        raise UserMistake(_("no decision rule of that name in the module"), field="rules", got=name)
    return found()


def rule_source(name: str, beside: Path | None = None) -> str:
    """The source text of a user's rule: part of what decides the numbers of a run."""
    rule = rule_named(name, beside)
    return inspect.getsource(sys.modules[type(rule).__module__])


def _module(name: str, beside: Path | None) -> Any:
    path = None if beside is None else beside / f"{name}.py"
    if path is not None and path.is_file():
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UserMistake(_("no such module, neither beside the scenario nor installed"), field="rules", got=name) from error
