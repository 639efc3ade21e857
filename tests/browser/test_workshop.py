"""The workshop in a browser: a whole session by its cockpit, the projector beside it, phones, a power cut; network cut."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from coopsim.workshop.programme import programme
from coopsim.workshop.session import Session
from tests.browser.serving import PAGES, Server

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
PROJECTOR, PHONE = (1024, 768), (360, 640)
TEXTS = """
  [...document.querySelectorAll('.wall *')]
    .filter(one => [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim()))
"""
SMALLEST_PX = f"""() => Math.min(...{TEXTS}.map(one => parseFloat(getComputedStyle(one).fontSize)
  * (one.ownerSVGElement ? one.ownerSVGElement.getScreenCTM().a : 1)))"""
WEAKEST = f"""() => {{
  const part = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = colour => {{
    const [r, g, b] = colour.match(/[\\d.]+/g).map(v => part(v / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  }};
  const colour = one => one.ownerSVGElement ? getComputedStyle(one).fill : getComputedStyle(one).color;
  return Math.min(...{TEXTS}.map(one => 1.05 / (light(colour(one)) + .05)));
}}"""
TOO_LARGE = "[document.documentElement.scrollWidth - 1024, document.documentElement.scrollHeight - 768]"


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


@pytest.fixture
def hold(tmp_path: Path) -> Iterator[Callable[[int], Room]]:
    rooms: list[Room] = []

    def begin(plan: int = 45) -> Room:
        rooms.append(Room(tmp_path, plan))
        return rooms[-1]

    yield begin
    for room in rooms:
        room.server.stop()
        assert room.server.outside() == []


def cockpit_of(room: Room, guest: Visitor, language: str) -> Any:
    page = guest.open(f"/workshop?lang={language}&key={room.key}")
    page.wait_for_selector("#next")
    return page


def wall_of(cockpit: Any, guest: Visitor) -> Any:
    page = guest.open(cockpit.get_attribute("a[target=projector]", "href"))
    page.wait_for_selector(".wall")
    return page


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_whole_session_without_a_phone(language: str, hold: Callable[..., Room], visitor: Visit, measured: Measured) -> None:
    room, places = hold(), programme(45).places
    trainer, beamer = (visitor(size=PROJECTOR, language=language, at=room.server.url) for _page in range(2))
    page = cockpit_of(room, trainer, language)
    wall = wall_of(page, beamer)
    follows: list[float] = []
    for number, place in enumerate(places):
        title = getattr(place.step.title, language)
        wall.wait_for_function("text => document.querySelector('.wall h1')?.textContent === text", arg=title)
        if place.cards == ("blue", "orange"):
            for card, count in (("blue", 14), ("orange", 9)):
                page.fill(f"#{card}", str(count))
                page.press(f"#{card}", "Tab")
            wall.wait_for_function("() => document.querySelector('.wall').textContent.includes('23 ')")
        elif place.question:
            page.click(f"#{place.cards[0]}-more")
            page.click(f"#{place.cards[0]}-more")
        elif place.boards_decide:
            page.click("#s-advance-3-2")
            page.wait_for_selector("#s-advance-3-2[aria-pressed=true]")
        if place.step.screen in ("futures", "claim"):
            wall.wait_for_selector(".picture, .facts", timeout=170_000)
            page.wait_for_selector(".preview .picture, .preview .facts")
        assert trainer.violations() == []
        assert beamer.violations() == []
        assert wall.evaluate(SMALLEST_PX) >= 23.9
        assert wall.evaluate(WEAKEST) >= 7
        assert wall.query_selector("button, a, input") is None
        assert (
            max(wall.evaluate("[document.documentElement.scrollWidth - 1024, document.documentElement.scrollHeight - 768]")) <= 0
        )
        assert trainer.too_wide_px() == 0
        if number + 1 < len(places):
            following = getattr(places[number + 1].step.title, language)
            changes = following != title
            began = time.perf_counter()
            page.click("#next")
            if changes:
                wall.wait_for_function("text => document.querySelector('.wall h1')?.textContent === text", arg=following)
                follows.append(time.perf_counter() - began)
            page.wait_for_function("n => !document.querySelector('#next').disabled || n", arg=number + 2 == len(places))
    decided = Session.resume(room.file).state
    assert decided.hands["silent-1"] == {"blue": 14, "orange": 9}
    assert decided.hands["bet"]["blue"] == 4  # two of each step of the bet
    assert decided.sheets == {3: {0: {"advance": 2}, 1: {"advance": 2}}}
    assert trainer.troubles() == beamer.troubles() == []
    measured(f"18 projector follows the cockpit, {language}", follows, "s", limit=0.5)


def test_a_power_cut_and_on_with_the_same_file(hold: Callable[..., Room], visitor: Visit) -> None:
    room = hold()
    place = next(number for number, one in enumerate(programme(45).places) if one.question == "silent-1")
    room.go(place)
    room.ask("/workshop/do", {"kind": "count", "question": "silent-1", "cards": {"blue": 14, "orange": 9}})
    _answer, cookie = room.ask("/p/do", {"code": room.code})
    assert room.server.process is not None
    room.server.process.kill()
    room.server.process.wait()
    code = room.code
    room.server.start()
    page = cockpit_of(room, visitor(size=PROJECTOR, at=room.server.url), "es")
    assert (page.input_value("#blue"), page.input_value("#orange"), room.code) == ("14", "9", code)
    assert "número 1" in room.ask("/p/state?lang=es", cookie=cookie)[0]["html"]


def test_phones_vote_late_asleep_and_forty_at_once(hold: Callable[..., Room], visitor: Visit, measured: Measured) -> None:
    room = hold()
    question = next(number for number, one in enumerate(programme(45).places) if one.question == "bet")
    room.go(question)
    guest = visitor(size=PHONE, at=room.server.url)
    phone = guest.open(f"/p?lang=es&room={room.code}")
    assert guest.violations() == []
    phone.click("#enter")
    phone.click("button[data-event*=orange]")
    phone.wait_for_selector("button.on")
    phone.reload()
    phone.wait_for_selector("button.on")
    assert guest.violations() == []
    assert guest.too_wide_px() == 0
    guest.context.set_offline(True)
    phone.wait_for_function("() => document.getElementById('note').textContent.includes('Sin conexión')", timeout=30_000)
    guest.context.set_offline(False)
    phone.wait_for_function("() => document.getElementById('note').textContent === ''", timeout=30_000)
    guest.forgive()
    cockpit = cockpit_of(room, visitor(size=PROJECTOR, at=room.server.url), "es")
    wall = wall_of(cockpit, visitor(size=PROJECTOR, at=room.server.url))
    took: list[float] = []

    def vote(number: int) -> None:
        cookie = room.ask("/p/do", {"code": room.code})[1]
        began = time.perf_counter()
        room.ask("/p/do", {"card": ("blue", "white")[number % 2]}, cookie)
        took.append(time.perf_counter() - began)

    threads = [threading.Thread(target=vote, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen: list[float] = []
    cookie = room.ask("/p/do", {"code": room.code})[1]
    for place, card in enumerate(("blue", "white") * 2):
        began = time.perf_counter()
        room.ask("/p/do", {"card": card}, cookie)
        shown = f"[...document.querySelectorAll('.votes b')][{place % 2}].textContent === '21'"
        wall.wait_for_function(shown)
        seen.append(time.perf_counter() - began)
    measured("19 forty phones at once, one vote", took, "s", limit=1)
    measured("19 a vote is on the wall", seen, "s", limit=1)
