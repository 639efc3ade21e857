"""Answers for Explore's light page: the page, and a run as JSON; two at a time, so that the other pages stay quick."""

from __future__ import annotations

import json
from functools import cache

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from coopsim.language import text as _
from coopsim.web.frame import not_found
from coopsim.web.pages.explore_light import light_page, run_of

AT_A_TIME, MOST_WAITING = 2, 40
KEPT_NOWHERE = {"Cache-Control": "no-store"}


@cache
def _room() -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(AT_A_TIME)


def is_welcome(request: Request) -> bool:
    """Whether there is room, and no other site asks for a run through the reader's browser."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site in ("same-origin", "none") and _room().statistics().tasks_waiting < MOST_WAITING


async def story(request: Request) -> Response:
    """The run of a link (the same grammar as the page's address), as `run_of` gives it."""
    if not is_welcome(request):
        return Response("full", 503)
    run = await anyio.to_thread.run_sync(run_of, request.url.query, limiter=_room())
    return Response(json.dumps(run, ensure_ascii=False), media_type="application/json", headers=KEPT_NOWHERE)


async def light(request: Request, language: str) -> Response:
    """The page itself; from a link of any site, as every page."""
    if _room().statistics().tasks_waiting >= MOST_WAITING:
        message = _("Too many visitors at the moment ({n}). Please try again in some minutes.", language)
        return HTMLResponse(not_found(language, message.format(n=MOST_WAITING)), 503)
    page = await anyio.to_thread.run_sync(light_page, request.url.query, language, limiter=_room())
    return HTMLResponse(page, headers=KEPT_NOWHERE)
