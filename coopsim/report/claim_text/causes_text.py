"""What is said of the history of a cohort: how many closed, what of it is owed to what, and what a history cannot tell."""

from __future__ import annotations

from coopsim.claim.documents import Interval
from coopsim.claim.documents.causes import CausePart, CausesDocument, CohortYear, H5Part
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.claim_text.causes_tables import causes_sections, group_words, of_100
from coopsim.report.claim_text.lines import bar
from coopsim.report.claim_text.sure import more
from coopsim.report.claim_text.types import ClaimText, Line
from coopsim.report.numbers import NOTHING


def causes_text(document: CausesDocument, language: str | None = None, report: str = "report.html") -> ClaimText:
    """All that is said of a history and its causes, in one language.

    Parameters
    ----------
    document : CausesDocument
        What was found.
    language : {"en", "es"}, optional
        The language spoken, if not given.
    report : str
        Where the report is, as the last lines name it.

    Returns
    -------
    ClaimText
        Strings that are ready to be shown.
    """
    language = language or current()
    first, last = document.period[0][:4], str(document.h5.cohort[-1].year)
    return ClaimText(
        question=_("Peru, {first} to {last}: did good prices close the cooperatives?", language).format(first=first, last=last),
        answer=f"{_answer(document.h5, last, language)} {_when(document.h5, language)}".strip(),
        scale=_("of 100 co-ops of {year}", language).format(year=first),
        lines=tuple(_lines(document.h5, last, language)),
        why=_who(document.h5, language),
        turns=_years(document.h5, language),
        sure=_sure(document, language),
        limits=limits_of_a_history(language),
        more=more(report, language),
        sections=causes_sections(document, language),
        language=language,
    )


def limits_of_a_history(language: str) -> str:
    """What the history of Peru can and cannot tell, in three sentences."""
    return " ".join(
        (
            _(
                "What this history can and cannot tell: it says what the assumptions imply for the prices that Peru had, not "
                "what happened; sizes of quotas, bank, violence and management are assumed, and nothing was fitted to the ten "
                "that are left.",
                language,
            ),
            _(
                "Dates of closing tell high prices from low ones, survivors do not: a boom may close early those that a slump "
                "would have closed later.",
                language,
            ),
            _(
                "How much of the real fall is owed to prices will be known once somebody writes down when, and from what, each "
                "of the 120 closed.",
                language,
            ),
        )
    )


def _highs(part: H5Part) -> CausePart:
    return next(one for one in part.parts if one.cause == "highs")


def _answer(part: H5Part, last: str, language: str) -> str:
    """The answer by the verdict of H5."""
    highs = _highs(part)
    sentence = {
        "supported": _("Yes, in part: of {closed} of 100 that closed by {last}, {n} are owed to high prices.", language),
        "contradicted": _("No, on the contrary: without high prices {n} more of 100 would have closed by {last}.", language),
        "too_small": _("Hardly: {closed} of 100 closed by {last}, and high prices make too small a difference: {n}.", language),
        "inconclusive": _(
            "It cannot be told: of {closed} of 100 that closed by {last}, high prices explain {low} to {high}.", language
        ),
    }[part.verdict]
    n = highs.effect if part.verdict != "contradicted" else -(highs.effect or 0.0)
    return sentence.format(
        closed=of_100(part.closed.value), last=last, n=of_100(n), low=of_100(highs.ci_low), high=of_100(highs.ci_high)
    )


def _when(part: H5Part, language: str) -> str:
    """Whether high prices closed early what would have closed later; else the largest of the other causes, if it closed any."""
    highs = _highs(part)
    early, late = highs.largest or 0.0, highs.effect or 0.0
    if early >= part.smallest_effect and early - late >= part.smallest_effect:
        sentence = _("But by {year} they had closed {n} of 100, of which most would have closed later anyway.", language)
        if late > early / 2:
            sentence = _("By {year} they had closed {n} of 100; some of these would have closed later anyway.", language)
        return sentence.format(n=of_100(early), year=highs.largest_year)
    largest = max((one for one in part.parts if one.cause != "highs"), key=lambda one: one.effect or 0.0)
    if of_100(largest.effect) == "0" or (largest.effect or 0.0) < 0.0:
        return ""
    sentence = _("The largest part is owed to {cause}: {n}.", language)
    if late > (largest.effect or 0.0):
        sentence = _("Next comes {cause}: {n}.", language)
    return sentence.format(cause=getattr(largest.title, language), n=of_100(largest.effect))


