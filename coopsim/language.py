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
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "es")
_current = "en"
_here: ContextVar[str | None] = ContextVar("language spoken here", default=None)
_own_words: Mapping[str, Callable[[str], str]] = {}
_as_written: ContextVar[bool] = ContextVar("no own words here", default=False)


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
        if wish and language_of(wish) in LANGUAGES:
            return language_of(wish)
    return "en"


def language_of(name: str) -> str:
    """The language that the name of a locale begins with, as Windows writes it too.

    >>> language_of("es_PE.UTF-8"), language_of("Spanish_Peru"), language_of("English_United States.1252"), language_of("C")
    ('es', 'es', 'en', 'c')
    """
    return locale.normalize(re.split(r"[_.@-]", name)[0]).partition("_")[0].lower()


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
    return in_own_words(catalogue(language or current()).gettext(message), language) if message else ""


def in_own_words(sentence: str, language: str | None = None) -> str:
    """A declared sentence, which is in its language already, in the words of `own_words`; without those, as it is.

    >>> in_own_words("El intermediario paga hoy.", "es")
    'El intermediario paga hoy.'
    """
    change = None if _as_written.get() else _own_words.get(language or current())
    return change(sentence) if change else sentence


def declared(sentence: object, language: str) -> str:
    """What a declaration with `en` and `es` says in that language, as pages show it: in the words of `own_words`."""
    return in_own_words(str(getattr(sentence, language)), language)


@contextmanager
def own_words(changes: Mapping[str, Callable[[str], str]]) -> Iterator[None]:
    """Within the block every text of this process, in any thread, passes through the function of its language.

    For the process that serves pages, which draws them in many threads; `as_written` takes a part out again.

    >>> with own_words({"es": lambda sentence: sentence.replace("sí", "ya")}):
    ...     text("yes", "es")
    'ya'
    """
    global _own_words
    before, _own_words = _own_words, changes
    try:
        yield
    finally:
        _own_words = before


@contextmanager
def as_written() -> Iterator[None]:
    """Within the block, in this thread or task only, no own words are used: for files and the terminal."""
    before = _as_written.set(True)
    try:
        yield
    finally:
        _as_written.reset(before)


def messages(language: str) -> list[str]:
    """Every message of the catalogue, as it is in that language.

    >>> "sí" in messages("es"), "yes" in messages("en")
    (True, True)
    """
    from babel.messages.pofile import read_po

    sources = [file for file in (files("coopsim") / "locale" / "es").iterdir() if file.name.endswith(".po")]
    entries = [entry for source in sources for entry in read_po(io.BytesIO(source.read_bytes()), locale="es") if entry.id]
    return [str(entry.id if language == "en" else entry.string) for entry in entries]


def both(message: str) -> dict[str, str]:
    """`message` in every language: {"en": ..., "es": ...}."""
    return {language: text(message, language) for language in LANGUAGES}
