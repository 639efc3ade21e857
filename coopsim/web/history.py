"""Undo and redo: what a page showed before, and what it would show again."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    pushed: bool = True  # whether the address of `now` is a new entry of the browser's own history

    def then(self, state: PageState) -> History:
        """A new state; what was taken back is forgotten."""
        if state == self.state:
            return replace(self, message="")
        return History(state, (*self.past, self.state)[-KEPT:])

    def moved(self, state: PageState) -> History:
        """Another month, view or farmer of the same run: shown, not remembered."""
        return replace(self, state=state, message="", pushed=False)

    def undone(self) -> History:
        """One step back."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.state, *self.future))

    def redone(self) -> History:
        """One step forward again."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.state), self.future[1:])

    def with_message(self, message: str) -> History:
        """The same, with one line to say."""
        return replace(self, message=message)
