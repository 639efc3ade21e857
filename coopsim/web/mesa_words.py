"""Mesa's SolaraViz in two languages: its own labels are English, written into its code; here they are said anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import solara
from mesa.visualization import solara_viz

from coopsim.language import text as _

LANGUAGE = solara.reactive("en")  # each visitor's own: Solara keeps it apart
_SPEAKING = ("Button", "Card", "Checkbox", "SliderInt", "Text")


def _translated(language: str) -> dict[str, str]:
    return {
        "Controls": _("Time", language),
        "Play Interval (ms)": _("Pause between months (ms)", language),
        "Render Interval (steps)": _("Months at once", language),
        "Use Threads": _("Simulate beside the drawing", language),
        "Increase play interval to avoid skipping plots": _("A longer pause skips no drawing", language),
        "Reset": _("Begin anew", language),
        "Step": _("One more month", language),
        "Model Parameters": _("What you can change", language),
        "Information": _("Where it stands", language),
    }


def translated(label: Any, language: str) -> Any:
    """A label of Mesa's in a language; any other as it is.

    >>> translated("Step: 3", "en"), translated("▶", "es")
    ('Month 3', '▶')
    """
    if not isinstance(label, str):
        return label
    steps = re.fullmatch(r"Step: (\d+)", label)
    return _("Month {n}", language).format(n=steps[1]) if steps else _translated(language).get(label, label)


class _Speaking:
    """Solara as Mesa's module sees it: the same, but labels are said in the visitor's language."""

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(solara, name)
        return _in_words(attribute) if name in _SPEAKING else attribute


def _in_words(make: Callable[..., Any]) -> Callable[..., Any]:
    def made(*first: Any, **named: Any) -> Any:
        language = LANGUAGE.value
        if "label" in named:
            named["label"] = translated(named["label"], language)
        return make(*(translated(one, language) for one in first), **named)

    return made


def speak() -> None:
    """From here on Mesa's labels are said in the language of `LANGUAGE`."""
    solara_viz.solara = _Speaking()
