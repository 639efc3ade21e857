"""One family's decision as two hands: what the trader pays today; what the cooperative pays today, and later as she counts it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from coopsim.agents.explanation_text import Explanation, term_names
from coopsim.language import speaking
from coopsim.language import text as _
from coopsim.web.story.figures import per_cent, usd

BILL_USD = 10
ALMOST_ALL, ALMOST_NOTHING = 2 / 3, 1 / 3
HALF = 0.5
MONEY = ("advance", "promise", "street")


@dataclass(frozen=True)
class Hands:
    """A family's two hands in one month, US$ per quintal, and what she did. Chance is in none of the amounts.

    `counted_usd` is what she counts of the balance, for the wait and for her trust; None: her rule has no such number.
    `pulls_usd` is what speaks for the cooperative besides money (loyalty, neighbours, services ...), `by_chance` whether she
    would have decided otherwise without the month's random draw.
    """

    lot_qq: float
    trader_usd: float
    advance_usd: float
    promised_usd: float
    months: int
    counted_usd: float | None
    pulls_usd: float
    loyalty_usd: float
    neighbours_share: float
    offered_share: float
    wished_share: float
    accepted: bool
    by_chance: bool
    by_need: bool
    need_usd: float
    delivered_qq: float
    refused_qq: float
    outside_qq: float
    kept_qq: float
    enough_usd: float | None
    terms: tuple[tuple[str, float], ...]

    @property
    def balance_usd(self) -> float:
        """What is promised for later."""
        return max(0.0, self.promised_usd - self.advance_usd)

    @property
    def worth_usd(self) -> float:
        """Both payments of the cooperative as she counts them."""
        return self.advance_usd + (self.balance_usd if self.counted_usd is None else self.counted_usd)


def hands_of(why: Explanation) -> Hands | None:
    """The hands of her last decision; None if she had no coffee to sell so far."""
    if why.month is None:
        return None
    terms = dict(why.terms)
    chance = terms.pop("luck", 0.0)
    money = sum(terms.get(name, 0.0) for name in MONEY)
    without = why.value_usd_per_qq - chance
    return Hands(
        lot_qq=why.lot_qq,
        trader_usd=why.offer["street_usd_per_qq"],
        advance_usd=why.offer["advance_usd_per_qq"],
        promised_usd=why.offer["promised_usd_per_qq"],
        months=round(why.offer["months_to_second_payment"]),
        counted_usd=terms.get("promise"),
        pulls_usd=sum(terms.values()) - money,
        loyalty_usd=terms.get("loyalty", 0.0),
        neighbours_share=why.offer["neighbours_share"],
        offered_share=why.offered_share,
        wished_share=why.share_without_need,
        accepted=why.accepted,
        by_chance=(without >= 0) != (why.value_usd_per_qq >= 0),
        by_need=why.limited_by_need,
        need_usd=why.offer["cash_need_usd"],
        delivered_qq=why.delivered_qq,
        refused_qq=why.refused_qq,
        outside_qq=why.side_sold_qq,
        kept_qq=why.kept_qq,
        enough_usd=why.smallest_advance_usd_per_qq if why.offered_share < HALF else None,
        terms=tuple((name, amount) for name, amount in terms.items() if abs(amount) >= 0.5),
    )


def what_she_did(hands: Hands, language: str) -> str:
    """What became of her coffee, in a few words."""
    if not hands.accepted:
        return _("she sold to the trader", language)
    if hands.offered_share >= ALMOST_ALL:
        if hands.refused_qq > hands.delivered_qq:
            return _("she offered it to the cooperative, which had no money to buy it", language)
        return _("she delivered almost everything", language) if hands.offered_share < 0.9995 else _("she delivered", language)
    if hands.offered_share <= ALMOST_NOTHING:
        return _("she sold to the trader", language)
    return _("she shared it out", language)


def _worth_as_drawn(hands: Hands) -> int:
    """The cooperative's money in whole dollars, as the two piles of the picture add up."""
    return round(hands.advance_usd) + round(hands.worth_usd - hands.advance_usd)


def sentence(hands: Hands, language: str) -> str:
    """The decision in one plain sentence; where chance decided, it says so and gives no other reason."""
    did = what_she_did(hands, language)
    if not hands.accepted:
        return _("The cooperative does not buy from this family: {did}.", language).format(did=did)
    amounts = {"did": did, "trader": usd(hands.trader_usd), "worth": usd(_worth_as_drawn(hands)), "need": usd(hands.need_usd)}
    delivers = hands.wished_share >= HALF
    if hands.by_need:
        form = _("The month asked for {need} in cash, and the trader pays at once: {did}.", language)
    elif hands.by_chance:
        form = _("For her both hands weighed almost the same. This time, by a little, {did}.", language)
    elif hands.counted_usd is None:
        form = _("The trader pays {trader} today; the cooperative pays in two parts: {did}.", language)
    elif (hands.worth_usd >= hands.trader_usd) == delivers:
        form = (
            _("To her the cooperative's money is worth {worth}, more than the trader's {trader}: {did}.", language)
            if delivers
            else _("The trader pays {trader} today; to her the cooperative's money is worth {worth}: {did}.", language)
        )
    elif delivers:
        form = _("The trader's money is worth more to her ({trader} against {worth}), but {reason} weighs more: {did}.", language)
    else:
        form = _(
            "The cooperative's money is worth more to her ({worth} against {trader}), but {reason} weighs more: {did}.", language
        )
    amounts["reason"] = reason(hands, delivers, language)
    return form.format(**amounts)