def _lines(part: H5Part, last: str, language: str) -> list[Line]:
    """A line for what closed, for ordinary mortality, and for each cause."""

    def line(label: str, value: float | None, low: float | None, high: float | None, indent: int = 0) -> Line:
        ends = "" if low is None or high is None else _("{low} to {high}", language).format(low=of_100(low), high=of_100(high))
        share = max(value or 0.0, 0.0)
        return Line(label, ends or NOTHING, share, bar(share), of_100(value), "H5", indent)

    owed = [
        line(_("owed to {cause}", language).format(cause=getattr(one.title, language)), one.effect, one.ci_low, one.ci_high, 1)
        for one in part.parts
    ]
    ordinary = line(_("in any case, with none of the causes", language), *_three(part.ordinary), 1)
    return [line(_("Closed by {last}", language).format(last=last), *_three(part.closed)), ordinary, *owed]


def _three(interval: Interval) -> tuple[float | None, float | None, float | None]:
    return interval.value, interval.ci_low, interval.ci_high


def _who(part: H5Part, language: str) -> str:
    """By which policy high prices closed most and fewest; who closed in all stands in the table."""
    groups = sorted((one for one in part.groups if one.by == "policy"), key=lambda one: one.parts["highs"])
    if len(groups) < 2:
        return ""
    sentence = _("Which ones: high prices closed most where they {most} ({n} of 100), fewest where they {least} ({m}).", language)
    most, least = (group_words(one.by, one.group, language) for one in (groups[-1], groups[0]))
    return sentence.format(most=most, n=of_100(groups[-1].parts["highs"]), least=least, m=of_100(groups[0].parts["highs"]))


def _years(part: H5Part, language: str) -> str:
    """When they closed: the year by which half of the closings had happened, and the worst years."""
    half = next((one for one in part.cohort if 1.0 - (one.alive_share or 0.0) >= (part.closed.value or 0.0) / 2), None)
    worst = sorted(sorted(part.cohort, key=lambda one: -(one.closed_now or 0.0))[:2], key=lambda one: one.year)
    if half is None or not part.closed.value:
        return ""
    sentence = _("When: half of those that closed had done so by {half}; the worst years were {worst}.", language)
    return sentence.format(half=half.year, worst=", ".join(_worst(one) for one in worst))


def _worst(year: CohortYear) -> str:
    return f"{year.year} ({of_100(year.closed_now)})"


def _sure(document: CausesDocument, language: str) -> str:
    """How sure: replicates, arms, the steady price, the placebo, supply."""
    part = document.h5
    sentences = [
        _(
            "How sure: {n} replicates, the same draws in all {arms} selections of causes; the parts add up to the whole.",
            language,
        ).format(n=document.replicates, arms=document.arms)
    ]
    if part.steady is not None:
        sentence = _("Without causes and at the price of the start for ever, {n} close.", language)
        sentences.append(sentence.format(n=of_100(part.steady.value)))
    if part.placebo is not None and part.placebo.ci_low is not None:
        sentence = _("A cause that is none gets {n} ({low} to {high}).", language)
        sentences.append(
            sentence.format(n=of_100(part.placebo.value), low=of_100(part.placebo.ci_low), high=of_100(part.placebo.ci_high))
        )
    if_not = {
        "no_supply_response": _("If harvests did not respond to prices, {n} would close.", language),
        "no_local_costs": _("With local costs as at the start: {n}.", language),
    }
    for one in part.assumptions:
        sentence = if_not[one.name]
        sentences.append(sentence.format(n=of_100(one.closed.value)))
    return " ".join(sentences)
