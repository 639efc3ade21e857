"""Where a session stands: what its events add up to. One pure function of the state before and the event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Cards = Mapping[str, int]  # card -> how many
Sheet = Mapping[str, int]  # lever -> number of its stop


@dataclass(frozen=True)
class State:
    """A session at one moment.

    Attributes
    ----------
    step : int
        The number of the step among the plan's places.
    people : int
        How many are in the room.
    hands : dict
        Question -> cards counted by hand.
    phones : dict
        Question -> player -> card.
    present : dict
        Question -> how many were in the room when it was decided: whoever comes later changes nothing that was before.
    sheets : dict
        Board -> year -> lever -> stop.
    players : dict
        A phone's mark -> its player, from 1.
    at, since : float
        Seconds of the session at the last event, and when the phase of the step began or was come back to.
    spent, extra : dict
        Phase -> seconds spent before `since`, and minutes added.
    is_paused : bool
        Whether the clock stands.
    screen : str
        What the projector shows in place of the step's own; "" for that.
    furthest : int
        The last step that was ever reached.
    """

    people: int = 25
    step: int = 0
    hands: Mapping[str, Cards] = field(default_factory=dict)
    phones: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    present: Mapping[str, int] = field(default_factory=dict)
    sheets: Mapping[int, Mapping[int, Sheet]] = field(default_factory=dict)
    players: Mapping[str, int] = field(default_factory=dict)
    at: float = 0.0
    since: float = 0.0
    spent: Mapping[str, float] = field(default_factory=dict)
    extra: Mapping[str, int] = field(default_factory=dict)
    is_paused: bool = False
    screen: str = ""
    furthest: int = 0

    def cards(self, question: str) -> dict[str, int]:
        """All cards of a question, those of phones included."""
        counted = dict(self.hands.get(question, {}))
        for card in self.phones.get(question, {}).values():
            counted[card] = counted.get(card, 0) + 1
        return counted

    def seconds_in(self, phase: str, is_here: bool, at: float) -> float:
        """Seconds spent in a phase so far."""
        return self.spent.get(phase, 0.0) + (at - self.since if is_here else 0.0)


def after(state: State, event: Mapping[str, Any], phase: str) -> State:
    """The state after an event; `phase` is that of the step before it.

    >>> after(State(), {"kind": "people", "people": 31, "at": 2.0}, "welcome").people
    31
    """
    change: Callable[..., State] = _CHANGES[event["kind"]]
    content = {name: value for name, value in event.items() if name not in ("kind", "at")}
    return replace(change(state, phase=phase, at=float(event["at"]), **content), at=float(event["at"]))


def _go(state: State, phase: str, at: float, step: int) -> State:
    spent = {**state.spent, phase: state.spent.get(phase, 0.0) + at - state.since}
    return replace(state, step=step, since=at, spent=spent, screen="", furthest=max(state.furthest, step))


def _people(state: State, people: int, **_rest: Any) -> State:
    return replace(state, people=people)


def _count(state: State, question: str, cards: Cards, **_rest: Any) -> State:
    return replace(_seen(state, question), hands={**state.hands, question: dict(cards)})


def _vote(state: State, question: str, player: int, card: str, **_rest: Any) -> State:
    shown = {**state.phones.get(question, {}), player: card}
    return replace(_seen(state, question), phones={**state.phones, question: shown})


def _seen(state: State, question: str) -> State:
    return replace(state, present={**state.present, question: state.people})


def _choose(state: State, board: int, year: int, lever: str, stop: int, **_rest: Any) -> State:
    years = state.sheets.get(board, {})
    return replace(state, sheets={**state.sheets, board: {**years, year: {**years.get(year, {}), lever: stop}}})


def _join(state: State, player: int, mark: str, **_rest: Any) -> State:
    return replace(state, players={**state.players, mark: player})


def _minutes(state: State, phase: str, minutes: int, **_rest: Any) -> State:
    return replace(state, extra={**state.extra, phase: state.extra.get(phase, 0) + minutes})


def _pause(state: State, paused: bool, **_rest: Any) -> State:
    return replace(state, is_paused=paused)


def _show(state: State, screen: str, **_rest: Any) -> State:
    return replace(state, screen=screen)


_CHANGES: Mapping[str, Callable[..., State]] = {
    "go": _go,
    "people": _people,
    "count": _count,
    "vote": _vote,
    "choose": _choose,
    "join": _join,
    "minutes": _minutes,
    "pause": _pause,
    "show": _show,
}
KINDS = tuple(_CHANGES)