def reason(hands: Hands, for_delivering: bool, language: str) -> str:
    """The largest of what weighs besides money, on the side of her decision."""
    names = {
        "loyalty": _("her loyalty", language),
        "neighbours": _("what her neighbours do", language),
        "services": _("what services are worth", language),
        "reward": _("the bonus or the fine", language),
    }
    sign = 1 if for_delivering else -1
    others = [(sign * amount, name) for name, amount in hands.terms if name not in MONEY]
    return names.get(max(others)[1], _("something else", language)) if others else _("something else", language)


def what_if(hands: Hands, language: str) -> str:
    """The advance with which she would have delivered; "" where none would do, or where chance decided."""
    if hands.enough_usd is None or hands.by_chance or not hands.accepted:
        return ""
    return _("With an advance of {amount} she would have delivered at least half.", language).format(amount=usd(hands.enough_usd))


def chosen(hands: Hands) -> float | None:
    """What part of her coffee goes to the cooperative, as a whole, a half or nothing where it is almost so.

    None: the cooperative had no money to buy what she offered.
    """
    if not hands.accepted or hands.offered_share <= ALMOST_NOTHING:
        return 0.0
    if hands.refused_qq > hands.delivered_qq:
        return None
    return 1.0 if hands.offered_share >= ALMOST_ALL else hands.offered_share


def in_hand_usd(hands: Hands) -> float:
    """Cash of the day for a quintal, as the picture shows it: of each hand the part that she chose."""
    part = chosen(hands)
    return 0.0 if part is None else part * hands.advance_usd + (1 - part) * hands.trader_usd


def picture(hands: Hands, language: str, name: str = "", when: str = "") -> dict[str, Any]:
    """What the picture draws and says. `bills` are counted in whole bills of ten dollars."""
    counted = hands.balance_usd if hands.counted_usd is None else min(hands.balance_usd, max(0.0, hands.counted_usd))
    uncounted = hands.balance_usd - counted
    months = _("in {n} months, as she counts it", language) if hands.months != 1 else _("in 1 month, as she counts it", language)
    months = months if hands.counted_usd is not None else _("in {n} months", language)
    return {
        "title": _("{name} has {lot} quintals. To whom does she sell?", language).format(name=name, lot=f"{hands.lot_qq:.0f}"),
        "under": _("{when}. Each bill is US$ 10 a quintal.", language).format(when=when),
        "trader": round(hands.trader_usd),
        "advance": round(hands.advance_usd),
        "counted": round(counted),
        "uncounted": round(uncounted),
        "promised": round(hands.promised_usd),
        "months": hands.months,
        "chosen": chosen(hands),
        "in_hand": round(in_hand_usd(hands)),
        "sentence": sentence(hands, language),
        "what_if": what_if(hands, language),
        "details": details(hands, language),
        "labels": {
            "trader": _("The trader", language),
            "coop": _("The cooperative", language),
            "today": _("today, in cash, at her farm", language),
            "advance": _("today: the advance", language),
            "later": months.format(n=hands.months),
            "uncounted": _("{n} she does not count: the wait and the doubt", language).format(n=round(uncounted)),
            "more": _("All that she weighed", language),
            "play": _("See what she does", language),
            "aria": _(
                "Two hands. The trader: {trader} today. The cooperative: {advance} today and {balance} in {months} months, "
                "of which she counts {counted}.",
                language,
            ).format(
                trader=usd(hands.trader_usd), advance=usd(hands.advance_usd), balance=usd(hands.balance_usd),
                months=hands.months, counted=usd(counted),
            ),
        },
    }  # fmt: skip


def details(hands: Hands, language: str) -> list[list[str]]:
    """Each thing she weighed with its amount, whole dollars a quintal; then what became of the coffee. No chance among them."""
    with speaking(language):
        names = term_names()
        rows = [[_("Neighbours who delivered last", language), per_cent(hands.neighbours_share, language)]]
        rows += [[names.get(name, name), f"{'+' if amount > 0 else '−'} {usd(abs(amount))}"] for name, amount in hands.terms]
    moved = (
        (hands.delivered_qq, _("delivered", language)),
        (hands.refused_qq, _("turned away for lack of cash", language)),
        (hands.outside_qq, _("sold outside", language)),
        (hands.kept_qq, _("kept for next month", language)),
    )
    return rows + [[what, f"{quantity:.1f} qq"] for quantity, what in moved if quantity >= 0.05]


def as_numbers(hands: Hands) -> dict[str, Any]:
    """For a kept file: plain numbers, rounded."""
    return {
        key: round(value, 3) if isinstance(value, float) else [[name, round(amount, 3)] for name, amount in value]
        if key == "terms" else value
        for key, value in asdict(hands).items()
    }  # fmt: skip


def from_numbers(given: dict[str, Any]) -> Hands:
    """Back from a kept file."""
    return Hands(**{**given, "terms": tuple((str(name), float(amount)) for name, amount in given["terms"])})
