"""An explanation of one choice: its numbers, and its text in the current language. It knows no farmer and no model."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from coopsim.language import text as _

TRADERS_AND_ONE = 2  # outlets of whoever has one cooperative to turn to


@dataclass(frozen=True)
class OutletSeen:
    """One outlet on the day of a choice: a cooperative, or the traders (no name). US$/qq; V is against traders, before chance.

    `is_hers`: she was a member of it.
    """

    name: str
    is_hers: bool = False
    is_open: bool = True
    takes_coffee: bool = True
    cash_usd_per_qq: float = 0.0
    promised_usd_per_qq: float = 0.0
    months_to_second_payment: float = 0.0
    value_usd_per_qq: float = 0.0
    is_faced: bool = False


@dataclass(frozen=True)
class Explanation:
    """One farmer's last choice. `str()` says it in the current language, `as_dict()` gives it as plain numbers.

    `terms` (US$/qq of today, positive: for delivering) add up to `value_usd_per_qq`; the month's random draw is one of them
    where the rule has one. `tipped_by` are the two or three that made the difference to what she wanted (need may overrule it).
    `smallest_advance_usd_per_qq` and `smallest_loyalty_usd_per_qq` are, to the cent and with the same random draws, the smallest
    amounts at which she offers the cooperative at least half: above today's where she did not, below where she did; None
    where no change within US$ 400 would have changed her mind. An advance above the total price announced lifts the total.
    `turned_to` names the cooperative that she set against traders where it was not hers: the offer is that one's.
    `outlets` are all to whom she may sell, traders last, with what each was worth to her.
    """

    farmer: int
    is_member: bool
    cooperative: str
    rule: str
    decides_herself: str = ""
    turned_to: str = ""
    month: int | None = None
    date: str | None = None
    dated: bool = True
    accepted: bool = False
    lot_qq: float = 0.0
    tied_qq: float = 0.0
    offered_qq: float = 0.0
    delivered_qq: float = 0.0
    refused_qq: float = 0.0
    side_sold_qq: float = 0.0
    kept_qq: float = 0.0
    season_membership_gain_usd: float = 0.0
    offered_share: float = 0.0
    limited_by_need: bool = False
    share_without_need: float = 0.0
    offer: dict[str, float] = field(default_factory=dict)
    loyalty_usd_per_qq: float = 0.0
    terms: dict[str, float] = field(default_factory=dict)
    value_usd_per_qq: float = 0.0
    tipped_by: dict[str, float] = field(default_factory=dict)
    smallest_advance_usd_per_qq: float | None = None
    smallest_loyalty_usd_per_qq: float | None = None
    outlets: tuple[OutletSeen, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain numbers and texts."""
        plain = {one.name: dict(value) if isinstance(value := getattr(self, one.name), dict) else value for one in fields(self)}
        return plain | {"outlets": [asdict(outlet) for outlet in self.outlets]}

    def __str__(self) -> str:
        return explanation_text(self)


def term_names() -> dict[str, str]:
    """What each term is called; the terms of other rules keep their names."""
    return {
        "advance": _("advance on delivery"),
        "promise": _("second payment, as she trusts and values it"),
        "street": _("trader's price at the farm"),
        "loyalty": _("loyalty"),
        "services": _("services"),
        "reward": _("bonus, fine avoided, and the size of the group"),
        "neighbours": _("what neighbours do"),
        "others": _("that there are other cooperatives to turn to"),
        "luck": _("the month's luck"),
        "cooperative": _("cooperative's price"),
        "felt_cooperative": _("cooperative's price, as gain or loss against the one remembered"),
        "future": _("future of the relation, per quintal of this lot"),
        "own_threshold": _("her own threshold, in dollars"),
        "neighbour_was_paid": _("what the neighbour was paid last season, for doing otherwise"),
        "she_was_paid": _("what she was paid last season"),
        "lived_cooperative": _("what the cooperative has been worth to her"),
        "lived_street": _("what selling to traders has been worth to her"),
        "felt_street": _("trader's price, as gain or loss against the one remembered"),
        "cash_now": _("cash in hand: advance less trader's price"),
    }


