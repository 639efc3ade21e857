"""What is printed when a workshop is open: the trainer's link, the phones' address with its picture and code."""

from __future__ import annotations

from coopsim.language import as_written
from coopsim.language import text as _
from coopsim.web.workshop.code import printed_code
from coopsim.web.workshop.room import Room


def trainers_link(room: Room, language: str) -> str:
    """The cockpit's address with its key: on this computer."""
    return f"{room.addresses()[0]}/workshop?lang={language}&key={room.key}"


def welcome(room: Room, language: str) -> str:
    """All that is printed."""
    with as_written():
        lines = [
            _("The trainer's page, for nobody else (Ctrl+C ends it): {address}", language).format(
                address=trainers_link(room, language)
            ),
            printed_code(room.link),
            _("Phones: {address}  code {code}", language).format(address=room.link, code=room.code),
        ]
        bases = room.addresses()
        if len(bases) < 2:
            lines.append(_("This computer is in no network: phones cannot reach it, and cards need none.", language))
        elif len(bases) > 2:
            others = " ".join(f"{base}/p" for base in bases[1:-1])
            lines.append(_("If phones do not get there: {addresses}", language).format(addresses=others))
        return "\n".join(lines)
