"""A session is its file: it goes on after a power cut, refuses what makes no sense, and holds nothing of a person."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.errors import UserMistake
from coopsim.workshop.levers import levers
from coopsim.workshop.session import Session


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def at(session: Session, question: str) -> None:
    session.do("go", step=next(n for n, place in enumerate(session.programme.places) if place.question == question))


def test_a_power_cut_loses_nothing_that_was_decided(tmp_path: Path) -> None:
    file, clock = tmp_path / "taller.jsonl", Clock()
    session = Session.begin(file, people=25, clock=clock)
    at(session, "silent-1")
    clock.seconds += 75
    session.do("count", question="silent-1", cards={"blue": 14, "orange": 9})
    session.do("choose", board=2, year=0, lever="advance", stop=2)
    with file.open("ab") as stick:
        stick.write(b'{"kind": "count", "at": 80.0, "quest')  # the power went here
    again = Session.resume(file, Clock())
    assert again.state == session.state
    assert again.seconds_left() == session.seconds_left()
    again.do("count", question="silent-1", cards={"blue": 15, "orange": 9})
    assert Session.resume(file).state.hands["silent-1"] == {"blue": 15, "orange": 9}


def test_the_clock_of_the_session_knows_no_calendar_and_stands_in_a_pause() -> None:
    clock = Clock()
    session = Session.begin(clock=clock)
    clock.seconds += 60
    assert session.seconds_left() == 240
    session.do("pause", paused=True)
    clock.seconds += 600
    assert session.seconds_left() == 240
    session.do("pause", paused=False)
    clock.seconds += 30
    session.do("minutes", minutes=1)
    assert session.seconds_left() == 270
    session.do("go", step=2)
    session.do("go", step=0)
    assert session.seconds_left() == 270  # it was left and come back to


def test_a_laptop_that_slept_goes_on_with_every_decision(tmp_path: Path) -> None:
    clock = Clock()
    session = Session.begin(tmp_path / "a.jsonl", clock=clock)
    at(session, "silent-1")
    session.do("count", question="silent-1", cards={"blue": 14, "orange": 9})
    clock.seconds += 3 * 3600  # on some computers the clock counts on while they sleep
    assert session.seconds_left() < 0
    session.do("count", question="silent-1", cards={"blue": 13, "orange": 10})
    session.do("go", step=session.state.step + 1)
    assert Session.resume(tmp_path / "a.jsonl").state == session.state


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("count", {"question": "silent-1", "cards": {"blue": 20, "orange": 9}}),
        ("count", {"question": "silent-9", "cards": {"blue": 1}}),
        ("count", {"question": "silent-1", "cards": {"white": 1}}),
        ("count", {"question": "silent-1", "cards": {"blue": -1}}),
        ("vote", {"question": "silent-1", "player": 1, "card": "blue"}),
        ("choose", {"board": 6, "year": 0, "lever": "fee", "stop": 0}),
        ("choose", {"board": 1, "year": 0, "lever": "fees", "stop": 0}),
        ("choose", {"board": 1, "year": 0, "lever": "fee", "stop": 3}),
        ("go", {"step": 500}),
        ("people", {"people": 0}),
        ("dance", {}),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_written(tmp_path: Path, kind: str, event: dict[str, object]) -> None:
    session = Session.begin(tmp_path / "a.jsonl")
    before = (tmp_path / "a.jsonl").read_text()
    with pytest.raises(UserMistake):
        session.do(kind, **event)
    assert (tmp_path / "a.jsonl").read_text() == before


def test_from_the_debrief_on_the_games_stay_as_they_are() -> None:
    session = Session.begin()
    session.do("go", step=session.programme.first_of("debrief"))
    at(session, "silent-1")
    with pytest.raises(UserMistake, match="over"):
        session.do("count", question="silent-1", cards={"blue": 1})
    with pytest.raises(UserMistake, match="over"):
        session.do("choose", board=1, year=0, lever="fee", stop=0)
    session.do("count", question="commitment", cards={"blue": 1})


def test_phones_and_hands_count_together_and_late_people_come_on_top() -> None:
    session = Session.begin(people=3)
    numbers = [session.join(f"mark {phone}") for phone in range(4)]
    assert (numbers, session.join("mark 1"), session.state.people) == ([1, 2, 3, 4], 2, 4)
    at(session, "silent-1")
    session.do("vote", question="silent-1", player=2, card="orange")
    session.do("count", question="silent-1", cards={"blue": 3})
    assert session.state.cards("silent-1") == {"blue": 3, "orange": 1}


def test_forty_who_come_at_the_same_moment_are_forty(tmp_path: Path) -> None:
    session, together = Session.begin(tmp_path / "a.jsonl"), threading.Barrier(40)

    def come(number: int) -> None:
        together.wait()
        session.join(f"mark {number}")

    threads = [threading.Thread(target=come, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(session.state.players.values()) == list(range(1, 41))


def test_a_full_disk_is_seen_and_made_good(tmp_path: Path) -> None:
    session = Session.begin(tmp_path / "a.jsonl")
    whole = session.log.path
    session.log.path = tmp_path / "gone" / "a.jsonl"
    session.do("people", people=31)
    assert not session.log.is_saved
    session.log.path = whole
    session.do("pause", paused=True)
    assert session.log.is_saved
    assert Session.resume(tmp_path / "a.jsonl").state == session.state


@pytest.mark.parametrize("content", ["", "no json", '{"format": "else"}', '{"format": "coopsim workshop 1", "plan": 90}'])
def test_another_file_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.jsonl").write_text(content)
    with pytest.raises(UserMistake, match="session"):
        Session.resume(tmp_path / "a.jsonl")


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_state_is_what_the_events_add_up_to(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    file = tmp_path_factory.mktemp("session") / "a.jsonl"
    session = Session.begin(file, plan=data.draw(st.sampled_from((45, 90, 120))))
    for _event in range(data.draw(st.integers(0, 12))):
        kind = data.draw(st.sampled_from(("go", "people", "choose", "minutes", "show")))
        event = {
            "go": {"step": data.draw(st.integers(0, len(session.programme.places) - 1))},
            "people": {"people": data.draw(st.integers(1, 60))},
            "choose": {"board": 1, "year": 0, "lever": data.draw(st.sampled_from(list(levers()))), "stop": 1},
            "minutes": {"minutes": 1},
            "show": {"screen": "black"},
        }[kind]
        if kind == "choose" and session.is_locked:
            continue
        session.do(kind, **event)
    assert Session.resume(file).state == session.state


def test_the_file_holds_nothing_of_a_person(tmp_path: Path) -> None:
    session = Session.begin(tmp_path / "a.jsonl")
    session.join("a mark")
    head, *events = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert set(head) == {"format", "version", "plan", "seed", "room"}
    assert {key for event in events for key in event} == {"kind", "at", "people", "player", "mark"}
