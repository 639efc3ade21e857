"""What goes wrong in a room and ends well all the same; each has its line in docs/workshop.md."""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path

import pytest

from coopsim.cli.app import main
from coopsim.web.workshop.cockpit import cockpit
from coopsim.web.workshop.room import Room
from coopsim.workshop.games import Games
from coopsim.workshop.session import Session
from tests.web.workshop_rooms import Phone, step_of, trainer


class Clock:
    """A computer's clock, which may jump."""

    def __init__(self) -> None:
        self.seconds = 50_000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_port_that_is_taken_is_one_line_and_begins_no_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        assert main(["--lang", "es", "app", "--workshop", "--no-browser", "--port", str(taken.getsockname()[1])]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_two_projectors_show_the_same(room: Room, at: str) -> None:
    trainer(room, at, kind="go", step=step_of(room, "bet"))
    trainer(room, at, kind="count", question="bet", cards={"blue": 3, "orange": 20})
    address = f"/workshop/screen/state?lang=es&key={room.screen_key}"
    first, second = (Phone(at).ask(address)[1] for _tab in range(2))
    assert first == second
    assert ">20<" in first["html"]


def test_a_laptop_that_slept_an_hour_goes_on(games: Games) -> None:
    clock = Clock()
    games.session = Session.begin(people=25, clock=clock)
    room = Room(games.session, games)
    room.join("a phone")
    room.do("go", step=step_of(room, "silent-1"))
    room.do("vote", question="silent-1", player=1, card="blue")
    clock.seconds += 3600
    assert cockpit(room)["left"] < 0
    assert room.player("a phone") == 1
    room.do("minutes", minutes=60)
    assert cockpit(room)["left"] > 0
    room.do("vote", question="silent-1", player=1, card="orange")
    assert room.session.state.cards("silent-1") == {"orange": 1}


def test_a_clock_that_is_changed_changes_nothing(games: Games, monkeypatch: pytest.MonkeyPatch) -> None:
    games.session = Session.begin(people=25)
    before = games.session.seconds_left()
    monkeypatch.setattr(time, "time", lambda: 0.0)
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert before - 5 < games.session.seconds_left() <= before
    games.session.do("go", step=1)
    assert games.session.state.at < 5


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is of Linux")
def test_a_disk_that_is_full_is_said_and_what_is_missing_is_written_when_there_is_room(tmp_path: Path, games: Games) -> None:
    file = tmp_path / "taller.jsonl"
    games.session = Session.begin(file, people=25)
    room = Room(games.session, games)
    games.session.log.path = Path("/dev/full")
    room.do("go", step=step_of(room, "silent-1"))
    room.do("count", question="silent-1", cards={"blue": 14, "orange": 9})
    assert not cockpit(room)["saved"]
    games.session.log.path = file
    room.do("people", people=26)
    assert cockpit(room)["saved"]
    assert Session.resume(file).state == games.session.state


def test_a_session_goes_on_from_a_stick_in_another_folder(tmp_path: Path, games: Games) -> None:
    (tmp_path / "laptop").mkdir()
    games.session = Session.begin(tmp_path / "laptop" / "taller.jsonl", people=25)
    room = Room(games.session, games)
    player = room.join("a phone")
    room.do("go", step=step_of(room, "silent-1"))
    room.do("count", question="silent-1", cards={"blue": 14, "orange": 9})
    before = games.round("silent", 1)
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(tmp_path / "laptop" / "taller.jsonl", stick / "otro nombre.jsonl")
    games.session = Session.resume(stick / "otro nombre.jsonl")
    again = Room(games.session, games)
    assert again.code == room.code
    assert again.key != room.key
    assert again.player("a phone") == player
    assert games.round("silent", 1) == before
    again.do("vote", question="silent-1", player=1, card="blue")
    assert (stick / "otro nombre.jsonl").stat().st_size > (tmp_path / "laptop" / "taller.jsonl").stat().st_size


@pytest.mark.parametrize("plan", [45, 90, 120])
def test_every_phase_can_be_shortened_skipped_and_repeated(plan: int, games: Games) -> None:
    clock = Clock()
    games.session = session = Session.begin(plan=plan, clock=clock)
    for phase in session.programme.phases:
        first = session.programme.first_of(phase.id)
        session.do("go", step=first)  # all steps of the phase before it are skipped
        left = session.seconds_left()
        session.do("minutes", minutes=-1)
        assert session.seconds_left() == left - 60
        clock.seconds += 30
        session.do("go", step=max(first - 1, 0))
        session.do("go", step=first)  # and once more
        assert session.place.phase is phase
        assert session.seconds_left() == left - 90
    skipped = [year.delivered_qq for year in games.rounds()["silent"]]
    assert skipped == [year.delivered_qq for year in games.by_model()]  # the model plays it
