"""The papers as files: a folder for each language and size, a PDF for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path

from reportlab.platypus import Flowable

from coopsim.errors import UserMistake
from coopsim.kit.cards import ACROSS, DOWN, card_pages
from coopsim.kit.certificate import certificate_pages
from coopsim.kit.guide_pages import Pages
from coopsim.kit.help_pages import help_pages
from coopsim.kit.paper import SIZES, Sheet
from coopsim.kit.sheets import board_pages, member_pages
from coopsim.kit.spike import spike_pages
from coopsim.language import current, declared, speaking
from coopsim.language import text as _
from coopsim.offline.pages import pages
from coopsim.offline.targets import PYTHONS
from coopsim.workshop.rehearsal import Rehearsal

PAPERS = tuple(SIZES)
FILES = {
    "guide": {"en": "1-guide.pdf", "es": "1-guia.pdf"},
    "cards": {"en": "2-cards.pdf", "es": "2-tarjetas.pdf"},
    "boards": {"en": "3-sheets-of-boards.pdf", "es": "3-hojas-de-consejos.pdf"},
    "members": {"en": "4-sheets-of-members.pdf", "es": "4-hojas-de-socios.pdf"},
    "price": {"en": "5-price.pdf", "es": "5-precio.pdf"},
    "certificate": {"en": "6-certificate.pdf", "es": "6-acta.pdf"},
    "fails": {"en": "7-if-something-fails.pdf", "es": "7-si-algo-falla.pdf"},
    "python": {"en": "8-bring-python.pdf", "es": "8-traer-python.pdf"},
}


@dataclass(frozen=True)
class Document:
    """One PDF: its title, how many of it are printed, what makes its pages, and how its paper lies."""

    kind: str
    title: str
    copies: str
    pages: Callable[[Sheet], Iterable[Flowable]]
    lying: bool = False
    numbered: bool = False


def write_papers(
    directory: Path, played: Rehearsal, languages: Sequence[str], papers: Sequence[str], pythons: Sequence[str] = PYTHONS
) -> list[Path]:
    """Write every paper in every language and size; what stands there under the same name is replaced, nothing else is touched.

    Parameters
    ----------
    directory : Path
        Where the folders are made.
    played : Rehearsal
        Whose pictures and figures the guide shows.
    languages, papers : sequence of str
        Of `LANGUAGES` and of `PAPERS`.
    pythons : sequence of str
        Versions of Python that the kit serves.

    Returns
    -------
    list of Path
        The files.
    """
    written = []
    for language in languages:
        with speaking(language):
            for paper in papers:
                folder = directory / f"{language}-{paper}"
                for document in documents(played, pythons):
                    sheet = Sheet(paper, document.lying)
                    content = sheet.document(document.title, list(document.pages(sheet)), document.numbered)
                    written.append(_write(folder / FILES[document.kind][language], content))
    return written


def documents(played: Rehearsal, pythons: Sequence[str] = PYTHONS) -> tuple[Document, ...]:
    """Every paper in the language spoken."""
    people = played.session.state.people
    of_cards = _("{n} of each page for {people} people").format(n=ceil(people / (ACROSS * DOWN)), people=people)
    fails, bring = pages(pythons)
    halves = _("{n} for {people} people, two on a page").format(n=ceil(people / 2), people=people)
    others = (
        Document("cards", _("Cards"), f"{of_cards}. {_('Thick paper; cut along the lines')}", card_pages),
        Document("boards", _("Sheets of the boards"), _("1 of each page: one for each table"), board_pages),
        Document(
            "members", _("Sheets of the members"), f"{halves}. {_('If they want to write down what they did')}", member_pages
        ),
        Document("price", _("A price that rose"), f"{halves}. {_('For the conversation, or to take home')}", spike_pages),
        Document("certificate", _("Certificate of the bet"), _("1, to be filled in at the end"), certificate_pages, lying=True),
        Document("fails", declared(fails.title, current()), _("1, for you, at hand"), partial(help_pages, fails)),
        Document("python", declared(bring.title, current()), _("1, to prepare the laptops"), partial(help_pages, bring)),
    )
    names = [(FILES[one.kind][current()], one.copies) for one in others]
    guide = FILES["guide"][current()], _("1, for you")

    def guide_pages(sheet: Sheet) -> list[Flowable]:
        return Pages(played, sheet, [guide, *names]).story()

    return (Document("guide", _("Facilitator's guide"), guide[1], guide_pages, numbered=True), *others)


def _write(file: Path, content: bytes) -> Path:
    unfinished = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        raise UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="DIR", got=str(file)) from error
    return file
