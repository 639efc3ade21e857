"""What the lessons call things: the outcomes on their charts in a few words, and the labels of the exported file."""

from __future__ import annotations

from coopsim.language import current
from coopsim.language import text as _
from coopsim.model.column import Column
from coopsim.model.season_columns import SEASONS

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_name(season_opens: int, place: int, language: str | None = None) -> str:
    """The month at a place of the harvest year, which opens with the month `season_opens` (1 is January).

    >>> month_name(4, 0), month_name(4, 5), month_name(11, 2)
    ('April', 'September', 'January')
    """
    return _(MONTHS[(season_opens - 1 + place) % 12], language or current())


def share(name: str) -> bool:
    """Whether an outcome is shown in per cent: shares, and what runs from 0 to 1.

    >>> share("trust"), share("members")
    (True, False)
    """
    return outcome(name).unit in ("share", "0 to 1")


def outcome(name: str) -> Column:
    """What an outcome of a harvest is called in both languages, and its unit.

    >>> outcome("trust").unit
    '0 to 1'
    """
    return next(column for column in SEASONS if column.name == name)


def chart_title(name: str, language: str | None = None) -> tuple[str, str]:
    """An outcome in the few words that stand over a chart, and its unit ("" where the title says it, or in per cent).

    >>> chart_title("members"), chart_title("delivered_qq")
    (('Members', ''), ('Coffee delivered', 'qq'))
    """
    spoken = language or current()
    titles = {
        "delivered_qq": (_("Coffee delivered", spoken), "qq"),
        "members": (_("Members", spoken), ""),
        "trust": (_("Members' trust", spoken), ""),
        "unit_cost_usd_per_qq": (_("Cost of the cooperative per quintal", spoken), "US$"),
        "patronage_refund_usd": (_("Shared out among members in the year", spoken), "US$"),
        "delivery_share": (_("Part of the coffee delivered", spoken), ""),
        "price_received_usd_per_qq": (_("What producers get for a quintal", spoken), "US$"),
    }
    return titles[name]


def ui() -> dict[str, str]:
    """The page's own words."""
    return {
        "title": _("Five lessons on coffee and cooperatives"),
        "lesson": _("Lesson"),
        "bet_first": _("First bet, then see"),
        "see": _("I have placed my bet: show me"),
        "next_harvest": _("Next harvest"),
        "all_harvests": _("Show all"),
        "harvest": _("harvest"),
        "right": _("You bet what the runs show."),
        "not_right": _("The runs show something else."),
        "mechanism": _("Why it happens"),
        "wrong_bet": _("What most people bet"),
        "refutes": _("Why it is wrong"),
        "not_shown": _("What this does not show"),
        "try": _("Try it yourself"),
        "ask": _("To discuss in the group"),
        "current": _("with the change"),
        "baseline": _("without it, same luck"),
        "band": _("middle 80 % of the runs"),
        "between": _("A straight line between the runs with {runs}; nothing is simulated again."),
        "exactly": _("Simulated exactly so: {runs}."),
        "no_number": _("no number: every cooperative is closed"),
        "print": _("Print"),
        "theme": _("Light or dark"),
        "keys": _("Keys"),
        "keys_list": _(
            "1 to 5: lesson · space or →: next harvest or month · ←: one back · R: start the lesson again · P: print · ?: keys"
        ),
        "again": _("Start this lesson again"),
        "sure": _("Start this lesson again? Your bet and decisions are lost."),
        "hand": _("In your hand so far"),
        "in_month": _("In {month}: {paid}."),
        "in_month_paid": _("US$ {usd} came in"),
        "took": _("Your neighbour took {share} of every 100 quintals to the cooperative."),
        "own_year": _(
            "Compared with selling everything to the trader, in your year delivering everything brings {by_harvest} by the end of"
            " the harvest, and {in_year} in the whole year."
        ),
        "more": _("{usd} more"),
        "less": _("{usd} less"),
        "to_cooperative": _("to the cooperative"),
        "because": _("why"),
        "so_far": _("By harvest. Grey: what comes if nothing changes; blue: the years so far. What comes next?"),
        "coffee": _("Your coffee this month"),
        "at_door": _("Trader, today at your door"),
        "advance": _("Cooperative, advance today"),
        "promise": _("Cooperative, total announced"),
        "need": _("Cash missing this month"),
        "world": _("World price"),
        "decide": _("What do you do with it?"),
        "sell": _("All to the trader"),
        "half": _("Half and half"),
        "deliver": _("All to the cooperative"),
        "you": _("You"),
        "rule": _("The model's rule, in your place"),
        "neighbour": _("Your neighbour, by her own rule"),
        "all_trader": _("Everything to the trader"),
        "all_cooperative": _("Everything to the cooperative"),
        "by_september": _("received by the end of the harvest"),
        "by_year": _("received in the year"),
        "per_qq": _("per quintal"),
        "why": _("What the rule would have done, month by month, and why"),
        "command": _("The same on the command line"),
        "skip": _("To the lesson"),
    }
