"""Words that several pages share: lists, theories, what history allows to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coopsim.language import current
from coopsim.language import text as _
from coopsim.model.decision import RULES


def listed(parts: Sequence[str], language: str | None = None) -> str:
    """a, b and c.

    >>> listed(["a", "b", "c"], "en"), listed(["a", "b"], "es"), listed(["a", "imitación"], "es")
    ('a, b and c', 'a y b', 'a e imitación')
    """
    if len(parts) < 2:
        return "".join(parts)
    some, last = ", ".join(parts[:-1]), parts[-1]
    if (language or current()) == "es" and re.match("h?i(?!e)", last, re.IGNORECASE):
        return f"{some} e {last}"
    return _("{some} and {last}", language).format(some=some, last=last)


def limits_of_history(language: str | None = None) -> str:
    """The sentence that goes with every count over episodes."""
    return _("This says what the assumptions imply for one history; it is not an estimate of what happened in Peru.", language)


def theory_words(rule: str, language: str) -> str:
    """The name of a rule as people say it; a user's own rule keeps the name it was given."""
    if rule not in RULES:
        return rule
    return RULES[rule].words.es if language == "es" else RULES[rule].words.en
