"""Every sentence marked for translation has its Spanish, with the same placeholders."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import click
import pytest
import typer
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import coopsim
from coopsim.language import both, preferred, text

PACKAGE = Path(coopsim.__file__).parent
MADE_UP = ("core mechanism M",)  # put together of a name and a number
TEMPLATES = [("report/templates/**.html", "jinja2.ext.babel_extract")]
MARKS = {"_", "text", "both", "gettext"}


def marked() -> dict[str, str]:
    """Each marked message and where it stands.

    Calls are read from the tree of the code: Babel reads tokens, and takes a variable called `text` for a call.
    """
    options = {"report/templates/**.html": {"encoding": "utf-8", "extensions": "jinja2.ext.i18n"}}
    found = extract_from_dir(str(PACKAGE), method_map=TEMPLATES, keywords=dict.fromkeys(MARKS), options_map=options)
    messages = {message if isinstance(message, str) else message[0]: f"{file}:{line}" for file, line, message, *_rest in found}
    for path in sorted(PACKAGE.rglob("*.py")):
        calls = [
            node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call) and node.args
        ]
        for call in calls:
            name, first = getattr(call.func, "id", getattr(call.func, "attr", "")), call.args[0]
            if name in MARKS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                messages[first.value] = f"{path.relative_to(PACKAGE)}:{call.lineno}"
    return messages


def translated() -> dict[str, dict[str, str]]:
    """Each file of Spanish words: {message: its Spanish}."""
    files = sorted((PACKAGE / "locale" / "es").glob("*.po"))
    catalogues = {file.name: read_po(io.BytesIO(file.read_bytes()), locale="es") for file in files}
    return {
        name: {str(entry.id): str(entry.string) for entry in words if entry.id and entry.string}
        for name, words in catalogues.items()
    }


def test_every_marked_message_has_its_spanish() -> None:
    messages = marked()
    assert len(messages) > 300
    spanish = {message for words in translated().values() for message in words}
    missing = {message: where for message, where in messages.items() if message and message not in spanish}
    assert not missing


def test_no_spanish_is_left_of_sentences_that_are_gone() -> None:
    """A message is marked, or stands somewhere as it is: a declared text, the help of a command."""
    folders = (PACKAGE, PACKAGE.parent / "scenarios", Path(click.__file__).parent, Path(typer.__file__).parent)
    kinds = (".py", ".toml", ".html", ".js", ".json", ".csv")
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in kinds]
    source = "\n".join(path.read_text(encoding="utf-8", errors="ignore") for path in files)
    source = re.sub(r"""["']\s*\n\s*f?["']""", "", source)  # a text over several lines
    source = re.sub(r"\s+", " ", source).replace("\\'", "'").replace('\\"', '"')
    messages = marked()
    kept = [message for texts in translated().values() for message in texts if message not in messages]
    assert [message for message in kept if re.sub(r"\s+", " ", message) not in source and not message.startswith(MADE_UP)] == []


def test_a_message_is_translated_once() -> None:
    places: dict[str, list[str]] = {}
    for file, words in translated().items():
        for message in words:
            places.setdefault(message, []).append(file)
    assert not {message: files for message, files in places.items() if len(files) > 1}


def test_placeholders_are_kept() -> None:
    def names(words: str) -> set[str]:
        return set(re.findall(r"\{(\w*)", words))

    assert not {message: where for message, where in marked().items() if names(text(message, "es")) != names(message)}


def test_both_gives_both() -> None:
    assert both("yes") == {"en": "yes", "es": "sí"}


def test_in_english_he_is_the_trader_everywhere() -> None:
    assert not {message: where for message, where in marked().items() if "intermediar" in message.lower()}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Spanish_Peru", "es"),
        ("es_PE", "es"),
        ("es-PE", "es"),
        ("English_United States", "en"),
        ("German_Germany", "en"),
        (None, "en"),
    ],
)
def test_the_language_of_the_computer_is_known_by_any_name(
    name: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows calls it Spanish_Peru."""
    for variable in ("COOPSIM_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (name, None))
    assert preferred() == language
