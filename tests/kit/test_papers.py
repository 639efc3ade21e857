"""The papers, read back: sizes and pages, the programme's own texts, nothing that needs colour, nothing of a person."""

from __future__ import annotations

import getpass
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coopsim.kit.cards import KINDS
from coopsim.kit.figures import figures
from coopsim.kit.paper import COOPERATIVE, TRADER_TINT, WHITE
from coopsim.kit.spike import spike
from coopsim.kit.write import FILES, documents, write_papers
from coopsim.language import LANGUAGES, own_words, speaking
from coopsim.report.own_words import read
from coopsim.workshop.guide import guide
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import PLANS, programme
from coopsim.workshop.rehearsal import Rehearsal, rehearse
from tests.model.little import little

POINTS = {"a4": (595, 842), "letter": (612, 792)}
SETS = [
    ("es", "letter"),
    ("en", "a4"),
    pytest.param(("es", "a4"), marks=pytest.mark.full),
    pytest.param(("en", "letter"), marks=pytest.mark.full),
]


@pytest.fixture(scope="module")
def played() -> Rehearsal:
    return rehearse(90, people=25, scenario=little("weak-cooperative", from_month=24, length_months=24, years=7), futures=3)


@pytest.fixture(scope="module", params=SETS, ids=str)
def written(request: pytest.FixtureRequest, played: Rehearsal, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Path]:
    language, paper = request.param
    directory = tmp_path_factory.mktemp("stick")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", None)  # whoever asked a network would stop here
        files = write_papers(directory, played, (language,), (paper,))
    assert [file.relative_to(directory).as_posix() for file in files] == [
        f"{language}-{paper}/{FILES[kind][language]}" for kind in FILES
    ]
    return language, paper, directory / f"{language}-{paper}"


def reader(written: tuple[str, str, Path], kind: str) -> PdfReader:
    return PdfReader(written[2] / FILES[kind][written[0]])


def text_of(pages: PdfReader) -> str:
    """All words, wherever lines were broken."""
    return plain("\n".join(page.extract_text() for page in pages.pages))


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("`", ""))


def test_each_paper_has_its_pages_in_its_size(written: tuple[str, str, Path]) -> None:
    number = {"cards": 3, "boards": 5, "members": 1, "price": 1, "certificate": 1, "fails": 2, "python": 1}
    for kind in FILES:
        pages = reader(written, kind).pages
        assert len(pages) == number.get(kind, len(pages))
        assert 8 <= len(pages) <= 12 or kind in number
        size = POINTS[written[1]]
        for page in pages:
            box = round(page.mediabox.width), round(page.mediabox.height)
            assert box == (size[::-1] if kind == "certificate" else size)
            assert page.extract_text().strip()


def test_the_guide_says_what_the_trainer_s_page_says(written: tuple[str, str, Path]) -> None:
    language, said = written[0], text_of(reader(written, "guide"))
    for phase in programme(120).phases:
        texts = [
            phase.title,
            phase.ready,
            *(text for step in phase.step for text in (step.title, step.say, step.ask, step.reply)),
        ]
        texts.append(guide().notes[phase.id].instead)
        for text in texts:
            assert plain(getattr(text, language)) in said
        minutes = " · ".join(f"{plan} min: {phase.minutes[str(plan)] or '–'}" for plan in PLANS)
        assert plain(minutes) in said
    for end in guide().end:
        assert plain(f"{getattr(end.what, language)}{getattr(end.then, language)}.") in said
    assert plain(f"coopsim --lang {language} app --workshop --session") in said
    assert not re.search(r"[{}]|None|nan\b", said)


def test_the_guide_s_figures_are_those_of_the_rehearsal(written: tuple[str, str, Path], played: Rehearsal) -> None:
    said = text_of(reader(written, "guide"))
    with speaking(written[0]):
        numbers = figures(played)
    usual = [one for notes in guide().phase for one in notes.usual if one.basis == "rehearsal"]
    for one in usual:
        assert plain(getattr(one, written[0]).format(**numbers)) in said
    for source in guide().source:
        assert plain(source.full) in said


