"""On which line of a TOML file each key stands: tomllib does not say."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_KEY = r"(?:[A-Za-z0-9_-]+|\"(?:[^\"\\]|\\.)*\"|'[^']*')"
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_PAIR = re.compile(rf"\s*({_DOTTED})\s*=")
_STRINGS = ('"""', "'''", '"', "'")


def _names(dotted: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_KEY, dotted)]


def _after(value: str, quote: str, depth: int) -> tuple[str, int]:
    """The string and the depth of brackets still open at the end of a line of a value."""
    place = 0
    while place < len(value):
        if quote:
            if value[place] == "\\" and quote[0] == '"':
                place += 2
            elif value.startswith(quote, place):
                place += len(quote)
                quote = ""
            else:
                place += 1
            continue
        if value[place] == "#":
            break
        opened = next((mark for mark in _STRINGS if value.startswith(mark, place)), "")
        if opened:
            quote, place = opened, place + len(opened)
            continue
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(value[place], 0)
        place += 1
    return (quote if len(quote) == 3 else ""), depth


def lines(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table and key of a TOML text; tables of a list are numbered from 0.

    >>> lines('base = "a"\\n[[cooperative]]\\nmembers = 9\\n')[("cooperative", 0, "members")]
    3
    """
    places: dict[Path, int] = {}
    counted: dict[Path, int] = {}
    table: Path = ()
    quote, depth = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if quote or depth > 0:
            quote, depth = _after(line, quote, depth)
            continue
        header, pair = _HEADER.match(line), _PAIR.match(line)
        if header:
            table = ()
            names = _names(header[2])
            for place, name in enumerate(names):
                table = (*table, name)
                places.setdefault(table, number)
                if header[1] == "[[" and place == len(names) - 1:
                    counted[table] = counted.get(table, -1) + 1
                if table in counted:
                    table = (*table, counted[table])
                    places.setdefault(table, number)
        elif pair:
            path = table
            for name in _names(pair[1]):
                path = (*path, name)
                places.setdefault(path, number)
            quote, depth = _after(line[pair.end() :], "", 0)
    return places
