"""Why she sold where she sold: the terms of her choice in US$/qq, what tipped it, what would have changed her mind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.agents.explanation_text import Explanation
from coopsim.model.decision import DecisionRule
from coopsim.model.table import Table

HALF = 0.5  # she is "for the cooperative" when she offers it at least half: the measure of the turning gap
WIDEST_CHANGE_USD_PER_QQ = 400.0  # how far from today's amount a change of mind is looked for
MOST_REASONS, FEWEST_REASONS = 3, 2
ADVANCE, LOYALTY = "advance_usd_per_qq", "loyalty_usd_per_qq"
OFFER = (
    ADVANCE,
    "promised_usd_per_qq",
    "months_to_second_payment",
    "street_usd_per_qq",
    "services_usd_per_qq",
    "reward_usd_per_qq",
    "neighbours_share",
    "cash_need_usd",
)


@dataclass(frozen=True)
class Choice:
    """One farmer's choice, to be made again under other terms.

    Parameters
    ----------
    rule : DecisionRule
        Her decision rule.
    farmers, offers, luck : Table, shape (1, 1)
        Herself, what she was offered (US$/qq of that day), and her random draws (0 to 1), as on that day.
    """

    rule: DecisionRule
    farmers: Table
    offers: Table
    luck: Table

    def share(self) -> float:
        """What the rule offers on the terms as they were."""
        return float(np.clip(self.rule.decide(self.farmers, self.offers, self.luck).item(), 0.0, 1.0))

    def share_without_need(self) -> float:
        """What the rule would offer if the month asked for no cash."""
        free = changed(self.offers, 1, cash_need_usd=np.zeros((1, 1)))
        return float(np.clip(self.rule.decide(self.farmers, free, self.luck).item(), 0.0, 1.0))

    def terms(self) -> dict[str, float]:
        """The rule's terms in US$/qq, and the month's random draw in US$/qq where the rule has one."""
        terms = {name: float(amount.item()) for name, amount in self.rule.terms(self.farmers, self.offers, self.luck).items()}
        luck = self.rule.luck_usd_per_qq(self.farmers, self.offers, self.luck)
        if luck is not None:
            terms["luck"] = float(luck.item())
        return terms

    def stays(self, name: str, amounts: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether at least half is offered, at each of these amounts of the advance or of loyalty; all else as it was."""
        number = len(amounts)
        farmers, offers = changed(self.farmers, number), changed(self.offers, number)
        if name == ADVANCE:
            offers = changed(
                self.offers,
                number,
                advance_usd_per_qq=amounts[None, :],
                promised_usd_per_qq=np.maximum(self.offers.promised_usd_per_qq, amounts[None, :]),
            )
        else:
            farmers = changed(self.farmers, number, **{name: amounts[None, :]})
        share = self.rule.decide(farmers, offers, changed(self.luck, number))
        return np.asarray(np.broadcast_to(share, (1, number))[0] >= HALF)

    def smallest(self, name: str, lowest: float = -np.inf) -> float | None:
        """The smallest amount (US$/qq, to the cent) at which at least half is offered, looking from today's amount outward."""
        today = getattr(self.offers if name == ADVANCE else self.farmers, name).item()
        return smallest_that_holds(lambda amounts: self.stays(name, amounts), today, lowest)


def explanation(choice: Choice, decided: float, outcome: dict[str, Any], **facts: Any) -> Explanation:
    """What tipped a choice, and what would have changed it.

    Parameters
    ----------
    choice : Choice
        The rule, and the farmer, offers and random draws of that day.
    decided : float
        The share that her own `decide` gave; NaN where the rule decided.
    outcome : dict
        What came of it, quintals by name (`lot_qq`, `delivered_qq` ...).
    **facts
        Who she is and when it was: the first fields of Explanation.

    Returns
    -------
    Explanation
    """
    share, free = choice.share(), choice.share_without_need()
    by_rule = bool(np.isnan(decided))
    offered = share if by_rule else float(np.clip(decided, 0.0, 1.0))
    accepted = bool(choice.offers.accepts.item())
    terms = choice.terms()
    can_turn = accepted and by_rule  # only a choice by the rule can be turned by what the rule weighs
    return Explanation(
        **facts,
        **outcome,
        is_member=bool(choice.farmers.is_member.item()),
        accepted=accepted,
        offered_share=offered if accepted else 0.0,
        limited_by_need=bool(can_turn and free > share),
        share_without_need=free,
        offer={name: float(getattr(choice.offers, name).item()) for name in OFFER},
        loyalty_usd_per_qq=float(choice.farmers.loyalty_usd_per_qq.item()),
        terms=terms,
        value_usd_per_qq=float(np.add.reduce(list(terms.values()))),
        tipped_by=what_tipped(terms, free >= HALF),
        smallest_advance_usd_per_qq=choice.smallest(ADVANCE, lowest=0.0) if can_turn else None,
        smallest_loyalty_usd_per_qq=choice.smallest(LOYALTY) if can_turn else None,
    )


