"""What the server lets in, what it says of itself, and that it asks nobody else for anything."""

from __future__ import annotations

import re
import socket
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from coopsim.language import LANGUAGES
from coopsim.web import security
from coopsim.web.frame import framed, solara_messages


def ask(server: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=180)  # the first answer may wait for the compiler
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode("utf-8", "replace")


@pytest.mark.parametrize("path", ["/explore?lang=es", "/nowhere?lang=en", "/download/explore.csv?t=2", "/_solara/cdn/none.js"])
def test_every_answer_carries_the_headers(server: str, path: str) -> None:
    _status, headers, _body = ask(server, path)
    for name, value in security.HEADERS.items():
        assert headers[name.lower()] == value
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_speaks_the_language_and_can_be_zoomed(server: str, language: str) -> None:
    status, _headers, body = ask(server, f"/explore?lang={language}")
    assert status == 200
    assert f'<html lang="{language}">' in body
    assert "user-scalable=no" not in body
    for old, new in solara_messages(language).items():
        assert old not in body
        assert new in body
    loading = {"en": "<h1>Loading …</h1>", "es": "<h1>Cargando …</h1>"}[language]
    assert loading in body
    assert {"en": "Simulating …", "es": "Simulando …"}[language] in body
    assert "Made with" not in body
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*https?://", body)


def test_a_warm_server_has_the_first_pages_run(server: str) -> None:
    from coopsim.web import live
    from coopsim.web.server import warm

    live._path.cache_clear()
    warm("es")
    before = live._path.cache_info()
    live.path_of("boom")
    assert live._path.cache_info().hits == before.hits + 1


def test_without_a_language_the_servers_own_is_taken_and_the_rest_of_the_link_stays(server: str) -> None:
    status, headers, _body = ask(server, "/explore?p=crash&s=4")
    assert (status, headers["location"]) == (302, "/explore?p=crash&s=4&lang=es")


def test_a_redirect_never_leads_elsewhere(server: str) -> None:
    _status, headers, _body = ask(server, "//example.org/x")
    assert not headers.get("location", "/").startswith("//")


def test_a_foreign_host_is_turned_away(server: str) -> None:
    assert ask(server, "/explore?lang=es", Host="evil.example")[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_a_post_from_elsewhere_is_turned_away(server: str, origin: str) -> None:
    assert ask(server, "/_solara/api/close/x", "POST", Origin=origin)[0] == 403


@pytest.mark.parametrize(("origin", "welcome"), [("http://evil.example", False), ("", False), ("own", True)])
def test_a_web_socket_opens_for_our_own_page_only(server: str, origin: str, welcome: bool) -> None:
    place = urlsplit(server)
    lines = [
        "GET /jupyter/api/kernels/7e0a4cf2-7a0f-4f0e-9d7c-0d7f6e5a4b3c/channels?session_id=a HTTP/1.1",
        f"Host: {place.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        f"Origin: {server if origin == 'own' else origin}",
        "Cookie: solara-session-id=test",
    ]
    with socket.create_connection((place.hostname, place.port), 10) as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        assert (b"101" in line.recv(64)) is welcome


def scope(path: str, **headers: str) -> dict[str, Any]:
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return {"type": "websocket", "path": path, "headers": pairs}


def test_the_sixty_first_visitor_waits_and_those_who_are_in_come_back() -> None:
    inside = [f"visitor-{n:02}" for n in range(security.MOST_VISITORS)]
    guard = security.Guard(lambda *_any: None, ["127.0.0.1"], lambda: inside)  # type: ignore[arg-type, return-value]
    ours = {"Host": "127.0.0.1:1", "Origin": "http://127.0.0.1:1"}
    assert guard.refusal(scope("/jupyter/api/kernels/new/channels", **ours)) == "full"
    assert guard.refusal(scope("/jupyter/api/kernels/visitor-07/channels", **ours)) is None


def test_what_is_not_on_disk_is_not_fetched(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    honest = socket.getaddrinfo

    def watched(host: Any, *rest: Any, **more: Any) -> Any:
        if host not in ("127.0.0.1", "localhost", None):
            asked.append(host)
        return honest(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    assert ask(server, "/_solara/cdn/left-pad@1.0.0/index.js")[0] == 404
    assert ask(server, "/explore?lang=es")[0] == 200
    assert asked == []


def test_a_new_solara_that_has_other_words_is_noticed() -> None:
    with pytest.raises(AssertionError):
        framed("<html></head>", "es")


def test_the_vue_files_and_the_styles_lie_inside_the_package() -> None:
    import coopsim.web

    folder = Path(coopsim.web.__file__).parent
    assert len(list((folder / "components").glob("*.vue"))) >= 8
    assert (folder / "assets" / "custom.css").is_file()
