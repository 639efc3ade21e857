"""The whole text of a verdict: the only place where it is put together."""

from __future__ import annotations

from coopsim.claim.documents import Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.claim_text.answer import answer, has_answer, question
from coopsim.report.claim_text.details import sections
from coopsim.report.claim_text.lines import cases, lines
from coopsim.report.claim_text.quoted import Quoted
from coopsim.report.claim_text.sure import limits, more, sure
from coopsim.report.claim_text.turns import turns
from coopsim.report.claim_text.types import ClaimText
from coopsim.report.claim_text.why import why
from coopsim.report.words import limits_of_history


def claim_text(verdict: Verdict, language: str | None = None, report: str = "report.html") -> ClaimText:
    """All that is said of a verdict, in one language.

    Parameters
    ----------
    verdict : Verdict
        What the test found.
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
    quoted = Quoted(verdict, language)
    if verdict.design == "history":
        return ClaimText(
            question(language),
            answer(quoted),
            limits=limits_of_history(language),
            more=more(report, language),
            sections=sections(verdict, language, names=("episodes",)),
            language=language,
        )
    answered = has_answer(verdict)
    return ClaimText(
        question=question(language),
        answer=answer(quoted),
        scale=_("of 100 imagined cases", language),
        lines=lines(quoted),
        why=why(quoted) if answered else "",
        turns=turns(quoted) if answered else "",
        sure=sure(quoted),
        limits=limits(language),
        more=more(report, language),
        cases=cases(verdict, language) if answered else (),
        sections=sections(verdict, language),
        numbers=tuple(quoted.numbers),
        language=language,
    )
