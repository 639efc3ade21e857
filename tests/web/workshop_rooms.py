"""A workshop on a server for tests: small games whose runs all tests share, and browsers that keep their cookie."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from coopsim.web.workshop.room import Room


class Phone:
    """A browser that keeps its cookies."""

    def __init__(self, base: str) -> None:
        self.base, self.cookie = base, ""

    def ask(self, path: str, content: dict[str, Any] | None = None, **headers: str) -> tuple[int, dict[str, Any]]:
        line = HTTPConnection(urlsplit(self.base).netloc, timeout=300)  # the first answer may wait for the compiler
        sent = {"Cookie": self.cookie, "Origin": self.base} | {name.replace("_", "-"): value for name, value in headers.items()}
        line.request("GET" if content is None else "POST", path, None if content is None else json.dumps(content), sent)
        answer = line.getresponse()
        body = answer.read().decode()
        given = answer.getheader("set-cookie")
        if given:
            self.cookie = given.partition(";")[0]
        line.close()
        return answer.status, json.loads(body) if body.startswith("{") else {"text": body}

    def press(self, **content: Any) -> dict[str, Any]:
        return self.ask("/p/do?lang=es", content)[1]


def trainer(room: Room, at: str, **event: Any) -> tuple[int, dict[str, Any]]:
    return Phone(at).ask("/workshop/do", event, X_Workshop_Key=room.key)


def step_of(room: Room, question: str) -> int:
    return next(number for number, place in enumerate(room.session.programme.places) if place.question == question)
