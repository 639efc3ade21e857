"""The ODD+D page as a PDF to cite: `nox -s odd` writes docs/odd.pdf.

Sphinx makes the page, with its formulas as MathML, which Chromium draws by itself and prints.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import coopsim

DOCS = Path(__file__).parents[1]
EXTENSIONS = "sphinx.ext.autodoc,sphinx.ext.napoleon,myst_nb,generated_pages,printed"
TITLE = f"coopsim {coopsim.__version__}: the model (ODD+D)"
# only what is read, and no link that would lead to this computer
ARTICLE = """() => {
    document.body.replaceChildren(document.querySelector('article'));
    document.body.dataset.theme = 'light';
    for (const one of document.querySelectorAll('.headerlink')) one.remove();
    for (const one of document.querySelectorAll('a[href]'))
        if (!/^(#|https?:)/.test(one.getAttribute('href'))) one.removeAttribute('href');
}"""
SHEET = """
    @page { size: A4; margin: 18mm 16mm 20mm }
    * { box-shadow: none !important } body { font-size: 9.5pt; line-height: 1.4 }
    .table-wrapper { overflow: visible !important } table.docutils { font-size: 7.5pt; width: 100%; min-width: 0 !important }
    td, th { white-space: normal !important; padding: 2pt 4pt !important } td code { font-size: 7pt; overflow-wrap: anywhere }
    tr, math[display=block] { break-inside: avoid } h1, h2, h3 { break-after: avoid }
"""


def text_hash() -> str:
    """The sha256 of the page as written: kept in the PDF, so that an older one is noticed."""
    return hashlib.sha256((DOCS / "odd.md").read_bytes()).hexdigest()


def setup(app: Any) -> dict[str, bool]:
    """An extension of Sphinx: formulas as MathML (`-D html_math_renderer=mathml`)."""
    from docutils.nodes import SkipNode
    from latex2mathml.converter import convert

    def inline(writer: Any, node: Any) -> None:
        writer.body.append(convert(node.astext()))
        raise SkipNode

    def block(writer: Any, node: Any) -> None:
        writer.body.append(convert(node.astext(), display="block"))
        raise SkipNode

    app.add_html_math_renderer("mathml", (inline, None), (block, None))
    return {"parallel_read_safe": True}


def printed(file: Path) -> None:
    """Build the page, print it, and write title, authors and the hash of its text into the file."""
    from playwright.sync_api import sync_playwright
    from pypdf import PdfWriter

    from tests.browser.visitor import launched

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        options = ["-q", "-b", "html", "-D", "html_math_renderer=mathml", "-D", f"extensions={EXTENSIONS}"]
        subprocess.run([sys.executable, "-m", "sphinx", *options, str(DOCS), folder], check=True)
        browser = launched(playwright)
        if browser is None:
            raise SystemExit("chromium is missing (apt-get install chromium)")
        page = browser.new_page()
        page.goto((Path(folder) / "odd.html").as_uri())
        page.evaluate(ARTICLE)
        page.add_style_tag(content=SHEET)
        foot = f'<p style="font-size:7pt;width:100%;text-align:center">{TITLE} · <span class=pageNumber></span></p>'
        page.pdf(
            path=file,
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template=" ",
            footer_template=foot,
            outline=True,
        )
        browser.close()
    document = PdfWriter(clone_from=file)
    document.metadata = {"/Title": TITLE, "/Author": "The coopsim contributors", "/Subject": text_hash()}
    document.write(file)


if __name__ == "__main__":
    printed(Path(sys.argv[1]))
