"""What the cells of a price column say: a number, or that something is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

MISSING = ("", ".", "..", "...", "…")
"""How the publishers mark a month without a price."""

_DOLLARS = re.compile(r"^(?:U[.]?S[.]?\$|USD|\$)\s*|\s*(?:U[.]?S[.]?\$|USD|\$|¢)$", re.IGNORECASE)
_SPACES = str.maketrans("", "", "\u00a0\u202f\u2009 '’")  # marks of thousands that nobody reads as decimals
_FIGURE = re.compile(r"[-+]?[\d.,]*\d[\d.,]*")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def _bare(text: str) -> str:
    """A figure without dollar signs and spaces.

    >>> _bare("US$ 1 097.3"), _bare("€97.3")
    ('1097.3', '€97.3')
    """
    return _DOLLARS.sub("", text.strip()).translate(_SPACES)


def _could_be_thousands(text: str, mark: str) -> bool:
    return re.fullmatch(rf"[-+]?[1-9]\d{{0,2}}{re.escape(mark)}\d{{3}}", text) is not None


def decimal_mark(texts: Sequence[str], point_is_usual: bool = True) -> str | None:
    """The mark of decimals in a column, "." or ",", told from all its cells; None where its figures can be read two ways.

    A cell such as 97.3 or 1.234,5 settles it. Where all are like 2,194, nobody knows; nor where all are like 2.194, unless the
    point is usual there.

    >>> decimal_mark(["950", "1.234,5"]), decimal_mark(["2,194", "97.3"]), decimal_mark(["2,194", "1,950"]), decimal_mark(["212"])
    (',', '.', None, '.')
    >>> decimal_mark(["2.194"]), decimal_mark(["2.194"], point_is_usual=False)
    ('.', None)
    """
    doubtful: set[str] = set()
    for cell in texts:
        text = _bare(cell)
        if not _FIGURE.fullmatch(text):
            continue
        last = max(text.rfind("."), text.rfind(","))
        if last < 0:
            continue
        mark = text[last]
        other = "," if mark == "." else "."
        if text.count(mark) > 1:
            return other
        if other not in text and _could_be_thousands(text, mark):
            doubtful.add(mark)
        else:
            return mark
    return "." if not doubtful or (doubtful == {"."} and point_is_usual) else None


def number_of(text: str, mark: str = ".") -> float | None:
    """The number a cell holds, where `mark` stands before decimals and the other mark, if any, between thousands; or None.

    >>> number_of("212.5"), number_of("1.234,5", ","), number_of("212,5"), number_of("$2,125"), number_of("2,125", ",")
    (212.5, 1234.5, None, 2125.0, 2.125)
    >>> number_of("NaN"), number_of("n/a"), number_of("97.3 %")
    (None, None, None)
    """
    thousands = "," if mark == "." else "."
    figure = _bare(text)
    whole = figure.partition(mark)[0]
    if thousands in figure:
        if not re.fullmatch(rf"[-+]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", whole):
            return None
        figure = figure.replace(thousands, "")
    figure = figure.replace(mark, ".")
    return float(figure) if _NUMBER.fullmatch(figure) else None


def could_be_number(text: str) -> bool:
    """Whether a cell holds a number, whichever mark it has for decimals.

    >>> could_be_number("2,194"), could_be_number("Lima")
    (True, False)
    """
    return number_of(text) is not None or number_of(text, ",") is not None
