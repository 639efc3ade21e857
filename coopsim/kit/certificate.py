"""The certificate of the bet: what the room bet, what the futures brought, and what goes to the assembly. It asks for no name."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Table

from coopsim.kit.drawing import Card
from coopsim.kit.paper import INK, SOFT, Sheet, paragraph, rows
from coopsim.kit.sheets import question, vote_of
from coopsim.language import current, declared
from coopsim.language import text as _
from coopsim.workshop.futures import NUMBER

BLANK = 46 * "_"


def certificate_pages(sheet: Sheet) -> Iterator[Flowable]:
    """One page."""
    width, bet = sheet.width - 40, vote_of("bet")
    heads = [paragraph(head, 10.5, bold=True, alignment=1) for head in (_("we bet: cards"), _("it happened: futures"))]
    body = [[Card(card.id, 32, 22), paragraph(declared(card, current()), 13), "", ""] for card in bet.card]
    widths = [44, width * 0.4 - 44, width * 0.3, width * 0.3]
    sides = ("LEFT", "RIGHT", "TOP", "BOTTOM")
    proof = _("Open when the price rose: ______ of {n} futures. One afternoon and one model prove nothing.").format(n=NUMBER)
    parts = [
        paragraph(_("Certificate of the bet"), 28, bold=True, alignment=1, after=8),
        paragraph(f"{_('Place and date')}: {BLANK}", 11, alignment=1, after=14),
        paragraph(declared(bet.title, current()), 13, bold=True, after=4),
        rows([["", "", *heads], *body], widths, ("LINEBEFORE", (2, 0), (-1, -1), 0.5, SOFT), rowHeights=[22, 36, 36, 36]),
        paragraph(proof, 10.5, before=6, after=12),
        *question("commitment", width, 13),
        paragraph(f"{_('Who takes it there (an office or a committee, no name)')}: {BLANK}", 11, before=14),
    ]
    frame = [("BOX", (0, 0), (-1, -1), 2, INK), *((f"{side}PADDING", (0, 0), (-1, -1), 20) for side in sides)]
    yield Table([[parts]], colWidths=[sheet.width], style=frame)
