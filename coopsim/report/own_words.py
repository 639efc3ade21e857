"""A trainer's own words: a TOML file that replaces words of the pages by those of her country or district.

    [es]
    intermediario = "coyote"
    "el adelanto" = "la primera paga"

Only what the pages show passes through it: the command line, files, links and numbers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake, nearest
from coopsim.language import LANGUAGES, messages
from coopsim.language import text as _
from coopsim.lessons.declared import NUMBERS, Sentence, lesson
from coopsim.model.season_columns import SEASONS
from coopsim.scenario.model import Text
from coopsim.scenario.read import TomlFile, folder, load, read_file
from coopsim.scenario.read import names as scenario_names
from coopsim.scenario.tables import extensions_by_name, parameters
from coopsim.workshop.guide import guide
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import programme

# what is filled in later, and commands to be typed
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|coopsim [a-z]+")
# letters and the marks between them: a page writes some words into HTML and into its script
_ALLOWED = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,()/’-])*")


def changer(replacements: Mapping[str, str]) -> Callable[[str], str]:
    """A function that replaces whole words and phrases in one pass, the longest first; a capital at the start stays one.

    Numbers, `{placeholders}` and the names of commands stay. What was put in is not replaced again.

    >>> change = changer({"intermediario": "coyote", "el adelanto": "la primera paga"})
    >>> change("Intermediario: paga {n} US$ sobre el adelanto; los intermediarios no.")
    'Coyote: paga {n} US$ sobre la primera paga; los intermediarios no.'
    """
    if not replacements:
        return str
    pattern = re.compile(f"({_PLACEHOLDER.pattern})|{_any_of(replacements)}")

    def replacement(match: re.Match[str]) -> str:
        text = match[0]
        if match[1] is not None:
            return text
        if text in replacements:
            return replacements[text]
        new = replacements[_other_case(text)]
        return new[0].upper() + new[1:] if text[0].isupper() else new[0].lower() + new[1:]

    return lru_cache(maxsize=4096)(lambda sentence: pattern.sub(replacement, sentence))


def names() -> list[str]:
    """The files of words that come with coopsim.

    >>> "honduras" in names()
    True
    """
    return sorted(path.stem for path in (folder() / "palabras").glob("*.toml"))


def find(name: str) -> Path:
    """A file by its path, or one of ours by its name."""
    if Path(name).is_file():
        return Path(name)
    if name in names():
        return folder() / "palabras" / f"{name}.toml"
    raise UserMistake(_("no such file of words"), field="--palabras", got=name, among=names())


def read(name: str) -> dict[str, Callable[[str], str]]:
    """A trainer's file of words, as `coopsim.language.own_words` takes it.

    Parameters
    ----------
    name : str
        The path of a TOML file, or the name of one that comes with coopsim.

    Returns
    -------
    dict
        Language -> function that replaces the words of a sentence.

    Raises
    ------
    UserMistake
        One message with file, line and what is allowed.

    Examples
    --------
    >>> read("honduras")["es"]("El intermediario paga hoy.")
    'El coyote paga hoy.'
    """
    file = read_file(find(name))
    changes = {}
    for language, table in file.document.items():
        if language not in LANGUAGES:
            raise _mistake(file, (language,), _("no such language"), got=language, among=LANGUAGES)
        if not isinstance(table, dict):
            raise _mistake(file, (language,), got=table, allowed=_('a table of words: word = "your word"'))
        for key, value in table.items():
            _check(file, language, key, value)
        _check_text(file, language, table)
        changes[language] = changer(table)
    return changes


def visible(language: str) -> Iterator[str]:
    """Every text that can be shown: the catalogue's, and those of parameters, outcomes, scenarios, lessons and the workshop."""
    yield from messages(language)
    for parameter in parameters():
        yield from (getattr(parameter, name) for name in (language, f"label_{language}", f"group_{language}"))
        yield from (str(parameter.said(choice, language)) for choice in parameter.choices)
    yield from (extension.label[language == "es"] for extension in extensions_by_name().values())
    yield from (column.label(language) for column in SEASONS)
    for scenario in map(load, scenario_names()):
        yield from (getattr(scenario.title, language), getattr(scenario.story, language))
    for number in NUMBERS:
        yield from _texts_of(lesson(number), language)
    yield from _texts_of((*programme(90).phases, *levers().values(), guide()), language)


def _texts_of(thing: Any, language: str) -> Iterator[str]:
    """The sentences within a lesson or a programme, at any depth."""
    if isinstance(thing, Sentence | Text):
        yield getattr(thing, language)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _texts_of(part, language)
    elif hasattr(type(thing), "model_fields"):
        for field in type(thing).model_fields:
            yield from _texts_of(getattr(thing, field), language)


def _check(file: TomlFile, language: str, key: str, value: Any) -> None:
    allowed = _("letters, spaces and . , ( ) / -, beginning with a letter")
    if not isinstance(value, str) or not _ALLOWED.fullmatch(value):
        raise _mistake(file, (language, key), field=key, got=value, allowed=allowed)
    if not key or re.search(r"[\d{}<>]", key) or key != key.strip() or not (key[0].isalpha() and key[-1].isalpha()):
        raise _mistake(file, (language, key), got=key, allowed=_("a word or phrase, without numbers or { } < >"))


def _check_text(file: TomlFile, language: str, table: Mapping[str, str]) -> None:
    if not table:
        return
    text = "\n".join(_PLACEHOLDER.sub("\n", one) for one in visible(language))
    for key in table:
        if not re.search(_any_of([key]), text):
            suggestion = nearest(key, _phrases(text, len(key.split())))
            raise _mistake(
                file, (language, key), _("no text of the pages has these words"), got=key,
                among=[suggestion] if suggestion else [], allowed=_("words as the pages write them"),
            )  # fmt: skip


def _phrases(text: str, length: int) -> list[str]:
    """Every run of so many words, once."""
    lines = (re.findall(r"[^\W\d_]+", line) for line in text.lower().splitlines())
    return sorted({" ".join(line[start : start + length]) for line in lines for start in range(len(line) - length + 1)})


def _any_of(phrases: Mapping[str, str] | list[str]) -> str:
    """A pattern for any of the words, longest first, with a small or a capital letter at the start."""
    forms = {form for word in phrases for form in (word, _other_case(word))}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in ordered)})(?![\w-])"


def _other_case(word: str) -> str:
    return word[0].swapcase() + word[1:]


def _mistake(file: TomlFile, path: tuple[str | int, ...], message: str = "", **facts: Any) -> UserMistake:
    return UserMistake(message, file=file.shown, line=file.lines.get(path), **facts)
