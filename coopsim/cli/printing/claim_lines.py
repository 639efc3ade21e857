"""The text of the claim in the terminal: strings of `ClaimText`, laid out over 80 columns or fewer."""

from __future__ import annotations

from textwrap import wrap

from coopsim.cli.printing.text_tables import folded, section_lines
from coopsim.report.claim_text import ClaimText, Line

WORD, BAR, PER_CENT, SCREEN = 13, 10, 6, 30
PLAIN = str.maketrans("█░±–", "#.+-")


def claim_lines(text: ClaimText, width: int = 80, details: bool = False, plain: bool = False) -> list[str]:
    """The lines that the terminal prints; `plain`: where it knows no bars."""
    head = [*wrap(text.question, width), "", *_paragraph(text.answer, width, ""), f"{text.scale:>{width}}".rstrip()]
    parts = [row for line in text.lines for row in _line(line, width)]
    below = [row for sentences in (text.why, text.turns, text.sure, text.limits) for row in _paragraph(sentences, width)]
    made = _within([*head, *parts, *([""] if parts else []), *below, *_joined(text.more, width)], text)
    for section in text.sections if details or not text.lines else ():
        made += ["", *section_lines(section, width)]
    return [line.translate(PLAIN) if plain else line for line in made]


def _within(lines: list[str], text: ClaimText) -> list[str]:
    """So many lines as one screen has, if leaving out empty ones and the hint below the path can do that."""
    spare = ["", "", f"  {text.more[-1]}"]
    for line in spare:
        if len(lines) > SCREEN and line in lines:
            lines.remove(line)
    return lines


def _paragraph(sentences: str, width: int, further: str = "  ") -> list[str]:
    return folded(sentences, width, "  ", "  " + further)


def _joined(more: tuple[str, ...], width: int) -> list[str]:
    """On one line where there is room; a path is never broken."""
    one = "  " + " ".join(more)
    return [one] if len(one) <= width else ["  " + part for part in more]


def _line(line: Line, width: int) -> list[str]:
    """A label with dots, its word, bar and share; on a narrow screen the label has up to two lines of its own width."""
    indent, room = "  " * (1 + line.indent), width - WORD - BAR - PER_CENT
    if not line.word:
        return wrap(line.label, width, initial_indent=indent, subsequent_indent=indent)
    *before, last = wrap(line.label, room - 1, initial_indent=indent, subsequent_indent=indent)
    label = f"{last} ".ljust(room - 1, ".") + " " if len(last) < room - 3 else last.ljust(room)
    share = f"{line.bar}{line.per_cent:>{PER_CENT}}" if line.bar else ""
    return [*before, f"{label}{line.word:<{WORD}}{share}".rstrip()]