def _when(why: Explanation) -> str:
    """The month: of the calendar where the price is a real one, else counted from the first reported."""
    if why.dated or why.month is None:
        return str(why.date)
    if why.month < 0:
        return _("before the first year")
    return _("year {year}, month {month}").format(year=why.month // 12 + 1, month=why.month % 12 + 1)


def explanation_text(why: Explanation) -> str:
    """The whole explanation, line by line."""
    member = _("member of {cooperative}") if why.is_member else _("not a member of {cooperative}")
    who = _("Farmer {number}, {member}").format(number=why.farmer, member=member.format(cooperative=why.cooperative))
    if why.month is None:
        return who + ": " + _("no coffee to sell so far.")
    lines = [
        f"{who}, {_when(why)}: " + _("{lot} qq to sell.").format(lot=_quantity(why.lot_qq)),
        *_what_she_did(why),
        "",
        *_where_she_may_sell(why),
        *_the_sum(why),
    ]
    return "\n".join([*lines, "", *_what_tipped(why), *_what_would_change(why), _membership(why)])


def _what_she_did(why: Explanation) -> list[str]:
    lines = []
    if why.tied_qq > 0:
        lines.append(_("{quantity} qq of it were owed to a trader who lends.").format(quantity=_quantity(why.tied_qq)))
    if why.turned_to:
        lines.append(where_she_turned(why))
    if not why.accepted:
        lines.append(_("The cooperative does not buy from her: it is closed, or takes members' coffee only."))
    elif why.offered_share >= 0.9995:
        lines.append(
            _("She offered the cooperative all of it.") if why.tied_qq <= 0 else _("She offered the cooperative all the rest.")
        )
    elif why.offered_share <= 0:
        lines.append(_("She offered the cooperative nothing."))
    else:
        lines.append(
            _("She offered the cooperative {share} % of what was free to sell.").format(share=_percent(why.offered_share))
        )
    moved = (
        (why.delivered_qq, _("{quantity} qq delivered")),
        (why.refused_qq, _("{quantity} qq refused for lack of cash")),
        (why.side_sold_qq, _("{quantity} qq sold to traders")),
        (why.kept_qq, _("{quantity} qq kept for next month")),
    )
    came_of_it = ", ".join(sentence.format(quantity=_quantity(quantity)) for quantity, sentence in moved if quantity > 0)
    lines.append(came_of_it[:1].upper() + came_of_it[1:] + ".")
    if why.limited_by_need:
        sentence = _("The month's need for cash (US$ {need}) set the limit: without it she would have offered {share} %.")
        lines.append(sentence.format(need=f"{why.offer['cash_need_usd']:,.0f}", share=_percent(why.share_without_need)))
    if why.decides_herself:
        lines.append(
            _("She decides in her own way ({name}); this is what the rule {rule} would weigh:").format(
                name=why.decides_herself, rule=why.rule
            )
        )
    return lines


def where_she_turned(why: Explanation, language: str | None = None) -> str:
    """That the cooperative that she set against traders is another than her home; "" where it is her home."""
    if not why.turned_to:
        return ""
    form = _("She turned to another cooperative, {cooperative}, which pays her as an outsider.", language)
    return form.format(cooperative=why.turned_to)


def _where_she_may_sell(why: Explanation) -> list[str]:
    """All outlets with their terms and worth, where there is more than one cooperative to turn to."""
    if len(why.outlets) <= TRADERS_AND_ONE:
        return []
    names = [_outlet_name(outlet) for outlet in why.outlets]
    width = max(len(name) for name in names)
    lines = [_("To whom she may sell, in US$/qq, and what each was worth to her above traders, before chance:")]
    lines += [f"  {name:<{width}} {_outlet_terms(outlet)}" for name, outlet in zip(names, why.outlets, strict=True)]
    return [*lines, ""]


def _outlet_name(outlet: OutletSeen) -> str:
    if not outlet.name:
        return _("traders")
    return _("{cooperative} (hers)").format(cooperative=outlet.name) if outlet.is_hers else outlet.name


def _outlet_terms(outlet: OutletSeen) -> str:
    if not outlet.name:
        return _("{cash} in cash").format(cash=f"{outlet.cash_usd_per_qq:,.2f}")
    if not outlet.is_open:
        return _("closed")
    if not outlet.takes_coffee:
        return _("does not buy from her")
    if outlet.promised_usd_per_qq > outlet.cash_usd_per_qq:
        form = _("{cash} in cash and {total} in all, {months} months later: {value}")
    else:
        form = _("{cash} in cash and nothing later: {value}")
    text = form.format(
        cash=f"{outlet.cash_usd_per_qq:,.2f}",
        total=f"{outlet.promised_usd_per_qq:,.2f}",
        months=f"{outlet.months_to_second_payment:.0f}",
        value=f"{outlet.value_usd_per_qq:+.2f}",
    )
    return text + (_(" (she turned to this one)") if outlet.is_faced else "")


def _the_sum(why: Explanation) -> list[str]:
    """The terms to the cent, and under them the sum of what is printed."""
    names = term_names()
    rounded = {names.get(name, name): round(amount, 2) for name, amount in why.terms.items() if round(amount, 2) != 0}
    total = _("value of delivering")
    width = max(len(name) for name in (*rounded, total))
    lines = [_("What spoke for delivering, in US$/qq of today:")]
    lines += [f"  {name:<{width}} {amount:>+9.2f}" for name, amount in rounded.items()]
    return [*lines, f"  {total:<{width}} {sum(rounded.values()):>+9.2f}"]


def _membership(why: Explanation) -> str:
    """What the season's coffee has gained by membership so far: the sum that decides who leaves and who joins."""
    brought = _("Membership has brought her US$ {amount} so far this season, before dues, effort and what is shared at its end.")
    would = _(
        "Membership would have brought her US$ {amount} so far this season, before dues, effort and what is shared at its end."
    )
    return (brought if why.is_member else would).format(amount=f"{why.season_membership_gain_usd:,.0f}")


def _what_tipped(why: Explanation) -> list[str]:
    overruled = why.limited_by_need and why.offered_share < 0.5  # need tipped it, and was named already
    if not why.accepted or not why.tipped_by or overruled:
        return []
    names = term_names()
    reasons = "; ".join(f"{names.get(name, name)} ({amount:+.2f})" for name, amount in why.tipped_by.items())
    return [_("What tipped it: {reasons}.").format(reasons=reasons)]


def _what_would_change(why: Explanation) -> list[str]:
    if not why.accepted or why.decides_herself:
        return []
    stayed = why.offered_share >= 0.5
    smallest = (
        (
            why.smallest_advance_usd_per_qq,
            why.offer["advance_usd_per_qq"],
            _("With an advance below US$ {amount} (it was {today}) she would have offered less than half."),
            _("With an advance of US$ {amount} (it was {today}) she would have offered at least half."),
            _("However low the advance, she would have offered at least half."),
            _("No higher advance alone would have been enough."),
        ),
        (
            why.smallest_loyalty_usd_per_qq,
            why.loyalty_usd_per_qq,
            _("With a loyalty below US$ {amount} per qq (hers was {today}) she would have offered less than half."),
            _("With a loyalty of US$ {amount} per qq (hers was {today}) she would have offered at least half."),
            _("However low her loyalty, she would have offered at least half."),
            _("No stronger loyalty alone would have been enough."),
        ),
    )
    lines = []
    for amount, today, lost, won, always, never in smallest:
        if amount is None:
            lines.append(always if stayed else never)
        else:
            lines.append((lost if stayed else won).format(amount=f"{amount:,.2f}", today=f"{today:,.2f}"))
    return lines


def _quantity(quantity_qq: float) -> str:
    return f"{quantity_qq:,.1f}" if quantity_qq >= 0.05 else f"{quantity_qq:.2g}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"
