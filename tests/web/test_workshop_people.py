"""Nicknames that nobody keeps, doors that lead to the trainer's page, and who may try how often and from where."""

from __future__ import annotations

import re
import socket
import time
from pathlib import Path

import pytest

from coopsim.language import LANGUAGES, own_words, speaking
from coopsim.report import own_words as palabras
from coopsim.web import network
from coopsim.web.network import Hosts
from coopsim.web.pages.start import start_page
from coopsim.web.workshop import room as rooms
from coopsim.web.workshop.cockpit import cockpit
from coopsim.web.workshop.phone import phone
from coopsim.web.workshop.room import Room
from coopsim.web.workshop.screens import screen
from coopsim.workshop.games import Games
from coopsim.workshop.session import Session
from tests.web.serving import served
from tests.web.workshop_rooms import Phone, step_of, trainer

TYPED, SHOWN = "<b>Rosa</b>Elena Q.", "&lt;b&gt;Rosa&lt;/b&gt;E"


def test_a_nickname_is_shown_escaped_and_stands_in_no_file(tmp_path: Path, games: Games) -> None:
    from coopsim.web.server import application

    games.session = Session.begin(tmp_path / "taller.jsonl", people=25)
    room = Room(games.session, games)
    with served(application("es", room=room)) as base:
        player = Phone(base)
        assert f"{SHOWN}. Usted es el número 1. Mesa 1." in player.press(code=room.code, name=TYPED)["html"]
        trainer(room, base, kind="go", step=step_of(room, "silent-1"))
        assert SHOWN in player.press(card="blue")["html"]
        trainer(room, base, kind="count", question="silent-1", cards={"orange": 9})
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*"))
    assert b'"card": "blue"' in written
    assert b"Rosa" not in written
    assert Room(Session.resume(tmp_path / "taller.jsonl")).nicknames == {}


def test_a_nickname_is_on_the_wall_while_people_come_in_and_nowhere_else(room: Room) -> None:
    room.join("a phone", "Rosa")
    room.join("another", "")
    assert list(room.nicknames.values()) == ["Rosa"]
    for number, place in enumerate(room.session.programme.places):
        room.session.do("go", step=number)
        if place.step.screen not in ("futures", "claim"):
            assert ("1 Rosa" in screen(room)) == (place.step.screen == "join"), place.step.screen
            assert ("1 Rosa" in cockpit(room)["html"]) == (place.step.screen == "join"), place.step.screen


@pytest.mark.parametrize(
    ("typed", "nickname"),
    [(" ", ""), ("Doña  Julia\n", "Doña Julia"), ("\u202eevil\u0000", "evil"), ("x" * 500, "x" * 12), ("a\tb", "a b")],
)
def test_a_nickname_has_twelve_letters_that_can_be_seen(typed: str, nickname: str) -> None:
    assert rooms.nickname_of(typed) == nickname


def test_forty_nicknames_have_room_on_the_wall(room: Room) -> None:
    for number in range(40):
        room.join(f"phone {number}", f"nombre {number}")
    with speaking("es"):
        shown = screen(room)
    assert "40 nombre 39" in shown
    assert shown.count(" nombre ") == 24


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_has_a_door_to_the_workshop(language: str) -> None:
    without, with_one = start_page(language), start_page(language, with_workshop=True)
    command = f"coopsim --lang {language} app --workshop"
    assert command in without
    assert "/workshop" not in without
    assert f'class="door" href="/workshop?lang={language}"' in with_one
    assert command not in with_one


def test_the_door_opens_for_the_trainer_s_browser_and_holds_no_key(room: Room, at: str) -> None:
    start = Phone(at).ask("/?lang=es")[1]["text"]
    assert "/workshop?lang=es" in start
    assert room.key not in start
    trainer_s, other = Phone(at), Phone(at)
    assert trainer_s.ask(f"/workshop?lang=es&key={room.key}")[0] == 200
    assert trainer_s.ask("/workshop?lang=en")[0] == 200
    assert other.ask("/workshop?lang=es")[0] == 403
    assert other.ask("/workshop?lang=es", Cookie=f"coopsim_trainer={room.code}")[0] == 403
    assert trainer_s.ask("/workshop/do", {"kind": "go", "step": 2})[0] == 403  # what changes something needs the key itself
    assert room.session.state.step == 0


def test_tries_are_counted_by_address_and_forgiven_after_a_minute(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    for _try in range(10):
        assert room.may_try("192.168.1.30")
        room.was_wrong("192.168.1.30")
    assert not room.may_try("192.168.1.30")
    assert room.may_try("192.168.1.31")
    seconds[0] += rooms.SECONDS + 1
    assert room.may_try("192.168.1.30")


def test_the_computer_s_own_address_in_its_network_is_admitted_for_real(room: Room) -> None:
    from coopsim.web.server import application

    addresses = [one for one in network.own_addresses() if ":" not in one]
    if not addresses:
        pytest.skip("this computer is in no network")
    with served(application("es", Hosts("0.0.0.0", ["Taller.example"]), room), host="0.0.0.0") as here:
        port = here.rpartition(":")[2]
        for address in addresses:
            base = f"http://{address}:{port}"
            guest = Phone(base)
            asked = {path: guest.ask(path)[0] for path in ("/p", "/explore", "/story.json", "/workshop", "/drawn/valley.js", "/")}
            assert asked == {"/p": 200, "/explore": 403, "/story.json": 403, "/workshop": 403, "/drawn/valley.js": 200, "/": 302}
            assert guest.ask("/p", Host=f"{network.own_names()[0]}:{port}")[0] == 200
            assert guest.ask("/p", Host="TALLER.example")[0] == 200
            assert guest.ask("/p", Host="evil.example")[0] == 403
            assert guest.ask("/p/do", {"code": room.code}, Origin="http://evil.example")[0] == 403
            assert "número" in guest.press(code=room.code)["html"]
            assert opened(address, int(port), base) == 403


def opened(address: str, port: int, origin: str) -> int:
    """What a web socket of another page is answered."""
    lines = [
        "GET /jupyter/api/kernels/7e0a4cf2-7a0f-4f0e-9d7c-0d7f6e5a4b3c/channels?session_id=a HTTP/1.1",
        f"Host: {address}:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        f"Origin: {origin}",
    ]
    with socket.create_connection((address, port), 10) as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return int(line.recv(64).split()[1])


def test_the_workshop_speaks_the_trainer_s_words(room: Room) -> None:
    words = {"intermediario": "coyote", "cooperativa": "central"}
    usual = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)
    with own_words({"es": palabras.changer(words)}), speaking("es"):
        room.join("a phone")
        for number, place in enumerate(room.session.programme.places):
            room.session.do("go", step=number)
            if place.step.screen not in ("futures", "claim"):
                for drawn in (screen(room), cockpit(room)["html"], phone(room, 1)["html"]):
                    assert not usual.search(drawn), place.step.screen
