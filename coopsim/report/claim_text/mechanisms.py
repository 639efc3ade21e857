"""The thirteen mechanisms in words: as what happened, and as a cause."""

from __future__ import annotations

from coopsim.claim.documents import KnockOut, Verdict
from coopsim.language import text as _


def strongest(verdict: Verdict, part: str, harmful: bool | None = None) -> int | None:
    """The place of the clear mechanism with the largest change of a part's effect; `harmful`: only those that add to it."""
    clear = [
        place
        for place, one in enumerate(verdict.knock_outs)
        if one.part == part and one.clear and one.way == "recentred" and one.change.value and harmful in (None, adds(one))
    ]
    return max(clear, key=lambda place: abs(verdict.knock_outs[place].change.value or 0.0), default=None)


def adds(one: KnockOut) -> bool:
    """Whether the effect is smaller without the mechanism, so that the mechanism adds to it."""
    return (one.change.value or 0.0) < 0


def clause(one: KnockOut, language: str) -> str:
    """What happened, after "Where trouble comes, "."""
    clauses = {
        "M1": _("the co-op changed its price too late", language),
        "M2": _("the co-op had sold early at the old price", language),
        "M3": _("members wait too long for their money", language),
        "M4": _("the co-op ran out of cash to buy", language),
        "M5": _("the office costs too much for the coffee left", language),
        "M6": _("neighbours followed each other", language),
        "M7": _("more traders came", language),
        "M8": _("families needed cash at once", language),
        "M9": _("traders raised prices slowly", language),
        "M10": _("the credit line grew with the price", language),
        "M11": _("members save through the co-op", language),
        "M12": _("the surplus is shared", language),
        "M13": _("the co-op pulls up the traders' price", language),
    }
    return clauses.get(one.mechanism) or getattr(one.label, language)


def cause(one: KnockOut, language: str) -> str:
    """The same as a thing that does something."""
    return cause_of(one.mechanism, language) or str(getattr(one.label, language))


def cause_of(mechanism: str, language: str) -> str:
    """A mechanism as a thing that does something; "" for one that has no words.

    >>> cause_of("M3", "en")
    'late payment'
    """
    causes = {
        "M1": _("changing the price late", language),
        "M2": _("selling early at a fixed price", language),
        "M3": _("late payment", language),
        "M4": _("lack of cash to buy", language),
        "M5": _("an office too dear for the coffee left", language),
        "M6": _("doing as the neighbours do", language),
        "M7": _("the arrival of more traders", language),
        "M8": _("the families' need of cash", language),
        "M9": _("traders' delay in raising prices", language),
        "M10": _("credit that grows with the price", language),
        "M11": _("saving through the co-op", language),
        "M12": _("sharing the surplus", language),
        "M13": _("a co-op that pulls up the traders' price", language),
    }
    return causes.get(mechanism, "")
