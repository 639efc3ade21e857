"""Why she sold where she sold: the terms of her choice in US$/qq, what tipped it, what would have changed her mind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.agents.explanation_text import Explanation
from coopsim.agents.memory import LastChoice
from coopsim.model.choice import again
from coopsim.model.choice.own import OwnRule
from coopsim.model.choice.own_tables import OUTLETS, Seen
from coopsim.model.decision import DecisionRule, HouseholdDraws, Outlets

Array = NDArray[np.float64]
HALF = 0.5  # she is "for the cooperative" when she offers it at least half: the measure of the turning gap
WIDEST_CHANGE_USD_PER_QQ = 400.0  # how far from today's amount a change of mind is looked for
STRETCH = 2_000  # amounts that are asked at a time
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
    household, district : record arrays, shape (1,)
        Herself, and her district, as on that day; to a user's rule the household as it sees her.
    outlets : Outlets
        What she was offered, US$/qq of that day.
    draws : HouseholdDraws or record array, shape (1,)
        Her random draws, 0 to 1; a user's rule has streams of its own.
    """

    rule: DecisionRule
    household: NDArray[np.void]
    district: NDArray[np.void]
    outlets: Outlets
    draws: Any

    def share(self) -> float:
        """What the rule offers on the terms as they were."""
        return float(self._shares(self.outlets, self._today(1, ADVANCE), self._today(1, LOYALTY))[0])

    def share_without_need(self) -> float:
        """What the rule would offer if the month asked for no cash."""
        free = self.outlets._replace(cash_need_usd=0.0)
        return float(self._shares(free, self._today(1, ADVANCE), self._today(1, LOYALTY))[0])

    def terms(self) -> dict[str, float]:
        """The rule's terms in US$/qq, and the month's random draw in US$/qq where the rule has one."""
        if isinstance(self.rule, OwnRule):
            return self.rule.terms(Seen(self.household[0]), self.outlets)
        household, district = (record.view(np.recarray)[0] for record in (self.household, self.district))
        return again.terms_of(self.rule.number, household, district, self.outlets, self.draws)

    def stays(self, name: str, amounts: Array) -> NDArray[np.bool_]:
        """Whether at least half is offered, at each of these amounts of the advance or of loyalty; all else as it was."""
        number = len(amounts)
        advances = amounts if name == ADVANCE else self._today(number, ADVANCE)
        loyalties = amounts if name == LOYALTY else self._today(number, LOYALTY)
        return self._shares(self.outlets, advances, loyalties) >= HALF

    def smallest(self, name: str, lowest: float = -np.inf) -> float | None:
        """The smallest amount (US$/qq, to the cent) at which at least half is offered, looking from today's amount outward."""
        return smallest_that_holds(lambda amounts: self.stays(name, amounts), float(self._today(1, name)[0]), lowest)

    def _today(self, number: int, name: str) -> Array:
        return np.full(number, self.outlets.advance_usd_per_qq if name == ADVANCE else self.household[LOYALTY][0], dtype=float)

    def _shares(self, outlets: Outlets, advances: Array, loyalties: Array) -> Array:
        """What the rule offers at each of these advances and loyalties; a promise is never less than the advance."""
        if isinstance(self.rule, OwnRule):
            return self._own_shares(self.rule, outlets, advances, loyalties)
        shares = np.zeros(len(advances))
        again.shares_of(
            self.rule.number, self.household.copy(), self.district, outlets, self.draws, advances + 0.0, loyalties + 0.0, shares
        )
        return shares

    def _own_shares(self, rule: OwnRule, outlets: Outlets, advances: Array, loyalties: Array) -> Array:
        number = len(advances)
        seen, table = np.repeat(self.household, number), np.full(number, np.array(tuple(outlets), OUTLETS))
        seen[LOYALTY], table["accepts"], table[ADVANCE] = loyalties, True, advances
        table["promised_usd_per_qq"] = np.maximum(outlets.promised_usd_per_qq, advances)
        return rule.shares(seen, table, np.repeat(self.draws, number))


def choice_of(rule: DecisionRule, last: LastChoice, slot: int, outlets: Outlets, draws: HouseholdDraws | None = None) -> Choice:
    """What a farmer chose from, as it was remembered."""
    here = slice(slot, slot + 1)
    household, place = last.households[0, here], int(last.households["district"][0, slot])
    district = last.districts[0, place : place + 1]
    if not isinstance(rule, OwnRule):
        return Choice(rule, household, district, outlets, draws or last.draws_of(slot))
    seen, drawn = np.zeros(1, rule.record), np.zeros(1, rule.draws)
    rule.see(seen, household, last.districts)
    for name in rule.own_numbers:
        seen[name] = last.columns_of_own_rules[name][slot if len(last.columns_of_own_rules[name]) > 1 else 0]
    for stream in rule.draws.names or ():
        drawn[stream] = last.draws[stream][slot]
    return Choice(rule, seen, district, outlets, drawn)


def explanation(choice: Choice, decided: float, outcome: dict[str, Any], **facts: Any) -> Explanation:
    """What tipped a choice, and what would have changed it.

    Parameters
    ----------
    choice : Choice
        The rule, and the farmer, what she was offered and her random draws of that day.
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
    accepted = choice.outlets.accepts
    terms = choice.terms()
    can_turn = accepted and by_rule  # only a choice by the rule can be turned by what the rule weighs
    return Explanation(
        **facts,
        **outcome,
        is_member=bool(choice.household["is_member"][0]),
        accepted=accepted,
        offered_share=offered if accepted else 0.0,
        limited_by_need=bool(can_turn and free > share),
        share_without_need=free,
        offer={name: float(getattr(choice.outlets, name)) for name in OFFER},
        loyalty_usd_per_qq=float(choice.household[LOYALTY][0]),
        terms=terms,
        value_usd_per_qq=float(np.add.reduce(list(terms.values()))),
        tipped_by=what_tipped(terms, free >= HALF),
        smallest_advance_usd_per_qq=choice.smallest(ADVANCE, lowest=0.0) if can_turn else None,
        smallest_loyalty_usd_per_qq=choice.smallest(LOYALTY) if can_turn else None,
    )


def smallest_that_holds(holds: Callable[[Array], NDArray[np.bool_]], today: float, lowest: float = -np.inf) -> float | None:
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
        lost = _first(down, lambda amounts: ~holds(amounts))
        return float(down[lost - 1]) if lost is not None and lost > 0 else None
    up = np.round(np.ceil(today * 100) / 100 + cents, 10)
    won = _first(up, holds)
    return None if won is None else float(up[won])


def _first(amounts: Array, holds: Callable[[Array], NDArray[np.bool_]]) -> int | None:
    """The place of the first amount at which it holds, asked a stretch at a time."""
    for begun in range(0, len(amounts), STRETCH):
        places = np.flatnonzero(holds(amounts[begun : begun + STRETCH]))
        if len(places):
            return begun + int(places[0])
    return None


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
