"""docs/odd.pdf is printed from docs/odd.md as it stands: whoever changes the page prints it again (`nox -s odd`)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pypdf import PdfReader

import coopsim

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pdf_is_of_this_page_and_version() -> None:
    document = PdfReader(DOCS / "odd.pdf")
    about = document.metadata
    assert about is not None
    assert about.subject == hashlib.sha256((DOCS / "odd.md").read_bytes()).hexdigest(), "run `nox -s odd`"
    assert about.title == f"coopsim {coopsim.__version__}: the model (ODD+D)"
    text = "".join(page.extract_text() for page in document.pages)
    assert "Purpose and patterns" in text
    assert "advance_share" in text.replace("\n", "")  # the parameters that are written when the page is built


def test_it_names_no_place_of_the_computer_that_made_it() -> None:
    assert b"file:///" not in (DOCS / "odd.pdf").read_bytes()
