"""What the server lets in and what it tells browsers: headers, foreign origins, foreign hosts, the number of visitors."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_VISITORS = 60

# Left open: 'unsafe-eval', because Vue compiles its templates in the browser, and 'unsafe-inline', because Solara's page carries
# its settings and start-up as inline scripts and Vuetify writes inline styles. Everything comes from this server all the same:
# no script, font, picture, form or connection of any other address is allowed, and nobody may put the page in a frame.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """Around the whole application: the right host, the same origin, room for one more, and headers on every answer."""

    def __init__(self, application: ASGIApp, hosts: Container[str], visitors: Callable[[], Iterable[str]]) -> None:
        self.application, self.hosts, self.visitors = application, hosts, visitors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.application(scope, receive, send)
            return
        refusal = self.refusal(scope)
        if refusal is None:
            await self.application(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal})
        else:
            status = 503 if refusal == "full" else 403
            await PlainTextResponse(refusal, status)(scope, receive, _with_headers(send))

    def refusal(self, scope: Scope) -> str | None:
        """Why this request is turned away; None if it is welcome."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return "unknown host"
        changes_something = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if changes_something and urlsplit(headers.get("origin", "")).netloc.lower() != host.lower():
            return "foreign origin"
        if scope["type"] == "websocket" and not self._is_connected(scope) and len(list(self.visitors())) >= MOST_VISITORS:
            return "full"
        return None

    def _is_connected(self, scope: Scope) -> bool:
        return any(visitor in scope["path"] for visitor in self.visitors())


def _name(host: str) -> str:
    """The host's name without its port.

    >>> _name("127.0.0.1:8765"), _name("[::1]:8765")
    ('127.0.0.1', '::1')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
