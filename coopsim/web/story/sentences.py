"""One sentence a month, made of this run's numbers beside its grey run: no cause is named, and nothing general is said.

A rule is a condition and a form: the first whose condition holds in a month speaks. What holds in many runs is in `lives.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coopsim.language import text as _
from coopsim.web.story.closing import has_stood, number_shown
from coopsim.web.story.facts import Facts
from coopsim.web.story.figures import per_cent, qq, time_in_sentence, usd, whole_per_cent
from coopsim.web.story.grey import NO_CHANGES

YEAR = 12  # months
NOTABLE_POINTS = 3  # of 100: less is not worth a sentence
NOTABLE_USD = 25.0  # US$/qq by which the gap differs from that of the grey run
NOTABLE_QQ = 10.0  # coffee turned away in twelve months


@dataclass(frozen=True)
class Rule:
    """A sentence that may be said of a month: whether it holds, and how it reads."""

    kind: str
    holds: Callable[[Facts, int], bool]
    says: Callable[[Facts, int, str], str]


@dataclass(frozen=True)
class Sentence:
    """What is said of a month; `holds` reads the run once more."""

    month: int
    rule: Rule
    text: str

    def holds(self, facts: Facts) -> bool:
        """Whether it is true of a run."""
        return self.rule.holds(facts, self.month)


def points(facts: Facts, month: int) -> int | None:
    """Delivery of the last twelve months above (+) or below that of the grey run, in points of 100 as shown; None: no harvest."""
    here, grey = facts.share[month], facts.grey_share[month]
    if np.isnan(here) or np.isnan(grey):
        return None
    return whole_per_cent(here) - whole_per_cent(grey)


def _apart(facts: Facts, month: int, sign: int) -> bool:
    difference = points(facts, month)
    return difference is not None and sign * difference >= NOTABLE_POINTS


def _delivery(facts: Facts, month: int, language: str) -> str:
    """Both shares."""
    if facts.grey.without == NO_CHANGES:
        form = _("{period} {here} of members' coffee was sold through their cooperative; {grey} without your changes.", language)
    else:
        form = _(
            "{period} {here} of members' coffee was sold through their cooperative; {grey} without the price change.", language
        )
    here, grey = (per_cent(value, language) for value in (facts.share[month], facts.grey_share[month]))
    return form.format(period=_period(month, language), here=here, grey=grey)


def _period(month: int, language: str) -> str:
    return _("In the last 12 months", language) if month >= YEAR - 1 else _("Since the start", language)


def _gap(facts: Facts, month: int, language: str) -> str:
    gap = facts.gap[month]
    if np.isnan(gap):
        return ""
    if round(gap) > 0:
        form = _("The trader pays {gap} per quintal more today than the advance.", language)
    elif round(gap) < 0:
        form = _("The advance is {gap} per quintal more than the trader pays today.", language)
    else:
        form = _("The trader pays today what the advance is.", language)
    return form.format(gap=usd(abs(gap)))


def _gap_moved(facts: Facts, month: int, sign: int) -> bool:
    moved = facts.gap[month] - facts.grey_gap[month]
    return bool(sign * moved >= NOTABLE_USD) and points(facts, month) is not None


def _gap_of_both(facts: Facts, month: int, language: str) -> str:
    if facts.grey.without == NO_CHANGES:
        form = _("{gap} Delivery is less than {few} points from that without your changes.", language)
    else:
        form = _("{gap} Delivery is less than {few} points from that without the price change.", language)
    return form.format(gap=_gap(facts, month, language), few=NOTABLE_POINTS)


def _closes(facts: Facts, month: int, language: str) -> str:
    if facts.closed is None:
        raise ValueError(month)
    alone = number_shown(facts.path) == 1
    form = _("The cooperative closes. {why}", language) if alone else _("The last cooperative closes. {why}", language)
    return form.format(why=facts.closed.why(language))


def _stays_closed(facts: Facts, month: int, language: str) -> str:
    if facts.closed is None:
        raise ValueError(month)
    if facts.path.cooperative:
        form = _("This cooperative has bought no coffee since {time}.", language)
    else:
        form = _("No cooperative has bought coffee since {time}: all of it goes to traders.", language)
    return form.format(time=time_in_sentence(facts.path, facts.closed.month, language))


def _does_not_stand(facts: Facts, month: int, language: str) -> str:
    if has_stood(facts.path, month):
        return _("This cooperative is closed in this month; later it begins again.", language)
    return _("This cooperative has not been founded yet.", language)


def _late(facts: Facts, month: int, language: str) -> str:
    form = _("Pay is late: members wait for {amount} that should have been paid.", language)
    return form.format(amount=usd(facts.health["late_usd"][month]))


def _refused(facts: Facts, month: int, language: str) -> str:
    form = _("{period} {quantity} quintals were turned away: there was too little free cash then to buy them.", language)
    return form.format(period=_period(month, language), quantity=qq(facts.health["refused_qq"][month]))


def _same(facts: Facts, month: int, language: str) -> str:
    return _("The price stays normal and nothing else was changed: there is nothing to compare.", language)


def _not_yet(facts: Facts, month: int, language: str) -> str:
    return _("So far the price is normal, and both runs are the same.", language)


def _same_so_far(facts: Facts, month: int) -> bool:
    if facts.change is None or facts.grey.without == NO_CHANGES or month >= facts.change[0]:
        return False
    pairs = [(facts.path.months[name], facts.grey.path.months[name]) for name in ("world_price_usd_per_qq", "delivered_qq")]
    return all(np.array_equal(here[: month + 1], grey[: month + 1]) for here, grey in pairs)


def _nothing(facts: Facts, month: int, language: str) -> str:
    if facts.grey.without == NO_CHANGES:
        form = _("Nothing notable: delivery is less than {few} points from that without your changes.", language)
    else:
        form = _("Nothing notable: delivery is less than {few} points from that without the price change.", language)
    return form.format(few=NOTABLE_POINTS)


def _no_year(facts: Facts, month: int, language: str) -> str:
    return _("No member has harvested coffee to compare.", language)


def _grey_closed_alone(facts: Facts, month: int) -> bool:
    alone = number_shown(facts.path) == 1
    return alone and facts.grey_closed is not None and month > facts.grey_closed.month


def _grey_is_closed(facts: Facts, month: int, language: str) -> str:
    if facts.grey.without == NO_CHANGES:
        return _("The cooperative is open; without your changes it would be closed.", language)
    return _("The cooperative is open; without the price change it would be closed.", language)


RULES = (
    Rule("closes", lambda f, m: f.closed is not None and m == f.closed.month, _closes),
    Rule("closed", lambda f, m: f.closed is not None and m > f.closed.month, _stays_closed),
    Rule("not_there", lambda f, m: bool(f.path.months["alive"][m] <= 0), _does_not_stand),
    Rule("late", lambda f, m: bool(f.health["late_usd"][m] >= 0.5), _late),
    Rule("refused", lambda f, m: bool(f.health["refused_qq"][m] >= NOTABLE_QQ), _refused),
    Rule("grey_closed", _grey_closed_alone, _grey_is_closed),
    Rule("below", lambda f, m: _apart(f, m, -1), _delivery),
    Rule("above", lambda f, m: _apart(f, m, 1), _delivery),
    Rule("gap_wider", lambda f, m: _gap_moved(f, m, 1), _gap_of_both),
    Rule("gap_closer", lambda f, m: _gap_moved(f, m, -1), _gap_of_both),
    Rule("no_harvest", lambda f, m: points(f, m) is None, _no_year),
    Rule("same", lambda f, m: f.grey.equal, _same),
    Rule("not_yet", _same_so_far, _not_yet),
    Rule("nothing", lambda f, m: abs(points(f, m) or 0) < NOTABLE_POINTS, _nothing),
)


def sentence_of(facts: Facts, month: int, language: str) -> Sentence:
    """The sentence of a month."""
    rule = next(rule for rule in RULES if rule.holds(facts, month))
    return Sentence(month, rule, rule.says(facts, month, language).strip())


def sentences(facts: Facts, language: str) -> list[Sentence]:
    """The sentence of every month."""
    return [sentence_of(facts, month, language) for month in range(facts.path.length)]
