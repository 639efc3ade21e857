"""The pieces of which pages are made: each is a Vue file in this folder, here with its arguments.

A Vue file sees the arguments by their names; `event_x` arguments are functions it calls as `this.x(data)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import solara

Event = Callable[[Any], None]
Data = Mapping[str, Any]


@solara.component_vue("address.vue")
def address_bar(address: str, pushed: bool, language: str, kept: Data, event_returned: Event, event_restored: Event) -> None:
    """Keeps the browser's address at `address`, and what undo knows (`kept`) through a reload; no face."""


@solara.component_vue("chart.vue")
def live_chart(chart: Data, upto: int, tall: int = 300) -> None:
    """A chart (`coopsim.report.charts.described.Chart.as_data()`) of its first `upto` months, drawn as SVG in the browser."""


@solara.component_vue("header.vue")
def page_header(links: Sequence[Data], languages: Sequence[Data], title: str, labels: Data) -> None:
    """The head of every page: its name (h1), the way to the others, the language, light or dark."""
