"""The workshop's server: who gets in, what is shown when, forty phones, and that nothing of it is there without a workshop."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from coopsim.language import LANGUAGES, speaking
from coopsim.web.workshop.gate import Gate
from coopsim.web.workshop.phone import phone_page
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.screens import screen
from coopsim.web.workshop.welcome import welcome
from coopsim.workshop.games import Games
from coopsim.workshop.programme import PLANS
from coopsim.workshop.session import Session
from tests.web.workshop_rooms import Phone, step_of, trainer


def test_without_a_workshop_none_of_it_is_there(server: str) -> None:
    for path in ("/p", "/workshop", "/workshop/screen", "/workshop/state"):
        assert Phone(server).ask(f"{path}?lang=es")[0] == 404


def test_the_cockpit_opens_with_its_key_only(room: Room, at: str) -> None:
    for key in ("", "x", room.screen_key, room.code):
        assert Phone(at).ask(f"/workshop?lang=es&key={key}")[0] == 403
        assert Phone(at).ask(f"/workshop/state?lang=es&key={key}")[0] == 403
        assert Phone(at).ask("/workshop/do", {"kind": "go", "step": 3}, X_Workshop_Key=key)[0] == 403
    assert Phone(at).ask(f"/workshop/screen/state?key={room.key}")[0] == 403
    assert room.session.state.step == 0
    assert Phone(at).ask(f"/workshop?lang=es&key={room.key}")[0] == 200
    assert Phone(at).ask(f"/workshop/screen?lang=es&key={room.screen_key}")[0] == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_what_another_site_sends_is_turned_away(room: Room, at: str, origin: str) -> None:
    assert Phone(at).ask("/workshop/do", {"kind": "go", "step": 3}, X_Workshop_Key=room.key, Origin=origin)[0] == 403
    assert Phone(at).ask("/p/do", {"code": room.code}, Origin=origin)[0] == 403
    assert Phone(at).ask("/p", Host="evil.example")[0] == 403


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "join", "player": 1, "mark": "x"},
        {"kind": "vote", "question": "bet", "player": 1, "card": "blue"},
        {"kind": "show", "screen": "../../etc/passwd"},
        {"kind": "count", "question": "bet", "cards": "blue"},
        {"kind": "go", "step": "3"},
        {"kind": "go"},
        {"kind": "go", "step": 1, "more": 2},
        {"kind": "people", "people": True},
    ],
)
def test_nonsense_from_the_trainer_s_page_changes_nothing(room: Room, at: str, event: dict[str, Any]) -> None:
    before = room.session.state
    _status, answer = trainer(room, at, **event)
    assert answer["error"]
    assert room.session.state == before


def test_two_trainer_s_pages_follow_the_same_session(room: Room, at: str) -> None:
    trainer(room, at, kind="go", step=step_of(room, "bet"))
    trainer(room, at, kind="count", question="bet", cards={"blue": 3})
    answer = Phone(at).ask(f"/workshop/state?lang=es&key={room.key}&v=old")[1]
    assert 'id="blue" type="number" min="0" max="60" value="3"' in answer["html"]
    same = Phone(at).ask(f"/workshop/state?lang=es&key={room.key}&v={answer['version']}")[1]
    assert "html" not in same
    assert same["left"] <= answer["left"]


def test_the_wall_in_a_second_tab_shows_what_the_first_shows(room: Room, at: str) -> None:
    for step in ("bet", "silent-1"):
        trainer(room, at, kind="go", step=step_of(room, step))
        tabs = [Phone(at).ask(f"/workshop/screen/state?lang=es&key={room.screen_key}")[1] for _tab in range(2)]
        assert tabs[0] == tabs[1]
        assert "<h1>" in tabs[0]["html"]


def test_who_comes_late_with_cards_is_added_at_the_step_itself(room: Room, at: str) -> None:
    trainer(room, at, kind="go", step=step_of(room, "silent-1"))
    assert "error" in trainer(room, at, kind="count", question="silent-1", cards={"blue": 14, "orange": 13})[1]
    answer = Phone(at).ask(f"/workshop/state?lang=es&key={room.key}&v=old")[1]
    assert 'id="people" type="number" min="0" max="60" value="25"' in answer["html"]
    trainer(room, at, kind="people", people=27)
    trainer(room, at, kind="count", question="silent-1", cards={"blue": 14, "orange": 13})
    assert room.session.state.cards("silent-1") == {"blue": 14, "orange": 13}


def test_ten_wrong_codes_a_minute(room: Room, at: str) -> None:
    phone = Phone(at)
    answers = [phone.ask("/p/do?lang=es", {"code": f"AAAA{number:02}"})[0] for number in range(10)]
    assert answers == [403] * 10
    assert phone.ask("/p/do?lang=es", {"code": room.code}) == (
        429,
        {"error": "Demasiados códigos equivocados. Espere un minuto."},
    )
    assert not room.session.state.players


def test_a_phone_comes_in_votes_changes_its_mind_and_is_itself_after_a_refresh(room: Room, at: str) -> None:
    phone = Phone(at)
    assert "Usted es el número 1" in phone.press(code=room.code.lower())["html"]
    trainer(room, at, kind="go", step=step_of(room, "silent-1"))
    assert 'aria-pressed="true"' in phone.press(card="orange")["html"]
    phone.press(card="blue")
    phone.press(code=room.code)  # once more, from the printed link
    assert room.session.state.phones["silent-1"] == {1: "blue"}
    assert Phone(at).press(card="blue") == {"error": "Escriba el código de la sala."}
    trainer(room, at, kind="go", step=step_of(room, "silent-1") + 1)
    assert "Mire la pantalla" in phone.press(card="orange")["html"]
    assert room.session.state.phones["silent-1"] == {1: "blue"}


def test_a_table_s_phone_fills_in_its_sheet(room: Room, at: str) -> None:
    phones = [Phone(at) for _player in range(7)]
    for phone in phones:
        phone.press(code=room.code)
    trainer(room, at, kind="go", step=next(n for n, place in enumerate(room.session.programme.places) if place.boards_decide))
    phones[6].press(lever="advance", stop=2)
    phones[6].press(lever="advance", stop=9)
    assert room.session.state.sheets == {2: {0: {"advance": 2}}}


def test_forty_phones_at_once_and_no_vote_is_lost(room: Room, at: str) -> None:
    trainer(room, at, kind="go", step=step_of(room, "bet"))
    took: list[float] = []

    def come_and_vote(number: int) -> None:
        phone = Phone(at)
        phone.press(code=room.code)
        began = time.perf_counter()
        phone.press(card=("blue", "white", "orange")[number % 3])
        took.append(time.perf_counter() - began)

    phones = [threading.Thread(target=come_and_vote, args=(number,)) for number in range(40)]
    for thread in phones:
        thread.start()
    for thread in phones:
        thread.join()
    assert room.session.state.cards("bet") == {"blue": 14, "white": 13, "orange": 13}
    assert sorted(room.session.state.players.values()) == list(range(1, 41))
    assert room.session.state.people == 40
    assert max(took) < 5.0  # on a busy machine; a tenth of it on one that is not


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_page_is_light_and_asks_nobody_else(room: Room, language: str) -> None:
    with speaking(language):
        page = phone_page(room, None, "<script>")
    assert len(page.encode()) < 50_000
    assert "<script>" not in page.partition("value=")[2].partition(">")[0]
    assert "http" not in page
    assert not {"=>", "let ", "const ", "fetch("} & {word for word in ("=>", "let ", "const ", "fetch(") if word in page}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_every_step_has_its_screen_and_its_cockpit(games: Games, plan: int, language: str) -> None:
    from coopsim.web.workshop.cockpit import cockpit

    games.session = Session.begin(plan=plan)
    room = Room(games.session, games)
    room.addresses = lambda: ["http://192.168.1.20:8765"]
    with speaking(language):
        for number in range(len(games.session.programme.places)):
            games.session.do("go", step=number)
            drawn, shown = screen(room), cockpit(room)["html"]
            assert "<h1>" in drawn
            assert "button" not in drawn
            assert "None" not in drawn + shown
            assert "nan" not in drawn.lower().replace("finan", "").replace("ganan", "")


def test_other_computers_reach_the_workshop_s_pages_only() -> None:
    reached: list[str] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        reached.append(scope["path"])

    async def nothing(*_any: Any) -> None:
        return None

    def ask(path: str, client: str, kind: str = "http") -> None:
        scope = {"type": kind, "path": path, "client": (client, 1), "headers": [], "method": "GET"}
        try:
            Gate(inner)(scope, nothing, nothing).send(None)
        except StopIteration:
            return

    for path in (
        "/p",
        "/p/do",
        "/workshop/screen",
        "/drawn/workshop.css",
        "/explore",
        "/",
        "/jupyter/api/kernels/x",
        "/story.json",
    ):
        ask(path, "192.168.1.30")
    assert reached == ["/p", "/p/do", "/workshop/screen", "/drawn/workshop.css"]
    ask("/explore", "127.0.0.1")
    ask("/explore", "::ffff:127.0.0.1")
    assert reached[4:] == ["/explore", "/explore"]


def test_what_is_printed_names_the_code_and_the_address_of_the_network(room: Room) -> None:
    room.addresses = lambda: ["http://127.0.0.1:8765", "http://192.168.1.20:8765"]
    printed = welcome(room, "es")
    assert f"http://192.168.1.20:8765/p?room={room.code}" in printed
    assert f"http://127.0.0.1:8765/workshop?lang=es&key={room.key}" in printed
    assert "█" in printed
    room.addresses = lambda: ["http://127.0.0.1:8765"]
    assert "ninguna red" in welcome(room, "es")


def test_keys_and_codes_are_new_with_each_room() -> None:
    rooms = [Room(Session.begin()) for _room in range(20)]
    assert len({room.key for room in rooms} | {room.screen_key for room in rooms} | {room.code for room in rooms}) == 60
    assert all(len(room.code) == 6 and not set(room.code) & set("0O1IL") for room in rooms)
