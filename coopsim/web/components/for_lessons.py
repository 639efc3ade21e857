"""The pieces of a lesson: the bet, the sliders to try, and what is done with the whole lesson."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import solara

from coopsim.web.components import Data, Event


@solara.component_vue("bet.vue")
def bet_first(question: str, bets: Sequence[str], chosen: int, done: bool, labels: Data, event_bet: Event) -> None:
    """The question with its choices; `event_bet(place)` when the visitor has decided, once."""


@solara.component_vue("tries.vue")
def tries(sliders: Sequence[Data], event_move: Event) -> None:
    """A lesson's sliders, from stop to stop: label, unit, stops, at, named; `event_move({slider, stop})`."""


@solara.component_vue("lesson_tools.vue")
def lesson_tools(href: str, labels: Data, event_again: Callable[..., None]) -> None:
    """Print, begin again, and the link to the same state in Explore."""


@solara.component_vue("player.vue")
def player(upto: int, length: int, can: Data, labels: Data, event_month: Event, event_act: Event, pace: int = 900) -> None:
    """Play (a harvest every `pace` milliseconds), step, back, undo, redo; the keyboard; the list of keys."""


@solara.component_vue("decide.vue")
def decide_month(
    calendar: Sequence[Data],
    months: Sequence[Data],
    offer: Data,
    totals: Data,
    sentences: Sequence[str],
    choices: Sequence[str],
    labels: Data,
    event_decide: Event,
    event_back: Callable[..., None],
) -> None:
    """Lesson 1: two piles of bills, a hand into which coins move; `event_decide(choice)`, `event_back()` takes the last back."""
