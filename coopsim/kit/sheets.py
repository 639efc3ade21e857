"""Sheets to be filled in: one for each board, and half a page for each member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Table

from coopsim.kit.drawing import Card
from coopsim.kit.halves import Halves
from coopsim.kit.paper import INK, LETTERS, MIDDLE, SOFT, TIGHT, Sheet, heading, paragraph, rows
from coopsim.language import current, declared
from coopsim.language import text as _
from coopsim.report.workshop_words import board_name
from coopsim.web.workshop.pieces import LETTERS_OF_STOPS
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import BOARD_YEARS, PLANS, ROUNDS, YEARS, Step, programme
from coopsim.workshop.session import NUMBER_OF_BOARDS

BOX = "☐"
FLAT = (("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1))
WHAT, LETTER, STOP = 0.22, 0.05, 0.38  # of the width; the years share the rest


def board_pages(sheet: Sheet) -> Iterator[Flowable]:
    """A page for each board: six things, three stops, a box for each year; and what the years brought."""
    for board in range(1, NUMBER_OF_BOARDS + 1):
        if board > 1:
            yield PageBreak()
        yield from _board(board, sheet)


def _board(board: int, sheet: Sheet) -> Iterator[Flowable]:
    yield paragraph(board_name(board), 22, bold=True, after=4)
    plans = ", ".join(_("{plan} minutes: {n} years").format(plan=plan, n=BOARD_YEARS[plan]) for plan in PLANS)
    how = _("Each year, tick one box for each of the six things. What is not ticked stays as it was the year before.")
    yield paragraph(f"{how} {plans}.", after=6)
    years = max(BOARD_YEARS.values())
    left = sheet.width * (WHAT + LETTER + STOP)
    of_years = [(sheet.width - left) / years] * years
    content: list[list[Any]] = [["", "", "", *years_of(years)]]
    lines: list[tuple[Any, ...]] = []
    for lever in levers().values():
        first = len(content)
        lines += [("SPAN", (0, first), (0, first + 2)), ("LINEBELOW", (0, first + 2), (-1, first + 2), 1.2, INK)]
        for place, stop in enumerate(lever.stop):
            usual = f" ({_('as it stands today')})" if place == lever.usual else ""
            title = paragraph(declared(lever.title, current()), 10, bold=True) if place == 0 else ""
            option = paragraph(f"{declared(stop, current())}{usual}", 9)
            boxes = [paragraph(BOX, 15, alignment=1, after=0)] * years
            content.append([title, paragraph(LETTERS_OF_STOPS[place], 10, bold=True), option, *boxes])
    widths = [sheet.width * WHAT, sheet.width * LETTER, sheet.width * STOP, *of_years]
    yield rows(content, widths, *lines, rowHeights=[16] + [9.2 * mm] * (len(content) - 1))
    yield heading(_("What the year brought (copy it from the wall)"), 11)
    asked = (_("sacks of 100"), _("income of a family"), _("reserve"), _("members"))
    blank = [[paragraph(one, 9), *[""] * years] for one in asked]
    yield rows(blank, [left, *of_years], ("LINEAFTER", (0, 0), (-2, -1), 0.5, SOFT), rowHeights=[8.4 * mm] * len(asked))


def years_of(number: int) -> list[Flowable]:
    """The heads of so many years."""
    return [paragraph(_("year {n}").format(n=year + 1), 8.5, bold=True, alignment=1) for year in range(number)]


def member_pages(sheet: Sheet) -> Iterator[Flowable]:
    """Two sheets of a member on a page: the bet, the years of each round, the commitment."""
    yield Halves(sheet, _member)


def _member(width: float) -> list[Flowable]:
    years, silent = max(YEARS.values()), vote_of(ROUNDS[0])
    phases = {phase.id: phase for phase in programme(PLANS[-1]).phases}
    cards = [[BOX, Card("blue", 20, 14), BOX, Card("orange", 20, 14)], [paragraph("US$ __________", 9), "", "", ""]]
    look = [("SPAN", (0, 1), (-1, 1)), ("FONT", (0, 0), (-1, 0), LETTERS, 13), MIDDLE, *TIGHT, *FLAT]
    cell = Table(cards, colWidths=[16, 26, 16, 24], style=look)
    body = [[paragraph(declared(phases[phase].title, current()), 10), *[cell] * years] for phase in ROUNDS]
    key = [part for card in silent.card for part in (Card(card.id), paragraph(declared(card, current()), 9))]
    return [
        paragraph(_("My decisions (no name is needed)"), 15, bold=True, after=4),
        *question("bet", width, 9),
        paragraph(_("Each year tick the card that you show, and write what a quintal brought you."), 9, bold=True, before=6),
        rows([["", *years_of(years)], *body], [width * 0.31, *[width * 0.23] * years]),
        Table([key], colWidths=[20, width * 0.3] * len(silent.card), hAlign="LEFT", style=[MIDDLE]),
        *question("commitment", width, 9),
    ]


def vote_of(phase: str) -> Step:
    """The vote of a phase."""
    return next(place.step for place in programme(PLANS[-1]).places if place.phase.id == phase and place.step.card)


def question(phase: str, width: float, size: float) -> list[Flowable]:
    """The question of a vote, and its cards to tick."""
    step = vote_of(phase)
    cells = [[BOX, Card(card.id, 2 * size, 1.4 * size), paragraph(declared(card, current()), size)] for card in step.card]
    look = [("FONT", (0, 0), (0, -1), LETTERS, 1.5 * size), MIDDLE, *TIGHT, *FLAT]
    title = paragraph(declared(step.title, current()), size, bold=True, before=8)
    return [title, Table(cells, colWidths=[2 * size, 3 * size, width - 6 * size], hAlign="LEFT", style=look)]
