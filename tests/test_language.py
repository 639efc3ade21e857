"""Every sentence marked for translation has its Spanish, with the same placeholders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import coopsim
from coopsim.language import both, catalogue, text

PACKAGE = Path(coopsim.__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]


def marked() -> dict[str, str]:
    """Each marked message and where it stands."""
    options = {"templates/**.html": {"encoding": "utf-8", "extensions": "jinja2.ext.i18n"}}
    found = extract_from_dir(
        str(PACKAGE), method_map=METHODS, keywords={"_": None, "text": None, "both": None, "gettext": None}, options_map=options
    )
    return {message if isinstance(message, str) else message[0]: f"{file}:{line}" for file, line, message, *_rest in found}


def test_every_marked_message_has_its_spanish() -> None:
    messages = marked()
    assert len(messages) > 300
    spanish = catalogue("es")._catalog  # type: ignore[attr-defined]
    missing = {message: where for message, where in messages.items() if message and message not in spanish}
    assert not missing


@pytest.mark.parametrize("message", sorted(marked()))
def test_placeholders_are_kept(message: str) -> None:
    def names(words: str) -> set[str]:
        return set(re.findall(r"\{(\w*)", words))

    assert names(text(message, "es")) == names(message)


def test_both_gives_both() -> None:
    assert both("yes") == {"en": "yes", "es": "sí"}
