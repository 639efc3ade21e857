"""A workshop in a browser: a room on a server of its own, its pages, and what is measured of the wall."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser.serving import PAGES, Server

if TYPE_CHECKING:
    from tests.browser.visitor import Visitor

PROJECTOR, WIDE, PHONE = (1024, 768), (1280, 720), (360, 640)
TEXTS = """
  [...document.querySelectorAll('.wall *')]
    .filter(one => [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim()))
    .filter(one => one.nodeName !== 'style' && (!one.closest('.cv-stamp') || one.closest('.cv-shut')))
"""
SMALLEST_PX = f"""() => Math.min(...{TEXTS}.map(one => parseFloat(getComputedStyle(one).fontSize)
  * (one.ownerSVGElement ? Math.hypot(one.getScreenCTM().a, one.getScreenCTM().b) : 1)))"""
WEAKEST = f"""() => {{
  const part = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = colour => {{
    const [r, g, b] = colour.match(/[\\d.]+/g).map(v => part(v / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  }};
  const colour = one => one.ownerSVGElement ? getComputedStyle(one).fill : getComputedStyle(one).color;
  return Math.min(...{TEXTS}.filter(one => !one.closest('.cv-stamp')).map(one => 1.05 / (light(colour(one)) + .05)));
}}"""
TOO_LARGE = """() => {
  const wall = document.querySelector('.wall'), all = document.documentElement;
  const low = Math.max(...[...wall.querySelectorAll('h1, p, li, table, svg')].map(one => one.getBoundingClientRect().bottom));
  return Math.max(all.scrollWidth - innerWidth, all.scrollHeight - innerHeight, low - innerHeight, wall.scrollWidth - innerWidth);
}"""


class Room:
    """A workshop on a server of its own."""

    def __init__(self, folder: Path, plan: int) -> None:
        self.file = folder / "taller.jsonl"
        options = ("--workshop", "--host", "127.0.0.1", "--plan", str(plan), "--session", str(self.file))
        self.server = Server(folder, (*PAGES, *options))

    @property
    def key(self) -> str:
        found = re.search(r"key=([\w-]+)", self.server.log.read_text())
        assert found
        return found.group(1)

    @property
    def code(self) -> str:
        return str(json.loads(self.file.read_text().splitlines()[0])["room"])

    def ask(self, path: str, content: dict[str, Any] | None = None, cookie: str = "") -> tuple[dict[str, Any], str]:
        line = HTTPConnection(urlsplit(self.server.url).netloc, timeout=60)
        headers = {"Origin": self.server.url, "X-Workshop-Key": self.key, "Cookie": cookie}
        line.request("POST" if content else "GET", path, json.dumps(content) if content else None, headers)
        answer = line.getresponse()
        return json.loads(answer.read()), (answer.getheader("set-cookie") or "").partition(";")[0]

    def go(self, step: int) -> None:
        self.ask("/workshop/do", {"kind": "go", "step": step})


def cockpit_of(room: Room, guest: Visitor, language: str) -> Any:
    page = guest.open(f"/workshop?lang={language}&key={room.key}")
    page.wait_for_selector("#next")
    return page


def wall_of(cockpit: Any, guest: Visitor) -> Any:
    page = guest.open(cockpit.get_attribute("a[target=projector]", "href"))
    page.wait_for_selector(".wall")
    return page


def legible(wall: Any) -> list[str]:
    """What is wrong with the wall: letters too small or too pale, or something that has no room."""
    smallest, weakest, over = (wall.evaluate(one) for one in (SMALLEST_PX, WEAKEST, TOO_LARGE))
    return [
        *([f"{smallest:.1f} px"] if smallest < 23.9 else []),
        *([f"contrast {weakest:.1f}"] if weakest < 7 else []),
        *([f"{over:.0f} px over the edge"] if over > 0.5 else []),
    ]
