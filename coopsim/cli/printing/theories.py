"""theories.json as a person reads it: a row for each theory, a column for each part, then the sentences."""

from __future__ import annotations

from textwrap import wrap

from rich.console import Console
from rich.text import Text

from coopsim.claim.documents import TheoriesDocument
from coopsim.cli.printing.text_tables import folded, section_lines
from coopsim.report.claim_text.theory_text import TheoryText, theory_text


def print_theories(document: TheoriesDocument, console: Console | None = None, language: str | None = None) -> None:
    """Print what holds under how many theories; 80 columns are enough."""
    out = console or Console()
    for line in ["", *theory_lines(theory_text(document, language), min(out.width, 80))]:
        out.print(Text(line), soft_wrap=True)


def theory_lines(text: TheoryText, width: int = 80) -> list[str]:
    """The lines that the terminal prints."""
    made = wrap(text.title, width)
    for section in text.sections:
        made += ["", *section_lines(section, width)]
    made.append("")
    for sentence in (*text.sentences, text.weighed):
        made += folded(sentence, width, " ", "   ") if sentence else []
    return made
