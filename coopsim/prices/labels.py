"""What the head of a column, or a row's own words, say of its figures: their unit, or that they are no prices in dollars."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from coopsim.errors import UserMistake
from coopsim.language import text as _

_CHANGE = re.compile(
    r"(?<!\d)(?<!\d )%|per ?cent|por ?ciento|porcentual|\bchange|variaci|\bgrowth|crecimiento|"
    r"coff\w* (?:pch|pc1|pca|chg|ch1|cch|cca|log)\b",
    re.IGNORECASE,
)
_INDEX = re.compile(r"index(?!ed)|[ií]ndice|= ?100\b|coff\w* nbd|^ix$", re.IGNORECASE)
_CURRENCY = re.compile(
    r"[€£¥]|r\$|\b(?:eur|euros?|gbp|sterling|brl|reais|cop|pesos?|gtq|quetzal(?:es)?|hnl|lempiras?|pen|soles|crc|colones|mxn|nio|"
    r"c[oó]rdobas?|bob|vnd|inr|rupees?|jpy|yen|cny|yuan|sdr|etb|birr|kes|ugx|shillings?)\b",
    re.IGNORECASE,
)
_CENTS = re.compile(r"\b(?:cents?|centavos|ctvs?|usc)\b|¢", re.IGNORECASE)
_DOLLARS = re.compile(r"\$|\busd\b|\bdollars?\b|\bd[oó]lares\b", re.IGNORECASE)
_A_WEIGHT = re.compile(r"(?:/|\bper\b|\bpor\b|\ba\b|\bcada\b) ?((?:46|60|100|69) ?kg|[a-záéíóú]+)", re.IGNORECASE)
_WEIGHTS = {
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "libra", "libras"), "lb"),
    **dict.fromkeys(("kg", "kilo", "kilogram", "kilogramo"), "kg"),
    **dict.fromkeys(("qq", "quintal", "quintals", "quintales", "46 kg", "46kg"), "qq"),
    **dict.fromkeys(("t", "mt", "ton", "tonne", "tonelada", "bag", "saco", "60 kg", "60kg", "100 kg", "oz"), "another weight"),
}
Label = tuple[str, int, str]  # text, line in the file, place in a workbook
OTHER_UNIT = "another unit"


def unit_in(label: str) -> str | None:
    """The unit that a label states; None where it states none, OTHER_UNIT where it is none that is read.

    >>> unit_in("Arabica, US cents/lb"), unit_in("($/kg)"), unit_in("precio_usd_per_qq"), unit_in("$/mt"), unit_in("price")
    ('usc_per_lb', 'usd_per_kg', 'usd_per_qq', 'another unit', None)
    """
    text = label.replace("_", " ")
    weight = next((_WEIGHTS[name.lower()] for name in _A_WEIGHT.findall(text) if name.lower() in _WEIGHTS), None)
    cents = _CENTS.search(text) is not None
    if weight is None or not (cents or _DOLLARS.search(text)):
        return None
    return {(True, "lb"): "usc_per_lb", (False, "kg"): "usd_per_kg", (False, "qq"): "usd_per_qq"}.get((cents, weight), OTHER_UNIT)


def first_unit(labels: Iterable[Label]) -> str | None:
    """The unit that the first label of a column states that states any."""
    return next((unit for text, _line, _place in labels if (unit := unit_in(text))), None)


def no_dollars(label: str) -> str | None:
    """What a label says its figures are in place of prices in dollars, as a sentence; None where it says nothing of the kind.

    >>> no_dollars("Price index, 2015=100"), no_dollars("PCOFFOTMUSDM_PC1"), no_dollars("Preis (EUR/kg)"), no_dollars("price")
    ('an index, not a price', 'a change, not a price', 'not in US dollars', None)
    """
    text = label.replace("_", " ")
    if _CHANGE.search(text):
        return _("a change, not a price")
    if _INDEX.search(text):
        return _("an index, not a price")
    return _("not in US dollars") if _CURRENCY.search(text) else None


def refuse_what_is_no_price(file: Path, labels: Iterable[Label]) -> None:
    """Refuse a column by its first label that says it holds an index, a change or another currency."""
    for label, line, place in labels:
        if (reason := no_dollars(label)) is not None:
            allowed = _("prices in US dollars or cents")
            raise UserMistake(reason, file=file, line=line, field=place or "column", got=label, allowed=allowed)
