"""Tables and paragraphs as plain text, within a width."""

from __future__ import annotations

from textwrap import wrap

from coopsim.report.claim_text import Section

TIED = "\u00a0"  # holds a number and its sign together while lines are broken


def folded(sentences: str, width: int, first: str = "", further: str = "") -> list[str]:
    """Sentences over as many lines as they need; a number keeps its per cent sign.

    >>> folded("so many: 12 %", 12)
    ['so many:', '12 %']
    """
    tied = sentences.replace(" %", TIED + "%")
    rows = wrap(tied, width, initial_indent=first, subsequent_indent=further, break_on_hyphens=False)
    return [row.replace(TIED, " ") for row in rows]


def section_lines(section: Section, width: int = 80) -> list[str]:
    """A table with its title and its note: the first column from the left, the others from the right, heads folded."""
    made = [section.title]
    if section.rows:
        sizes = [max(_longest(head), *map(len, cells)) for head, *cells in zip(section.heads, *section.rows, strict=True)][1:]
        widest = max(len(row[0]) for row in (section.heads, *section.rows))
        gap, room = _room(sizes, widest, width)
        heads = [wrap(section.heads[0], room), *(wrap(head, size) for head, size in zip(section.heads[1:], sizes, strict=True))]
        deep = max(map(len, heads))
        for level in zip(*([""] * (deep - len(head)) + head for head in heads), strict=True):
            made += _row(level, sizes, room, gap)
        made += [row for cells in section.rows for row in _row(cells, sizes, room, gap)]
    return made + (folded(section.note, width, "  ", "  ") if section.note else [])


def _room(sizes: list[int], widest: int, width: int) -> tuple[str, int]:
    """What stands between two columns and how wide the first is: less of both on a narrow screen.

    >>> _room([8, 8], 20, 80), _room([8] * 6, 20, 80), _room([8] * 5, 20, 60)
    (('  ', 20), ('  ', 18), (' ', 13))
    """
    for gap, least in (("  ", 12), (" ", 8)):
        room = width - 2 - sum(size + len(gap) for size in sizes)
        if room >= min(least, widest):
            break
    return gap, max(least, min(widest, room))


def _longest(head: str) -> int:
    return max(map(len, head.split()), default=0)


def _row(cells: tuple[str, ...], sizes: list[int], room: int, gap: str) -> list[str]:
    indent = " " * (len(cells[0]) - len(cells[0].lstrip()))
    *before, last = wrap(cells[0].strip(), room, initial_indent=indent, subsequent_indent=indent + "  ") or [""]
    others = "".join(f"{gap}{cell:>{size}}" for cell, size in zip(cells[1:], sizes, strict=True))
    return [*(f"  {part}" for part in before), f"  {last:<{room}}{others}".rstrip()]
