"""A file as a table of text: comma-separated text or a workbook, whatever its name says."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _

_FIRST_SHEETS = ("Monthly Prices", "External")


@dataclass(frozen=True)
class Table:
    """Rows of text without white space around it or folded in it; `lines` are their line numbers in the file or the sheet.

    `point_is_usual`: whether a point stands before decimals where figures alone do not tell (a file whose columns are separated
    by commas, numbers of a workbook).
    """

    file: Path
    sheet: str | None
    rows: list[list[str]]
    lines: list[int]
    point_is_usual: bool = True

    def place(self, row: int, column: int) -> str:
        """How a message names a cell beside its line: `Sheet!C17` in a workbook, nothing in a text file.

        >>> Table(Path("a.xlsx"), "Prices", [["month", "price"]], [1]).place(0, 1)
        'Prices!B1'
        """
        if self.sheet is None:
            return ""
        letters, rest = "", column + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.sheet}!{letters}{self.lines[row]}"


def tables(path: str | Path) -> Iterator[Table]:
    """The tables of a file: the one of a text file, or one for each sheet of a workbook that holds anything."""
    file = Path(path)
    content = _content(file)
    if content.startswith(b"PK"):
        yield from _sheets(file, content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UserMistake(_("an old Excel workbook, or one with a password; save it as .xlsx or .csv"), file=file)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise UserMistake(_("a web page or another file with tags, not a table; save it as .xlsx or .csv"), file=file)
    else:
        yield _text_table(file, content)


def _content(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise UserMistake(_("is a folder, not a file"), file=file)
        content = file.read_bytes()
    except FileNotFoundError:
        raise UserMistake(_("no such file"), file=file) from None
    except (OSError, ValueError) as problem:  # ValueError: a path that no file can have
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UserMistake(_("cannot be read: {reason}").format(reason=reason), file=file) from None
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UserMistake(_("the file is empty"), file=file)
    return content


def _text_table(file: Path, content: bytes) -> Table:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", errors="replace")
    elif b"\x00" in content:
        raise UserMistake(_("neither text nor a workbook"), file=file, allowed=".csv, .xlsx")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    separator = max(";\t,", key=lambda mark: sum(mark in line for line in text.splitlines()))
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            row = [_folded(cell) for cell in cells]
            if any(row):
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as problem:
        raise UserMistake(_("cannot be read: {reason}").format(reason=problem), file=file, line=reader.line_num) from None
    return Table(file, None, rows, lines, point_is_usual=separator == ",")


def _sheets(file: Path, content: bytes) -> Iterator[Table]:
    from openpyxl import load_workbook  # here: it takes a while to load and text files do not need it

    _refuse_what_is_no_workbook(file, content)
    try:  # from memory: openpyxl refuses a workbook whose name ends in .xls
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        names = [name for name in book.sheetnames if hasattr(book[name], "iter_rows")]
        for name in sorted(names, key=lambda name: name not in _FIRST_SHEETS):
            sheet = book[name]
            sheet.reset_dimensions()  # some programs write a wrong size
            rows = {line: [_cell(value) for value in row] for line, row in enumerate(sheet.iter_rows(values_only=True), 1)}
            lines = [line for line, row in rows.items() if any(row)]
            if lines:
                yield Table(file, name, [rows[line] for line in lines], lines)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, EOFError, SyntaxError):
        raise UserMistake(_("a damaged workbook; open it and save it anew as .xlsx or .csv"), file=file) from None


def _refuse_what_is_no_workbook(file: Path, content: bytes) -> None:
    """A zip of anything but an .xlsx: what openpyxl says of it helps nobody."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if "xl/workbook.xml" in parts.namelist():
                return
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UserMistake(_("a damaged workbook; open it and save it anew as .xlsx or .csv"), file=file) from None
    raise UserMistake(_("a packed file or a workbook of another kind; save the table as .xlsx or .csv"), file=file)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        written = repr(value)
        return f"{written}0" if written[-4:-3] == "." else written  # three decimals are not to look like thousands
    return _folded(str(value))


def _folded(text: str) -> str:
    """Text with one space where there were line ends or several.

    >>> _folded(" Other\\n  Milds ")
    'Other Milds'
    """
    return " ".join(text.split())
