"""A line for each part of the claim: label, word, bar, share. The share is always of the cases in which the label holds."""

from __future__ import annotations

from coopsim.claim.causes.declared import command_for
from coopsim.claim.documents import FIVE, Verdict
from coopsim.claim.documents.parts import AnyPart
from coopsim.language import text as _
from coopsim.report.claim_text.quoted import Quoted, of_hundred
from coopsim.report.claim_text.types import Case, Line

CELLS = 10
NO_WORD = "inconclusive"
ORDER = ("H1", "H1p", "H2", "H2c", "H3", "H4", "H5", "H6")


def bar(share: float) -> str:
    """A share as ten cells: one at least where there is anything, nine at most where it is not all.

    >>> bar(0.57), bar(0.004), bar(0.01), bar(0.99)
    ('██████░░░░', '░░░░░░░░░░', '█░░░░░░░░░', '█████████░')
    """
    filled = round(CELLS * share)
    if share >= 0.005:
        filled = max(1, filled)
    if share < 0.995:
        filled = min(CELLS - 1, filled)
    return "█" * filled + "░" * (CELLS - filled)


def frequency(share: float, language: str) -> str:
    """How often, in words.

    >>> [frequency(share, "en") for share in (0.004, 0.05, 0.17, 0.57, 0.7)]
    ['almost never', 'rarely', 'at times', 'often', 'mostly']
    """
    scale = (
        (0.01, _("almost never", language)),
        (0.10, _("rarely", language)),
        (0.30, _("at times", language)),
        (0.70, _("often", language)),
    )
    return next((word for end, word in scale if share < end), _("mostly", language))


def verdict_word(word: str, language: str) -> str:
    """A part's verdict as a word."""
    return {
        "supported": _("yes", language),
        "yes": _("yes", language),
        "contradicted": _("no", language),
        "no": _("no", language),
        "too_small": _("too small", language),
        "depends": _("depends", language),
        "undecided": _("undecided", language),
        "another_way": _("not this way", language),
        "inconclusive": _("no verdict", language),
        "not_tested": _("not tested here", language),
        "not_testable": _("cannot be tested here", language),
    }[word]


def lines(quoted: Quoted) -> tuple[Line, ...]:
    """The lines of the parts that the document has, in the order of the claim."""
    verdict = quoted.verdict
    if verdict.design == "history":
        return ()
    by_id = {part.id: part for part in verdict.parts}
    made: list[Line] = []
    for id in ORDER:
        if id not in by_id:
            continue
        part = by_id[id]
        if part.kind == "five_shares":
            made += _five_lines(quoted)
        elif part.kind in ("not_tested", "not_testable"):
            word = command_for(id) or verdict_word(part.kind, quoted.language)
            made.append(Line(_label(verdict, id, quoted.language), word, part_id=id, note=getattr(part.reason, quoted.language)))
        else:
            made.append(_line(quoted, id))
    return tuple(made)


def cases(verdict: Verdict, language: str) -> tuple[Case, ...]:
    """The five outcomes as so many of 100 cooperatives, with the labels of the lines."""
    counted = of_hundred(verdict.part("H2").classes)
    return tuple(Case(name, label, counted[name]) for name, label in five_labels(language).items())


def five_labels(language: str) -> dict[str, str]:
    """What happens when the price is good, after "When the price is good:"."""
    labels = (
        _("members sell more outside; the co-op suffers", language),
        _("members stay; the co-op suffers all the same", language),
        _("members sell more outside; the co-op is fine", language),
        _("members sell it more, or it has less trouble", language),
        _("nothing notable happens", language),
    )
    return dict(zip(FIVE, labels, strict=True))


def _five_lines(quoted: Quoted) -> list[Line]:
    """The heading and the five outcomes, which add to 100."""
    part, language = quoted.verdict.part("H2"), quoted.language
    if part.classes is None or part.word == NO_WORD:
        return [Line(_label(quoted.verdict, "H2", language), verdict_word(part.word, language), part_id="H2")]
    made = [Line(_("When the price is good:", language), part_id="H2")]
    for name, label in five_labels(language).items():
        share = getattr(part.classes, name).share
        made.append(Line(label, frequency(share, language), share, bar(share), quoted.case(name), "H2", indent=1))
    return made


def _line(quoted: Quoted, id: str) -> Line:
    """A part with one share: told (H1) or judged."""
    part, language = quoted.verdict.part(id), quoted.language
    label = _label(quoted.verdict, id, language)
    path = _path(quoted.verdict, id)
    word = verdict_word(_word(quoted.verdict, id), language)
    if not path or part.word == NO_WORD:
        return Line(label, word, part_id=id)
    shown = quoted.per_cent(path)
    share = quoted.value(path)
    return Line(label, word, share, bar(share), shown, id)


def _unites(verdict: Verdict) -> bool:
    """Whether more cases show that a bad price unites the members (H4a) than that it divides them (H4b)."""
    shares = verdict.part("H4").shares
    return shares is not None and shares.supports.share > shares.contradicts.share


def _word(verdict: Verdict, id: str) -> str:
    """The verdict's code as it answers the label: H4 may be said of either side."""
    part = verdict.part(id)
    word = str(part.word or NO_WORD)
    if id == "H4" and not _unites(verdict):
        return {"supported": "contradicted", "contradicted": "supported"}.get(word, word)
    return word


def _path(verdict: Verdict, id: str) -> str:
    """Where the share of the cases stands in which the label holds; "" where there is none."""
    part = verdict.part(id)
    if part.kind == "told":
        return f"parts.{id}.share.value" if part.share is not None and part.share.value is not None else ""
    if part.shares is None:
        return ""
    side = "contradicts" if id == "H4" and not _unites(verdict) else "supports"
    return f"parts.{id}.shares.{side}.share"


def _label(verdict: Verdict, id: str, language: str) -> str:
    """A part in a few words; the document's own where it has them. H4 is told from the side that more cases show."""
    part = verdict.part(id)
    if id == "H4":
        if _unites(verdict):
            return _("Bad prices unite the members", language)
        return _("Bad prices divide the members", language)
    return part_label(part, language)


def part_label(part: AnyPart, language: str) -> str:
    """A part in a few words, told from the side that the claim takes first; the document's own where it has them."""
    if part.line is not None:
        return str(getattr(part.line, language))
    labels = {
        "H1": _("Good prices raise farmers' income", language),
        "H1p": _("The poorest third gains as much per quintal", language),
        "H2": _("Members sell more outside; the co-op suffers", language),
        "H2d": _("Good prices make members sell more outside", language),
        "H2t": _("Good prices bring the co-op more trouble", language),
        "H2c": _("Good prices hurt the co-op more than bad ones", language),
        "H3": _("Bad prices leave families short of money", language),
        "H4": _("Bad prices unite the members", language),
        "H5": _("The fall from 120 co-ops to 10", language),
        "H6": _("Success itself weakens the co-op", language),
    }
    return labels.get(part.id) or str(getattr(part.statement, language))