def changed(table: Table, number: int, **columns: NDArray[np.float64]) -> Table:
    """The one farmer of `table` as `number` farmers who differ in `columns` only; nothing is copied."""
    wide = {name: np.broadcast_to(columns.get(name, column), (1, number)) for name, column in table.columns()}
    return Table.of_views((1, number), **wide)


def smallest_that_holds(
    holds: Callable[[NDArray[np.float64]], NDArray[np.bool_]], today: float, lowest: float = -np.inf
) -> float | None:
    """The smallest amount, in steps of a cent from `today`, down to which (or from which on) `holds` is true.

    Where it holds today: the last one on the way down before it no longer does. Where it does not: the first on the way
    up at which it does. None where nothing within reach makes a difference. Every cent is tried, so a choice that turns
    twice is no trap.

    >>> smallest_that_holds(lambda amount: amount >= 93.456, 100.0), smallest_that_holds(lambda amount: amount >= 93.456, 80.0)
    (93.46, 93.46)
    >>> smallest_that_holds(lambda amount: amount >= 0.0, 100.0, lowest=0.0) is None
    True
    """
    cents = np.arange(round(WIDEST_CHANGE_USD_PER_QQ * 100) + 1) / 100
    if holds(np.array([today]))[0]:
        down = np.floor(today * 100) / 100 - cents
        down = np.round(np.concatenate([[today], down[down >= max(lowest, -1e9)]]), 10)
        lost = np.flatnonzero(~holds(down))
        return float(down[lost[0] - 1]) if len(lost) and lost[0] > 0 else None
    up = np.round(np.ceil(today * 100) / 100 + cents, 10)
    won = np.flatnonzero(holds(up))
    return float(up[won[0]]) if len(won) else None


def what_tipped(terms: dict[str, float], delivers: bool) -> dict[str, float]:
    """The two or three terms that made the difference, the largest first.

    The cash price here against the cash price there counts as one, or these two would always win. Of those that point
    the way she went, as many as it takes to turn the sum without them; never fewer than two terms, never more than three.

    >>> what_tipped({"advance": 103.0, "promise": 48.0, "street": -150.0, "loyalty": 20.0, "services": 2.0, "luck": -4.0}, True)
    {'promise': 48.0, 'loyalty': 20.0}
    >>> what_tipped({"cooperative": 150.0, "street": -170.0}, False)
    {'street': -170.0, 'cooperative': 150.0}
    """
    reasons = dict(terms)
    if {"advance", "street"} <= set(terms) and len(terms) > FEWEST_REASONS:
        reasons = {"cash_now": reasons.pop("advance") + reasons.pop("street")} | reasons
    sign = 1.0 if delivers else -1.0
    by_weight = sorted((item for item in reasons.items() if item[1] != 0), key=lambda item: -sign * item[1])
    left = sign * sum(reasons.values())
    tipped: dict[str, float] = {}
    for name, amount in by_weight:
        if len(tipped) == MOST_REASONS or sign * amount <= 0 or (left < 0 and len(tipped) >= FEWEST_REASONS):
            break
        tipped[name] = amount
        left -= sign * amount
    for name, amount in sorted(by_weight, key=lambda item: -abs(item[1])):  # one reason alone: and the strongest against it
        if len(tipped) >= FEWEST_REASONS:
            break
        tipped.setdefault(name, amount)
    return tipped
