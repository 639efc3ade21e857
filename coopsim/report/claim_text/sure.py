"""How sure, what it does not say, and where the rest is."""

from __future__ import annotations

from coopsim.language import text as _
from coopsim.report.claim_text.answer import HARM, has_answer
from coopsim.report.claim_text.quoted import Quoted

CLAIMED = f"parts.H2.classes.{HARM}"
FEW = 100


def sure(quoted: Quoted) -> str:
    """Worlds, runs, likeness; the interval of the first of the five outcomes, which is the claim itself."""
    sentences = [_worlds(quoted), *_remarks(quoted), _interval(quoted)]
    text = " ".join(sentence for sentence in sentences if sentence)
    return _("How sure: {sentences}", quoted.language).format(sentences=text[:1].lower() + text[1:])


def _worlds(quoted: Quoted) -> str:
    verdict, language = quoted.verdict, quoted.language
    if verdict.prior:
        sentence = _("{n} imagined co-ops, not chosen by likeness, each simulated {runs} times.", language)
        return sentence.format(n=quoted.whole("worlds_used"), runs=quoted.whole("runs_per_world"))
    if verdict.worlds_matched is not None and verdict.worlds_matched < FEW:
        sentence = _('Only {n} of {tried} imagined co-ops are like "{scenario}", each simulated {runs} times.', language)
    elif verdict.worlds_matched is not None:
        sentence = _('{n} imagined co-ops like "{scenario}" ({alike} of {tried} are), each simulated {runs} times.', language)
        sentence = sentence.replace("{alike}", quoted.whole("worlds_matched"))
    else:
        sentence = _('{n} imagined co-ops like "{scenario}" (of {tried}), each simulated {runs} times.', language)
    return sentence.format(
        n=quoted.whole("worlds_used"),
        scenario=verdict.scenario,
        tried=quoted.whole("worlds_tried"),
        runs=quoted.whole("runs_per_world"),
    )


def _remarks(quoted: Quoted) -> list[str]:
    """What is short of the plan, and how many worlds would settle it."""
    verdict, language = quoted.verdict, quoted.language
    remarks = []
    if verdict.worlds_that_do_not_last:
        sentence = _("{n} more did not last.", language)
        remarks.append(sentence.format(n=quoted.whole("worlds_that_do_not_last")))
    if has_answer(verdict) and verdict.part("H2").word == "undecided" and verdict.part("H2").worlds_needed:
        sentence = _("Surer with --worlds {n}.", language)
        remarks.append(sentence.format(n=quoted.plain("parts.H2.worlds_needed")))
    return remarks


def _interval(quoted: Quoted) -> str:
    """Between what the share of the claim itself may lie."""
    verdict, language = quoted.verdict, quoted.language
    if not has_answer(verdict) or verdict.part("H2").classes.harm_with_side_selling.ci_low is None:
        return ""
    low, high = quoted.value(f"{CLAIMED}.ci_low"), quoted.value(f"{CLAIMED}.ci_high")
    if low < 0.005 and high > 0.995:
        return _("On the first of the five nothing can be said.", language)
    if low < 0.005:
        sentence = _("The first of the five ({p}) could be up to {high}.", language)
        return sentence.format(p=quoted.case(HARM), high=quoted.per_cent(f"{CLAIMED}.ci_high"))
    if high > 0.995:
        sentence = _("The first of the five ({p}) is at least {low}.", language)
        return sentence.format(p=quoted.case(HARM), low=quoted.per_cent(f"{CLAIMED}.ci_low"))
    sentence = _("The first of the five ({p}) could be {low} to {high}.", language)
    ends = {"low": quoted.bare(f"{CLAIMED}.ci_low"), "high": quoted.per_cent(f"{CLAIMED}.ci_high")}
    return sentence.format(p=quoted.case(HARM), **ends)


def limits(language: str) -> str:
    """What it does not say."""
    return _("It does not say how likely this is in Peru: the cases are imagined.", language)


def more(report: str, language: str) -> tuple[str, ...]:
    """Where the report is, and how to see the tables."""
    return (
        _("More: {report}", language).format(report=report),
        _("(tables: --details)", language),
    )
