"""The addresses of the workshop: who may see what, what is asked for, what is done."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES, speaking
from coopsim.language import text as _
from coopsim.web.frame import not_found
from coopsim.web.workshop.answers import KEPT_NOWHERE, language_of, sent, worked_out
from coopsim.web.workshop.cockpit import cockpit, cockpit_page
from coopsim.web.workshop.phone_routes import phone_routes
from coopsim.web.workshop.pieces import plain_page, script
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.screens import screen

COOKIE = "coopsim_trainer"  # so that the trainer's browser finds the page again from the start
OF_THE_TRAINER = ("go", "people", "count", "choose", "minutes", "pause", "show")


def routes(room: Room, language: str) -> list[Route]:
    """Those of one room; `language` where an address says none."""

    def spoken(request: Request) -> str:
        return language_of(request, language)

    async def cockpit_at(request: Request) -> Response:
        given = request.query_params.get("key", "") or request.cookies.get(COOKIE, "")
        if not _has(room.key, given):
            return _closed(spoken(request))
        if request.query_params.get("lang") not in LANGUAGES:
            return RedirectResponse(f"/workshop?lang={language}&key={room.key}", 302)
        page = await _page(lambda: cockpit_page(room, spoken(request)), spoken(request))
        page.set_cookie(COOKIE, room.key, httponly=True, samesite="strict", path="/workshop")
        return page

    async def state(request: Request) -> Response:
        if not _has(room.key, request.query_params.get("key", "")):
            return _refused()
        return await _state(room, request.query_params.get("v", ""), spoken(request))

    async def do(request: Request) -> Response:
        if not _has(room.key, request.headers.get("x-workshop-key", "")):
            return _refused()
        event = await sent(request)
        if event is None or event.get("kind") not in OF_THE_TRAINER:
            return JSONResponse({"error": "?"}, 400)
        chosen = str(event.pop("lang", language))
        chosen = chosen if chosen in LANGUAGES else language

        def doing() -> str:
            with speaking(chosen):
                return done(room, event)

        error = await anyio.to_thread.run_sync(doing)
        return await _state(room, "", chosen, error)

    async def screen_at(request: Request) -> Response:
        if not _has(room.screen_key, request.query_params.get("key", "")):
            return _closed(spoken(request))
        return await _page(lambda: screen_page(room), spoken(request))

    async def screen_state(request: Request) -> Response:
        if not _has(room.screen_key, request.query_params.get("key", "")):
            return _refused()
        if request.query_params.get("v") == room.version:
            return JSONResponse({}, headers=KEPT_NOWHERE)
        version = room.version
        html = await worked_out(lambda: screen(room), spoken(request))
        return JSONResponse({"version": version, "html": html}, headers=KEPT_NOWHERE)

    return [
        Route("/workshop", cockpit_at),
        Route("/workshop/state", state),
        Route("/workshop/do", do, methods=["POST"]),
        Route("/workshop/screen", screen_at),
        Route("/workshop/screen/state", screen_state),
        *phone_routes(room, language),
    ]


def screen_page(room: Room) -> str:
    """The projector's page: no control is on it."""
    title = _("Screen")
    labels = {"lost": "", "unsaved": ""}
    body = (
        f'<main id="screen" data-state="/workshop/screen/state" data-key="{room.screen_key}" '
        f'data-labels=\'{json.dumps(labels)}\'><div id="content" aria-live="polite"></div></main>'
    )
    return plain_page(title, body, script("valley") + script("workshop"))


def done(room: Room, event: dict[str, Any]) -> str:
    """Do it; what was wrong with it, "" for nothing."""
    try:
        room.do(**event)
    except UserMistake as mistake:
        return str(mistake)
    except (TypeError, AttributeError):
        return "?"
    return ""


def _has(key: str, given: str) -> bool:
    return secrets.compare_digest(given.encode(), key.encode())  # too long to be guessed: tries need no counting


def _closed(language: str) -> Response:
    message = _("This page opens with the link that the program printed when it started. Copy it whole from there.", language)
    return HTMLResponse(not_found(language, message), 403)


def _refused() -> Response:
    return JSONResponse({"error": "key"}, 403)


async def _state(room: Room, shown: str, language: str, error: str = "") -> Response:
    version = room.version
    state = await worked_out(lambda: cockpit(room), language)
    if shown == version:
        state.pop("html")
    return JSONResponse({"version": version, **state, **({"error": error} if error else {})}, headers=KEPT_NOWHERE)


async def _page(make: Callable[[], str], language: str) -> Response:
    return HTMLResponse(await worked_out(make, language), headers=KEPT_NOWHERE)
