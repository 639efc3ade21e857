"""The one room of this server: its session and games, its keys, who may try how often, and what is worked out meanwhile."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from coopsim.workshop.facts import Facts, facts
from coopsim.workshop.games import Games
from coopsim.workshop.session import Session

T = TypeVar("T")
TRIES, SECONDS = 10, 60.0  # wrong keys and codes of one address
MOST_ADDRESSES = 500
LONGEST_NICKNAME = 12


class Room:
    """A session as pages show it.

    Parameters
    ----------
    session : Session
        Just begun, or resumed.
    games : Games, optional
        Its games.
    """

    def __init__(self, session: Session, games: Games | None = None) -> None:
        self.session = session
        self.games = games or Games(session)
        self.key, self.screen_key = secrets.token_urlsafe(16), secrets.token_urlsafe(9)  # new with each start, in no file
        self.nicknames: dict[int, str] = {}  # of players; here only, in no file, gone when the program ends
        self.addresses: Callable[[], list[str]] = list  # of this server, its own computer's first; a network may come later
        self._start, self._version = secrets.token_hex(3), 0
        self._made: dict[str, Any] = {}
        self._being_made: set[str] = set()
        self._lock = threading.Lock()
        self._wrong: dict[str, deque[float]] = {}

    @property
    def version(self) -> str:
        """Another one whenever something that pages show has changed."""
        return f"{self._start}-{self._version}"

    @property
    def code(self) -> str:
        """The six characters by which phones come in."""
        return str(self.session.head["room"])

    @property
    def link(self) -> str:
        """The address of the phone page, with the code; of the network if there is one."""
        addresses = self.addresses()
        return f"{addresses[-1] if addresses else ''}/p?room={self.code}"

    def do(self, kind: str, **event: Any) -> None:
        """Add an event to the session."""
        state = self.session.do(kind, **event)
        self.changed()
        if state.step >= self.session.programme.first_of("futures") - 1:
            self.facts()  # the boards have decided: their futures are run while they talk

    def join(self, token: str, nickname: str = "") -> int:
        """The player of a phone, who may have a nickname."""
        before = self.session.state
        player = self.session.join(mark_of(token))
        name = nickname_of(nickname)
        if name:
            self.nicknames.pop(player, None)
            self.nicknames[player] = name  # the last one now
        if name or self.session.state is not before:
            self.changed()
        return player

    def player(self, token: str) -> int | None:
        """The player of a phone that has come in before."""
        return self.session.state.players.get(mark_of(token)) if token else None

    def changed(self) -> None:
        """Pages have something new to fetch."""
        with self._lock:
            self._version += 1

    def facts(self) -> Facts | None:
        """The facts of the debrief; None while the futures are being run."""
        state = self.session.state
        return self._when_made(f"{state.sheets} {state.hands} {state.phones} {state.people}", lambda: facts(self.games))

    def _when_made(self, key: str, make: Callable[[], T]) -> T | None:
        with self._lock:
            if key in self._made:
                return self._made[key]
            if key in self._being_made:
                return None
            self._being_made.add(key)

        def making() -> None:
            try:
                made = make()
                with self._lock:
                    self._made = {key: made}
            finally:
                with self._lock:
                    self._being_made.discard(key)
                self.changed()

        threading.Thread(target=making, daemon=True).start()
        return None

    def may_try(self, address: str) -> bool:
        """Whether an address may still try a key or a code: ten wrong ones a minute."""
        wrong, since = self._wrong.get(address, deque()), time.monotonic() - SECONDS
        while wrong and wrong[0] < since:
            wrong.popleft()
        return len(wrong) < TRIES

    def was_wrong(self, address: str) -> None:
        """One wrong try more."""
        if len(self._wrong) >= MOST_ADDRESSES:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong.setdefault(address, deque()).append(time.monotonic())

    def warm(self) -> None:
        """Do beforehand what the room would wait for."""
        self.games.offer("silent", 0)
        self.games.by_model()
        self.games.board(0, 1)


def nickname_of(typed: str) -> str:
    """What is shown of a nickname: letters that can be seen, twelve at most.

    >>> nickname_of("  Rosa \u202e  la del río grande")
    'Rosa la del'
    """
    seen = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(seen.split())[:LONGEST_NICKNAME].strip()


def mark_of(token: str) -> str:
    """What the session's file says of a phone: nothing that lets anybody vote in its place."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]
