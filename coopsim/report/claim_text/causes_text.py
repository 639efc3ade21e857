"""What is said of the history of a cohort: how many closed, what of it is owed to what, and what a history cannot tell."""

from __future__ import annotations

from dataclasses import replace

from coopsim.claim.documents import Interval
from coopsim.claim.documents.causes import CausePart, CausesDocument, CohortYear, H5Part, Otherwise
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.claim_text.causes_tables import causes_sections, group_words, of_100
from coopsim.report.claim_text.lines import bar
from coopsim.report.claim_text.sure import more
from coopsim.report.claim_text.types import ClaimText, Line
from coopsim.report.numbers import NOTHING

LITTLE = 10.0  # of 100
FEW = 10.0  # cooperatives: of fewer of a policy no sentence speaks


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
                "What this history can tell: what the assumptions imply for the prices that Peru had, not what happened; the "
                "sizes of the dated causes are assumed, and nothing was fitted to the ten that are left.",
                language,
            ),
            _(
                "Dates of closing tell high prices from low ones, survivors do not: a boom may close early what a slump would "
                "have closed later.",
                language,
            ),
            _("What prices explain of the real fall needs a record of when and why each of the 120 closed.", language),
        )
    )


def _highs(part: H5Part) -> CausePart:
    return next(one for one in part.parts if one.cause == "highs")


def _answer(part: H5Part, last: str, language: str) -> str:
    """Whether high prices closed as many as would matter, by their interval; and how many they closed or spared."""
    highs = _highs(part)
    low, high = highs.ci_low, highs.ci_high
    if low is not None and low > part.smallest_effect:
        sentence = _("Yes, in part: of {closed} of 100 that closed by {last}, {n} are owed to high prices.", language)
    elif high is None or low is None or high >= part.smallest_effect:
        sentence = _("It cannot be told: {closed} of 100 closed by {last}, and {owed}.", language)
    else:
        sentence = _("No: {closed} of 100 closed by {last}, and {owed}.", language)
    counts = {"closed": of_100(part.closed.value), "last": last, "n": of_100(highs.effect)}
    return sentence.format(**counts, owed=_owed_to_highs(highs, language))


def _owed_to_highs(highs: CausePart, language: str) -> str:
    """How many high prices closed or spared, with the ends of the interval."""
    if highs.ci_low is None or highs.ci_high is None:
        return _("one replicate does not tell what of it is owed to high prices", language)
    low, n, high = of_100(highs.ci_low), of_100(highs.effect), of_100(highs.ci_high)
    if float(low) >= 0:
        return _("high prices explain {n} ({low} to {high})", language).format(n=n, low=low, high=high)
    spared, least, most = of_100(-(highs.effect or 0.0)), of_100(-highs.ci_high), of_100(-highs.ci_low)
    if float(high) <= 0:
        return _("high prices spared {n} ({low} to {high})", language).format(n=spared, low=least, high=most)
    between = _("high prices did little either way (from {most} spared to {high} closed)", language)
    if max(float(most), float(high)) >= LITTLE:
        between = _("high prices did anything between sparing {most} and closing {high}", language)
    return between.format(most=most, high=high)


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
    """A line for what closed, for ordinary mortality, and for each cause: what it closed, or what it spared."""

    def line(label: str, value: float | None, low: float | None, high: float | None, indent: int = 0) -> Line:
        ends = "" if low is None or high is None else _("{low} to {high}", language).format(low=of_100(low), high=of_100(high))
        share = max(value or 0.0, 0.0)
        return Line(label, ends or NOTHING, share, bar(share), of_100(value), "H5", indent)

    def owed(one: CausePart) -> Line:
        effect, low, high = one.effect, one.ci_low, one.ci_high
        if low is not None and high is not None and high < 0.0:
            spared = _("spared by {cause}", language).format(cause=getattr(one.title, language))
            return replace(line(spared, -(effect or 0.0), -high, -low, 1), share=0.0, bar=bar(0.0))
        return line(_("owed to {cause}", language).format(cause=getattr(one.title, language)), effect, low, high, 1)

    ordinary = line(_("in any case, with none of the causes", language), *_three(part.ordinary), 1)
    return [line(_("Closed by {last}", language).format(last=last), *_three(part.closed)), ordinary, *map(owed, part.parts)]


