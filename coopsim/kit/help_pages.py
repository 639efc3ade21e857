"""The pages of help on paper: if something fails, and how to bring Python."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from coopsim.kit.paper import Sheet, heading, paragraph
from coopsim.language import current, declared
from coopsim.offline.pages import Page


def help_pages(page: Page, _sheet: Sheet) -> Iterator[Flowable]:
    """A title, a sentence, and each heading with what to do."""
    yield heading(declared(page.title, current()), 20, before=0)
    yield paragraph(declared(page.before, current()), 11, after=6)
    for section in page.section:
        yield KeepTogether([heading(declared(section.title, current()), 12), paragraph(declared(section.text, current()), 10.5)])
