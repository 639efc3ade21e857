"""Which language we speak, and the catalogue that translates what no declaration says.

What is said of a parameter, a column or a scenario lives in its declaration, in both languages; every other
visible sentence is written in English in the code, marked with `text` (imported as `_`) and translated in
`locale/es/`, a file for each part of the program.
"""

from __future__ import annotations

import gettext
import io
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "es")
_current = "en"
_here: ContextVar[str | None] = ContextVar("language spoken here", default=None)


def use(language: str) -> None:
    """Speak `language` from now on: "en" or "es"."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def current() -> str:
    """The language spoken now: that of `speaking`, else the one of the whole process.

    >>> current() in LANGUAGES
    True
    """
    return _here.get() or _current


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` within the block, in this thread or task only: one visitor of a server never changes another's words.

    >>> with speaking("es"):
    ...     text("yes")
    'sí'
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    before = _here.set(language)
    try:
        yield
    finally:
        _here.reset(before)


def preferred(flag: str | None = None) -> str:
    """The flag, else COOPSIM_LANG, else the locale, else English.

    >>> preferred("es")
    'es'
    """
    for wish in (flag, os.environ.get("COOPSIM_LANG"), os.environ.get("LC_ALL"), os.environ.get("LANG"), locale.getlocale()[0]):
        if wish and wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    return "en"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations of one language, compiled from its .po files on first use."""
    folder = files("coopsim") / "locale" / language
    if not folder.is_dir():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # here: Babel costs 50 ms and English needs none of it
    from babel.messages.pofile import read_po

    every = gettext.NullTranslations()
    for source in sorted(folder.iterdir(), key=lambda file: file.name):
        if source.name.endswith(".po"):
            compiled = io.BytesIO()
            write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=language))
            compiled.seek(0)
            part = gettext.GNUTranslations(compiled)
            part.add_fallback(every)
            every = part
    return every


def text(message: str, language: str | None = None) -> str:
    """`message` in the language spoken now, or in `language`.

    >>> text("months", "en")
    'months'
    """
    return catalogue(language or current()).gettext(message) if message else ""


def both(message: str) -> dict[str, str]:
    """`message` in every language: {"en": ..., "es": ...}."""
    return {language: text(message, language) for language in LANGUAGES}
