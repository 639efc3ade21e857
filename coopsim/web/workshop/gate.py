"""With a workshop the network is open: other computers reach its own pages only, everything else is for this computer."""

from __future__ import annotations

import ipaddress

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PHONES = "/p"
FILES = tuple(f"/drawn/{name}" for name in ("tokens.css", "workshop.css", "workshop.js", "valley.js"))


class Gate:
    """Around the application of a server that holds a workshop."""

    def __init__(self, application: ASGIApp) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or is_here(scope) or is_open(scope["path"]):
            await self.application(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "elsewhere"})
        elif scope["path"] == "/":
            await RedirectResponse(PHONES, 302)(scope, receive, send)  # whoever types the address alone wants to come in
        else:
            await PlainTextResponse("elsewhere", 403)(scope, receive, send)


def is_here(scope: Scope) -> bool:
    """Whether this computer itself asks."""
    try:
        address = ipaddress.ip_address((scope.get("client") or ("",))[0].partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def is_open(path: str) -> bool:
    """Whether a path is of the workshop's pages.

    >>> is_open("/p"), is_open("/p/state"), is_open("/workshop/screen"), is_open("/explore"), is_open("/pages")
    (True, True, True, False, False)
    """
    return path in FILES or any(path == page or path.startswith(f"{page}/") for page in (PHONES, "/workshop"))
