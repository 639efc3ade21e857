"""The question and its answer: two sentences, at most 45 words, chosen by the shares and the mechanisms of the document."""

from __future__ import annotations

from coopsim.claim.documents import Verdict
from coopsim.language import text as _
from coopsim.report.claim_text.mechanisms import clause, strongest
from coopsim.report.claim_text.quoted import Quoted, value_at

HALF, LEAST_LOW_END, RARE = 0.5, 0.4, 0.05
HARM, TROUBLE = "harm_with_side_selling", "trouble_only"


def question(language: str) -> str:
    """The question of the study."""
    return _("When the coffee price is good, why do cooperatives get into trouble?", language)


def answer(quoted: Quoted) -> str:
    """What the five shares answer, or why they do not."""
    verdict, language = quoted.verdict, quoted.language
    if verdict.design == "history":
        return _("Real booms and slumps alone give no answer: the table shows what the model makes of each.", language)
    if not has_classes(verdict):
        return _("There is no answer: it was not tested how members and the co-op fare when the price is good.", language)
    if not has_answer(verdict):
        sentence = _("There is no answer yet: {worlds} imagined co-ops with {runs} repetitions each are too few.", language)
        return sentence.format(worlds=quoted.whole("worlds_used"), runs=quoted.whole("runs_per_world"))
    return f"{first_sentence(quoted)} {_second_sentence(quoted)}"


def has_classes(verdict: Verdict) -> bool:
    """Whether the document has the five shares."""
    return any(part.id == "H2" and part.classes is not None for part in verdict.parts if part.kind == "five_shares")


def has_answer(verdict: Verdict) -> bool:
    """Whether the five shares rest on enough worlds and runs to be told."""
    return has_classes(verdict) and verdict.part("H2").word != "inconclusive"


def first_sentence(quoted: Quoted) -> str:
    """What most cases show; where no outcome has half of them, that there is no single answer."""
    name, largest = quoted.verdict.part("H2").classes.largest
    low = largest.share if largest.ci_low is None else largest.ci_low
    if largest.share < HALF or low <= LEAST_LOW_END:
        sentence = _("There is no single answer: nothing notable in {a} of 100 cases, trouble in {b}.", quoted.language)
        return sentence.format(a=quoted.cases("nothing"), b=quoted.cases(HARM, TROUBLE))
    sentences = {
        HARM: _("Often because members sell outside: so it goes in {p} of 100 cases.", quoted.language),
        TROUBLE: _(
            "Often, but not because members sell outside: in {p} of 100 cases they stay and the co-op suffers all the same.",
            quoted.language,
        ),
        "side_selling_only": _(
            "Members do sell more outside, in {p} of 100 cases, but the co-op does not suffer.", quoted.language
        ),
        "opposite": _("They do not: in {p} of 100 cases a good price helps the co-op.", quoted.language),
        "nothing": _("Most do not: in {p} of 100 cases nothing notable happens.", quoted.language),
    }
    return sentences[name].format(p=quoted.cases(name))


def _second_sentence(quoted: Quoted) -> str:
    """Where trouble comes from, or that it is rare."""
    verdict, language = quoted.verdict, quoted.language
    harm, trouble = (value_at(verdict, f"parts.H2.classes.{name}.share") for name in (HARM, TROUBLE))
    if harm + trouble < RARE:
        return _("Trouble is rare: {q} of 100 cases.", language).format(q=quoted.cases(HARM, TROUBLE))
    if not verdict.knock_outs:
        return _("Trouble comes in {q} of 100 cases.", language).format(q=quoted.cases(HARM, TROUBLE))
    place = strongest(verdict, "H2t", harmful=True)
    if place is None:
        return _("Where trouble comes, no single cause explains it.", language)
    if harm < trouble:
        sentence = _("Where trouble comes, {clause}; members seldom sell more outside.", language)
    else:
        sentence = _("Where trouble comes, {clause}; members often sell more outside.", language)
    return sentence.format(clause=clause(verdict.knock_outs[place], language))
