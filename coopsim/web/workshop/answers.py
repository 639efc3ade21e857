"""What the workshop's addresses share: what was sent, from where, and work that keeps nobody else waiting."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import anyio
from starlette.requests import Request

from coopsim.language import LANGUAGES, speaking

KEPT_NOWHERE = {"Cache-Control": "no-store"}
LONGEST = 2000  # characters of what is sent


async def sent(request: Request) -> dict[str, Any] | None:
    """What was sent, if it is an object of a few words."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            return None
    try:
        content = json.loads(body)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def language_of(request: Request, otherwise: str) -> str:
    """The language that an address asks for, if we speak it."""
    asked = request.query_params.get("lang", otherwise)
    return asked if asked in LANGUAGES else otherwise


def address_of(request: Request) -> str:
    """Whose tries are counted together."""
    return request.client.host if request.client else ""


async def worked_out(make: Callable[[], Any], language: str) -> Any:
    """What a function gives, in that language and in a thread of its own."""

    def making() -> Any:
        with speaking(language):
            return make()

    return await anyio.to_thread.run_sync(making)
