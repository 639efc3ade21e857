"""Where a value comes from, as people read it."""

from __future__ import annotations

import re

from coopsim.language import text as _


def source_words(source: str, language: str | None = None) -> str:
    """A declared source in the language spoken; an assumption is called one.

    Parameters
    ----------
    source
        As declared: a citation, or `assumed`, with more after a semicolon.
    language
        `en` or `es`; the language spoken now unless given.

    Returns
    -------
    str
        The source, or "Our assumption." and what more is declared of it.

    Examples
    --------
    >>> source_words("assumed; about once a harvest", "en")
    'Our assumption. About once a harvest.'
    >>> source_words("Cebreros 2006: about three", "es")
    'Cebreros 2006: unos tres'
    """
    text = _(source, language)
    if not source.startswith("assumed"):
        return text
    more = re.split("[;:] ", text, maxsplit=1)[1:]
    return " ".join([_("Our assumption.", language), *(f"{sentence[0].upper()}{sentence[1:]}." for sentence in more)])
