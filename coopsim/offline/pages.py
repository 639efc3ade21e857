"""Two pages of help that need neither coopsim nor a network: if something fails, and how to bring Python; `texts/pages.toml`."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coopsim.language import LANGUAGES
from coopsim.offline.targets import PYTHONS

STYLE = """\
body { font: 12pt/1.45 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem;
  color: #111; background: #fff }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .2rem; break-after: avoid }
p { margin: .2rem 0; break-inside: avoid }
a { color: #00479e; overflow-wrap: anywhere }
@page { margin: 18mm }
"""


class Part(BaseModel):
    """A part of a text file; nothing in it goes unread."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Part):
    """A text in both languages."""

    en: str
    es: str


class Section(Part):
    """What people see when something fails, or where they are; and what they do then."""

    title: Both
    text: Both


class Page(Part):
    """A page, one file for each language."""

    file: Both
    title: Both
    before: Both
    section: tuple[Section, ...]


def pages(pythons: Sequence[str] = PYTHONS) -> tuple[Page, Page]:
    """If something fails, and how to bring Python: for a kit that serves these versions."""
    text = (files("coopsim.offline") / "texts" / "pages.toml").read_text(encoding="utf-8")
    fails, bring = (Page(**page) for page in tomllib.loads(text.replace("{versions}", " / ".join(pythons)))["page"])
    return fails, bring


def write_pages(folder: Path, pythons: Sequence[str] = PYTHONS) -> list[Path]:
    """Write both pages in each language."""
    written = []
    for page in pages(pythons):
        for language in LANGUAGES:
            written.append(folder / getattr(page.file, language))
            written[-1].write_text(as_html(page, language), encoding="utf-8")
    return written


def as_html(page: Page, language: str) -> str:
    """The page as HTML that loads nothing; a link leads to the same page in the other language."""

    def shown(text: Both) -> str:
        address = r"(https://[^\s,]+[^\s,.])"
        return re.sub(address, r'<a href="\1">\1</a>', html.escape(getattr(text, language)))

    other = next(name for name in LANGUAGES if name != language)
    link = f'<a href="{getattr(page.file, other)}" lang="{other}">{html.escape(getattr(page.title, other))}</a>'
    sections = "\n".join(f"<h2>{shown(section.title)}</h2>\n<p>{shown(section.text)}</p>" for section in page.section)
    return f"""\
<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{shown(page.title)} · coopsim</title>
<style>
{STYLE}</style>
<main>
<p>{link}</p>
<h1>{shown(page.title)}</h1>
<p>{shown(page.before)}</p>
{sections}
</main>
</html>
"""