def _three(interval: Interval) -> tuple[float | None, float | None, float | None]:
    return interval.value, interval.ci_low, interval.ci_high


def _who(part: H5Part, language: str) -> str:
    """Which policy closed most and which fewest, and what is left of the difference if all are alike."""
    many = [one for one in part.groups if one.by == "policy" and one.cooperatives >= FEW]
    groups = sorted(many, key=lambda one: one.closed.value or 0.0)
    if len(groups) < 2:
        return ""
    sentence = _("Which ones: most where they {most} ({n} of 100), fewest where they {least} ({m}).", language)
    most, least = (group_words(one.by, one.group, language) for one in (groups[-1], groups[0]))
    sentences = [sentence.format(most=most, n=of_100(groups[-1].closed.value), least=least, m=of_100(groups[0].closed.value))]
    for one in part.assumptions:
        if one.name == "alike":
            alike = _("If all were like the usual one, {n} would close, and {m} with none of the causes.", language)
            sentences.append(alike.format(n=of_100(one.closed.value), m=of_100(one.ordinary.value)))
    return " ".join(sentences)


def _years(part: H5Part, language: str) -> str:
    """When they closed: the year by which half of the closings had happened, and the worst years."""
    half = next((one for one in part.cohort if 1.0 - (one.alive_share or 0.0) >= (part.closed.value or 0.0) / 2), None)
    worst = sorted(sorted(part.cohort, key=lambda one: -(one.closed_now or 0.0))[:2], key=lambda one: one.year)
    if half is None or not part.closed.value:
        return ""
    sentence = _("When: half of those that closed had done so by {half}; the worst years were {one} and {other}.", language)
    return sentence.format(half=half.year, **dict(zip(("one", "other"), (_worst(one) for one in worst), strict=True)))


def _worst(year: CohortYear) -> str:
    return f"{year.year} ({of_100(year.closed_now)})"


def _sure(document: CausesDocument, language: str) -> str:
    """How sure: replicates and arms, the placebo, what closes under other assumptions, regions with other numbers."""
    part = document.h5
    sentences = [
        _(
            "How sure: {n} replicates, the same draws in all {arms} selections of causes.",
            language,
        ).format(n=document.replicates, arms=document.arms)
    ]
    if part.placebo is not None and part.placebo.ci_low is not None:
        sentence = _("A cause made up as a check gets {n} ({low} to {high}).", language)
        sentences.append(
            sentence.format(n=of_100(part.placebo.value), low=of_100(part.placebo.ci_low), high=of_100(part.placebo.ci_high))
        )
    by_name = {one.name: one for one in part.assumptions}
    if "no_supply_response" in by_name and "no_local_costs" in by_name:
        one, other = by_name["no_supply_response"], by_name["no_local_costs"]
        sentence = _(
            "If harvests did not respond to prices {n} would close ({owed}); with local costs as at the start, {m}.", language
        )
        owed = _close_or_spare(one, language)
        sentences.append(sentence.format(n=of_100(one.closed.value), owed=owed, m=of_100(other.closed.value)))
    sentences += [_regions(by_name[name], language) for name in ("drawn", "matched") if name in by_name]
    return " ".join(sentences)


def _regions(one: Otherwise, language: str) -> str:
    """Regions with other numbers, drawn or like the field."""
    sentence = {
        "drawn": _("In {k} regions with other numbers, drawn from their ranges, {n} close ({owed}).", language),
        "matched": _("In {k} with numbers like the field's, {n} ({owed}).", language),
    }[one.name]
    return sentence.format(k=one.number, n=of_100(one.closed.value), owed=_close_or_spare(one, language))


def _close_or_spare(one: Otherwise, language: str) -> str:
    """What high prices do under another assumption."""
    n = next(of_100(of.effect) for of in one.parts if of.cause == "highs")
    if n == "0":
        return _("high prices change nothing", language)
    sentence = _("high prices spare {n}", language) if n.startswith("-") else _("high prices close {n}", language)
    return sentence.format(n=n.removeprefix("-"))
