"""How a page reads and writes its state: one value for each visitor, in the page's address, with undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import solara

from coopsim.errors import UserMistake
from coopsim.language import speaking
from coopsim.web.components import address_bar
from coopsim.web.history import History
from coopsim.web.state import PageState


@dataclass(frozen=True)
class Session:
    """What `use_page` gives: the state to show, and the ways to change it."""

    reactive: solara.Reactive[History]

    @property
    def history(self) -> History:
        """Everything: the state, what was before, the message."""
        return self.reactive.value

    @property
    def state(self) -> PageState:
        """What the page shows now."""
        return self.reactive.value.state

    def change(self, make: Callable[[PageState], PageState]) -> None:
        """A change that undo takes back. A user's mistake in `make` becomes one line on the page, and nothing changes."""
        self._try(lambda history: history.then(make(history.state)))

    def amend(self, make: Callable[[PageState], PageState]) -> None:
        """The change before goes on: undo takes back both."""
        self._try(lambda history: history.amended(make(history.state)))

    def move(self, **fields: Any) -> None:
        """Another month, view or farmer: shown and in the address, but no step of undo."""
        self._try(lambda history: history.moved(replace(history.state, **fields)))

    def undo(self, _data: Any = None) -> None:
        """Take the last change back."""
        self._try(History.undone)

    def redo(self, _data: Any = None) -> None:
        """Make it again."""
        self._try(History.redone)

    def came_from_browser(self, query: str) -> None:
        """The browser's Back or Forward brought another address."""
        state, message = PageState.of_query(query, self.state.page, self.state.language)
        self.reactive.value = replace(self.history.then(state), message=message, pushed=False)

    def restored(self, given: Any) -> None:
        """The browser had kept what undo and redo knew before the page was loaded again."""
        if not self.history.past and not self.history.future:
            self.reactive.value = replace(self.history.with_kept(given), pushed=False)

    def _try(self, act: Callable[[History], History]) -> None:
        with speaking(self.state.language):
            try:
                self.reactive.value = act(self.history)
            except UserMistake as mistake:
                self.reactive.value = self.history.with_message(str(mistake))


def use_page(page: str) -> Session:
    """The session of this visitor on this page; `shell.page` calls it once for each page."""
    router = solara.use_router()

    def first() -> History:
        state, message = PageState.of_query(router.search or "", page)
        return History(state, message=message)

    return Session(solara.use_reactive(solara.use_memo(first, [])))


def keep_address(session: Session) -> None:
    """Keep the browser's address at the state (an element without a face): links, Back and Forward work."""
    address_bar(
        address=session.state.address(), pushed=session.history.pushed, language=session.state.language,
        kept=session.history.kept(), event_returned=session.came_from_browser, event_restored=session.restored,
    )  # fmt: skip
