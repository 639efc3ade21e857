"""`coopsim app`: the pages, served from this computer."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli import options
from coopsim.cli.screen import note
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _

if TYPE_CHECKING:
    from coopsim.web.workshop.room import Room

EVERYWHERE = "0.0.0.0"
SESSION = "coopsim-workshop.jsonl"
NEEDED = ("solara", "uvicorn", "starlette", "ipyvuetify", "psutil", "segno")


def web(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on: 127.0.0.1; with --workshop, every one.")
    ] = "",
    port: Annotated[
        int, typer.Option("--port", metavar="N", parser=options.whole_number("--port", 1, 65535), help="Port to listen on.")
    ] = 8765,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another name of this server, behind a proxy; may be repeated."),
    ] = None,
    workshop: Annotated[
        bool, typer.Option("--workshop", help="Hold a workshop: trainer's page, projector, phones of the same network.")
    ] = False,
    plan: options.Plan = 90,
    people: options.People = 25,
    session: options.SessionFile = None,
    palabras: options.Palabras = "",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
) -> None:
    """Open the pages in the browser: explore, compare, learn. Nothing leaves this computer; Ctrl+C ends it."""
    if any(find_spec(name) is None for name in NEEDED):
        raise UserMistake(_("the pages need more packages: pip install 'coopsim[web]'"))
    replacements = options.own_words_of(palabras)
    if session and not workshop:
        raise UserMistake(field="--session", got=session, allowed=_("together with --workshop"))
    listens = host or (EVERYWHERE if workshop else "127.0.0.1")
    _refuse_what_is_taken(listens, port)
    from coopsim.web.server import serve  # here: it loads the whole web part

    room = _room(session or Path(SESSION), plan, people) if workshop else None
    serve(
        listens,
        port,
        current(),
        open_browser=not no_browser,
        replacements=replacements,
        allowed=allow_host or (),
        room=room,
    )


def _room(file: Path, plan: int, people: int) -> Room:
    """The room of a new session, or of the one that the file holds."""
    from coopsim.web.workshop.room import Room
    from coopsim.workshop.session import Session

    if file.exists():
        session = Session.resume(file)
        where = getattr(session.place.phase.title, current())
        note(
            _("{file} goes on at: {phase}. A new session takes a new file: --session FILE").format(file=file, phase=where), False
        )
        return Room(session)
    session = Session.begin(file, plan, people)
    if not session.log.is_saved:
        raise UserMistake(_("cannot be written"), field="--session", got=file)
    return Room(session)


def _refuse_what_is_taken(host: str, port: int) -> None:
    try:
        family, kind, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise UserMistake(field="--host", got=host, allowed=_("an address of this computer")) from None
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise UserMistake(
                f"{_('cannot listen there')} ({error.strerror})", field="--port", got=port, allowed=_("a free port, such as 8766")
            ) from None
