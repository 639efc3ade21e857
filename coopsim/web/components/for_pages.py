"""The pieces of the start, of the comparison and of the page about the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import solara

from coopsim.web.components import Data, Event


@solara.component_vue("pair.vue")
def pair(
    firsts: Sequence[Data],
    seconds: Sequence[Data],
    first: str,
    second: str,
    seed: int,
    changes: Sequence[str],
    labels: Data,
    event_choose_first: Event,
    event_choose_second: Event,
    event_set_seed: Event,
    event_forget: Callable[..., None],
) -> None:
    """What is compared: A, B, the seed of both, and what differs in B from its scenario."""


@solara.component_vue("runs.vue")
def many_runs(
    state: str,
    done: int,
    of: int,
    claim: str,
    sentences: Sequence[str],
    table: Data | None,
    labels: Data,
    event_begin: Callable[..., None],
    event_stop: Callable[..., None],
) -> None:
    """Many runs of both sides: a button, progress, a table and sentences. `state`: "none", "running" or "done"."""


@solara.component_vue("investigate_form.vue")
def investigate_form(form: Data, labels: Data, answers: int, event_set: Event) -> None:
    """What is investigated: scenario, up to three parameters with their levels, prices, runs a cell."""


@solara.component_vue("outcome_map.vue")
def outcome_map(shown: Data, prices: Sequence[Data], labels: Data, event_open: Event, event_price: Event) -> None:
    """The cells of a sweep as buttons, each with a bar of its runs by how they ended."""


@solara.component_vue("sign_maps.vue")
def sign_maps(
    maps: Sequence[Data], sentences: Sequence[str], outcome: str, threshold: Data | None, labels: Data, event_set: Event
) -> None:
    """Where a sign changes: a table of signs for each comparison, and the same in sentences."""


@solara.component_vue("cell_runs.vue")
def cell_runs(title: str, runs: Sequence[Data], opened: int, labels: Data, event_open: Event) -> None:
    """The runs of a cell, each a button that opens its story."""


@solara.component_vue("doors.vue")
def doors(doors: Sequence[Data]) -> None:
    """Large links, each with a name and a line."""


@solara.component_vue("reading.vue")
def reading(sections: Sequence[Data]) -> None:
    """Text to read: headings and points."""


@solara.component_vue("verdict.vue")
def verdict(
    title: str,
    question: str,
    answer: str,
    scale: str,
    lines: Sequence[Data],
    paragraphs: Sequence[str],
    labels: Data,
) -> None:
    """What the test of the claim found: its answer, a table of its lines, how sure it is, and how many runs it stands on."""
