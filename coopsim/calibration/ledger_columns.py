"""The columns of a ledger: which names they go by, in English and Spanish, and where they stand in a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.labels import OTHER_UNIT, refuse_what_is_no_price, unit_in
from coopsim.prices.tables import Table

NAMES: Mapping[str, tuple[str, ...]] = {
    "member": ("member", "member id", "farmer", "socio", "socia", "socio/a", "productor", "código", "codigo"),
    "month": ("month", "delivery month", "date", "date delivered", "mes", "fecha", "fecha de entrega"),
    "season": ("season", "harvest year", "campaña", "campana", "zafra", "año cafetalero"),
    "delivered_qq": ("delivered", "quintals delivered", "entregado", "entregados", "quintales entregados", "entrega"),
    "price_usd_per_qq": ("price", "price paid", "total price", "precio", "precio pagado", "precio total"),
    "paid": ("paid", "date paid", "paid on", "pagado", "fecha de pago", "fecha pago"),
    "harvest_qq": ("harvest", "crop", "cosecha", "producción", "produccion"),
    "harvest_estimate_qq": ("harvest estimate", "estimated harvest", "cosecha estimada", "estimado de cosecha"),
    "trader_price_usd_per_qq": (
        *("trader price", "trader's price", "traders' price", "local price"),
        *("precio intermediario", "precio del intermediario", "precio local"),
    ),
    "advance_usd_per_qq": ("advance", "advance paid", "adelanto", "anticipo"),
}
MONEY = ("price_usd_per_qq", "trader_price_usd_per_qq", "advance_usd_per_qq")
FIGURES = ("delivered_qq", "harvest_qq", "harvest_estimate_qq", *MONEY)
NEEDED = ("member", "delivered_qq", "price_usd_per_qq", "paid")
_UNITS = re.compile(r"\b(?:usd?|us\$|d[oó]lares|dollars)? ?(?:/|per|por)? ?(?:qq|quintals?|quintal(?:es)?)$")


def plain_name(cell: str) -> str:
    """A head without capitals, underscores, what stands in brackets, and its unit.

    >>> plain_name("Price_USD_per_qq"), plain_name("Cosecha estimada (qq)"), plain_name("delivered_qq")
    ('price', 'cosecha estimada', 'delivered')
    """
    name = " ".join(re.sub(r"\(.*?\)", " ", cell.lower().replace("_", " ")).replace("us$", "usd").split())
    return _UNITS.sub("", name).strip() or name


def columns_of(table: Table) -> tuple[int, dict[str, int]] | None:
    """The row of the heads and the place of each column; None where no row names a member and what was delivered.

    >>> from pathlib import Path
    >>> columns_of(Table(Path("a.csv"), None, [["Socio", "Mes", "Entregado (qq)"]], [1]))
    (0, {'member': 0, 'month': 1, 'delivered_qq': 2})
    """
    for number, row in enumerate(table.rows):
        heads = [plain_name(cell) for cell in row]
        places: dict[str, int] = {}
        for name, also in NAMES.items():
            at = [place for place, head in enumerate(heads) if head in also]
            if len(at) > 1:
                message = _("two columns of the same meaning: {first}, {second}")
                raise UserMistake(
                    message.format(first=row[at[0]], second=row[at[1]]), file=table.file, line=table.lines[number], field=name
                )
            if at:
                places[name] = at[0]
        if {"member", "delivered_qq"} <= set(places):
            return number, places
    return None


def refuse_what_is_missing(table: Table, number: int, places: Mapping[str, int]) -> None:
    """Each column that a ledger needs is there, once, and its prices are US$ a quintal as far as the heads say."""
    line, heads = table.lines[number], [cell for cell in table.rows[number] if cell]
    for name in NEEDED:
        if name not in places:
            raise UserMistake(_("no column {name}").format(name=name), file=table.file, line=line, among=heads, got=None)
    if ("month" in places) == ("season" in places):
        message = _("a ledger has a column month or a column season, one of the two")
        raise UserMistake(message, file=table.file, line=line, among=heads)
    if {"harvest_qq", "harvest_estimate_qq"} <= set(places):
        message = _("a ledger has the harvest or its estimate, one of the two")
        raise UserMistake(message, file=table.file, line=line, among=heads)
    for name in MONEY:
        if name in places:
            head, place = table.rows[number][places[name]], table.place(number, places[name])
            refuse_what_is_no_price(table.file, [(head, line, place)])
            unit = unit_in(head)
            if unit not in (None, "usd_per_qq"):
                got = head if unit == OTHER_UNIT else unit
                raise UserMistake(file=table.file, line=line, field=place or head, got=got, allowed="usd_per_qq")
