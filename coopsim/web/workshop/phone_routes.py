"""The addresses of phones: the page, what it shows now, what is pressed."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.web.workshop.answers import KEPT_NOWHERE, address_of, language_of, sent, worked_out
from coopsim.web.workshop.phone import board_of, phone, phone_page
from coopsim.web.workshop.room import Room

COOKIE, HOURS = "coopsim_player", 6


def phone_routes(room: Room, language: str) -> list[Route]:
    """Those of one room; `language` where an address says none."""

    def spoken(request: Request) -> str:
        return language_of(request, language)

    async def page(request: Request) -> Response:
        code = request.query_params.get("room", "")[:6].upper()
        player = room.player(request.cookies.get(COOKIE, ""))
        html = await worked_out(lambda: phone_page(room, player, code), spoken(request))
        return HTMLResponse(html, headers=KEPT_NOWHERE)

    async def state(request: Request) -> Response:
        player = room.player(request.cookies.get(COOKIE, ""))
        if request.query_params.get("v") == f"{room.version}-{player}":
            return JSONResponse({}, headers=KEPT_NOWHERE)
        return JSONResponse(await worked_out(lambda: phone(room, player), spoken(request)), headers=KEPT_NOWHERE)

    async def do(request: Request) -> Response:
        event = await sent(request)
        if event is None:
            return JSONResponse({"error": "?"}, 400)
        if "code" in event:
            return await enter(request, str(event["code"]), str(event.get("name", "")))
        player = room.player(request.cookies.get(COOKIE, ""))
        if player is None:
            return JSONResponse({"error": _("Type the code of the room.", spoken(request))}, 403)

        def doing() -> dict[str, Any]:
            error = _decide(room, player, event)
            return {**phone(room, player), **({"error": error} if error else {})}

        return JSONResponse(await worked_out(doing, spoken(request)), headers=KEPT_NOWHERE)

    async def enter(request: Request, code: str, nickname: str) -> Response:
        address = address_of(request)
        if not room.may_try(address):
            return JSONResponse({"error": _("Too many wrong codes. Wait one minute.", spoken(request))}, 429)
        if not secrets.compare_digest(code.strip().upper().encode(), room.code.encode()):
            room.was_wrong(address)
            return JSONResponse({"error": _("That is not the code on the screen.", spoken(request))}, 403)
        token = request.cookies.get(COOKIE, "")
        if room.player(token) is None:
            token = secrets.token_urlsafe(12)

        def coming() -> dict[str, Any]:
            try:
                return phone(room, room.join(token, nickname))
            except UserMistake as mistake:
                return {"error": str(mistake)}

        answer = JSONResponse(await worked_out(coming, spoken(request)), headers=KEPT_NOWHERE)
        answer.set_cookie(COOKIE, token, max_age=HOURS * 3600, httponly=True, samesite="strict", path="/p")
        return answer

    return [Route("/p", page), Route("/p/state", state), Route("/p/do", do, methods=["POST"])]


def _decide(room: Room, player: int, event: dict[str, Any]) -> str:
    place = room.session.place
    try:
        if "card" in event:
            room.do("vote", question=place.question, player=player, card=event["card"])
        elif place.boards_decide:
            board, stop = board_of(player), event.get("stop")
            room.do("choose", board=board, year=place.year, lever=event.get("lever"), stop=stop)
    except UserMistake as mistake:
        return str(mistake)
    except TypeError:
        return "?"
    return ""
