"""Why: the one or two mechanisms that carry the effect, where any is clear."""

from __future__ import annotations

from coopsim.language import text as _
from coopsim.report.claim_text.mechanisms import adds, cause, strongest
from coopsim.report.claim_text.quoted import Quoted


def why(quoted: Quoted) -> str:
    """What brings or prevents trouble most, then what moves members' offers most.

    Only mechanisms whose interval, adjusted for their number, excludes 0.
    """
    verdict, language = quoted.verdict, quoted.language
    if not verdict.knock_outs:
        return _("Why: it was not looked for; no mechanism was switched off.", language)
    trouble, offers = strongest(verdict, "H2t"), strongest(verdict, "H2d")
    sentences = [_of_trouble(quoted, trouble)] if trouble is not None else []
    if offers is not None:
        sentences.append(_of_offers(quoted, offers, same=trouble))
    if not sentences:
        sentences = [_("no single mechanism explains it; see the report.", language)]
    return _("Why: {sentences}", language).format(
        sentences=" ".join([_lowered(sentences[0]), *(_raised(one) for one in sentences[1:])])
    )


def _of_trouble(quoted: Quoted, place: int) -> str:
    one = quoted.verdict.knock_outs[place]
    if adds(one):
        sentence = _("{cause} does most of the harm (trouble in {n} more of 100 seasons).", quoted.language)
    else:
        sentence = _("{cause} protects most (without it, trouble in {n} more of 100 seasons).", quoted.language)
    return sentence.format(cause=cause(one, quoted.language), n=quoted.size_of_100(f"knock_outs.{place}.change.value"))


def _of_offers(quoted: Quoted, place: int, same: int | None) -> str:
    one, language = quoted.verdict.knock_outs[place], quoted.language
    if same is not None and quoted.verdict.knock_outs[same].mechanism == one.mechanism:
        if adds(one):
            return _("It also makes members sell more outside.", language)
        return _("It also keeps members selling to the co-op.", language)
    if adds(one):
        sentence = _("{cause} is what makes members sell more outside.", language)
    else:
        sentence = _("{cause} is what keeps members selling to the co-op.", language)
    return sentence.format(cause=cause(one, language))


def _raised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
