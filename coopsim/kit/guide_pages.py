"""The facilitator's guide: before the day, the programme step by step with the wall beside it, and what may fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, tostring

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from coopsim.kit.figures import figures, names_of_buttons
from coopsim.kit.paper import INK, SOFT, TIGHT, TINT, TOP, Sheet, heading, paragraph, rows, typed
from coopsim.kit.wall import Rehearsed, framed, shown
from coopsim.language import current, declared
from coopsim.language import text as _
from coopsim.version import __version__
from coopsim.workshop.guide import Notes, Usual, guide
from coopsim.workshop.programme import PLANS, Phase, Step
from coopsim.workshop.rehearsal import Rehearsal

WALL_SHARE = 0.42  # of the width, for the wall beside a step
LARGE = ("replay", "levers", "boards", "futures")  # screens that need the whole width
NOT_DRAWN = ("title", "join", "valley")  # a title only, a code of that day, a picture that a browser draws
ONCE = ("offer",)  # much the same in each round


@dataclass(frozen=True)
class Pages:
    """The guide of one rehearsal on one paper."""

    played: Rehearsal
    sheet: Sheet
    copies: Sequence[tuple[str, str]]  # file -> how many to print

    def story(self) -> list[Flowable]:
        """All that it says, in order."""
        return [*self._opening(), *self._before(), *self._papers(), *self._programme(), *self._ends()]

    def _opening(self) -> Iterator[Flowable]:
        yield paragraph(_("Facilitator's guide"), 24, bold=True, after=4)
        yield paragraph(
            _("A workshop with members of a coffee cooperative: with cards, a laptop and a projector, without internet"),
            12,
            colour=SOFT,
            after=8,
        )
        form = _(
            "What you say and ask stands here as it stands on your page. Figures and pictures are those of one rehearsal: "
            "{people} simulated people, {minutes} minutes, coopsim {version}. In your room they will be others."
        )
        session = self.played.session
        yield paragraph(form.format(people=session.state.people, minutes=session.programme.plan, version=__version__))
        yield heading(_("Three plans, in minutes"))
        head = ["", *(_("{n} min").format(n=plan) for plan in PLANS), _("who decides")]
        who = {
            "bet": _("everybody: three cards"),
            "rule": _("everybody: three cards, then two"),
            "boards": _("five boards: sheets"),
            "commitment": _("everybody: three cards"),
        }
        who |= dict.fromkeys(("silent", "talk"), _("everybody: two cards"))
        body = [[_spoken(phase.title), *_minutes(phase), who.get(phase.id, "")] for phase in session.programme.phases]
        lines = [head, *body, [_("in all"), *map(str, PLANS), ""]]
        content = [[paragraph(cell, 9, bold=line in (lines[0], lines[-1])) for cell in line] for line in lines]
        yield rows(content, [self.sheet.width * part for part in (0.3, 0.12, 0.12, 0.12, 0.34)])

    def _before(self) -> Iterator[Flowable]:
        names = names_of_buttons(self.played)
        head = [heading(_("Before the day"), 16, before=14)]
        for section in guide().before:
            head.append(heading(_spoken(section.title), 11, before=6))
            for number, line in enumerate(section.line, 1):
                mark = f"{number}." if section.id == "start" else "–"
                head.append(paragraph(f"{mark} {_spoken(line).format(**names)}", 9.5, leftIndent=14, firstLineIndent=-14))
                if line.command:
                    head.append(typed(line.command.format(**names), indent=14))
                yield KeepTogether(head)
                head = []

    def _papers(self) -> Iterator[Flowable]:
        title = heading(_("What to print"), 11, before=8)
        content = [[paragraph(file, 9), paragraph(number, 9)] for file, number in self.copies]
        advice = _("All of it can be printed in black and white: cards differ by pattern too.")
        yield KeepTogether(
            [title, rows(content, [self.sheet.width * 0.36, self.sheet.width * 0.64]), paragraph(advice, 9, before=4)]
        )

    def _programme(self) -> Iterator[Flowable]:
        room, numbers = Rehearsed(self.played), figures(self.played)
        places = self.played.session.programme.places
        step_of = {id(place.step): number for number, place in enumerate(places)}  # of a game's years the last one
        head: list[Flowable] = [heading(_("The programme, step by step"), 16, before=14)]
        drawn: set[str | bytes] = set()
        for phase in self.played.session.programme.phases:
            head += self._head(phase)
            for step in phase.step:
                wall = room.wall(step_of[id(step)])
                kind = step.screen if step.screen in ONCE else tostring(wall)
                notes = [self._notes(guide().notes[phase.id], numbers)] if step is phase.step[-1] else []
                yield KeepTogether([*head, *self._step(step, None if kind in drawn else wall), *notes])
                head = []
                drawn.add(kind)

    def _head(self, phase: Phase) -> list[Flowable]:
        minutes = " · ".join(f"{_('{n} min').format(n=plan)}: {here}" for plan, here in zip(PLANS, _minutes(phase), strict=True))
        content = [[paragraph(_spoken(phase.title), 14, bold=True, after=0), paragraph(minutes, 9, colour=SOFT, alignment=2)]]
        look = [("LINEABOVE", (0, 0), (-1, 0), 1.5, INK), ("VALIGN", (0, 0), (-1, -1), "BOTTOM"), *TIGHT]
        width = self.sheet.width
        head = [Table(content, colWidths=[width * 0.5, width * 0.5], style=look, spaceBefore=12)]
        head.append(paragraph(_spoken(phase.ready), 9, label=_("Beforehand"), colour=SOFT))
        paper = _spoken(guide().notes[phase.id].paper).format(**names_of_buttons(self.played))
        return [*head, paragraph(paper, 9, label=_("Papers"), colour=SOFT)] if paper else head

    def _step(self, step: Step, wall: Element | None) -> list[Flowable]:
        width = self.sheet.width
        text: list[Flowable] = [paragraph(_spoken(step.title), 10.5, bold=True)]
        if step.yearly:
            text.append(paragraph(_("once for each year"), 8.5, colour=SOFT))
        text.append(paragraph(_spoken(step.say), 10, label=_("Say"), after=3))
        text += [paragraph(_spoken(step.ask), label=_("Do"), after=3)] if step.ask.en else []
        text += [paragraph(_spoken(step.reply), 9, leftIndent=10, after=3)] if step.reply.en else []
        if wall is None or step.screen in NOT_DRAWN:
            return [*text, Spacer(0, 6)]
        if step.screen in LARGE:
            wide = width * (0.62 if wall.find("svg") is not None else 0.8)  # a chart is as high as it is wide
            return [*text, Spacer(0, 4), framed(shown(wall, wide), wide + 14), Spacer(0, 6)]
        frame = framed(shown(wall, width * WALL_SHARE - 20), width * WALL_SHARE - 6)
        look = [TOP, *TIGHT, ("RIGHTPADDING", (0, 0), (0, 0), 10), ("ALIGN", (1, 0), (1, 0), "RIGHT")]
        both = Table([[text, frame]], colWidths=[width * (1 - WALL_SHARE), width * WALL_SHARE], style=look)
        return [both, Spacer(0, 6)]

    def _notes(self, notes: Notes, numbers: Mapping[str, str]) -> Flowable:
        lines: list[Flowable] = [paragraph(_("What usually happens"), 9, bold=True)]
        lines += [_usual(one, numbers) for one in notes.usual]
        lines += [paragraph(_("And if not"), 9, bold=True, before=2), paragraph(_spoken(notes.instead), 9)]
        look = [
            ("BACKGROUND", (0, 0), (-1, -1), TINT),
            ("LINEBEFORE", (0, 0), (0, -1), 3, INK),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ]
        return Table([[lines]], colWidths=[self.sheet.width], style=look, spaceBefore=4, spaceAfter=4)

    def _ends(self) -> Iterator[Flowable]:
        title = heading(_("If something fails during the workshop"), 16, before=14)
        content = [[paragraph(_spoken(end.what), 9, bold=True), paragraph(f"{_spoken(end.then)}.", 9)] for end in guide().end]
        sources = [paragraph(source.full, 8.5, colour=SOFT) for source in guide().source]
        table = rows(content, [self.sheet.width * 0.32, self.sheet.width * 0.68], TOP)
        yield KeepTogether([title, table, heading(_("Studies named here"), 11), *sources])


def _spoken(text: Any) -> str:
    return declared(text, current())


def _minutes(phase: Phase) -> list[str]:
    return [str(phase.minutes[str(plan)] or "–") for plan in PLANS]


def _usual(usual: Usual, numbers: Mapping[str, str]) -> Flowable:
    basis = {"rehearsal": _("In the rehearsal"), "study": _("Studies"), "expected": _("We expect")}[usual.basis]
    sentence = _spoken(usual).format(**numbers)
    if usual.source:
        sentence = f"{sentence} ({next(source.short for source in guide().source if source.id == usual.source)})"
    return paragraph(sentence, 9, label=basis)
