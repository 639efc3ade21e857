"""The valley and the two hands; both draw with the scripts in `coopsim/web/drawn/`, as the start page does."""

from __future__ import annotations

import solara

from coopsim.web.components import Data, Event


@solara.component_vue("valley.vue")
def valley_view(valley: Data, month: int, family: int, card: Data | None, event_choose: Event, small: bool = False) -> None:
    """The valley (`story.valley.valley_of`) in a month; `family` is opened (-1: none), `card` says who she is.

    Where the page shows a story (`story_source`), the month under its cursor is followed in the browser.
    `small`: the picture only.
    """


@solara.component_vue("hands.vue")
def hands_view(hands: Data) -> None:
    """One family's decision (`story.hands.picture`): a sentence, two hands, details on demand."""
