"""A session: events are checked, written down and only then count. The same file goes on after a power cut, on any computer."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.version import __version__
from coopsim.workshop.levers import levers
from coopsim.workshop.log import FORMAT, Log, read
from coopsim.workshop.programme import DEBRIEF, ROUNDS, SHOWN_AT_ANY_TIME, Place, Programme, programme
from coopsim.workshop.state import KINDS, State, after

MOST_PEOPLE, NUMBER_OF_BOARDS = 60, 5
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another


class Session:
    """One workshop. `state` is what its events add up to; `do` adds one.

    Attributes
    ----------
    head : dict
        Format, version, seed, plan and room code: the first line of the file.
    programme : Programme
        What is done, in which order.
    state : State
        Where it stands.
    """

    def __init__(self, head: dict[str, Any], log: Log, clock: Callable[[], float] = time.monotonic) -> None:
        self.head, self.log = head, log
        self.programme: Programme = programme(head["plan"])
        self.state = State()
        self._clock, self._lock = clock, threading.RLock()
        self._began = clock()  # by this computer's clock, when the session's seconds were 0; no calendar, which may be changed

    @classmethod
    def begin(
        cls,
        path: Path | None = None,
        plan: int = 90,
        people: int = 25,
        seed: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> Session:
        """A new session, in a new file (None: in no file)."""
        head = {"format": FORMAT, "version": __version__, "plan": plan, "seed": seed, "room": room_code()}
        session = cls(head, Log(path), clock)
        session.log.write(head)
        session.do("people", people=people)
        return session

    @classmethod
    def resume(cls, path: Path, clock: Callable[[], float] = time.monotonic) -> Session:
        """The session of a file, where it stopped.

        Raises
        ------
        UserMistake
            No session's file, or one of another version of coopsim: its runs would be others.
        """
        head, events = read(path)
        if head.get("version") != __version__:
            raise UserMistake(field="--session", got=head.get("version"), allowed=_("a session of this version of coopsim"))
        session = cls(head, Log(path), clock)
        try:
            for event in events:
                session.state = after(session.state, event, session.place.phase.id)
        except (KeyError, TypeError, ValueError, IndexError):
            raise UserMistake(field="--session", got=path, allowed=_("the file of a workshop, as coopsim wrote it")) from None
        session._began = clock() - session.state.at
        return session

    @property
    def place(self) -> Place:
        """The step that the session stands at."""
        return self.programme.places[self.state.step]

    @property
    def seed(self) -> int:
        """Seed of all random draws."""
        return int(self.head["seed"])

    @property
    def elapsed(self) -> float:
        """Seconds of the session; they stand still in a pause."""
        return self.state.at if self.state.is_paused else self._clock() - self._began

    @property
    def is_locked(self) -> bool:
        """Whether the debrief has begun: from there on what was decided in the games stays as it is."""
        return self.state.furthest >= self.programme.first_of(DEBRIEF)

    def seconds_left(self) -> float:
        """Of the phase; below 0 when it is over."""
        phase = self.place.phase
        minutes = self.programme.minutes(phase) + self.state.extra.get(phase.id, 0)
        return 60 * minutes - self.state.seconds_in(phase.id, True, self.elapsed)

    def seconds_late(self) -> float:
        """Behind the plan; below 0 ahead of it. A phase that was skipped is time won, one that lasts longer is time lost."""
        minutes, here = self.programme.minutes, self.place.phase
        before = self.programme.phases[: self.programme.phases.index(here)]
        planned = 60 * sum(map(minutes, before)) + min(self.state.seconds_in(here.id, True, self.elapsed), 60 * minutes(here))
        return sum(self.state.spent.values()) + self.elapsed - self.state.since - planned

    def do(self, kind: str, **event: Any) -> State:
        """Add one event.

        Parameters
        ----------
        kind : str
            `go` (step), `people` (people), `count` (question, cards), `vote` (question, player, card), `choose` (board, year,
            lever, stop), `join` (player, mark), `minutes` (minutes), `pause` (paused), `show` (screen).
        **event
            What it says.

        Returns
        -------
        State
            The state after it, which is on the disk.

        Raises
        ------
        UserMistake
            It makes no sense, or comes too late.
        """
        with self._lock:
            self._refuse(kind, event)
            at = self.elapsed
            if kind == "pause" and not event["paused"] and self.state.is_paused:
                self._began = self._clock() - at
            written = {"kind": kind, "at": round(at, 1), **event}
            state = after(self.state, written, self.place.phase.id)
            self.log.write(written)
            self.state = state
            return state

    def join(self, mark: str) -> int:
        """The number of a phone: the one it has, or the next that is free; later ones than people in the room come on top."""
        with self._lock:  # two who come at once are two
            if mark not in self.state.players:
                player = max(self.state.players.values(), default=0) + 1
                if player > MOST_PEOPLE:
                    raise UserMistake(_("the room is full"))
                if player > self.state.people:
                    self.do("people", people=player)
                self.do("join", player=player, mark=mark)
            return self.state.players[mark]

    def _refuse(self, kind: str, event: dict[str, Any]) -> None:
        check = getattr(self, f"_refuse_{kind}", None)
        if kind not in KINDS:
            raise UserMistake(field="kind", got=kind, among=KINDS)
        if check:
            check(**event)

    def _refuse_go(self, step: int) -> None:
        _whole("step", step, 0, len(self.programme.places) - 1)

    def _refuse_people(self, people: int) -> None:
        _whole("people", people, max(1, len(self.state.players)), MOST_PEOPLE)

    def _refuse_minutes(self, minutes: int) -> None:
        _whole("minutes", minutes, -60, 60)

    def _refuse_pause(self, paused: bool) -> None:
        if not isinstance(paused, bool):
            raise UserMistake(field="paused", got=paused, among=("true", "false"))

    def _refuse_show(self, screen: str) -> None:
        if screen not in ("", *SHOWN_AT_ANY_TIME):
            raise UserMistake(field="screen", got=screen, among=SHOWN_AT_ANY_TIME)

    def _refuse_count(self, question: str, cards: dict[str, int]) -> None:
        self._refuse_question(question, tuple(cards))
        for card, number in cards.items():
            _whole(card, number, 0, MOST_PEOPLE)
        if sum(cards.values()) + len(self.state.phones.get(question, {})) > self.state.people:
            raise UserMistake(_("more cards than people"), got=sum(cards.values()), allowed=f"{self.state.people}")

    def _refuse_vote(self, question: str, player: int, card: str) -> None:
        self._refuse_question(question, (card,))
        if question != self.place.question:
            raise UserMistake(_("this vote is closed"))
        _whole("player", player, 1, self.state.people)

    def _refuse_question(self, question: str, cards: tuple[str, ...]) -> None:
        known_cards = self.programme.cards
        if question not in known_cards:
            raise UserMistake(field="question", got=question, among=tuple(known_cards))
        for card in cards:
            if card not in known_cards[question]:
                raise UserMistake(field="card", got=card, among=known_cards[question])
        if self.is_locked and question.split("-")[0] in (*ROUNDS, "bet", "vote"):
            raise UserMistake(_("the games are over: their decisions stay as they are"))

    def _refuse_choose(self, board: int, year: int, lever: str, stop: int) -> None:
        _whole("board", board, 1, NUMBER_OF_BOARDS)
        _whole("year", year, 0, self.programme.board_years - 1)
        if lever not in levers():
            raise UserMistake(field="lever", got=lever, among=tuple(levers()))
        _whole("stop", stop, 0, len(levers()[lever].stop) - 1)
        if self.is_locked:
            raise UserMistake(_("the games are over: their decisions stay as they are"))


def room_code() -> str:
    """Six characters that can be read aloud."""
    return "".join(secrets.choice(LETTERS) for _place in range(6))


def _whole(field: str, number: Any, low: int, high: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
        raise UserMistake(field=field, got=number, allowed=f"{low} – {high}")
