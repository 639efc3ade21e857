"""The pieces of the Explore page. They share `window.coop` (assets/custom.js): the story, the month, what is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import solara

from coopsim.web.components import Data, Event


@solara.component_vue("story_source.vue")
def story_source(story: Data, run: str, period: int | None, language: str, event_moved: Event) -> None:
    """Hands a story to the other pieces (no face). Another `run` moves the cursor to `period`, or to where the story opens."""


@solara.component_vue("story_bar.vue")
def story_bar(presets: Sequence[Data], chosen: str, seed: int, labels: Data, event_preset: Event, event_set_seed: Event) -> None:
    """Which scenario, with all of them behind a button, and the sentence of the month."""


@solara.component_vue("story_charts.vue")
def story_charts(labels: Data) -> None:
    """What traders pay above the advance, over members' deliveries, on one time axis."""


@solara.component_vue("story_number.vue")
def story_number(labels: Data) -> None:
    """The share delivered, its difference from the grey run, and a family's income in both."""


@solara.component_vue("story_health.vue")
def story_health(labels: Data) -> None:
    """How the cooperative is: cash, reserve, debts, coffee turned away, money late."""


@solara.component_vue("cooperatives.vue")
def cooperatives(region: Data, event_choose: Event) -> None:
    """Where there are several cooperatives: the choice of one, and all of them as bars (`story.region.region_of`)."""


@solara.component_vue("story_player.vue")
def story_player(can: Data, labels: Data, presets: Sequence[str], event_act: Event, event_preset: Event) -> None:
    """Play, step, speed, jump, undo, redo; the keyboard; the list of keys; the table of the numbers."""


@solara.component_vue("levers.vue")
def levers(
    levers: Sequence[Data],
    labels: Data,
    changed: bool,
    answers: int,
    event_change: Event,
    event_open_more: Callable[..., None],
) -> None:
    """Six levers. `answers` grows with each change that was answered, also with one that was refused."""


@solara.component_vue("more.vue")
def more_levers(groups: Sequence[Data], labels: Data, event_change: Event, event_back_group: Event) -> None:
    """All levers in a drawer with a search box; what was changed first."""


@solara.component_vue("sharing.vue")
def sharing(query: str, command: str, labels: Data) -> None:
    """The link, the files and the command line of exactly what is shown."""


@solara.component_vue("wall.vue")
def wall(title: str, labels: Data) -> None:
    """One chart and one number, as large as the screen, for a projector."""
