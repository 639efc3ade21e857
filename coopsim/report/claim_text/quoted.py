"""Numbers on their way into a sentence: each is taken from the document by its path, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from coopsim.claim.documents import FIVE, FiveShares, Verdict
from coopsim.language import text as _
from coopsim.report.claim_text.types import Number
from coopsim.report.numbers import count, per_cent


class Quoted:
    """A document from which sentences take their numbers.

    Parameters
    ----------
    verdict : Verdict
        The document.
    language : str
        "en" or "es".
    """

    def __init__(self, verdict: Verdict, language: str) -> None:
        self.verdict = verdict
        self.language = language
        self.numbers: list[Number] = []

    def value(self, path: str) -> float:
        """The number itself, for a choice of words."""
        return value_at(self.verdict, path)

    def whole(self, path: str) -> str:
        """A count: 1,900."""
        return self._kept((path,), count(round(value_at(self.verdict, path))), "one")

    def per_cent(self, path: str) -> str:
        """A share in per cent, never rounded to none or to all."""
        return self._kept((path,), per_cent(value_at(self.verdict, path)), "hundred")

    def bare(self, path: str) -> str:
        """A share in per cent without its sign, for the first end of an interval."""
        return self._kept((path,), f"{100 * value_at(self.verdict, path):.0f}", "hundred")

    def rest(self, path: str) -> str:
        """What a share leaves of 100: .18 leaves 82."""
        return self._kept((path,), f"{100 * (1 - value_at(self.verdict, path)):.0f}", "rest of hundred")

    def size_of_100(self, path: str) -> str:
        """How many of 100, whatever the sign."""
        return self._kept((path,), few(round(100 * abs(value_at(self.verdict, path))), self.language), "hundred")

    def plain(self, path: str) -> str:
        """A count as an option takes it: 1900."""
        return self._kept((path,), str(round(self.value(path))), "one")

    def sum_of_100(self, *paths: str) -> str:
        """How many of 100, of several shares together."""
        return self._kept(paths, few(round(100 * sum(self.value(path) for path in paths)), self.language), "hundred")

    def cases(self, *names: str) -> str:
        """How many of 100 cases fall into these of the five outcomes."""
        counted = of_hundred(self.verdict.part("H2").classes)
        shown = few(sum(counted[name] for name in names), self.language)
        return self._kept(tuple(f"parts.H2.classes.{name}.share" for name in names), shown, "hundred")

    def case(self, name: str) -> str:
        """One of the five outcomes in per cent; the five add to 100."""
        shown = in_per_cent(self.verdict.part("H2").classes)[name]
        return self._kept((f"parts.H2.classes.{name}.share",), shown, "hundred")

    def _kept(self, fields: tuple[str, ...], shown: str, per: str) -> str:
        self.numbers.append(Number(fields, shown, per))
        return shown


def value_at(verdict: Verdict, path: str) -> float:
    """The number at a path of the document; a part is named by its id, an entry of a list by its place."""
    at: object = verdict
    for name in path.split("."):
        if isinstance(at, Verdict) and name == "parts":
            at = {part.id: part for part in verdict.parts}
        elif isinstance(at, Mapping):
            at = at[name]
        else:
            at = at[int(name)] if isinstance(at, tuple) else getattr(at, name)
    return float(at)  # type: ignore[arg-type]


def few(number: int, language: str) -> str:
    """A count of 100; none is said as fewer than 1, since rounding made it.

    >>> few(17, "en"), few(0, "en")
    ('17', 'fewer than 1')
    """
    return str(number) if number else _("fewer than 1", language)


def in_per_cent(five: FiveShares) -> dict[str, str]:
    """The five shares as they are read everywhere: they add to 100, and none is rounded to nothing."""
    whole = of_hundred(five)
    return {
        name: per_cent(one.share) if 0 < (one.share or 0.0) < 0.01 else f"{whole[name]} %" for name, one in five.by_name.items()
    }


def of_hundred(five: FiveShares) -> dict[str, int]:
    """The five shares in whole hundredths that add to 100: the largest remainders are rounded up.

    >>> from coopsim.claim.documents import Share
    >>> shares = dict(zip(FIVE, (0.056, 0.171, 0.122, 0.083, 0.568), strict=True))
    >>> of_hundred(FiveShares(**{name: Share(share=one, worlds=200, runs=20) for name, one in shares.items()}))
    {'harm_with_side_selling': 6, 'trouble_only': 17, 'side_selling_only': 12, 'opposite': 8, 'nothing': 57}
    """
    exact = {name: 100 * (share.share or 0.0) for name, share in five.by_name.items()}
    whole = {name: floor(value + 1e-9) for name, value in exact.items()}
    by_remainder = sorted(FIVE, key=lambda name: whole[name] - exact[name])
    for name in by_remainder[: 100 - sum(whole.values())]:
        whole[name] += 1
    return whole
