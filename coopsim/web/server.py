"""Our own Starlette application around Solara's: assets from disk only, our page frame, our checks; served by uvicorn."""

from __future__ import annotations

import os
import threading
import time
import warnings
import webbrowser
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

# Before Solara is imported, because it reads them then. Nothing is reported to anybody, nothing is looked up.
os.environ.update(
    {
        "SOLARA_APP": "coopsim.web.pages",
        "SOLARA_MODE": "production",
        "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
        "SOLARA_THEME_SHOW_BANNER": "False",
        "SOLARA_THEME_TITLE": "coopsim",
        "SOLARA_KERNEL_CULL_TIMEOUT": "10m",
        "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
        "SOLARA_ASSETS_PROXY": "True",
    }
)

import solara
import uvicorn
from solara.server import kernel_context, settings
from solara.server import starlette as solara_server
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES, as_written, own_words
from coopsim.language import text as _
from coopsim.web.downloads import download
from coopsim.web.frame import framed, not_found
from coopsim.web.investigation.files import investigation_file
from coopsim.web.live import path_of
from coopsim.web.network import LOCAL, Hosts, bases_of
from coopsim.web.pages import explore
from coopsim.web.pages.explore_light import is_light
from coopsim.web.pages.start import start_page
from coopsim.web.plain import light, story
from coopsim.web.presets import PRESETS, preset_texts
from coopsim.web.security import MOST_VISITORS, Guard
from coopsim.web.state import PageState
from coopsim.web.workshop.gate import Gate
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.routes import routes as workshop_routes
from coopsim.web.workshop.welcome import trainers_link, welcome

settings.theme.loader = "plain"  # here, not above: also where somebody has imported Solara before us
DRAWN = Path(__file__).with_name("drawn")  # pictures and plain pages: scripts, styles, kept runs
_NOT_OFFERED = ("/readyz", "/resourcez", "/_solara/api/evict/{kernel_id}")


def application(language: str = "en", hosts: Container[str] = LOCAL, room: Room | None = None) -> ASGIApp:
    """The whole application.

    `language`: where an address says none; `hosts`: the names of this server; `room`: the workshop that it holds.
    """
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")  # we are in no frame of another site
    routes_of_solara = [
        route
        for route in solara_server.routes
        if getattr(route, "endpoint", None) is not solara_server.root and getattr(route, "path", "") not in _NOT_OFFERED
    ]

    async def page(request: Request) -> Response:
        asked = request.query_params.get("lang", "")
        if asked not in LANGUAGES:
            address = request.url.include_query_params(lang=language)
            return RedirectResponse(f"/{address.path.lstrip('/')}?{address.query}", 302)  # one slash: two lead to another server
        if request.url.path == "/explore" and is_light(request.headers, request.query_params, request.cookies):
            return await light(request, asked)
        if len(visitors()) >= MOST_VISITORS:
            return HTMLResponse(framed_full(asked), 503)
        try:
            answer_of_solara = await solara_server.root(request)
        except Exception as error:
            if getattr(error, "status_code", None) != 404:
                raise
            return HTMLResponse(not_found(asked), 404)
        if not isinstance(answer_of_solara, HTMLResponse):
            return answer_of_solara
        answer = HTMLResponse(framed(bytes(answer_of_solara.body).decode(), asked), headers={"Cache-Control": "no-store"})
        answer.raw_headers += [pair for pair in answer_of_solara.raw_headers if pair[0] == b"set-cookie"]
        return answer

    async def start(request: Request) -> Response:
        asked = request.query_params.get("lang", "")
        if asked not in LANGUAGES:
            return RedirectResponse(f"/?{request.url.include_query_params(lang=language).query}", 302)
        return HTMLResponse(start_page(asked, room is not None), headers={"Cache-Control": "no-store"})

    routes: list[Any] = [
        # ahead of Solara's own, which would fetch from the internet whatever is missing here
        Mount("/_solara/cdn", app=StaticFiles(directory=settings.assets.proxy_cache_dir)),
        Route("/download/{name}", download),
        Route("/download/investigate/{name}", investigation_file),
        Route("/story.json", story),
        Mount("/drawn", app=StaticFiles(directory=DRAWN)),
        Route("/", start),
        *(workshop_routes(room, language) if room else ()),
        *routes_of_solara,
        Route("/{path:path}", page),
    ]
    inner = Starlette(routes=routes, lifespan=solara_server.lifespan, middleware=solara_server.middleware)
    return Guard(Gate(inner) if room else inner, hosts, visitors)


def framed_full(language: str) -> str:
    """The page for one visitor too many."""
    message = _("Too many visitors at the moment ({n}). Please try again in some minutes.", language)
    return not_found(language, message.format(n=MOST_VISITORS))


def visitors() -> list[str]:
    """The identities of all who are connected, or were up to ten minutes ago."""
    return list(kernel_context.contexts)


def warm(language: str) -> None:
    """Do beforehand what a first visitor would wait for: read scenarios and words, make the first page's run, draw the page."""
    for name in PRESETS:
        preset_texts(name, language)
    path_of(PageState().preset)
    # drawn once for nobody: that reads the components' files and fills what Solara keeps
    box, drawn = solara.render(explore.Page(), handle_error=False)
    drawn.close()
    box.close()


def serve(
    host: str,
    port: int,
    language: str,
    open_browser: bool = True,
    replacements: Mapping[str, Callable[[str], str]] | None = None,
    allowed: Sequence[str] = (),
    room: Room | None = None,
) -> None:
    """Serve the pages until Ctrl+C.

    `replacements`: a trainer's own words (`coopsim.report.own_words.read`); `allowed`: further names of this server;
    `room`: the workshop that it holds.
    """
    addresses = [f"{base}/?lang={language}" for base in bases_of(host, port)]
    if room:
        room.addresses = partial(bases_of, host, port)
        addresses = [trainers_link(room, language)]
    pages = application(language, Hosts(host, allowed), room)
    server = uvicorn.Server(uvicorn.Config(pages, host=host, port=port, log_level="warning", timeout_graceful_shutdown=3))
    threading.Thread(target=_say_when_ready, args=(server, addresses, language, open_browser, room), daemon=True).start()
    with own_words(replacements or {}):
        server.run()
    if not server.started:
        raise UserMistake(_("cannot listen there"), field="--port", got=port)


def _say_when_ready(
    server: uvicorn.Server, addresses: Sequence[str], language: str, open_browser: bool, room: Room | None
) -> None:
    for _attempt in range(600):
        if server.started:
            if room:
                print(_("Getting the workshop ready: the first time on a computer takes some minutes.", language), flush=True)  # noqa: T201
                room.warm()
                print(welcome(room, language), flush=True)  # noqa: T201
            else:
                warm(language)
                with as_written():
                    ready = _("coopsim is at {address} (Ctrl+C ends it)", language)
                print(ready.format(address=" ".join(addresses)), flush=True)  # noqa: T201
            if open_browser:
                webbrowser.open(addresses[0])
            return
        time.sleep(0.1)
