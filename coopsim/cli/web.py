"""`coopsim app`: the pages, served from this computer."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _

NEEDED = ("solara", "uvicorn", "starlette", "ipyvuetify", "psutil")


def web(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", parser=options.whole_number("--port", 1, 65535), help="Port to listen on.")
    ] = 8765,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another name of this server, behind a proxy; may be repeated."),
    ] = None,
    palabras: options.Palabras = "",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
) -> None:
    """Open the pages in the browser: explore, compare, learn. Nothing leaves this computer; Ctrl+C ends it."""
    if any(find_spec(name) is None for name in NEEDED):
        raise UserMistake(_("the pages need more packages: pip install -e '.[web]'"))
    replacements = options.own_words_of(palabras)
    _refuse_what_is_taken(host, port)
    from coopsim.web.server import serve  # here: it loads the whole web part

    serve(host, port, current(), open_browser=not no_browser, replacements=replacements, allowed=allow_host or ())


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
