"""Numbers as people read them: thousands apart, a space before the per cent sign, never "-0", never powers of ten."""

from __future__ import annotations

import math
import re

from coopsim.language import text as _

NOTHING = "–"
SHARES = ("share", "0 or 1")  # units that are read in per cent


def count(number: int) -> str:
    """How many.

    >>> count(12345)
    '12,345'
    """
    return f"{number:,}"


def rounded(value: float | None, digits: int = 3) -> str:
    """A number to so many digits that count; whole from 1,000 on.

    >>> rounded(0.27417), rounded(12345.6), rounded(120000), rounded(None)
    ('0.274', '12,346', '120,000', '–')
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.{digits}g}"


def per_cent(share: float | None) -> str:
    """A share of many in per cent; never rounded to none or to all.

    >>> per_cent(0.934), per_cent(0.999), per_cent(0.0), per_cent(None)
    ('93 %', '>99 %', '0 %', '–')
    """
    if share is None or not math.isfinite(share):
        return NOTHING
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{100 * share:.0f} %"


def mean(value: float | None, unit: str, sign: bool = False, language: str | None = None) -> str:
    """A mean over runs: shares in per cent, differences (`sign`) of shares in points.

    >>> mean(0.6234, "share"), mean(-0.0512, "share", sign=True, language="en"), mean(1234.5, "US$"), mean(0.5, "0 to 1")
    ('62.3 %', '-5.1 points', '1,234', '0.50')
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    if unit in SHARES:
        return f"{fixed(100 * value, 1, sign)} {_('points', language) if sign else '%'}"
    return fixed(value, 2 if unit == "0 to 1" or abs(value) < 1 else 1 if abs(value) < 100 else 0, sign)


def between(low: float | None, high: float | None, unit: str, sign: bool = False, language: str | None = None) -> str:
    """The two ends of an interval or a band of means, the unit once.

    >>> between(0.61, 0.64, "share", language="en"), between(None, None, "share")
    ('61.0 to 64.0 %', '–')
    """
    if low is None or high is None:
        return NOTHING
    first, last = mean(low, unit, sign, language), mean(high, unit, sign, language)
    return _("{low} to {high}", language).format(low=first.partition(" ")[0], high=last)


def effect_text(value: float | None, unit: str | None, language: str | None = None, sign: bool = True) -> str:
    """An effect with its unit: shares in points, relative effects in per cent.

    >>> effect_text(-0.123, "share", "en"), effect_text(0.336, "relative", "en"), effect_text(4.96, "usd_per_qq", "en")
    ('-12 points', '+34 %', '+5.0 US$/qq')
    """
    return (
        NOTHING
        if value is None or not math.isfinite(value)
        else f"{bare_effect(value, unit, sign)} {effect_unit(unit, language)}".strip()
    )


def bare_effect(value: float | None, unit: str | None, sign: bool = True, whole: bool = False) -> str:
    """The number of an effect without its unit, rounded for reading (`whole`: to whole numbers).

    >>> bare_effect(-0.004, "share"), bare_effect(0.0123, "share"), bare_effect(0.0996, "share")
    ('-0.4', '+1.2', '+10')
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    shown = value * 100 if unit in ("share", "relative") else value
    return fixed(shown, 0 if whole or abs(shown) >= 9.95 or abs(shown - round(shown)) < 1e-9 else 1, sign)


def effect_unit(unit: str | None, language: str | None = None) -> str:
    """The unit of an effect, as read after a number.

    >>> effect_unit("share", "en")
    'points'
    """
    return {"share": _("points", language), "relative": "%", "usd": "US$", "usd_per_qq": "US$/qq"}.get(unit or "", unit or "")


def quantity(value: float, unit: str, language: str | None = None) -> str:
    """The value of a parameter with its declared unit; a share, or a number without a unit, stands alone.

    >>> quantity(120000, "US$", "en"), quantity(0.4, "share", "en")
    ('120,000 US$', '0.4')
    """
    alone = unit in ("", "number", "weight", "elasticity") or "share" in unit
    return rounded(value, 6) if alone else f"{rounded(value, 6)} {_(unit, language)}"


def fixed(value: float, digits: int, sign: bool = False) -> str:
    """A number to so many decimals.

    >>> fixed(1234.56, 1), fixed(0.25, 1, sign=True), fixed(-0.01, 1, sign=True)
    ('1,234.6', '+0.2', '0.0')
    """
    number = round(value, digits) + 0.0  # never "-0.0"
    return f"{number:{'+' if sign and number else ''},.{digits}f}"


def true_minus(text: str) -> str:
    """A text whose negative numbers have a minus sign in place of a hyphen.

    >>> true_minus("-8 points, H2-d")
    '−8 points, H2-d'
    """
    return re.sub(r"(?<![\w-])-(?=\d)", "−", text)