def test_a_board_s_sheet_has_every_stop_and_a_box_for_each_year(written: tuple[str, str, Path]) -> None:
    for page in reader(written, "boards").pages:
        said = plain(page.extract_text())
        assert said.count("☐") == 5 * sum(len(lever.stop) for lever in levers().values())
        for lever in levers().values():
            for text in (lever.title, *lever.stop):
                assert plain(getattr(text, written[0])) in said


def test_no_card_is_told_by_its_colour_alone(written: tuple[str, str, Path]) -> None:
    names = {"es": ("AZUL", "BLANCA", "NARANJA"), "en": ("BLUE", "WHITE", "ORANGE")}[written[0]]
    for page, name in zip(reader(written, "cards").pages, names, strict=True):
        assert plain(page.extract_text()).count(name) == 8
    bets = {
        card.id: getattr(card, written[0])
        for place in programme(90).places
        if place.question == "bet"
        for card in place.step.card
    }
    for page, kind in zip(reader(written, "cards").pages, KINDS, strict=True):
        assert plain(bets[kind]) in plain(page.extract_text())
    dark, pale, white = (
        0.3 * colour.red + 0.59 * colour.green + 0.11 * colour.blue for colour in (COOPERATIVE, TRADER_TINT, WHITE)
    )
    assert dark < 0.35 < 0.8 < pale < white  # in grey: dark, striped, white


def test_nothing_of_a_person_or_a_day_is_in_them(written: tuple[str, str, Path], played: Rehearsal) -> None:
    with speaking(written[0]):
        titles = {document.kind: document.title for document in documents(played)}
    for kind in FILES:
        about = dict(reader(written, kind).metadata or {})
        assert about["/Title"] == titles[kind]
        assert about["/Author"] == "coopsim"
        assert "2000" in about["/CreationDate"]  # the same for ever
        assert not {str(Path.home()), socket.gethostname(), getpass.getuser()} & set(" ".join(map(str, about.values())).split())


def test_the_same_rehearsal_gives_the_same_bytes(played: Rehearsal, tmp_path: Path) -> None:
    once, again = (write_papers(tmp_path / name, played, ("es",), ("a4",)) for name in "ab")
    assert [file.read_bytes() for file in once] == [file.read_bytes() for file in again]


def test_other_files_of_the_stick_stay(played: Rehearsal, tmp_path: Path) -> None:
    mine = tmp_path / "es-a4" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    write_papers(tmp_path, played, ("es",), ("a4",))
    assert mine.read_text() == "mine"
    assert not list(tmp_path.rglob("*.part"))


def test_a_trainer_s_own_words_are_on_paper_too(played: Rehearsal, tmp_path: Path) -> None:
    with own_words(read("honduras")):
        file, *_others = write_papers(tmp_path, played, ("es",), ("a4",))
    said = text_of(PdfReader(file))
    assert "coyote" in said
    assert "intermediario" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_price_that_rose_is_the_published_one(language: str) -> None:
    seen = spike()
    with speaking(language):
        sentence = seen.sentence()
    rows = (Path(__file__).parents[2] / "coopsim" / "prices" / "data" / "arabica.csv").read_text().splitlines()[1:]
    cents: dict[str, float] = {month: float(price) for month, price in (row.split(",") for row in rows)}
    shown = [cents[str(seen.first + place)] for place in range(len(seen.prices))]
    assert max(shown) == shown[seen.peak]
    for place in (seen.low, seen.peak, seen.later):
        assert f"US$ {shown[place] / 100 * 46 * 2.20462:.0f}" in sentence  # a quintal is 46 kg
    assert re.search(r"junio de 2020|June 2020", sentence)


def test_a_picture_of_something_else_is_refused() -> None:
    from xml.etree.ElementTree import fromstring

    from coopsim.kit.drawing import Picture

    drawn: Any = Picture(fromstring('<svg viewBox="0 0 10 10"><image href="x"/></svg>'), 100)
    drawn.canv = type("Canvas", (), {"scale": lambda *_any: None})()
    with pytest.raises(ValueError, match="image"):
        drawn.draw()
