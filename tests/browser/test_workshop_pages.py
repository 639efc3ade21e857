"""What the wall and the phones show at any step, in both languages: legible, light, clean, and of this computer only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from coopsim.workshop.programme import programme
from tests.browser.workshop_room import PHONE, PROJECTOR, WIDE, Room, cockpit_of, legible, wall_of

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
PLACES = programme(45).places
MOST_BYTES = 50_000


def step_of(screen: str) -> int:
    return next(number for number, place in enumerate(PLACES) if place.step.screen == screen)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_gap_and_the_valley_are_on_the_wall_when_the_trainer_wants(
    language: str, hold: Callable[..., Room], visitor: Visit
) -> None:
    room = hold()
    trainer, beamer, wide = (visitor(size=size, language=language, at=room.server.url) for size in (PROJECTOR, PROJECTOR, WIDE))
    page = cockpit_of(room, trainer, language)
    walls = [wall_of(page, beamer), wall_of(page, wide)]
    for number in (0, step_of("offer"), step_of("year"), step_of("sheets")):
        room.go(number)
        for name in ("gap", "valley"):
            page.click(f"#show-{name}")
            for wall in walls:
                wall.wait_for_selector(".wall-gap .advance-text" if name == "gap" else ".wall-valley .cv-n-down")
                assert legible(wall) == [], (name, number)
            assert trainer.violations() == beamer.violations() == []
        assert walls[0].locator(".cv-house").count() > 100
        assert walls[0].locator(".houses svg").count() == 4
    walls[0].evaluate("document.querySelector('[data-valley] svg').dataset.mark = 'the same'")
    room.ask("/workshop/do", {"kind": "people", "people": 26})
    walls[0].wait_for_timeout(1000)
    assert walls[0].locator("[data-valley] svg[data-mark]").count() == 1  # not drawn anew for every vote
    assert [one.troubles() for one in (trainer, beamer, wide)] == [[], [], []]


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_phone_is_light_and_clean_at_every_step(
    language: str, hold: Callable[..., Room], visitor: Visit, noted: Measured
) -> None:
    room, sizes = hold(), []
    guest = visitor(size=PHONE, language=language, scheme="dark", at=room.server.url)
    answers: list[Any] = []
    guest.page.on("response", lambda answer: answers.append(answer))
    phone = guest.open(f"/p?lang={language}&room={room.code}")
    sizes.append(sum(len(answer.body()) for answer in answers))
    assert guest.violations() == []
    phone.fill("#name", "<b>Rosa</b> Elena")
    phone.click("#enter")
    phone.wait_for_selector("h1:not(:has(+ label))")
    assert phone.inner_text("#box").startswith("<b>Rosa</b>. ")  # twelve characters, the last of them a space; text, not HTML
    assert phone.locator("#box b").count() == 0
    for number, place in enumerate(PLACES):
        room.go(number)
        phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when it wakes
        title = getattr(place.step.title, language)
        if place.boards_decide:
            phone.wait_for_selector(".stops")
        else:
            phone.wait_for_function("text => document.querySelector('h1').textContent === text", arg=title)
        assert guest.violations() == []
        assert guest.too_wide_px() == 0
        answers.clear()
        phone.reload()
        sizes.append(sum(len(answer.body()) for answer in answers if "/p/state" not in answer.url))
    assert guest.troubles() == []
    noted(f"19 phone page, {language}", [float(size) for size in sizes], "bytes", limit=MOST_BYTES, factor=1.0)


def test_the_door_on_the_start_leads_the_trainer_back(hold: Callable[..., Room], visitor: Visit) -> None:
    room = hold()
    guest = visitor(size=WIDE, at=room.server.url)
    cockpit_of(room, guest, "es")
    page = guest.open("/?lang=es#doors")
    page.click("a.door[href*=workshop]")
    page.wait_for_selector("#next")
    assert guest.troubles() == []
