"""What is said of theories.json: the claim under one theory of the farmer after another, and weighed by what they reproduce."""

from __future__ import annotations

from dataclasses import dataclass

from coopsim.claim.documents import FIVE, PartOverTheories, TheoriesDocument, Theory, Weighted
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.claim_text.details import cell_label, counted, ends
from coopsim.report.claim_text.lines import NO_WORD, part_label, verdict_word
from coopsim.report.claim_text.quoted import in_per_cent
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, bare_effect, per_cent
from coopsim.report.words import listed, theory_words

# The same in the table, in the figure and for who sees no colours.
MARKS = {
    "supported": "+",
    "contradicted": "-",
    "too_small": "0",
    "depends": "~",
    "another_way": "x",
    "undecided": "?",
    "inconclusive": ".",
}


@dataclass(frozen=True)
class TheoryText:
    """All that is said of the claim under several theories, in one language.

    Parameters
    ----------
    title : str
        Of what.
    sections : tuple of Section
        The words of each part under each theory; the five outcomes under each.
    sentences : tuple of str
        One for each part: under how many theories it gets which answer.
    weighed : str
        The theories weighed by the patterns that they reproduce, or why they are not.
    """

    title: str
    sections: tuple[Section, ...]
    sentences: tuple[str, ...]
    weighed: str
    language: str = "en"


def theory_text(document: TheoriesDocument, language: str | None = None) -> TheoryText:
    """All that is said of the claim under several theories, in one language.

    Parameters
    ----------
    document : TheoriesDocument
        What was found.
    language : {"en", "es"}, optional
        The language spoken, if not given.

    Returns
    -------
    TheoryText
        Strings that are ready to be shown.
    """
    language = language or current()
    title = _("The claim under {n} theories of the farmer, {scenario}: {cell}", language).format(
        n=len(document.theories), scenario=document.scenario, cell=cell_label(document.headline_cell, language)
    )
    sentences = tuple(sentence(part, document, language) for part in document.parts)
    return TheoryText(
        title, (_answers(document, language), _outcomes(document, language)), sentences, weighed(document, language), language
    )


def part_heads(language: str) -> dict[str, str]:
    """A head for the column of each part."""
    return {
        "H1p": _("poor gain too", language),
        "H2": _("sell, suffers", language),
        "H2d": _("sell more", language),
        "H2t": _("co-op's trouble", language),
        "H2c": _("boom is worse", language),
        "H3": _("slump: no cash", language),
        "H4": _("slump: unites", language),
    }


def legend(language: str) -> str:
    """What the marks mean."""
    named = (f"{mark} {verdict_word(word, language)}" for word, mark in MARKS.items())
    return "; ".join(named)


def _answers(document: TheoriesDocument, language: str) -> Section:
    heads = part_heads(language)
    rows = tuple(
        (theory_words(theory.rule, language), *(MARKS[part.word] for part in theory.parts), counted(theory.worlds, theory.runs))
        for theory in document.theories
    )
    columns = (heads.get(part.id, part.id) for part in document.parts)
    return Section(
        "answers",
        _("Answers by theory", language),
        (_("how farmers decide", language), *columns, _("co-ops x runs", language)),
        rows,
        legend(language) + ".",
    )


def _outcomes(document: TheoriesDocument, language: str) -> Section:
    weight_of = {} if document.weighted is None else {one.rule: one for one in document.weighted.weights}
    rows = tuple(
        (
            theory_words(theory.rule, language),
            *_five(theory),
            NOTHING if theory.rule not in weight_of else per_cent(weight_of[theory.rule].weight.value),
            f"{theory.worlds_matched if theory.worlds_matched is not None else NOTHING} / {theory.worlds_tried}",
        )
        for theory in document.theories
    )
    heads = (
        _("how farmers decide", language),
        _("sell, suffers", language),
        _("stay, suffers", language),
        _("sell, fine", language),
        _("better", language),
        _("nothing", language),
        _("weight", language),
        _("like the field", language),
    )
    note = _("When the price is good, per cent of the imagined co-ops that look like the field under that theory.", language)
    return Section("outcomes", _("The five outcomes by theory", language), heads, rows, note)


def _five(theory: Theory) -> tuple[str, ...]:
    if theory.classes is None or theory.word("H2") == NO_WORD:
        return (NOTHING,) * len(FIVE)
    return tuple(shown.rstrip(" %") for shown in in_per_cent(theory.classes).values())


def sentence(part: PartOverTheories, document: TheoriesDocument, language: str) -> str:
    """The part in a few words, and under how many theories it gets which answer, the most frequent first."""
    rules_of: dict[str, list[str]] = {}
    for theory in document.theories:
        rules_of.setdefault(theory.word(part.id), []).append(theory_words(theory.rule, language))
    clauses = [
        _("{answer} under {k} ({rules})", language).format(
            answer=verdict_word(word, language), k=len(rules), rules=listed(rules, language)
        )
        for word, rules in sorted(rules_of.items(), key=lambda entry: -len(entry[1]))
    ]
    return _("{part}: {answers}.", language).format(part=part_label(part, language), answers="; ".join(clauses))


def weighed(document: TheoriesDocument, language: str) -> str:
    """One line on the theories together."""
    if document.weighted is not None:
        return _weighed(document.weighted, language)
    return {
        "one_rule": "",
        "another_scenario": _("No weights: what theories reproduce was measured on another scenario.", language),
        "rule_not_measured": _("No weights: what one of these theories reproduces was not measured.", language),
        "no_shares": _("No weights: under one of these theories too few co-ops look like the field.", language),
        None: "",
    }[document.not_weighed]


def _weighed(weighted: Weighted, language: str) -> str:
    if weighted.classes is None:
        moved = bare_effect(weighted.largest_move, "share", sign=False, whole=True)
        return _("No weight can be given: leaving one pattern out moves a share by {moved} of 100 cases.", language).format(
            moved=moved
        )
    harm = weighted.classes.harm_with_side_selling
    return _(
        "Weighed by the patterns that each reproduces ({n}): members sell more outside and the co-op suffers in {p} of cases "
        "({ends}, also with any one pattern left out).",
        language,
    ).format(n=len(weighted.rows), p=per_cent(harm.share), ends=ends(harm.ci_low, harm.ci_high, language))
