"""A trainer's own words: what is replaced, what never is, and every mistake of the file in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
import solara
import solara.routing
from hypothesis import given, settings
from hypothesis import strategies as some

from coopsim.cli.app import main
from coopsim.language import LANGUAGES, as_written, own_words, text
from coopsim.report import own_words as palabras
from coopsim.web.pages import about, compare, explore, lesson_one, lessons, start
from tests.web.test_server import ask

SENTENCES = {language: sorted(set(palabras.visible(language))) for language in LANGUAGES}
SPANISH_WORDS = sorted({word for one in SENTENCES["es"] for word in re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", " ", one))})


@pytest.fixture
def honduras() -> Iterator[None]:
    with own_words(palabras.read("honduras")):
        yield


def fixed(sentence: str) -> list[str]:
    """Placeholders, numbers and commands: what no word may touch."""
    return re.findall(r"\{[^{}]*\}|\d+|coopsim [a-z]+", sentence)


@settings(max_examples=60, deadline=None)
@given(
    words=some.dictionaries(some.sampled_from(SPANISH_WORDS), some.sampled_from(SPANISH_WORDS), min_size=1, max_size=8),
    sentences=some.lists(some.sampled_from(SENTENCES["es"]), min_size=20, max_size=20),
)
def test_placeholders_numbers_and_commands_stay(words: dict[str, str], sentences: list[str]) -> None:
    change = palabras.changer(words)
    for sentence in sentences:
        assert fixed(change(sentence)) == fixed(sentence)


@given(some.lists(some.sampled_from(["socio", "socia", "café", "acopio", "y", "7", "{n}"]), max_size=12))
def test_one_pass_two_words_change_places(tokens: list[str]) -> None:
    change = palabras.changer({"socio": "socia", "socia": "socio"})
    swapped = [{"socio": "socia", "socia": "socio"}.get(token, token) for token in tokens]
    assert change(" ".join(tokens)) == " ".join(swapped)
    assert change(change(" ".join(tokens))) == " ".join(tokens)


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("El adelanto; el adelanto. Un adelanto", "La primera paga; la primera paga. Un anticipo"),  # longest first, capitals
        ("adelantos, readelanto, adelanto_usd, adelanto-x", "adelantos, readelanto, adelanto_usd, adelanto-x"),
        ("{adelanto} Adelanto de {n} US$", "{adelanto} Anticipo de {n} US$"),
    ],
)
def test_whole_words_the_longest_first(sentence: str, changed: str) -> None:
    assert palabras.changer({"adelanto": "anticipo", "el adelanto": "la primera paga"})(sentence) == changed


def test_a_capital_in_the_file_does_not_make_one_within_a_sentence() -> None:
    assert palabras.changer({"Intermediario": "Coyote"})("Intermediario, el intermediario") == "Coyote, el coyote"


@pytest.mark.parametrize("name", palabras.names())
def test_the_files_that_come_with_coopsim_are_right(name: str) -> None:
    assert palabras.read(name)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('[es]\nintermediario = "coyote\n', "w.toml:2: not valid TOML"),
        ('[es]\n[qu]\nx = "y"\n', "w.toml:2: no such language: got 'qu'; allowed en, es"),
        ('es = "coyote"\n', "w.toml:1: got 'coyote'; allowed a table of words"),
        ("[es]\nintermediario = 3\n", "w.toml:2: intermediario: got 3; allowed letters"),
        ('[es]\nintermediario = ""\n', "w.toml:2: intermediario: got ''; allowed letters"),
        ('[es]\nintermediario = "{n}"\n', "w.toml:2: intermediario: got '{n}'; allowed letters"),
        ('[es]\nintermediario = "<b>coyote</b>"\n', "w.toml:2: intermediario: got '<b>coyote</b>'; allowed letters"),
        ('[es]\nintermediario = "co\'yote"\n', 'w.toml:2: intermediario: got "co\'yote"; allowed letters'),
        ('[es]\n"12 meses" = "un año"\n', "w.toml:2: got '12 meses'; allowed a word or phrase"),
        ('[es]\n\nintermediaro = "coyote"\n', "w.toml:3: no text of the pages has these words: got 'intermediaro'"),
        ('[es]\n"" = "coyote"\n', "w.toml:2: got ''; allowed a word or phrase"),
    ],
)
def test_every_mistake_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], written: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("w.toml").write_text(written, encoding="utf-8")
    assert main(["--lang", "en", "app", "--no-browser", "--port", "8799", "--palabras", "w.toml"]) == 2
    message_shown = capsys.readouterr().err
    assert message_shown.startswith(f"coopsim: {message}")
    assert message_shown.count("\n") == 1


def test_the_nearest_word_is_suggested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "w.toml"
    file.write_text('[es]\nintermediaro = "coyote"\n', encoding="utf-8")
    assert main(["--lang", "en", "export", "lesson", "--out", str(tmp_path / "l.html"), "--palabras", str(file)]) == 2
    assert "did you mean intermediario?" in capsys.readouterr().err
    assert main(["--lang", "en", "export", "lesson", "--palabras", "hondura"]) == 2
    assert "--palabras: no such file of words: got 'hondura'; allowed honduras" in capsys.readouterr().err


@pytest.mark.usefixtures("honduras")
def test_the_other_language_and_what_is_as_written_keep_their_words() -> None:
    assert (text("trader", "es"), text("trader", "en")) == ("coyote", "trader")
    with as_written():
        assert text("trader", "es") == "intermediario"


def without_its_hour(file: str) -> str:
    """A picture without the hour and the names that matplotlib draws by lot."""
    return re.sub(r'<dc:date>.*?</dc:date>|(id|clip-path|xlink:href)="[^"]*"', "", file)


@pytest.mark.parametrize("kind", ["csv", "svg"])
def test_files_never_change(server: str, kind: str) -> None:
    address = f"/download/explore.{kind}?p=boom&s=1&lang=es"
    usual = ask(server, address)[2]
    with own_words({"es": lambda sentence: sentence.replace("e", "E")}):
        changed = ask(server, address)
    assert changed[0] == 200
    assert without_its_hour(changed[2]) == without_its_hour(usual)


def test_a_page_of_the_server_shows_the_word(server: str) -> None:
    before = ask(server, "/nowhere?lang=es")[2]
    with own_words({"es": palabras.changer({"página": "hoja"})}):
        after = ask(server, "/nowhere?lang=es")[2]
    assert "hoja" not in before
    assert "Esa hoja no existe." in after


def drawn(page: Any) -> str:
    """Every string that a page of the server hands to the browser, in Spanish."""

    @solara.component
    def Routed() -> None:
        solara.routing.router_context.provide(solara.routing.Router("/?lang=es", []))
        with solara.Div():
            page()

    def strings(thing: Any) -> Iterator[str]:
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, ipywidgets.Widget):
            hidden = ("template", "components", "layout", "css", "methods", "data")
            yield from strings([getattr(thing, name) for name in thing.keys if name not in hidden and not name.startswith("_")])
        elif isinstance(thing, dict):
            yield from strings(list(thing.values()))
        elif isinstance(thing, list | tuple):
            for part in thing:
                yield from strings(part)

    box, context = solara.render(Routed(), handle_error=False)
    texts = " ".join(strings(box))
    context.close()
    return texts


@pytest.mark.parametrize("module", [about, compare, explore, lesson_one, lessons])
def test_no_text_of_a_page_goes_past_the_trainers_words(module: Any) -> None:
    words = {"intermediario": "coyote", "intermediarios": "coyotes", "cooperativa": "central", "cooperativas": "centrales"}
    usual = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)
    assert usual.search(drawn(module.Page))
    with own_words({"es": palabras.changer(words)}):
        changed = drawn(module.Page)
    assert "coyote" in changed.lower()
    assert not usual.search(changed)


def test_the_start_speaks_the_trainers_words() -> None:
    words = {"intermediario": "coyote", "cooperativa": "central"}
    usual = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)
    assert usual.search(start.start_page("es"))
    with own_words({"es": palabras.changer(words)}):
        changed = start.start_page("es")
    assert "coyote" in changed
    assert not usual.search(changed)
