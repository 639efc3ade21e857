"""Undo and redo: what a page showed before, and what it would show again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from coopsim.web.state import PageState

KEPT = 50


@dataclass(frozen=True)
class History:
    """The state shown now, those before it and those taken back, and one line that the page has to say.

    >>> history = History(PageState()).then(PageState(seed=2)).then(PageState(seed=3))
    >>> history.undone().state.seed, history.undone().redone().state.seed
    (2, 3)
    """

    state: PageState
    past: tuple[PageState, ...] = ()
    future: tuple[PageState, ...] = ()
    message: str = ""
    pushed: bool = True  # whether the address of `state` is a new entry of the browser's own history
    answers: int = 0  # how often something was asked of the page, granted or not

    def then(self, state: PageState) -> History:
        """A new state; what was taken back is forgotten."""
        if state == self.state:
            return replace(self, message="", answers=self.answers + 1)
        return History(state, (*self.past, self.state)[-KEPT:], answers=self.answers + 1)

    def amended(self, state: PageState) -> History:
        """The last change goes on (a hand still moves a slider): undo takes back the whole of it."""
        return replace(self, state=state, future=(), message="", pushed=False, answers=self.answers + 1)

    def moved(self, state: PageState) -> History:
        """Another month, view or farmer of the same run: shown, not remembered."""
        return replace(self, state=state, message="", pushed=False)

    def undone(self) -> History:
        """One step back."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.state, *self.future), answers=self.answers + 1)

    def redone(self) -> History:
        """One step forward again."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.state), self.future[1:], answers=self.answers + 1)

    def with_message(self, message: str) -> History:
        """The same, with one line to say."""
        return replace(self, message=message, answers=self.answers + 1)

    def kept(self) -> dict[str, list[str]]:
        """What undo and redo know, for the browser to keep while the page is loaded again."""
        return {"past": [one.query() for one in self.past], "future": [one.query() for one in self.future]}

    def with_kept(self, given: Any) -> History:
        """The same with what the browser had kept, in the language of now; what cannot be read is left out.

        >>> first = History(PageState()).then(PageState(seed=2))
        >>> back = History(PageState(seed=2, language="es")).with_kept(first.kept()).undone().state
        >>> back.seed, back.language
        (1, 'es')
        """
        sides = [given.get(side) if isinstance(given, dict) else None for side in ("past", "future")]
        past, future = (tuple(self._states(side)) for side in sides)
        return replace(self, past=past[-KEPT:], future=future[:KEPT])

    def _states(self, queries: Any) -> Iterator[PageState]:
        for query in queries if isinstance(queries, list) else ():
            if isinstance(query, str):
                state, unread = PageState.of_query(query, self.state.page)
                if not unread:
                    yield replace(state, language=self.state.language)
