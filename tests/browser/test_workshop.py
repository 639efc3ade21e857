"""The workshop in a browser: a whole session by its cockpit, the projector beside it, phones, a power cut; network cut."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coopsim.workshop.programme import programme
from coopsim.workshop.session import Session
from tests.browser.workshop_room import PHONE, PROJECTOR, WIDE, Room, cockpit_of, legible, wall_of

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_whole_session_without_a_phone(language: str, hold: Callable[..., Room], visitor: Visit, measured: Measured) -> None:
    room, places = hold(), programme(45).places
    trainer, beamer = (visitor(size=PROJECTOR, language=language, at=room.server.url) for _page in range(2))
    page = cockpit_of(room, trainer, language)
    wall, wide = wall_of(page, beamer), wall_of(page, visitor(size=WIDE, language=language, at=room.server.url))
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
        assert wall.query_selector("button, a, input") is None
        wide.wait_for_function("text => document.querySelector('.wall h1')?.textContent === text", arg=title)
        assert [legible(wall), legible(wide)] == [[], []], place.step.screen
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


def test_phones_vote_late_asleep_and_forty_at_once(hold: Callable[..., Room], visitor: Visit, noted: Measured) -> None:
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
    noted("19 forty phones at once, one vote", took, "s", limit=1)
    noted("19 a vote is on the wall", seen, "s", limit=1)
